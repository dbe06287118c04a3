"""Which words evoke which event, and which of their dependents play which role: rows, not branches."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.arabic import fold
from kg.errors import BadSeed
from kg.events.forms import NOMINAL, Forms
from kg.ontology import EventType, event_types, folder
from kg.tree import Tree

CIRCUMSTANTIAL = ("ا", "ه", "ين", "ات")  # endings of an indefinite accusative: مؤكدا، مؤكدة، مؤكدين
OBLIQUE = ("obl", "nmod", "obj", "iobj", "advmod", "dep")
SLOTS = {
    "object": ("obj", "iobj", "nsubj"),
    "accusative": ("obj", "iobj"),
    "subject": ("nsubj",),
    "genitive": ("nmod", "dep", "flat", "appos", "obj"),
}
QUANTITIES = frozenset(map(fold, ("عدد", "مجموعة", "آلاف", "مئات", "عشرات", "مزيد", "كمية")))
PHRASE = 8  # words of a noun phrase at most, up to the preposition behind it
SUFFIXES = (
    "اتهما",
    "اتها",
    "اتهم",
    "اته",
    "تهما",
    "هما",
    "تها",
    "تهم",
    "ته",
    "ات",
    "ان",
    "ين",
    "تين",
    "تان",
    "ها",
    "هم",
    "ه",
    "ا",
    "ت",
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that evokes an event: 0-based index in its sentence, and the kind of pattern to apply. ``partner`` is
    the word that told its sense, and tells no event of its own (``قطع العلاقات``)."""

    index: int
    type: EventType
    verbal: bool
    partner: int | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """A row of ``senses.csv``: the type of a word if a ``partner`` fills its slot; None if it tells no event then."""

    type: EventType | None
    slot: str  # object, subject, oblique, genitive, phrase, dependent (of any relation), head (what it hangs on)
    prepositions: frozenset[str]
    partners: frozenset[str]  # folded lemmas; empty for any


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of ``argument_patterns.csv``: where an argument hangs, what it may be, what it is then."""

    name: str  # subject, object, oblique, genitive, adjective, matter
    prepositions: frozenset[str]
    types: frozenset[str]
    roles: tuple[str, ...]


class Lexicon:
    """Trigger lemmas and argument patterns."""

    def __init__(self, rows: Path | None = None) -> None:
        rows = rows or folder()
        self.types = event_types(rows / "event_types.csv")
        self._triggers = _triggers(rows / "triggers.csv", self.types)
        self._slots = _slots(rows / "argument_patterns.csv")
        self._senses = _senses(rows / "senses.csv", self.types)
        self._participles = _participles(rows / "participles.csv")
        self.forms = Forms(
            verbs=_lemmas(rows, "verb"),
            nouns=_lemmas(rows, "noun"),
            others=_column(rows / "light_verbs.csv", "lemma"),
            participles=_column(rows / "participles.csv", "participle"),
        )

    def triggers(self, tree: Tree) -> Iterator[Trigger]:
        """The words of a sentence that may evoke an event, in order."""
        for index, word in enumerate(tree.words):
            verb = self._participle(tree, index)
            verbal = word.upos == "VERB" or verb is not None
            if not verbal and word.upos not in NOMINAL:
                continue
            lemmas = [verb] if verb else self._verbs(tree, index) if verbal else list(_stems(tree, index))
            kind, partner = self._kind(tree, index, lemmas, verbal=verbal)
            if kind:
                yield Trigger(index, kind, verbal, partner)

    def _participle(self, tree: Tree, index: int) -> str | None:
        """The folded verb of an active participle that goes with a clause: ``مؤكدا أن``, ``داعية إلى``."""
        key = tree.keys[index]
        if tree.words[index].upos in ("VERB", "ADP") or not key.endswith(CIRCUMSTANTIAL):
            return None
        if key.endswith("ه") and key == tree.lemmas[index] and tree.words[index].upos == "NOUN":
            return None  # مدينة is no feminine of مدين
        stems = (tree.lemmas[index], *(key.removesuffix(ending) for ending in CIRCUMSTANTIAL if key.endswith(ending)))
        return next((self._participles[stem] for stem in stems if stem in self._participles), None)

    def _kind(
        self, tree: Tree, index: int, lemmas: Sequence[str], *, verbal: bool
    ) -> tuple[EventType | None, int | None]:
        """The type that a word evokes, and the partner that tells so."""
        for lemma in lemmas:
            for sense in self._senses.get((lemma, verbal), ()):
                partner = next(_fillers(tree, index, sense), None)
                if partner is not None:
                    return sense.type, partner
        return next((kind for lemma in lemmas if (kind := self._triggers.get((lemma, verbal)))), None), None

    def _verbs(self, tree: Tree, index: int) -> list[str]:
        """The lemma of a verb, without a conjunction that the models did not cut off (``وزار``), with the other long
        a; last the verb whose perfect has this form, for lemmas are guessed: ``توجه`` is no ``وجه``."""
        lemma = tree.lemmas[index]
        lemmas = [lemma, lemma[1:]] if len(lemma) > 3 and lemma[0] in "وف" else [lemma]
        form = self.forms.verb(tree.words[index].text)
        return [*lemmas, *(one[:-1] + "ي" for one in lemmas if one.endswith("ا")), *([fold(form)] if form else [])]

    def slots(self, trigger: Trigger) -> tuple[Slot, ...]:
        """The patterns that apply to a trigger."""
        return self._slots.get((trigger.type.pattern, "verb" if trigger.verbal else "noun"), ())


def _stems(tree: Tree, index: int) -> Iterator[str]:
    """The lemma of a noun and, since lemmas of rare words are guessed, its form without article and endings."""
    key = tree.keys[index]
    yield tree.lemmas[index]
    yield key
    bare = key[1:] if key.startswith("ل") and index and tree.keys[index - 1] == "ل" else key.removeprefix("ال")
    for stem in dict.fromkeys((bare, key)):
        for ending in ("", *SUFFIXES):
            if ending == "ه" and tree.words[index].text.endswith("ة"):
                continue  # طلبة is no طلبه
            if stem.endswith(ending) and len(stem) - len(ending) >= 3:
                base = stem[: len(stem) - len(ending)]
                yield base
                if ending.startswith(("ت", "ات")):  # محادثات, زيارته: the ta marbuta shows in its place
                    yield base + "ه"


def _fillers(tree: Tree, index: int, sense: Sense) -> Iterator[int]:
    """The words in the slot of a sense, where the parse has them or, since it may err, right behind."""
    if sense.slot == "dependent":
        places = tree.children(index)
    elif sense.slot == "head":
        above = tree.head(index)
        places = [place for place in (above, index - 1) if place is not None and place >= 0]
    elif sense.slot == "oblique":
        places = [c for c in tree.children(index, *OBLIQUE) if set(tree.cases(c)) & sense.prepositions]
        places += [place for place in _governed(tree, index, sense.prepositions) if place not in places]
    elif sense.slot == "phrase":
        places = [place for place in tree.phrase(index) if place != index]
        places += [place for place in range(index + 1, min(index + 3, len(tree.words))) if place not in places]
    else:
        places = [child for child in tree.children(index, *SLOTS[sense.slot]) if not tree.cases(child)]
        behind = index + 1 < len(tree.words) and index + 1 not in places and tree.words[index + 1].upos in NOMINAL
        if behind and sense.slot != "accusative":
            places.append(index + 1)
        places += [part for place in places for part in quantified(tree, place)]
    for place in places:
        if not sense.partners or not sense.partners.isdisjoint(_stems(tree, place)):
            yield place


def quantified(tree: Tree, place: int) -> list[int]:
    """What a number or a quantity is of: ``الآلاف من الجنود``, ``عدد من``."""
    if tree.words[place].upos != "NUM" and tree.lemmas[place] not in QUANTITIES:
        return []
    counted = [part for part in tree.children(place, "nmod") if tree.cases(part) in ((), ("من",))]
    of = tree.head(place + 1) if tree.keys[place + 1 : place + 2] == ("من",) else None
    return [*counted, of] if of is not None and of not in counted else counted


def _governed(tree: Tree, index: int, prepositions: frozenset[str]) -> Iterator[int]:
    """What the first preposition behind a phrase governs, if it is one of these."""
    for place in range(index + 1, min(index + 1 + PHRASE, len(tree.words) - 1)):
        if tree.words[place].upos == "ADP":
            if tree.keys[place] in prepositions:
                head = tree.head(place)
                yield head if head is not None and head > place else place + 1
            return
        if tree.words[place].upos not in NOMINAL:
            return


def _column(path: Path, name: str) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row[name] for row in csv.DictReader(file))


def _lemmas(rows: Path, kind: str) -> Iterator[str]:
    """The lemmas of verbs or of nouns, as spelt in the tables."""
    for name in ("triggers.csv", "senses.csv"):
        with (rows / name).open(encoding="utf-8", newline="") as file:
            yield from (row["lemma"] for row in csv.DictReader(file) if row["trigger"] == kind)


def _participles(path: Path) -> dict[str, str]:
    """The folded participles with the folded verbs that they belong to."""
    with path.open(encoding="utf-8", newline="") as file:
        return {fold(row["participle"]): fold(row["verb"]) for row in csv.DictReader(file)}


def _triggers(path: Path, types: Iterable[EventType]) -> dict[tuple[str, bool], EventType]:
    """The type for each folded lemma and whether it is a verb."""
    kinds = {kind.type: kind for kind in types}
    found: dict[tuple[str, bool], EventType] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            key = (fold(row["lemma"]), row["trigger"] == "verb")
            if row.get("type") not in kinds or row["trigger"] not in ("verb", "noun"):
                raise BadSeed(f"{path.name}:{line}: no type {row.get('type')!r} or trigger {row['trigger']!r}")
            if key in found:
                raise BadSeed(f"{path.name}:{line}: {row['lemma']} has a row already; tell its senses in senses.csv")
            found[key] = kinds[row["type"]]
    return found


def _senses(path: Path, types: Iterable[EventType]) -> dict[tuple[str, bool], tuple[Sense, ...]]:
    """The rows for each folded lemma and whether it is a verb, in the order of the file."""
    kinds: dict[str, EventType | None] = {kind.type: kind for kind in types}
    kinds["-"] = None
    found: dict[tuple[str, bool], list[Sense]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if row.get("type") not in kinds or row.get("slot") not in {
                "oblique",
                "phrase",
                "dependent",
                "head",
                *SLOTS,
            }:
                raise BadSeed(f"{path.name}:{line}: no type {row.get('type')!r} or slot {row.get('slot')!r}")
            partners = frozenset(fold(partner) for partner in _set(row["partners"]))
            sense = Sense(kinds[row["type"]], row["slot"], _set(row["prepositions"]), partners)
            found.setdefault((fold(row["lemma"]), row["trigger"] == "verb"), []).append(sense)
    return {key: tuple(senses) for key, senses in found.items()}


def _slots(path: Path) -> dict[tuple[str, str], tuple[Slot, ...]]:
    found: dict[tuple[str, str], list[Slot]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            try:
                slot = Slot(row["slot"], _set(row["prepositions"]), _set(row["types"]), tuple(row["roles"].split("|")))
                found.setdefault((row["pattern"], row["trigger"]), []).append(slot)
            except (KeyError, AttributeError) as error:
                raise BadSeed(
                    f"{path.name}:{line}: expected pattern, trigger, slot, prepositions, types, roles"
                ) from error
    return {key: tuple(slots) for key, slots in found.items()}


def _set(cell: str) -> frozenset[str]:
    return frozenset(part for part in cell.split("|") if part)
