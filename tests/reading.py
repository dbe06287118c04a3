"""Hand-made readings: a small gazetteer, and annotations of sentences as the models would give them."""

from __future__ import annotations

import re

from kg.arabic import fold
from kg.gazetteer import Gazetteer, Row, Tenure, inflected
from kg.records import Annotation, Document, Sentence, Span, Word

STATES = {
    "RUS": ("روسيا", "روسي", "روسية", "موسكو", "الكرملين"),
    "CHN": ("الصين", "صيني", "صينية", "بكين", ""),
    "UKR": ("أوكرانيا", "أوكراني", "أوكرانية", "كييف", ""),
    "SAU": ("السعودية", "سعودي", "سعودية", "الرياض", ""),
    "KWT": ("الكويت", "كويتي", "كويتية", "الكويت", ""),
    "QAT": ("قطر", "قطري", "قطرية", "الدوحة", ""),
    "PRK": ("كوريا الشمالية", "كوري شمالي", "كورية شمالية", "بيونغ يانغ", ""),
    "KOR": ("كوريا الجنوبية", "كوري جنوبي", "كورية جنوبية", "سيول", ""),
}
PEOPLE = (
    ("person/putin", "فلاديمير بوتين", "بوتين", "RUS"),
    ("person/xi", "شي جين بينغ", "شي", "CHN"),
    ("person/lavrov", "سيرغي لافروف", "لافروف", "RUS"),
    ("person/li-qiang", "لي تشيانغ", "", "CHN"),
    ("person/hadi", "عبد ربه منصور هادي", "هادي", "SAU"),
    ("person/sabah-1", "صباح الخالد", "", "KWT"),
    ("person/sabah-2", "صباح الخالد", "", "QAT"),
)
OTHERS = (
    ("organization/nato", "Organization", "حلف شمال الأطلسي", ("الناتو",)),
    ("organization/un-sc", "Organization", "مجلس الأمن", ()),
    ("organization/hamas", "Organization", "حماس", ()),
    ("group/west", "Group", "الغرب", ()),
    ("place/kharkiv", "Place", "خاركيف", ()),
)
PROCLITICS = ("و", "ف", "ب", "ل", "ك")


def gazetteer() -> Gazetteer:
    rows: list[Row] = []
    adjectives: dict[str, str | None] = {}
    capitals = {}
    for code, (name, masculine, feminine, capital, metonym) in STATES.items():
        short = (metonym,) if metonym else ()
        rows.append(Row(f"state/{code}", "State", f"Q{len(rows) + 1}", name, code, code, (name, *short), short))
        rows.append(Row(f"place/{code}", "Place", "", capital, "", code, (capital,)))
        capitals[fold(capital)] = f"state/{code}"
        for form in (masculine, feminine, f"{masculine}ون" if " " not in masculine else masculine):
            adjectives.update(dict.fromkeys(inflected(form), f"state/{code}"))
    adjectives.update({fold("الروس"): "state/RUS"})
    for id, name, family, state in PEOPLE:
        short = (family,) if family else ()
        rows.append(Row(id, "Person", "", name, "", state, (name, *short), short))
    for id, type, name, variants in OTHERS:
        rows.append(Row(id, type, "", name, "", "", (name, *variants)))
    tenures = [
        Tenure("person/sabah-1", "foreign_minister", "وزير الخارجية", "", "state/KWT", "2011", "2019"),
    ]
    ambiguous = {fold("هادي"), fold("حماس")}
    return Gazetteer(
        rows=rows, tenures=tenures, adjectives=adjectives, capitals=capitals, ambiguous=ambiguous, version="test"
    )


def document(text: str, **fields: str) -> Document:
    """A document whose lines are its paragraphs."""
    body = tuple(Span(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text))
    return Document(id="d1", text=text, body=body, **fields)


def annotation(text: str, *names: tuple[str, str], cut: tuple[str, ...] = ()) -> Annotation:
    """A reading of a text: one sentence a line, each ``cut`` word split behind its first letter; ``names``
    are pairs of a name and its label, found at each place where it stands."""
    sentences = []
    for line in re.finditer(r"[^\n]+", text):
        words = []
        for match in re.finditer(r"[\w\u064b-\u0652]+|[^\w\s]", line.group()):
            begin, end = line.start() + match.start(), line.start() + match.end()
            pieces = [(begin, begin + 1), (begin + 1, end)] if match.group() in cut else [(begin, end)]
            words += [Word(b, e, text[b:e], text[b:e], "X", "", 0, "") for b, e in pieces]
        if not words:
            continue
        sentences.append(Sentence(words[0].begin, words[-1].end, tuple(words)))
    spans = [
        Span(match.start(), match.end(), label) for name, label in names for match in re.finditer(re.escape(name), text)
    ]
    return Annotation("d1", tuple(sentences), tuple(sorted(spans)), "test")
