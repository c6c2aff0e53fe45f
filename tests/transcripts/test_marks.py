from __future__ import annotations

from itertools import pairwise

import pytest

from focuskit.model.marks import MarkKind
from focuskit.transcripts.marks import find_marks

from .support import FORMATS, read, read_as


def kinds(text: str) -> list[str]:
    return [mark.kind.value for mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bon [rires] oui", "laughter"),
        ("((rire)) oui", "laughter"),
        ("<((en riant)) les aides>", "laughter"),
        ("oui (silence) non", "pause"),
        ("oui (.) non", "pause"),
        ("oui (1.2) non", "pause"),
        ("oui (12 seconds pause) non", "pause"),
        ("(inaud.) une passoire", "inaudible"),
        ("oui XXX non", "inaudible"),
        ("oui (?) non", "inaudible"),
        ("[chevauchement] oui", "overlap"),
        ("oui [applaudissements]", "event"),
        ("_rires_ oui", "laughter"),
    ],
)
def test_a_mark_is_told_with_its_place(text, kind):
    (mark,) = find_marks(text)
    assert mark.kind == kind
    assert mark.span.slice(text).strip() == mark.span.slice(text)


@pytest.mark.parametrize(
    "text", ["(la mairie) paie", "le lieu [La Grange] est froid", "en 2019 (ou 2020) oui", "je ris beaucoup"]
)
def test_words_are_no_marks(text):
    assert kinds(text) == []


def test_a_pause_has_the_length_that_is_written():
    assert [mark.length_ms for mark in find_marks("a (1,5) b (pause 2 s) c (pause) d")] == [1500, 2000, None]


def test_words_said_at_once_are_overlaps_where_two_turns_have_brackets():
    transcript = read(FORMATS / "icor.txt").transcript
    found = find_marks(transcript.text, transcript.turns)
    overlaps = [mark.span.slice(transcript.text) for mark in found if mark.kind is MarkKind.OVERLAP]
    assert overlaps == ["[partagé]", "[oui mais]"]


def test_marks_are_in_order_and_never_overlap():
    text = "[rires] (.) XXX ((tousse)) [en riant fort] (1.2) " * 50
    marks = find_marks(text)
    assert len(marks) == 300
    assert all(before.span.end <= after.span.start for before, after in pairwise(marks))


def test_impossible_times_are_a_warning(tmp_path):
    text = "WEBVTT\n\n00:05.000 --> 00:02.000\n<v A>Un.\n\n10:00.000 --> 10:02.000\n<v B>Deux.\n\n01:00.000 --> 01:02.000\n<v A>Trois.\n"
    result = read_as(tmp_path, "a.vtt", text)
    (problem,) = result.problems
    assert (problem.key, problem.line, dict(problem.facts)["n"]) == ("problem.impossible_times", 3, "2")
    assert len(result.transcript.turns) == 3
