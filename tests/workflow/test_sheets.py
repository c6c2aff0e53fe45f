"""Workbooks to code in, and what comes back of them."""

import openpyxl
import pytest

from focuskit.errors import SheetFileError, UsageError
from focuskit.exchange.sheet import read_coding_sheet
from focuskit.model.coding_sheet import RowKind, SheetField
from focuskit.model.codings import DecisionKind
from focuskit.model.memos import MemoKind
from focuskit.model.spans import Span
from focuskit.model.suggestions import SuggestionState
from focuskit.store import create_project, open_project
from focuskit.workflow.assign import assign_segments
from focuskit.workflow.decide import decide, list_history, open_desk, remember_coder, undo
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.sheet_export import export_sheet, sheet_labels
from focuskit.workflow.sheet_import import SheetChoices, import_sheet
from focuskit.workflow.word_export import export_word
from small_study import CODEBOOK, TEXT, make_study

COLUMNS = {field: place for place, field in enumerate(SheetField, 1)}


@pytest.fixture
def folder(tmp_path):
    made = make_study(tmp_path, f"{TEXT}\nMarc : =1+1, voilà le calcul.\n")
    remember_coder(made, "Claire")
    desk = open_desk(made, "groupe")
    start = desk.document.text.index("des poules")
    decide(made, "Claire", [desk.add(Span(start, start + len("des poules")), "frein")])
    return made


@pytest.fixture
def path(folder):
    return export_sheet(folder).path


def fill(path, said, code=None, /, **cells):
    """Write into the row on just these words, else the first that holds them (and has the code)."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]

    def value(line, field):
        return str(sheet.cell(line, COLUMNS[field]).value or "")

    lines = [
        line
        for line in range(2, sheet.max_row + 1)
        if said in value(line, SheetField.WORDS) and code in {None, value(line, SheetField.CODE)}
    ]
    line = next((line for line in lines if value(line, SheetField.WORDS) == said), lines[0])
    for name, content in cells.items():
        sheet.cell(line, COLUMNS[SheetField(name)], content)
    book.save(path)
    return path


def bring(folder, path, **choices):
    return import_sheet(folder, path, SheetChoices(**choices))


def states(folder):
    return {one.code: one.state for one in open_desk(folder, "groupe").suggestions}


def codings(folder):
    return {(one.words, one.code) for one in open_desk(folder, "groupe").codings}


def keys(summary):
    return [one.key for one in summary.problems]


def test_there_is_a_row_for_each_suggestion_coding_and_uncoded_segment(path):
    rows = read_coding_sheet(path)
    kinds = [row.key.kind for row in rows]
    assert (kinds.count(RowKind.SUGGESTION), kinds.count(RowKind.CODING)) == (4, 1)
    assert kinds.count(RowKind.SEGMENT) == 2
    assert all(row.is_unchanged and row.is_empty for row in rows)


def test_no_cell_is_a_formula_whatever_was_said(path):
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=1+1") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    (risky,) = [cell for cell in cells if str(cell.value).startswith("=1+1")]
    assert risky.quotePrefix


def test_decisions_are_chosen_from_a_list_and_codes_from_the_codebook(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    lists = {one.formula1: str(one.sqref) for one in sheet.data_validations.dataValidation}
    assert lists == {
        '"accepter,rejeter,remplacer,ajouter,retirer"': "I2:I8",
        "'Grille'!$C$2:$C$5": "J2:L8",
    }
    assert sheet.column_dimensions["N"].hidden


def test_an_untouched_workbook_changes_nothing_and_is_replaced(folder, path):
    summary = bring(folder, path)
    assert (summary.n_rows, summary.n_placed, summary.changes_anything) == (7, 7, False)
    assert export_sheet(folder).kept is None


def test_a_workbook_worked_on_is_kept(folder, path):
    fill(path, "subvention", decision="accepter")
    assert export_sheet(folder).kept.is_file()


def test_suggestions_are_accepted_rejected_and_replaced(folder, path):
    fill(path, "subvention", decision="accepter")
    fill(path, "vélos", "velo", decision="Rejeter")
    fill(path, "trop cher", "frein", decision="remplacer", code_1="frein/argent", code_2="Potager")
    summary = bring(folder, path)
    assert (summary.tally.accepted, summary.tally.rejected, summary.tally.replaced) == (1, 1, 1)
    assert states(folder) == {
        "potager": SuggestionState.OPEN,
        "velo": SuggestionState.REJECTED,
        "frein": SuggestionState.REPLACED,
        "frein/argent": SuggestionState.ACCEPTED,
    }
    assert {("Il faudrait une subvention.", "frein/argent")} <= codings(folder)
    assert {code for words, code in codings(folder) if "vélos" in words} == {"frein/argent", "potager"}
    assert {one.decision.coder for one in list_history(folder)} == {"Claire"}


def test_codings_are_replaced_and_removed_and_segments_coded(folder, path):
    fill(path, "des poules", "frein", decision="remplacer", code_1="potager")
    fill(path, "voilà le calcul", code_1="frein", memo="mémo réflexif : drôle")
    summary = bring(folder, path)
    assert (summary.tally.changed, summary.tally.added, summary.n_memos) == (1, 1, 1)
    assert {("des poules", "potager"), ("=1+1, voilà le calcul.", "frein")} == codings(folder)
    assert [(one.kind, one.words) for one in open_desk(folder, "groupe").memos] == [
        (MemoKind.REFLEXIVE, "drôle")
    ]
    fill(export_sheet(folder).path, "des poules", "potager", decision="retirer")
    assert bring(folder, path).tally.removed == 1
    assert list_history(folder)[-1].decision.gesture.kind is DecisionKind.REMOVE


def test_importing_twice_does_nothing_and_one_undo_takes_all_back(folder, path):
    before = codings(folder), states(folder)
    fill(path, "subvention", decision="accepter", memo="à revoir")
    fill(path, "des poules", "frein", decision="retirer")
    assert bring(folder, path).is_saved
    assert not bring(folder, path).changes_anything
    undo(folder, "Claire")
    assert (codings(folder), states(folder), open_desk(folder, "groupe").memos) == (*before, ())


def test_a_changed_verbatim_is_refused_and_the_rest_is_taken(folder, path):
    fill(path, "subvention", decision="accepter", words="Il faudrait une prime.")
    fill(path, "vélos", "velo", decision="rejeter")
    summary = bring(folder, path)
    assert (keys(summary), summary.n_placed) == (["sheet.words_changed"], 6)
    assert states(folder)["frein/argent"] is SuggestionState.OPEN
    assert states(folder)["velo"] is SuggestionState.REJECTED


def test_an_unknown_code_is_proposed_and_created_only_where_asked_for(folder, path):
    fill(path, "voilà le calcul", code_1="bricole")
    fill(path, "subvention", decision="remplacer", code_1="argens")
    summary = bring(folder, path)
    assert [(one.written, one.nearest[:1]) for one in summary.unknown][1] == ("bricole", ())
    assert summary.unknown[0].nearest[0] == "frein/argent"
    assert not summary.changes_anything
    assert bring(folder, path, new_codes=True).is_saved
    assert ("=1+1, voilà le calcul.", "bricole") in codings(folder)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"decision": "remplacer"}, "sheet.no_code"),
        ({"code_1": "frein"}, "sheet.code_without_decision"),
        ({"decision": "peut-être"}, "sheet.no_decision"),
        ({"decision": "rejeter", "code_1": "frein"}, "sheet.code_and_no"),
        ({"key": "", "decision": "accepter"}, "sheet.no_key"),
        ({"key": "suggestion|x|0|3|frein|", "decision": "accepter"}, "sheet.no_document"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_with_its_line(folder, path, cells, reason):
    fill(path, "subvention", **cells)
    summary = bring(folder, path)
    assert keys(summary) == [reason]
    assert summary.problems[0].line == 7
    assert not summary.changes_anything


def test_rows_may_be_sorted_and_columns_moved(folder, path):
    fill(path, "subvention", decision="accepter")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_cols(3)
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for line, row in enumerate(reversed(values), 2):
        for place, value in enumerate(row, 1):
            sheet.cell(line, place).value = value
            sheet.cell(line, place).data_type = "s" if isinstance(value, str) else "n"
    book.save(path)
    assert bring(folder, path).tally.accepted == 1


def test_nobody_is_coder_by_chance(tmp_path):
    folder = make_study(tmp_path)
    path = fill(export_sheet(folder).path, "subvention", decision="accepter")
    with pytest.raises(UsageError):
        bring(folder, path)
    assert bring(folder, path, dry_run=True).tally.accepted == 1
    assert bring(folder, path, coder="Odile").coders == ("Odile",)


def test_files_that_are_no_such_workbook_are_told(folder, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"no archive")
    openpyxl.Workbook().save(tmp_path / "y.xlsx")
    for name in ("x.xlsx", "y.xlsx", "none.xlsx"):
        with pytest.raises(SheetFileError):
            bring(folder, tmp_path / name)


def test_an_empty_project_gives_a_workbook_without_rows(tmp_path):
    create_project(tmp_path / "vide")
    folder = open_project(tmp_path / "vide")
    (tmp_path / "g.yaml").write_text(CODEBOOK, encoding="utf-8")
    install_codebook(folder, tmp_path / "g.yaml")
    made = export_sheet(folder)
    assert made.n_rows == 0
    assert not bring(folder, made.path).changes_anything


def test_every_column_and_decision_has_its_own_name():
    labels = sheet_labels()
    assert len(set(labels.headers.values())) == len(SheetField)
    assert len(set(labels.decisions.values())) == len(labels.decisions)


def test_who_codes_blind_sees_neither_suggestions_nor_the_work_of_others(folder):
    assign_segments(folder, ["Hugo"], ["groupe"])
    rows = read_coding_sheet(export_sheet(folder, coder="Hugo").path)
    assert {row.key.kind for row in rows} == {RowKind.SEGMENT}
    (file,) = export_word(folder, coder="Hugo")
    assert (file.n_codings, file.n_suggestions) == (0, 0)
