import re
import zipfile

import openpyxl
from analysis.invented import DECIDED, corpus, mark, segment

from focuskit.messages import say, speak
from focuskit.model.codebook import Codebook
from focuskit.reports import write_xlsx


def study():
    return corpus(
        segment("FG2.docx", 1, "=1+1", mark("alimentaire"), mark("frein/cout", DECIDED)),
        segment("FG2.docx", 2, "mot " * 60, mark("levier/reseau"), who="P2", ms=61_000),
    )


def sheets(tmp_path, made, **more):
    path = tmp_path / "tableaux.xlsx"
    write_xlsx(made, path, **more)
    return openpyxl.load_workbook(path)


def column(sheet, header, row=1):
    place = next(cell.column for cell in sheet[row] if cell.value == header)
    return [sheet.cell(line, place) for line in range(row + 1, sheet.max_row + 1)]


def test_sheets_are_named_in_the_language_in_force(tmp_path):
    french = [
        "Thèmes", "Croisement", "Croisement (liste)", "Citations", "Citations par code",
        "Citations par croisement", "Saturation des codes", "Grille de codes", "Lisez-moi",
    ]  # fmt: skip
    assert sheets(tmp_path, study()).sheetnames == french
    speak("en")
    assert sheets(tmp_path, study()).sheetnames[0] == "Themes"


def test_one_table_comes_with_how_it_was_counted(tmp_path):
    assert sheets(tmp_path, study(), only="themes").sheetnames == ["Thèmes", "Lisez-moi"]
    assert sheets(tmp_path, study(), only="crossing").sheetnames[-1] == "Lisez-moi"


def test_counts_are_numbers_with_their_statuses(tmp_path):
    sheet = sheets(tmp_path, study())["Thèmes"]
    codes = [cell.value for cell in column(sheet, "Code")]
    row = codes.index("frein") + 2
    values = {head.value: sheet.cell(row, head.column).value for head in sheet[1]}
    assert (values["Segments"], values["Segments décidés"], values["Segments suggérés"]) == (1, 1, 0)


def test_the_header_stays_in_view_with_a_filter(tmp_path):
    book = sheets(tmp_path, study())
    for name in ("Thèmes", "Croisement (liste)", "Citations"):
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref.startswith("A1:")


def test_words_are_never_run_as_a_formula(tmp_path):
    (first, second) = column(sheets(tmp_path, study())["Citations"], "Verbatim")[::2]
    assert (first.value, first.data_type) == ("=1+1", "s")
    assert second.alignment.wrap_text


def test_a_long_verbatim_has_a_row_high_enough(tmp_path):
    sheet = sheets(tmp_path, study())["Citations"]
    heights = [sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)]
    assert heights[0] == 15
    assert heights[-1] >= 45


def test_the_matrix_shows_segments_that_carry_both(tmp_path):
    sheet = sheets(tmp_path, study())["Croisement"]
    headers = [cell.value for cell in sheet[2]]
    rows = {sheet.cell(row, 1).value: row for row in range(3, sheet.max_row + 1)}
    assert sheet.cell(rows["alimentaire"], headers.index("Coût") + 1).value == 1
    assert sheet.cell(rows["sans_transition"], headers.index("Levier") + 1).value == 1
    assert sheet.column_dimensions["D"].outlineLevel == 1


def test_an_empty_codebook_gives_empty_sheets(tmp_path):
    book = sheets(tmp_path, corpus(codebook=Codebook("vide", "1", "fr", "Vide", (), ())))
    assert book["Thèmes"].max_row == 1


def test_the_same_study_gives_the_same_bytes_without_name_or_date(tmp_path):
    write_xlsx(study(), tmp_path / "a.xlsx")
    write_xlsx(study(), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4})-", core)) == {"2000"}
    assert not re.search(r"<dc:creator>[^<]", core)


def test_counts_of_themes_lead_to_the_first_quotation_of_the_code(tmp_path):
    made = corpus(
        segment("FG2.docx", 1, "Un.", mark("frein/cout")),
        segment("FG2.docx", 2, "Deux.", mark("levier/temps"), start=9),
    )
    path = tmp_path / "t.xlsx"
    write_xlsx(made, path)
    book = openpyxl.load_workbook(path)
    themes, listed = book[say("table.themes")], book[say("table.quotations_by_code")]
    header = [cell.value for cell in themes[1]]
    column, codes = header.index(say("table.column_segments")), header.index(say("table.column_code"))
    linked = {row[codes].value: row[column] for row in themes.iter_rows(min_row=2) if row[column].hyperlink}
    assert set(linked) == {"frein", "frein/cout", "levier", "levier/temps"}
    for name, cell in linked.items():
        place = cell.hyperlink.location.partition("!")[2]
        first = int(place.removeprefix("A"))
        own = [row[0].value for row in listed.iter_rows(min_row=2)]
        assert own.index(name) + 2 == first
        assert own.count(name) == cell.value


def test_cells_of_the_crossing_lead_to_their_quotations(tmp_path):
    made = corpus(
        segment("FG2.docx", 1, "Un.", mark("alimentaire"), mark("frein/cout")),
        segment("FG2.docx", 2, "Deux.", mark("alimentaire"), mark("frein/cout"), start=9),
        segment("FG2.docx", 3, "Trois.", mark("levier/temps"), start=19),
    )
    book = sheets(tmp_path, made)
    listed = list(book[say("table.quotations_by_crossing")].iter_rows(values_only=True))
    matrix = book[say("table.crossing")]
    codes = [cell.value for cell in matrix[2]]
    linked = {cell.coordinate: cell for row in matrix.iter_rows(min_row=3) for cell in row if cell.hyperlink}
    counted = {
        cell.coordinate for row in matrix.iter_rows(min_row=3, min_col=3) for cell in row if cell.value
    }
    assert linked.keys() == counted
    for cell in linked.values():
        first = int(cell.hyperlink.location.partition("!A")[2])
        own = listed[first - 1 : first - 1 + cell.value]
        assert {(row[0], row[3]) for row in own} == {(matrix.cell(cell.row, 1).value, codes[cell.column - 1])}
        assert len(own) == cell.value
    rows = book[say("table.crossing_list")].iter_rows(min_row=2)
    assert all(sum(cell.hyperlink is not None for cell in row) == 1 for row in rows)


def test_every_further_table_has_its_sheet_with_a_filter(tmp_path):
    made = corpus(
        segment("FG2.docx", 1, "Un.", mark("frein/cout", DECIDED)),
        segment("FG2.docx", 2, "Deux.", mark("frein/cout", DECIDED), who="P2", turn=1, start=9),
    )
    book = sheets(tmp_path, made)
    assert book.sheetnames[-1] == say("table.explanations")
    grid = book[say("table.codebook")]
    assert [cell.value for cell in column(grid, "Code")] == [one.name for one in made.codebook.codes]
    further = book.sheetnames[book.sheetnames.index(say("table.quotations_by_code")) + 1 : -1]
    assert {say("table.saturation"), say("table.codebook")} <= set(further)
    for name in further:
        assert book[name].auto_filter.ref.startswith("A1:")
        assert not any(str(cell.value).startswith("table.") for cell in book[name][1])
