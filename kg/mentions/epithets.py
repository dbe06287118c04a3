"""A state called by what it is: ``المملكة`` in news of one kingdom, ``السلطنة``.

The states that a word may stand for are a row of ``seeds/vocabulary/epithets.csv``. The one that the document speaks
of most, by its name, its adjectives, its cities, bodies and people, is meant; none if it speaks of no such state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.gazetteer import Gazetteer
from kg.mentions.candidates import Candidate
from kg.tokens import Token
from kg.vocabulary import Vocabulary


def states(
    tokens: Sequence[Token], gazetteer: Gazetteer, vocabulary: Vocabulary, known: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Mentions of states by such a word that is not the first of a longer name."""
    spoken: Counter[str] | None = None
    for index, token in enumerate(tokens):
        for start in token.starts:
            meant = next((of for form in reversed(start.forms) if (of := vocabulary.epithets.get(form))), ())
            if not meant or (start.proclitic and not start.seen):
                continue
            if spoken is None:
                spoken = _spoken_of(tokens, gazetteer, known)
            state = max(meant, key=lambda one: (spoken[one], one))
            if spoken[state] and not _goes_on(tokens, index, gazetteer):
                row = gazetteer.row(f"state/{state}")
                yield Candidate(index, index + 1, start.begin, token.end, "State", (row,), "gazetteer", start.proclitic)
            break


def _spoken_of(tokens: Sequence[Token], gazetteer: Gazetteer, known: Sequence[Candidate]) -> Counter[str]:
    """How often a document speaks of each state."""
    spoken = Counter(hit.rows[0].state for hit in known if hit.rows)
    named = {index for hit in known for index in range(hit.first, hit.last)}
    for index, token in enumerate(tokens):
        state = gazetteer.adjective(token.stem) if index not in named else None
        if state:
            spoken[state.removeprefix("state/")] += 1
    return spoken


def _goes_on(tokens: Sequence[Token], index: int, gazetteer: Gazetteer) -> bool:
    """Whether an adjective of a state behind the word says which one it is: ``المملكة الليبية``."""
    after = tokens[index + 1 : index + 2]
    return bool(after) and after[0].joined and gazetteer.adjective(after[0].folded) is not None
