from __future__ import annotations

from focuskit.model.documents import DocumentKind
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.turns import Found, compose_transcript

from .support import keys, turns


def test_turns_are_joined_by_one_line_break_and_trimmed():
    found = Found("a", [Draft("A", 1, (" un ", "", "deux\n\n trois")), Draft("B", 2, ("quatre",))])
    result = compose_transcript(found)
    assert result.transcript.text == "un\ndeux\ntrois\nquatre"
    assert turns(result) == [("A", "un\ndeux\ntrois"), ("B", "quatre")]


def test_nothing_said_is_an_error():
    result = compose_transcript(Found("a", []))
    assert result.transcript is None
    assert keys(result) == ["no_words"]


def test_speakers_stand_in_the_order_of_their_first_turn():
    drafts = [Draft(label, 1, ("oui",)) for label in ("B", "A", "B", "C")]
    speakers = compose_transcript(Found("a", drafts)).transcript.speakers
    assert [speaker.label for speaker in speakers] == ["B", "A", "C"]


def test_answers_stay_answers_whoever_answers():
    found = Found("a", [Draft("E", 1, ("oui",))], kind=DocumentKind.ANSWERS)
    assert compose_transcript(found).transcript.kind is DocumentKind.ANSWERS


def test_all_problems_are_in_the_transcript_too():
    result = compose_transcript(Found("a", [Draft(None, 1, ("oui",))]))
    assert result.problems == result.transcript.problems != ()
