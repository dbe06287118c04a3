from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from rdflib.namespace import SH
from sample import EU, Sample

from kg import graph, ids, ontology, validate
from kg.namespaces import DCTERMS, DIP, NIF, OWL, RDFS, SKOS, TYPE, XSD
from kg.records import Literal, Quad
from kg.store import Store, open_store

M1, T1 = ids.event("m1"), ids.event("t1")


@pytest.fixture(scope="module")
def quads(sample: Sample) -> list[Quad]:
    """The morning's graph, without the context that the other graphs give."""
    return graph.document_quads(sample.documents[0], sample.entities[0], sample.events[0])


def without(quads: list[Quad], subject: str, predicate: str) -> list[Quad]:
    return [quad for quad in quads if (quad.subject, quad.predicate) != (subject, predicate)]


def with_value(quads: list[Quad], subject: str, predicate: str, value: str | Literal) -> list[Quad]:
    return [*without(quads, subject, predicate), Quad(subject, predicate, value, quads[0].graph)]


def some_evidence(quads: list[Quad], event: str) -> str:
    return next(str(quad.object) for quad in quads if (quad.subject, quad.predicate) == (event, DIP + "evidence"))


def shapes(quads: list[Quad]) -> set[tuple[str, str]]:
    """Focus and shape of what is wrong."""
    return {(result.focus, result.shape) for result in validate.check_graph(quads)}


def test_a_built_graph_conforms(filled: Store) -> None:
    report = validate.check(filled)
    assert report.conforms
    assert report.results == ()
    assert report.graphs == 4  # two documents, the gazetteer, the build


def test_an_empty_store_conforms() -> None:
    assert validate.check(open_store()) == validate.Report(0, ())


@pytest.mark.parametrize(
    ("predicate", "shape"),
    [
        ("status", "EventShape-status"),
        ("evidence", "EventShape-evidence"),
        ("confidence", "EventShape-confidence"),
        ("actor", "EventShape-participant"),
    ],
)
def test_what_an_event_must_have(quads: list[Quad], predicate: str, shape: str) -> None:
    assert (T1, shape) in shapes(without(quads, T1, DIP + predicate))


@pytest.mark.parametrize(
    ("predicate", "value", "shape"),
    [
        ("status", DIP + "likely", "EventShape-status"),
        ("edtf", Literal("March 2021"), "EventShape-edtf"),
        ("begin", Literal("2021-03-23", datatype=XSD + "date"), "EventShape-begin"),
        ("confidence", Literal("1.5", datatype=XSD + "decimal"), "EventShape-confidence"),
        ("actor", ids.entity("person/x-nobody"), "EventShape-actor"),
        ("place", ids.entity("place/x-nowhere"), "EventShape-place"),
    ],
)
def test_what_an_event_may_not_have(quads: list[Quad], predicate: str, value: str | Literal, shape: str) -> None:
    assert (M1, shape) in shapes(with_value(quads, M1, DIP + predicate, value))


def test_the_type_of_an_event_is_known(quads: list[Quad]) -> None:
    unknown = with_value(with_value(quads, M1, TYPE, DIP + "Event"), M1, "urn:none", DIP + "Event")
    assert (M1, "EventShape-type") in shapes(unknown)
    two = [*quads, Quad(M1, TYPE, DIP + "Visit", quads[0].graph)]
    assert (M1, "EventShape-type") in shapes(two)


def test_a_time_that_is_no_day_is_reported(sample: Sample) -> None:
    event = replace(sample.events[0][0], time="2021-02-30")
    wrong = graph.document_quads(sample.documents[0], sample.entities[0], [event])
    assert shapes(wrong) == {(M1, "EventShape")} | shapes(
        graph.document_quads(sample.documents[0], sample.entities[0], [replace(event, time=None)])
    )


@pytest.mark.parametrize(
    ("predicate", "value", "shape"),
    [
        (DIP + "document", None, "PassageShape-document"),
        (DIP + "rule", None, "EvidenceShape-rule"),
        (DIP + "rule", Literal(""), "EvidenceShape-rule"),
        (DIP + "toldActor", None, "EvidenceShape-participant"),
        (NIF + "anchorOf", Literal(""), "PassageShape-text"),
        (NIF + "beginIndex", Literal("194", datatype=XSD + "integer"), "PassageShape-begin"),
        (DIP + "triggerEnd", Literal("500", datatype=XSD + "integer"), "EvidenceShape-triggerEnd"),
    ],
)
def test_what_evidence_must_have(quads: list[Quad], predicate: str, value: Literal | None, shape: str) -> None:
    evidence = some_evidence(quads, T1)
    wrong = without(quads, evidence, predicate) if value is None else with_value(quads, evidence, predicate, value)
    assert (evidence, shape) in shapes(wrong)


@pytest.mark.parametrize(("predicate", "name"), [(DCTERMS + "identifier", "identifier"), (DIP + "sha256", "sha256")])
def test_what_a_document_must_have(quads: list[Quad], predicate: str, name: str) -> None:
    iri = ids.document("morning")
    assert (iri, f"TextShape-{name}") in shapes(without(quads, iri, predicate))


def test_an_entity_has_a_label_and_a_real_item(quads: list[Quad]) -> None:
    iri = ids.entity("state/RUS")
    assert (iri, "EntityShape") in shapes(without(quads, iri, SKOS + "prefLabel"))
    wrong = with_value(quads, iri, OWL + "sameAs", "http://www.wikidata.org/entity/P159")
    assert (iri, "EntityShape-sameAs") in shapes(wrong)


def test_a_place_that_acts_is_a_warning(sample: Sample) -> None:
    event = replace(sample.events[0][0], actors=("place/x-guilin",))
    quads = graph.document_quads(sample.documents[0], sample.entities[0], [event])
    found = [result for result in validate.check_graph(quads) if result.focus == M1]
    assert [(result.shape, result.severity) for result in found] == [("EventShape-actorKind", "Warning")]
    assert validate.Report(1, tuple(found)).conforms


def test_a_result_speaks_both_languages_and_quotes_the_sentence(quads: list[Quad]) -> None:
    found = validate.check_graph(with_value(quads, T1, DIP + "status", DIP + "likely"))
    (result,) = (result for result in found if result.focus == T1)
    assert result.message_en == "An event has one status of the five."
    assert result.message_ar == "للحدث حالة واحدة من الحالات الخمس."
    assert result.value == DIP + "likely"
    assert result.quotes == ("ونقلت رويترز أن إيران لم تعقد محادثات مع واشنطن.",)
    assert (result.severity, result.graph) == ("Violation", ids.document_graph("morning"))


def test_what_is_wrong_is_reported_where_it_stands(sample: Sample) -> None:
    store = sample.fill(open_store())
    gazetteer = ids.named_graph("gazetteer")
    facts = list(store.quads(gazetteer))
    store.replace_graph(gazetteer, with_value(facts, ids.entity("state/PAK"), DIP + "iso3", Literal("pk")))
    report = validate.check(store)
    assert not report.conforms
    assert {(result.graph, result.focus) for result in report.results} == {(gazetteer, ids.entity("state/PAK"))}


def test_a_state_that_no_graph_knows_is_reported(sample: Sample) -> None:
    entities = [entity for entity in sample.entities[1] if entity.id != EU]
    unknown = [replace(entity, state="XXX") if entity.type == "Person" else entity for entity in entities]
    found = shapes(graph.document_quads(sample.documents[1], unknown, ()))
    assert {shape for _, shape in found} == {"EntityShape-state"}


def test_every_shape_speaks_both_languages() -> None:
    shapes_graph = rdflib.Graph().parse(ontology.folder() / "shapes.ttl", format="turtle")
    constrained = {shape for shape in shapes_graph.subjects(SH.path) if isinstance(shape, rdflib.URIRef)} - {
        rdflib.URIRef(DIP + f"EventShape-{name}") for name in ("undated", "hasBegin", "hasEnd")
    }
    assert len(constrained) > 25
    for shape in constrained:
        languages = sorted(str(getattr(text, "language", "")) for text in shapes_graph.objects(shape, SH.message))
        assert languages == ["ar", "en"], shape


def test_every_term_of_a_shape_is_of_the_ontology() -> None:
    shapes_graph = rdflib.Graph().parse(ontology.folder() / "shapes.ttl", format="turtle")
    declared = {quad.subject for quad in ontology.quads()} | {str(shape) for shape in shapes_graph.subjects()}
    used = {str(term) for triple in shapes_graph for term in triple if str(term).startswith(DIP)}
    assert used <= declared
    assert RDFS + "subClassOf" in {str(term) for term in shapes_graph.objects()}
