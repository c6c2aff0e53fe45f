"""Tests of tables as a terminal shows them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focuskit.messages import speak
from focuskit.reports.screen_table import table_for_screen


@pytest.fixture
def frame() -> pd.DataFrame:
    """Return a table of two codes, one of whose columns is empty."""
    return pd.DataFrame(
        {
            "facet": ["levier", "frein"],
            "code": ["levier/reseau", "frein/temps"],
            "label": ["S’appuyer sur le réseau", "Manque de temps"],
            "segments": [12, 3],
            "persons": [5, 2],
            "persons_total": [9, 9],
            "observed": [None, None],
            "top_share": [0.4166667, 0.5],
        }
    )


def test_counts_and_their_totals_become_one_column(frame: pd.DataFrame) -> None:
    speak("fr")
    shown = table_for_screen(frame, "themes", 200)
    assert shown.headings[3] == "Personnes"
    assert [row[3] for row in shown.rows] == ["5\u202f/\u202f9", "2\u202f/\u202f9"]
    assert "Personnes en tout" not in shown.headings


def test_decimals_are_told_as_the_language_does(frame: pd.DataFrame) -> None:
    speak("fr")
    assert table_for_screen(frame, "themes", 200).rows[0][-1] == "0,417"
    speak("en")
    assert table_for_screen(frame, "themes", 200).rows[0][-1] == "0.417"


def test_empty_columns_and_the_facet_are_left_out(frame: pd.DataFrame) -> None:
    speak("en")
    shown = table_for_screen(frame, "themes", 200)
    assert len(shown.headings) == 5
    assert shown.n_hidden_columns == 0


def test_what_does_not_fit_is_counted(frame: pd.DataFrame) -> None:
    speak("fr")
    shown = table_for_screen(frame, "themes", 55)
    assert shown.headings == ("Code", "Libellé", "Segments")
    assert shown.n_hidden_columns == 2


def test_a_long_table_is_cut_and_says_so() -> None:
    long = pd.DataFrame({"code": [f"c{n}" for n in range(450)], "segments": range(450)})
    shown = table_for_screen(long, "themes", 80)
    assert len(shown.rows) + shown.n_hidden_rows == 450
    assert shown.n_hidden_rows > 0


def test_an_empty_table_keeps_its_headings() -> None:
    shown = table_for_screen(pd.DataFrame({"code": [], "segments": []}), "themes", 80)
    assert len(shown.headings) == 2
    assert shown.rows == ()


@given(st.integers(1, 300), st.lists(st.text(max_size=60), min_size=1, max_size=8, unique=True))
def test_a_table_never_loses_a_row_or_column_unsaid(width: int, names: list[str]) -> None:
    frame = pd.DataFrame({f"{place}{name}": ["x", "y"] for place, name in enumerate(names)})
    shown = table_for_screen(frame, "themes", width)
    assert len(shown.headings) + shown.n_hidden_columns == len(names)
    assert all(len(row) == len(shown.headings) for row in shown.rows)
    assert len(shown.headings) >= min(2, len(names))
