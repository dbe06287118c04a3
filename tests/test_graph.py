from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest
from sample import EU, KHAN, LAVROV, REUTERS, ROWS, TABLES, TENURES, UNKNOWN, WANG, Sample, Tenure

from kg import graph, ids, judgements, ontology, provenance, quotes, reasoning, records, validate
from kg.namespaces import DCTERMS, DIP, NIF, OWL, PROV, SKOS, TYPE, WIKIDATA, XSD
from kg.records import Event, Literal, Quad, Span
from kg.store import open_store
from kg.terms import quad_order


@pytest.fixture
def morning(sample: Sample) -> list[Quad]:
    return graph.document_quads(sample.documents[0], sample.entities[0], sample.events[0])


def objects(quads: list[Quad], subject: str, predicate: str) -> list[str]:
    """The objects as text."""
    found = [quad.object for quad in quads if (quad.subject, quad.predicate) == (subject, predicate)]
    return [term.value if isinstance(term, Literal) else term for term in found]


def entities(*keys: str) -> list[str]:
    return sorted(ids.entity(key) for key in keys)


def test_one_named_graph_sorted_and_without_repetition(morning: list[Quad]) -> None:
    assert {quad.graph for quad in morning} == {ids.document_graph("morning")}
    assert morning == sorted(set(morning), key=quad_order)


def test_the_order_of_the_records_does_not_matter(sample: Sample, morning: list[Quad]) -> None:
    shuffler = random.Random(1)
    people, events = list(sample.entities[0]), list(sample.events[0])
    shuffler.shuffle(people)
    shuffler.shuffle(events)
    assert graph.document_quads(sample.documents[0], people, events) == morning


def test_every_term_is_of_the_ontology(sample: Sample) -> None:
    declared = {quad.subject for quad in ontology.quads()}
    used = {term for quads in sample.quads().values() for quad in quads for term in (quad.predicate, quad.object)}
    own = {term for term in used if isinstance(term, str) and term.startswith(DIP)}
    assert own <= declared


def test_a_document(sample: Sample, morning: list[Quad]) -> None:
    iri = ids.document("morning")
    text = sample.documents[0].text
    assert objects(morning, iri, DCTERMS + "identifier") == ["morning"]
    assert objects(morning, iri, DCTERMS + "title") == ["لقاء في قويلين"]
    assert objects(morning, iri, DCTERMS + "issued") == ["2021-03-23"]
    assert objects(morning, iri, DIP + "source") == ["وكالة الصباح"]
    assert objects(morning, iri, DIP + "sha256") == [hashlib.sha256(text.encode()).hexdigest()]


def test_a_known_person(morning: list[Quad]) -> None:
    iri = ids.entity(LAVROV)
    assert objects(morning, iri, TYPE) == [DIP + "Actor", DIP + "Person"]
    assert objects(morning, iri, SKOS + "prefLabel") == ["Sergey Lavrov", "سيرغي لافروف"]
    assert objects(morning, iri, OWL + "sameAs") == [WIKIDATA + "Q58217"]
    assert objects(morning, iri, DIP + "state") == [ids.entity("state/RUS")]
    assert objects(morning, iri, DIP + "provisional") == []


def test_a_state_belongs_to_itself(morning: list[Quad]) -> None:
    iri = ids.entity("state/CHN")
    assert objects(morning, iri, DIP + "state") == [iri]
    assert objects(morning, iri, DIP + "iso3") == ["CHN"]


def test_an_unknown_name_is_provisional(morning: list[Quad]) -> None:
    iri = ids.entity(UNKNOWN)
    assert objects(morning, iri, DIP + "provisional") == ["true"]
    assert objects(morning, iri, OWL + "sameAs") == []


def test_a_place_is_no_actor(morning: list[Quad]) -> None:
    assert objects(morning, ids.entity("place/x-guilin"), TYPE) == [DIP + "Place"]


def test_offsets_find_their_quotes(sample: Sample, morning: list[Quad]) -> None:
    text = sample.documents[0].text
    passages = {quad.subject for quad in morning if quad.predicate == NIF + "anchorOf"}
    assert len(passages) == 14
    for passage in passages:
        begin, end = (int(*objects(morning, passage, NIF + name)) for name in ("beginIndex", "endIndex"))
        assert objects(morning, passage, NIF + "anchorOf") == [text[begin:end]]


def test_tellings_become_one_event(morning: list[Quad]) -> None:
    iri = ids.event("m1")
    assert objects(morning, iri, TYPE) == [DIP + "Event", DIP + "Meeting"]
    assert objects(morning, iri, DIP + "actor") == entities(LAVROV, WANG, UNKNOWN)
    assert objects(morning, iri, DIP + "confidence") == ["0.8"]
    assert objects(morning, iri, DIP + "edtf") == ["2021-03-22"]
    tellings = objects(morning, iri, DIP + "evidence")
    assert sorted(objects(morning, telling, DIP + "trigger") for telling in tellings) == [["التقى"], ["اللقاء"]]
    told = {tuple(objects(morning, telling, DIP + "toldActor")) for telling in tellings}
    assert told == {tuple(entities(LAVROV, WANG)), tuple(entities(UNKNOWN))}


def test_the_most_certain_telling_gives_status_and_time(sample: Sample) -> None:
    first = sample.events[0][0]
    doubtful = replace(first, status="planned", time="2021-04", confidence=0.3)
    certain = replace(sample.events[0][1], status="actual", time=None, confidence=0.9)
    quads = graph.document_quads(sample.documents[0], sample.entities[0], [doubtful, certain])
    assert objects(quads, ids.event("m1"), DIP + "status") == [DIP + "actual"]
    assert objects(quads, ids.event("m1"), DIP + "edtf") == ["2021-04"]


def test_evidence_keeps_status_and_source_of_its_telling(morning: list[Quad]) -> None:
    (evidence,) = objects(morning, ids.event("t1"), DIP + "evidence")
    assert objects(morning, evidence, DIP + "status") == [DIP + "negated"]
    assert objects(morning, evidence, DIP + "attributedTo") == entities(REUTERS)
    assert objects(morning, evidence, DIP + "confidence") == ["0.75"]
    assert objects(morning, evidence, DIP + "rule") == ["test"]


@pytest.mark.parametrize(
    ("time", "begin", "end"),
    [
        ("2021-05", ["2021-05-01"], ["2021-05-31"]),
        ("2014/..", ["2014-01-01"], []),
        (None, [], []),
        ("2021-02-30", [], []),  # kept as told, for the shapes to report
    ],
)
def test_days_of_an_event(sample: Sample, time: str | None, begin: list[str], end: list[str]) -> None:
    event = replace(sample.events[0][0], time=time)
    quads = graph.document_quads(sample.documents[0], sample.entities[0], [event])
    assert objects(quads, ids.event("m1"), DIP + "edtf") == ([time] if time else [])
    assert objects(quads, ids.event("m1"), DIP + "begin") == begin
    assert objects(quads, ids.event("m1"), DIP + "end") == end
    (evidence,) = objects(quads, ids.event("m1"), DIP + "evidence")
    assert objects(quads, evidence, DIP + "toldBegin") == begin
    assert objects(quads, evidence, DIP + "toldEnd") == end


@pytest.mark.parametrize(("confidence", "text"), [(1.0, "1"), (0.0, "0"), (0.5, "0.5"), (2 / 3, "0.6667")])
def test_confidence_is_a_canonical_decimal(sample: Sample, confidence: float, text: str) -> None:
    event = replace(sample.events[0][0], confidence=confidence)
    quads = graph.document_quads(sample.documents[0], sample.entities[0], [event])
    literal = Literal(text, datatype=XSD + "decimal")
    assert Quad(ids.event("m1"), DIP + "confidence", literal, ids.document_graph("morning")) in quads


def test_another_base_moves_every_resource(sample: Sample) -> None:
    base = "https://example.org/kg/"
    quads = graph.document_quads(sample.documents[0], sample.entities[0], sample.events[0], base=base)
    assert all(quad.subject.startswith(base) and quad.graph.startswith(base) for quad in quads)
    assert not any(str(quad.object).startswith(ids.RESOURCE) for quad in quads)


def test_an_unread_document_still_has_its_graph(sample: Sample) -> None:
    events: tuple[Event, ...] = ()
    quads = graph.document_quads(sample.documents[0], (), events)
    assert {quad.subject for quad in quads} == {ids.document("morning")}


def test_the_gazetteer_graph_holds_what_is_used_and_its_states() -> None:
    quads = graph.gazetteer_quads(ROWS.values(), TENURES, used=[KHAN, EU, "person/x-unknown"])
    kept = {quad.subject for quad in quads if quad.predicate == SKOS + "prefLabel"}
    office = ids.office("head_of_government", "state/PAK", "Prime Minister")
    assert kept == {*entities(KHAN, EU, "state/PAK"), office}
    assert {quad.graph for quad in quads} == {ids.named_graph("gazetteer")}


def test_without_a_choice_the_gazetteer_graph_holds_all() -> None:
    quads = graph.gazetteer_quads(ROWS.values(), TENURES)
    assert set(entities(*ROWS)) <= {quad.subject for quad in quads}


def test_a_tenure_has_an_office_and_days() -> None:
    tenure = Tenure(LAVROV, "foreign_minister", "وزير الخارجية", "Foreign Minister", "state/RUS", "2004", "2010-06")
    quads = graph.gazetteer_quads(ROWS.values(), [tenure])
    (iri,) = objects(quads, ids.entity(LAVROV), DIP + "tenure")
    (office,) = objects(quads, iri, DIP + "office")
    assert objects(quads, iri, DIP + "begin") == ["2004-01-01"]
    assert objects(quads, iri, DIP + "end") == ["2010-06-30"]
    assert objects(quads, office, SKOS + "prefLabel") == ["Foreign Minister", "وزير الخارجية"]
    assert objects(quads, office, DIP + "officeOf") == entities("state/RUS")
    assert objects(quads, ids.entity(LAVROV), DIP + "holds") == [office]
    assert objects(quads, ids.entity(LAVROV), DIP + "onBehalfOf") == entities("state/RUS")


def test_a_title_beside_a_name_is_the_evidence_of_a_tenure(sample: Sample) -> None:
    document = sample.documents[0]
    held = records.Tenure(
        document.id, LAVROV, "foreign_minister", "state/RUS", "وزير الخارجية", Span(3, 9), Span(3, 20),
        title_en="Foreign Minister", start="2004", held="2021-06-30", confidence=0.9,
    )  # fmt: skip
    unknown = replace(held, start="", title_en="", held=None, title=Span(4, 9))
    quads = graph.document_quads(document, sample.entities[0], (), [held, unknown])
    tenures = objects(quads, ids.entity(LAVROV), DIP + "tenure")
    office = ids.office("foreign_minister", "state/RUS", "Foreign Minister")
    assert ids.tenure(LAVROV, office, "2004") in tenures and len(tenures) == 2
    (evidence,) = objects(quads, ids.tenure(LAVROV, office, "2004"), DIP + "evidence")
    assert objects(quads, str(evidence), DIP + "heldOn") == ["2021-06-30"]
    assert objects(quads, str(evidence), NIF + "anchorOf") == [document.text[3:20]]
    assert not any(quad.predicate in (DIP + "begin", DIP + "end") for quad in quads)  # those are the gazetteer's


JUDGEMENTS = (
    "left,right,verdict,by,date,reason\n"
    f"person/سيرجي لافروف,{LAVROV},same,مراجع أول,2024-01-05,تهجئة أخرى\n"
    f"person/عمران خان المهندس,{KHAN},different,مراجع ثان,2024-01-06,\n"
    f"{UNKNOWN},{WANG},unsure,مراجع ثان,2024-01-07,لا يكفي النص\n"
)


def judged(tmp_path: Path, used: list[str] | None = None) -> list[Quad]:
    path = tmp_path / "decided.csv"
    path.write_text(JUDGEMENTS, encoding="utf-8")
    return graph.judgement_quads(judgements.load(path).rows, provenance.judgements(path), used=used)


def test_the_judgements_graph_says_who_decided_and_quotes_the_row(tmp_path: Path) -> None:
    quads = judged(tmp_path)
    assert {quad.graph for quad in quads} == {ids.named_graph("judgements")}
    other = ids.entity(judgements.resolved("person/سيرجي لافروف"))
    one = next(q.subject for q in quads if q.object == Literal("same"))
    assert objects(quads, one, DIP + "judges") == sorted([ids.entity(LAVROV), other])
    assert objects(quads, one, DIP + "judgedBy") == ["مراجع أول"]
    assert objects(quads, one, DIP + "judgedOn") == ["2024-01-05"]
    assert objects(quads, one, DIP + "reason") == ["تهجئة أخرى"]
    assert objects(quads, ids.entity(LAVROV), OWL + "sameAs") == [other]
    begin, end = (int(*objects(quads, one, NIF + name)) for name in ("beginIndex", "endIndex"))
    assert objects(quads, one, NIF + "anchorOf") == [JUDGEMENTS[begin:end]]
    assert JUDGEMENTS[begin:end].endswith("تهجئة أخرى")


def test_what_is_different_and_what_is_unsure(tmp_path: Path) -> None:
    quads = judged(tmp_path)
    (apart,) = [quad for quad in quads if quad.predicate == OWL + "differentFrom"]
    assert ids.entity(KHAN) in (apart.subject, apart.object)
    assert not [quad for quad in quads if quad.subject == ids.entity(UNKNOWN)]  # nothing follows from a doubt
    assert sorted(
        q.object.value for q in quads if q.predicate == DIP + "verdict" and isinstance(q.object, Literal)
    ) == [
        "different",
        "same",
        "unsure",
    ]


def test_judgements_on_none_of_the_graph_are_left_out(tmp_path: Path) -> None:
    quads = judged(tmp_path, used=[KHAN])
    assert [q.object for q in quads if q.predicate == DIP + "verdict"] == [Literal("different")]
    assert judged(tmp_path, used=["state/CHN"]) == []


def test_a_graph_with_judgements_conforms_is_proven_and_contradicts_nothing(tmp_path: Path, sample: Sample) -> None:
    store = sample.fill(open_store())
    quads = judged(tmp_path)
    store.replace_graph(quads[0].graph, quads)
    assert validate.check(store).results == ()
    texts = (*(document.text for document in sample.documents), *TABLES.values(), JUDGEMENTS)
    assert quotes.prove(store, {ids.text_hash(text): text for text in texts}).holds
    assert reasoning.check(store).contradictions == ()


def test_two_that_are_judged_different_cannot_be_one(tmp_path: Path) -> None:
    quads = judged(tmp_path)
    (apart,) = [quad for quad in quads if quad.predicate == OWL + "differentFrom"]
    assert reasoning.close([*quads, replace(apart, predicate=OWL + "sameAs")]).contradictions


def test_the_build_graph_names_parts_and_graphs() -> None:
    parts = {"models": "1f0c", "diplomatic-kg": "0.1.0"}
    quads = graph.build_quads(parts, ["morning"])
    (activity,) = {quad.subject for quad in quads if quad.object == PROV + "Activity"}
    assert objects(quads, ids.document_graph("morning"), PROV + "wasGeneratedBy") == [activity]
    used = objects(quads, activity, PROV + "used")
    versions = {
        (*objects(quads, part, DCTERMS + "title"), *objects(quads, part, DCTERMS + "hasVersion")) for part in used
    }
    assert versions == {("models", "1f0c"), ("diplomatic-kg", "0.1.0")}
    assert graph.build_quads(dict(reversed(parts.items())), ["morning"]) == quads
    assert activity not in {quad.subject for quad in graph.build_quads({**parts, "models": "2"}, ["morning"])}
