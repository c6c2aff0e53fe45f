"""Word files (.docx): all visible words, in order, whatever Word has wrapped them in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from focuskit.archive import BROKEN, archive_fault
from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import Problem, error, warning
from focuskit.signatures import foreign_signature
from focuskit.transcripts.docx_body import Body, read_body
from focuskit.transcripts.docx_parts import Parts, read_parts
from focuskit.transcripts.docx_tables import block_lines
from focuskit.transcripts.headings import mark_headings
from focuskit.transcripts.normalise import normalise_text
from focuskit.transcripts.plain import parse_lines
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import control_characters
from focuskit.transcripts.turns import compose_transcript
from focuskit.transcripts.xml_tree import xml_fault

if TYPE_CHECKING:
    from focuskit.transcripts.reading import InputFile, Reading


def read_docx(file: InputFile, reading: Reading) -> ReadResult:
    """Read a .docx transcript; one error tells what the file really is if it is none."""
    with file.path.open("rb") as opened:
        head = opened.read(64)
    if not head:
        return ReadResult(None, (error(file.name, "problem.empty_file"),))
    fault = foreign_signature(head, zip_expected=True) or archive_fault(file.path)
    if fault is None:
        try:
            return _read(file, reading)
        except (*BROKEN, KeyError, ValueError, etree.XMLSyntaxError) as broken:
            fault = xml_fault(broken, "broken_docx")
    return ReadResult(None, (error(file.name, f"problem.{fault}"),))


def _read(file: InputFile, reading: Reading) -> ReadResult:
    parts = read_parts(file.path)
    body = read_body(parts.document)
    written, n_controls = block_lines(body.blocks)
    lines, before = mark_headings(written)
    if not any(line.text.strip() for line in written):
        return ReadResult(None, (error(file.name, "problem.empty_file"),))
    problems = (*control_characters(file.name, n_controls), *_problems(file.name, body, parts))
    found = parse_lines(file.name, lines, reading=reading, problems=problems)
    aside = tuple(Aside(AsideKind.HEADER, normalise_text(text).text) for text in parts.beside)
    return compose_transcript(replace(found, asides=(*before, *found.asides, *aside)))


def _problems(name: str, body: Body, parts: Parts) -> list[Problem]:
    problems: list[Problem] = []
    if body.n_insertions or body.n_deletions:
        problems.append(
            warning(name, "problem.tracked_changes", insertions=body.n_insertions, deletions=body.n_deletions)
        )
    counts: Counter[str] = Counter({"notes_aside": parts.n_notes, "comments_aside": parts.n_comments})
    problems += [warning(name, f"problem.{key}", n=n) for key, n in counts.items() if n]
    return problems
