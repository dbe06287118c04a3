"""From records to a graph for network analysis."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids
from kg.ontology import event_types
from kg.records import Document, Entity, Event, Span
from kg.views import network

SAUDI, IRAN, CHINA, BEIJING = (ids.entity(key) for key in ("state/SAU", "state/IRN", "state/CHN", "place/x-beijing"))
TYPES = {row.type: row for row in event_types()}


def telling(**changes) -> Event:
    event = Event("d", "event/1", "Meeting", Span(0, 4, "التقى"), Span(0, 20), actors=("state/IRN", "state/SAU"))
    return replace(event, **changes)


def roles(event: Event) -> set[tuple[str, str, str]]:
    keys = {*event.actors, *event.recipients, *event.places}
    entities = [Entity("d", key, "State", key) for key in keys]
    graph = network.build([Document("d", "التقى الوزيران في بكين.")], entities, [event], types=TYPES)
    return {(data["role"], source, target) for source, target, data in graph.edges(data=True)}


def test_a_recipient_gives_a_directed_edge() -> None:
    event = telling(actors=("state/CHN",), recipients=("state/IRN", "state/SAU"), places=("place/x-beijing",))
    assert roles(event) == {("recipient", CHINA, IRAN), ("recipient", CHINA, SAUDI)}


def test_parties_are_paired_once() -> None:
    event = telling(actors=("state/CHN", "state/IRN", "state/SAU"))
    assert roles(event) == {("party", CHINA, IRAN), ("party", CHINA, SAUDI), ("party", IRAN, SAUDI)}


def test_mutual_acts_go_both_ways() -> None:
    both = ("state/IRN", "state/SAU")
    assert roles(telling(actors=both, recipients=both)) == {("recipient", IRAN, SAUDI), ("recipient", SAUDI, IRAN)}


def test_a_lone_actor_is_tied_to_the_place_or_to_itself() -> None:
    assert roles(telling(actors=("state/IRN",), places=("place/x-beijing",))) == {("place", IRAN, BEIJING)}
    assert roles(telling(actors=("state/IRN",))) == {("alone", IRAN, IRAN)}


def test_an_edge_shows_its_telling(graph) -> None:
    farhan, amir = ids.entity("person/x-farhan"), ids.entity("person/x-amir")
    (edge,) = (data for data in graph.get_edge_data(amir, farhan).values() if data["type"] == "Meeting")
    at = edge["trigger_begin"] - edge["sentence_begin"]
    assert edge["sentence"][at:].startswith("التقى حسين أمير عبد اللهيان")
    assert edge["trigger"] == "التقى"
    assert (edge["role"], edge["status"], edge["quad_class"]) == ("party", "actual", "verbal_cooperation")
    assert (edge["time"], edge["begin"], edge["end"]) == ("2023-04-06", "2023-04-06", "2023-04-06")
    assert edge["attributed_to"] == ids.entity("organization/x-spa")
    assert (edge["doc"], edge["published"], edge["type_ar"]) == (
        "beijing-2023",
        "2023-04-07",
        TYPES["Meeting"].label_ar,
    )


def test_a_node_says_who_it_is(graph) -> None:
    node = graph.nodes[SAUDI]
    assert (node["type"], node["name_ar"], node["name_en"]) == ("State", "السعودية", "Saudi Arabia")
    assert (node["wikidata"], node["iso3"], node["entity"]) == ("Q851", "SAU", "state/SAU")


def test_the_count_of_a_node_is_of_events_not_tellings() -> None:
    again = telling(doc_id="e", trigger=Span(2, 4))
    documents = [Document("d", "التقى الوزيران في بكين."), Document("e", "التقى الوزيران في بكين.")]
    entities = [Entity(doc, key, "State", key) for doc in "de" for key in ("state/IRN", "state/SAU")]
    graph = network.build(documents, entities, [telling(), again], types=TYPES)
    assert graph.nodes[IRAN]["count"] == 1
    assert graph.number_of_edges() == 2
    (edge,) = (data for *_, data in network.fold(graph).edges(data=True))
    assert (edge["weight"], edge["tellings"], edge["documents"]) == (1, 2, 2)


def test_the_known_name_wins_over_a_provisional_one() -> None:
    entities = [
        Entity("a", "state/SAU", "State", "المملكة"),
        Entity("b", "state/SAU", "State", "المملكة"),
        Entity("c", "state/SAU", "State", "السعودية", "Saudi Arabia", provisional=False),
    ]
    node = network.build([], entities, [], types=TYPES).nodes[SAUDI]
    assert (node["name_ar"], node["name_en"]) == ("السعودية", "Saudi Arabia")


def test_a_time_that_is_no_edtf_gives_no_days() -> None:
    entities = [Entity("d", key, "State", key) for key in ("state/IRN", "state/SAU")]
    graph = network.build([Document("d", "")], entities, [telling(time="قريبا")], types=TYPES)
    ((*_, edge),) = graph.edges(data=True)
    assert edge["time"] == "قريبا"
    assert "begin" not in edge


def test_an_entity_that_is_not_given_is_named() -> None:
    with pytest.raises(KeyError, match="state/SAU"):
        network.build([Document("d", "")], [Entity("d", "state/IRN", "State", "إيران")], [telling()], types=TYPES)


def test_only_what_graphml_and_gexf_can_hold(graph) -> None:
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    values += [value for *_, data in graph.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str, int, float}
    keys = [key for *_, key in graph.edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_folding_keeps_every_event(graph) -> None:
    def pairs(edges) -> list[tuple[str, str, str, str]]:
        return sorted({(source, target, data["type"], data["event"]) for source, target, data in edges})

    expected = {key: len(list(group)) for key, group in groupby(pairs(graph.edges(data=True)), key=lambda row: row[:3])}
    folded = network.fold(graph)
    assert {(s, t, data["type"]): data["weight"] for s, t, data in folded.edges(data=True)} == expected
    assert set(folded) == set(graph)


def test_folding_by_status_parts_the_planned_from_the_actual(graph) -> None:
    macron, morocco = ids.entity("person/Q3052772"), ids.entity("state/MAR")
    folded = network.fold(graph, by=("type", "status"))
    assert [data["status"] for data in folded.get_edge_data(macron, morocco).values()] == ["hypothetical"]


def test_graphml_comes_back_as_it_went(graph, tmp_path: Path) -> None:
    network.write_graphml(graph, tmp_path / "graph.graphml")
    back = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {key: data for *_, key, data in back.edges(keys=True, data=True)} == {
        key: data for *_, key, data in graph.edges(keys=True, data=True)
    }


def test_gexf_has_the_type_of_event_and_no_date_of_writing(graph, tmp_path: Path) -> None:
    network.write_gexf(graph, tmp_path / "graph.gexf")
    text = (tmp_path / "graph.gexf").read_text(encoding="utf-8")
    assert "lastmodifieddate" not in text
    edges = list(ElementTree.fromstring(text).iter("{http://www.gexf.net/1.2draft}edge"))
    assert len({edge.get("id") for edge in edges}) == graph.number_of_edges()
    assert {edge.get("label") for edge in edges} == {data["type"] for *_, data in graph.edges(data=True)}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", edge.get("start")) for edge in edges if edge.get("start"))
    back = nx.read_gexf(tmp_path / "graph.gexf")
    assert back.nodes[SAUDI]["name_ar"] == back.nodes[SAUDI]["label"] == "السعودية"


def test_characters_that_xml_forbids_do_no_harm(tmp_path: Path) -> None:
    document = Document("d", "التقى\x0b الوزيران \ud800", title="عنوان\x00")
    entities = [Entity("d", key, "State", key) for key in ("state/IRN", "state/SAU")]
    graph = network.build([document], entities, [telling()], types=TYPES)
    for write in (network.write_graphml, network.write_gexf):
        write(graph, tmp_path / "graph.xml")
        assert "عنوان\ufffd" in "".join(
            (node.text or "") + node.get("value", "") for node in ElementTree.parse(tmp_path / "graph.xml").iter()
        )


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999))
def test_the_order_of_the_records_changes_no_byte(world, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("order")
    chance = random.Random(seed)
    documents, entities, events = (
        chance.sample(part, len(part)) for part in (world.documents, world.entities, world.events)
    )
    for name, graph in (("a", world.graph()), ("b", network.build(documents, entities, events, types=world.types))):
        network.write_gexf(graph, folder / name)
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes()
