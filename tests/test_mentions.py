"""Mentions: gazetteer, models and grammar together, over sentences of our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import annotation, document, gazetteer

from kg import mentions
from kg.arabic import fold
from kg.gazetteer import Gazetteer, Row
from kg.records import Annotation, Document, Mention, Span

GAZETTEER = gazetteer()


def found(text: str, *names: tuple[str, str], cut: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Text and type of each mention."""
    return [(one.text, one.type) for one in read(text, *names, cut=cut)]


def read(text: str, *names: tuple[str, str], cut: tuple[str, ...] = ()) -> list[Mention]:
    return mentions.find(document(text), annotation(text, *names, cut=cut), GAZETTEER)


def test_proclitics_stay_outside_and_the_article_inside() -> None:
    text = "قدمت روسيا عرضا للصين وأوكرانيا وبوتين"
    assert found(text) == [("روسيا", "State"), ("لصين", "State"), ("أوكرانيا", "State"), ("بوتين", "Person")]
    assert [text[one.begin : one.end] for one in read(text)] == [one.text for one in read(text)]


@pytest.mark.parametrize("text", ["وصل الوفد وَقَطَر", "وصل الوفد وـقطر", "وصل الوفد \ufeedقطر", "وصل الوفد بِقَطَرَ"])
def test_a_proclitic_is_seen_in_any_spelling(text: str) -> None:
    (one,) = read(text)
    assert fold(one.text) == "قطر"
    assert text[one.begin] in "قـ" and one.end == len(text)


def test_a_name_that_the_models_cut_is_mended() -> None:
    assert found("أعلنت بكين موقفها", cut=("بكين",)) == [("بكين", "State")]


def test_an_ambiguous_form_needs_the_models_or_a_title() -> None:
    assert found("مضى يوم هادي في المدينة") == []
    assert found("وصل هادي إلى قطر", ("هادي", "PER")) == [("هادي", "Person"), ("قطر", "State")]
    assert found("أكد الرئيس هادي موقفه") == [("هادي", "Person")]


def test_a_place_of_the_name_of_a_common_word_needs_support() -> None:
    gazetteer = Gazetteer(
        rows=[Row("place/kiel", "Place", "", "كيل", "Kiel", "", ("كيل",))],
        tenures=(), adjectives={}, capitals={}, ambiguous=(), version="test",
    )  # fmt: skip
    text = "وصل وكيل الوزارة إلى مدينة كيل"
    read = mentions.find(document(text), annotation(text, cut=("وكيل",)), gazetteer)
    assert [(one.begin, one.text) for one in read] == [(text.rindex("كيل"), "كيل")]


def test_a_capital_that_the_models_take_for_a_person_is_its_state() -> None:
    assert found("رحبت كييف بالمبادرة", ("كييف", "PER")) == [("كييف", "State")]


def test_a_common_word_that_the_models_take_for_a_person_is_none() -> None:
    assert found("قال لي إنه راض", ("لي", "PER")) == []
    assert found("قال السيد لي إنه راض", ("لي", "PER")) == [("لي", "Person")]


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("رحبت موسكو بالقرار", "موسكو", "State"),
        ("العلاقات بين موسكو وبكين متينة", "بكين", "State"),
        ("تعتمد قطر على موسكو كثيرا", "موسكو", "State"),
        ("أرسلت قطر مساعدات إلى كييف", "كييف", "State"),
        ("قالت قطر إن مواقف بكين ثابتة", "بكين", "State"),
        ("عقد الوزيران اجتماعا في موسكو", "موسكو", "Place"),
        ("جرى اللقاء في بكين وموسكو تباعا", "موسكو", "Place"),
        ("سافر الوفد إلى كييف أمس", "كييف", "Place"),
        ("يبدأ لافروف زيارة الدوحة غدا", "الدوحة", "Place"),
        ("زار الوزير بكين أمس", "بكين", "Place"),
        ("وصل الوفد مطار العاصمة بكين", "بكين", "Place"),
        ("بكين (وكالات) - وصل الوزير", "بكين", "Place"),
        ("جاء الرد من الكرملين سريعا", "الكرملين", "State"),
        ("تزور وفود كثيرة الكويت هذا العام", "الكويت", "State"),
    ],
)
def test_capitals_act_or_are_where_something_happens(text: str, name: str, type: str) -> None:
    assert (name, type) in found(text)


def test_a_colon_behind_a_capital_is_a_dateline_only_before_a_paragraph() -> None:
    assert found("موسكو: لن نقبل الشروط") == [("موسكو", "State")]
    paragraph = "موسكو: أعلن المتحدث باسم الوزارة " + "أن المشاورات بين الجانبين ستستمر في الأيام القادمة " * 2
    assert found(paragraph)[0] == ("موسكو", "Place")


def test_titles_and_generic_heads_stay_outside() -> None:
    names = (("الرئيس سامي الخطيب", "PER"), ("منطقة خاركيف", "LOC"), ("حركة حماس", "ORG"))
    text = "التقى الرئيس سامي الخطيب وفدا من حركة حماس في منطقة خاركيف"
    assert found(text, *names) == [
        ("سامي الخطيب", "Person"),
        ("حماس", "Organization"),
        ("خاركيف", "Place"),
    ]


def test_a_name_goes_on_to_its_last_forefather() -> None:
    text = "استقبل الأمير سعود بن نايف بن عبد العزيز الضيوف"
    assert found(text, ("سعود", "PER")) == [("سعود بن نايف بن عبد العزيز", "Person")]


def test_a_name_cut_before_a_forefather_is_one() -> None:
    text = "وصل الأمير راشد بن ناصر الخطيب مساء"
    names = (("راشد", "PER"), ("بن ناصر الخطيب", "PER"))
    assert found(text, *names) == [("راشد بن ناصر الخطيب", "Person")]
    assert found("وصل راشد، بن ناصر الخطيب", *names)[0] == ("راشد", "Person")  # apart: nothing joins them


def test_a_name_that_the_models_begin_at_the_forefather_is_whole() -> None:
    text = "وصل الأمير صباح بن تركي مساء"
    assert found(text, ("بن تركي", "PER")) == [("صباح بن تركي", "Person")]


def test_who_is_called_after_a_father_is_not_taken_apart() -> None:
    text = "التقى فيصل ناصر ضيفه خالد بن راشد، ثم وصل ناصر بن راشد"
    names = (("فيصل ناصر", "PER"), ("خالد بن راشد", "PER"), ("ناصر بن راشد", "PER"))
    assert [name for name, _ in found(text, *names)] == [name for name, _ in names]


def test_a_parenthesis_inside_a_name_stays() -> None:
    text = "بدعوة من الوزير (سيرغي) لافروف وصل الوفد"
    assert found(text, ("سيرغي", "PER"), ("لافروف", "PER")) == [("(سيرغي) لافروف", "Person")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("نفت وزارة الخارجية القطرية اليوم ذلك", "وزارة الخارجية القطرية"),
        ("قال رئيس مجلس الأمن الروسي إنه متفائل", "مجلس الأمن الروسي"),
        ("أفادت وزارة التربية والتعليم الكويتية بذلك", "وزارة التربية والتعليم الكويتية"),
        ("التقى أعضاء للحزب الوطني الكويتي", "لحزب الوطني الكويتي"),
        ("وصل نائب رئيس مجلس الوزراء إلى المطار", "مجلس الوزراء"),
        ("ألغت المحكمة الدستورية القانون", "المحكمة الدستورية"),
        ("نقل ذلك موقع «dawn.com» أمس", "dawn.com"),
        ("رحب رئيس الجمعية السعودية للبحوث العلمية بذلك", "الجمعية السعودية للبحوث العلمية"),
        ("نشرت صحيفة Daily Courier تقريرا", "Daily Courier"),
        ("نشرت صحيفة «الرياض» تقريرا", "الرياض"),
        ("قال في حديث إلى «الأفق» إنه متفائل", "الأفق"),
        ("رفض جهاز الأمن الروسي ذلك", "جهاز الأمن الروسي"),
        ("تفقد رئيس هيئة حقوق الإنسان المكان", "هيئة حقوق الإنسان"),
        ("ناقشت لجنة حماية الطفولة التقرير", "لجنة حماية الطفولة"),
        ("طالب مجلس الشؤون السياسية والأمنية بالرد", "مجلس الشؤون السياسية والأمنية"),
        ("أوصى المركز القطري للتدريب والتأهيل بذلك", "المركز القطري للتدريب والتأهيل"),
        ("دعمت اللجنة العليا للإغاثة التابعة للوزارة ذلك", "اللجنة العليا للإغاثة"),
        ("باعت الشركة القطرية للكهرباء أسهمها", "الشركة القطرية للكهرباء"),
        ("انتقد الحزب الديمقراطي ذلك", "الحزب الديمقراطي"),
        ("راقبت الاستخبارات الروسية الحدود", "الاستخبارات الروسية"),
        ("افتتح دار الرعاية الصحية للمسنين أمس", "دار الرعاية الصحية للمسنين"),
        ("قال الناطق باسم شرطة منطقة خاركيف إنه راض", "شرطة منطقة خاركيف"),
        ("عينت الوزارة مديرا لجوازات مطار الملك فهد الدولي", "جوازات مطار الملك فهد الدولي"),
        ("زار مدير المخابرات العامة الدوحة", "المخابرات العامة"),
        ("افتتحت غرفة قطر معرضا", "غرفة قطر"),
        ("قال وكيل وزارة الخارجية القطرية للإعلاميين إنه راض", "وزارة الخارجية القطرية"),
    ],
)
def test_organisations_made_of_common_words(text: str, name: str) -> None:
    assert (name, "Organization") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "اجتمعت لجنة التحقيق مساء",
        "زار مركز المدينة",
        "قال وزير الدفاع كلمته",
        "خسرت الشركة القطرية أموالا",
        "يستخدم السلاح الروسي الحديث",
        "انتقد الحزب الحاكم ذلك",
        "حضر مجلس إدارة النادي",
        "بقي الحل سوريًا لا غير",
        "تخدم السياسة الخارجية القطرية ذلك",
    ],
)
def test_common_words_that_name_nothing(text: str) -> None:
    assert found(text) == []


def test_a_government_is_no_body_of_its_own() -> None:
    assert found("ردت الحكومة القطرية سريعا", ("الحكومة القطرية", "ORG")) == []


def test_a_short_form_that_the_models_take_for_a_body_is_of_a_person() -> None:
    text = "وصل شي جين بينغ أمس\nورحب بلقاء شي كثيرون"
    assert found(text, ("شي", "ORG")) == [("شي جين بينغ", "Person"), ("شي", "Person")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد القطري إلى المملكة", []),
        ("رحب الملك الأردني بالضيف، وشكر الضيف المملكة", [("المملكة", "State")]),
        ("زار المملكة المغربية ثم عاد إلى المملكة", [("المملكة المغربية", "State"), ("المملكة", "State")]),
        ("تجري المفاوضات في سورية منذ أيام", [("سورية", "State")]),
        ("ناقشا ما تشهده سورية", [("سورية", "State")]),
        ("دعا إلى الوقوف في مواجهة الغرب", [("الغرب", "Group")]),
        ("هبت الرياح من الغرب", []),
        ("سبق - بدأ المؤتمر", [("سبق", "Organization")]),
        ("سبق الوفد غيره", []),
        ("الرياض 26 شوال 1436 هـ بدأ المؤتمر", [("الرياض", "Place")]),
        ("حضر رئيس مجلس إدارة الغرفة التجارية", [("الغرفة التجارية", "Organization")]),
        ("ورد في خبر «الشرق الأوسط» أمس", [("الشرق الأوسط", "Organization")]),
        ("توتر الشرق الأوسط أمس", [("الشرق الأوسط", "Place")]),
    ],
)
def test_states_peoples_and_papers_by_common_words(text: str, expected: list[tuple[str, str]]) -> None:
    read = mentions.find(document(text), annotation(text), Gazetteer.load())
    assert [(one.text, one.type) for one in read] == expected


def test_a_letter_behind_a_title_belongs_to_the_name() -> None:
    assert found("قال السيد لاكور إن ذلك مهم", ("اكور", "PER"), cut=("لاكور",)) == [("لاكور", "Person")]


def test_the_rest_of_a_title_and_a_month_are_no_names() -> None:
    assert found("وصل ولي العهد أمس", ("لي العهد", "PER"), cut=("ولي",)) == []
    assert found("حدث ذلك في شهر جويلية", ("جويلية", "LOC")) == []


def test_a_title_that_the_gazetteer_lists_is_no_part_of_a_name() -> None:
    text = "توفي السلطان قابوس بن سعيد"
    (one,) = mentions.find(document(text), annotation(text), Gazetteer.load())
    assert (one.text, one.type) == ("قابوس بن سعيد", "Person")


def test_a_body_once_quoted_is_one_where_it_is_quoted_again() -> None:
    text = "نشرت مجلة «الآفاق» بحثا، ومضى عام. ثم اعتذرت «الآفاق» عنه، وبقيت الآفاق واسعة"
    assert found(text) == [("الآفاق", "Organization"), ("الآفاق", "Organization")]


def test_treaties_are_named_by_their_subject() -> None:
    text = "وقع الجانبان معاهدة حسن الجوار والصداقة، ثم اتفاقية لتعميق التعاون"
    assert found(text) == [("معاهدة حسن الجوار والصداقة", "Treaty")]


def test_peoples_but_not_adjectives() -> None:
    text = "اتفق الروس والصينيون، فيما التقى المسؤولون الصينيون نظراءهم"
    assert found(text) == [("الروس", "Group"), ("الصينيون", "Group")]


def test_short_forms_of_a_person_named_in_full() -> None:
    text = "وصل لي تشيانغ إلى قطر\nوقال لي إن ذلك مهم"
    assert found(text) == [("لي تشيانغ", "Person"), ("قطر", "State"), ("لي", "Person")]
    assert found("قال لي إن ذلك مهم") == []
    text = "اجتمع سامي الخطيب مع الوفد، ثم غادر الخطيب"
    assert found(text, ("سامي الخطيب", "PER")) == [("سامي الخطيب", "Person"), ("الخطيب", "Person")]


def test_names_outside_the_body_come_from_the_gazetteer() -> None:
    text = "رحبت قطر بالاتفاق\nوسوم: #روسيا"
    body = Document("d1", text, body=(Span(0, text.index("\n")),))
    read = mentions.find(body, annotation(text.split("\n")[0]), GAZETTEER)
    assert [(one.text, one.begin) for one in read] == [("قطر", 5), ("روسيا", text.index("روسيا"))]


def test_method_and_candidates_say_where_a_name_comes_from() -> None:
    one, two = read("زار سامي الخطيب قطر", ("سامي الخطيب", "PER"), ("قطر", "LOC"))
    assert (one.method, one.candidates) == ("ner", ())
    assert (two.method, two.candidates) == ("both", ("state/QAT",))


def test_nothing_to_read() -> None:
    assert mentions.find(Document("d1", ""), Annotation("d1", (), (), "test"), GAZETTEER) == []


PIECES = st.lists(
    st.sampled_from(
        [
            "روسيا",
            "وبوتين",
            "للصين",
            "شي جين بينغ",
            "في",
            "موسكو",
            "وزارة الدفاع الصينية",
            "الروس",
            "لي",
            "«",
            "»",
            "(",
            ")",
            "،",
            ".",
            "\n",
            "قال",
            "الرئيس",
            "مُوسْكو",
            "بكين",
            "كوريا الشمالية",
            "#قطر",
            "و",
            "-",
            "ل",
        ]
    ),
    max_size=25,
)


@given(PIECES, st.data())
def test_mentions_are_exact_sorted_and_apart(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    words = [piece for piece in pieces if piece.isalpha()]
    names = data.draw(
        st.lists(st.tuples(st.sampled_from(words), st.sampled_from(["PER", "LOC", "ORG", "MISC"])))
        if words
        else st.just([])
    )
    read = mentions.find(document(text), annotation(text, *names), GAZETTEER)
    assert all(text[one.begin : one.end] == one.text and one.text.strip() == one.text != "" for one in read)
    assert all(one.end <= two.begin for one, two in pairwise(read))
    assert all(0 < one.confidence < 1 for one in read)


def test_people_that_the_models_ran_together_are_taken_apart() -> None:
    text = "التقى فلاديمير بوتين سامي الخطيب أمس\nشكر الخطيب لبوتين دعوته"
    names = (("سامي الخطيب", "PER"), ("الخطيب لبوتين", "PER"))
    assert found(text, *names)[-2:] == [("الخطيب", "Person"), ("بوتين", "Person")]


def test_a_conjunction_that_the_models_took_into_a_name_is_left_out() -> None:
    text = "وصل فلاديمير بوتين أمس\nوبوتين رئيس روسيا"
    assert ("بوتين", "Person") in found(text, ("وبوتين", "PER"))
    assert ("وبوتين", "Person") not in found(text, ("وبوتين", "PER"))


def test_bodies_and_places_are_named_after_kings() -> None:
    assert found("هبطت الطائرة في مطار الملك خالد الدولي أمس") == [("مطار الملك خالد الدولي", "Place")]
    assert found("أعلنت جامعة الملك سعود ذلك") == [("جامعة الملك سعود", "Organization")]


def test_a_family_name_that_is_a_nationality_stays_behind_a_patronymic() -> None:
    text = "وصل خالد بن رحيل السعودي أمس"
    assert found(text, ("خالد بن رحيل السعودي", "PER")) == [("خالد بن رحيل السعودي", "Person")]


def test_a_conjunction_is_cut_off_in_a_list() -> None:
    text = "تفقد الوزير مدن طابا والطور أمس"
    assert found(text, ("طابا", "LOC"), ("والطور", "LOC")) == [("طابا", "Place"), ("الطور", "Place")]


def test_a_head_may_be_the_last_word() -> None:
    assert found("وصل الوفد إلى مستشفى") == []


def test_a_name_that_is_a_title_elsewhere_stays_before_a_patronymic() -> None:
    assert found("وصل الأمير سلطان بن سلمان أمس", ("سلطان بن سلمان", "PER")) == [("سلطان بن سلمان", "Person")]
