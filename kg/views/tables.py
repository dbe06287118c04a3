"""Mentions and tellings of events as tables for spreadsheets, for data frames and for scoring."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg import ids
from kg.errors import BadInput
from kg.ontology import EventType
from kg.records import Document, Entity, Event

Row = dict[str, str | int | float]

INTEGERS = ("begin", "end", "trigger_begin", "trigger_end", "Sentence Begin", "Sentence End")
FLOATS = ("confidence", "Confidence")

MENTION_COLUMNS = (
    "doc_id",
    "begin",
    "end",
    "text",
    "type",
    "entity",
    "wikidata",
    "name_ar",
    "name_en",
    "method",
    "confidence",
)
EVENT_COLUMNS = (
    "doc_id",
    "event",
    "type",
    "trigger",
    "trigger_begin",
    "trigger_end",
    "begin",
    "end",
    "actors",
    "recipients",
    "places",
    "attributed_to",
    "actor_states",
    "recipient_states",
    "time",
    "status",
    "plover",
    "quad_class",
    "confidence",
    "rule",
)


def mentions(entities: Iterable[Entity], documents: Iterable[Document], *, base: str = ids.RESOURCE) -> list[Row]:
    """One row a mention, by document and offset. ``begin`` and ``end`` are codepoints into the raw text, half-open.

    The type is that of the entity the mention was resolved to (a capital that acts is a State), ``method`` and
    ``confidence`` are those of the mention. Raises KeyError where a document is not given.
    """
    texts = {document.id: document.text for document in documents}
    rows: list[Row] = [
        {
            "doc_id": entity.doc_id,
            "begin": mention.begin,
            "end": mention.end,
            "text": texts[entity.doc_id][mention.begin : mention.end],
            "type": entity.type,
            "entity": ids.entity(entity.id, base=base),
            "wikidata": entity.wikidata or "",
            "name_ar": entity.name_ar,
            "name_en": entity.name_en or "",
            "method": mention.method,
            "confidence": round(mention.confidence, 3),
        }
        for entity in entities
        for mention in entity.mentions
    ]
    return sorted(rows, key=lambda row: [str(row["doc_id"]), row["begin"], row["end"], str(row["entity"])])


def events(
    entities: Iterable[Entity],
    events: Iterable[Event],
    documents: Iterable[Document],
    *,
    types: Mapping[str, EventType],
    base: str = ids.RESOURCE,
) -> list[Row]:
    """One row for each telling of an event in a document, by document and offset of its trigger.

    ``begin`` and ``end`` are those of the sentence. Several IRIs, ISO 3166 alpha-3 codes or PLOVER codes in one cell
    are separated by ``|``.
    Raises KeyError where a document or type is not given.
    """
    texts = {document.id: document.text for document in documents}
    states = {(entity.doc_id, entity.id): entity.state for entity in entities}

    def iris(keys: Iterable[str]) -> str:
        return "|".join(sorted(ids.entity(key, base=base) for key in keys))

    def codes(doc_id: str, keys: Iterable[str]) -> str:
        return "|".join(sorted({state for key in keys if (state := states.get((doc_id, key)))}))

    rows: list[Row] = [
        {
            "doc_id": event.doc_id,
            "event": ids.event(event.id, base=base),
            "type": event.type,
            "trigger": texts[event.doc_id][event.trigger.begin : event.trigger.end],
            "trigger_begin": event.trigger.begin,
            "trigger_end": event.trigger.end,
            "begin": event.sentence.begin,
            "end": event.sentence.end,
            "actors": iris(event.actors),
            "recipients": iris(event.recipients),
            "places": iris(event.places),
            "attributed_to": iris(event.attributed_to),
            "actor_states": codes(event.doc_id, event.actors),
            "recipient_states": codes(event.doc_id, event.recipients),
            "time": event.time or "",
            "status": event.status,
            "plover": "|".join(types[event.type].plover),
            "quad_class": types[event.type].quad_class,
            "confidence": round(event.confidence, 3),
            "rule": event.rule,
        }
        for event in events
    ]
    return sorted(rows, key=lambda row: [str(row["doc_id"]), row["trigger_begin"], str(row["type"]), str(row["event"])])


def write(rows: Sequence[Row], columns: Sequence[str], path: Path, *, form: str = "csv") -> None:
    """Write the rows as ``csv`` or ``parquet``. Raises BadInput for another form, or where pyarrow is not installed."""
    if form == "csv":
        write_csv(rows, columns, path)
    elif form == "parquet":
        write_parquet(rows, columns, path)
    else:
        raise BadInput(f"a table is written as .csv or .parquet, not as .{form}")


def write_parquet(rows: Sequence[Row], columns: Sequence[str], path: Path) -> None:
    """Apache Parquet: offsets as 64-bit integers, scores as doubles, the rest as text. Raises as :func:`write` does."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise BadInput("Parquet needs pyarrow: pip install 'diplomatic-kg[parquet]', or write .csv") from error
    kinds = {**dict.fromkeys(INTEGERS, pyarrow.int64()), **dict.fromkeys(FLOATS, pyarrow.float64())}
    schema = pyarrow.schema([(column, kinds.get(column, pyarrow.string())) for column in columns])
    parquet.write_table(pyarrow.Table.from_pylist(list(rows), schema=schema), path)


def write_csv(rows: Iterable[Row], columns: Sequence[str], path: Path) -> None:
    """A header and the rows, UTF-8 without a byte-order mark. Raises ValueError on a value outside the columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
