"""Pictures: the same values give the same bytes; what cannot be counted is not drawn as 0; each has a text."""

import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.image import imread

from focuskit.messages import speak
from focuskit.reports.figures import (
    CodeLine,
    Comparison,
    Graph,
    HeatMap,
    LineSpan,
    Link,
    Node,
    Participation,
    PersonBar,
    SaturationCurve,
    draw_code_line,
    draw_comparison,
    draw_graph,
    draw_heat_map,
    draw_participation,
    draw_saturation,
)

HEAT = HeatMap("Freins", ("Coût", "Temps"), ("A", "B"), ((3, 0), (None, 12)), "segments")
PEOPLE = Participation(
    "fg1", (PersonBar("Animatrice", 30, 2, False), PersonBar("P1", 60, 4), PersonBar("P2", 0, 0))
)
LINE = CodeLine(
    "fg1",
    50,
    ("Animatrice", "P1"),
    ("Coût",),
    (LineSpan("Animatrice", 0, 10), LineSpan("P1", 10, 50)),
    (LineSpan("Coût", 10, 20), LineSpan("Coût", 30, 40)),
    frozenset({LineSpan("Coût", 30, 40)}),
    frozenset({"Animatrice"}),
    (0,),
)
AFTER = Graph("tours", "succession", (Node("P1", 5), Node("P2", 3)), (Link("P1", "P2", 2),), is_directed=True)
TOGETHER = Graph("codes", "cooccurrence", (Node("Coût", 5), Node("Temps", 3)), (Link("Coût", "Temps", 2),))
CURVE = SaturationCurve("codes", ("a", "b"), (4, 6), (4.5, 6.0), (3.0, 6.0), (6.0, 6.0), 2)
COMPARED = Comparison("structures", ("Coût", "Temps"), ("asso", "mairie"), ((4, 0), (2, 1)), (4, 2))

DRAWN = {
    "heat map": (draw_heat_map, HEAT),
    "participation": (draw_participation, PEOPLE),
    "code line": (draw_code_line, LINE),
    "succession": (draw_graph, AFTER),
    "co-occurrence": (draw_graph, TOGETHER),
    "saturation": (draw_saturation, CURVE),
    "comparison": (draw_comparison, COMPARED),
}
EMPTY = {
    "heat map": (draw_heat_map, HeatMap("x", (), (), (), "segments")),
    "participation": (draw_participation, Participation("x", ())),
    "code line": (draw_code_line, CodeLine("x", 0, (), (), (), ())),
    "succession": (draw_graph, Graph("x", "succession", (), (), is_directed=True)),
    "co-occurrence": (draw_graph, Graph("x", "cooccurrence", (), ())),
    "saturation": (draw_saturation, SaturationCurve("x", (), (), (), (), (), 0)),
    "comparison": (draw_comparison, Comparison("x", (), (), (), ())),
}


@pytest.mark.parametrize(("draw", "values"), DRAWN.values(), ids=DRAWN)
def test_the_same_values_give_the_same_bytes(draw, values):
    speak("fr")
    first, again = draw(values, "one"), draw(values, "one")
    assert first == again
    assert first.svg.startswith(b"<?xml")
    assert first.png.startswith(b"\x89PNG")


@pytest.mark.parametrize(("draw", "values"), [*DRAWN.values(), *EMPTY.values()])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_picture_has_a_text_for_those_who_do_not_see_it(draw, values, language):
    speak(language)
    picture = draw(values, "one")
    assert picture.alt.endswith(".")
    assert ET.fromstring(picture.svg).tag.endswith("svg")  # noqa: S314 (written by us)


@pytest.mark.parametrize(("draw", "values"), DRAWN.values(), ids=DRAWN)
def test_pictures_name_no_date_and_nobody(draw, values):
    svg = draw(values, "one").svg
    assert b"<dc:date>" not in svg
    assert svg.count(b"focuskit") == 1


def test_a_picture_is_as_wide_in_print_as_it_says():
    picture = draw_participation(PEOPLE, "one")
    height, width, _ = imread(io.BytesIO(picture.png)).shape
    assert width == pytest.approx(picture.width_cm / 2.54 * 200, abs=1)
    assert height > 0


def test_what_cannot_be_counted_is_hatched_and_not_told_as_zero():
    speak("fr")
    known = HeatMap(HEAT.title, HEAT.rows, HEAT.columns, ((3, 0), (0, 12)), HEAT.unit)
    assert draw_heat_map(HEAT, "one").svg != draw_heat_map(known, "one").svg


def test_the_text_of_a_grid_names_its_highest_cells():
    speak("fr")
    assert "Temps × B (12) et Coût × A (3)" in draw_heat_map(HEAT, "one").alt


def test_the_text_of_participation_names_who_was_silent():
    speak("fr")
    assert draw_participation(PEOPLE, "one").alt.endswith("N’ont pas pris la parole\N{NO-BREAK SPACE}: P2.")


def test_the_text_of_a_code_line_tells_decided_from_suggested():
    speak("en")
    assert "decided: 1; only suggested (pale): 1" in draw_code_line(LINE, "one").alt


def test_succession_is_not_called_reply():
    speak("en")
    alt = draw_graph(AFTER, "one").alt
    assert "P1 → P2 (2)" in alt
    assert "not to answer" in alt


def test_the_curve_never_says_that_enough_was_heard():
    speak("fr")
    assert "ne dit pas si c’est assez" in draw_saturation(CURVE, "one").alt


def test_a_comparison_counts_people_and_gives_no_percentage():
    speak("fr")
    alt = draw_comparison(COMPARED, "one").alt
    assert "Coût (asso 4/4, mairie 0/2)" in alt
    assert "%" not in alt


@pytest.mark.parametrize(
    "make",
    [
        lambda: HeatMap("x", ("a",), ("b",), ((1, 2),), "u"),
        lambda: HeatMap("x", ("a",), ("b",), ((1,),), "u", ("g", "h")),
        lambda: SaturationCurve("x", ("a",), (1, 2), (1.0,), (1.0,), (1.0,), 1),
        lambda: Comparison("x", ("a",), ("b",), ((1, 2),), (3,)),
    ],
)
def test_values_of_another_shape_than_their_labels_are_refused(make):
    with pytest.raises(ValueError, match=r"number per document|shape|per column"):
        make()


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.none() | st.integers(0, 9999), min_size=3, max_size=3), max_size=5))
def test_any_grid_is_drawn(counts):
    rows = tuple(f"Très longue étiquette de code numéro {n}" for n in range(len(counts)))
    values = HeatMap("x", rows, ("a", "b", "c"), tuple(map(tuple, counts)), "segments", ("g", "g", "h"))
    assert draw_heat_map(values, "one").png
