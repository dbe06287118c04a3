"""Arabic expressions of time: sentences, laws, and the vocabulary that they rest on."""

from __future__ import annotations

import csv
import json
import unicodedata
from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import find, interval, lengths, written
from kg.dates.edtf import join, spell
from kg.dates.vocabulary import rows
from kg.errors import BadSeed

SUNDAY = date(2021, 5, 23)
SPECIFICATIONS = Path(__file__).parents[2] / "shared/data/time/ms_recognizers_datetime_specs/Arabic"

# Sentence, what is quoted, EDTF; read on Sunday 23 May 2021.
PAST = [
    # day, month, year
    ("وقع الوزيران الاتفاقية في 14 مارس 2019 بالعاصمة", "14 مارس 2019", "2019-03-14"),
    ("وصل الوفد الإثنين 24 مايو/أيار 2021 إلى المطار", "الإثنين 24 مايو/أيار 2021", "2021-05-24"),
    ("فتحت يوم الأربعاء، 19 أيار/مايو 2021،", "يوم الأربعاء، 19 أيار/مايو 2021", "2021-05-19"),
    ("زار الملك المدينة في ٢٣ أغسطس ٢٠١٨", "٢٣ أغسطس ٢٠١٨", "2018-08-23"),
    ("صدر البيان في الأول من يونيو عام 2017", "الأول من يونيو عام 2017", "2017-06-01"),
    ("دخلت الهدنة حيز التنفيذ في الحادي والعشرين من نيسان 2016", "الحادي والعشرين من نيسان 2016", "2016-04-21"),
    ("اتفق الطرفان في 3 كانون الثاني 2020 على التبادل", "3 كانون الثاني 2020", "2020-01-03"),
    ("استقبل الرئيس نظيره في 9 أفريل 2019", "9 أفريل 2019", "2019-04-09"),
    ("عقد المجلس دورته في 17 دجنبر 2018 بالرباط", "17 دجنبر 2018", "2018-12-17"),
    ("زار الوزير نواكشوط في 4 شتمبر 2020", "4 شتمبر 2020", "2020-09-04"),
    ("تسلم السفير مهامه في 12 يونيه 2019", "12 يونيه 2019", "2019-06-12"),
    ("نشر القرار بتاريخ 2021/05/20 في الجريدة", "2021/05/20", "2021-05-20"),
    ("نشر القرار بتاريخ 20-5-2021 في الجريدة", "20-5-2021", "2021-05-20"),
    ("نشر القرار بتاريخ 5/20/2021 في الجريدة", "5/20/2021", "2021-05-20"),
    ("التحديث الأخير: 2021-05-20", "2021-05-20", "2021-05-20"),
    ("بدأ سريان المعاهدة في 30 فبراير 2020", "30 فبراير 2020", None),
    # day and month without year
    ("التقى المبعوث بالقيادة في 15 مايو", "15 مايو", "2021-05-15"),
    ("انتهت الجولة الأولى في 20 ديسمبر", "20 ديسمبر", "2020-12-20"),
    ("عقدت اللجنة اجتماعها في 3 آذار الماضي", "3 آذار الماضي", "2021-03-03"),
    ("من المقرر عقد القمة في 16 يونيو المقبل", "16 يونيو المقبل", "2021-06-16"),
    ("تحدث الجانبان يوم الأربعاء 26 مايو/أيار الجاري", "يوم الأربعاء 26 مايو/أيار الجاري", "2021-05-26"),
    ("التقيا في السابع من الشهر الحالي", "السابع من الشهر الحالي", "2021-05-07"),
    ("التقيا في الـ28 من الشهر الماضي", "الـ28 من الشهر الماضي", "2021-04-28"),
    ("يلتقيان يوم 29 الجاري في عمان", "يوم 29 الجاري", "2021-05-29"),
    # months
    ("ارتفعت الصادرات في مارس الماضي", "مارس الماضي", "2021-03"),
    ("تولت الدولة الرئاسة الدورية في تشرين الأول/أكتوبر المقبل", "تشرين الأول/أكتوبر المقبل", "2021-10"),
    ("أعلنت الخارجية في أبريل (نيسان) الماضي إغلاق القنصلية", "أبريل (نيسان) الماضي", "2021-04"),
    ("زار البلاد في مارس آذار 2020", "مارس آذار 2020", "2020-03"),
    ("بدأت الأزمة في شباط/فبراير من العام الماضي", "شباط/فبراير من العام الماضي", "2020-02"),
    ("انسحبت القوات خلال شهر يوليو 2019", "شهر يوليو 2019", "2019-07"),
    ("استؤنفت المحادثات في فيفري", "فيفري", "2021-02"),
    ("استؤنفت المحادثات بفبراير", "فبراير", "2021-02"),
    ("جرت الانتخابات في نونبر", "نونبر", "2020-11"),
    ("تعقد الدورة في يونيو بمقر الأمم المتحدة", "يونيو", "2021-06"),
    ("وفي آب 2015 وصلت البعثة", "آب 2015", "2015-08"),
    # years
    ("ضمت روسيا القرم عام 2014", "عام 2014", "2014"),
    ("قطعت العلاقات سنة 1979 بعد الأزمة", "سنة 1979", "1979"),
    ("أطلقت المبادرة لعام 2002 من بيروت", "عام 2002", "2002"),
    ("انضمت المملكة إلى المنظمة في 2005.", "2005", "2005"),
    ("زار العاصمة العام الماضي", "العام الماضي", "2020"),
    ("بلغ التبادل التجاري ذروته هذا العام", "هذا العام", "2021"),
    ("توقعت الوزارة نموا في السنة المقبلة", "السنة المقبلة", "2022"),
    ("أقيمت العلاقات في التسعينيات", "التسعينيات", "1990/1999"),
    ("توترت العلاقات في سبعينيات القرن الماضي", "سبعينيات القرن الماضي", "1970/1979"),
    ("من أكبر تحديات القرن الحادي والعشرين", "القرن الحادي والعشرين", "2000/2099"),
    # earlier and later in what has begun
    ("التقيا في وقت سابق من هذا الأسبوع", "وقت سابق من هذا الأسبوع", "2021-05-17/2021-05-22"),
    ("يلتقيان في وقت لاحق من الشهر الجاري", "وقت لاحق من الشهر الجاري", "2021-05-24/2021-05-31"),
    # Hijri
    ("صدر الأمر في 6 شوال 1436 هـ الموافق 22 يوليو 2015 م", "6 شوال 1436 هـ الموافق 22 يوليو 2015 م", "2015-07-22"),
    ("صدر الأمر في 6 شوال 1436هـ", "6 شوال 1436هـ", "2015-07-22"),
    ("صدر الأمر بتاريخ 6/10/1436هـ", "6/10/1436هـ", "2015-07-22"),
    ("التقيا في شهر رمضان الماضي", "شهر رمضان الماضي", "2021-04-13/2021-05-12"),
    ("ميزانية عام 1442 هـ", "عام 1442 هـ", "2020-08-20/2021-08-08"),
    # weekdays and neighbours
    ("قال المتحدث باسم الخارجية الخميس إن المباحثات مستمرة", "الخميس", "2021-05-20"),
    ("وقالت الوزارة الأحد إنها تتابع الموقف", "الأحد", "2021-05-23"),
    ("اجتمع السفراء يوم الأربعاء الماضي", "يوم الأربعاء الماضي", "2021-05-19"),
    ("اجتمع السفراء الأحد الماضي", "الأحد الماضي", "2021-05-16"),
    ("يتوجه الوزير الجمعة المقبل إلى أنقرة", "الجمعة المقبل", "2021-05-28"),
    ("يعقد الاجتماع يوم الجمعة من الأسبوع المقبل", "يوم الجمعة من الأسبوع المقبل", "2021-05-28"),
    ("استدعت الوزارة السفير اليوم احتجاجا", "اليوم", "2021-05-23"),
    ("وصل وزير الدفاع إلى روسيا اليوم في زيارة", "اليوم", "2021-05-23"),
    ("استقبل الأمير أمس (السبت) وزير الدفاع", "أمس (السبت)", "2021-05-22"),
    ("كتبت الصحيفة اليوم السبت عن الزيارة", "اليوم السبت", "2021-05-22"),
    ("بحث معه أول من أمس مستجدات المنطقة", "أول من أمس", "2021-05-21"),
    ("وصل أول أمس مبعوث الاتحاد", "أول أمس", "2021-05-21"),
    ("يبدأ غداً زيارة رسمية", "غداً", "2021-05-24"),
    ("ينعقد المؤتمر بعد غد الثلاثاء", "بعد غد الثلاثاء", "2021-05-25"),
    # weeks, weekends, months, parts, seasons
    ("زار المبعوث كييف الأسبوع الماضي", "الأسبوع الماضي", "2021-05-10/2021-05-16"),
    ("تشهد العاصمة هذا الأسبوع لقاءات مكثفة", "هذا الأسبوع", "2021-05-17/2021-05-23"),
    ("تأجلت الزيارة إلى الاسبوع المقبل", "الاسبوع المقبل", "2021-05-24/2021-05-30"),
    ("أعد جدول الأعمال للأسبوع المقبل", "لأسبوع المقبل", "2021-05-24/2021-05-30"),
    ("اجتمعت المجموعة في عطلة نهاية الأسبوع", "عطلة نهاية الأسبوع", "2021-05-22/2021-05-23"),
    ("تعقد الجولة في الأسبوع الأول من يونيو المقبل", "الأسبوع الأول من يونيو المقبل", "2021-05-31/2021-06-06"),
    ("انعقد المجلس الشهر الماضي", "الشهر الماضي", "2021-04"),
    ("ينعقد المجلس خلال الشهر الجاري", "الشهر الجاري", "2021-05"),
    ("وقعت المذكرة مطلع العام", "مطلع العام", "2021-01/2021-03"),
    ("تنسحب القوات نهاية العام الحالي", "نهاية العام الحالي", "2021-12"),
    ("بدأ الحوار أواخر 2019", "أواخر 2019", "2019"),
    ("ارتفعت الواردات في النصف الأول من العام الماضي", "النصف الأول من العام الماضي", "2020-01/2020-06"),
    ("ارتفعت الواردات في الربع الثالث من عام 2016", "الربع الثالث من عام 2016", "2016-07/2016-09"),
    ("وقع الاتفاق النووي صيف 2015", "صيف 2015", "2015-06/2015-08"),
    ("زار القاهرة الصيف الماضي", "الصيف الماضي", "2020-06/2020-08"),
    # durations
    ("تأسست الشراكة بينهما قبل عقدين", "قبل عقدين", "2001"),
    ("غادر الوفد قبل ثلاثة أيام", "قبل ثلاثة أيام", "2021-05-20"),
    ("انتهى التفويض قبل عامين", "قبل عامين", "2019"),
    ("أقيمت العلاقات قبل نحو خمسة وعشرين عاما", "قبل نحو خمسة وعشرين عاما", "1996"),
    ("يبدأ التطبيق بعد أسبوعين", "بعد أسبوعين", "2021-05-31/2021-06-06"),
    ("تراجعت التجارة في السنوات الخمس الماضية", "السنوات الخمس الماضية", "2016/2021-05-23"),
    ("تستمر المشاورات في اليومين المقبلين", "اليومين المقبلين", "2021-05-24/2021-05-25"),
    ("العلاقات مقطوعة منذ عام 2001", "منذ عام 2001", "2001/2021-05-23"),
    ("المفاوضات متوقفة منذ مارس الماضي", "منذ مارس الماضي", "2021-03/2021-05-23"),
    ("المعبر مغلق منذ آب/أغسطس", "منذ آب/أغسطس", "2020-08/2021-05-23"),
    ("الحصار قائم منذ ثلاثة أشهر", "منذ ثلاثة أشهر", "2021-02/2021-05-23"),
    ("المحادثات جارية منذ أسبوعين", "منذ أسبوعين", "2021-05-09/2021-05-23"),
    # ranges
    ("الزيارة في الفترة من 14 إلى 19 آب/أغسطس", "في الفترة من 14 إلى 19 آب/أغسطس", "2021-08-14/2021-08-19"),
    ("انعقد المنتدى بين 3 و5 مايو", "بين 3 و5 مايو", "2021-05-03/2021-05-05"),
    ("تعقد اللجنة المشتركة يومي 12 و13 جانفي المقبل", "يومي 12 و13 جانفي المقبل", "2022-01-12/2022-01-13"),
    ("اجتمعوا أيام 3 و4 و5 مايو في جنيف", "أيام 3 و4 و5 مايو", "2021-05-03/2021-05-05"),
    ("اجتمعوا في جنيف 3-5 مايو 2019", "3-5 مايو 2019", "2019-05-03/2019-05-05"),
    ("امتدت الزيارة من 28 ديسمبر إلى 3 يناير 2021", "من 28 ديسمبر إلى 3 يناير 2021", "2020-12-28/2021-01-03"),
    ("جرت المناورات من الاثنين إلى الأربعاء 26 مايو", "من الاثنين إلى الأربعاء 26 مايو", "2021-05-24/2021-05-26"),
    ("التقيا يومي الأربعاء والخميس الماضيين", "يومي الأربعاء والخميس الماضيين", "2021-05-19/2021-05-20"),
    ("اندلعت الحرب بين عامي 2014 و2018", "بين عامي 2014 و2018", "2014/2018"),
    ("أغلقت الحدود بين مارس ويونيو 2020", "بين مارس ويونيو 2020", "2020-03/2020-06"),
    ("زار المنطقة في أبريل ومايو 2020", "أبريل ومايو 2020", "2020-04/2020-05"),
    ("تستمر الزيارة حتى يوم الأربعاء 26 مايو", "حتى يوم الأربعاء 26 مايو", "2021-05-23/2021-05-26"),
    ("ظلت العلاقات مقطوعة حتى عام 1991", "حتى عام 1991", None),
    ("تبدأ الهدنة اعتبارا من أمس ولمدة خمسة أيام", "اعتبارا من أمس ولمدة خمسة أيام", "2021-05-22/2021-05-26"),
    ("يستقبل الطلبات يوم الأربعاء الماضي لمدة أسبوع", "يوم الأربعاء الماضي لمدة أسبوع", "2021-05-19/2021-05-25"),
    # in words, without a year, beside a week, feasts
    ("وقعت في الثالث من مايو عام ألف وتسعمائة وثمانية", "الثالث من مايو عام ألف وتسعمائة وثمانية", "1908-05-03"),
    ("وقعت عام ألف وتسعمائة وثمانية وسبعين", "عام ألف وتسعمائة وثمانية وسبعين", "1978"),
    ("اندلعت الأزمة في مارس من عام ألفين وثمانية عشر", "مارس من عام ألفين وثمانية عشر", "2018-03"),
    ("وقع الاتفاق عام ألفين وخمسة عشر", "عام ألفين وخمسة عشر", "2015"),
    ("نشر القرار في 22/04 بالجريدة", "22/04", "2021-04-22"),
    ("نشر القرار في 12/أبريل/2019", "12/أبريل/2019", "2019-04-12"),
    ("صدر العدد في 3/2019", "3/2019", "2019-03"),
    ("تشمل الخطة 2014-2018 ثلاثة قطاعات", "2014-2018", "2014/2018"),
    ("يعقد المنتدى أول يوم جمعة من أبريل 2021", "أول يوم جمعة من أبريل 2021", "2021-04-02"),
    ("اجتمعا في أول خميس من هذا الشهر", "أول خميس من هذا الشهر", "2021-05-06"),
    ("يلتقيان الأسبوع المقبل يوم الجمعة", "الأسبوع المقبل يوم الجمعة", "2021-05-28"),
    ("تجري المناورات الأسبوع المقبل من الثلاثاء إلى الخميس", "الأسبوع المقبل من الثلاثاء إلى الخميس",
     "2021-05-25/2021-05-27"),
    ("انعقدت القمة الخميس 20 في بيروت", "الخميس 20", "2021-05-20"),
    ("التقيا قبل يوم أمس", "قبل يوم أمس", "2021-05-21"),
    ("تبادلا الرسائل في الأيام القليلة الماضية", "الأيام القليلة الماضية", "2021-05-20/2021-05-23"),
    ("زار مصر في نهاية الأسبوع", "نهاية الأسبوع", "2021-05-22/2021-05-23"),
    ("يلتقيان نهاية الأسبوع المقبل", "نهاية الأسبوع المقبل", "2021-05-29/2021-05-30"),
    ("تتفاوضان في بقية العام", "بقية العام", "2021-05-23/2021-12-31"),
    ("زارت البعثة العاصمة أوائل شهر مارس", "أوائل شهر مارس", "2021-03"),
    ("تبادلا التهاني أول أيام عيد الفطر", "أول أيام عيد الفطر", "2021-05-13"),
    ("أقام السفير حفلا صبيحة يوم العيد", "يوم العيد", "2021-05-13"),
    ("احتفلا بمرور 75 عاما على إقامة العلاقات", "مرور 75 عاما على", "1946"),
    ("احتفلا بالذكرى العشرين للمعاهدة", "الذكرى العشرين", "2001"),
    ("احتفلا بالذكرى الـ50 للمعاهدة", "الذكرى الـ50", "1971"),
    # as agencies write them
    ("التقى الوزيران أمس الأول", "أمس الأول", "2021-05-21"),
    ("وصل مساء أمس إلى العاصمة", "أمس", "2021-05-22"),
    ("بدأ القصف فجر اليوم", "اليوم", "2021-05-23"),
    ("اجتمعا الأحد الماضي", "الأحد الماضي", "2021-05-16"),
    ("تجري المحادثات منذ الثلاثاء", "منذ الثلاثاء", "2021-05-18/2021-05-23"),
    ("التقيا خلال اليومين الماضيين", "اليومين الماضيين", "2021-05-21/2021-05-23"),
    ("تبدأ الزيارة الأربعاء المقبل", "الأربعاء المقبل", "2021-05-26"),
    ("تستمر القمة حتى الجمعة", "حتى الجمعة", "2021-05-23/2021-05-28"),
    ("زار بغداد قبل أسبوع", "قبل أسبوع", "2021-05-10/2021-05-16"),
    ("ارتفعت الصادرات خلال العام المنصرم", "العام المنصرم", "2020"),
    ("وقعا المذكرة في 12 من الشهر الجاري", "12 من الشهر الجاري", "2021-05-12"),
    ("وصل صباح الأحد", "الأحد", "2021-05-23"),
    ("اجتمعا مساء الخميس", "الخميس", "2021-05-20"),
    ("وصل ظهر أمس الجمعة", "أمس الجمعة", "2021-05-21"),
    ("عقدت القمة في 7 مارس/آذار 2021", "7 مارس/آذار 2021", "2021-03-07"),
    ("عقدت القمة في الثامن من أيار/مايو الجاري", "الثامن من أيار/مايو الجاري", "2021-05-08"),
    ("صدر البيان في 5 رمضان 1442 هـ", "5 رمضان 1442 هـ", "2021-04-17"),
    ("غادر ليل الثلاثاء", "الثلاثاء", "2021-05-18"),
    ("التقيا في أيلول/سبتمبر 2019", "أيلول/سبتمبر 2019", "2019-09"),
    ("وقعت الاتفاقية في 29 تشرين الثاني/نوفمبر 2012", "29 تشرين الثاني/نوفمبر 2012", "2012-11-29"),
    ("التقيا الشهر المنصرم", "الشهر المنصرم", "2021-04"),
    ("زارها الأسبوع الفائت", "الأسبوع الفائت", "2021-05-10/2021-05-16"),
    ("التقيا في نهاية مارس الماضي", "نهاية مارس الماضي", "2021-03-29/2021-03-31"),
    ("ستعقد القمة العام القادم", "العام القادم", "2022"),
    ("زار الرياض في يونيو حزيران 2017", "يونيو حزيران 2017", "2017-06"),
    ("وصل في العاشر من أبريل نيسان", "العاشر من أبريل نيسان", "2021-04-10"),
    ("وقع الاتفاق عام 2015", "عام 2015", "2015"),
    ("التقيا في وقت سابق اليوم", "اليوم", "2021-05-23"),
    ("اجتمعا في وقت لاحق من مساء الخميس", "الخميس", "2021-05-20"),
    ("اندلعت الحرب في 24 فبراير شباط 2019", "24 فبراير شباط 2019", "2019-02-24"),
    ("صدر القرار في كانون الأول/ديسمبر 2016", "كانون الأول/ديسمبر 2016", "2016-12"),
    ("اعترفت بها في 15 تشرين الثاني 1988", "15 تشرين الثاني 1988", "1988-11-15"),
    ("زار لندن بين 5 و9 أبريل", "بين 5 و9 أبريل", "2021-04-05/2021-04-09"),
    ("زاره في ربيع عام 2018", "ربيع عام 2018", "2018-03/2018-05"),
    ("التقيا في منتصف مايو", "منتصف مايو", "2021-05-11/2021-05-20"),
    ("عقدت القمة يوم 14 يوليوز 2018", "يوم 14 يوليوز 2018", "2018-07-14"),
    ("زار تونس في 20 جويلية 2019", "20 جويلية 2019", "2019-07-20"),
    ("وقع العقد في 11 أوت 2020", "11 أوت 2020", "2020-08-11"),
    ("زار الدوحة قبل شهرين", "قبل شهرين", "2021-03"),
    ("قطعت العلاقات قبل أربع سنوات", "قبل أربع سنوات", "2017"),
    ("زار الرباط في 2 ماي 2021", "2 ماي 2021", "2021-05-02"),
]  # fmt: skip

# The same for clauses about the future.
FUTURE = [
    ("سيزور الوزير موسكو الخميس", "الخميس", "2021-05-27"),
    ("ستعقد القمة في مارس", "مارس", "2022-03"),
    ("سيجتمعون في 12 أكتوبر", "12 أكتوبر", "2021-10-12"),
    ("سيجتمعون في عطلة نهاية الأسبوع", "عطلة نهاية الأسبوع", "2021-05-29/2021-05-30"),
    ("ستسلم الشحنة في غضون شهرين", "في غضون شهرين", "2021-05-23/2021-07"),
]

# Nothing here is a date.
NAMES = [
    "قال أحد المسؤولين إن الاتفاق قريب",
    "قبل الرئيس الدعوة الموجهة إليه",
    "مارس الوفد ضغوطا على الحكومة",
    "آب المهاجرون إلى ديارهم",
    "كتبت شباط وهو اسم أسرة معروفة",
    "نقلت قناة روسيا اليوم عن مصدر",
    "نقلت «لبنان اليوم» عن مصدر",
    "قالت صحيفة المصري اليوم إن الوزير استقال",
    "مستقبل أوروبا اليوم» عنوان الكتاب",
    "الأمين العام الحالي للمنظمة",
    "استقبل الرئيس رمضان قاديروف ضيوفه",
    "افتتح الوزير 2018 مدرسة وزار 15 موقعا",
    "خصصت الحكومة في 2000 مدرسة معدات جديدة",
    "أنفقت الوزارة 1.2014 مليون دولار",
    "احتفلت السفارة باليوم الوطني",
    "تنتج البلاد ثلاثة ملايين برميل في اليوم",
    "في اليوم الأول بحث الجانبان الحدود",
    "توافق البلدان قبل يومين من القمة",
    "استقال بعد عام على تعيينه",
    "وصل إلى القاعدة في الصباح 1500 جندي",
    "ألقى كلمة في ذكرى حرب أكتوبر",
    "تحالف قوى 14 آذار",
    "صادف ذلك الجمعة العظيمة",
    "صدر القرار رقم 3/2015 عن المجلس",
    "يجتمعون في يوليو من كل عام",
    "هنأه بعيد الفطر المبارك",
    "انتهت المباراة 2/1",
    "تستعد البلاد لكأس العالم 2022 بالملاعب",
    "تنفذ الوزارة رؤية المملكة 2030 بخطوات",
    "قال في تصريح لـ«اليوم» إن العمل مستمر",
    "بحثا آثار ثورتي «25 يناير» و«30 يونيو»",
]


@pytest.mark.parametrize(("sentence", "quoted", "edtf"), PAST)
def test_expression_in_a_sentence(sentence: str, quoted: str, edtf: str | None) -> None:
    assert [(found.text, found.edtf) for found in find(sentence, published=SUNDAY)] == [(quoted, edtf)]


@pytest.mark.parametrize(("sentence", "quoted", "edtf"), FUTURE)
def test_clause_about_the_future(sentence: str, quoted: str, edtf: str) -> None:
    assert [(found.text, found.edtf) for found in find(sentence, published=SUNDAY, future=True)] == [(quoted, edtf)]


@pytest.mark.parametrize("sentence", NAMES)
def test_what_only_looks_like_a_time(sentence: str) -> None:
    assert find(sentence, published=SUNDAY) == []


def test_a_text_tells_when_it_was_written() -> None:
    saturday = SUNDAY - timedelta(days=1)
    assert written("وصل اليوم السبت وغادر أمس الجمعة", SUNDAY) == saturday
    assert written("وصل اليوم السبت وغادر أمس السبت", SUNDAY) == SUNDAY, "two that differ tell nothing"
    assert written("يصل غدا الخميس", SUNDAY) == SUNDAY, "no page is dated before its text"
    assert written("وصل اليوم", SUNDAY) == SUNDAY


def test_how_long_a_visit_lasts() -> None:
    text = "بدأ الوزير زيارة تستغرق ثلاثة أيام، ويقيم معرضا لمدة أسبوع، ويعمل لمدة عام"
    found = lengths(text, offset=10)
    assert [(text[one.begin - 10 : one.end - 10], one.days) for one in found] == [
        ("تستغرق ثلاثة أيام", 3),
        ("مدة أسبوع", 7),
    ]
    assert find("زيارة تستغرق ثلاثة أيام", published=SUNDAY) == []


def test_several_in_one_text_in_order_with_the_offset_of_the_text() -> None:
    text = "وقال الخميس إن زيارة العام الماضي، وزيارة 14 مارس 2019، نجحتا"
    found = find(text, published=SUNDAY, offset=100)
    assert [(one.text, one.kind) for one in found] == [
        ("الخميس", "weekday"),
        ("العام الماضي", "relative"),
        ("14 مارس 2019", "date"),
    ]
    assert all(text[one.begin - 100 : one.end - 100] == one.text for one in found)


def test_without_day_of_publication_only_what_needs_one_is_open() -> None:
    text = "زار في 14 مارس 2019 ثم في 15 مايو ثم الخميس ثم العام الماضي وبين عامي 2014 و2018"
    assert [one.edtf for one in find(text, published=None)] == ["2019-03-14", None, None, None, "2014/2018"]


def test_a_weekday_tells_the_year_of_a_date() -> None:
    assert [one.edtf for one in find("وصل يوم الثلاثاء 26 مايو", published=SUNDAY)] == ["2020-05-26"]


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-05-24", date(2021, 5, 24), date(2021, 5, 24)),
        ("2021-05-24/2021-05-26", date(2021, 5, 24), date(2021, 5, 26)),
        ("2001/2021-05", date(2001, 1, 1), date(2021, 5, 31)),
        ("2021-05/..", date(2021, 5, 1), None),
        ("../2021", None, date(2021, 12, 31)),
    ],
)
def test_interval(edtf: str, first: date | None, last: date | None) -> None:
    assert interval(edtf) == (first, last)


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "21",
        "2021-5",
        "2021-13",
        "2021-00",
        "2021-02-30",
        "../..",
        "..",
        "2021/2020",
        "2021-05-24T10",
        "٢٠٢١",
    ],
)
def test_interval_refuses_what_is_malformed(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        interval(edtf)


def test_join_keeps_the_precision_of_both_ends() -> None:
    assert join("2001", "2021-05-23") == "2001/2021-05-23"
    assert join("2020/2021", "2021-03/2022") == "2020/2022"
    assert join("2021", "2021") == "2021"


def test_rows_with_a_missing_column_are_named(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("kind,form\nmonth,يناير\n", encoding="utf-8")
    with pytest.raises(BadSeed, match=r"words\.csv: the first line must be kind,form,value"):
        rows(path, ("kind", "form", "value"))
    path.write_text("kind,form,value\nmonth,يناير,1\nmonth,فبراير\n", encoding="utf-8")
    with pytest.raises(BadSeed, match=r"words\.csv:3: "):
        rows(path, ("kind", "form", "value"))


MONTHS = sorted(
    {
        (name, index)
        for identifier in locale_identifiers()
        if identifier.partition("_")[0] == "ar"
        for context in ("format", "stand-alone")
        for index, name in Locale.parse(identifier).months[context]["wide"].items()
    }
)


@pytest.mark.parametrize(("name", "index"), MONTHS)
def test_every_month_of_every_arabic_locale_with_every_day(name: str, index: int) -> None:
    for day in range(1, monthrange(2020, index)[1] + 1):
        text = f"وصل في {day} {name} 2020 إلى المدينة"
        assert [one.edtf for one in find(text, published=None)] == [date(2020, index, day).isoformat()]


SENTENCES = st.sampled_from([sentence for sentence, _, _ in PAST + FUTURE] + NAMES)
DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))
MARKS = "\u0640\u064b\u064e\u064f\u0650\u0651\u0652\u200f"  # tatweel, vowel signs, a mark of direction


@given(
    text=st.lists(SENTENCES, max_size=3).map(" ".join), published=DAYS, future=st.booleans(), offset=st.integers(0, 99)
)
@settings(deadline=None, max_examples=60)
def test_offsets_point_at_the_quoted_text_and_intervals_have_both_ends(
    text: str, published: date, future: bool, offset: int
) -> None:
    end = offset
    for one in find(text, published=published, future=future, offset=offset):
        assert end <= one.begin < one.end
        end = one.end
        assert text[one.begin - offset : one.end - offset] == one.text
        if one.edtf is not None:
            first, last = interval(one.edtf)
            assert first is not None
            assert last is not None
            assert first <= last


@given(data=st.data(), sentence=SENTENCES)
@settings(deadline=None, max_examples=60)
def test_tatweel_and_diacritics_change_nothing(data: st.DataObject, sentence: str) -> None:
    letters = [
        letter + (data.draw(st.sampled_from(["", *MARKS])) if unicodedata.category(letter) == "Lo" else "")
        for letter in sentence
    ]
    plain, marked = find(sentence, published=SUNDAY), find("".join(letters), published=SUNDAY)
    assert [(one.edtf, one.kind) for one in marked] == [(one.edtf, one.kind) for one in plain]


@given(first=DAYS, length=st.integers(0, 4000))
def test_spelling_days_and_reading_them_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert interval(spell(first, last)) == (first, last)


@given(first=st.dates(date(1, 1, 1), date(1900, 1, 1)), length=st.integers(0, 4000))
def test_days_of_long_ago_are_spelt_so_that_they_can_be_read(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert interval(spell(first, last)) == (first, last)


def test_centuries_of_long_ago_have_years_of_four_digits() -> None:
    assert [one.edtf for one in find("فتحت المدينة في القرن السابع", published=SUNDAY)] == ["0600/0699"]


@given(published=DAYS, future=st.booleans(), weekday=st.integers(0, 6))
@settings(deadline=None, max_examples=40)
def test_a_bare_weekday_is_at_most_six_days_away(published: date, future: bool, weekday: int) -> None:
    name = Locale("ar").days["format"]["wide"][weekday]
    [found] = find(f"يوم {name}", published=published, future=future)
    day = date.fromisoformat(found.edtf or "")
    assert day.weekday() == weekday
    assert 0 <= (day - published if future else published - day).days <= 6


# Why a case of the specifications is no test of reading news, by file and place in it: ``specifications.csv``. The
# reasons are those of the words, whether they are read rightly or not.
NO_NEWS = {
    "number": "a day told by a bare number or ordinal, without month or weekday",
    "form": "written as no Arabic newspaper writes: dots, two-digit years, month before day, numbers pair by pair, "
    "translated word by word",
    "told": "counted from the speaker's own week or from a day told before, not from that of publication",
    "command": "said to an assistant that is to find a date for a meeting",
    "ancient": "a year before 1600",
}
OTHERWISE = {
    "answer": "the answer contradicts the same words in another case or in Arabic",
    "counting": "the answer counts otherwise: months and years to the day, early and late as halves, a few as three, "
    "the last year left out, decades by the calendar, what is to be in two days from now on",
}


@cache
def excluded() -> dict[tuple[str, int], str]:
    """The reasons by file and place."""
    with (Path(__file__).parent / "specifications.csv").open(encoding="utf-8", newline="") as file:
        return {(row["file"], int(row["case"])): row["reason"] for row in csv.DictReader(file)}


def agreement(name: str, *, without: Collection[str] = ()) -> tuple[int, int]:
    """Cases of a file of Microsoft's specifications in which one of our readings has the days asked for, and all;
    ``without`` those of the reasons given."""
    right = total = 0
    for number, case in enumerate(json.loads((SPECIFICATIONS / name).read_text(encoding="utf-8-sig"))):
        reference = case.get("Context", {}).get("ReferenceDateTime")
        if excluded().get((name, number)) in without:
            continue
        for result in case["Results"] if reference else ():
            value = result.get("Value") or {}
            choices = [value.get(key) or {} for key in ("PastResolution", "FutureResolution")]
            wanted = {choice.get("date") or (choice.get("startDate"), choice.get("endDate")) for choice in choices}
            if not wanted & {None, (None, None)}:
                total += 1
                right += bool(wanted & _readings(case["Input"], date.fromisoformat(reference[:10])))
    return right, total


NO_DAY = "0001-01-01"  # how they spell that the calendar has no such day


def _readings(text: str, published: date) -> set[str | tuple[str, str]]:
    """All days and periods that are found, periods with the last day and with the day after it, as both occur."""
    found = [one.edtf for future in (False, True) for one in find(text, published=published, future=future)]
    readings: set[str | tuple[str, str]] = {NO_DAY} if None in found else set()
    for edtf in filter(None, found):
        first, last = interval(edtf)
        assert first is not None
        assert last is not None
        readings |= {edtf, *((first.isoformat(), (last + timedelta(days=more)).isoformat()) for more in (0, 1))}
    return readings


@pytest.mark.skipif(not SPECIFICATIONS.exists(), reason="the specifications of Recognizers-Text are not at hand")
@pytest.mark.parametrize("name", ["DateParser.json", "DatePeriodParser.json"])
def test_agreement_with_recognizers_text(name: str) -> None:
    """At least nine of ten, of what news can contain and where the answers count as we do; and of what news can
    contain, whatever the answer, seven."""
    right, total = agreement(name, without=[*NO_NEWS, *OTHERWISE])
    assert right >= 0.9 * total
    right, total = agreement(name, without=NO_NEWS)
    assert right >= 0.7 * total


def test_every_case_that_is_left_out_has_a_known_reason() -> None:
    assert set(excluded().values()) == {*NO_NEWS, *OTHERWISE}
