"""The phrases of time: templates (see ``kg.dates.grammar``), each with what it means (``meanings.py``)."""

from __future__ import annotations

from functools import cache

from kg.dates import meanings
from kg.dates.grammar import Phrase
from kg.dates.vocabulary import ROWS, rows

AL = "(?:ال|(?<=ل)ل)"
YEAR = "(?:ال)?(?:عام|سنة)"
OF_YEAR = (
    f"(?:(?:~[،,])?(?: من)?(?: (?:ل?عام|{YEAR}))?(?:~{{year:gregorian}}|(?:~[،,])? {{inwords}})"
    "|(?: من)? (?:(?:العام|السنة) {yearly:shift}|{this} (?:العام|السنة)))"
)
OF_HIJRI_YEAR = OF_YEAR.replace("{year:gregorian}", "{year}")
WEEKDAY_BEFORE = r"(?:يوم )?(?:{weekday}[\t\x20،,(]+)?(?:الموافق )?(?:ل~)?(?:يوم )?"
ABOUT = "(?:(?:نحو|حوالي|قرابة|زهاء|ما يقارب|ما يقرب من|أكثر من|أقل من) )?"
DURATION = "(?:{number} {units}|{pair}|{unit})"
# "Two days before the summit" counts from the summit, not from the day of publication.
FREE = r"(?: واحدة?)?(?: من الزم(?:ا)?ن)?(?! (?:واحد|من|على|عن|إلى|{:weekday}|{:month}|{:hijri}|\d))"
AND = r"(?:~[،,]~| )و~"
ALSO = r"(?:(?:~[،,]~| و~){:figure})*"

DATE = (
    Phrase("date", WEEKDAY_BEFORE + "{day}(?: من)?(?: شهر)? {month}(?:" + OF_YEAR + "| {shift})?", meanings.moment),
    Phrase(
        "date", WEEKDAY_BEFORE + "{day}(?: من)?(?: شهر)? {hijri}(?:" + OF_HIJRI_YEAR + "| {shift})?", meanings.moment
    ),
    Phrase(
        "date",
        WEEKDAY_BEFORE + "{day} (?:من |في )?(?:(?:ال)?شهر {monthly:shift}|{thismonth:this} الشهر)",
        meanings.moment,
    ),
    Phrase("date", "(?=يوم|{:weekday})(?:يوم )?(?:{weekday} )?{day} {monthly:shift}", meanings.moment),
    Phrase("date", "{day}~[-/]~{month}(?:~[-/]~{year:gregorian})?", meanings.moment),
    Phrase("date", r"{cardinal:words} {month}(?:" + OF_YEAR + ")?", meanings.moment),
    Phrase("date", r"(?P<d>\d{1,2})~[-/.]~(?P<m>\d{1,2})~[-/.]~{year}", meanings.digits),
    # Without a year only where the numbers cannot be a share or a score.
    Phrase("date", r"(?<!/)(?P<d>1[3-9]|2\d|3[01])/(?P<m>0?[1-9]|1[0-2])(?![\d/%٪.,])", meanings.digits),
    Phrase("date", r"(?<!/)(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])(?![\d/%٪.,])", meanings.digits),
    Phrase("date", r"(?<!/)(?P<d>0[1-9]|1[0-2])/(?P<m>0[1-9])(?![\d/%٪.,])", meanings.digits),
    Phrase("date", r"(?P<year>[12]\d{3})~[-/.]~(?P<m>\d{1,2})~[-/.]~(?P<d>\d{1,2})(?!\d)", meanings.digits),
)
MONTH = (
    Phrase("month", "(?:شهر )?{month}(?:" + OF_YEAR + "| {shift})", meanings.moment),
    Phrase("month", "(?:شهر )?{hijri}(?:" + OF_HIJRI_YEAR + "| {shift})", meanings.moment),
    Phrase("month", "شهر (?:{month}|{hijri})", meanings.moment),
    Phrase("month", r"(?<![-/.])(?P<m>0?[1-9]|1[0-2])~[-/]~{year:modern}(?![-/])", meanings.monthly),
    Phrase("month", r"{year:modern}/(?P<m>0?[1-9]|1[0-2])(?![\d/])", meanings.monthly),
)
YEARS = (
    Phrase("year", YEAR + " {year}", meanings.moment),
    Phrase("year", YEAR + " {inwords}", meanings.moment),
    Phrase("season", "{season}" + OF_YEAR, meanings.season),
    Phrase("season", AL + "{season} {shift}", meanings.season),
)
DAYS = (
    Phrase("weekday", "(?:يوم )?{weekday}(?: {shift})?", meanings.moment),
    Phrase(
        "date", r"(?:يوم )?{weekday} {day:figure}(?! (?:{:units}|{:counted}))(?!\w)(?! \w*ات(?!\w))", meanings.numbered
    ),
    Phrase("date", "(?:{ordinal} (?:أيام|يوم(?: من)?(?: أيام)?)|أيام|يوم|ليلة|عشية|خلال) {holiday}", meanings.holiday),
    Phrase("day", r"(?:يوم )?{near}(?:[\t\x20،,(]+(?:يوم )?{weekday}(?:~[)])?)?", meanings.near),
)
NAMED_DAYS = (Phrase("day", r"{near}[\t\x20،,(]+(?:يوم )?{weekday}", meanings.near),)
PERIODS = (
    Phrase("relative", AL + "{unit} {shift}", meanings.unit),
    Phrase("relative", "{this} " + AL + "{unit}", meanings.unit),
    Phrase("decade", AL + "{decade}", meanings.decade),
    Phrase("decade", "(?:ال)?{decade} (?:من )?القرن (?:{ordinal}|{shift})", meanings.decade),
    Phrase("century", AL + "قرن {ordinal}", meanings.century),
)
ANNIVERSARIES = (  # of what the next noun names, not of the clause
    Phrase("anniversary", "مرور {number} {units} على", meanings.ago),
    Phrase("anniversary", r"(?:ال)?ذكرى (?:{ordinal}|ال~(?P<years>\d{1,3}))", meanings.anniversary),
)
DURATIONS = (
    Phrase("duration", "قبل " + ABOUT + DURATION + FREE, meanings.ago),
    Phrase("duration", "بعد " + ABOUT + DURATION + FREE, meanings.hence),
    Phrase("duration", "(?:في غضون|خلال) " + ABOUT + DURATION + FREE, meanings.within),
    Phrase("duration", "(?P<way>قبل|بعد) " + DURATION + " من الآن", meanings.from_now),
    Phrase("duration", "آخر {number} {units}", meanings.stretch),
    Phrase("duration", AL + "{units} {few} {shift}", meanings.few),
    Phrase("duration", AL + "{units} ال{number} {shift}", meanings.stretch_said),
    Phrase("duration", AL + "{pair} {shift}", meanings.stretch_said),
    Phrase("duration", "(?:ال)?{number} {units} {shift}", meanings.stretch_said),
    Phrase("since", "منذ " + ABOUT + DURATION + FREE, meanings.stretch),
)
LENGTHS = (Phrase("length", "{lasting} " + DURATION, None),)  # how long, not when: never among the dates
WEEKEND = (
    Phrase("weekend", "(?:عطلة|إجازة) نهاية الأسبوع(?: {shift})?", meanings.weekend),
    Phrase("weekend", "نهاية الأسبوع", meanings.weekend),
)
CERTAIN = (Phrase("month", "{month:certain}", meanings.moment),)  # no other word is spelled so
BESIDE = (  # dates where a preposition stands before them
    Phrase("month", "(?:في|خلال|بحلول|قبل|بعد) (?P<t>{month})", meanings.moment),
    Phrase("month", "(?<=ب){month}", meanings.moment),
    # "In 2000 schools" is no year.
    Phrase("year", r"(?:في|خلال|بحلول) (?P<t>{inwords})(?! \w)", meanings.moment),
    Phrase(
        "year", "(?:في|خلال|بحلول|قبل|بعد) (?P<t>{year:modern})(?! (?:{:units}|{:counted}))(?<!2000)", meanings.moment
    ),
)
# Dates only as parts of larger expressions.
BARE_DAY = (
    Phrase("date", "(?:يوم )?{day}", meanings.moment),
    Phrase("weekday", "(?:يوم )?{weekday} {day}", meanings.moment),
)
BARE_MONTH = (Phrase("month", "(?:{month}|{hijri})", meanings.moment),)
BARE_YEAR = (
    Phrase("year", f"(?:{YEAR} )?{{year:modern}}", meanings.moment),
    Phrase("year", "{inwords}", meanings.moment),
)
BARE_UNIT = (Phrase("relative", AL + "{unit}", meanings.unit),)

PARTS = (
    Phrase("weekend", "نهاية (?=(?:{:this} )?" + AL + "أسبوع)<x:relative>", meanings.week_end),
    Phrase("part", "وقت {sooner} (?:من )?(?!اليوم)<x:current>", meanings.sooner),
    Phrase("part", "{part} <x:period>", meanings.part),
    Phrase("part", "{fraction} {ordinal} (?:من )?<x:period>", meanings.fraction),
    Phrase("part", "لاحقا (?:في |من |)(?!اليوم)<x:current>", meanings.later),
    Phrase("part", "{rest} <x:current>", meanings.rest),
    Phrase("part", AL + "أسبوع (?:{ordinal}|الأخير) (?:من )?<x:period>", meanings.week),
    Phrase("relative", "أسبوع <x:date>", meanings.week_of),
    Phrase("weekday", "{ordinal} (?:يوم )?{weekday:days} (?:من|في) <x:period>", meanings.nth),
    Phrase("weekday", "<x:relative> (?:يوم )?{weekday}", meanings.day_of_week),
    Phrase(
        "range",
        "<x:relative> (?:ما )?(?:بين|من) (?:يوم )?{from:weekday} (?:إلى |حتى |و~)(?:يوم )?{to:weekday}",
        meanings.days_of_week,
    ),
    Phrase("weekday", "(?:يوم )?{weekday} من <x:relative>", meanings.weekday_of),
)
JOINED = (
    Phrase("date", "<a:simple>(?:~[/(]| الموافق)~(?:ل~)?<b:simple>(?:~[)])?", meanings.equal),
    Phrase("since", "منذ <x:end>", meanings.since),
    Phrase("until", "حتى <x:end>", meanings.until),
    Phrase("range", "(?:(?:في |خلال )?الفترة )?من <a:begin> (?:و?إلى|و?حتى|لغاية|[-–]) <b:end>", meanings.between),
    Phrase(
        "range",
        f"(?:(?:في |خلال )?الفترة )?(?:ما )?بين (?:{{:dual}} )?<a:begin>(?:{AND}| إلى )<b:end>",
        meanings.between,
    ),
    Phrase("range", f"(?:{{:dual}}|أيام) <a:begin>{ALSO}{AND}<b:end>", meanings.between),
    Phrase("range", f"<a:figure>{ALSO}(?: و~|~[-–]~)<b:date>", meanings.between),
    Phrase("range", "<a:date>(?: (?:إلى|حتى) |~[-–]~)<b:date>", meanings.between),
    Phrase(
        "range", "(?:(?:اعتبارا|ابتداء|بدءا|انطلاقا) من )?<a:end>(?:~[،,])?(?: و~| )لمدة " + DURATION, meanings.lasting
    ),
    Phrase("range", f"<a:certain>{AND}<b:months>", meanings.between),
    Phrase("range", r"(?<![\d-])<a:year>[-–]<b:year>(?![\d-])", meanings.between),
    Phrase("range", f"(?:{YEAR}|الفترة|السنوات|أعوام|بين|خلال) <a:year>~[-–/]~<b:year>", meanings.between),
)

_SIMPLE = DATE + MONTH + YEARS + DAYS + PERIODS
_END = _SIMPLE + WEEKEND + PARTS + BARE_MONTH + BARE_YEAR + BARE_DAY[1:]
SETS = {
    "simple": frozenset(_SIMPLE),
    "date": frozenset(DATE),
    "relative": frozenset(PERIODS[:2]),
    "current": frozenset((*PERIODS[:2], *BARE_UNIT)),
    "months": frozenset(MONTH + BARE_MONTH),
    "certain": frozenset(CERTAIN),
    "year": frozenset(BARE_YEAR),
    "figure": frozenset(BARE_DAY[:1]),
    "period": frozenset(MONTH + YEARS + PERIODS + BARE_UNIT + BARE_MONTH + BARE_YEAR),
    "begin": frozenset(_END + BARE_DAY),
    "end": frozenset(_END),
}
INNER = BARE_DAY + BARE_MONTH + BARE_YEAR + BARE_UNIT  # never reported by themselves


@cache
def layers() -> tuple[tuple[Phrase, ...], ...]:
    """All phrases, those that others are made of first; names that look like times among them."""
    names = tuple(Phrase("name", phrase, None) for phrase, _ in rows(ROWS / "names.csv", ("phrase", "meaning")))
    return (*_SIMPLE, *ANNIVERSARIES, *DURATIONS, *WEEKEND, *CERTAIN, *BESIDE, *INNER, *names), PARTS, JOINED
