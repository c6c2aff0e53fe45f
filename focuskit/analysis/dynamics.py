"""The group in figures: inequality, moderation, chains, laughter, and who answers first.

Measures of inequality and mediation are focuskit's own, not a standard. Succession is not reply: that one
turn follows another does not make it an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from focuskit.analysis.inequality import measure_entropy, measure_gini
from focuskit.analysis.participation import Stretch, people_present, stretches, words_of_participants
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES, Role
from focuskit.model.marks import MarkKind
from focuskit.model.talk import TalkTurn
from focuskit.model.undefined import Undefined

GROUP_COLUMNS = (
    "document",
    "question",
    "n_present",
    "n_speaking",
    "silent",
    "turns",
    "words",
    "gini",
    "entropy",
    "moderator_share",
    "moderator_turns",
    "mediation",
    "longest_chain",
    "questions_of_participants",
    "questions_of_moderators",
    "laughter",
    "pauses",
    "overlaps",
    "undefined",
)
ORDER_COLUMNS = (
    "document",
    "question",
    "block",
    "first_turn",
    "asked",
    "first_speaker",
    "order",
    "not_heard",
)
_SHOWN = 120


def measure_dynamics(corpus: CodedCorpus, *, by_question: bool = False) -> pd.DataFrame:
    """Measure each talk as a whole, or its turns about each question of the guide.

    Returns
    -------
    pandas.DataFrame
        One row per talk (and question), columns `GROUP_COLUMNS`. ``n_present`` are counted people listed as
        present, else those who spoke; ``silent`` names those without a word. ``gini`` (corrected) and
        ``entropy`` are those of the words of people present, zeros included. ``moderator_share`` is of all
        words. ``mediation`` is the share of participants' turns that directly follow a moderator;
        ``longest_chain`` the most turns in a row without one (consecutive turns of one speaker are one).
        ``undefined`` tells which statistics have no value, and why. Overlaps are those marked in the words,
        else, for a whole talk, those that times tell.
    """
    people = people_present(corpus)
    rows = [
        _row(people[stretch.talk.document], stretch) for stretch in stretches(corpus, by_question=by_question)
    ]
    frame = pd.DataFrame(rows, columns=list(GROUP_COLUMNS))
    floats = ("gini", "entropy", "moderator_share", "mediation")
    return frame.astype(dict.fromkeys(floats, "Float64"))


def _row(people: dict[str, Role], stretch: Stretch) -> tuple[object, ...]:
    words = words_of_participants(stretch, people)
    merged = merge_turns(stretch.turns)
    measured = {
        "gini": measure_gini(list(words.values())),
        "entropy": measure_entropy(list(words.values())),
        "moderator_share": _moderator_share(stretch.turns),
        "mediation": measure_mediation(merged),
    }
    told = [f"{name}: {say(one.reason)}" for name, one in measured.items() if isinstance(one, Undefined)]
    figures = {name: None if isinstance(one, Undefined) else round(one, 3) for name, one in measured.items()}
    by_moderator = [turn.role is Role.MODERATOR for turn in stretch.turns]
    asked = [turn.is_question for turn in stretch.turns]
    return (
        stretch.talk.document,
        stretch.question,
        len(words),
        sum(n > 0 for n in words.values()),
        ", ".join(name for name, n in words.items() if not n),
        len(stretch.turns),
        sum(turn.n_words for turn in stretch.turns),
        figures["gini"],
        figures["entropy"],
        figures["moderator_share"],
        sum(by_moderator),
        figures["mediation"],
        longest_chain(merged),
        sum(one for one, moderated in zip(asked, by_moderator, strict=True) if not moderated),
        sum(one for one, moderated in zip(asked, by_moderator, strict=True) if moderated),
        *(_n_marks(stretch, kind) for kind in (MarkKind.LAUGHTER, MarkKind.PAUSE)),
        _n_marks(stretch, MarkKind.OVERLAP)
        or (0 if stretch.question else stretch.talk.n_timed_overlaps or 0),
        "; ".join(told),
    )


def _n_marks(stretch: Stretch, kind: MarkKind) -> int:
    marks = stretch.marks(kind)
    return sum(marks[turn.number] for turn in stretch.turns)


def merge_turns(turns: Sequence[TalkTurn]) -> list[TalkTurn]:
    """Return turns with consecutive ones of one speaker taken as one (its first)."""
    return [
        turn
        for before, turn in zip([None, *turns], turns, strict=False)
        if before is None or before.participant != turn.participant
    ]


def _moderator_share(turns: Sequence[TalkTurn]) -> float | Undefined:
    words = sum(turn.n_words for turn in turns)
    if not words:
        return Undefined("finding.undefined_silence")
    return sum(turn.n_words for turn in turns if turn.role is Role.MODERATOR) / words


def measure_mediation(merged: Sequence[TalkTurn]) -> float | Undefined:
    """Return the share of participants' turns that directly follow a moderator; turns must be merged."""
    own = [place for place, turn in enumerate(merged) if turn.role in COUNTED_ROLES]
    if not own:
        return Undefined("finding.undefined_silence")
    return sum(place > 0 and merged[place - 1].role is Role.MODERATOR for place in own) / len(own)


def longest_chain(merged: Sequence[TalkTurn]) -> int:
    """Return the most turns in a row without a moderator; turns must be merged."""
    longest = chain = 0
    for turn in merged:
        chain = 0 if turn.role is Role.MODERATOR else chain + 1
        longest = max(longest, chain)
    return longest


def order_responses(corpus: CodedCorpus) -> pd.DataFrame:
    """Tell, for each question block, who speaks first and in what order people come in.

    Returns
    -------
    pandas.DataFrame
        One row per block of a talk (`focuskit.model.talk`), columns `ORDER_COLUMNS`; ``asked`` are the words
        that begin it, shortened; ``order`` are counted people in the order of their first turn in it;
        ``not_heard`` those present who do not speak in it.
    """
    rows = []
    everybody = people_present(corpus)
    for stretch in stretches(corpus):
        roles = everybody[stretch.talk.document]
        people = [name for name, role in roles.items() if role in COUNTED_ROLES]
        blocks: dict[int, list[TalkTurn]] = {}
        for turn in stretch.turns:
            blocks.setdefault(turn.block, []).append(turn)
        rows += [
            _order(stretch.talk.document, people, block, turns)
            for block, turns in sorted(blocks.items())
            if block
        ]
    return pd.DataFrame(rows, columns=list(ORDER_COLUMNS))


def _order(document: str, people: list[str], block: int, turns: list[TalkTurn]) -> tuple[object, ...]:
    order = list(dict.fromkeys(turn.participant for turn in turns if turn.role in COUNTED_ROLES))
    words = " ".join(turns[0].shown.split())
    return (
        document,
        turns[0].question or "",
        block,
        turns[0].number,
        words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…",
        order[0] if order else "",
        ", ".join(order),
        ", ".join(name for name in people if name not in order),
    )
