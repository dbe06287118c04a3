"""Quotes: the words that the graph gives for what it says, and the proof that its texts hold them.

A passage quotes its text by offsets in codepoints, half-open. The text is known by its hash, so that the proof needs
neither the names of the files nor the graph folder: whoever has the articles can repeat it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import documents, ids
from kg.errors import BadInput
from kg.namespaces import DCTERMS, DIP, NIF, TYPE
from kg.records import Document, Literal, Quad
from kg.store import Store
from kg.terms import Term

PASSAGES = {DIP + "Attestation", DIP + "Evidence", DIP + "Judgement", DIP + "Mention", DIP + "Row"}

# Where a passage says that words stand: their predicate, that of the first codepoint, that of the one after the last.
_CLAIMS = (
    (NIF + "anchorOf", NIF + "beginIndex", NIF + "endIndex"),
    (DIP + "trigger", DIP + "triggerBegin", DIP + "triggerEnd"),
)

Facts = dict[str, list[Term]]  # objects by predicate, of one subject


@dataclass(frozen=True, slots=True, order=True)
class Misquote:
    """A passage whose words could not be shown to stand where it says. ``found`` is what stands there instead."""

    graph: str
    passage: str
    doc_id: str
    reason: str
    quote: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """``passages`` and ``texts`` count what was looked at; ``missing`` are the texts that are not among the sources."""

    passages: int
    texts: int
    missing: tuple[str, ...]
    misquotes: tuple[Misquote, ...]

    @property
    def holds(self) -> bool:
        """True where every passage of the graph was found in its text."""
        return not self.missing and not self.misquotes


def of(focus: str, facts: Mapping[str, Facts]) -> tuple[str, ...]:
    """The words that the graph has for what it says of ``focus``, sorted: the offending sentence of a finding.

    A passage quotes itself; a name, the sentence that it stands in where an event was read from that; an event, a
    tenure or an entity what its evidence quotes. ``facts`` are those of one graph, by subject.
    """
    return tuple(sorted(set(_quoted(focus, facts))))


def _quoted(focus: str, facts: Mapping[str, Facts]) -> Iterator[str]:
    own = facts.get(focus, {})
    if DIP + "Mention" in own.get(TYPE, ()):
        yield from _around(own, facts) or _texts(own)
    else:
        yield from _texts(own)
    for passage in (*own.get(DIP + "evidence", ()), *own.get(DIP + "mention", ())):
        yield from _texts(facts.get(str(passage), {}))


def _around(mention: Facts, facts: Mapping[str, Facts]) -> list[str]:
    """The sentences of events that hold the name."""
    try:
        begin, end = _offsets(mention, *_CLAIMS[0][1:])
        found = []
        for other in facts.values():
            if DIP + "Evidence" in other.get(TYPE, ()) and other.get(DIP + "document") == mention.get(DIP + "document"):
                first, last = _offsets(other, *_CLAIMS[0][1:])
                found += _texts(other) if first <= begin and end <= last else []
        return found
    except ValueError:  # no offsets: that may be what is wrong
        return []


def by_subject(quads: Iterable[Quad]) -> dict[str, Facts]:
    """The facts of each subject."""
    facts: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        facts[quad.subject][quad.predicate].append(quad.object)
    return facts


def sources(paths: Sequence[str], *, columns: Mapping[str, str] | None = None) -> dict[str, str]:
    """The articles at ``paths``, read as ``kg build`` reads them: the hash of each text to the text.

    Raises BadInput as :func:`kg.documents.read` does.
    """
    found = documents.read(paths, columns=columns, arabic_only=False)
    return {ids.text_hash(item.text): item.text for item in found if isinstance(item, Document)}


def tables(files: Iterable[Path]) -> dict[str, str]:
    """Tables of the gazetteer, and that of the judgements, by hash as :func:`sources`.

    Raises BadInput where one cannot be read.
    """
    found = {}
    for path in files:
        try:
            with path.open(encoding="utf-8", newline="") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"{path}: cannot be read: {error}") from error
        found[ids.text_hash(text)] = text
    return found


def prove(store: Store, texts: Mapping[str, str]) -> Proof:
    """Look up every passage of the store in ``texts``, which are known by their hashes."""
    passages, seen = 0, set()
    missing: set[str] = set()
    misquotes: list[Misquote] = []
    for graph in store.graphs():
        facts = by_subject(store.quads(graph))
        for iri in sorted(facts):
            own = facts[iri]
            if not PASSAGES.intersection(map(str, own.get(TYPE, ()))):
                continue
            passages += 1
            document = facts.get(str(next(iter(own.get(DIP + "document", ())), "")), {})
            doc_id, sha256 = _first(document, DCTERMS + "identifier"), _first(document, DIP + "sha256")
            seen.add(sha256)
            text = texts.get(sha256)
            if text is None:
                missing.add(f"{doc_id or '(a text without a name)'} (sha256 {sha256 or 'not given'})")
            else:
                misquotes += _misquotes(own, text, Misquote(graph, iri, doc_id, ""))
    return Proof(passages, len(seen), tuple(sorted(missing)), tuple(sorted(misquotes)))


def _misquotes(passage: Facts, text: str, blank: Misquote) -> Iterator[Misquote]:
    for words, first, last in _CLAIMS:
        if words != NIF + "anchorOf" and words not in passage:
            continue  # only evidence has a trigger
        quote = _first(passage, words)
        try:
            begin, end = _offsets(passage, first, last)
        except ValueError as error:
            yield Misquote(blank.graph, blank.passage, blank.doc_id, str(error), quote)
            continue
        found = text[begin:end] if 0 <= begin < end <= len(text) else ""
        if found != quote or not quote:
            reason = f"[{begin}, {end}) of {len(text)} codepoints holds other words"
            yield Misquote(blank.graph, blank.passage, blank.doc_id, reason, quote, found)


def _offsets(passage: Facts, first: str, last: str) -> tuple[int, int]:
    """Raises ValueError where one is missing or no number."""
    begin, end = _first(passage, first), _first(passage, last)
    if not (begin.isdecimal() and end.isdecimal()):
        raise ValueError(f"its offsets are no numbers: [{begin}, {end})")
    return int(begin), int(end)


def _first(facts: Facts, predicate: str) -> str:
    """The value of the predicate, "" where there is none; the shapes see to it that there is one."""
    term = next(iter(facts.get(predicate, ())), "")
    return term.value if isinstance(term, Literal) else term


def _texts(facts: Facts) -> list[str]:
    return [term.value for term in facts.get(NIF + "anchorOf", ()) if isinstance(term, Literal)]
