"""What the page says of an actor beside its events."""

from __future__ import annotations

from kg import graph, ids
from kg.folder import Reading
from kg.records import Document, Entity, Mention, Span, Tenure
from kg.store import open_store
from kg.views import about

TEXT = "قال وزير الخارجية الروسي سيرغي لافروف ذلك. وأضاف لافروف أكثر."
LAVROV = "person/Q58217"


def reading() -> Reading:
    first, last = TEXT.index("سيرغي"), TEXT.index("سيرغي") + len("سيرغي لافروف")
    short = TEXT.rindex("لافروف")
    mentions = (
        Mention("d", first, last, "سيرغي لافروف", "Person"),
        Mention("d", short, short + len("لافروف"), "لافروف", "Person"),
    )
    person = Entity(
        "d", LAVROV, "Person", "سيرغي لافروف", state="RUS", mentions=mentions, method="name", confidence=0.9
    )
    title = TEXT.index("وزير")
    held = Tenure(
        "d", LAVROV, "foreign_minister", "state/RUS", "وزير الخارجية الروسي",
        Span(title, first - 1, TEXT[title : first - 1]), Span(title, last), held="2020-05-01", confidence=0.8,
    )  # fmt: skip
    return Reading(Document("d", TEXT, "عنوان", "2020-05-01"), mentions, (person,), (), (held,))


def test_offices_come_with_the_words_that_they_are_read_from() -> None:
    one = reading()
    store = open_store()
    store.replace_graph(
        ids.document_graph("d"), graph.document_quads(one.document, one.entities, one.events, one.tenures)
    )
    ((iri, (office,)),) = about.offices(store).items()
    assert iri == ids.entity(LAVROV)
    assert (office["ar"], office["begin"], office["end"]) == ("وزير الخارجية الروسي", "", "")
    (proof,) = office["evidence"]
    assert proof == {
        "quote": "وزير الخارجية الروسي سيرغي لافروف",
        "rule": "title",
        "confidence": 0.8,
        "told": "2020-05-01",
        "title": "عنوان",
    }
    assert about.actors(store, [one])[iri]["names"] == about.names([one])[iri]


def test_names_come_with_how_they_were_linked() -> None:
    again = Reading(Document("e", TEXT), (), (reading().entities[0],), ())
    (names,) = about.names([reading(), again]).values()
    assert [(one["text"], one["count"], one["documents"]) for one in names] == [
        ("سيرغي لافروف", 2, 2),
        ("لافروف", 2, 2),
    ]
    assert {(one["how"], one["confidence"]) for one in names} == {("name", 0.9)}
