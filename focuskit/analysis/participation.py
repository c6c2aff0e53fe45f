"""Participation: who speaks how much, in a document or in the blocks of each question of the guide.

Counts in the line of J. Onwuegbuzie, W. Dickinson, N. Leech & A. Zoran (International Journal of Qualitative
Methods 8(3), 2009, doi 10.1177/160940690900800301); what is measured, and how, is focuskit's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES, DocumentKind, Role
from focuskit.model.marks import MarkKind
from focuskit.model.talk import Talk, TalkTurn

PERSON_COLUMNS = (
    "document",
    "question",
    "participant",
    "role",
    "turns",
    "words",
    "share",
    "speaking_s",
    "words_per_turn",
    "longest_turn",
    "questions_asked",
    "laughter",
    "pauses",
    "overlaps",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The turns of a talk that are looked at: all, or those in the blocks of a question of the guide."""

    talk: Talk
    question: str
    turns: tuple[TalkTurn, ...]

    def marks(self, kind: MarkKind) -> Counter[int]:
        """Return how many marks of a kind there are, by turn."""
        return Counter(turn for found, turn, _ in self.talk.marks if found is kind)


def stretches(corpus: CodedCorpus, *, by_question: bool = False) -> Iterator[Stretch]:
    """Yield each talk, or each talk's turns about each question asked in it; written answers are no talk."""
    for talk in corpus.talks:
        if talk.kind is DocumentKind.ANSWERS:
            continue
        if not by_question:
            yield Stretch(talk, "", talk.turns)
            continue
        for question in dict.fromkeys(turn.question for turn in talk.turns):
            if question is not None:
                inside = tuple(turn for turn in talk.turns if turn.question == question)
                yield Stretch(talk, question, inside)


def measure_participation(corpus: CodedCorpus, *, by_question: bool = False) -> pd.DataFrame:
    """Measure what each person says.

    Parameters
    ----------
    by_question
        Once per question of the guide asked in the talk, instead of once per talk.

    Returns
    -------
    pandas.DataFrame
        One row per person present (moderators and observers too, told by their role), columns
        `PERSON_COLUMNS`. ``share`` is the share of all words (0 to 1, three decimals), ``speaking_s`` the
        seconds between beginnings and ends of turns, missing where any turn of theirs lacks them.
        ``questions_asked`` are turns that ask something. Marks are those of the transcriber in the person's
        turns.
    """
    people = people_present(corpus)
    rows = [
        _row(stretch, name, role)
        for stretch in stretches(corpus, by_question=by_question)
        for name, role in people[stretch.talk.document].items()
    ]
    frame = pd.DataFrame(rows, columns=list(PERSON_COLUMNS))
    return frame.astype({"share": "Float64", "speaking_s": "Float64", "words_per_turn": "Float64"})


def people_present(corpus: CodedCorpus) -> dict[str, dict[str, Role]]:
    """Return who was present at each talk with their role, by first turn, silent people last."""
    people: dict[str, dict[str, Role]] = {
        talk.document: {turn.participant: turn.role for turn in talk.turns} for talk in corpus.talks
    }
    for one in corpus.people:
        if one.document in people:
            people[one.document].setdefault(one.participant, one.role)
    return people


def _row(stretch: Stretch, name: str, role: Role) -> tuple[object, ...]:
    own = [turn for turn in stretch.turns if turn.participant == name]
    words, everybody = sum(turn.n_words for turn in own), sum(turn.n_words for turn in stretch.turns)
    numbers = [turn.number for turn in own]
    kinds = (MarkKind.LAUGHTER, MarkKind.PAUSE, MarkKind.OVERLAP)
    return (
        stretch.talk.document,
        stretch.question,
        name,
        role.value,
        len(own),
        words,
        round(words / everybody, 3) if everybody else None,
        speaking_seconds(own),
        round(words / len(own), 1) if own else None,
        max((turn.n_words for turn in own), default=0),
        sum(turn.is_question for turn in own),
        *(sum(stretch.marks(kind)[number] for number in numbers) for kind in kinds),
    )


def speaking_seconds(turns: Sequence[TalkTurn]) -> float | None:
    """Return how long turns take together in seconds; ``None`` where a beginning or an end is not told."""
    total = 0
    for turn in turns:
        if turn.start_ms is None or turn.end_ms is None:
            return None
        total += max(0, turn.end_ms - turn.start_ms)
    return round(total / 1000, 1)


def words_of_participants(stretch: Stretch, people: dict[str, Role]) -> dict[str, int]:
    """Return the words of each counted person present, zeros included."""
    words = {name: 0 for name, role in people.items() if role in COUNTED_ROLES}
    for turn in stretch.turns:
        if turn.participant in words:
            words[turn.participant] += turn.n_words
    return words
