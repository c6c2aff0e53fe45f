from __future__ import annotations

import pytest

from .support import keys, read_as, turns

LONG = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 5
tiers? <exists>
size = 3
item []:
    item [1]:
        class = "IntervalTier"
        name = "Nadia"
        xmin = 0
        xmax = 5
        intervals: size = 2
        intervals [1]:
            xmin = 0
            xmax = 2
            text = "le ""bio"", c'est cher"
        intervals [2]:
            xmin = 2
            xmax = 5
            text = ""
    item [2]:
        class = "IntervalTier"
        name = "Malik"
        xmin = 0
        xmax = 5
        intervals: size = 1
        intervals [1]:
            xmin = 2
            xmax = 5
            text = "été comme hiver"
    item [3]:
        class = "TextTier"
        name = "gestes"
        xmin = 0
        xmax = 5
        points: size = 1
        points [1]:
            number = 1
            mark = "hoche"
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "cp1252"])
def test_tiers_are_speakers_in_order_of_time_whatever_the_encoding(tmp_path, encoding):
    result = read_as(tmp_path, "a.TextGrid", LONG.encode(encoding))
    assert turns(result) == [("Nadia", 'le "bio", c\'est cher'), ("Malik", "été comme hiver")]
    assert [(turn.start_ms, turn.end_ms) for turn in result.transcript.turns] == [(0, 2000), (2000, 5000)]
    assert "point_tiers" in keys(result)
    assert "hoche" in [aside.text for aside in result.transcript.asides]


@pytest.mark.parametrize("text", ["Nadia : oui\n", LONG[:400], LONG.replace("xmin = 0", "xmin = zéro")])
def test_a_broken_grid_is_told(tmp_path, text):
    result = read_as(tmp_path, "a.TextGrid", text)
    assert result.transcript is None
    assert keys(result)[-1] in {"broken_textgrid", "no_words"}
