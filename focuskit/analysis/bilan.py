"""Taking stock: of each question or code, how many of the structures, and which.

Three states: yes, no, not addressed. Not coded is not "no", nor is an empty cell. "The majority" is said only
above one half of all structures, and there are no percentages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from focuskit.analysis.answer_columns import AnswerColumn, ColumnKind, as_number, is_yes
from focuskit.analysis.axes import UNKNOWN, axis_items
from focuskit.analysis.tally import CorpusIndex
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus

COLUMNS = (
    "question",
    "item",
    "written",
    "unit",
    "yes",
    "no",
    "not_addressed",
    "total",
    "who_yes",
    "who_no",
    "who_not_addressed",
    "sentence",
)


class State(StrEnum):
    """What is known of one structure."""

    YES = "yes"
    NO = "no"
    NOT_ADDRESSED = "not_addressed"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that structures say yes or no to, or did not address.

    ``item`` is a choice, empty for the question itself; ``states`` are by structure. For a number, ``amount``
    is its total and ``unit`` what it counts. One ``is_code`` has its label as question, its name as item.
    """

    question: str
    item: str
    states: tuple[tuple[str, State], ...]
    amount: float | None = None
    unit: str = ""
    is_code: bool = False


def take_stock_of_answers(names: Sequence[str], columns: Iterable[AnswerColumn]) -> tuple[Statement, ...]:
    """Take stock of a table of answers.

    Parameters
    ----------
    names
        The respondents, shape ``(n_respondents,)``.
    columns
        Their answers, question by question.
    """
    return tuple(one for column in columns for one in _of_column(names, column))


def _of_column(names: Sequence[str], column: AnswerColumn) -> Iterator[Statement]:
    if column.kind is ColumnKind.CHOICES:
        for choice in dict.fromkeys(piece for pieces in column.answers for piece in pieces):
            yield Statement(
                column.question,
                choice,
                tuple(
                    (name, _state(pieces, holds=choice in pieces))
                    for name, pieces in zip(names, column.answers, strict=True)
                ),
            )
        return
    if column.kind is ColumnKind.NUMBER:
        total = sum(as_number(piece) for pieces in column.answers for piece in pieces)
        states = tuple(
            (name, _state(pieces, holds=any(as_number(piece) > 0 for piece in pieces)))
            for name, pieces in zip(names, column.answers, strict=True)
        )
        yield Statement(column.question, "", states, total, column.unit)
        return
    is_open = column.kind is ColumnKind.OPEN
    yield Statement(
        column.question,
        say("finding.open_answers") if is_open else "",
        tuple(
            (name, _state(pieces, holds=is_open or any(map(is_yes, pieces))))
            for name, pieces in zip(names, column.answers, strict=True)
        ),
    )


def _state(pieces: Sequence[str], *, holds: bool) -> State:
    if not pieces:
        return State.NOT_ADDRESSED
    return State.YES if holds else State.NO


def take_stock_of_codes(
    corpus: CodedCorpus, by: str = "attr:structure", *, level: int | None = None
) -> tuple[Statement, ...]:
    """Take stock of coded talk: a structure says a code or did not address it; nobody is taken to say no.

    Parameters
    ----------
    by
        What the structures are (`focuskit.analysis.axes`); people without the value are left out.
    level
        Depth down to which codes are taken.
    """
    index = CorpusIndex(corpus)
    items = [item for item in axis_items(index, by) if item.name != UNKNOWN]
    inside = [(item.name, set(item.rows.tolist())) for item in items]
    found = []
    for code in corpus.codebook.codes:
        rows = set(index.rows(code.name).tolist())
        if rows and (level is None or code.depth <= level):
            states = tuple((name, State.YES if rows & own else State.NOT_ADDRESSED) for name, own in inside)
            found.append(Statement(code.label, code.name, states, is_code=True))
    return tuple(found)


def tabulate(statements: Iterable[Statement], unit: str) -> pd.DataFrame:
    """Return statements as a table.

    Parameters
    ----------
    unit
        What the respondents are, in the plural ("structures", "associations").

    Returns
    -------
    pandas.DataFrame
        One row per statement, and one more for the total of a number; columns `COLUMNS`. ``written`` is
        ``11/16``, out of all structures; ``sentence`` says it in words.
    """
    rows = [cells for one in statements for cells in _rows(one, unit)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(("yes", "no", "not_addressed", "total"), "Int64"))


def _rows(one: Statement, unit: str) -> Iterator[tuple[object, ...]]:
    who = {state: [name for name, found in one.states if found is state] for state in State}
    total = len(one.states)
    n_yes = len(who[State.YES])
    if one.amount is not None:
        counted = one.unit or one.question
        amount = f"{one.amount:g}"
        sentence = say("finding.stock_sum", question=one.question, amount=amount, unit=counted)
        yield (one.question, say("finding.stock_total"), amount, counted, *[None] * 4, "", "", "", sentence)
    told = f"{one.question} – {one.item}" if one.item and not one.is_code else one.question
    yield (
        one.question,
        one.item,
        f"{n_yes}/{total}",
        unit,
        *(len(who[state]) for state in State),
        total,
        *(", ".join(who[state]) for state in State),
        tell_share(told, n_yes, total, unit, n_not=len(who[State.NOT_ADDRESSED])),
    )


def tell_share(what: str, n: int, total: int, unit: str, *, n_not: int = 0) -> str:
    """Return a sentence; "the majority" only above one half of all, whoever did not address it included."""
    if n == 0:
        key = "none"
    elif n == total:
        key = "all"
    else:
        key = "majority" if 2 * n > total else "one" if n == 1 else "some"
    told = say(f"finding.stock_{key}", what=what, shown=n, total=total, unit=unit)
    return f"{told} {say('finding.stock_not', n=n_not)}" if n_not else told
