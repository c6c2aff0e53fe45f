from __future__ import annotations

import re
from datetime import date, datetime
from zipfile import ZipFile

from focuskit.transcripts.workbooks import read_sheets

from .test_answers import write_workbook


def test_cells_are_text_as_a_person_would_write_it(tmp_path):
    values = ["mot", 3, 3.0, 2.5, None, date(2025, 3, 1), datetime(2025, 3, 1, 9, 30)]  # noqa: DTZ001
    sheet = read_sheets(write_workbook(tmp_path / "a.xlsx", [values]))[0][0]
    assert sheet.rows == (["mot", "3", "3", "2.5", "", "2025-03-01", "2025-03-01 09:30:00"],)


def test_rows_beyond_the_size_a_sheet_claims_are_read(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [["id", "texte"], ["1", "oui"], ["2", "non"]])
    with ZipFile(tmp_path / "a.xlsx") as old, ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', old.read(name)))
    assert len(read_sheets(tmp_path / "b.xlsx")[0][0].rows) == 3


def test_a_workbook_without_its_parts_is_damaged(tmp_path):
    with ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("autre.xml", "<a/>")
    assert read_sheets(tmp_path / "a.xlsx") == ((), "broken_workbook")
