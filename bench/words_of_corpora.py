"""Words of every transcript in a folder that are in the stored text or were set aside, per file.

    python bench/words_of_corpora.py [FOLDER]      (else FOCUSKIT_CORPORA)

The words of a file are counted from its raw content, by means that share no code with the readers: text
decoded by the standard library, XML of Office files walked tag by tag. What is missing is printed.
"""

from __future__ import annotations

import html
import os
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

from focuskit.transcripts import find_inputs, read_transcript

WORD = re.compile(r"\w+")
TARGET = 0.999
BREAKS = {"p", "br", "tab", "cr", "h", "s", "line-break", "c", "row", "table-cell", "note", "annotation"}
SILENT = {"delText", "instrText", "delInstrText", "sectPr", "del", "moveFrom", "tracked-changes"}


def raw_text(path: Path) -> str:
    """Return all that a reader of the file would see, words kept apart."""
    suffix = path.suffix.lower()
    if suffix in {".docx", ".odt", ".ods"}:
        return office_text(path)
    if suffix == ".xlsx":
        return sheet_text(path)
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if suffix in {".html", ".htm"}:
        body = re.sub(r"(?is)<(script|style|head)\b.*?</\1>", " ", text)
        return html.unescape(re.sub(r"<[^>]*>", " ", body))
    if suffix in {".vtt", ".srt"}:
        return html.unescape(re.sub(r"</?(?:i|b|u|c)>", "", text))
    return text


def office_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        main = "content.xml" if "content.xml" in names else "word/document.xml"
        pieces: list[str] = []
        walk(ET.fromstring(archive.read(main)), pieces)  # noqa: S314 (files of a corpus at hand)
    return "".join(pieces)


def walk(node: ET.Element, pieces: list[str]) -> None:
    name = node.tag.rpartition("}")[2]
    if name in SILENT:
        return
    if name in BREAKS:
        pieces.append(" ")
    is_words = name == "t" or "opendocument" in node.tag
    if is_words:
        pieces.append(node.text or "")
    children = list(node)
    if name == "AlternateContent":
        children = children[:1]
    for child in children:
        walk(child, pieces)
        if "opendocument" in node.tag:
            pieces.append(child.tail or "")
    if name in BREAKS:
        pieces.append(" ")


def sheet_text(path: Path) -> str:
    from openpyxl import load_workbook  # noqa: PLC0415 (only for workbooks)

    book = load_workbook(path, read_only=True, data_only=True)
    return " ".join(
        str(int(value) if isinstance(value, float) and value.is_integer() else value)
        for row in book.worksheets[0].iter_rows(values_only=True)
        for value in row
        if value is not None
    )


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["FOCUSKIT_CORPORA"])
    n_files = n_refused = total = kept = 0
    below: list[str] = []
    for file in find_inputs([folder]).files:
        result = read_transcript(file)
        if result.transcript is None:
            n_refused += 1
            print(f"{file.name}: refused ({', '.join(problem.key for problem in result.problems)})")
            continue
        ours = Counter(WORD.findall(result.transcript.text))
        for aside in result.transcript.asides:
            ours.update(WORD.findall(aside.text))
        raw = Counter(WORD.findall(unicodedata.normalize("NFC", raw_text(file.path))))
        missing = raw - ours
        share = 1 - missing.total() / max(raw.total(), 1)
        n_files, total, kept = n_files + 1, total + raw.total(), kept + raw.total() - missing.total()
        shown = f", missing {dict(missing.most_common(12))}" if missing else ""
        print(f"{file.name}: {raw.total()} words, {share:.3%} kept{shown}")
        if share < TARGET:
            below.append(file.name)
    print(f"{n_files} files read, {n_refused} refused; {kept} of {total} words kept, {kept / total:.4%}")
    print(f"below {TARGET:.1%}: {', '.join(below) or 'none'}")


main()
