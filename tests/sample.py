"""A small graph that many tests share: two invented reports over invented and real actors."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kg import graph, ids, ontology, provenance
from kg.records import Document, Entity, Event, Mention, Quad, Span
from kg.store import Store

MORNING = (
    "التقى سيرغي لافروف نظيره وانغ يي في قويلين يوم الاثنين. "
    "ومن المقرر أن يزور عمران خان الصين في أيار. "
    "وقعت روسيا والصين مذكرة لبناء محطة على القمر. "
    "ونقلت رويترز أن إيران لم تعقد محادثات مع واشنطن. "
    "وحضر اللقاء ناصر المثالي."
)
EVENING = (
    "عقدت إيران محادثات مع الولايات المتحدة في الربيع. "
    "فرض الاتحاد الأوروبي عقوبات على روسيا عام 2014. "
    "وانتقدت روسيا الاتحاد الأوروبي مجددا. "
    "أرسلت الصين لقاحات إلى باكستان مطلع العام. "
    "وقال لافروف إن العلاقات مع الصين متينة. "
    "وهاتف عمران خان وانغ يي مساء. "
    "وزار لافروف باكستان يومين."
)

NIGHT = (
    "قال لافروف إن اللقاء مع وانغ يي جرى في نيسان. "
    "وكان من المقرر أن يزور لافروف باكستان في نيسان. "
    "وأيدت الصين اتفاق فيينا عام 2015. "
    "وهددت الولايات المتحدة إيران برد حازم. "
    "ولم يوقع الطرفان أي مذكرة بحسب وانغ يي."
)


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    type: str
    wikidata: str
    name_ar: str
    name_en: str
    state: str


@dataclass(frozen=True, slots=True)
class Tenure:
    person: str
    office: str
    title_ar: str
    title_en: str
    of: str
    start: str
    end: str


ROWS = {
    row.id: row
    for row in (
        Row("state/RUS", "State", "Q159", "روسيا", "Russia", "RUS"),
        Row("state/CHN", "State", "Q148", "الصين", "China", "CHN"),
        Row("state/PAK", "State", "Q843", "باكستان", "Pakistan", "PAK"),
        Row("state/IRN", "State", "Q794", "إيران", "Iran", "IRN"),
        Row("state/USA", "State", "Q30", "الولايات المتحدة", "United States", "USA"),
        Row("state/FRA", "State", "Q142", "فرنسا", "France", "FRA"),
        Row("organization/Q458", "Organization", "Q458", "الاتحاد الأوروبي", "European Union", ""),
        Row("organization/Q130879", "Organization", "Q130879", "رويترز", "Reuters", ""),
        Row("person/Q58217", "Person", "Q58217", "سيرغي لافروف", "Sergey Lavrov", "RUS"),
        Row("person/Q701801", "Person", "Q701801", "وانغ يي", "Wang Yi", "CHN"),
        Row("person/Q155164", "Person", "Q155164", "عمران خان", "Imran Khan", "PAK"),
        Row("treaty/x-vienna", "Treaty", "", "اتفاق فيينا", "Vienna Agreement", ""),
        Row("place/x-guilin", "Place", "", "قويلين", "Guilin", "CHN"),
    )
}
TENURES = (
    Tenure(
        "person/Q58217",
        "foreign_minister",
        "وزير الخارجية",
        "Minister of Foreign Affairs",
        of="state/RUS",
        start="2004-03-09",
        end="",
    ),
    Tenure(
        "person/Q155164",
        "head_of_government",
        "رئيس الوزراء",
        "Prime Minister",
        of="state/PAK",
        start="2018-08-18",
        end="2022-04-10",
    ),
)


def table_of(rows: Iterable[Row | Tenure]) -> str:
    """The rows as a file of the gazetteer."""
    records = [asdict(row) | {"source": "invented, for tests", "licence": "CC0-1.0"} for row in rows]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(records[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue()


TABLES = {"rows.csv": table_of(ROWS.values()), "offices.csv": table_of(TENURES)}
UNKNOWN = ids.provisional("person", "ناصر المثالي")
LAVROV, WANG, KHAN = "person/Q58217", "person/Q701801", "person/Q155164"
EU, REUTERS = "organization/Q458", "organization/Q130879"


def sentence_of(text: str, trigger: str) -> tuple[Span, Span]:
    """The span of the first occurrence of the trigger, and of the sentence around it."""
    begin = text.index(trigger)
    first = text.rfind(". ", 0, begin)
    first = 0 if first < 0 else first + 2
    return Span(begin, begin + len(trigger), trigger), Span(first, text.index(".", begin) + 1)


def telling(document: Document, id: str, type: str, trigger: str, actors: str, **more: object) -> Event:
    """An event record over a sentence of the document; the actors are ids separated by spaces."""
    span, sentence = sentence_of(document.text, trigger)
    return Event(document.id, id, type, span, sentence, tuple(sorted(actors.split())), rule="test", **more)  # type: ignore[arg-type]


def entities_of(document: Document, *keys: str) -> tuple[Entity, ...]:
    """Entity records of gazetteer rows, each with its first mention in the document."""
    result = []
    for key in keys:
        row = ROWS[key]
        name = row.name_ar if row.name_ar in document.text else row.name_ar.split()[-1]
        begin = document.text.find(name)
        mentions = (
            (Mention(document.id, begin, begin + len(name), name, row.type, (key,), "gazetteer", 0.9),)
            if begin >= 0
            else ()
        )
        result.append(
            Entity(
                document.id, key, row.type, row.name_ar, row.name_en, row.wikidata, row.state or None, False, mentions
            )
        )
    return tuple(result)


@dataclass(frozen=True, slots=True)
class Sample:
    """The records of the shared graph."""

    documents: tuple[Document, ...]
    entities: tuple[tuple[Entity, ...], ...]
    events: tuple[tuple[Event, ...], ...]

    def quads(self) -> dict[str, list[Quad]]:
        """Graph to quads, for every graph of a build."""
        graphs = [
            graph.document_quads(*records) for records in zip(self.documents, self.entities, self.events, strict=True)
        ]
        used = {entity.id for entities in self.entities for entity in entities}
        passages = {key: row for table in TABLES.items() for key, row in provenance.in_table(*table).items()}
        graphs += [
            graph.gazetteer_quads(ROWS.values(), TENURES, used=used, passages=passages),
            graph.build_quads({"diplomatic-kg": "0.1.0"}, [document.id for document in self.documents]),
            list(ontology.quads()),
        ]
        return {quads[0].graph: quads for quads in graphs}

    def fill(self, store: Store) -> Store:
        for name, quads in self.quads().items():
            store.replace_graph(name, quads)
        return store


def make_sample() -> Sample:
    """The records, made anew."""
    morning = Document("morning", MORNING, "لقاء في قويلين", "2021-03-23", "وكالة الصباح", "https://example.org/م 1")
    evening = Document("evening", EVENING, "أخبار المساء", "2021-06-30", "صحيفة المساء")
    begin = MORNING.index("ناصر")
    stranger = Entity(
        "morning", UNKNOWN, "Person", "ناصر المثالي",
        mentions=(Mention("morning", begin, begin + 12, MORNING[begin : begin + 12], "Person"),),
    )  # fmt: skip
    in_morning = entities_of(
        morning, "state/RUS", "state/CHN", "state/IRN", "state/USA", REUTERS, LAVROV, WANG, KHAN, "place/x-guilin"
    )
    in_evening = entities_of(
        evening, "state/RUS", "state/CHN", "state/IRN", "state/USA", "state/PAK", EU, LAVROV, WANG, KHAN
    )
    return Sample(
        (morning, evening),
        ((*in_morning, stranger), in_evening),
        (
            (
                telling(morning, "m1", "Meeting", "التقى", f"{LAVROV} {WANG}", places=("place/x-guilin",),
                        time="2021-03-22", confidence=0.8),
                telling(morning, "m1", "Meeting", "اللقاء", UNKNOWN, confidence=0.6),
                telling(morning, "v1", "Visit", "يزور", KHAN, recipients=("state/CHN",), places=("state/CHN",),
                        time="2021-05", status="planned", confidence=0.9),
                telling(morning, "a1", "Agreement", "مذكرة", "state/CHN state/RUS", confidence=0.7),
                telling(morning, "t1", "Meeting", "محادثات", "state/IRN state/USA", status="negated",
                        attributed_to=(REUTERS,), confidence=0.75),
            ),
            (
                telling(evening, "t1", "Meeting", "محادثات", "state/IRN state/USA", time="2021-03/2021-05"),
                telling(evening, "s1", "Sanction", "عقوبات", EU, recipients=("state/RUS",), time="2014"),
                telling(evening, "c1", "Criticism", "انتقدت", "state/RUS", recipients=(EU,)),
                telling(evening, "h1", "Aid", "لقاحات", "state/CHN", recipients=("state/PAK",), time="2021-01"),
                telling(evening, "q1", "Statement", "قال", LAVROV),
                telling(evening, "p1", "Call", "هاتف", f"{KHAN} {WANG}", time="2021-06-30"),
                telling(evening, "v2", "Visit", "زار", LAVROV, recipients=("state/PAK",), places=("state/PAK",),
                        time="2021-04-06/2021-04-07"),
            ),
        ),
    )  # fmt: skip


def make_fuller() -> Sample:
    """The same, and a third report that contradicts them and tells of a treaty."""
    whole = make_sample()
    night = Document("night", NIGHT, "قراءة في ليلة", "2021-07-10", "وكالة الليل")
    entities = entities_of(
        night, "state/RUS", "state/CHN", "state/PAK", "state/IRN", "state/USA", LAVROV, WANG, "treaty/x-vienna"
    )
    events = (
        telling(night, "q2", "Statement", "قال", LAVROV),
        telling(night, "m1", "Meeting", "اللقاء", f"{LAVROV} {WANG}", time="2021-04", attributed_to=(LAVROV,),
                confidence=0.5),
        telling(night, "v3", "Visit", "يزور", LAVROV, recipients=("state/PAK",), time="2021-04", status="planned"),
        telling(night, "u1", "Support", "أيدت", "state/CHN", recipients=("treaty/x-vienna",), time="2015"),
        telling(night, "d1", "Threat", "هددت", "state/USA", recipients=("state/IRN",)),
        telling(night, "a1", "Agreement", "مذكرة", "state/CHN state/RUS", status="negated", attributed_to=(WANG,)),
    )  # fmt: skip
    return Sample((*whole.documents, night), (*whole.entities, entities), (*whole.events, events))
