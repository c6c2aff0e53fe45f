"""Which question each turn answers: the one written beside it, else the last a moderator asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from focuskit.language import AnalysisCache
from focuskit.model.documents import DocumentKind, Role, Segment, StoredDocument
from focuskit.tagging import QuestionReading, RuleSet, read_question

_QUESTION = re.compile(r"[^.!?…\n]*\?(?!.*\?)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question: a number of its own in the document, its words, and whether it was put in writing.

    ``turn`` is the moderator's turn, ``None`` for a written one.
    """

    number: int
    words: str
    is_written: bool
    turn: int | None = None


def questions_by_turn(document: StoredDocument) -> dict[int, AskedQuestion]:
    """Return the question that each turn answers, by turn number; turns before any question are left out.

    A moderator's own turn answers the question before it.
    """
    roles = {speaker.label: speaker.role for speaker in document.speakers}
    found: dict[int, AskedQuestion] = {}
    written: dict[str, AskedQuestion] = {}
    last: AskedQuestion | None = None
    number = 0
    for turn in document.turns:
        if turn.question:
            if turn.question not in written:
                number += 1
                written[turn.question] = AskedQuestion(number, turn.question, is_written=True)
            found[turn.number] = written[turn.question]
            continue
        if last:
            found[turn.number] = last
        if roles.get(turn.label) is Role.MODERATOR:
            asked = last_question(turn.span.slice(document.text))
            if asked:
                number += 1
                last = AskedQuestion(number, asked, is_written=False, turn=turn.number)
    return found


def last_question(words: str) -> str:
    """Return the last sentence of a turn that asks something; empty if none does."""
    found = _QUESTION.search(words)
    return found[0].strip() if found else ""


def read_questions(
    document: StoredDocument, segments: Sequence[Segment], rules: RuleSet, cache: AnalysisCache
) -> list[QuestionReading]:
    """Read by rules the question of each segment, shape ``(n_segments,)``; number 0 where there is none."""
    by_turn = questions_by_turn(document)
    distinct = {by_turn[one.turn] for one in segments if one.turn in by_turn}
    readings = {
        asked: read_question(
            cache.get(question_key(asked.words), [(0, asked.words)]),
            rules,
            asked.number,
            is_written=asked.is_written,
        )
        for asked in sorted(distinct, key=lambda one: one.number)
    }
    none = QuestionReading(0, is_written=document.kind is DocumentKind.ANSWERS)
    return [readings[by_turn[one.turn]] if one.turn in by_turn else none for one in segments]


def question_key(words: str) -> str:
    """Return the name under which the analysis of a question is kept."""
    return f"question-{hashlib.sha256(words.encode()).hexdigest()[:32]}"
