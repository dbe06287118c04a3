"""Headline, day, source and body of articles written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import article
from kg.documents.published import parse
from kg.records import Span

LEAD = "وصل وزير الخارجية النرويجي إلى الدوحة مساء اليوم الأحد على رأس وفد يضم مسؤولين في قطاع الطاقة."
MORE = "ويلتقي الوزير خلال الزيارة نظيره القطري ويبحثان تطوير التعاون في مجال الغاز."
HEADLINE = "وزير الخارجية النرويجي في الدوحة لبحث التعاون"
ALPHABET = " \n\r\tابتثجحخدرزسشصطعغفقكلمنهويىةءأإؤئ،.؟:«»()/-–#0123456789aBé\u064b\u0651\u200f\u2028"
PIECES = (
    HEADLINE,
    LEAD,
    MORE,
    "شارك القصة",
    "اقرأ أيضا:",
    "الوسوم:",
    "المصدر: الرسالة",
    "#الدوحة #أوسلو",
    "12 مايو 2021",
)


def body(text: str, title: str | None = None) -> list[str]:
    return [text[span.begin : span.end] for span in article.read(text, title=title).body]


def test_headline_day_and_site_stand_above_the_text() -> None:
    front = "صحيفة الميناء\nتم النشر: 2021/05/23 الساعة 22:15 بتوقيت غرينتش"
    text = f"7\n{HEADLINE}\n\n{front}\n\n{LEAD}\n{MORE}\nتحميل المزيد"
    found = article.read(text)
    assert (found.title, found.published, found.source) == (HEADLINE, "2021-05-23", "صحيفة الميناء")
    assert found.body[0] == Span(2, 2 + len(HEADLINE), "title")
    assert body(text) == [HEADLINE, LEAD, MORE]
    assert {span.label for span in found.body[1:]} == {""}


def test_a_text_that_begins_with_its_lead_has_no_title() -> None:
    assert article.read(f"{LEAD}\n{MORE}").title is None


def test_a_question_may_be_a_headline_but_a_single_line_is_none() -> None:
    question = "هل تعود المحادثات بين أوسلو والدوحة إلى مسارها؟"
    assert article.read(f"{question}\n{LEAD}").title == question
    assert article.read(question).title is None


def test_the_title_of_the_record_is_found_in_the_text_and_its_repetition_left_out() -> None:
    text = f"{HEADLINE}\n{LEAD}\n{HEADLINE}\n{MORE}"
    assert body(text, title=HEADLINE) == [HEADLINE, LEAD, MORE]
    assert article.read(f"{LEAD}\n{MORE}", title=HEADLINE).body[0].label == ""
    assert article.read(f"{LEAD}\n{MORE}", title=LEAD).body[0].label == "title"


@pytest.mark.parametrize(
    "line",
    [
        "شارك القصة",
        "مشاركة الخبر عبر واتساب", "فيسبوك | تويتر | واتساب", "تحميل المزيد", "» اقرأ المزيد «", "تابع القراءة",
        "التعليقات (3)", "اترك ردك", "كن أول من يعلق", "Close", "الرئيسية | سياسة | العالم العربي", "صفحة 2 من 3",
        "شاهد أيضاً: زلزال يضرب جزيرة بعيدة", "إقرأ أيضا - أسعار النفط ترتفع", "قد يهمك: خمس مدن تزورها في الشتاء",
        "جميع الحقوق محفوظة © 2023", "جانب من اللقاء / رويترز", "مصدر الصورة: الوزارة", "#الدوحة #أوسلو",
        "تابعونا على منصاتنا", "اشترك الآن في النشرة البريدية", "مدة القراءة: 3 دقائق", "منذ 4 ساعات", "// انتهى //",
        "بقلم: سلمى حداد", "إعلان", "معاييرنا: ميثاق المؤسسة", "رابط الخبر: ar.example/77",
        "الآراء الواردة هنا لا تعبر عن الموقع",
    ],
)  # fmt: skip
def test_lines_without_content_are_left_out(line: str) -> None:
    assert body(f"{LEAD}\n{line}\n{MORE}") == [LEAD, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "شارك الوزير في القمة إلى جانب نظيره السويدي.",
        "التعليقات الصادرة عن الوزارة أثارت ردودا واسعة.",
        "تابع المبعوث جولته في المنطقة.",
        "محادثات حول الغاز",
        '"أفضل جار"',
        "تقاسم حقوق النشر كان في صلب الاتفاق بين البلدين.",
        "المصدر الأول للغاز في أوروبا هو النرويج.",
        "صورة قاتمة رسمها المبعوث للأوضاع في السودان.",
    ],
)
def test_text_that_begins_like_boilerplate_stays(line: str) -> None:
    assert body(f"{LEAD}\n{line}\n{MORE}") == [LEAD, line, MORE]


def test_credits_and_hashtags_at_the_end_of_a_line_are_cut_off() -> None:
    assert body(f"{LEAD} #قطر #النرويج\nلقاء الوزيرين في الدوحة أمس (الصورة: وكالات)\n{MORE}") == [
        LEAD,
        "لقاء الوزيرين في الدوحة أمس",
        MORE,
    ]


def test_a_list_of_other_articles_ends_where_the_text_goes_on() -> None:
    text = f"{LEAD}\nمواضيع ذات صلة\nأسعار النفط تتراجع في آسيا\nحرائق في غابات الشمال\n{MORE}"
    assert body(text) == [LEAD, MORE]


def test_a_wrapped_paragraph_does_not_reach_over_what_is_left_out() -> None:
    parts = ["وصل وزير الخارجية النرويجي إلى الدوحة مساء", "اليوم الأحد على رأس وفد يضم مسؤولين في قطاع", "الطاقة."]
    text = "\n".join([*parts[:2], "شارك القصة", *parts[1:]])
    assert body(text) == ["\n".join(parts[:2]), "\n".join(parts[1:])]


def test_wrapped_lines_are_one_span_and_headings_their_own() -> None:
    wrapped = "وصل وزير الخارجية النرويجي إلى الدوحة مساء\nاليوم الأحد على رأس وفد يضم مسؤولين في قطاع\nالطاقة."
    assert body(f"{wrapped}\n\nملف الغاز\n\nويلتقي نظيره القطري غدا الاثنين في الديوان.") == [
        wrapped,
        "ملف الغاز",
        "ويلتقي نظيره القطري غدا الاثنين في الديوان.",
    ]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021/05/23 الساعة 22:15", "2021-05-23"), ("23 مايو 2021", "2021-05-23"), ("14 آب/أغسطس 2023", "2023-08-14"),
        ("14 آب 2023", "2023-08-14"), ("الخميس 19 Sep / September 2024", "2024-09-19"), ("19 غشت 2022", "2022-08-19"),
        ("3 كانون الثاني 2020", "2020-01-03"), ("٥ جويلية ٢٠٢٢", "2022-07-05"), ("05/03/2019", "2019-03-05"),
        ("2021-05-23T22:15:00Z", "2021-05-23"), ("Thu, 19 Sep 2024 10:00:00 GMT", "2024-09-19"),
        ("March 4, 2020", "2020-03-04"), ("25 شوال 1436 هـ الموافق 10 أغسطس 2015 م", "2015-08-10"),
        ("6 يونيه 2018", "2018-06-06"),
        ("31 فبراير 2020", None), ("مايو 2021", None), ("1436/10/05", None), ("أمس", None),
    ],
)  # fmt: skip
def test_dates_are_read(value: str, day: str | None) -> None:
    assert parse(value) == day


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("{title}\nتاريخ النشر:\n3 مارس 2024", "2024-03-03"),
        ("{title}\nآخر تحديث: 4 مارس 2024\nنشر في: 3 مارس 2024", "2024-03-03"),
        ("الأربعاء 6 مارس 2024\n{title}\nنشر في 3 مارس 2024", "2024-03-03"),
        ("{title}\nالأحد 3 مارس 2024 - 10:15", "2024-03-03"),
        ("الأحد 3 مارس 2024\n{title}", "2024-03-03"),  # a Sunday, and the text says so
        ("الأربعاء 6 مارس 2024\n{title}", None),  # the text was written on a Sunday
        ("{title}", None),
    ],
)
def test_a_day_counts_by_its_place_and_if_the_text_agrees(front: str, day: str | None) -> None:
    assert article.read(f"{front.format(title=HEADLINE)}\n\n{LEAD}\n{MORE}").published == day


def test_a_header_years_after_the_dated_weekdays_of_the_text_is_not_its_day() -> None:
    later = "وكان الوزير قد زار أبوظبي يوم الثلاثاء 14 شباط/فبراير 2017 والتقى عددا من المسؤولين."
    text = f"الأحد 3 مارس 2024\n{HEADLINE}\n\n{MORE}\n{later}"
    assert article.read(text).published is None
    assert article.read(text.replace("2017", "2024")).published == "2024-03-03"


def test_today_with_a_date_and_the_dateline_give_the_day() -> None:
    assert article.read("التقى الوزيران اليوم الأحد 3 مارس 2024 في عمّان وبحثا ملف المياه.").published == "2024-03-03"
    dateline = article.read("عمّان 3 مارس 2024 (الأنباء) - التقى الوزيران في العاصمة الأردنية وبحثا ملف المياه.")
    assert (dateline.published, dateline.source) == ("2024-03-03", "الأنباء")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"أوسلو (رويترز) – {LEAD}", "رويترز"),
        (f"لندن ـ «صدى الميناء»: {LEAD}", "صدى الميناء"),
        (f"أبوظبي في 5 مايو / وام / {LEAD}", "وام"),
        (f"{HEADLINE}\n{LEAD}\nالمصدر: صدى الميناء + وكالات", "صدى الميناء + وكالات"),
        (f"{HEADLINE}\n{LEAD}\nالمصادر:\nصدى الميناء", "صدى الميناء"),
        (f"{HEADLINE}\n{LEAD}", None),
        (f"الوزير: «الغاز سلاح للسلام بين الشعوب»\n{LEAD}", None),
    ],
)
def test_the_source_stands_in_a_label_or_a_dateline(text: str, source: str | None) -> None:
    assert article.read(text).source == source


@given(st.lists(st.sampled_from(PIECES) | st.text(ALPHABET, max_size=60), max_size=12).map("\n".join))
def test_spans_are_sorted_inside_the_text_and_apart(text: str) -> None:
    end = 0
    for span in article.read(text).body:
        assert end <= span.begin < span.end <= len(text)
        assert text[span.begin : span.end].strip() == text[span.begin : span.end]
        end = span.end
