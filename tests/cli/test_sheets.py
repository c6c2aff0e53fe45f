"""Framework and consensus: written in a sheet, read back, undone."""

import json

import pytest
from openpyxl import load_workbook

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


@pytest.fixture
def sheet(capsys, place, tmp_path):
    target = tmp_path / "cadre.xlsx"
    assert run(capsys, "framework", "export", target, "--project", place)[0] == 0
    return target


def edit(path, *cells):
    book = load_workbook(path)
    for title, where, words in cells:
        book[title][where] = words
    book.save(path)


def test_summaries_are_read_back_and_shown_with_their_references(capsys, place, sheet):
    edit(sheet, ("Résumés", "B3", "On cultive un peu."))
    code, out, _ = run(capsys, "framework", "import", sheet, "--coder", "Ana", "--project", place)
    assert code == 0
    assert out.startswith("1 case changée")
    row = Project(place).framework().set_index("code").loc["potager"]
    assert (row["summary"], row["state"], row["references"]) == (
        "On cultive un peu.", "charted", "groupe.txt:2",
    )  # fmt: skip


def test_reading_the_same_sheet_again_changes_nothing_and_one_undo_takes_all_back(capsys, place, sheet):
    edit(sheet, ("Résumés", "B3", "Un."), ("Résumés", "D3", "Deux."))
    run(capsys, "framework", "import", sheet, "--coder", "Ana", "--project", place)
    assert run(capsys, "framework", "import", sheet, "--project", place)[1].startswith("0 case")
    assert run(capsys, "framework", "undo", "--project", place)[1].startswith("2 cases")
    assert set(Project(place).framework()["summary"]) == {""}
    assert run(capsys, "framework", "undo", "--project", place)[0] == 1


def test_what_was_written_comes_back_out(capsys, place, sheet):
    edit(sheet, ("Résumés", "B3", "- pas de place, + d'envie"))
    run(capsys, "framework", "import", sheet, "--coder", "Ana", "--project", place)
    run(capsys, "framework", "export", sheet, "--project", place)
    cell = load_workbook(sheet)["Résumés"]["B3"]
    assert (cell.value, cell.data_type) == ("- pas de place, + d'envie", "s")


def test_an_emptied_cell_empties_the_summary(capsys, place, sheet):
    edit(sheet, ("Résumés", "B3", "Un."))
    run(capsys, "framework", "import", sheet, "--coder", "Ana", "--project", place)
    edit(sheet, ("Résumés", "B3", None))
    assert run(capsys, "framework", "import", sheet, "--project", place)[1].startswith("1 case")
    assert set(Project(place).framework()["summary"]) == {""}


def test_an_unknown_case_or_code_is_told_and_the_rest_is_read(capsys, place, sheet):
    edit(sheet, ("Résumés", "B3", "Un."), ("Résumés", "A4", "ailleurs.txt"), ("Résumés", "D2", "lune"))
    code, out, _ = run(capsys, "framework", "import", sheet, "--coder", "Ana", "--project", place)
    assert code == 1
    assert out.startswith("1 case changée")
    assert "lune" in out
    assert "Ce cas n’est pas dans le projet" in out


def test_segments_without_summary_are_listed_with_their_words(sheet):
    rows = list(load_workbook(sheet)["Non résumé"].iter_rows(values_only=True))
    assert ("groupe.txt", "potager", "« On a un potager et des poules. » (P1, groupe.txt:2)") in rows


def test_a_file_that_is_no_framework_is_told(capsys, place, tmp_path):
    other = tmp_path / "autre.xlsx"
    other.write_bytes(b"PK nothing")
    for path in (other, tmp_path / "rien.xlsx"):
        code, _, err = run(capsys, "framework", "import", path, "--coder", "Ana", "--project", place)
        assert (code, path.name in err) == (2, True)
    assert run(capsys, "framework", "export", tmp_path / "a.csv", "--project", place)[0] == 2


def test_nobody_writes_without_a_name(capsys, place, sheet):
    assert run(capsys, "framework", "import", sheet, "--project", place)[0] == 2


@pytest.fixture
def proposed(capsys, place):
    asked = ("groupe", "On manque de place.", "--coder", "Ana", "--project", place)
    assert run(capsys, "consensus", "add", *asked)[0] == 0
    return place


def test_a_matrix_is_written_on_screen_and_has_its_rates(capsys, proposed):
    for member, stance in (("P1", "SA"), ("P2", "D")):
        assert run(capsys, "consensus", "set", "groupe", "1", member, stance, "--project", proposed)[0] == 0
    _, out, _ = run(capsys, "consensus", "--json", "--project", proposed)
    (one,) = json.loads(out)
    assert one["stances"] == {"P1": ["SE"], "P2": ["D"]}
    assert (one["agreement_of_members"], one["agreement_expressed"]) == (0.5, 0.5)
    shown = run(capsys, "consensus", "--project", proposed)[1]
    assert "accord, sur les présents 1/2" in shown
    frame = Project(proposed).consensus()
    assert frame.loc[0, "who_agree"] == "P1"
    assert run(capsys, "consensus", "undo", "--project", proposed)[1].startswith("1 case")
    assert "des cases restent à décider" in run(capsys, "consensus", "--project", proposed)[1]


@pytest.mark.parametrize(
    "asked",
    [
        ("add", "groupe", "Manque-t-on de place ?"),
        ("add", "ailleurs", "On manque."),
        ("set", "groupe", "9", "P1", "A"),
        ("set", "groupe", "1", "Zoé", "A"),
        ("set", "groupe", "1", "P1", "oui"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(capsys, proposed, asked):
    code, _, err = run(capsys, "consensus", *asked, "--project", proposed)
    assert code == 2
    assert "\n" not in err.strip()


def test_a_sheet_carries_propositions_and_stances_both_ways(capsys, proposed, tmp_path):
    target = tmp_path / "consensus.xlsx"
    assert run(capsys, "consensus", "export", target, "--project", proposed)[0] == 0
    edit(target, ("groupe", "C3", "A d"), ("groupe", "B4", "Il faut une aide."), ("groupe", "D4", "NR"))
    code, out, _ = run(capsys, "consensus", "import", target, "--project", proposed)
    assert (code, out.split()[0]) == (0, "3")
    one, two = json.loads(run(capsys, "consensus", "--json", "--project", proposed)[1])
    assert one["stances"]["P1"] == ["A", "D"]
    assert (two["number"], two["proposition"], two["stances"]["P2"]) == (2, "Il faut une aide.", ["NR"])


def test_a_cell_that_is_no_stance_is_told_and_the_rest_is_read(capsys, proposed, tmp_path):
    target = tmp_path / "consensus.xlsx"
    run(capsys, "consensus", "export", target, "--project", proposed)
    edit(target, ("groupe", "C3", "plutôt"), ("groupe", "D3", "A"), ("groupe", "B4", "Et demain ?"))
    code, out, _ = run(capsys, "consensus", "import", target, "--project", proposed)
    assert code == 1
    assert out.startswith("1 case changée")
    (one,) = json.loads(run(capsys, "consensus", "--json", "--project", proposed)[1])
    assert one["stances"] == {"P1": [], "P2": ["A"]}


def test_without_propositions_the_command_says_how_to_begin(capsys, place):
    code, out, _ = run(capsys, "consensus", "--project", place)
    assert (code, "focuskit consensus add" in out) == (0, True)
