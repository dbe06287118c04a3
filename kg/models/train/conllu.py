"""CoNLL-U files as lists of sentences, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from kg.models.surface import split_surface

COLUMNS = 10
ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(COLUMNS)


@dataclass(slots=True)
class Sentence:
    """A sentence with surface words: ``rows`` are the ten columns, ``glued[i]`` is true when no
    space follows word i in the text."""

    name: str
    rows: list[list[str]]
    glued: list[bool]
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        parts = [row[FORM] + ("" if glue else " ") for row, glue in zip(self.rows, self.glued, strict=True)]
        return "".join(parts).rstrip()

    @property
    def has_tree(self) -> bool:
        return all(row[HEAD].isdigit() for row in self.rows)

    def pieces(self, longest: int) -> list[Sentence]:
        """The sentence in stretches of at most ``longest`` words, of about equal length. Trees do not survive."""
        count = -(-len(self.rows) // longest)
        edges = [len(self.rows) * i // count for i in range(count + 1)]
        rows = [[*row[:HEAD], "_", "_", *row[DEPS:]] for row in self.rows]
        return [Sentence(self.name, rows[a:b], self.glued[a:b]) for a, b in pairwise(edges)]


def read(path: Path) -> list[Sentence]:
    """Sentences of ``path`` with clitics as words of their own (see :mod:`.surface`).

    A multi-word token is cut where its words align; a sentence with a token that cannot be cut is
    left out, as is one whose words lack a tag.
    """
    sentences = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        comments, rows = {}, []
        for line in block.split("\n"):
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line.strip():
                rows.append(line.split("\t"))
        sentence = _surface(comments, rows)
        if sentence and all(row[UPOS] != "_" for row in sentence.rows):
            sentences.append(sentence)
    return sentences


def _surface(comments: dict[str, str], rows: list[list[str]]) -> Sentence | None:
    words: list[list[str]] = []
    glued: list[bool] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        if "." in row[ID]:
            return None
        if "-" not in row[ID]:
            words.append(list(row))
            glued.append("SpaceAfter=No" in row[MISC])
            index += 1
            continue
        first, last = map(int, row[ID].split("-"))
        parts = rows[index + 1 : index + 2 + last - first]
        pieces = split_surface(row[FORM], [part[FORM] for part in parts])
        if pieces is None:
            return None
        for part, piece in zip(parts, pieces, strict=True):
            words.append([*part[:FORM], piece, *part[LEMMA:]])
            glued.append(True)
        glued[-1] = "SpaceAfter=No" in row[MISC]
        index += 1 + len(parts)
    sentence = Sentence(comments.get("sent_id", ""), words, glued, comments)
    if "text" in comments:
        _respace(sentence, comments["text"])
    return sentence


def _respace(sentence: Sentence, text: str) -> None:
    """Take over the spacing of ``text`` where it spells the same words (raw spacing is often lost)."""
    if "".join(text.split()) != "".join(row[FORM] for row in sentence.rows):
        return
    position = 0
    for index, row in enumerate(sentence.rows):
        for char in row[FORM]:
            position = text.index(char, position) + 1
        sentence.glued[index] = position < len(text) and not text[position].isspace()


def write(sentences: Iterable[Sentence], path: Path) -> int:
    """Write CoNLL-U; returns the number of sentences."""
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for sentence in sentences:
            file.write(f"# sent_id = {sentence.name}\n# text = {sentence.text}\n")
            chained = not sentence.has_tree  # the official scorer reads no file without heads
            for index, (row, glue) in enumerate(zip(sentence.rows, sentence.glued, strict=True)):
                tree = [str(index), "dep" if index else "root"] if chained else row[HEAD:DEPS]
                misc = "SpaceAfter=No" if glue else "_"
                file.write("\t".join([str(index + 1), *row[FORM:HEAD], *tree, "_", misc]) + "\n")
            file.write("\n")
            count += 1
    return count
