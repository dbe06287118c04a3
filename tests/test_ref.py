"""kg ref: what is known before a text is read, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from kg.cli import main

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "gazetteer"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_ref_actors_finds_a_name_in_any_spelling_with_its_offices() -> None:
    result = run("ref", "actors", "سيرجيه لافروف")
    assert result.exit_code == 0
    first, office = result.stdout.splitlines()
    assert first.startswith("person/Q58217  Person  RUS  Q58217  Sergey Lavrov  سيرغي لافروف")
    assert office.split()[:3] == ["2004-03-09", "–", "…"]


def test_ref_actors_lists_who_held_an_office_on_a_day() -> None:
    then = run("ref", "actors", "--type", "Person", "--state", "egy", "--on", "2015-07-20").stdout
    now = run("ref", "actors", "--type", "Person", "--state", "egy", "--on", "2016-07-20").stdout
    assert "Ibrahim Mahlab" in then
    assert "Ibrahim Mahlab" not in now


def test_ref_actors_says_when_nobody_is_found() -> None:
    result = run("ref", "actors", "قفقفقف")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "seeds/gazetteer" in result.stderr
    assert run("ref", "actors", "--on", "2015").exit_code == 2


def test_ref_check_passes_on_the_bundled_gazetteer_and_names_what_is_wrong_in_another(tmp_path: Path) -> None:
    assert run("ref", "check").exit_code == 0
    for path in SEEDS.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "places.csv").open("a", encoding="utf-8") as file:
        file.write("place/sunday,,مدرسة,School,,,,diplomatic-kg,CC0-1.0\n")
    result = run("ref", "check", "--gazetteer", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == "'مدرسة' of place/sunday is a common word; add it to ambiguous_ar\n"
