"""The comments of any Word transcript, one that focuskit never saw."""

from __future__ import annotations

from pathlib import Path

from focuskit.exchange.word.flow import read_flow
from focuskit.exchange.word.found import found_comments
from focuskit.exchange.word.package import read_parts
from focuskit.exchange.word.places import Places
from focuskit.exchange.word.turns_in import Zone
from focuskit.model.word_comments import PlainParagraph, PlainWord, TurnFound


def read_comments_of_plain_docx(path: Path) -> PlainWord:
    """Read the paragraphs of a .docx, those of tables too, and all its comments.

    Raises
    ------
    WordFileError
        If the file is no .docx that can be read.
    """
    parts = read_parts(path)
    flow = read_flow(parts.document)
    zones = [Zone(n, one.start, one.end, TurnFound.ORDER) for n, one in enumerate(flow.paragraphs)]
    comments = [one.comment() for one in found_comments(parts, flow, Places(flow, zones))]
    return PlainWord(
        tuple(PlainParagraph(flow.words(one), one.in_table) for one in flow.paragraphs),
        tuple(one for one in comments if one.anchor is not None),
        tuple(one for one in comments if one.anchor is None),
        flow.n_insertions,
        flow.n_deletions,
    )
