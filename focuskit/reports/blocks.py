"""What a report is made of, before any file format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """The title page: title, subtitle, and notes below them."""

    title: str
    subtitle: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents; ``note`` tells how to complete it."""

    heading: str
    note: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; a chapter (``level`` 1) begins a new page unless told otherwise.

    ``code`` is the full name of the code it is about, shown small beside it; empty for none.
    """

    text: str
    level: int
    new_page: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``style`` is ``body``, ``note``, ``counts`` or ``question``."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The exact words of a span, and where they come from.

    ``verbatim`` is the slice of the document's stored text; ``source`` names person, document, turn, time.
    """

    verbatim: str
    source: str
    document: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with caption; shape of ``rows``: ``(n_rows, n_columns)``.

    ``widths`` are shares of the text width; columns after the first ``n_text`` hold numbers. ``strong``
    names the rows that stand out, ``depths`` the indentation of the first cell of each row.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    n_text: int = 1
    strong: frozenset[int] = frozenset()
    depths: tuple[int, ...] = ()


Block = Title | Contents | Heading | Paragraph | Quotation | TableBlock


@dataclass(frozen=True, slots=True)
class Report:
    """A composed report: its title, the running header (empty when all is decided), and its blocks."""

    title: str
    running_header: str
    blocks: tuple[Block, ...]
