"""The words that any file holds, however it is packed: as they are, in archives, escaped, between tags."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo, is_zipfile

from focuskit.archive import BROKEN, MOST_BYTES

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DEPTH = 2
_CODECS = ("utf-8", "utf-16-le", "utf-16-be")


def readings_of(content: bytes, depth: int = _DEPTH) -> Iterator[tuple[str, str]]:
    """Yield the member of an archive (empty for the file itself) and words that it may hold.

    The same words may come several times: in UTF-8, in UTF-16 of both orders from both parities, with JSON's
    escapes and entities resolved, with tags taken out (inside of words, and between them).
    """
    if depth and content[:2] == b"PK" and is_zipfile(BytesIO(content)):
        for name, member in _members(content):
            for inner, words in readings_of(member, depth - 1):
                yield f"{name}/{inner}" if inner else name, words
        return
    for words in _decoded(content):
        yield "", words
        if "\\u" in words:
            yield "", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)
        if "<" in words or "&" in words:
            yield "", html.unescape(_TAG.sub("", words))
            yield "", html.unescape(_TAG.sub(" ", words))


def _members(packed: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with ZipFile(BytesIO(packed)) as archive:
            for member in archive.infolist():
                content = _content(archive, member)
                if content is not None:
                    yield member.filename, content
    except (*BROKEN, OSError):
        return


def _content(archive: ZipFile, member: ZipInfo) -> bytes | None:
    if member.is_dir() or member.file_size > MOST_BYTES or member.flag_bits & 1:
        return None
    try:
        with archive.open(member) as opened:
            return opened.read(member.file_size + 1)
    except (*BROKEN, OSError):
        return None


def _decoded(content: bytes) -> Iterator[str]:
    for codec in _CODECS:
        for start in (0, 1) if codec.startswith("utf-16") and b"\0" in content else (0,):
            if codec == "utf-8" or b"\0" in content:
                yield content[start:].decode(codec, "ignore")
    try:
        content.decode()
    except UnicodeDecodeError:
        yield content.decode("cp1252", "ignore")


def places_in(path: Path, is_found: Callable[[str], bool]) -> list[str]:
    """Return the members of a file (empty for the file itself) whose words fulfil a test.

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    found: dict[str, None] = {}
    for member, words in readings_of(path.read_bytes()):
        if member not in found and is_found(words):
            found[member] = None
    return list(found)
