"""A part of a store as a graph to draw: an actor with those whom it has most to do with, or the actors most told of.

What is drawn is asked for, and nothing else: a store may be far larger than a page. Texts are not in the store, only
their quotes; each stands at its offsets in a text that is blank elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import unquote

from kg import ids, ontology
from kg.arabic import fold
from kg.namespaces import DCTERMS, DIP, NIF, OWL, SKOS, TYPE, WIKIDATA
from kg.records import Document, Entity, Event, Literal, Span
from kg.store import Store
from kg.terms import text
from kg.views import network
from kg.views.network import Graph

EVENTS = 5000  # events read for one page at most, the surest first
ROWS = 100_000  # of an answer
_PARTIES = f"<{DIP}actor>|<{DIP}recipient>"
_ROLES = {"toldActor": "actors", "toldRecipient": "recipients", "toldPlace": "places", "attributedTo": "attributed_to"}
_COLUMNS = (
    *("event", "type", "evidence", "document", "id", "title", "issued", "source", "url", "begin", "end", "quote"),
    *("trigger", "trigger_begin", "trigger_end", "rule", "status", "confidence", "time"),
)
_FORBIDDEN = set('<>"{}|\\^`') | {chr(code) for code in range(0x21)}  # in an IRI, by the grammar of SPARQL


def known(store: Store, iri: str) -> bool:
    """Whether the store has an entity of this IRI."""
    if not iri or not _FORBIDDEN.isdisjoint(iri):
        return False
    return bool(store.query(f"SELECT ?kind WHERE {{ <{iri}> a ?kind ; <{SKOS}prefLabel> ?name }} LIMIT 1").rows)


def find(store: Store, name: str) -> str | None:
    """The entity that a name means, however it is spelt: a whole name before a part, then the one most told of."""
    wanted = fold(name)
    rows = store.query(
        f"SELECT ?actor ?name (COUNT(DISTINCT ?event) AS ?count) WHERE {{ ?event {_PARTIES} ?actor . "
        f"?actor <{SKOS}prefLabel> ?name }} GROUP BY ?actor ?name"
    ).rows
    found = [
        (fold(text(own)) != wanted, -int(text(count)), str(actor))
        for actor, own, count in rows
        if wanted and wanted in fold(text(own))
    ]
    return min(found)[2] if found else None


def around(store: Store, actor: str | None = None, *, limit: int, base: str = ids.RESOURCE) -> Graph[str]:
    """The graph of ``limit`` actors at most: ``actor`` and its neighbours by common events, or all by their events.

    The events are those of ``actor`` and those in which two of the others take part; without ``actor``, all of theirs.
    """
    kept = _most(store, limit) if actor is None else [actor, *_neighbours(store, actor, limit - 1)]
    rows = _tellings(store, _events(store, kept, actor))
    told = _participants(store, {row["evidence"] for row in rows})
    events = [_event(row, told[row["evidence"]], base) for row in rows]
    documents = _documents(rows)
    used = {one for row in rows for roles in told[row["evidence"]].values() for one in roles} | set(kept)
    types = {row.type: row for row in ontology.event_types()}
    return network.build(documents, _entities(store, used, base), events, types=types, base=base)


def _most(store: Store, limit: int) -> list[str]:
    rows = store.query(
        f"SELECT ?actor (COUNT(DISTINCT ?event) AS ?count) WHERE {{ ?event {_PARTIES} ?actor }} "
        f"GROUP BY ?actor ORDER BY DESC(?count) ?actor LIMIT {limit}"
    ).rows
    return [str(actor) for actor, _ in rows]


def _neighbours(store: Store, actor: str, limit: int) -> list[str]:
    rows = store.query(
        f"SELECT ?other (COUNT(DISTINCT ?event) AS ?count) WHERE {{ ?event {_PARTIES}|<{DIP}place> <{actor}> ; "
        f"{_PARTIES} ?other FILTER(?other != <{actor}>) }} GROUP BY ?other ORDER BY DESC(?count) ?other LIMIT {limit}"
    ).rows
    return [str(other) for other, _ in rows]


def _events(store: Store, kept: Collection[str], actor: str | None) -> list[str]:
    """The events of the actor and those between the others kept, without an actor all of theirs; the surest first."""
    parties: dict[str, set[str]] = defaultdict(set)
    sure: dict[str, float] = {}
    values = " ".join(f"<{iri}>" for iri in kept)
    for event, one, confidence in store.query(
        f"SELECT DISTINCT ?event ?one ?sure WHERE {{ VALUES ?one {{ {values} }} "
        f"?event {_PARTIES} ?one ; <{DIP}confidence> ?sure }} LIMIT {ROWS}"
    ).rows:
        parties[str(event)].add(str(one))
        sure[str(event)] = float(text(confidence))
    if actor is not None:
        own = store.query(
            f"SELECT DISTINCT ?event ?sure WHERE {{ ?event {_PARTIES}|<{DIP}place> <{actor}> ; "
            f"<{DIP}confidence> ?sure }} LIMIT {ROWS}"
        ).rows
        surely = {str(event): float(text(confidence)) for event, confidence in own}
        sure = surely | {event: sure[event] for event, who in parties.items() if len(who) > 1}
    return sorted(sure, key=lambda event: (-sure[event], event))[:EVENTS]


def _tellings(store: Store, events: Sequence[str]) -> list[dict[str, str]]:
    """The tellings of the events, as text by column, sorted by their evidence."""
    optional = {"title": DCTERMS + "title", "issued": DCTERMS + "issued", "source": DIP + "source", "url": DIP + "url"}
    found: dict[str, dict[str, str]] = {}
    for part in _batches(events):
        rows = store.query(
            f"""SELECT {" ".join(f"?{name}" for name in _COLUMNS)} WHERE {{
              VALUES ?event {{ {" ".join(f"<{iri}>" for iri in part)} }}
              ?event <{TYPE}> ?type ; <{DIP}evidence> ?evidence FILTER(?type != <{DIP}Event>)
              ?evidence <{DIP}document> ?document ; <{NIF}beginIndex> ?begin ; <{NIF}endIndex> ?end ;
                <{NIF}anchorOf> ?quote ; <{DIP}trigger> ?trigger ; <{DIP}triggerBegin> ?trigger_begin ;
                <{DIP}triggerEnd> ?trigger_end ; <{DIP}rule> ?rule ; <{DIP}status> ?status ;
                <{DIP}confidence> ?confidence .
              ?document <{DCTERMS}identifier> ?id .
              OPTIONAL {{ ?evidence <{DIP}toldTime> ?time }}
              {" ".join(f"OPTIONAL {{ ?document <{iri}> ?{name} }}" for name, iri in optional.items())}
            }} LIMIT {ROWS}"""
        ).rows
        for row in rows:  # where two graphs say the same, rows come twice
            one = dict(zip(_COLUMNS, map(text, row), strict=True))
            found[one["evidence"]] = one
    return [found[evidence] for evidence in sorted(found)]


def _participants(store: Store, evidence: Collection[str]) -> dict[str, dict[str, list[str]]]:
    """For each telling its participants by role."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for part in _batches(sorted(evidence)):
        values = " ".join(f"<{iri}>" for iri in part)
        for name, role in _ROLES.items():
            told = f"VALUES ?evidence {{ {values} }} ?evidence <{DIP}{name}> ?who"
            for one, who in store.query(f"SELECT DISTINCT ?evidence ?who WHERE {{ {told} }}").rows:
                found[str(one)][role].append(str(who))
    return found


def _entities(store: Store, used: Collection[str], base: str) -> list[Entity]:
    """The entities as records, without mentions; each said of by one of its names in each language."""
    found = []
    for part in _batches(sorted(used)):
        values = " ".join(f"<{iri}>" for iri in part)
        facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        query = (
            f"SELECT DISTINCT ?entity ?what ?value WHERE {{ VALUES ?entity {{ {values} }} "
            f"VALUES ?what {{ <{TYPE}> <{SKOS}prefLabel> <{OWL}sameAs> <{DIP}state> <{DIP}provisional> }} "
            "?entity ?what ?value }"
        )
        for entity, what, value in store.query(query).rows:
            language = value.language if isinstance(value, Literal) else ""
            facts[str(entity)][f"{what}{language}"].add(text(value))
        for iri in part:
            own = facts[iri]
            kinds = sorted(kind.removeprefix(DIP) for kind in own[TYPE] if kind.startswith(DIP))
            arabic, english = sorted(own[f"{SKOS}prefLabelar"]), sorted(own[f"{SKOS}prefLabelen"])
            state = next(iter(sorted(own[f"{DIP}state"])), "")
            items = sorted(one.removeprefix(WIKIDATA) for one in own[f"{OWL}sameAs"] if one.startswith(WIKIDATA))
            found.append(
                Entity(
                    "",
                    _id(iri, base),
                    next((kind for kind in kinds if kind != "Actor"), "Place"),
                    next(iter((*arabic, *english)), iri),
                    next(iter(english), None),
                    next(iter(items), None),
                    _id(state, base).partition("/")[2] or None,
                    "true" in own[f"{DIP}provisional"],
                )
            )
    return found


def _event(row: Mapping[str, str], told: Mapping[str, Sequence[str]], base: str) -> Event:
    def told_as(role: str) -> tuple[str, ...]:
        return tuple(sorted(_id(iri, base) for iri in told.get(role, ())))

    return Event(
        doc_id=row["id"],
        id=_id(row["event"], base),
        type=row["type"].removeprefix(DIP),
        trigger=Span(int(row["trigger_begin"]), int(row["trigger_end"]), row["trigger"]),
        sentence=Span(int(row["begin"]), int(row["end"])),
        actors=told_as("actors"),
        recipients=told_as("recipients"),
        places=told_as("places"),
        attributed_to=told_as("attributed_to"),
        time=row["time"] or None,
        status=row["status"].removeprefix(DIP),
        confidence=float(row["confidence"]),
        rule=row["rule"],
    )


def _documents(rows: Iterable[Mapping[str, str]]) -> list[Document]:
    """The documents with as much of their texts as is quoted."""
    texts: dict[str, list[str]] = defaultdict(list)
    about: dict[str, Mapping[str, str]] = {}
    for row in rows:
        letters, begin, end = texts[row["id"]], int(row["begin"]), int(row["end"])
        letters.extend(" " * (end - len(letters)))
        letters[begin:end] = row["quote"]
        about[row["id"]] = row
    found = []
    for doc_id, row in sorted(about.items()):
        title, issued, source, url = (row[name] or None for name in ("title", "issued", "source", "url"))
        found.append(Document(doc_id, "".join(texts[doc_id]), title, issued, source, url))
    return found


def _id(iri: str, base: str) -> str:
    """``kind/key`` of an IRI that :func:`kg.ids.entity` or :func:`kg.ids.event` made."""
    kind, _, key = iri.removeprefix(base).partition("/")
    return f"{kind}/{unquote(key)}"


def _batches(values: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    return (values[first : first + size] for first in range(0, len(values), size))
