"""Why the graph says something: from an IRI back to the sentences that it was read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg import ids
from kg.errors import BadInput
from kg.folder import Reading
from kg.ids import ONTOLOGY
from kg.reasons import reasons
from kg.records import Literal
from kg.store import Store
from kg.terms import Term, ntriples

_PREFIXES = f"""PREFIX dip: <{ONTOLOGY}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_ROLES = ("actor", "recipient", "place", "attributedTo")


@dataclass(frozen=True, slots=True)
class Named:
    """An IRI with its labels, "" where it has none."""

    iri: str
    label_ar: str = ""
    label_en: str = ""

    def __str__(self) -> str:
        return " / ".join(filter(None, (self.label_ar, self.label_en))) or self.iri


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of an event. Offsets are codepoints into the text of the document, half-open."""

    iri: str
    event: str
    quote: str
    begin: int
    end: int
    trigger: str
    trigger_begin: int
    trigger_end: int
    document: str
    doc_id: str
    title: str
    published: str
    source: str
    rule: str
    confidence: float
    status: str
    time: str
    attributed_to: tuple[Named, ...]
    reasons: tuple[str, ...] = ()  # the sentence with marks, arguments, time and status, where the records are at hand

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.doc_id, self.source, self.published)))
        told = ", ".join(filter(None, (self.status, self.time, f"rule {self.rule}", f"confidence {self.confidence:g}")))
        said = "".join(f", attributed to {source}" for source in self.attributed_to)
        span = f"{self.trigger} [{self.trigger_begin}, {self.trigger_end})"
        if self.reasons:
            marked, *why = self.reasons
            return "\n    ".join([f"  {marked}", f"{where} [{self.begin}, {self.end}); {told}{said}", *why])
        return f"  {self.quote}\n    {where} [{self.begin}, {self.end}); {span}; {told}{said}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an entity is named."""

    iri: str
    text: str
    begin: int
    end: int
    document: str
    doc_id: str
    method: str
    confidence: float

    def __str__(self) -> str:
        return f"  {self.text}  {self.doc_id} [{self.begin}, {self.end}); {self.method}, confidence {self.confidence:g}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of an event, an entity or an evidence (``kind``), and where it stands.

    ``arguments`` pairs a role with who fills it, of the event; ``events`` are those that an entity takes part in, or
    the one that an evidence tells of; ``tellings`` are those of the event or of these events.
    """

    iri: str
    kind: str
    types: tuple[Named, ...]
    label: Named
    arguments: tuple[tuple[str, Named], ...] = ()
    time: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    tellings: tuple[Telling, ...] = ()
    mentions: tuple[Mention, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()  # of the build: code, models, gazetteer, judgements, each with its version

    def __str__(self) -> str:
        """What ``kg explain`` shows."""
        lines = [self.iri, f"{self.kind}: {self.label}" if self.label.label_ar or self.label.label_en else self.kind]
        lines += [f"type: {kind}" for kind in self.types if str(kind) != str(self.label)]
        lines += [f"same as: {iri}" for iri in self.same_as]
        lines += [f"{role}: {who} <{who.iri}>" for role, who in self.arguments]
        lines += [f"time: {time}" for time in self.time]
        lines += [f"status: {', '.join(self.status)}"] if self.status else []
        lines += [f"event: <{event}>" for event in self.events]
        for title, found in (("told by:", self.tellings), ("named at:", self.mentions)):
            lines += [title, *map(str, found)] if found else []
        lines += ["built with:", *(f"  {name} {version}" for name, version in self.parts)] if self.parts else []
        return "\n".join(lines)


def explain(store: Store, iri: str) -> Explanation:
    """Explain an IRI. Raises BadInput where the graph has nothing to tell of it."""
    if any(character in iri for character in '<>"{}|^`\\') or any(character <= " " for character in iri):
        raise BadInput(f"{iri!r} is no IRI: it begins with http and has no spaces")
    facts = _facts(store, iri)
    types = sorted(_local(term) for term in facts["type"])
    for kind, explanation in (("Event", _event), ("Evidence", _evidence)):
        if kind in types:
            return replace(explanation(store, iri, facts), parts=_parts(store))
    if facts["prefLabel"]:
        return replace(_entity(store, iri, facts), parts=_parts(store))
    raise BadInput(f"{iri}: the graph has no event, entity or evidence of this name; copy an IRI that a query gave")


def with_reasons(found: Explanation, reading: Callable[[str], Reading], *, base: str) -> Explanation:
    """The same, each telling with its reasons; ``reading`` gives the records of a document by its id."""
    why: dict[str, tuple[str, ...]] = {}
    for doc_id in sorted({telling.doc_id for telling in found.tellings}):
        records = reading(doc_id)
        names = {entity.id: entity.name_ar for entity in records.entities}
        for event in records.events:
            iri = ids.evidence(doc_id, event.id, event.trigger.begin, event.trigger.end, base=base)
            why[iri] = tuple(reasons(event, records.document, names))
    tellings = tuple(replace(telling, reasons=why.get(telling.iri, ())) for telling in found.tellings)
    return replace(found, tellings=tellings)


def _parts(store: Store) -> tuple[tuple[str, str], ...]:
    """Names and versions of what the build used."""
    found = store.query(f"""{_PREFIXES}PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?name ?version WHERE {{
  ?build a prov:Activity ; prov:used ?part . ?part dcterms:title ?name ; dcterms:hasVersion ?version
}}""")
    return tuple(sorted((name, version) for name, version in found.plain()))


def _event(store: Store, iri: str, facts: dict[str, list[Term]]) -> Explanation:
    pairs = [(role, str(term)) for role in _ROLES for term in facts[role]]
    named = _labels(store, [*(term for _, term in pairs), *_types(facts)])
    types = tuple(named[term] for term in _types(facts))
    return Explanation(
        iri=iri,
        kind="event",
        types=types,
        label=Named(iri, " ".join(kind.label_ar for kind in types), " ".join(kind.label_en for kind in types)),
        arguments=tuple((role, named[term]) for role, term in pairs),
        time=_values(facts["edtf"]),
        status=tuple(map(_local, facts["status"])),
        tellings=_tellings(store, [iri]),
    )


def _evidence(store: Store, iri: str, facts: dict[str, list[Term]]) -> Explanation:
    found = store.query(f"{_PREFIXES}SELECT DISTINCT ?event WHERE {{ ?event dip:evidence <{iri}> }} ORDER BY ?event")
    events = [row[0] for row in found.plain()]
    named = _labels(store, _types(facts))
    return Explanation(
        iri=iri,
        kind="evidence",
        types=tuple(named.values()),
        label=Named(iri),
        status=tuple(map(_local, facts["status"])),
        events=tuple(events),
        tellings=tuple(telling for telling in _tellings(store, events) if telling.iri == iri),
    )


def _entity(store: Store, iri: str, facts: dict[str, list[Term]]) -> Explanation:
    found = store.query(
        f"{_PREFIXES}SELECT DISTINCT ?event WHERE {{ ?event dip:actor|dip:recipient|dip:place <{iri}> ; a dip:Event }}"
        " ORDER BY ?event"
    )
    events = [row[0] for row in found.plain()]
    named = _labels(store, [iri, *_types(facts)])
    return Explanation(
        iri=iri,
        kind="entity",
        types=tuple(named[term] for term in _types(facts)),
        label=named[iri],
        same_as=_values(facts["sameAs"]),
        events=tuple(events),
        tellings=_tellings(store, events),
        mentions=_mentions(store, iri),
    )


def _facts(store: Store, iri: str) -> dict[str, list[Term]]:
    """What the graph says of the IRI: local name of the predicate to objects, sorted and each once."""
    found = store.query(f"SELECT DISTINCT ?predicate ?object WHERE {{ <{iri}> ?predicate ?object }}")
    facts: dict[str, list[Term]] = defaultdict(list)
    for predicate, object_ in sorted(found.rows, key=lambda row: [ntriples(cell or "") for cell in row]):
        if object_ is not None:
            facts[_local(predicate or "")].append(object_)
    return facts


def _tellings(store: Store, events: Sequence[str]) -> tuple[Telling, ...]:
    """The tellings of the events, by date, document and place in it."""
    if not events:
        return ()
    names = "event iri quote begin end trigger from to document id title issued source rule confidence status time"
    found = store.query(f"""{_PREFIXES}SELECT DISTINCT {_variables(names)} ?who WHERE {{
  VALUES ?event {{ {_iris(events)} }}
  ?event dip:evidence ?iri .
  ?iri nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?end ; dip:trigger ?trigger ;
    dip:triggerBegin ?from ; dip:triggerEnd ?to ; dip:document ?document ; dip:rule ?rule ;
    dip:confidence ?confidence ; dip:status ?status .
  ?document dcterms:identifier ?id .
  OPTIONAL {{ ?document dcterms:title ?title }}
  OPTIONAL {{ ?document dcterms:issued ?issued }}
  OPTIONAL {{ ?document dip:source ?source }}
  OPTIONAL {{ ?iri dip:toldTime ?time }}
  OPTIONAL {{ ?iri dip:attributedTo ?who }}
}}""")
    rows = found.plain()
    named = _labels(store, [row[-1] for row in rows if row[-1]])
    sources: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    for *cells, who in sorted(rows):
        sources[tuple(cells)] += [named[who]] if who else []
    result = []
    for key, attributed_to in sources.items():
        cell = dict(zip(names.split(), key, strict=True))
        telling = Telling(
            iri=cell["iri"],
            event=cell["event"],
            quote=cell["quote"],
            begin=int(cell["begin"]),
            end=int(cell["end"]),
            trigger=cell["trigger"],
            trigger_begin=int(cell["from"]),
            trigger_end=int(cell["to"]),
            document=cell["document"],
            doc_id=cell["id"],
            title=cell["title"],
            published=cell["issued"],
            source=cell["source"],
            rule=cell["rule"],
            confidence=float(cell["confidence"]),
            status=_local(cell["status"]),
            time=cell["time"],
            attributed_to=tuple(attributed_to),
        )
        result.append(telling)
    return tuple(sorted(result, key=lambda t: (t.published, t.doc_id, t.begin, t.trigger_begin, t.iri)))


def _mentions(store: Store, iri: str) -> tuple[Mention, ...]:
    names = "iri text begin end document id method confidence"
    found = store.query(f"""{_PREFIXES}SELECT DISTINCT {_variables(names)} WHERE {{
  <{iri}> dip:mention ?iri .
  ?iri nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end ; dip:document ?document ; dip:method ?method ;
    dip:confidence ?confidence .
  ?document dcterms:identifier ?id .
}}""")
    mentions = [
        Mention(iri, text, int(begin), int(end), document, doc_id, method, float(confidence))
        for iri, text, begin, end, document, doc_id, method, confidence in found.plain()
    ]
    return tuple(sorted(mentions, key=lambda mention: (mention.doc_id, mention.begin)))


def _labels(store: Store, iris: Iterable[str]) -> dict[str, Named]:
    """The labels of the IRIs; where documents spell a name in several ways, the first in order."""
    wanted = sorted(set(iris))
    labels: dict[tuple[str, str], str] = {}
    if wanted:
        found = store.query(
            f"{_PREFIXES}SELECT DISTINCT ?iri ?label (LANG(?label) AS ?language) WHERE {{ "
            f"VALUES ?iri {{ {_iris(wanted)} }} ?iri skos:prefLabel ?label }}"
        )
        for iri, label, language in sorted(found.plain()):
            labels.setdefault((iri, language), label)
    return {iri: Named(iri, labels.get((iri, "ar"), ""), labels.get((iri, "en"), "")) for iri in wanted}


def _types(facts: dict[str, list[Term]]) -> list[str]:
    """The classes of the resource, without those that only gather others."""
    return [str(term) for term in facts["type"] if term not in (ONTOLOGY + "Event", ONTOLOGY + "Actor")]


def _values(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(term.value if isinstance(term, Literal) else term for term in terms)


def _local(term: Term) -> str:
    return str(term).rpartition("#")[2].rpartition("/")[2]


def _variables(names: str) -> str:
    return " ".join(f"?{name}" for name in names.split())


def _iris(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)
