"""What the columns of a table of answers are: yes or no, choices, numbers, or open words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "x", "✓", "✔"})
_NO = frozenset({"non", "n", "no", "faux", "false"})
_NOT_ADDRESSED = frozenset(
    {
        *("", "-", "–", "?", "na", "n/a", "nr", "nsp", "ne sait pas", "sans réponse", "pas de réponse"),
        *("non abordé", "non abordée", "sans objet", "not addressed", "no answer", "don't know"),
    }
)
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,6})?")
_UNIT = re.compile(r"\(([^()]{1,40})\)\s*$")
_ALWAYS = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*,\s*")
_LONGEST_CHOICE = 60
_FEWEST = 2


class ColumnKind(StrEnum):
    """What is answered in a column."""

    YES_NO = "yes_no"
    CHOICES = "choices"
    NUMBER = "number"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A question with the answer of each respondent.

    Parameters
    ----------
    question
        The header, without a unit in brackets.
    answers
        The pieces of each respondent's answer, shape ``(n_respondents,)``: one piece, several where several
        choices stand in a cell, none where the question was not addressed.
    unit
        What numbers count, from brackets at the end of the header; empty where not told.
    """

    question: str
    kind: ColumnKind
    answers: tuple[tuple[str, ...], ...]
    unit: str = ""


def read_column(header: str, cells: Sequence[str]) -> AnswerColumn:
    """Tell what a column holds from its header and cells, shape ``(n_respondents,)``.

    An empty cell, "ne sait pas" and the like are not addressed: never a "no". A column is yes or no where
    every answer is one of the two; numbers where every answer is a number; choices where few different
    answers come back; else open words.
    """
    said = ["" if _folded(cell) in _NOT_ADDRESSED else cell.strip() for cell in cells]
    given = [cell for cell in said if cell]
    if given and all(_folded(cell) in _YES | _NO for cell in given):
        return AnswerColumn(header, ColumnKind.YES_NO, _single(said))
    if given and all(_NUMBER.fullmatch(cell) for cell in given):
        unit = _UNIT.search(header)
        name = header[: unit.start()].strip() if unit else header
        return AnswerColumn(name, ColumnKind.NUMBER, _single(said), unit[1] if unit else "")
    for pieces in (_split(said, _ALWAYS), _split(said, _COMMA)):
        if _are_choices(pieces):
            return AnswerColumn(header, ColumnKind.CHOICES, _one_spelling(pieces))
    return AnswerColumn(header, ColumnKind.OPEN, _single(said))


def is_yes(answer: str) -> bool:
    """Tell whether an answer to a question of yes or no is yes."""
    return _folded(answer) in _YES


def as_number(answer: str) -> float:
    """Return the number that an answer is."""
    return float(answer.replace(",", "."))


def _folded(cell: str) -> str:
    return " ".join(cell.casefold().replace("’", "'").split()).rstrip(".!")


def _single(said: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple((cell,) if cell else () for cell in said)


def _split(said: Sequence[str], separator: re.Pattern[str]) -> list[list[str]]:
    return [[piece for piece in separator.split(cell) if piece] for cell in said]


def _are_choices(pieces: Sequence[Sequence[str]]) -> bool:
    """Tell whether answers come back often enough to be choices: on average each at least twice."""
    counts = Counter(_folded(piece) for cell in pieces for piece in cell)
    n = sum(counts.values())
    return n >= _FEWEST and len(counts) * 2 <= n and all(len(piece) <= _LONGEST_CHOICE for piece in counts)


def _one_spelling(pieces: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Write each choice as it is first written."""
    spelt: dict[str, str] = {}
    return tuple(
        tuple(dict.fromkeys(spelt.setdefault(_folded(piece), piece) for piece in cell)) for cell in pieces
    )
