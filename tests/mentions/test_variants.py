"""Names found in clean text are found in every other spelling of it, by the real models.

The sentences are ours. Nearly all names of a variant must stand exactly where they stood; a model may read a word
otherwise when its surroundings look otherwise, hence not all.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from variants import QUOTES, VARIANTS, Pieces, moved, written

from kg import mentions
from kg.annotate import Reader
from kg.gazetteer import Gazetteer
from kg.records import Document, Span

SENTENCES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
KEPT = 0.95
Places = dict[tuple[int, int], str]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(processes=1)  # loads its models once for all variants


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def clean(reader: Reader, gazetteer: Gazetteer) -> list[Places]:
    return find(SENTENCES, reader, gazetteer)


def find(texts: list[str], reader: Reader, gazetteer: Gazetteer) -> list[Places]:
    """The names of each text: their places and what is written there."""
    documents = [Document(str(n), text, body=(Span(0, len(text)),)) for n, text in enumerate(texts)]
    return [
        {(one.begin, one.end): one.text for one in mentions.find(document, annotation, gazetteer)}
        for document, annotation in zip(documents, reader.read(documents), strict=True)
    ]


def test_there_are_names_to_be_kept(clean: list[Places]) -> None:
    assert sum(map(len, clean)) >= 3 * len(SENTENCES) * 0.9
    assert sum(not places for places in clean) == 0


@pytest.mark.parametrize("name", VARIANTS)
def test_names_are_kept(name: str, clean: list[Places], reader: Reader, gazetteer: Gazetteer) -> None:
    varied = [VARIANTS[name](sentence) for sentence in SENTENCES]
    changed = {n: written(pieces) for n, pieces in enumerate(varied) if written(pieces) != SENTENCES[n]}
    found = dict(zip(changed, find(list(changed.values()), reader, gazetteer), strict=True))
    wanted = [
        (text, n not in changed or moved(varied[n], *place) in found[n])
        for n, places in enumerate(clean)
        for place, text in places.items()
    ]
    lost = [text for text, kept in wanted if not kept]
    assert len(wanted) - len(lost) >= KEPT * len(wanted), lost


def test_a_variant_is_another_text() -> None:
    """One that changes nothing would test nothing."""
    for name, vary in VARIANTS.items():
        assert any(written(vary(sentence)) != sentence for sentence in SENTENCES), name
    assert {len(sentence) % len(QUOTES) for sentence in SENTENCES} == set(range(len(QUOTES)))  # all kinds of quotes


@given(st.sampled_from(sorted(VARIANTS)), st.sampled_from(SENTENCES), st.data())
def test_places_move_with_the_letters(name: str, sentence: str, data: st.DataObject) -> None:
    pieces: Pieces = VARIANTS[name](sentence)
    begin = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(begin + 1, len(sentence)))
    text = written(pieces)
    first, last = moved(pieces, begin, end)
    assert text[first:last] == written(pieces[begin:end]).removeprefix(pieces[begin][0])
    assert text == written(pieces[:begin]) + pieces[begin][0] + text[first:last] + written(pieces[end:])
