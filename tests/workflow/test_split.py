"""Which codings go where when a code is split."""

import pytest

from focuskit.errors import UsageError
from focuskit.exchange.placements import read_placements, write_placements
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.split import Placing, plan_split, write_split_sheet
from small_study import make_study


@pytest.fixture
def folder(tmp_path):
    """Return a study with three whole segments coded ``velo``."""
    folder = make_study(tmp_path)
    desk = open_desk(folder, "groupe")
    decide(folder, "Zoé", [desk.add(desk.span_of(number), "velo") for number in (2, 3, 4)])
    return folder


def goals(folder, **placing):
    return [one.goes_to for one in plan_split(folder, "velo", Placing(**placing))]


def test_codings_go_by_the_first_expression_that_their_words_hold(folder):
    assert goals(folder, by_expression=(("potager", "a"), ("poule|subvention", "b"))) == ["a", "", "b"]


def test_a_document_goes_before_an_expression_and_a_sheet_before_both(folder, tmp_path):
    by_document = (("groupe", "c"),)
    assert goals(folder, by_expression=(("potager", "a"),), by_document=by_document) == ["c", "c", "c"]
    sheet = tmp_path / "placer.csv"
    write_split_sheet(sheet, plan_split(folder, "velo", Placing()))
    rows = read_placements(sheet)
    write_placements(sheet, [rows[0]._replace(goes_to="d"), *rows[1:]])
    assert goals(folder, sheet=sheet, by_document=by_document) == ["d", "c", "c"]


def test_a_sheet_saved_with_commas_is_read(tmp_path):
    path = tmp_path / "placer.csv"
    path.write_text('decision,document,coder,words,goes_to\nx,d,Z,"a, b",n\n', encoding="utf-8")
    assert read_placements(path)[0].goes_to == "n"


@pytest.mark.parametrize("content", [b"a;b\n1;2\n", b"\xff\xfe\x00"])
def test_a_sheet_of_something_else_is_refused(tmp_path, content):
    path = tmp_path / "autre.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="goes_to"):
        read_placements(path)


def test_words_are_no_formula_in_a_spreadsheet(tmp_path, folder):
    row = plan_split(folder, "velo", Placing())[0]
    path = tmp_path / "placer.csv"
    write_split_sheet(path, [type(row)(row.decision, row.document, row.coder, row.span, "=1+1")])
    assert read_placements(path)[0].words == "'=1+1"


def test_nothing_coded_gives_nothing_to_place(folder):
    assert plan_split(folder, "potager", Placing(by_expression=(("a", "b"),))) == ()
