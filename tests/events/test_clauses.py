"""What tells no event of its own beside another, in sentences of our own read by the bundled models."""

from __future__ import annotations

from functools import cache

import pytest
from telling import told

from kg.records import Event

SILENT = {
    "تلقى وزير الدفاع الأردني اتصالا من نظيره العراقي، بحثا خلاله تطورات الأوضاع.": ("Meeting", "بحثا"),
    "يزور الرئيس الكيني وليام روتو كيغالي غدا، حسبما أعلنت رواندا.": ("Statement", "أعلنت"),
    "أعلنت رواندا أن الرئيس الكيني وليام روتو ينوي زيارة كيغالي الشهر المقبل.": ("Statement", "أعلنت"),
    "وصلت العلاقات بين كينيا ورواندا إلى مستوى غير مسبوق.": ("Visit", "وصلت"),
    "بحثت كينيا ورواندا الحرب في السودان.": ("Force", "الحرب"),
    "اطلع الرئيس الكيني وليام روتو على خطة السد، والتقى المهندسين.": ("Statement", "اطلع"),
    "بعثت رواندا برقية تهنئة إلى كينيا.": ("Statement", "تهنئة"),
    "استقبل الرئيس الكيني وليام روتو وزير التجارة الرواندي.": ("Trade", "التجارة"),
}


@cache
def found() -> list[list[Event]]:
    return told(list(SILENT))


@pytest.mark.parametrize("number", range(len(SILENT)))
def test_a_word_tells_nothing_of_its_own(number: int) -> None:
    events = found()[number]
    assert events, "the sentence does tell something"
    assert list(SILENT.values())[number] not in [(event.type, event.trigger.label) for event in events]
