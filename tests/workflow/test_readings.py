"""Codes of two coders on one segment: both count, but they go together only where somebody put them so."""

import json

import pytest

from focuskit.analysis import cross, list_quotations
from focuskit.analysis.cooccurrence import Unit, count_cooccurrences
from focuskit.reports.html.quotations import quotations_as_json
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.disagreements import list_disagreements, settle
from focuskit.workflow.tag import load_codebook
from small_study import CODEBOOK, make_study

QUIET = "\n".join(line for line in CODEBOOK.splitlines() if "rules:" not in line)


@pytest.fixture
def folder(tmp_path):
    """Return a study whose codebook suggests nothing."""
    return make_study(tmp_path, codebook=QUIET)


def code(folder, coder, *pairs):
    desk = open_desk(folder, "groupe")
    decide(folder, coder, [desk.add(desk.span_of(segment), name) for segment, name in pairs])


def corpus_of(folder):
    return load_corpus(folder, load_codebook(folder)[0])


def crossed(folder, row, column):
    frame = cross(corpus_of(folder), "sujet", ["frein"])
    cell = frame[(frame["row_code"] == row) & (frame["column_code"] == column)]
    return int(cell["segments"].iloc[0])


def together(folder):
    frame = count_cooccurrences(corpus_of(folder), unit=Unit.SEGMENT)
    return {frozenset(pair) for pair in zip(frame.iloc[:, 0], frame.iloc[:, 1], strict=True)}


def test_codes_that_one_coder_put_together_are_crossed(folder):
    code(folder, "Ana", (2, "potager"), (2, "frein"))
    assert crossed(folder, "potager", "frein") == 1
    assert frozenset({"potager", "frein"}) in together(folder)


def test_codes_of_two_coders_who_read_the_same_are_counted_and_not_crossed(folder):
    code(folder, "Ana", (2, "potager"), (3, "frein"))
    code(folder, "Zoé", (2, "frein/argent"), (3, "velo"))
    corpus = corpus_of(folder)
    segment = next(one for one in corpus.segments if one.number == 2)
    assert {mark.code for mark in segment.marks} == {"potager", "frein/argent"}
    assert crossed(folder, "potager", "frein") == 0
    assert crossed(folder, "velo", "frein") == 0
    assert together(folder) == set()
    readings = list_quotations(corpus).set_index("segment")["readings"]
    assert readings[2] == "frein/argent | potager"


def test_a_page_opens_for_a_crossing_only_the_segments_counted_in_it(folder):
    code(folder, "Ana", (2, "potager"), (3, "frein"))
    code(folder, "Zoé", (2, "frein/argent"), (3, "velo"))
    corpus = corpus_of(folder)
    row = json.loads(quotations_as_json(corpus.segments, corpus.codebook))[0]
    assert sorted(row[8]) == [["frein/argent", "frein", "sans_transition"], ["potager", "sans_transition"]]


def test_coders_who_divide_facets_between_them_make_one_reading(folder):
    code(folder, "Ana", (2, "potager"), (3, "velo"))
    code(folder, "Zoé", (2, "frein"))
    assert crossed(folder, "potager", "frein") == 1


def test_what_was_settled_goes_with_every_reading(folder):
    code(folder, "Ana", (2, "potager"), (3, "frein"))
    code(folder, "Zoé", (2, "frein"), (3, "velo"))
    grid = load_codebook(folder)[0]
    (one,) = [each for each in list_disagreements(folder, grid) if (each.segment, each.code) == (2, "frein")]
    settle(folder, "Marie", [one], holds=True)
    assert crossed(folder, "potager", "frein") == 1
    settle(folder, "Marie", [one], holds=False)
    assert crossed(folder, "potager", "frein") == 0


def test_a_reading_that_holds_all_codes_makes_the_others_idle(folder):
    code(folder, "Ana", (2, "potager"), (2, "frein"))
    code(folder, "Zoé", (2, "frein"))
    assert all(not one.readings for one in corpus_of(folder).segments)
    assert crossed(folder, "potager", "frein") == 1
