"""Names as the models gave them, mended where what is known of the document shows their boundary wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.mentions.candidates import LINEAGE, LINKS, Candidate
from kg.mentions.shorts import Form
from kg.tokens import Start, Token
from kg.vocabulary import Vocabulary


def uncut(tokens: Sequence[Token], named: Iterable[Candidate], known: Iterable[Candidate]) -> Iterator[Candidate]:
    """Without names that begin or end otherwise than a name of the gazetteer in the same words.

    ``كين`` goes where ``بكين`` is known: its first letter was taken for a proclitic. ``وبوتين`` goes where
    ``بوتين`` is: the proclitic was not seen.
    """
    wholes = {hit.first: hit for hit in known}
    for name in named:
        hit = wholes.get(name.first)
        begins = tokens[name.first].begin
        if hit and hit.begin < name.begin and hit.begin == begins and not hit.short:
            continue
        if hit and name.begin == begins < hit.begin and hit.last == name.last:
            continue
        yield name


def whole(tokens: Sequence[Token], named: Iterable[Candidate], given: Collection[str]) -> Iterator[Candidate]:
    """People whose given name was cut (``يصل`` of ``فيصل``), or not cut (``ونور الدين``), as ``given`` names are."""
    for found in named:
        name = _headed(tokens, found, given)
        token = tokens[name.first]
        if name.type != "Person" or (name.begin == token.begin and token.folded in given):
            yield name
        elif token.folded in given and name.begin > token.begin:
            yield replace(name, begin=token.begin, proclitic="")
        else:
            start = next((one for one in token.starts if one.proclitic == "و" and one.forms[0] in given), None)
            yield replace(name, begin=start.begin, proclitic="و") if start and name.begin == token.begin else name


def _headed(tokens: Sequence[Token], name: Candidate, given: Collection[str]) -> Candidate:
    """The name with the given name before the patronymic that it begins with: ``بن تركي`` behind ``عبدالعزيز``."""
    before = name.first - 1
    if name.type != "Person" or before < 0 or not _patronymic(tokens, name):
        return name
    start = next((one for one in tokens[before].starts if any(form in given for form in one.forms)), None)
    return replace(name, first=before, begin=start.begin, proclitic=start.proclitic) if start else name


def listed(tokens: Sequence[Token], named: Sequence[Candidate], known: Iterable[Candidate]) -> Iterator[Candidate]:
    """Names without the conjunction that the models left on them: ``والطور`` behind another place."""
    behind = {(one.last, one.type) for one in (*known, *named)}
    for name in named:
        token = tokens[name.first]
        glued = name.begin == token.begin and token.folded.startswith("وال") and token.joined
        start = next((one for one in token.starts if one.proclitic == "و"), None)
        if glued and start and (name.first, name.type) in behind:
            yield replace(name, begin=start.begin, proclitic="و")
        else:
            yield name


def descended(tokens: Sequence[Token], named: Sequence[Candidate], known: Iterable[Candidate]) -> Iterator[Candidate]:
    """A person's name that was cut before a patronymic, in one piece: ``سلمان`` and ``بن عبدالعزيز`` behind it."""
    people = [name for name in (*known, *named) if name.type == "Person" and not name.short]
    rests = {name.first: name for name in named if name.type == "Person" and _patronymic(tokens, name)}
    whole: list[Candidate] = []
    for person in people:
        reached = [rest for first, rest in rests.items() if person.first < first <= person.last <= rest.last]
        for rest in reached:
            whole.extend((person, rest))
            yield replace(rest, first=person.first, begin=person.begin, proclitic=person.proclitic)
    yield from (name for name in named if name not in whole)


def repeated(tokens: Sequence[Token], chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names of bodies that are quoted (``موقع «ساينس»``), wherever else the document quotes the same words."""
    taken = {index for one in chosen for index in range(one.first, one.last)}
    quoted = [one for one in chosen if one.type == "Organization" and _opened(tokens[one.first])]
    for name in quoted:
        words = [token.folded for token in tokens[name.first : name.last]]
        for first in range(len(tokens) - len(words) + 1):
            last = first + len(words)
            here = [token.folded for token in tokens[first:last]]
            if here == words and taken.isdisjoint(range(first, last)) and _opened(tokens[first]):
                taken.update(range(first, last))
                yield replace(name, first=first, last=last, begin=tokens[first].begin, end=tokens[last - 1].end)


def apart(tokens: Sequence[Token], named: Iterable[Candidate], vocabulary: Vocabulary) -> Iterator[Candidate]:
    """People whose names the models ran together over a title between them: ``فيصل بن بندر الشيخ القرني``."""
    for name in named:
        inner = range(name.first + 1, name.last - 1) if name.type == "Person" else ()
        cut = next((place for place in inner if _titles(tokens, place, vocabulary)), None)
        if cut is None:
            yield name
        else:
            yield replace(name, last=cut, end=tokens[cut - 1].end)
            yield replace(name, first=cut + 1, begin=tokens[cut + 1].begin, proclitic="")


def _titles(tokens: Sequence[Token], place: int, vocabulary: Vocabulary) -> bool:
    """Whether a word inside a name is a title with the article, before which no name ends: ``آل الشيخ`` is a family."""
    word = tokens[place].folded
    return word.startswith("ال") and (word,) in vocabulary.titles and tokens[place - 1].folded not in LINKS


def surnamed(tokens: Sequence[Token], named: Sequence[Candidate]) -> Iterator[Candidate]:
    """People with a patronymic and the family name right behind it in one piece: ``بن مجدوع`` and ``القرني``."""
    families = {one.first: one for one in named if one.type == "Person" and _family(tokens, one)}
    taken = set()
    for name in named:
        rest = families.get(name.last)
        lineage = any(token.folded in LINEAGE for token in tokens[name.first : name.last])
        if name.type == "Person" and lineage and rest and name.last not in taken:
            taken.add(name.last)
            yield replace(name, last=rest.last, end=rest.end)
        elif name.first not in taken:
            yield name


def _family(tokens: Sequence[Token], name: Candidate) -> bool:
    token = tokens[name.first]
    return name.last - name.first == 1 and token.joined and token.folded.startswith("ال") and not name.proclitic


def agreed(tokens: Sequence[Token], named: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names that the models read as places here and as bodies there, with the type that they have most often."""
    types: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in named:
        types[_words(tokens, name)][name.type] += 1
    for name in named:
        read = types[_words(tokens, name)]
        often, times = read.most_common(1)[0]
        sure = 2 * times > read.total() and {name.type, often} <= {"Place", "Organization"}
        yield replace(name, type=often) if sure else name


def _words(tokens: Sequence[Token], name: Candidate) -> tuple[str, ...]:
    start = tokens[name.first].start(name.begin)
    first = start.forms[-1] if start else tokens[name.first].folded
    return (first, *(token.folded for token in tokens[name.first + 1 : name.last]))


def _opened(token: Token) -> bool:
    return token.gap.strip()[-1:] in ("«", '"', "“")


def _patronymic(tokens: Sequence[Token], name: Candidate) -> bool:
    return tokens[name.first].folded in LINEAGE and tokens[name.first].joined


def parted(
    tokens: Sequence[Token], named: Iterable[Candidate], bearers: Mapping[Form, frozenset[Form]]
) -> Iterator[Candidate]:
    """People's names, those that the models ran together taken apart: ``شي لبوتين`` where ``شي`` and
    ``بوتين`` are short forms of two people named in full (``bearers``: their full names), ``وبوتين`` where the
    ``و`` was not seen. What they took for a body and is nothing but such forms (``شي``) is of people too."""
    for found in named:
        name = found
        start = tokens[name.first].start(name.begin)
        first = start or Start(name.begin, (tokens[name.first].folded,), False, "")
        if name.type == "Organization" and _people(tokens, name, first, bearers):
            name = replace(name, type="Person")
        if name.type != "Person":
            yield name
        elif name.last - name.first == 1:
            yield _uncovered(tokens, name, first, bearers)
        else:
            yield from _split(tokens, name, first, bearers)


def _people(tokens: Sequence[Token], name: Candidate, first: Start, bearers: Mapping[Form, frozenset[Form]]) -> bool:
    """Whether each word is a short form of somebody's name."""
    starts = ((first,), *(token.starts for token in tokens[name.first + 1 : name.last]))
    return all(any(_borne(start, (), bearers) for start in word) for word in starts)


def _uncovered(
    tokens: Sequence[Token], name: Candidate, first: Start, bearers: Mapping[Form, frozenset[Form]]
) -> Candidate:
    if not any((form,) in bearers for form in first.forms):
        for start in tokens[name.first].starts:
            if start.begin > name.begin and any((form,) in bearers for form in start.forms):
                return replace(name, begin=start.begin, proclitic=start.proclitic)
    return name


def _split(
    tokens: Sequence[Token], name: Candidate, first: Start, bearers: Mapping[Form, frozenset[Form]]
) -> Iterator[Candidate]:
    words = tuple(token.folded for token in tokens[name.first + 1 : name.last])
    whole = {(form, *words) for form in first.forms}
    for middle in range(1, name.last - name.first):
        if tokens[name.first + middle].folded in LINEAGE:
            continue  # who is called after his father is one person, whoever else is called so
        left = _borne(first, words[: middle - 1], bearers) - whole
        for start in tokens[name.first + middle].starts:
            right = _borne(start, words[middle:], bearers) - whole
            if right and ((left and left != right) or (start.proclitic and start.seen)):
                cut = name.first + middle
                yield replace(name, last=cut, end=tokens[cut - 1].end)
                yield replace(name, first=cut, begin=start.begin, proclitic=start.proclitic)
                return
    yield name


def _borne(start: Start, following: Form, bearers: Mapping[Form, frozenset[Form]]) -> frozenset[Form]:
    """The full names of which a short form begins here."""
    return frozenset(name for form in start.forms for name in bearers.get((form, *following), ()))
