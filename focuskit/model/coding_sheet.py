"""Codings as rows of a spreadsheet: what is written, and what is read back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

N_CODES = 3
"""Columns for codes in each row."""


class RowKind(StrEnum):
    """What a row is about: an open suggestion, a coding, or a segment with neither."""

    SUGGESTION = "suggestion"
    CODING = "coding"
    SEGMENT = "segment"


class SheetDecision(StrEnum):
    """What may be chosen in the decision column."""

    ACCEPT = "accept"
    REJECT = "reject"
    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"


class SheetField(StrEnum):
    """The columns, in their order; the last two are hidden."""

    DOCUMENT = "document"
    SEGMENT = "segment"
    SPEAKER = "speaker"
    TIME = "time"
    QUESTION = "question"
    WORDS = "words"
    CODE = "code"
    BY = "by"
    DECISION = "decision"
    CODE_1 = "code_1"
    CODE_2 = "code_2"
    CODE_3 = "code_3"
    MEMO = "memo"
    KEY = "key"
    DIGEST = "digest"


CODE_FIELDS = (SheetField.CODE_1, SheetField.CODE_2, SheetField.CODE_3)


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row is known by.

    ``start`` and ``end`` are offsets in a text version; ``code`` is empty for a segment, ``decision`` (of the
    coding) for anything else.
    """

    kind: RowKind
    version_id: str
    start: int
    end: int
    code: str = ""
    decision: str = ""

    def __str__(self) -> str:
        return "|".join(
            (self.kind, self.version_id, str(self.start), str(self.end), self.code, self.decision)
        )


def parse_row_key(written: str) -> RowKey | None:
    """Return the key that a hidden cell holds, ``None`` if it holds none."""
    pieces = written.split("|")
    try:
        kind, version, start, end, code, decision = pieces
        return RowKey(RowKind(kind), version, int(start), int(end), code, decision)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row to write.

    Parameters
    ----------
    code
        The code suggested or put; empty for a segment.
    by
        Where it comes from: the coder, or what suggests it, as shown.
    is_moderator
        Whether the words are of somebody who is not counted.
    """

    key: RowKey
    document: str
    segment: int | None
    speaker: str
    time: str
    question: str
    words: str
    code: str
    by: str
    is_moderator: bool = False


@dataclass(frozen=True, slots=True)
class SheetCode:
    """A row of the codebook."""

    facet: str
    label: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class SheetLabels:
    """The words of the workbook in one language: headers, decisions, names of sheets, how to use it."""

    headers: dict[SheetField, str]
    decisions: dict[SheetDecision, str]
    title: str
    codebook: str
    codebook_headers: tuple[str, str, str, str]
    how_to: str
    how_to_lines: tuple[str, ...]
    unknown_code: str
    unknown_decision: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row read back, ``line`` counted from 1.

    ``key`` is ``None`` for a row that focuskit did not write; ``is_unchanged`` tells whether its words are
    those written.
    """

    line: int
    key: RowKey | None
    is_unchanged: bool
    decision: str
    codes: tuple[str, ...]
    memo: str

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything in it."""
        return not (self.decision or self.codes or self.memo)
