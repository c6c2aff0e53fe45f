"""Rendering a report as one HTML file: no network, every number opens its quotations."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from focuskit.messages import say, spoken
from focuskit.model.codebook import Codebook
from focuskit.model.codings import CodedSegment
from focuskit.model.documents import DocumentKind
from focuskit.reports.blocks import Block, FigureBlock, MarkedPlace, Paragraph, Report, split_references
from focuskit.reports.html.quotations import quotations_as_json
from focuskit.reports.selection import quotable
from focuskit.reports.word_outline import Entry, Outline, outline_of

if TYPE_CHECKING:
    from jinja2 import Template

_NO_KINDS: Mapping[str, DocumentKind] = MappingProxyType({})
_SENTENCES = (
    "all_codes", "all_people", "all_documents", "quotations", "close", "search", "shown", "shown_one", "none",
    "more", "filters", "decided", "question", "reset", "open", "hidden",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block with what the page needs beside it: its kind, number, anchor, and (for text) its pieces."""

    kind: str
    block: Block
    entry: Entry | None
    words: tuple[tuple[str, Entry | None], ...] = ()
    picture: str = ""


def render_html(
    report: Report,
    segments: Sequence[CodedSegment],
    codebook: Codebook,
    refused: frozenset[str] = frozenset(),
    kinds: Mapping[str, DocumentKind] = _NO_KINDS,
) -> bytes:
    """Render a report as the bytes of an HTML page; the same report gives the same bytes.

    Parameters
    ----------
    segments
        What the numbers count: it is in the page, words and all.
    refused
        People who are not quoted: no word of theirs is in the page.
    kinds
        The kind of each document, by which they are listed; those not named stand first.
    """
    outline = outline_of(report)
    shown = [one for one in quotable(segments, refused) if one.marks]
    page = _template().render(
        language=spoken(),
        report=report,
        pieces=[_piece(place, block, outline) for place, block in enumerate(report.blocks)],
        headings=outline.headings(),
        data=quotations_as_json(segments, codebook, refused),
        codes=[(one.name, one.label, one.depth) for one in codebook.codes],
        people=list(dict.fromkeys(one.participant for one in shown)),
        places=_by_kind(dict.fromkeys(one.document for one in shown), kinds),
        say={name: say(f"page.{name}") for name in _SENTENCES} | {"without": say("table.without_row")},
        quote=(say("report.quote_open"), say("report.quote_close")),
        style=_part("style.css"),
        script=_part("script.js"),
    )
    return page.encode("utf-8")


def _by_kind(documents: Iterable[str], kinds: Mapping[str, DocumentKind]) -> list[tuple[str, str, list[str]]]:
    """Return the kinds with their name, the sentence for all of a kind, and its documents."""
    found: dict[str, list[str]] = {}
    for name in documents:
        kind = kinds.get(name)
        found.setdefault(say(f"report.kind_{kind}") if kind else "", []).append(name)
    return [(kind, say("page.all_of_kind", kind=kind), names) for kind, names in sorted(found.items())]


def _piece(place: int, block: Block, outline: Outline) -> _Piece:
    words: tuple[tuple[str, Entry | None], ...] = ()
    if isinstance(block, Paragraph):
        words = tuple(
            ("", outline.by_key[piece]) if number % 2 else (piece, None)
            for number, piece in enumerate(split_references(block.text))
        )
    if isinstance(block, MarkedPlace):
        words = tuple((text, None) for one in block.kept for text, _, _ in (*one.runs, ("\n", False, False)))
    picture = ""
    if isinstance(block, FigureBlock):
        picture = base64.b64encode(block.picture.svg).decode("ascii")
    return _Piece(type(block).__name__, block, outline.entries.get(place), words, picture)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 (only for HTML)

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_part("layout.html"))


def _part(name: str) -> str:
    return (files("focuskit.reports.html") / "parts" / name).read_text(encoding="utf-8")
