from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg import ontology
from kg.errors import BadSeed
from kg.namespaces import DIP

GUIDELINES = (
    "Meeting Visit Call Conference Agreement Cooperation Exercise Trade Aid Support Statement Request Criticism "
    "Rejection Threat Sanction Force"
)
CLASSES = "Actor Person State Organization Group Place Treaty Office Tenure Event Document Evidence"
TABLE = Path(__file__).parents[2] / "shared/data/events/CAMEO2PLOVER-2021.txt"
# Categories and quad classes of PLOVER (its manual of 2021, https://github.com/openeventdata/PLOVER, CC BY-SA 4.0).
PLOVER = {
    "verbal_cooperation": "AGREE CONSULT SUPPORT CONCEDE",
    "material_cooperation": "COOPERATE AID RETREAT",
    "verbal_conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material_conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
# The table of that manual for the CAMEO codes in use; PLOVER has no category for public statements, 01 of CAMEO.
CAMEO = {
    "030": "AGREE", "040": "CONSULT", "041": "CONSULT", "042": "CONSULT", "050": "SUPPORT", "057": "SUPPORT",
    "060": "COOPERATE", "061": "COOPERATE", "062": "COOPERATE", "070": "AID", "100": "REQUEST", "110": "ACCUSE",
    "120": "REJECT", "130": "THREATEN", "160": "SANCTION", "190": "ASSAULT",
}  # fmt: skip
PROPERTIES = "actor recipient place begin end edtf status attributedTo evidence confidence onBehalfOf holds tenure"
DIP_NS = rdflib.Namespace(DIP)


def own_terms() -> list[rdflib.URIRef]:
    return sorted(
        {term for term in ontology.graph().subjects(RDF.type) if isinstance(term, rdflib.URIRef) and term in DIP_NS}
    )


def test_the_rows_are_the_types_of_the_guidelines() -> None:
    assert [row.type for row in ontology.event_types()] == GUIDELINES.split()


def test_generated_classes_are_checked_in() -> None:
    written = (ontology.folder() / "event_types.ttl").read_text(encoding="utf-8")
    assert written == ontology.leaf_classes(ontology.event_types()), "run: python -m kg.ontology"


@pytest.mark.parametrize("row", ontology.event_types(), ids=lambda row: row.type)
def test_codes_are_those_of_the_codebook(row: ontology.EventType) -> None:
    assert {quad for quad, names in PLOVER.items() for code in row.plover if code in names.split()} == {row.quad_class}
    assert {CAMEO[code] for code in row.cameo if code != "010"} <= set(row.plover)
    assert row.type == "Statement" or {CAMEO[code] for code in row.cameo} == set(row.plover)


def test_sanctions_are_material() -> None:
    assert {row.quad_class for row in ontology.event_types() if "SANCTION" in row.plover} == {"material_conflict"}


@pytest.mark.skipif(not TABLE.is_file(), reason="the conversion table of PLOVER is not at hand")
def test_the_codes_in_use_are_those_of_the_table() -> None:
    lines = [line.partition("#")[0].partition(":") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    table = {code.strip(): rest.split(",")[0].strip() for code, _, rest in lines if rest.strip()}
    assert {code: table[code] for code in CAMEO} == CAMEO


@pytest.mark.parametrize("name", [*GUIDELINES.split(), *CLASSES.split()])
def test_the_classes_of_the_contract(name: str) -> None:
    assert (DIP_NS[name], RDF.type, OWL.Class) in ontology.graph()


@pytest.mark.parametrize("name", PROPERTIES.split())
def test_the_properties_of_the_contract(name: str) -> None:
    graph = ontology.graph()
    assert graph.value(DIP_NS[name], RDFS.domain) and graph.value(DIP_NS[name], RDFS.range)


def test_statuses_and_quad_classes_are_individuals() -> None:
    graph = ontology.graph()
    for kind, names in (("Status", ontology.STATUSES), ("QuadClass", ontology.QUAD_CLASSES)):
        assert set(graph.subjects(RDF.type, DIP_NS[kind])) == {DIP_NS[name] for name in names}


@pytest.mark.parametrize("term", own_terms())
def test_every_term_has_labels_and_definitions_in_both_languages(term: rdflib.URIRef) -> None:
    for predicate in (SKOS.prefLabel, SKOS.definition):
        texts = [text for text in ontology.graph().objects(term, predicate) if isinstance(text, rdflib.Literal)]
        assert sorted(str(text.language) for text in texts) == ["ar", "en"]
        assert all(text.strip() for text in texts)


def test_domains_ranges_and_superclasses_are_declared() -> None:
    graph = ontology.graph()
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf):
        for term in graph.objects(None, predicate):
            if term in DIP_NS:
                assert (term, RDF.type, None) in graph, term


def test_the_ontology_names_itself_its_version_and_licence() -> None:
    graph = ontology.graph()
    iri = rdflib.URIRef(ontology.GRAPH)
    assert (iri, RDF.type, OWL.Ontology) in graph
    assert str(graph.value(iri, OWL.versionIRI)).endswith(str(graph.value(iri, OWL.versionInfo)))
    assert str(graph.value(iri, rdflib.DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"


def test_quads_have_no_blank_nodes_and_are_sorted() -> None:
    quads = ontology.quads()
    assert not any("/genid/" in term for quad in quads for term in (quad.subject, str(quad.object)))
    assert len(quads) == len(ontology.graph())
    assert [quad.subject for quad in quads] == sorted(quad.subject for quad in quads)


def test_no_class_is_above_itself() -> None:
    graph = ontology.graph()
    for name in graph.subjects(RDF.type, OWL.Class):
        above = set(graph.transitive_objects(name, RDFS.subClassOf)) - {name}
        assert not any((parent, RDFS.subClassOf, name) in graph for parent in above), name


def rows_with(tmp_path: Path, **changes: str) -> Path:
    """A copy of the rows where the first has other values."""
    with (ontology.folder() / "event_types.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0].update(changes)
    path = tmp_path / "event_types.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("quad_class", "friendly"),
        ("symmetric", "yes"),
        ("cameo", "4"),
        ("label_ar", ""),
        ("definition_en", " spaces "),
        ("type", "two words"),
    ],
)
def test_a_bad_cell_is_named_with_its_line_and_column(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(BadSeed, match=rf"event_types\.csv:2: column '{column}'"):
        ontology.event_types(rows_with(tmp_path, **{column: value}))


def test_two_rows_of_one_type_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSeed, match="'Visit' has two rows"):
        ontology.event_types(rows_with(tmp_path, type="Visit"))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "event_types.csv"
    path.write_text("type,label_ar\nMeeting,اجتماع\n", encoding="utf-8")
    with pytest.raises(BadSeed, match="no column 'label_en'"):
        ontology.event_types(path)


REUSED = {
    "Actor": "http://semanticweb.cs.vu.nl/2009/11/sem/Actor",
    "Event": "http://semanticweb.cs.vu.nl/2009/11/sem/Event",
    "Occurrent": "http://www.w3.org/2006/time#TemporalEntity",
    "Office": "http://www.w3.org/ns/org#Post",
    "Organization": "http://www.w3.org/ns/org#Organization",
    "Passage": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#OffsetBasedString",
    "Place": "http://www.w3.org/ns/prov#Location",
    "Status": "http://www.w3.org/2004/02/skos/core#Concept",
    "Tenure": "http://www.w3.org/ns/org#Membership",
    "Text": "http://www.w3.org/ns/prov#Entity",
}


@pytest.mark.parametrize(("name", "parent"), REUSED.items())
def test_known_vocabularies_are_reused(name: str, parent: str) -> None:
    assert (DIP_NS[name], RDFS.subClassOf, rdflib.URIRef(parent)) in ontology.graph()


def test_every_property_has_a_domain_and_a_range() -> None:
    graph = ontology.graph()
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    properties = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if term in DIP_NS}
    assert len(properties) > 40
    for term in properties:
        assert graph.value(term, RDFS.domain) and graph.value(term, RDFS.range), term


def test_the_ontology_names_its_creators() -> None:
    graph = ontology.graph()
    assert list(graph.objects(rdflib.URIRef(ontology.GRAPH), rdflib.DCTERMS.creator))


def test_every_class_of_the_graph_has_a_shape() -> None:
    graph = ontology.graph()
    shapes = rdflib.Graph().parse(ontology.folder() / "shapes.ttl", format="turtle")
    targets = set(shapes.objects(None, rdflib.SH.targetClass))
    for name in graph.subjects(RDF.type, OWL.Class):
        if name in DIP_NS and name not in (DIP_NS.Attested, DIP_NS.Occurrent, DIP_NS.Claim):  # these only gather others
            assert targets & set(graph.transitive_objects(name, RDFS.subClassOf)), name
