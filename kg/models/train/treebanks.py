"""Training, development and held-out sets from the treebanks.

PADT keeps its published split for words, tags and lemmas. Its trees are spread over all three parts
and PUD has one part only, so trees are split by a hash of the sentence: a tenth of the PADT trees,
all from PADT's test part, and a tenth of PUD are never seen in training or in early stopping.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.models.surface import DIACRITICS
from kg.models.train.conllu import DEPREL, FEATS, HEAD, LEMMA, MISC, UPOS, XPOS, Sentence, read

# Universal Dependencies v1 labels of the PADT trees, in v2 terms (UD guidelines, "changes in v2").
V2_LABELS = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "neg": "advmod", "mwe": "fixed", "name": "flat", "foreign": "flat", "remnant": "orphan",
}  # fmt: skip
# UniMorph tags of the sentences without UD features.
UNIMORPH = {
    "ACT": "Voice=Act", "PASS": "Voice=Pass", "PFV": "Aspect=Perf", "IPFV": "Aspect=Imp",
    "SG": "Number=Sing", "DU": "Number=Dual", "PL": "Number=Plur", "MASC": "Gender=Masc", "FEM": "Gender=Fem",
    "1": "Person=1", "2": "Person=2", "3": "Person=3", "NOM": "Case=Nom", "ACC": "Case=Acc", "GEN": "Case=Gen",
    "IND": "Mood=Ind", "SBJV": "Mood=Sub", "JUS": "Mood=Jus", "IMP": "Mood=Imp",
    "DEF": "Definite=Def", "INDF": "Definite=Ind", "PSSD": "Definite=Cons",
}  # fmt: skip
KEPT_FEATURES = frozenset(pair.split("=")[0] for pair in UNIMORPH.values())


def bucket(key: str, *, of: int) -> int:
    """A number in [0, of) that depends on ``key`` only."""
    return int(hashlib.sha256(key.encode("utf-8")).hexdigest()[:8], 16) % of


def padt(data: Path, part: str) -> list[Sentence]:
    """PADT's ``part`` (train, dev or test) with surface words and harmonised columns."""
    return [_harmonise(s) for s in read(data / "ud" / "padt" / f"ar_padt-{part}.conllu")]


def pud(data: Path) -> list[Sentence]:
    """All of PUD, with the columns of :func:`padt`."""
    return [_harmonise(s) for s in read(data / "ud" / "pud" / "ar_pud-ud-test.conllu")]


def pud_part(sentence: Sentence) -> str:
    """Which part of our PUD split a sentence is in: a tenth is test, a twentieth dev."""
    number = bucket(sentence.text, of=20)
    return "test" if number < 2 else "dev" if number == 2 else "train"


def trees(data: Path, part: str) -> dict[str, list[Sentence]]:
    """Trees of ``part`` by treebank (``padt``, ``pud``)."""
    chosen = []
    for source in ("train", "dev", "test"):
        for sentence in padt(data, source):
            if not sentence.has_tree:
                continue
            place = "train"
            if source == "test" and bucket(sentence.text, of=100) < 31:  # 31 % of 477 ≈ a tenth of all
                place = "test"
            elif source == "dev" and bucket(sentence.text, of=100) < 20:
                place = "dev"
            if place == part:
                chosen.append(sentence)
    others = [s for s in pud(data) if s.has_tree and pud_part(s) == part]
    return {"padt": chosen, "pud": others}


def has_features(sentence: Sentence) -> bool:
    return any(row[FEATS] != "_" for row in sentence.rows)


def has_lemmas(sentence: Sentence) -> bool:
    return sum(row[LEMMA] != "_" for row in sentence.rows) > len(sentence.rows) / 2


def _harmonise(sentence: Sentence) -> Sentence:
    for row in sentence.rows:
        feats = dict(pair.split("=", 1) for pair in row[FEATS].split("|")) if row[FEATS] != "_" else {}
        if not feats and row[MISC].startswith("UM="):
            marks = row[MISC][3:].split("|")[0].split(";")
            feats = dict(UNIMORPH[mark].split("=") for mark in marks if mark in UNIMORPH)
        if feats.get("Definite") == "Red":
            feats["Definite"] = "Cons"
        kept = sorted(f"{key}={value}" for key, value in feats.items() if key in KEPT_FEATURES)
        row[FEATS] = "|".join(kept) or "_"
        row[LEMMA] = DIACRITICS.sub("", row[LEMMA]) or "_"
        row[XPOS] = "_"
    if "udv1_deps" in sentence.comments:
        _to_v2(sentence)
    return sentence


def _to_v2(sentence: Sentence) -> None:
    """UD v1 relations to v2: new names, obl for the nmod of a predicate, cc on the conjunct it opens."""
    rows = sentence.rows
    children: dict[int, list[int]] = {}
    for number, row in enumerate(rows, 1):
        children.setdefault(int(row[HEAD]), []).append(number)
    original = [row[DEPREL] for row in rows]
    for number, row in enumerate(rows, 1):
        head = int(row[HEAD])
        tag = rows[head - 1][UPOS] if head else ""
        has_case = any(original[child - 1] == "case" for child in children.get(number, ()))
        label = original[number - 1]
        if label in ("nmod", "dobj") and has_case:
            label = "obl" if tag in ("VERB", "ADJ", "AUX") else "nmod"
        elif label == "nmod" and tag in ("VERB", "AUX"):
            label = "obl"
        row[DEPREL] = V2_LABELS.get(label, label)
        if label == "cc":
            later = [child for child in children[head] if child > number and original[child - 1] == "conj"]
            if later:
                row[HEAD] = str(later[0])
