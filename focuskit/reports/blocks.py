"""What a report is made of, before any file format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from focuskit.reports.figures import Picture

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private characters around the key of a table or figure that a text points to."""


def reference(key: str) -> str:
    """Return a mark to put into a text: it becomes the number of the table or figure with that key."""
    return f"{_OPEN}{key}{_CLOSE}"


def split_references(text: str) -> tuple[str, ...]:
    """Part a text at its references: texts stand at even places, keys at odd ones."""
    pieces: list[str] = []
    for place, piece in enumerate(text.split(_OPEN)):
        key, there, rest = piece.partition(_CLOSE)
        pieces += [key, rest] if place and there else [piece] if not place else ["", piece]
    return tuple(pieces)


class Listed(StrEnum):
    """What is numbered, captioned and listed."""

    TABLE = "table"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Title:
    """The title page: title, subtitle, and notes below them."""

    title: str
    subtitle: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents; ``note``, below it, may be empty."""

    heading: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    """The place of the list of tables or of figures; nothing stands there where the report has none."""

    kind: Listed
    heading: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; with ``new_page`` it begins a page.

    ``code`` is the full name of the code it is about, shown small beside it; empty for none. One that is
    not ``numbered`` (an annex, say) stands in the contents without number. A ``wide`` one stands on landscape
    pages, with what follows it.
    """

    text: str
    level: int
    new_page: bool = False
    code: str = ""
    numbered: bool = True
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``style`` is ``body``, ``note``, ``counts`` or ``question``.

    ``codes`` are those that make what it counts: where a report can be clicked, they open the quotations. It
    may point to tables and figures by `reference`.
    """

    text: str
    style: str = "body"
    codes: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """The exact words of a span, and where they come from.

    ``verbatim`` is the slice of the document's stored text; ``source`` names person, document, turn, time.
    One ``in_exchange`` is a turn among others: who says it must be seen beside it.
    """

    verbatim: str
    source: str
    document: str
    in_exchange: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with caption; shape of ``rows``: ``(n_rows, n_columns)``.

    ``widths`` are shares of the text width; columns after the first ``n_text`` hold numbers. ``strong``
    names the rows that stand out, ``depths`` the indentation of the first cell of each row. ``key`` is what
    texts point to it by, unique in the report (empty: nothing points to it); a ``wide`` one stands on
    landscape pages. ``cell_codes``, of the shape of ``rows`` or empty, are the codes that make the number in
    each cell (none: nothing to open).
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    n_text: int = 1
    strong: frozenset[int] = frozenset()
    depths: tuple[int, ...] = ()
    key: str = ""
    wide: bool = False
    cell_codes: tuple[tuple[tuple[str, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A picture with caption and alternative text; ``key`` and ``wide`` as for a table.

    ``widest_cm`` is the width it must not exceed on paper (``None``: that of the picture or of the text).
    """

    caption: str
    picture: Picture
    key: str = ""
    wide: bool = False
    widest_cm: float | None = None


@dataclass(frozen=True, slots=True)
class KeptParagraph:
    """A paragraph that the researcher wrote in a report: its stretches (words, is bold, is italic)."""

    runs: tuple[tuple[str, bool, bool], ...]


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """A place for the researcher's own words, kept when the report is made again.

    ``prompt`` stands there, greyed, until something is written; ``kept`` is what was written in the last
    report, empty for nothing. ``key`` is unique in the report.
    """

    key: str
    prompt: str
    kept: tuple[KeptParagraph, ...] = ()


Block = Title | Contents | ListOf | Heading | Paragraph | Quotation | TableBlock | FigureBlock | MarkedPlace


@dataclass(frozen=True, slots=True)
class Report:
    """A composed report: its title, the running header (empty when all is decided), and its blocks.

    ``author`` is what the user wants in the file's properties; empty for nobody.
    """

    title: str
    running_header: str
    blocks: tuple[Block, ...]
    author: str = ""
