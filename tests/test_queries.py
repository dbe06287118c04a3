from __future__ import annotations

import re

import pytest
from sample import EU, KHAN, LAVROV, REUTERS, UNKNOWN, WANG, make_fuller

from kg import ids, queries
from kg.errors import BadInput
from kg.ids import ONTOLOGY, RESOURCE
from kg.store import Store, open_store

# What each competency query answers on the graph of tests/sample.py; "event/…" stands for the IRI.
EXPECTED = {
    "agreements-with-parties": [
        ["event/a1", "", "dip:actual", "state/CHN", "الصين"],
        ["event/a1", "", "dip:actual", "state/RUS", "روسيا"],
    ],
    "aid-givers": [["الصين", "باكستان", "2021-01", "dip:actual", "أرسلت الصين لقاحات إلى باكستان مطلع العام."]],
    "calls": [["event/p1", KHAN, "عمران خان", WANG, "وانغ يي", "2021-06-30", "dip:actual"]],
    "criticism-dyads": [["state/RUS", EU, "1"]],
    "disputed-events": [
        [
            "event/t1",
            "عقدت إيران محادثات مع الولايات المتحدة في الربيع.",
            "ونقلت رويترز أن إيران لم تعقد محادثات مع واشنطن.",
        ]
    ],
    "events-of-actor-by-month": [
        [KHAN, "2021-06", "Call", "1"],
        [LAVROV, "2021-03", "Meeting", "1"],
        [LAVROV, "2021-04", "Visit", "1"],
        [WANG, "2021-03", "Meeting", "1"],
        [WANG, "2021-06", "Call", "1"],
        [UNKNOWN, "2021-03", "Meeting", "1"],
        ["state/CHN", "2021-01", "Aid", "1"],
        ["state/IRN", "2021-03", "Meeting", "1"],
        ["state/PAK", "2021-01", "Aid", "1"],
        ["state/PAK", "2021-04", "Visit", "1"],
        ["state/USA", "2021-03", "Meeting", "1"],
    ],
    "negated-or-denied": [["event/t1", "Meeting", "ونقلت رويترز أن إيران لم تعقد محادثات مع واشنطن.", "رويترز"]],
    "offices-on-date": [
        [KHAN, "عمران خان", "رئيس الوزراء", "باكستان", "2018-08-18", "2022-04-10"],
        [LAVROV, "سيرغي لافروف", "وزير الخارجية", "روسيا", "2004-03-09", ""],
    ],
    "organisations-most-active": [[EU, "الاتحاد الأوروبي", "2"]],
    "planned-visits": [["event/v1", "عمران خان", "الصين", "2021-05", "ومن المقرر أن يزور عمران خان الصين في أيار."]],
    "quad-class-by-dyad-year": [
        ["CHN", "PAK", "2021", "material cooperation", "1"],
        ["CHN", "PAK", "2021", "verbal cooperation", "1"],
        ["CHN", "RUS", "2021", "verbal cooperation", "1"],
        ["IRN", "USA", "2021", "verbal cooperation", "1"],
        ["PAK", "RUS", "2021", "verbal cooperation", "1"],
    ],
    "sanctions-by-imposer": [["event/s1", "الاتحاد الأوروبي", "روسيا", "2014", "dip:actual"]],
    "single-source-claims": [
        ["event/c1", "Criticism", "صحيفة المساء", "1"],
        ["event/h1", "Aid", "صحيفة المساء", "1"],
        ["event/p1", "Call", "صحيفة المساء", "1"],
        ["event/q1", "Statement", "صحيفة المساء", "1"],
        ["event/s1", "Sanction", "صحيفة المساء", "1"],
        ["event/v2", "Visit", "صحيفة المساء", "1"],
        ["event/a1", "Agreement", "وكالة الصباح", "1"],
        ["event/m1", "Meeting", "وكالة الصباح", "2"],
        ["event/v1", "Visit", "وكالة الصباح", "1"],
    ],
    "timeline": [
        ["2014-01-01", "2014-12-31", "event/s1", "Sanction", "dip:actual"],
        ["2021-01-01", "2021-01-31", "event/h1", "Aid", "dip:actual"],
        ["2021-03-01", "2021-05-31", "event/t1", "Meeting", "dip:actual"],
        ["2021-03-01", "2021-05-31", "event/t1", "Meeting", "dip:negated"],
        ["2021-03-22", "2021-03-22", "event/m1", "Meeting", "dip:actual"],
        ["2021-04-06", "2021-04-07", "event/v2", "Visit", "dip:actual"],
        ["2021-05-01", "2021-05-31", "event/v1", "Visit", "dip:planned"],
        ["2021-06-30", "2021-06-30", "event/p1", "Call", "dip:actual"],
    ],
    "unlinked-names": [[UNKNOWN, "ناصر المثالي", "1"]],
    "visits-by-state-and-year": [["RUS", "PAK", "2021", "1"]],
    "who-met-whom": [
        ["event/m1", LAVROV, "سيرغي لافروف", WANG, "وانغ يي", "2021-03-22", "dip:actual"],
        ["event/m1", LAVROV, "سيرغي لافروف", UNKNOWN, "ناصر المثالي", "2021-03-22", "dip:actual"],
        ["event/m1", WANG, "وانغ يي", UNKNOWN, "ناصر المثالي", "2021-03-22", "dip:actual"],
        ["event/t1", "state/IRN", "إيران", "state/USA", "الولايات المتحدة", "2021-03/2021-05", "dip:actual"],
    ],
    "who-said": [[LAVROV, "سيرغي لافروف", "وقال لافروف إن العلاقات مع الصين متينة.", "أخبار المساء", "2021-06-30"]],
}


# The same on the graph with a third report, which denies, repeats and misdates what the others tell.
EXPECTED_OF_THREE = {
    "announced-visits-unfulfilled": [  # not that of Lavrov, who is told to have been there in the month announced
        ["event/v1", "PAK", "CHN", "2021-05", "ومن المقرر أن يزور عمران خان الصين في أيار."],
    ],
    "cited-sources": [
        [REUTERS, "رويترز", "1", "1"],
        [LAVROV, "سيرغي لافروف", "1", "1"],
        [WANG, "وانغ يي", "1", "1"],
    ],
    "contradicting-sources": [
        [
            "event/a1",
            "وكالة الصباح",
            WANG,
            "وقعت روسيا والصين مذكرة لبناء محطة على القمر.",
            "ولم يوقع الطرفان أي مذكرة بحسب وانغ يي.",
        ],
        [
            "event/t1",
            "صحيفة المساء",
            REUTERS,
            "عقدت إيران محادثات مع الولايات المتحدة في الربيع.",
            "ونقلت رويترز أن إيران لم تعقد محادثات مع واشنطن.",
        ],
    ],
    "contradicting-times": [["event/m1", "2021-03-22", "morning", "2021-04", "night"]],
    "cooperation-balance": [
        ["IRN", "USA", "1", "1", "0"],
        ["CHN", "PAK", "2", "0", "1"],
        ["CHN", "RUS", "2", "0", "1"],
        ["PAK", "RUS", "1", "0", "1"],
    ],
    "dyads-by-year-and-quad-class": [
        ["CHN", "PAK", "2021", "material cooperation", "1"],
        ["RUS", "PAK", "2021", "verbal cooperation", "1"],
    ],
    "hosts-of-meetings": [
        ["place/x-guilin", "قويلين", "Meeting", "1"],
        ["state/PAK", "باكستان", "Visit", "1"],
    ],
    "meetings-by-month": [  # the meeting that two reports put in two months is in both
        ["2021-03", LAVROV, "سيرغي لافروف", WANG, "وانغ يي", "1"],
        ["2021-03", LAVROV, "سيرغي لافروف", UNKNOWN, "ناصر المثالي", "1"],
        ["2021-03", WANG, "وانغ يي", UNKNOWN, "ناصر المثالي", "1"],
        ["2021-03", "state/IRN", "إيران", "state/USA", "الولايات المتحدة", "1"],
        ["2021-04", LAVROV, "سيرغي لافروف", WANG, "وانغ يي", "1"],
        ["2021-04", LAVROV, "سيرغي لافروف", UNKNOWN, "ناصر المثالي", "1"],
        ["2021-04", WANG, "وانغ يي", UNKNOWN, "ناصر المثالي", "1"],
    ],
    "reported-by-several": [
        ["event/a1", "Agreement", "2", "2"],
        ["event/m1", "Meeting", "2", "3"],
        ["event/t1", "Meeting", "2", "2"],
    ],
    "threats-and-force": [
        ["event/d1", "Threat", "الولايات المتحدة", "إيران", "", "dip:actual", "وهددت الولايات المتحدة إيران برد حازم."],
    ],
    "told-by-one-side": [
        ["event/a1", "CHN", "RUS", "ولم يوقع الطرفان أي مذكرة بحسب وانغ يي."],
        ["event/m1", "RUS", "CHN", "قال لافروف إن اللقاء مع وانغ يي جرى في نيسان."],
    ],
    "treaties-parties-dates": [
        ["treaty/x-vienna", "اتفاق فيينا", "Support", "state/CHN", "الصين", "2015", "dip:actual"],
    ],
    "who-spoke-for-state-on-date": [
        [
            "state/RUS",
            LAVROV,
            "سيرغي لافروف",
            "وزير الخارجية",
            "2021-06-30",
            "وقال لافروف إن العلاقات مع الصين متينة.",
        ],
        [
            "state/RUS",
            LAVROV,
            "سيرغي لافروف",
            "وزير الخارجية",
            "2021-07-10",
            "قال لافروف إن اللقاء مع وانغ يي جرى في نيسان.",
        ],
    ],
}
FEDERATED = ("wikidata-neighbours", "wikidata-people")  # tested in test_federation.py
LINKED = ("what-became-of-plans",)  # tested in test_lifecycle.py


@pytest.fixture(scope="module", params=["memory", "oxigraph"])
def of_three(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("three") / "store" if request.param == "oxigraph" else None
    return make_fuller().fill(open_store(path))


def rows(store: Store, query: str, **parameters: str) -> list[list[str]]:
    plain = queries.run(store, query, parameters=parameters).plain()
    return [[cell.removeprefix(RESOURCE).replace(ONTOLOGY, "dip:") for cell in row] for row in plain]


def test_every_query_has_expected_rows() -> None:
    assert queries.names() == sorted([*EXPECTED, *EXPECTED_OF_THREE, *FEDERATED, *LINKED])
    assert len(queries.names()) >= 30
    assert all(EXPECTED.values()) and all(EXPECTED_OF_THREE.values())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_expected_rows(filled: Store, name: str) -> None:
    assert rows(filled, name) == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED_OF_THREE))
def test_expected_rows_of_three_reports(of_three: Store, name: str) -> None:
    assert rows(of_three, name) == EXPECTED_OF_THREE[name]


def test_who_spoke_on_a_day(of_three: Store) -> None:
    def spoke(**parameters: str) -> int:
        return len(rows(of_three, "who-spoke-for-state-on-date", **parameters))

    assert spoke(date="2021-07-10", state=ids.entity("state/RUS")) == 1
    assert spoke(date="2021-07-11") == spoke(state=ids.entity("state/CHN")) == 0


@pytest.mark.parametrize("name", queries.names())
def test_every_query_asks_in_both_languages(name: str) -> None:
    query = queries.load(name)
    assert re.search(r"[؀-ۿ]", query.question_ar) and query.question_ar.endswith("؟")
    assert re.search(r"[a-z]", query.question_en) and "?" in query.question_en


def test_an_actor_narrows_a_query(filled: Store) -> None:
    assert rows(filled, "events-of-actor-by-month", actor=ids.entity(KHAN)) == [[KHAN, "2021-06", "Call", "1"]]
    assert [row[2] for row in rows(filled, "timeline", actor=ids.entity(WANG))] == ["event/m1", "event/p1"]


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        ("2004-03-09", [LAVROV]),
        ("2022-04-10", [KHAN, LAVROV]),
        ("2022-04-11", [LAVROV]),
        ("1990-01-01", []),
    ],
)
def test_offices_on_a_day(filled: Store, day: str, holders: list[str]) -> None:
    assert [row[0] for row in rows(filled, "offices-on-date", date=day)] == holders


def test_text_needs_no_prefixes(filled: Store) -> None:
    sparql = "SELECT DISTINCT ?visit WHERE { ?visit a dip:Visit ; dip:status dip:planned }"
    assert rows(filled, sparql) == [["event/v1"]]


def test_own_prefixes_win(filled: Store) -> None:
    sparql = "PREFIX dip: <http://example.org/> SELECT ?visit WHERE { ?visit a dip:Visit }"
    assert rows(filled, sparql) == []


@pytest.mark.parametrize(
    ("query", "parameters", "message"),
    [
        ("who-met-who", {}, "no query is named 'who-met-who'; there are: agreements-with-parties, "),
        ("../shapes", {}, "parsed"),
        ("timeline", {"person": "http://example.org/"}, "no parameter 'person'; it takes: actor"),
        ("calls", {"actor": "http://example.org/"}, "it takes: none"),
        ("timeline", {"actor": "http://example.org/> } DROP ALL #"}, "expected an IRI"),
        ("timeline", {"actor": "روسيا"}, "expected an IRI"),
        ("offices-on-date", {"date": "yesterday"}, "expected a day"),
        ("SELECT * { ?s ?p ?o }", {"actor": "http://example.org/"}, "takes no parameters"),
    ],
)
def test_mistakes_are_told_clearly(filled: Store, query: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        queries.run(filled, query, parameters=parameters)
