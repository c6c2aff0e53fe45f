"""Rich text files (.rtf): their text, tables included, read like plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from striprtf.striprtf import rtf_to_text

from focuskit.model.problems import error, warning
from focuskit.signatures import foreign_signature
from focuskit.transcripts.docx_body import Cell, DocxTable
from focuskit.transcripts.docx_tables import block_lines
from focuskit.transcripts.lines import Line
from focuskit.transcripts.normalise import normalise_text
from focuskit.transcripts.plain import parse_lines
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import control_characters
from focuskit.transcripts.turns import compose_transcript

if TYPE_CHECKING:
    from focuskit.transcripts.reading import InputFile, Reading

_ENCODING = re.compile(rb"\\ansicpg(\d{3,5})")
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_MAC = re.compile(rb"\\(mac|pca?)\b")
_CODE_PAGES = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_FAULTS = (ValueError, IndexError, KeyError, TypeError, LookupError, RecursionError, ArithmeticError)


def read_rtf(file: InputFile, reading: Reading) -> ReadResult:
    """Read an .rtf transcript."""
    data = file.path.read_bytes()
    if not data.strip():
        return ReadResult(None, (error(file.name, "problem.empty_file"),))
    foreign = foreign_signature(data)
    if foreign is not None and foreign != "really_rtf":
        return ReadResult(None, (error(file.name, f"problem.{foreign}"),))
    if foreign is None:
        return ReadResult(None, (error(file.name, "problem.not_rtf"),))
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            _without_binary(data).decode("latin-1"), encoding=_encoding(data), errors="replace"
        )
    except _FAULTS:
        return ReadResult(None, (error(file.name, "problem.broken_rtf"),))
    normal = normalise_text(text)
    problems = control_characters(file.name, normal.n_controls)
    if not _is_closed(data):
        problems += (warning(file.name, "problem.cut_rtf"),)
    lines, _ = block_lines(_blocks(normal.text))
    if not any(line.text.strip() for line in lines):
        return ReadResult(None, (*problems, error(file.name, "problem.empty_file")))
    found = parse_lines(file.name, lines, reading=reading, problems=problems)
    return compose_transcript(found)


def _encoding(data: bytes) -> str:
    head = data[:4096]
    page = _ENCODING.search(head)
    if page is not None:
        return f"cp{page[1].decode()}" if page[1] != b"10000" else "mac_roman"
    machine = _MAC.search(head)
    return _CODE_PAGES[machine[1]] if machine is not None else "cp1252"


def _without_binary(data: bytes) -> bytes:
    r"""Leave out what ``\binN`` announces: N bytes that are no text."""
    pieces, start = [], 0
    for found in _BINARY.finditer(data):
        if found.start() >= start:
            pieces.append(data[start : found.start()])
            start = found.end() + int(found[1])
    return b"".join((*pieces, data[start:]))


def _is_closed(data: bytes) -> bool:
    return data.rstrip(b"\x00 \r\n\t").endswith(b"}")


def _blocks(text: str) -> Iterator[Line | DocxTable]:
    """Yield paragraphs, and the rows that follow each other (cells end with ``|``) as tables."""
    numbered = list(enumerate(text.split("\n"), start=1))
    for width, group in groupby(numbered, key=lambda pair: _width(pair[1])):
        lines = list(group)
        if width:
            yield DocxTable(tuple(_row(number, line) for number, line in lines))
        else:
            yield from (Line(number, line) for number, line in lines)


def _width(line: str) -> int:
    return line.count("|") if line.rstrip().endswith("|") else 0


def _row(number: int, line: str) -> tuple[Cell, ...]:
    return tuple(Cell((Line(number, cell.strip()),)) for cell in line.rstrip().removesuffix("|").split("|"))
