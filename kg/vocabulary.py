"""Words that surround names: titles before them, generic heads, cues that tell a place from an actor.

Rows live in ``seeds/vocabulary/*.csv``, one file a kind; a word is added there, never here. Every form is
folded (:func:`kg.arabic.fold`), so that all spellings of it count.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.errors import BadSeed

ALONE = ("yes", "subject", "no")
ARTICLE = ("adjective", "national", "no")
USES = ("keep", "either", "drop", "medium", "site", "place")
SETTINGS = ("inside", "way", "goal", "party", "travel", "trip", "event", "transfer")


@dataclass(frozen=True, slots=True)
class Head:
    """A generic noun before a name, in its form without article.

    ``use``: ``keep`` — part of the name (the ministry of ...); ``either`` — part of it unless a proper name
    follows (the agency Tass); ``drop`` — never part of it (the city of ...); ``medium`` — as drop, and what
    follows is a newspaper or channel whatever else bears the name; ``site`` — as medium, if the name is quoted or
    in Latin letters; ``place`` — a name only with a place.
    ``alone``: whether head and genitive make a name without a nationality or a model's support: ``yes``, ``no``, or
    if the genitive is a ``subject``, what bodies are for (the commission of *human rights*).
    ``article``: what makes a name of the head with its article: a ``national`` adjective (the Syrian army), any
    ``adjective`` (the Democratic Party), or ``no`` adjective but what the body is for (the company for power).
    """

    head: str
    type: str
    use: str
    alone: str
    article: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    titles: Mapping[tuple[str, ...], str]  # folded words of a title → honorific or office
    heads: Mapping[str, Head]  # folded head without article
    settings: Mapping[str, str]  # folded word → one of SETTINGS
    stops: frozenset[str]  # definite words that continue no name
    subjects: frozenset[str]  # what bodies are for: may be joined to a name by "and"
    family_first: frozenset[str]  # ISO 3166 alpha-3 of states where the family name comes first
    native_names: frozenset[str]  # ISO 3166 alpha-3 of states that write names in Arabic letters: one spelling each
    common_words: frozenset[str]  # more often common words than names: a name only with support
    given_names: frozenset[str]  # given names that differ by a long vowel or a letter only
    facing: frozenset[str]  # words before a people that is a party (in the face of, on the part of)
    namesakes: frozenset[str]  # titles of those after whom bodies and places are named
    epithets: Mapping[str, tuple[str, ...]]  # folded word → ISO 3166 alpha-3 of the states that it may stand for

    def setting(self, word: str) -> str | None:
        """The kind of a cue before a capital; nouns count with their article as well."""
        return self.settings.get(word) or self.settings.get(word.removeprefix("ال"))

    def title(self, words: list[str]) -> int:
        """How many of the folded words, from the first on, are one title; 0 if none."""
        for length in range(min(4, len(words)), 0, -1):
            if tuple(words[:length]) in self.titles:
                return length
        return 0

    def head(self, word: str) -> tuple[Head, bool] | None:
        """The head that a folded word is, and whether it stands with its article."""
        if word in self.heads:
            return self.heads[word], False
        bare = word.removeprefix("ال")
        return (self.heads[bare], True) if bare != word and bare in self.heads else None


@cache
def load(folder: Path | None = None) -> Vocabulary:
    """Read the files of a folder, by default those that came with the package. Raises BadSeed."""
    folder = folder or default_folder()
    titles = {tuple(fold(form).split()): kind for form, kind in _rows(folder / "titles.csv", "form", "kind")}
    heads = {}
    columns = {"use": USES, "alone": ALONE, "article": ARTICLE}
    for head, type, *row in _rows(folder / "heads.csv", "head", "type", *columns):
        for value, (column, allowed) in zip(row, columns.items(), strict=True):
            if value not in allowed:
                raise BadSeed(f"{folder / 'heads.csv'}: {column} {value!r} of {head!r} is none of {', '.join(allowed)}")
        heads[fold(head)] = Head(fold(head), type, *row)
    settings = {}
    for form, kind in _rows(folder / "settings.csv", "form", "kind"):
        if kind not in SETTINGS:
            raise BadSeed(f"{folder / 'settings.csv'}: kind {kind!r} of {form!r} is none of {', '.join(SETTINGS)}")
        settings[fold(form)] = kind
    return Vocabulary(
        titles=titles,
        heads=heads,
        settings=settings,
        stops=frozenset(fold(form) for form, _ in _rows(folder / "stops.csv", "form", "kind")),
        subjects=frozenset(fold(form) for (form,) in _rows(folder / "subjects.csv", "form")),
        family_first=frozenset(state for (state,) in _rows(folder / "family_first.csv", "state")),
        native_names=frozenset(state for (state,) in _rows(folder / "native_names.csv", "state")),
        common_words=frozenset(word for (word,) in _rows(folder / "common_words.csv", "word")),
        given_names=frozenset(fold(name) for (name,) in _rows(folder / "given_names.csv", "name")),
        facing=frozenset(fold(form) for (form,) in _rows(folder / "facing.csv", "form")),
        namesakes=frozenset(fold(form) for (form,) in _rows(folder / "namesakes.csv", "form")),
        epithets={fold(form): tuple(of.split("|")) for form, of in _rows(folder / "epithets.csv", "form", "states")},
    )


def default_folder() -> Path:
    """Where the files lie: inside an installed package, else in the source checkout."""
    packaged = Path(__file__).parent / "data" / "vocabulary"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "seeds" / "vocabulary"


def _rows(path: Path, *columns: str) -> Iterator[tuple[str, ...]]:
    if not path.is_file():
        raise BadSeed(f"{path}: no such file; reinstall the package or restore it from the repository")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise BadSeed(f"{path}: column {missing[0]!r} is missing")
        for row in reader:
            yield tuple(row[column] or "" for column in columns)
