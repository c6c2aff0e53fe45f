"""Tables from the command line: filters, axes, formats."""

import json

import pytest

from focuskit import Project
from focuskit.cli import run_command_line
from small_study import make_study


def run(capsys, *arguments):
    code = run_command_line([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def place(tmp_path):
    return make_study(tmp_path).path


def test_a_filter_keeps_a_part_and_is_told(capsys, place):
    code, out, err = run(
        capsys, "table", "themes", "--where", "person=P1", "--format", "json", "--project", place
    )
    assert code == 0
    assert "Filtres\N{NO-BREAK SPACE}: person = P1" in err
    assert "Animation et observation ne sont pas comptées" in err
    assert {one["persons_total"] for one in json.loads(out)} == {1}


@pytest.mark.parametrize("where", ["personne", "person", "person=", "humeur=bonne", "person=Zoé"])
def test_a_filter_that_makes_no_sense_is_told_in_a_sentence(capsys, place, where):
    code, _, err = run(capsys, "table", "themes", "--where", where, "--project", place)
    assert code == 2
    assert "\n" not in err.strip()


def test_any_two_axes_are_crossed(capsys, place):
    asked = ("--rows", "frein", "--columns", "person", "--level", "top", "--format", "json")
    code, out, _ = run(capsys, "table", "crossing", *asked, "--project", place)
    assert code == 0
    cells = {(one["row_code"], one["column_code"]): one["segments"] for one in json.loads(out)}
    assert cells["frein", "P1"] == 1
    assert ("sans_frein", "P1") in cells
    assert run(capsys, "table", "crossing", "--rows", "humeur", "--project", place)[0] == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx", "md", "html"])
def test_a_table_is_written_in_the_format_of_its_ending(capsys, place, tmp_path, ending):
    target = tmp_path / f"t.{ending}"
    asked = ("--where", "kind=focus_group", "--output", target, "--project", place)
    assert run(capsys, "table", "themes", *asked)[0] == 0
    assert target.stat().st_size > 100


def test_a_page_tells_its_filters_and_escapes_words(capsys, place):
    _, out, _ = run(
        capsys, "table", "quotations", "--where", "person=P1", "--format", "html", "--project", place
    )
    assert "<p>Filtres\N{NO-BREAK SPACE}: person = P1.</p>" in out
    assert "<script" not in out


def test_questions_need_a_guide(capsys, place):
    code, _, err = run(capsys, "table", "questions", "--project", place)
    assert (code, "guide.yaml" in err) == (2, True)


def test_a_notebook_asks_for_the_same_tables(place):
    study = Project(place)
    assert list(study.themes(where={"person": "P1"})["persons_total"].unique()) == [1]
    assert study.crossing(rows="frein", columns="person", level="top").shape[0] == 4


@pytest.mark.parametrize(
    "name",
    [
        *("quotes", "cooccurrence", "group_alone", "structures", "portrait", "participation", "dynamics"),
        *("succession", "order", "exchanges", "markers"),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "xlsx", "md", "html"])
def test_every_table_is_written_in_every_format(capsys, place, tmp_path, name, ending):
    target = tmp_path / f"t.{ending}"
    assert run(capsys, "table", name, "--output", target, "--project", place)[0] == 0
    assert target.read_bytes()


def test_words_of_a_cell_stand_in_the_transcript(capsys, place):
    _, out, _ = run(capsys, "table", "quotes", "--format", "json", "--project", place)
    cells = {one["code"]: one["groupe.txt"] for one in json.loads(out)}
    assert "« On a un potager et des poules. »" in cells["potager"]


def test_waves_that_nobody_named_are_asked_for(capsys, place):
    code, _, err = run(capsys, "table", "waves", "--project", place)
    assert (code, "vague=1" in err) == (2, True)


def test_a_portrait_of_an_unknown_theme_is_a_sentence(capsys, place):
    assert run(capsys, "table", "portrait", "--code", "rien", "--project", place)[0] == 2
    code, out, _ = run(capsys, "table", "portrait", "--code", "frein", "--format", "json", "--project", place)
    assert code == 0
    assert sum(one["segments"] for one in json.loads(out)) == 2


def test_the_screen_shows_headings_in_words_and_what_did_not_fit(capsys, place):
    code, out, _ = run(capsys, "table", "themes", "--format", "screen", "--project", place)
    assert code == 0
    assert "Segments" in out
    assert "persons_total" not in out
    assert "Animation et observation ne sont pas comptées" in " ".join(out.split())


def test_the_screen_is_no_file(capsys, place, tmp_path):
    target = tmp_path / "themes.txt"
    code, _, err = run(
        capsys, "table", "themes", "--format", "screen", "--output", target, "--project", place
    )
    assert code == 2
    assert "screen" in err
    assert not target.exists()


def test_a_table_for_a_french_spreadsheet_goes_into_a_file(capsys, place, tmp_path):
    target = tmp_path / "themes.csv"
    code, _, _ = run(capsys, "table", "themes", "--format", "csv-fr", "--output", target, "--project", place)
    assert code == 0
    assert target.read_text(encoding="utf-8-sig").startswith("facet;code;label;")
