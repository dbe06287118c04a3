"""Scoring: what counts as found, on cases small enough to work out by hand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInput
from kg.evaluate import evaluate, identify, match, score
from kg.folder import Reading
from kg.gold import Gold, GoldEntity, GoldEvent, load, read
from kg.records import Document, Entity, Event, Mention, Span
from kg.scores import Overlap, Score, Share, as_dict, as_text

GOLD = Path(__file__).parent / "gold"
SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture
def gold() -> Gold:
    return load(GOLD, GOLD)[0]


def as_read(gold: Gold) -> Reading:
    """What a system without fault would have read: the gold itself as records, under ids of its own."""
    entities = tuple(_entity(gold, entity) for entity in gold.entities)
    mentions = tuple(mention for entity in entities for mention in entity.mentions)
    events = tuple(_event(gold, event) for event in gold.events)
    return Reading(Document(gold.doc_id, gold.text), mentions, entities, events)


def _entity(gold: Gold, one: GoldEntity) -> Entity:
    mentions = tuple(Mention(gold.doc_id, m.begin, m.end, m.label, one.type) for m in one.mentions)
    return Entity(gold.doc_id, f"x/{one.key}", one.type, one.name_ar, one.name_en, one.wikidata, mentions=mentions)


def _event(gold: Gold, one: GoldEvent) -> Event:
    def ids(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(f"x/{key}" for key in keys))

    return Event(
        doc_id=gold.doc_id,
        id=one.same_as or one.id,
        type=one.type,
        trigger=one.trigger,
        sentence=replace(one.trigger, label=""),
        actors=ids(one.actors),
        recipients=ids(one.recipients),
        time=one.time,
        status=one.status,
        attributed_to=ids(one.attributed_to),
    )


def all_figures(total: Score) -> set[float | None]:
    groups = (total.all, total.core, total.verbal)
    f1 = {overlap.f1 for group in groups for overlap in (group.events, group.strict, group.arguments)}
    shares = (total.links, total.all.time_equal, total.all.time_overlap, total.all.status)
    shares = (*shares, total.all.attribution, total.all.attributed)
    shares = (*shares, total.described, *(one.links_found for _, one in total.types if one.links_found.asked))
    return f1 | {total.mentions.f1} | {share.accuracy for share in shares}


def test_a_system_without_fault_has_ones(gold: Gold) -> None:
    assert all_figures(evaluate([gold], [as_read(gold)]).total) == {1.0}


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the development set is not beside this checkout")
def test_the_development_set_as_its_own_system_has_ones() -> None:
    annotated = load(SHARED / "gold", SHARED / "seeds")
    assert len(annotated) == 5
    assert all_figures(evaluate(annotated, [as_read(one) for one in annotated]).total) == {1.0}


def test_a_system_that_finds_nothing_has_zeros(gold: Gold) -> None:
    total = evaluate([gold], []).total
    assert total.mentions == Overlap(0, 0, 9)
    assert total.mentions.f1 == total.all.events.f1 == total.all.strict.f1 == total.all.arguments.f1 == 0.0
    assert total.links.accuracy is None  # no mention was found, so no link was asked for
    assert total.all.events.gold == 5  # the telling that repeats e1 is no miss


def test_another_text_than_the_annotated_one_is_refused(gold: Gold) -> None:
    reading = replace(as_read(gold), document=Document(gold.doc_id, gold.text + " ", path="other.txt"))
    with pytest.raises(BadInput, match=r"jordan-sweden\.txt.*other\.txt"):
        evaluate([gold], [reading])


def test_mentions_count_by_span_and_the_type_of_their_entity(gold: Gold) -> None:
    right = as_read(gold)
    holm, *others = right.entities
    short = replace(holm.mentions[0], end=holm.mentions[0].end - 1)
    damaged = replace(holm, mentions=(short, *holm.mentions[1:]))
    assert score(gold, replace(right, entities=(damaged, *others))).mentions == Overlap(8, 9, 9)
    other_type = replace(holm, type="Organization")
    assert score(gold, replace(right, entities=(other_type, *others))).mentions == Overlap(7, 9, 9)


def test_links_are_asked_only_of_found_mentions_with_a_gold_link(gold: Gold) -> None:
    right = as_read(gold)
    assert score(gold, right).links == Share(5, 5)  # the four mentions of persons have no gold link
    wrong = tuple(replace(e, wikidata="Q1") if e.wikidata == "Q810" else e for e in right.entities)
    assert score(gold, replace(right, entities=wrong)).links == Share(3, 5)


def test_each_type_is_scored_on_its_own(gold: Gold) -> None:
    right = as_read(gold)
    without = tuple(e for e in right.entities if e.wikidata != "Q810")
    types = dict(score(gold, replace(right, entities=without)).types)
    assert list(types) == sorted({entity.type for entity in gold.entities})
    assert types["State"].links_found == Share(2, 4)
    assert types["State"].links == Share(2, 2)
    assert types["Person"].mentions == Overlap(4, 4, 4)


def test_arguments_without_a_name_in_their_sentence_are_counted_apart(gold: Gold) -> None:
    right = as_read(gold)
    whole = score(gold, right)
    assert 0 < whole.described.asked < whole.arguments
    assert whole.described.right == whole.described.asked
    named = replace(right, events=tuple(replace(one, actors=(), recipients=()) for one in right.events))
    assert score(gold, named).described == Share(0, whole.described.asked)


def test_an_entity_is_the_gold_entity_with_which_it_shares_most_mentions(gold: Gold) -> None:
    by_key = {one.key: one for one in gold.entities}
    spans = (*by_key["sweden"].mentions, by_key["jordan"].mentions[0])
    mentions = tuple(Mention("d", m.begin, m.end, m.label, "State") for m in spans)
    mixed = Entity("d", "state/JOR", "State", "الأردن", wikidata="Q810", mentions=mentions)
    assert identify([mixed], gold.entities) == {"state/JOR": "sweden"}


@pytest.mark.parametrize(
    ("entity", "key"),
    [
        (Entity("d", "state/SWE", "State", "مملكة السويد", wikidata="Q34"), "sweden"),
        (Entity("d", "person/x", "Person", "سامر النابلسى"), "nabulsi"),
        (Entity("d", "person/x", "Person", "النابلسي", "samir nabulsi"), "nabulsi"),
        (Entity("d", "place/x", "Place", "الأردن", wikidata="Q40477"), None),
        (Entity("d", "person/x", "Person", "شخص آخر"), None),
    ],
)
def test_an_entity_without_mentions_is_known_by_its_link_or_name(gold: Gold, entity: Entity, key: str | None) -> None:
    assert identify([entity], gold.entities).get(entity.id) == key


def wanted(**changes: object) -> GoldEvent:
    event = GoldEvent("e1", "Visit", Span(10, 14, "تزور"), ("a",), ("b",), (), (), None, "actual", None)
    return replace(event, **changes)  # type: ignore[arg-type]


def told(**changes: object) -> Event:
    event = Event("d", "e", "Visit", Span(10, 14), Span(0, 50), ("a",), ("b",))
    return replace(event, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "overlap"),
    [
        (told(), 1.0),
        (told(trigger=Span(40, 44)), 1.0),  # the same sentence
        (told(trigger=Span(12, 20), sentence=Span(12, 50)), 1.0),  # the triggers overlap
        (told(trigger=Span(60, 64), sentence=Span(51, 90)), None),  # another sentence
        (told(type="Meeting"), None),
        (told(actors=("c",), recipients=("d",)), None),  # no shared participant
        (told(actors=("b",), recipients=("a",)), 0.0),  # shared, but in each other's roles
        (told(recipients=()), 0.5),
        (told(recipients=("c", "d")), 0.25),
    ],
)
def test_when_an_event_matches(event: Event, overlap: float | None) -> None:
    pairs = match([wanted()], [event], {})
    assert [pair[2] for pair in pairs] == ([] if overlap is None else [overlap])


def test_roles_are_ignored_where_all_parties_are_actors() -> None:
    pairs = match([wanted(type="Meeting", actors=("a", "b"), recipients=())], [told(type="Meeting")], {})
    assert [pair[2] for pair in pairs] == [1.0]


def test_matching_is_one_to_one_and_takes_the_best_overlap_first() -> None:
    events = [told(id="poor", recipients=("c",)), told(id="good")]
    assert [event.id for _, event, _ in match([wanted()], events, {})] == ["good"]
    nearest = [told(id="far", trigger=Span(30, 34)), told(id="near", trigger=Span(15, 19))]
    assert [event.id for _, event, _ in match([wanted()], nearest, {})] == ["near"]


def scored(events: list[GoldEvent], system: list[Event]) -> Score:
    entities = tuple(GoldEntity(key, "State", key, key, None, ()) for key in "abcd")
    found = tuple(Entity("d", key, "State", key) for key in "abcd")
    gold = Gold("d", "", Path("d.txt"), entities, tuple(events))
    return score(gold, Reading(Document("d", ""), (), found, tuple(system)))


def test_a_repeated_telling_is_no_false_alarm_but_another_event_is() -> None:
    again = told(trigger=Span(70, 74), sentence=Span(60, 90))
    assert scored([wanted()], [told(), again]).core.events == Overlap(1, 1, 1)
    other = replace(again, actors=("c",), recipients=("d",))
    assert scored([wanted()], [told(), other]).core.events == Overlap(1, 2, 1)
    assert scored([wanted()], [again]).core.events == Overlap(0, 1, 1)  # it repeats nothing that was found


def test_a_gold_repetition_counts_when_found_and_is_no_miss_otherwise() -> None:
    again = wanted(id="e2", trigger=Span(70, 74), same_as="e1")
    found = told(trigger=Span(70, 74), sentence=Span(60, 90))
    assert scored([wanted(), again], [told()]).core.events == Overlap(1, 1, 1)
    assert scored([wanted(), again], [told(), found]).core.events == Overlap(2, 2, 2)


def test_strict_events_and_arguments() -> None:
    total = scored([wanted()], [told(recipients=("c", "d"))]).core
    assert total.events == Overlap(1, 1, 1)
    assert total.strict == Overlap(0, 1, 1)
    assert total.arguments == Overlap(1, 3, 2)
    assert scored([wanted()], [told(recipients=())]).core.strict == Overlap(1, 1, 1)


@pytest.mark.parametrize(
    ("gold_time", "system_time", "equal", "overlap"),
    [
        ("2021-03", "2021-03-01/2021-03-31", Share(1, 1), Share(1, 1)),
        ("2021-03", "2021-03-05", Share(0, 1), Share(1, 1)),
        ("2021", "2022", Share(0, 1), Share(0, 1)),
        ("2021", None, Share(0, 1), Share(0, 1)),
        (None, "2021", Share(0, 1), Share(0, 1)),
        (None, None, Share(0, 0), Share(0, 0)),
    ],
)
def test_times(gold_time: str | None, system_time: str | None, equal: Share, overlap: Share) -> None:
    total = scored([wanted(time=gold_time)], [told(time=system_time)]).all
    assert (total.time_equal, total.time_overlap) == (equal, overlap)


def test_status_is_asked_of_matched_events_only() -> None:
    missed = wanted(id="e2", type="Aid")
    assert scored([wanted(), missed], [told(status="planned")]).all.status == Share(0, 1)


@pytest.mark.parametrize(
    ("gold_sources", "system_sources", "attribution", "attributed"),
    [
        (("b",), ("b",), Share(1, 1), Share(1, 1)),
        (("b", "c"), ("c", "b"), Share(1, 1), Share(1, 1)),
        (("b", "c"), ("b",), Share(0, 1), Share(0, 1)),
        (("b",), ("c",), Share(0, 1), Share(0, 1)),
        (("b",), (), Share(0, 1), Share(0, 1)),
        ((), ("b",), Share(0, 1), Share(0, 0)),
        ((), (), Share(0, 0), Share(0, 0)),
    ],
)
def test_sources(
    gold_sources: tuple[str, ...], system_sources: tuple[str, ...], attribution: Share, attributed: Share
) -> None:
    total = scored([wanted(attributed_to=gold_sources)], [told(attributed_to=system_sources)]).all
    assert (total.attribution, total.attributed) == (attribution, attributed)


def test_a_source_is_asked_of_matched_events_only_and_by_the_entity_that_it_is(gold: Gold) -> None:
    missed = wanted(id="e2", type="Aid", attributed_to=("b",))
    assert scored([wanted(), missed], [told()]).all.attribution == Share(0, 0)
    right = as_read(gold)
    asked = score(gold, right).all.attributed.asked
    assert asked > 0
    stranger = replace(right, events=tuple(replace(one, attributed_to=("person/x",)) for one in right.events))
    assert score(gold, stranger).all.attributed == Share(0, asked)


def test_core_and_verbal_types_are_apart() -> None:
    total = scored([wanted(), wanted(id="e2", type="Statement")], [told()])
    assert (total.core.events.f1, total.verbal.events.f1) == (1.0, 0.0)
    assert total.all.events == Overlap(1, 1, 2)


counts = st.integers(min_value=0, max_value=50)


@given(counts, counts, counts)
def test_f1_lies_between_precision_and_recall(shared: int, more_system: int, more_gold: int) -> None:
    overlap = Overlap(shared, shared + more_system, shared + more_gold)
    if overlap.precision is None or overlap.recall is None or overlap.f1 is None:
        assert shared == 0
    else:
        assert min(overlap.precision, overlap.recall) - 1e-9 <= overlap.f1
        assert overlap.f1 <= max(overlap.precision, overlap.recall) + 1e-9


def test_totals_add_counts_and_print_the_same_figures(gold: Gold) -> None:
    second = replace(gold, doc_id="unread")
    scores = evaluate([second, gold], [as_read(gold)])
    assert [name for name, _ in scores.documents] == ["jordan-sweden", "unread"]
    assert scores.total.mentions == Overlap(9, 9, 18)
    plain = json.loads(json.dumps(as_dict(scores)))
    assert plain["total"]["mentions"] == {"shared": 9, "system": 9, "gold": 18, "precision": 1.0, "recall": 0.5,
                                          "f1": pytest.approx(2 / 3)}  # fmt: skip
    assert plain["documents"]["unread"]["all"]["events"]["f1"] == 0.0
    last, names = (line for line in as_text(scores).splitlines() if line.startswith("all"))
    assert last.split()[1] == "0.667"
    assert names.split()[1:] == ["18", "1.000", "0.500", "0.667", "1.000", "0.500"]
    assert plain["total"]["types"]["State"]["mentions"]["gold"] == 8
    assert "of them resolved" in as_text(scores).splitlines()[-1]
    header = as_text(scores).splitlines()[0].split()
    assert (header[-1], last.split()[-1]) == ("source", "1.000")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda raw: raw["events"][0]["trigger"].update(begin=1), r"does not stand at 1-"),
        (lambda raw: raw["events"][0]["actors"].append("nobody"), r"event e1 names 'nobody'"),
        (lambda raw: raw["events"][0].update(time="soon"), r"soon"),
        (lambda raw: raw.pop("entities"), r"entities"),
    ],
)
def test_faulty_annotations_are_named(tmp_path: Path, damage: object, message: str) -> None:
    raw = json.loads((GOLD / "jordan-sweden.json").read_text(encoding="utf-8"))
    damage(raw)  # type: ignore[operator]
    (tmp_path / "jordan-sweden.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        load(tmp_path, GOLD)


def test_missing_annotations_and_texts_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no annotated documents"):
        load(tmp_path, tmp_path)
    (tmp_path / "one.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadInput, match=r"one\.txt: the text of one\.json is missing"):
        load(tmp_path, tmp_path)
    (tmp_path / "one.txt").write_text("نص", encoding="utf-8")
    with pytest.raises(BadInput, match=r"one\.json: not JSON, line 1"):
        load(tmp_path, tmp_path)


def test_documents_take_their_day_from_the_annotation(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"الوثيقة {name}", encoding="utf-8")
        days = {"published": "2020-03-10"} if name == "a" else {}
        raw = {"doc_id": name, "entities": [], "events": [], **days}
        (tmp_path / f"{name}.json").write_text(json.dumps(raw), encoding="utf-8")
    found = [one for one in read(load(tmp_path, tmp_path)) if isinstance(one, Document)]
    assert [(one.id, one.published) for one in found] == [("a", "2020-03-10"), ("b", None)]


def test_texts_may_be_records_of_one_file(tmp_path: Path) -> None:
    texts = tmp_path / "news.jsonl"
    own = " وصل هولم إلى عمّان."
    records = [{"id": "z", "text": "نص لم يقرأه أحد"}, {"id": "a", "text": own, "published": "2020-03-12"}]
    texts.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
    raw: dict[str, Any] = {"doc_id": "a", "sha256": hashlib.sha256(own.encode()).hexdigest(), "events": []}
    raw["entities"] = [{"key": "holm", "type": "Person", "mentions": [{"begin": 5, "end": 9}]}]
    (tmp_path / "a.json").write_text(json.dumps(raw), encoding="utf-8")

    [gold] = load(tmp_path, texts)
    assert gold.text == own
    assert gold.entities[0].mentions == (Span(5, 9, "هولم"),)  # the text says what an unquoted span is
    assert [(one.id, one.published) for one in read([gold]) if isinstance(one, Document)] == [("a", "2020-03-12")]

    (tmp_path / "a.json").write_text(json.dumps({**raw, "sha256": "0" * 64}), encoding="utf-8")
    with pytest.raises(BadInput, match=r"news\.jsonl is not the one annotated"):
        load(tmp_path, texts)
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match=r"no record with the id b"):
        load(tmp_path, texts)
