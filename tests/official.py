"""Models in the architecture of Stanza's official Arabic ones, with random weights, laid out as Stanza lays out its
resources: tiny for tests, in the published sizes for the benchmark. Made by Stanza's own classes; no network."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from stanza.models import lemmatizer, mwt_expander, ner_tagger, parser, tagger, tokenizer
from stanza.models.common.char_model import CharacterLanguageModel
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.common.vocab import CharVocab
from stanza.utils.conll import CoNLL


@dataclass(frozen=True, slots=True)
class Sizes:
    """Units of the layers; ``words`` are rows of the word vectors."""

    charlm: int
    pos: int
    parser: int
    parser_layers: int
    ner: int
    biaffine: int
    vectors: int
    words: int


TINY = Sizes(charlm=8, pos=8, parser=8, parser_layers=1, ner=8, biaffine=8, vectors=8, words=50)
# stanza's trainers' defaults and the model cards of padt_charlm, aqmar_charlm and the ccwiki character models
PUBLISHED = Sizes(charlm=1024, pos=200, parser=400, parser_layers=3, ner=256, biaffine=400, vectors=100, words=150_000)

NOWHERE = "http://127.0.0.1:9/{filename}"  # where Stanza would fetch what is missing

UPOS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN"),
    *("NUM", "PART", "PRON", "PROPN", "SCONJ", "SYM", "VERB", "X"),
)
RELATIONS = (
    *("acl", "advcl", "advmod", "advmod:emph", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "conj"),
    *("cop", "csubj", "csubj:pass", "dep", "det", "discourse", "dislocated", "fixed", "flat", "flat:foreign"),
    *("goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass", "nummod", "obj", "obl"),
    *("obl:arg", "orphan", "parataxis", "punct", "vocative", "xcomp"),
)
# A multi-word token, then a chain of words that brings all tags and relations.
HEAD = (
    "1-2\tووصل" + "\t_" * 8 + "\n1\tو\tو\tCCONJ\tC\t_\t2\tcc\t_\t_\n2\tوصل\tوصل\tVERB\tV\tAspect=Perf\t0\troot\t_\t_\n"
)
TREE = HEAD + "".join(
    f"{number}\tوزير\tوزير\t{UPOS[number % len(UPOS)]}\tN\tCase=Nom|Gender=Masc\t{number - 1}\t{relation}\t_\t_\n"
    for number, relation in enumerate(RELATIONS, 3)
)
LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ0123456789 .،؛؟"()-:\n'
FEATURES = {
    "feat_funcs": ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"], "feat_dim": 5,
}  # fmt: skip
TAGS = ["O", *(f"{place}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for place in "BIES")]


def make(folder: Path, sizes: Sizes) -> Path:
    """Write a folder of resources; returns it."""
    torch.manual_seed(1)
    bank = folder / "bank.conllu"
    folder.mkdir(parents=True, exist_ok=True)
    bank.write_text(TREE + "\n", encoding="utf-8")
    document = CoNLL.conll2doc(str(bank))
    ar = folder / "ar"
    charlms = _charlms(ar, sizes)
    vectors = _vectors(ar / "pretrain" / "conll17.pt", sizes)
    _tokenizer(ar / "tokenize" / "padt.pt")
    _mwt(document, ar / "mwt" / "padt.pt")
    _lemma(document, ar / "lemma" / "padt_nocharlm.pt")
    _pos(document, ar / "pos" / "padt_charlm.pt", sizes, charlms, vectors)
    _parser(document, ar / "depparse" / "padt_charlm.pt", sizes, charlms, vectors)
    _ner(ar / "ner" / "aqmar_charlm.pt", sizes, charlms, vectors)
    (folder / "resources.json").write_text(
        json.dumps({"ar": _resources(ar), "url": NOWHERE}, indent=1), encoding="utf-8"
    )
    return folder


def _resources(ar: Path) -> dict[str, Any]:
    """The entry of Arabic in Stanza's list, with checksums of these files."""
    pretrain = [{"model": "pretrain", "package": "conll17"}]
    charlm = [{"model": f"{way}_charlm", "package": "ccwiki"} for way in ("forward", "backward")]
    needs = {"pos": pretrain + charlm, "depparse": pretrain + charlm, "ner": pretrain + charlm}
    entry: dict[str, Any] = {"lang_name": "Arabic"}
    for path in sorted(ar.rglob("*.pt")):
        row: dict[str, Any] = {"md5": hashlib.md5(path.read_bytes()).hexdigest()}
        if path.parent.name in needs:
            row["dependencies"] = needs[path.parent.name]
        entry.setdefault(path.parent.name, {})[path.stem] = row
    default = {
        "tokenize": "padt", "mwt": "padt", "lemma": "padt_nocharlm", "pos": "padt_charlm", "depparse": "padt_charlm",
        "ner": "aqmar_charlm",
    }  # fmt: skip
    optional = {"pretrain": "conll17", "forward_charlm": "ccwiki", "backward_charlm": "ccwiki"}
    return {
        **entry, "default_processors": default, "default_dependencies": {},
        "packages": {"default": {**default, "optional": optional}},
    }  # fmt: skip


def _charlms(ar: Path, sizes: Sizes) -> dict[str, str]:
    args = {
        "char_emb_dim": min(100, sizes.charlm), "char_hidden_dim": sizes.charlm, "char_num_layers": 1,
        "char_dropout": 0.05, "char_unit_dropout": 1e-5, "char_rec_dropout": 0.0,
    }  # fmt: skip
    paths = {}
    for way in ("forward", "backward"):
        path = ar / f"{way}_charlm" / "ccwiki.pt"
        vocab = {"char": CharVocab([LETTERS], "ar")}
        CharacterLanguageModel(args, vocab, is_forward_lm=way == "forward").save(str(path))
        paths[f"charlm_{way}_file"] = str(path)
    return paths


def _vectors(path: Path, sizes: Sizes) -> Pretrain:
    vocab = PretrainedWordVocab([f"ا{number}" for number in range(sizes.words)], lower=True)
    path.parent.mkdir(parents=True)
    vectors = np.random.default_rng(1).normal(size=(len(vocab), sizes.vectors)).astype(np.float32)
    torch.save({"vocab": vocab.state_dict(), "emb": torch.from_numpy(vectors)}, path)
    return Pretrain(str(path))


def _tokenizer(path: Path) -> None:
    from stanza.models.tokenization.trainer import Trainer
    from stanza.models.tokenization.vocab import Vocab

    args = tokenizer.parse_args(["--lang", "ar", "--shorthand", "ar_padt", "--max_seqlen", "400"])
    vocab = Vocab([[(char, 0) for char in LETTERS]], "ar")
    args |= {"vocab_size": len(vocab), "use_mwt": True, "num_dict_feat": 0, **FEATURES}
    trainer = Trainer(args=args, vocab=vocab, lexicon=None, dictionary=None, device="cpu")
    with torch.no_grad():
        trainer.model.tok_clf.weight.mul_(20.0)  # words end at some letters, sentences hardly ever
        trainer.model.sent_clf.bias.fill_(-4.0)
    path.parent.mkdir(parents=True)
    trainer.save(str(path))


def _mwt(document: Any, path: Path) -> None:
    from stanza.models.mwt.data import DataLoader
    from stanza.models.mwt.trainer import Trainer

    args = vars(mwt_expander.parse_args(["--shorthand", "ar_padt", "--no_force_exact_pieces"]))
    batch = DataLoader(document, args["batch_size"], args, evaluation=False)
    args |= {"vocab_size": batch.vocab.size, "num_layers": 1, "force_exact_pieces": False}
    trainer = Trainer(args=args, vocab=batch.vocab, device="cpu")
    trainer.train_dict(batch.doc.get_mwt_expansions(evaluation=False))
    path.parent.mkdir(parents=True)
    trainer.save(str(path))


def _lemma(document: Any, path: Path) -> None:
    from stanza.models.lemma.data import DataLoader
    from stanza.models.lemma.trainer import Trainer

    args = lemmatizer.parse_args(["--shorthand", "ar_padt"])
    batch = DataLoader(document, args["batch_size"], args, evaluation=False)
    args |= {"vocab_size": batch.vocab["char"].size, "pos_vocab_size": batch.vocab["pos"].size, "dict_only": False}
    trainer = Trainer(args=args, vocab=batch.vocab, device="cpu")
    trainer.train_dict(batch.raw_data())
    path.parent.mkdir(parents=True)
    trainer.save(str(path))


def _pos(document: Any, path: Path, sizes: Sizes, charlms: dict[str, str], vectors: Pretrain) -> None:
    from stanza.models.pos.data import Dataset
    from stanza.models.pos.trainer import Trainer

    args = tagger.parse_args(["--shorthand", "ar_padt", "--charlm", "--hidden_dim", str(sizes.pos)])
    args |= {**charlms, "deep_biaff_hidden_dim": sizes.biaffine, "word_cutoff": 1}
    vocab = Dataset.init_vocab([document], args)
    trainer = Trainer(args=args, vocab=vocab, pretrain=vectors, device="cpu")
    path.parent.mkdir(parents=True)
    trainer.save(str(path))


def _parser(document: Any, path: Path, sizes: Sizes, charlms: dict[str, str], vectors: Pretrain) -> None:
    from stanza.models.depparse.data import Dataset
    from stanza.models.depparse.trainer import GraphTrainer

    args = parser.parse_args(["--shorthand", "ar_padt", "--charlm", "--hidden_dim", str(sizes.parser)])
    args |= {**charlms, "deep_biaff_hidden_dim": sizes.biaffine, "num_layers": sizes.parser_layers, "word_cutoff": 1}
    vocab = Dataset(document, args, vectors).vocab
    trainer = GraphTrainer(args=args, vocab=vocab, pretrain=vectors, device="cpu")
    path.parent.mkdir(parents=True)
    trainer.save(str(path))


def _ner(path: Path, sizes: Sizes, charlms: dict[str, str], vectors: Pretrain) -> None:
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.trainer import Trainer

    args = ner_tagger.parse_args(["--shorthand", "ar_aqmar", "--charlm", "--hidden_dim", str(sizes.ner)])
    args |= {**charlms, "word_emb_dim": sizes.vectors}
    loader = DataLoader.__new__(DataLoader)  # its vocabularies alone, from tags instead of a corpus
    loader.eval, loader.args, loader.pretrain = False, args, vectors
    vocab = loader.init_vocab([[["بغداد", (tag,)] for tag in TAGS]])
    trainer = Trainer(args=args, vocab=vocab, pretrain=vectors, device="cpu")
    path.parent.mkdir(parents=True)
    trainer.save(str(path))
