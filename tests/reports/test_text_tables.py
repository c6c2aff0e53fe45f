import csv
import io
import json

import pandas as pd
import pytest
from analysis.invented import corpora, corpus, mark, segment
from hypothesis import given

from focuskit.errors import OutputError
from focuskit.reports import TABLES, build_table, render_table, write_csv


def study():
    return corpus(
        segment("FG2.docx", 1, "=1+1 | et\nle reste", mark("action")),
        segment("FG2.docx", 2, "- Oui.", mark("action"), who="P2", turn=1),
    )


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_an_empty_study_has_its_header(name):
    frame = build_table(name, corpus())
    assert render_table(frame, name, "csv").startswith(",".join(frame.columns))
    assert json.loads(render_table(frame, name, "json")) == json.loads(frame.to_json(orient="records"))
    assert render_table(frame, name, "md").startswith("# ")


def test_numbers_are_plain_and_what_is_missing_is_empty():
    rows = read(render_table(build_table("themes", study()), "themes", "csv"))
    found = {row["code"]: row for row in rows}
    assert (found["action"]["segments"], found["action"]["top_share"]) == ("2", "0.5")
    assert (found["frein"]["segments"], found["frein"]["top_share"]) == ("0", "")


def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe():
    rows = read(render_table(build_table("quotations", study()), "quotations", "csv"))
    assert [row["verbatim"] for row in rows] == ["'=1+1 | et\nle reste", "'- Oui."]


def test_a_file_begins_with_a_byte_order_mark_and_the_text_does_not(tmp_path):
    frame = build_table("themes", study())
    write_csv(frame, tmp_path / "thèmes.csv")
    assert (tmp_path / "thèmes.csv").read_bytes().startswith(b"\xef\xbb\xbffacet,")
    assert not render_table(frame, "themes", "csv").startswith("\ufeff")


def test_markdown_escapes_bars_and_line_breaks():
    text = render_table(build_table("quotations", study()), "quotations", "md")
    assert "=1+1 \\| et<br>le reste" in text
    assert len({line.replace("\\|", "").count("|") for line in text.splitlines()[2:]}) == 1


def test_json_keeps_words_as_they_are_and_tells_missing_values():
    records = json.loads(render_table(build_table("themes", study()), "themes", "json"))
    by_code = {record["code"]: record for record in records}
    assert by_code["frein"]["top_share"] is None
    assert "Réparer" in render_table(build_table("themes", study()), "themes", "json")


def test_there_is_no_other_form_or_table():
    with pytest.raises(ValueError, match="pdf"):
        render_table(pd.DataFrame(), "themes", "pdf")
    with pytest.raises(KeyError):
        build_table("other", corpus())


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_csv(build_table("themes", corpus()), tmp_path / "file" / "t.csv")


@given(corpora())
def test_csv_holds_what_the_table_holds(drawn):
    frame = build_table("crossing", drawn)
    rows = read(render_table(frame, "crossing", "csv"))
    assert [int(row["segments"]) for row in rows] == list(frame["segments"])


def test_a_french_spreadsheet_gets_semicolons_and_decimal_commas(tmp_path):
    frame = pd.DataFrame({"code": ["levier; frein", "=1+1"], "top_share": [0.25, 1.0]})
    write_csv(frame, tmp_path / "t.csv", "csv-fr")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "code;top_share",
        '"levier; frein";0,25',
        "'=1+1;1,0",
    ]
