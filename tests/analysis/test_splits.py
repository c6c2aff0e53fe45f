"""Observed or wished for, lived or attributed to others, who opens, one voice."""

import pandas as pd
import pytest
from hypothesis import given, settings

from analysis.invented import CODES, FACETS, corpora, corpus, mark, segment
from focuskit.analysis import count_themes
from focuskit.model.codebook import Code, Codebook, Facet

GRID = Codebook(
    "essai",
    "3",
    "fr",
    "Grille",
    (*FACETS, Facet("projection", "Projection"), Facet("public", "Public")),
    (*CODES, Code("projection", "projection", "Projection"), Code("habitants", "public", "Habitants")),
)


def theme(study, code):
    return count_themes(study).set_index("code").loc[code]


def test_a_lever_with_a_projection_is_wished_for_and_one_with_a_public_is_of_others():
    study = corpus(
        segment("FG2.docx", 1, "Il faudrait.", mark("levier/temps"), mark("projection")),
        segment("FG2.docx", 2, "Les gens.", mark("levier/temps"), mark("habitants")),
        segment("FG2.docx", 3, "On l'a.", mark("levier/reseau")),
        codebook=GRID,
    )
    lever = theme(study, "levier")
    assert (lever["observed"], lever["wished"]) == (2, 1)
    assert (lever["lived"], lever["of_others"]) == (2, 1)


def test_an_obstacle_is_neither_observed_nor_wished_for_and_a_transition_neither_lived_nor_lent():
    study = corpus(
        segment("FG2.docx", 1, "Cher.", mark("frein/cout"), mark("alimentaire"), mark("projection")),
        codebook=GRID,
    )
    assert pd.isna(theme(study, "frein")["wished"])
    assert theme(study, "frein")["lived"] == 1
    assert pd.isna(theme(study, "alimentaire")["lived"])


def test_a_codebook_that_cannot_tell_leaves_the_columns_empty():
    study = corpus(segment("FG2.docx", 1, "Du temps.", mark("levier/temps")))
    assert pd.isna(theme(study, "levier")["wished"])


def test_who_says_it_first_is_told_by_group():
    study = corpus(
        segment("FG1 équipe.docx", 1, "Un.", mark("action"), who="P2"),
        segment("FG1 équipe.docx", 2, "Un.", mark("action"), who="P1"),
        segment("FG2.docx", 1, "Un.", mark("action"), who="P3"),
        segment("E1.txt", 1, "Un.", mark("action"), who="P4"),
    )
    assert theme(study, "action")["first_movers"] == "FG1 équipe.docx: P2; FG2.docx: P3"


@pytest.mark.parametrize(("who", "told"), [("aab", True), ("ab", False), ("aabb", False)])
def test_more_than_half_of_the_segments_is_one_voice(who, told):
    study = corpus(*(segment("FG2.docx", n, "Un.", mark("action"), who=one) for n, one in enumerate(who)))
    assert theme(study, "action")["one_voice"] == told


@given(corpora())
@settings(max_examples=30)
def test_each_split_adds_up_to_the_segments(study):
    frame = count_themes(study)
    assert (frame["decided"] + frame["suggested"] == frame["segments"]).all()
    for row in frame.to_dict("records"):
        own = [
            one
            for one in study.segments
            if any(m.code == row["code"] or m.code.startswith(f"{row['code']}/") for m in one.marks)
        ]
        most = max((sum(o.participant == one.participant for o in own) for one in own), default=0)
        assert row["one_voice"] == (most > len(own) / 2) if own else pd.isna(row["one_voice"])
