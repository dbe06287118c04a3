from __future__ import annotations

from pathlib import Path

import pytest
from sample import KHAN, LAVROV, TABLES, Sample

from kg import ids, quotes
from kg.errors import BadInput
from kg.namespaces import DIP, NIF, TYPE, XSD
from kg.records import Literal, Quad
from kg.store import Store, open_store

MORNING_GRAPH = ids.document_graph("morning")


@pytest.fixture(scope="module")
def texts(sample: Sample) -> dict[str, str]:
    return {ids.text_hash(text): text for text in (*(d.text for d in sample.documents), *TABLES.values())}


def changed(sample: Sample, subject: str, predicate: str, value: str) -> Store:
    """A store where the morning's graph says something else of the subject."""
    store = sample.fill(open_store())
    quads = list(store.quads(MORNING_GRAPH))
    (old,) = [quad for quad in quads if (quad.subject, quad.predicate) == (subject, predicate)]
    assert isinstance(old.object, Literal)
    new = Quad(subject, predicate, Literal(value, datatype=old.object.datatype), MORNING_GRAPH)
    store.replace_graph(MORNING_GRAPH, [*(quad for quad in quads if quad != old), new])
    return store


@pytest.fixture(scope="module")
def evidence(sample: Sample) -> str:
    """The telling of the visit, the second sentence of the morning."""
    quads = sample.quads()[MORNING_GRAPH]
    (found,) = [q.object for q in quads if (q.subject, q.predicate) == (ids.event("v1"), DIP + "evidence")]
    return str(found)


def test_every_quote_stands_in_its_text(filled: Store, texts: dict[str, str]) -> None:
    proof = quotes.prove(filled, texts)
    passages = {q.subject for q in filled.quads() if q.predicate == TYPE and str(q.object) in quotes.PASSAGES}
    assert proof.holds
    assert (proof.passages, proof.texts) == (len(passages), 4)  # two articles, two tables
    assert proof.passages > 40


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (NIF + "anchorOf", "ومن المقرر أن يزور عمران خان الهند في أيار."),
        (NIF + "beginIndex", "57"),
        (NIF + "endIndex", "5000"),
        (NIF + "beginIndex", "-3"),
        (NIF + "endIndex", "0"),
        (DIP + "trigger", "زار"),
        (DIP + "triggerBegin", "3"),
        (NIF + "anchorOf", ""),
    ],
)
def test_one_codepoint_or_letter_off_is_found(
    sample: Sample, texts: dict[str, str], evidence: str, predicate: str, value: str
) -> None:
    proof = quotes.prove(changed(sample, evidence, predicate, value), texts)
    (wrong,) = proof.misquotes
    assert (wrong.passage, wrong.doc_id, wrong.graph) == (evidence, "morning", MORNING_GRAPH)
    assert wrong.reason
    assert not proof.holds


def test_a_misquote_shows_what_stands_there(sample: Sample, texts: dict[str, str], evidence: str) -> None:
    (wrong,) = quotes.prove(changed(sample, evidence, DIP + "trigger", "زار"), texts).misquotes
    assert (wrong.quote, wrong.found) == ("زار", "يزور")


def test_a_text_that_was_changed_is_missing(sample: Sample, texts: dict[str, str]) -> None:
    proof = quotes.prove(changed(sample, ids.document("morning"), DIP + "sha256", "0" * 64), texts)
    assert not proof.holds
    assert proof.missing == (f"morning (sha256 {'0' * 64})",)
    assert proof.misquotes == ()


def test_nothing_is_proven_without_sources(filled: Store) -> None:
    proof = quotes.prove(filled, {})
    assert len(proof.missing) == 4
    assert not proof.holds


def test_a_passage_of_no_text_is_missing_one(sample: Sample, texts: dict[str, str]) -> None:
    store = sample.fill(open_store())
    store.replace_graph("urn:stray", [Quad("urn:stray", TYPE, DIP + "Evidence", "urn:stray")])
    assert quotes.prove(store, texts).missing == ("(a text without a name) (sha256 not given)",)


def test_sources_are_known_by_their_words_not_their_names(tmp_path: Path) -> None:
    (tmp_path / "any.txt").write_text("وصل الوزير إلى تونس.\n", encoding="utf-8")
    (tmp_path / "more.jsonl").write_text('{"body": "غادر الوفد الرباط."}\n', encoding="utf-8")
    found = quotes.sources([str(tmp_path)], columns={"text": "body"})
    assert set(found.values()) == {"وصل الوزير إلى تونس.\n", "غادر الوفد الرباط."}
    assert all(ids.text_hash(text) == key for key, text in found.items())


def test_a_table_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadInput, match=r"people\.csv"):
        quotes.tables([tmp_path / "people.csv"])


def test_the_sentence_behind_a_finding(sample: Sample) -> None:
    graphs = sample.quads()
    facts = quotes.by_subject(graphs[MORNING_GRAPH])
    assert quotes.of(ids.event("v1"), facts) == ("ومن المقرر أن يزور عمران خان الصين في أيار.",)
    name = next(str(term) for term in facts[ids.entity(KHAN)][DIP + "mention"])
    assert quotes.of(name, facts) == ("ومن المقرر أن يزور عمران خان الصين في أيار.",)
    assert quotes.of(ids.document("morning"), facts) == ()
    del facts[name][NIF + "beginIndex"]
    assert quotes.of(name, facts) == ("عمران خان",)  # where its place is not known, the name alone
    rows = quotes.by_subject(graphs[ids.named_graph("gazetteer")])
    (row,) = quotes.of(ids.entity(LAVROV), rows)
    assert row.startswith("person/Q58217,Person,Q58217,")


def test_offsets_of_another_type_are_still_numbers(sample: Sample, texts: dict[str, str]) -> None:
    store = sample.fill(open_store())
    quads = [
        Quad(q.subject, q.predicate, Literal(q.object.value, datatype=XSD + "int"), q.graph)
        if q.predicate == NIF + "beginIndex" and isinstance(q.object, Literal)
        else q
        for q in store.quads(MORNING_GRAPH)
    ]
    store.replace_graph(MORNING_GRAPH, quads)
    assert quotes.prove(store, texts).holds
