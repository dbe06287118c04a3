"""The tables, with the columns that other tools rely on."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg import ids
from kg.ontology import event_types
from kg.records import Document, Entity, Event, Mention, Span
from kg.views import tables

TYPES = {row.type: row for row in event_types()}
TEXT = "وأعلن شي جين بينغ، الخميس، أنه سيزور السعودية وإيران، وفق شينخوا."


def place(part: str) -> tuple[int, int]:
    begin = TEXT.index(part)
    return begin, begin + len(part)


DOCUMENT = Document("a-1", TEXT)
ENTITIES = [
    Entity(
        "a-1",
        key,
        kind,
        name,
        english,
        qid,
        state,
        mentions=(Mention("a-1", *place(name), name, kind, (), "both", 0.98765),),
    )
    for key, kind, name, english, qid, state in (
        ("person/Q15031", "Person", "شي جين بينغ", "Xi Jinping", "Q15031", "CHN"),
        ("state/SAU", "State", "السعودية", "Saudi Arabia", "Q851", "SAU"),
        ("state/IRN", "State", "إيران", "Iran", "Q794", "IRN"),
        ("organization/x-1", "Organization", "شينخوا", None, None, None),
    )
]
EVENT = Event(
    "a-1",
    "event/1f0c",
    "Visit",
    Span(*place("يزور"), "يزور"),
    Span(0, len(TEXT)),
    actors=("person/Q15031",),
    recipients=("state/IRN", "state/SAU"),
    attributed_to=("organization/x-1",),
    time="2022-12-08",
    status="planned",
    confidence=0.7,
    rule="travel.verb",
)


def test_a_mention_a_row_in_order_of_the_text() -> None:
    rows = tables.mentions(reversed(ENTITIES), [DOCUMENT])
    assert [row["text"] for row in rows] == ["شي جين بينغ", "السعودية", "إيران", "شينخوا"]
    assert rows[0] == {
        "doc_id": "a-1",
        "begin": TEXT.index("شي"),
        "end": TEXT.index("شي") + 11,
        "text": "شي جين بينغ",
        "type": "Person",
        "entity": ids.RESOURCE + "person/Q15031",
        "wikidata": "Q15031",
        "name_ar": "شي جين بينغ",
        "name_en": "Xi Jinping",
        "method": "both",
        "confidence": 0.988,
    }
    assert rows[3]["wikidata"] == rows[3]["name_en"] == ""


def test_a_telling_a_row() -> None:
    (row,) = tables.events(ENTITIES, [EVENT], [DOCUMENT], types=TYPES)
    base = ids.RESOURCE
    assert row == {
        "doc_id": "a-1",
        "event": base + "event/1f0c",
        "type": "Visit",
        "trigger": "يزور",
        "trigger_begin": place("يزور")[0],
        "trigger_end": place("يزور")[1],
        "begin": 0,
        "end": len(TEXT),
        "actors": base + "person/Q15031",
        "recipients": f"{base}state/IRN|{base}state/SAU",
        "places": "",
        "attributed_to": base + "organization/x-1",
        "actor_states": "CHN",
        "recipient_states": "IRN|SAU",
        "time": "2022-12-08",
        "status": "planned",
        "plover": "CONSULT",
        "quad_class": "verbal_cooperation",
        "confidence": 0.7,
        "rule": "travel.verb",
    }


def test_another_base_reaches_every_iri() -> None:
    rows = tables.mentions(ENTITIES, [DOCUMENT], base="https://example.org/")
    rows += tables.events(ENTITIES, [EVENT], [DOCUMENT], types=TYPES, base="https://example.org/")
    assert not [value for row in rows for value in row.values() if ids.RESOURCE in str(value)]


def test_the_columns_are_the_contract() -> None:
    assert ",".join(tables.MENTION_COLUMNS) == (
        "doc_id,begin,end,text,type,entity,wikidata,name_ar,name_en,method,confidence"
    )
    assert ",".join(tables.EVENT_COLUMNS) == (
        "doc_id,event,type,trigger,trigger_begin,trigger_end,begin,end,actors,recipients,places,attributed_to,"
        "actor_states,recipient_states,time,status,plover,quad_class,confidence,rule"
    )


def test_a_csv_comes_back_with_commas_quotes_and_line_breaks(tmp_path: Path) -> None:
    rows = tables.mentions(ENTITIES, [DOCUMENT])
    rows[0]["name_en"] = 'Xi "Jinping",\nPresident'
    tables.write_csv(rows, tables.MENTION_COLUMNS, tmp_path / "mentions.csv")
    assert (tmp_path / "mentions.csv").read_bytes().startswith(b"doc_id,begin,")
    with (tmp_path / "mentions.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{name: str(value) for name, value in row.items()} for row in rows]


def test_a_value_outside_the_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="extra"):
        tables.write_csv([{"doc_id": "a", "extra": 1}], ("doc_id",), tmp_path / "rows.csv")


def test_every_row_of_a_small_world_points_at_its_words(world) -> None:
    texts = {document.id: document.text for document in world.documents}
    mentions = tables.mentions(world.entities, world.documents)
    events = tables.events(world.entities, world.events, world.documents, types=world.types)
    assert mentions and len(events) == len(world.events)
    assert all(texts[row["doc_id"]][row["begin"] : row["end"]] == row["text"] for row in mentions)
    assert all(texts[row["doc_id"]][row["trigger_begin"] : row["trigger_end"]] == row["trigger"] for row in events)
    assert all(row["begin"] <= row["trigger_begin"] < row["trigger_end"] <= row["end"] for row in events)
    assert tables.events(world.entities[::-1], world.events[::-1], world.documents, types=world.types) == events
