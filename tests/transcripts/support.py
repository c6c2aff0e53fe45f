"""What tests of transcripts share: reading a piece of text as a file, and Word files written by hand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from focuskit.transcripts import InputFile, Reading, ReadResult, read_transcript

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def words_kept(result: ReadResult) -> Counter[str]:
    assert result.transcript is not None
    kept = words(result.transcript.text)
    for aside in result.transcript.asides:
        kept.update(words(aside.text))
    return kept


def read(path: Path, **choices) -> ReadResult:
    return read_transcript(InputFile(path, path.name), Reading(**choices))


def read_as(folder: Path, name: str, content: str | bytes, **choices) -> ReadResult:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, **choices)


def turns(result: ReadResult) -> list[tuple[str | None, str]]:
    transcript = result.transcript
    assert transcript is not None
    return [(turn.label, turn.span.slice(transcript.text)) for turn in transcript.turns]


def keys(result) -> list[str]:
    return [problem.key.removeprefix("problem.") for problem in result.problems]


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """Write a Word file whose body is the XML given; further parts by name (``footnotes`` ...)."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", _xml("document", f"<w:body>{body}</w:body>"))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", _xml(name.rstrip("0123456789"), content))
    return path


def paragraphs(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def _xml(root: str, content: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" xmlns:mc="{MC}">{content}</w:{root}>'
    )
