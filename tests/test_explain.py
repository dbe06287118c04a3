from __future__ import annotations

import pytest
from sample import EU, MORNING, REUTERS, UNKNOWN, WANG

from kg import ids
from kg.errors import BadInput
from kg.explain import explain
from kg.store import Store


def test_an_event_with_its_tellings(filled: Store) -> None:
    found = explain(filled, ids.event("t1"))
    assert (found.kind, found.label.label_ar, found.label.label_en) == ("event", "اجتماع", "Meeting")
    assert [(role, named.iri) for role, named in found.arguments] == [
        ("actor", ids.entity("state/IRN")),
        ("actor", ids.entity("state/USA")),
        ("attributedTo", ids.entity(REUTERS)),
    ]
    assert found.status == ("actual", "negated")
    assert [(telling.doc_id, telling.status) for telling in found.tellings] == [
        ("morning", "negated"),
        ("evening", "actual"),
    ]


def test_a_telling_leads_to_its_place(filled: Store) -> None:
    first, second = explain(filled, ids.event("t1")).tellings
    assert MORNING[first.begin : first.end] == first.quote
    assert MORNING[first.trigger_begin : first.trigger_end] == first.trigger == "محادثات"
    assert (first.document, first.title) == (ids.document("morning"), "لقاء في قويلين")
    assert (first.published, first.source) == ("2021-03-23", "وكالة الصباح")
    assert (first.rule, first.confidence, first.time) == ("test", 0.75, "")
    assert [named.label_en for named in first.attributed_to] == ["Reuters"]
    assert (second.time, second.attributed_to) == ("2021-03/2021-05", ())


def test_an_entity_with_its_events_and_mentions(filled: Store) -> None:
    found = explain(filled, ids.entity(WANG))
    assert (found.kind, found.label.label_ar) == ("entity", "وانغ يي")
    assert [kind.label_en for kind in found.types] == ["Person"]
    assert found.same_as == ("http://www.wikidata.org/entity/Q701801",)
    assert found.events == (ids.event("m1"), ids.event("p1"))
    assert [telling.trigger for telling in found.tellings] == ["التقى", "اللقاء", "هاتف"]
    assert [(mention.doc_id, mention.text) for mention in found.mentions] == [
        ("evening", "وانغ يي"),
        ("morning", "وانغ يي"),
    ]


def test_an_unknown_name_has_no_other_identity(filled: Store) -> None:
    found = explain(filled, ids.entity(UNKNOWN))
    assert (found.same_as, found.label.label_en) == ((), "")
    assert found.events == (ids.event("m1"),)


def test_evidence_leads_to_its_event(filled: Store) -> None:
    telling = explain(filled, ids.event("m1")).tellings[1]
    found = explain(filled, telling.iri)
    assert (found.kind, found.events, found.tellings) == ("evidence", (ids.event("m1"),), (telling,))


def test_an_entity_without_events_has_none(filled: Store) -> None:
    found = explain(filled, ids.entity(REUTERS))
    assert (found.events, found.tellings) == ((), ())
    assert len(found.mentions) == 1


@pytest.mark.parametrize(
    "iri", ["http://example.org/nothing", ids.document_graph("morning"), "روسيا وحدها", "http://a/> ?p ?o }", ""]
)
def test_what_the_graph_does_not_know(filled: Store, iri: str) -> None:
    with pytest.raises(BadInput) as caught:
        explain(filled, iri)
    assert "\n" not in str(caught.value)


def test_it_prints_what_a_reader_needs(filled: Store) -> None:
    text = str(explain(filled, ids.entity(EU)))
    assert text.splitlines()[:3] == [
        ids.entity(EU),
        "entity: الاتحاد الأوروبي / European Union",
        "type: منظمة / Organisation",
    ]
    assert "  فرض الاتحاد الأوروبي عقوبات على روسيا عام 2014." in text.splitlines()
    assert "evening, صحيفة المساء, 2021-06-30 [50, 97); عقوبات [71, 77); actual, 2014, rule test, confidence 1" in text
    assert text.splitlines()[-2:] == ["built with:", "  diplomatic-kg 0.1.0"]
