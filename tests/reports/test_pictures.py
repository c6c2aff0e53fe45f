"""Pictures of a coded corpus: what they count is what the tables count."""

import pytest
from analysis.invented import corpus, mark, segment

from focuskit.analysis import CorpusIndex, cross_facets
from focuskit.analysis.axes import axis_codes, axis_items
from focuskit.messages import speak
from focuskit.model.documents import DocumentKind, Role
from focuskit.model.talk import Talk, TalkTurn
from focuskit.reports import pictures
from focuskit.reports.pictures import PICTURES, PictureRequest
from focuskit.reports.transcript_line import lay_out_document


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def study(**more):
    return corpus(
        segment("FG2.docx", 1, "un deux trois", mark("alimentaire"), mark("frein/cout"), who="P1"),
        segment("FG2.docx", 2, "quatre cinq", mark("frein"), who="P2", start=20),
        segment("E1.txt", 1, "six", mark("levier/reseau"), mark("alimentaire"), who="P3"),
        **more,
    )


def seen(monkeypatch, name, kind, made, request):
    """Return the values that a picture was drawn from."""
    found = []
    real = getattr(pictures, kind)
    monkeypatch.setattr(pictures, kind, lambda values, called: found.append(values) or real(values, called))
    drawn = list(PICTURES[name](made, request))
    return found, drawn


def test_a_crossing_shows_the_counts_of_the_table(monkeypatch):
    made = study()
    found, drawn = seen(monkeypatch, "crossing", "draw_heat_map", made, PictureRequest())
    frame = cross_facets(made)
    assert [one.name for one in drawn] == ["crossing_levier", "crossing_frein"]
    for values in found:
        total = sum(sum(row) for row in values.counts)
        labels = {code.label for code in made.codebook.codes}
        names = [code.name for code in made.codebook.codes if code.label in values.rows]
        rows = [one for one in frame["row_code"].unique() if "/" not in one]
        own = frame[frame["column_code"].isin(names) & frame["row_code"].isin(rows)]
        facet = "levier" if values is found[0] else "frein"
        own = own[own["column_code"].isin([code.name for code in axis_codes(made, facet)])]
        assert total == own["segments"].sum() > 0
        assert set(values.rows) <= labels


def test_a_comparison_counts_people_out_of_those_with_the_value(monkeypatch):
    made = study(
        attributes={
            "P1": (("structure", "asso"),),
            "P2": (("structure", "asso"),),
            "P3": (("structure", "mairie"),),
        }
    )
    found, _ = seen(
        monkeypatch, "comparison", "draw_comparison", made, PictureRequest(("frein",), "attr:structure")
    )
    (values,) = found
    assert dict(zip(values.values, values.totals, strict=True)) == {"asso": 2, "mairie": 1}
    assert max(max(row) for row in values.persons) <= 2


@pytest.mark.parametrize("name", PICTURES)
def test_an_empty_study_has_no_picture_and_no_fault(name):
    assert list(PICTURES[name](corpus(), PictureRequest())) == []


def test_a_talk_is_laid_out_word_by_word():
    made = study()
    turns = (
        TalkTurn(1, "Anim", Role.MODERATOR, "Et alors ?", 2, block=1),
        TalkTurn(2, "P1", Role.PARTICIPANT, "un deux trois", 3, block=1),
    )
    talk = Talk("FG2.docx", DocumentKind.FOCUS_GROUP, turns)
    shifted = corpus(
        segment("FG2.docx", 2, "un deux trois", mark("frein/cout"), who="P1"), codebook=made.codebook
    )
    line = lay_out_document(shifted, talk, made.codebook.of_facet("frein"))
    assert line.n_words == 5
    assert [(one.start, one.end) for one in line.spoken] == [(0, 2), (2, 5)]
    assert [(one.lane, one.start, one.end) for one in line.coded] == [
        (made.codebook.code("frein/cout").label, 2, 5)
    ]
    assert line.uncounted == {"Anim"}
    assert line.questions == (0,)
    assert len(line.suggested) == 1


def test_people_are_in_natural_order():
    names = ["P10", "P9", "P8", "P16", "P1"]
    made = corpus(
        *(segment("FG2.docx", n, "un", mark("frein"), who=who, start=9 * n) for n, who in enumerate(names, 1))
    )
    assert [one.name for one in axis_items(CorpusIndex(made), "person")] == ["P1", "P8", "P9", "P10", "P16"]


@pytest.mark.parametrize(
    ("language", "ends"), [("fr", ["aucune personne", "toutes"]), ("en", ["none", "all"])]
)
def test_a_comparison_goes_from_nobody_to_all_persons(language, ends):
    speak(language)
    values = pictures.Comparison("t", ("Coût",), ("asso",), ((1,),), (2,))
    drawn = pictures.draw_comparison(values, "comparison")
    assert [f"<!-- {end} -->" in drawn.svg.decode() for end in ends] == [True, True]
