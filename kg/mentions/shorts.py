"""Short forms of people named in full elsewhere in the document: ``بوتين``, ``شي``, ``بن سلمان``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.gazetteer import Gazetteer, Row
from kg.mentions.candidates import LINKS, Candidate
from kg.tokens import SHORTEST, Token
from kg.vocabulary import Vocabulary

Form = tuple[str, ...]  # the folded words of a short form


def forms(
    tokens: Sequence[Token], people: Sequence[Candidate], gazetteer: Gazetteer, vocabulary: Vocabulary
) -> dict[Form, tuple[Row, ...]]:
    """The short forms of each person named with two words or more, with the rows of who bears it.

    The last word, with the particles that belong to it; also the first word where the family name comes first,
    which the gazetteer, a nationality before the name or the models' own reading says.
    """
    found: dict[Form, tuple[Row, ...]] = {}
    for form, person, _ in _forms(tokens, people, gazetteer, vocabulary):
        found[form] = tuple(dict.fromkeys((*found.get(form, ()), *person.rows)))
    return found


def bearers(
    tokens: Sequence[Token], people: Sequence[Candidate], gazetteer: Gazetteer, vocabulary: Vocabulary
) -> dict[Form, frozenset[Form]]:
    """The same short forms, each with the folded full names whose short form it is."""
    found: dict[Form, frozenset[Form]] = {}
    for form, _, name in _forms(tokens, people, gazetteer, vocabulary):
        found[form] = found.get(form, frozenset()) | {name}
    return found


def _forms(
    tokens: Sequence[Token], people: Sequence[Candidate], gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Iterator[tuple[Form, Candidate, Form]]:
    alone = {tokens[one.first].stem for one in people if one.last - one.first == 1 and one.method == "ner"}
    for person in people:
        words = [tokens[index].folded for index in range(person.first, person.last)]
        start = tokens[person.first].start(person.begin)
        words[0] = start.forms[-1] if start else words[0]
        if len(words) < 2:
            continue
        last = len(words) - 1
        while last > 1 and words[last - 1] in LINKS:
            last -= 1
        family = [tuple(words[last:])]
        if _family_first(tokens, person, gazetteer, vocabulary) or words[0] in alone:
            family.append((words[0],))
        yield from ((form, person, tuple(words)) for form in family if _usable(form, gazetteer, vocabulary))


def _family_first(tokens: Sequence[Token], person: Candidate, gazetteer: Gazetteer, vocabulary: Vocabulary) -> bool:
    if person.rows:
        return person.rows[0].state in vocabulary.family_first
    if person.last - person.first > 3:
        return False
    near = [tokens[index].folded for index in range(max(person.first - 4, 0), person.first)]
    states = {gazetteer.adjective(word) for word in near}
    return any(f"state/{state}" in states for state in vocabulary.family_first)


def _usable(form: Form, gazetteer: Gazetteer, vocabulary: Vocabulary) -> bool:
    """Whether a form names nobody and nothing else: no title, nationality, state or place."""
    if len(form) == 1 and (len(form[0]) < 2 or form in vocabulary.titles or gazetteer.adjective(form[0])):
        return False
    rows = gazetteer.find(" ".join(form))
    return not rows or any(row.type == "Person" for row in rows)


def occurrences(
    tokens: Sequence[Token], forms: Mapping[Form, tuple[Row, ...]], taken: Collection[int]
) -> Iterator[Candidate]:
    """Where a short form stands and no other name does. A form of two letters is cut off a word only where
    the models cut it: ``ولي`` is a guardian as well."""
    longest = max((len(form) for form in forms), default=0)
    for index, token in enumerate(tokens):
        for start in token.starts:
            hit = _occurrence(tokens, index, start.forms, forms, longest)
            cut = start.begin > token.begin
            if hit is None or any(one in taken for one in range(index, hit.last)):
                continue
            if cut and not start.seen and len(start.forms[0]) <= SHORTEST:
                continue
            yield replace(hit, begin=start.begin, proclitic=start.proclitic)
            break


def _occurrence(
    tokens: Sequence[Token],
    first: int,
    spellings: Sequence[str],
    forms: Mapping[Form, tuple[Row, ...]],
    longest: int,
) -> Candidate | None:
    for length in range(longest, 0, -1):
        last = first + length
        if last > len(tokens) or not all(tokens[index].joined for index in range(first + 1, last)):
            continue
        for spelling in spellings:
            form = (spelling, *(tokens[index].folded for index in range(first + 1, last)))
            if form in forms:
                rows = forms[form]
                return Candidate(
                    first, last, 0, tokens[last - 1].end, "Person", rows, "short", short=True, confidence=0.85
                )
    return None
