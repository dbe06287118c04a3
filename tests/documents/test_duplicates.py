"""Exact copies, edited copies, and articles that only share a subject."""

from __future__ import annotations

from kg.documents.duplicates import NEAR, find
from kg.records import Document, Span

FIRST = (
    "وقعت تركيا وأوزبكستان في طشقند ثلاث اتفاقيات للتعاون في مجالات النقل والزراعة والتعليم العالي. "
    "وحضر مراسم التوقيع رئيسا البلدين اللذان عقدا قبل ذلك جلسة مباحثات مغلقة استمرت ساعتين. "
    "وقال الرئيس الأوزبكي إن حجم التبادل التجاري تضاعف خلال خمس سنوات وإن الهدف بلوغ عشرة مليارات دولار. "
    "وأعلن الجانبان فتح خط جوي جديد بين سمرقند وأنقرة اعتبارا من الربيع المقبل."
)
OTHER = (
    "بحث الرئيس التركي مع نظيره الأوزبكي في اتصال هاتفي سبل دعم التجارة بين البلدين. "
    "وتطرق الاتصال إلى أمن الحدود في آسيا الوسطى وإلى الوضع في أفغانستان. "
    "واتفق الرئيسان على لقاء قريب تستضيفه إسطنبول على هامش قمة الدول الناطقة بالتركية."
)


def document(doc_id: str, text: str) -> Document:
    return Document(doc_id, text, body=(Span(0, len(text)),))


def test_spelling_and_boilerplate_do_not_hide_an_exact_copy() -> None:
    vocalised = FIRST.replace("وقعت", "وقّعت").replace("أنقرة", "انقره").replace(". ", ".\n")
    copy = Document("b", vocalised + "\nشارك القصة", body=(Span(0, len(vocalised)),))
    found = list(find([document("a", FIRST), copy, document("c", FIRST)]))
    assert [(pair.doc_id, pair.of, pair.exact) for pair in found] == [("b", "a", True), ("c", "a", True)]


def test_an_edited_copy_is_near_and_another_report_is_not() -> None:
    edited = FIRST.replace("ثلاث اتفاقيات", "عدة اتفاقيات").replace("جلسة مباحثات مغلقة", "اجتماعا مغلقا")
    (pair,) = find([document("a", FIRST), document("x", OTHER), document("b", edited)])
    assert (pair.doc_id, pair.of, pair.exact) == ("b", "a", False)
    assert NEAR <= pair.similarity < 1


def test_a_long_article_is_compared_by_its_sketch() -> None:
    long = " ".join(f"{FIRST} وهذا هو البند رقم {number} من البيان الختامي المشترك" for number in range(40))
    (pair,) = find([document("a", long), document("b", long.replace("رقم 7 ", "السابع "))])
    assert not pair.exact
    assert pair.similarity > 0.9


def test_no_documents_no_duplicates() -> None:
    assert list(find([])) == []
