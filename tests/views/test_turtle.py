from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from sample import Sample

from kg import graph
from kg.namespaces import XSD
from kg.records import Literal, Quad
from kg.store import Store, open_store
from kg.terms import from_oxigraph
from kg.views import turtle

TESTS = Path(__file__).parent.parent
SUFFIXES = ("ttl", "nq", "jsonld")

EXPORT = """
import sys
from pathlib import Path
from sample import make_sample
from kg.store import open_store
from kg.views import turtle

out = Path(sys.argv[1])
store = make_sample().fill(open_store(out / "store" if sys.argv[2] == "oxigraph" else None))
turtle.write(store, out / "graph.ttl")
turtle.nquads(store, out / "graph.nq")
turtle.jsonld(store, out / "graph.jsonld")
"""


def parsed(path: Path, form: pyoxigraph.RdfFormat) -> set[Quad]:
    found = pyoxigraph.parse(path=str(path), format=form)
    return {
        Quad(
            str(from_oxigraph(quad.subject)),
            quad.predicate.value,
            from_oxigraph(quad.object),
            "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(from_oxigraph(quad.graph_name)),
        )
        for quad in found
    }


def test_the_same_bytes_under_every_hash_seed_and_from_every_store(tmp_path: Path) -> None:
    written = []
    for seed, backend in (("0", "memory"), ("1", "memory"), ("2", "oxigraph")):
        out = tmp_path / seed
        out.mkdir()
        path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", EXPORT, str(out), backend], env=environment, check=True)
        written.append([(out / f"graph.{suffix}").read_bytes() for suffix in SUFFIXES])
    assert written[0] == written[1] == written[2]
    assert all(len(text) > 10_000 for text in written[0])


def test_the_order_of_insertion_does_not_matter(sample: Sample, tmp_path: Path) -> None:
    backwards = open_store()
    for name, quads in reversed(sample.quads().items()):
        backwards.replace_graph(name, reversed(quads))
    turtle.write(sample.fill(open_store()), tmp_path / "one.ttl")
    turtle.write(backwards, tmp_path / "two.ttl")
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()


def test_nothing_is_lost_or_added(filled: Store, tmp_path: Path) -> None:
    quads = set(filled.quads())
    turtle.write(filled, tmp_path / "graph.ttl")
    turtle.nquads(filled, tmp_path / "graph.nq")
    turtle.jsonld(filled, tmp_path / "graph.jsonld")
    triples = {Quad(quad.subject, quad.predicate, quad.object, "") for quad in quads}
    assert parsed(tmp_path / "graph.ttl", pyoxigraph.RdfFormat.TURTLE) == triples
    assert parsed(tmp_path / "graph.nq", pyoxigraph.RdfFormat.N_QUADS) == quads
    assert parsed(tmp_path / "graph.jsonld", pyoxigraph.RdfFormat.JSON_LD) == quads
    assert len(rdflib.Graph().parse(tmp_path / "graph.ttl")) == len(triples)


def test_turtle_is_readable(sample: Sample) -> None:
    quads = graph.document_quads(sample.documents[0], sample.entities[0], sample.events[0])
    text = "".join(turtle.turtle((quad.subject, quad.predicate, quad.object) for quad in quads))
    assert "@prefix person: <https://w3id.org/diplomatic-kg/resource/person/> .\n" in text
    assert "@prefix org:" not in text  # not used here
    assert "<https://w3id.org/diplomatic-kg/resource/" not in text.partition("\n\n")[2]
    begin = text.index("event:a1 ")
    assert text[begin : text.index(".\n", text.index("dip:status", begin))] == (
        "event:a1 a dip:Agreement, dip:Event ;\n"
        "    dip:actor state:CHN, state:RUS ;\n"
        "    dip:confidence 0.7 ;\n"
        "    dip:evidence evidence:" + text[text.index("evidence:", begin) + 9 :][:12] + " ;\n"
        "    dip:status dip:actual "
    )


def test_another_base_has_its_prefixes(sample: Sample) -> None:
    base = "https://example.org/kg/"
    quads = graph.document_quads(sample.documents[0], sample.entities[0], sample.events[0], base=base)
    text = "".join(turtle.turtle(((quad.subject, quad.predicate, quad.object) for quad in quads), base=base))
    assert "@prefix event: <https://example.org/kg/event/> ." in text


strings = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
names = st.text("aZ09_-.~%40/#:é", max_size=6).map(
    lambda name: f"https://w3id.org/diplomatic-kg/resource/person/{name}"
)
valid_names = names.filter(lambda iri: "%" not in iri.replace("%40", "") and iri.count("#") < 2)
literals = st.one_of(
    st.builds(Literal, strings, language=st.sampled_from(["", "ar"])),
    st.builds(
        Literal, strings, datatype=st.sampled_from([XSD + "integer", XSD + "decimal", XSD + "boolean", "http://a/b"])
    ),
)


@given(st.sets(st.tuples(valid_names, valid_names, literals | valid_names), max_size=5))
def test_any_triples_survive_turtle(triples: set[tuple[str, str, str | Literal]]) -> None:
    text = "".join(turtle.turtle(triples))
    found = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    assert {
        (str(from_oxigraph(quad.subject)), quad.predicate.value, from_oxigraph(quad.object)) for quad in found
    } == triples


def test_an_empty_graph_is_an_empty_file() -> None:
    assert "".join(turtle.turtle([])) == ""
