"""Tables as a notebook shows them."""

import pandas as pd
import pytest

from focuskit.errors import UsageError
from focuskit.reports.shown_table import ShownTable, chosen_columns

FRAME = pd.DataFrame(
    {"document": ["fg1.txt", "fg2.txt"], "kind": ["focus_group", "interview"], "words": [12, None]}
).astype({"words": "Int64"})


def test_headers_and_values_are_told_and_missing_cells_are_empty():
    page = ShownTable(FRAME)._repr_html_()
    assert "<th>Document</th>" in page
    assert "focus group" in page
    assert '<td class="fk-n"></td>' in page
    assert repr(ShownTable(FRAME, "Mots")).splitlines()[0] == "Mots"


def test_long_words_are_whole_and_escaped():
    words = "<b>mot</b> " * 60
    page = ShownTable(pd.DataFrame({"verbatim": [words]}))._repr_html_()
    assert page.count("&lt;b&gt;mot&lt;/b&gt;") == 60
    assert 'class="fk-long"' in page


def test_rows_left_out_are_told_and_kept_in_the_frame():
    table = ShownTable(FRAME, most=1)
    assert "1 ligne de plus" in table._repr_html_()
    assert "fg2.txt" not in table._repr_html_()
    assert "1 ligne de plus" in repr(table)
    assert len(table) == 2
    assert "de plus" not in repr(ShownTable(FRAME, most=0))


def test_columns_are_chosen_in_order_and_a_wrong_one_is_told():
    assert list(chosen_columns(FRAME, ["words", "document"]).columns) == ["words", "document"]
    assert list(chosen_columns(FRAME, ()).columns) == list(FRAME.columns)
    with pytest.raises(UsageError, match="document, kind, words"):
        chosen_columns(FRAME, ["mots"])


def test_a_table_without_rows_says_so():
    assert "Aucune ligne" in ShownTable(FRAME.head(0))._repr_html_()
