"""One reader per kind of file, loaded when a file of that kind is met."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from focuskit.model.problems import error
from focuskit.opening import check_file
from focuskit.transcripts.limits import size_problem
from focuskit.transcripts.reading import InputFile, Reading, ReadResult

if TYPE_CHECKING:
    from collections.abc import Callable

_DEFAULT = Reading()
READERS = MappingProxyType(
    {
        ".txt": ("text", "read_text"),
        ".md": ("markdown", "read_markdown"),
        ".docx": ("docx", "read_docx"),
        ".vtt": ("captions", "read_captions"),
        ".srt": ("captions", "read_captions"),
        ".csv": ("answers", "read_table_file"),
        ".tsv": ("answers", "read_table_file"),
        ".xlsx": ("answers", "read_table_file"),
        ".ods": ("answers", "read_table_file"),
        ".odt": ("odt", "read_odt"),
        ".rtf": ("rtf", "read_rtf"),
        ".pdf": ("pdf", "read_pdf"),
        ".html": ("html", "read_html"),
        ".htm": ("html", "read_html"),
        ".json": ("whisper", "read_whisper"),
        ".sonal": ("sonal", "read_sonal"),
        ".eaf": ("elan", "read_elan"),
        ".trs": ("transcriber", "read_transcriber"),
        ".cha": ("chat", "read_chat"),
        ".xml": ("tei", "read_tei"),
        ".textgrid": ("praat", "read_praat"),
    }
)


def read_transcript(file: InputFile, reading: Reading = _DEFAULT) -> ReadResult:
    """Read one file; a fault in it is a problem of the result, never an exception."""
    suffix = file.path.suffix.lower()
    if suffix not in READERS:
        return ReadResult(None, (error(file.name, "problem.unknown_format"),))
    try:
        check_file(file.path)
        too_large = size_problem(file.path, file.name)
    except OSError:
        too_large = error(file.name, "problem.unreadable")
    if too_large is not None:
        return ReadResult(None, (too_large,))
    module, function = READERS[suffix]
    loaded = import_module(f"focuskit.transcripts.{module}")
    read = cast("Callable[[InputFile, Reading], ReadResult]", getattr(loaded, function))
    try:
        return read(file, reading)
    except OSError:
        return ReadResult(None, (error(file.name, "problem.unreadable"),))
