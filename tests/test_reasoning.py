from __future__ import annotations

import pytest
from sample import EU, LAVROV, Sample

from kg import ids, reasoning
from kg.namespaces import DIP, OWL, TYPE
from kg.records import Literal, Quad
from kg.store import open_store

GRAPH = ids.named_graph("other")
M1 = ids.event("m1")


def test_the_ontology_contradicts_nothing() -> None:
    found = reasoning.close([])
    assert found.contradictions == ()
    assert found.inferred > 500


@pytest.mark.timeout(120)
def test_a_built_graph_contradicts_nothing(sample: Sample) -> None:
    found = reasoning.check(sample.fill(open_store()))
    assert found.contradictions == ()
    assert found.statements > 1000


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (LAVROV, TYPE, DIP + "State"),  # classes that are disjoint
        (LAVROV, DIP + "officeOf", ids.entity(EU)),  # by the domain: a person is no office
        (EU, DIP + "tenure", ids.entity(LAVROV)),  # by the range, and by that a person is no tenure
        (EU, DIP + "onBehalfOf", ids.entity(EU)),  # an irreflexive property
    ],
)
def test_what_contradicts_the_ontology_is_found(sample: Sample, subject: str, predicate: str, value: str) -> None:
    quads = [quad for quad in sample.quads()[ids.document_graph("morning")] if quad.predicate == TYPE]
    wrong = Quad(ids.entity(subject), predicate, value, GRAPH)
    assert reasoning.close(quads).contradictions == ()
    assert reasoning.close([*quads, Quad(ids.entity(EU), TYPE, DIP + "Organization", GRAPH), wrong]).contradictions


def test_two_documents_may_contradict_each_other() -> None:
    """An office is of one body: two documents that name two make them one, and a third may know that they are not."""
    one = ids.entity("office/one")
    two = [Quad(one, DIP + "officeOf", ids.entity(key), ids.document_graph(key)) for key in ("state/RUS", EU)]
    apart = Quad(ids.entity("state/RUS"), OWL + "differentFrom", ids.entity(EU), GRAPH)
    assert reasoning.close(two).contradictions == ()
    assert reasoning.close([*two, apart]).contradictions


def test_a_contradiction_quotes_what_it_was_read_from(sample: Sample) -> None:
    quads = sample.quads()[ids.document_graph("morning")]
    about = [quad for quad in quads if quad.subject == M1 or quad.predicate.endswith("anchorOf")]
    (found,) = reasoning.close([*about, Quad(M1, TYPE, DIP + "Person", GRAPH)]).contradictions
    assert found.quotes == ("التقى سيرغي لافروف نظيره وانغ يي في قويلين يوم الاثنين.", "وحضر اللقاء ناصر المثالي.")


def test_a_literal_that_is_not_of_its_type_is_found() -> None:
    day = Literal("في مارس", datatype="http://www.w3.org/2001/XMLSchema#date")
    assert reasoning.close([Quad(M1, DIP + "begin", day, GRAPH)]).contradictions
