"""What the trainers read: treebanks with surface words, names moved to stems, paragraphs with labels."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.models.train import conllu, names, ner, paragraphs, treebanks
from kg.models.train.conllu import DEPREL, FORM, HEAD, Sentence

TREE = """# sent_id = s1
# text = ووصل الوزير للرياض.
1-2\tووصل\t_\t_\t_\t_\t_\t_\t_\t_
1\tو\tو\tCCONJ\t_\t_\t2\tcc\t_\t_
2\tوصل\tوصل\tVERB\t_\tAspect=Perf\t0\troot\t_\t_
3\tالوزير\tوزير\tNOUN\t_\t_\t2\tnsubj\t_\t_
4-5\tللرياض\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\tل\tل\tADP\t_\t_\t5\tcase\t_\t_
5\tالرياض\tرياض\tX\t_\t_\t2\tobl\t_\t_
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


def read(tmp_path: Path, text: str = TREE) -> list[Sentence]:
    path = tmp_path / "bank.conllu"
    path.write_text(text, encoding="utf-8")
    return conllu.read(path)


def test_words_are_those_written_and_the_text_is_kept(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path)
    assert [row[FORM] for row in sentence.rows] == ["و", "وصل", "الوزير", "ل", "لرياض", "."]
    assert sentence.text == "ووصل الوزير للرياض."
    assert sentence.has_tree


def test_what_is_written_reads_the_same(tmp_path: Path) -> None:
    sentences = read(tmp_path)
    conllu.write(sentences, tmp_path / "again.conllu")
    again = conllu.read(tmp_path / "again.conllu")
    assert [(s.rows, s.glued) for s in again] == [
        ([[*row[:9], "SpaceAfter=No" if glue else "_"] for row, glue in zip(s.rows, s.glued, strict=True)], s.glued)
        for s in sentences
    ]


def test_a_sentence_whose_token_cannot_be_cut_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, TREE.replace("\tللرياض\t", "\tل\t")) == []


def test_version_one_labels_become_version_two(tmp_path: Path) -> None:
    old = TREE.replace("# sent_id", "# udv1_deps = yes\n# sent_id").replace("\tobl\t", "\tnmod\t")
    bank = tmp_path / "ud" / "padt"
    bank.mkdir(parents=True)
    (bank / "ar_padt-train.conllu").write_text(old, encoding="utf-8")
    (sentence,) = treebanks.padt(tmp_path, "train")
    assert sentence.rows[4][HEAD : DEPREL + 1] == ["2", "obl"]  # the nmod of a verb


def test_paragraphs_carry_a_label_for_each_character(tmp_path: Path) -> None:
    paragraphs.write(read(tmp_path) * 2, tmp_path / "train", rng=random.Random(1))
    texts = (tmp_path / "train.txt").read_text(encoding="utf-8").split("\n\n")
    labels = (tmp_path / "train.labels").read_text(encoding="utf-8").split("\n\n")
    assert [len(text) for text in texts] == [len(label) for label in labels]
    assert "".join(labels).count("2") == 2
    cut, word = [], ""
    for char, label in zip(texts[0], labels[0], strict=True):
        word += char
        if label != "0":
            cut.append(word.strip())
            word = ""
    assert cut[:6] == ["و", "وصل", "الوزير", "ل", "لرياض", "."]


def test_other_names_take_the_place_of_names(tmp_path: Path) -> None:
    sentences = read(tmp_path)
    varied = names.vary(sentences * 30, ["بكين"], rng=random.Random(1))
    assert varied
    assert {s.rows[4][FORM] for s in varied} == {"بكين"}
    assert sentences[0].rows[4][FORM] == "لرياض"


def test_a_name_gives_its_tag_to_the_stem() -> None:
    assert ner._spread("B-PER", ["و", "بوتين"]) == ["O", "B-PER"]
    assert ner._spread("B-LOC", ["ب", "بكين", "هم"]) == ["O", "B-LOC", "O"]
    assert ner._spread("I-PER", ["ال", "دين"]) == ["I-PER", "I-PER"]


TAGS = st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]), max_size=12)


@given(TAGS)
def test_names_are_ranges_that_begin_where_a_tag_does_and_never_overlap(tags: list[str]) -> None:
    spans = list(ner.spans(tags))
    covered = [index for begin, end, _ in spans for index in range(begin, end)]
    assert covered == [index for index, tag in enumerate(tags) if tag != "O"]
    for begin, end, kind in spans:
        assert {tag[2:] for tag in tags[begin:end]} == {kind}
        assert all(tag.startswith("I-") for tag in tags[begin + 1 : end])


def test_tables_of_words_and_tags_are_read_with_the_types_that_we_use(tmp_path: Path) -> None:
    path = tmp_path / "corpus.txt"
    path.write_text("\ufeffزار O\nسامي B-PERS\nالخطيب I-PERS\n\u200f O\n\nعمّان B-LOC\n1 B-TIME\n", encoding="utf-8")
    assert ner.read(path) == [
        [("زار", "O"), ("سامي", "B-PER"), ("الخطيب", "I-PER")],
        [("عمّان", "B-LOC"), ("1", "O")],
    ]


def test_a_held_out_sentence_is_in_one_part_only() -> None:
    numbers = [treebanks.bucket(f"جملة {n}", of=20) for n in range(2000)]
    assert set(numbers) == set(range(20))
    assert numbers == [treebanks.bucket(f"جملة {n}", of=20) for n in range(2000)]


def test_names_give_way_to_others_of_their_type_and_tags_stay_whole() -> None:
    words = [("زار", "O"), ("سامي", "B-PER"), ("الخطيب", "I-PER"), ("عمّان", "B-LOC"), (".", "O")]
    sentence = [{"text": word, "ner": tag} for word, tag in words]
    varied = ner.vary([sentence] * 40, {"PER": ["ليلى"]}, rng=random.Random(1))
    assert 0 < len(varied) < 40
    expected = [("زار", "O"), ("ليلى", "B-PER"), ("عمّان", "B-LOC"), (".", "O")]
    assert all([(token["text"], token["ner"]) for token in copy] == expected for copy in varied)
    assert ner.vary([sentence[:1]], {"PER": ["ليلى"]}, rng=random.Random(1)) == []


def test_a_sentence_that_shares_a_stretch_with_another_is_told_by_its_shingles() -> None:
    def words(text: str) -> ner.Words:
        return [(word, "O") for word in text.split()]

    held_out = words("أعلنت الحكومة في بيان أصدرته أمس الأول نتائج اللقاء")
    spelt = words("قال ان : اعلنت الحكومه في بيان اصدرته امس الاول نتائج")
    other = words("أعلنت الحكومة نتائج مختلفة تماما بعد جلسة طويلة في العاصمة")
    assert ner._shingles(held_out) & ner._shingles(spelt)
    assert not ner._shingles(held_out) & ner._shingles(other)
