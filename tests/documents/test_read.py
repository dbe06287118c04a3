"""Files, folders, globs and standard input → documents and reasons."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kg import documents
from kg.errors import BadInput, SkipDocument
from kg.records import Document

LEAD = "استقبل الرئيس التونسي في قصر قرطاج وفدا من البرلمان الإيطالي برئاسة نائب رئيس المجلس."
MORE = "وتناول اللقاء التعاون في مجال الهجرة والطاقة المتجددة بين ضفتي المتوسط."
HEADLINE = "وفد برلماني إيطالي في قصر قرطاج"
PERSIAN = "وزیر امور خارجه پاکستان گفت که گفتگوها در چارچوب پیمان پیش می‌رود"
STORY = f"{HEADLINE}\r\n\r\n{LEAD}\r\n{MORE}"
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{HEADLINE} | صدى الميناء</title>
<meta property="og:site_name" content="صدى الميناء">
<meta property="article:published_time" content="2022-11-08T09:30:00+01:00"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/p">سياسة</a></nav><article><h1>{HEADLINE}</h1>
<p>{LEAD}</p><p>{MORE}</p><p>{LEAD.replace("التونسي", "الجزائري")}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def read(*paths: Path | str, **options: object) -> tuple[list[Document], list[str]]:
    found = list(documents.read([str(path) for path in paths], **options))  # type: ignore[arg-type]
    skipped = [str(item).rpartition("/")[2] for item in found if isinstance(item, SkipDocument)]
    return [item for item in found if isinstance(item, Document)], skipped


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_a_text_file_is_a_document_as_it_is_stored(tmp_path: Path, encoding: str) -> None:
    (found,), skipped = read(write(tmp_path / "visit.txt", STORY, encoding))
    assert not skipped
    assert (found.id, found.text, found.title) == ("visit", STORY, HEADLINE)
    assert [found.text[span.begin : span.end] for span in found.body] == [HEADLINE, LEAD, MORE]


def test_a_page_gives_its_article_and_what_its_head_says(tmp_path: Path) -> None:
    (found,), _ = read(write(tmp_path / "page.html", PAGE))
    assert (found.title, found.published, found.source) == (HEADLINE, "2022-11-08", "صدى الميناء")
    assert found.text.startswith(HEADLINE)
    assert LEAD in found.text
    assert "الرئيسية" not in found.text
    assert found.body[0].label == "title"


def test_a_page_without_an_article_is_named(tmp_path: Path) -> None:
    assert read(write(tmp_path / "page.html", "<html><body></body></html>")) == (
        [],
        ["page.html: no article found in the page"],
    )


def test_records_are_read_and_each_bad_one_is_named(tmp_path: Path) -> None:
    good = {"id": 7, "headline": HEADLINE, "body": LEAD, "date": "8 نوفمبر 2022", "url": "https://ar.example/7"}
    lines = [json.dumps(good), "", '{"body": "', "[1]", '{"id": "x", "body": " "}', json.dumps({"content": MORE})]
    (first, last), skipped = read(write(tmp_path / "news.jsonl", "\r\n".join(lines)), source="صدى الميناء")
    assert (first.id, first.title, first.published, first.url) == ("7", HEADLINE, "2022-11-08", "https://ar.example/7")
    assert (first.text, first.source, last.id) == (LEAD, "صدى الميناء", "news-6")
    assert [line.partition(": ")[0] for line in skipped] == ["news.jsonl:3", "news.jsonl:4", "news.jsonl:5"]
    assert "broken JSON" in skipped[0]
    assert "no text" in skipped[2]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables_are_read_by_their_header(tmp_path: Path, name: str, mark: str) -> None:
    rows = [["المعرف", "story"], ["n1", f'"{LEAD}\r\n{MORE}"'], ["n2"], ["n3", MORE]]
    path = write(tmp_path / name, "\r\n".join(mark.join(row) for row in rows), "utf-8-sig")
    found, skipped = read(path, columns={"id": "المعرف"})
    assert [(item.id, item.text) for item in found] == [("n1", f"{LEAD}\r\n{MORE}"), ("n3", MORE)]
    assert skipped == [f"{name}:4: 1 columns where 2 are expected"]


def test_a_missing_column_leaves_one_file_out(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", f"id,text\n1,{MORE}")
    write(tmp_path / "b.csv", f"id,nass\n1,{MORE}")
    found, skipped = read(tmp_path, columns={"text": "nass"})
    assert [item.path for item in found] == [str(tmp_path / "b.csv")]
    assert skipped == ["a.csv: no column 'nass'; its columns are id, text"]


def test_a_broken_table_is_read_up_to_the_break(tmp_path: Path) -> None:
    found, (skipped,) = read(write(tmp_path / "a.csv", f'id,text\n1,{MORE}\n2,"{LEAD}'))
    assert [item.id for item in found] == ["1"]
    assert skipped.startswith("a.csv:3: broken CSV")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data, no text"),
        (b"The minister arrived in Tunis.", "not Arabic: 0 of its 25 letters are Arabic"),
        (PERSIAN.encode(), "not Arabic: 8 letters of Persian or Urdu among 53"),
        (b"12 / 13", "no letters in the text"),
    ],
)  # fmt: skip
def test_what_is_no_arabic_text_is_named_and_the_rest_read(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    write(tmp_path / "b.txt", STORY)
    found, skipped = read(tmp_path)
    assert [item.id for item in found] == ["b"]
    assert skipped == [f"a.txt: {reason}"]


def test_other_languages_come_through_when_asked_for(tmp_path: Path) -> None:
    (found,), _ = read(write(tmp_path / "a.txt", "The minister arrived in Tunis."), arabic_only=False)
    assert found.id == "a"


def test_folders_globs_and_files_give_each_file_once_by_path(tmp_path: Path) -> None:
    for name in ("b.txt", "deep/er/a.txt", "c.md", ".hidden/d.txt", "deep/z.TXT"):
        write(tmp_path / name, STORY)
    found, _ = read(tmp_path / "b.txt", tmp_path, tmp_path / "**" / "*.txt")
    assert [Path(item.path).relative_to(tmp_path).as_posix() for item in found] == [
        "b.txt",
        "deep/er/a.txt",
        "deep/z.TXT",
    ]


def test_colliding_ids_get_a_hash_of_their_content(tmp_path: Path) -> None:
    for name, text in (("a/x.txt", STORY), ("b/x.txt", MORE), ("c/x.txt", MORE), ("d/x.txt", MORE)):
        write(tmp_path / name, text)
    ids = [item.id for item in read(tmp_path)[0]]
    assert ids[0] == "x"
    assert len(set(ids)) == 4
    assert all(doc_id.startswith("x-") for doc_id in ids[1:])
    assert ids == [item.id for item in read(tmp_path)[0]]


@pytest.mark.parametrize(
    ("data", "doc_id"),
    [(STORY, "stdin"), (json.dumps({"id": "r1", "text": STORY}), "r1"), (PAGE, "stdin")],
)
def test_standard_input_is_known_by_its_content(data: str, doc_id: str) -> None:
    (found,), _ = read("-", stdin=io.BytesIO(data.encode()))
    assert (found.id, found.title) == (doc_id, HEADLINE)


def test_options_go_before_the_text_and_records_before_options(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f"{HEADLINE}\nتم النشر: 3 مارس 2024\n{LEAD}")
    record = write(tmp_path / "a.jsonl", json.dumps({"text": LEAD, "published": "2020-01-02", "source": "وكالة"}))
    (by_record, by_option), _ = read(path, record, published="5/3/2024", source="الميناء")
    assert (by_option.published, by_option.source) == ("2024-03-05", "الميناء")
    assert (by_record.published, by_record.source) == ("2020-01-02", "وكالة")


def test_wrong_paths_and_options_stop_at_the_call(tmp_path: Path) -> None:
    write(tmp_path / "empty" / "notes.md", STORY)
    for path, reason in (("none.txt", "no such file"), ("*.html", "no file matches"), ("empty", "no documents")):
        with pytest.raises(BadInput, match=reason):
            documents.read([str(tmp_path / path)])
    with pytest.raises(BadInput, match="no path"):
        documents.read([])
    with pytest.raises(BadInput, match="no field 'body'"):
        documents.read(["-"], columns={"body": "text"})
    with pytest.raises(BadInput, match="no date"):
        documents.read(["-"], published="أمس")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", STORY)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read(path) == ([], ["a.txt: cannot be read: Permission denied"])


@pytest.mark.parametrize(
    ("value", "day"),
    [("2021-05-23T01:02:03Z", "2021-05-23"), ("23 مايو 2021", "2021-05-23"), ("soon", None), ("", None)],
)
def test_the_day_of_retrieval_is_kept_where_the_record_says_it(tmp_path: Path, value: str, day: str | None) -> None:
    record = {"text": LEAD, "fetched_at": value}
    (document,), _ = read(write(tmp_path / "a.jsonl", json.dumps(record)))
    assert (document.retrieved, document.published) == (day, None)
