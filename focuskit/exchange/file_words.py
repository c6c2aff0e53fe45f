"""The words that a file of any format holds, whatever packs, escapes or hides them."""

from __future__ import annotations

import quopri
import re
import struct
import tarfile
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile, is_zipfile

from focuskit.archive import BROKEN, MOST_BYTES
from focuskit.exchange.haystack import readings_of

if TYPE_CHECKING:
    from zipfile import ZipInfo

_DEPTH = 5
_SQLITE, _PNG, _PDF, _GZIP = b"SQLite format 3\0", b"\x89PNG\r\n\x1a\n", b"%PDF", b"\x1f\x8b"
_TAR_MARK, _TAR_AT = b"ustar", 257
_RUN = re.compile(rb"(?:[\x20-\x7e]|[\xc3-\xc5][\x80-\xbf])+|[\x20-\x7e\xc0-\xff]{6,}")
_SHORTEST_RUN = 4
_HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_RTF = re.compile(r"\\'([0-9a-fA-F]{2})")
_PYTHON = re.compile(r"\\x([0-9a-fA-F]{2})")
_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")


@dataclass(frozen=True, slots=True)
class FileWords:
    """Words of a file; ``member``: where in it, empty for itself; ``is_binary``: among other bytes."""

    member: str
    words: str
    is_binary: bool = False


def words_in(content: bytes, unread: list[str], depth: int = _DEPTH) -> Iterator[FileWords]:
    """Yield the words of a file, the same perhaps several times, and those of what is packed in it.

    Parameters
    ----------
    unread
        Takes the members that could not be read: encrypted, damaged, too large, packed too deep.
    """
    packed = _packed(content, unread) if depth else None
    if packed is not None:
        for name, member in packed:
            yield FileWords(name, name)
            inner_unread: list[str] = []
            for one in words_in(member, inner_unread, depth - 1):
                yield FileWords(_path(name, one.member), one.words, one.is_binary)
            unread += [_path(name, one) for one in inner_unread]
        return
    if content[:4] == b"PK\x03\x04":
        unread.append("")
    for words, is_binary in _leaf(content, unread):
        yield FileWords("", _HIDDEN.sub("", unicodedata.normalize("NFC", words)), is_binary)


def _path(name: str, inner: str) -> str:
    return f"{name}/{inner}" if inner else name


def _packed(content: bytes, unread: list[str]) -> Iterator[tuple[str, bytes]] | None:
    if content[:2] == b"PK" and is_zipfile(BytesIO(content)):
        return _zipped(content, unread)
    if content[:2] == _GZIP:
        return _gunzipped(content, unread)
    if content[_TAR_AT : _TAR_AT + len(_TAR_MARK)] == _TAR_MARK:
        return _tarred(content, unread)
    return None


def _zipped(content: bytes, unread: list[str]) -> Iterator[tuple[str, bytes]]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            if archive.comment:
                yield "zip", archive.comment
            for member in archive.infolist():
                inside = _member(archive, member)
                if inside is not None:
                    yield member.filename, inside
                elif not member.is_dir():
                    unread.append(member.filename)
    except (*BROKEN, OSError):
        unread.append("")


def _member(archive: ZipFile, member: ZipInfo) -> bytes | None:
    if member.is_dir() or member.file_size > MOST_BYTES or member.flag_bits & 1:
        return None
    try:
        return archive.read(member)
    except (*BROKEN, OSError):
        return None


def _gunzipped(content: bytes, unread: list[str]) -> Iterator[tuple[str, bytes]]:
    reader = zlib.decompressobj(wbits=31)
    try:
        inside = reader.decompress(content, MOST_BYTES)
    except zlib.error:
        unread.append("")
        return
    if reader.unconsumed_tail:
        unread.append("gzip")
    yield "gzip", inside


def _tarred(content: bytes, unread: list[str]) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=BytesIO(content)) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None and member.size <= MOST_BYTES:
                    yield member.name, file.read()
    except (tarfile.TarError, OSError, EOFError):
        unread.append("")


def _leaf(content: bytes, unread: list[str]) -> Iterator[tuple[str, bool]]:
    if content.startswith(_PNG):
        yield from ((words, False) for words in _png_texts(content))
        return
    if content.startswith(_PDF):
        yield from ((words, False) for words in _pdf_texts(content, unread))
    if content.startswith(_SQLITE):
        yield from ((words, True) for words in _pages(content))
    is_binary = _is_binary(content)
    for _, words in readings_of(_runs(content) if is_binary else content, depth=0):
        yield words, is_binary
        yield from ((other, is_binary) for other in _unescaped(words))
    if is_binary and b"\0" in content:
        for start, codec in ((0, "utf-16-le"), (1, "utf-16-le"), (0, "utf-16-be"), (1, "utf-16-be")):
            yield content[start:].decode(codec, "ignore"), True


def _is_binary(content: bytes) -> bool:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return False
    return b"\0" in content and not _is_utf16(content)


def _is_utf16(content: bytes) -> bool:
    """Tell whether every other byte is nearly always zero, and only every other: UTF-16 without a mark."""
    few, many = sorted((content[0::2].count(0), content[1::2].count(0)))
    return many * 3 > len(content) and few * 20 < len(content)


def _runs(content: bytes) -> bytes:
    """Return the stretches of letters among bytes in UTF-8, a line each."""
    return "\n".join(_text(run) for run in _RUN.findall(content) if len(run) >= _SHORTEST_RUN).encode()


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "ignore")


def _unescaped(words: str) -> Iterator[str]:
    """Yield words with the escapes of addresses, mails, RTF and Python resolved, where there are any."""
    if "%" in words:
        yield unquote(words)
    if "=" in words and re.search(r"=[0-9A-F]{2}|=\n", words):
        plain = quopri.decodestring(words.encode("utf-8", "ignore"))
        yield _text(plain) if "quoted-printable" in words.casefold() else plain.decode("utf-8", "ignore")
    for form in (_RTF, _PYTHON):
        if form.search(words):
            yield form.sub(lambda found: bytes.fromhex(found[1]).decode("cp1252", "ignore"), words)


def _pages(content: bytes) -> Iterator[str]:
    """Yield the pages of a database without the number of the next at their head: freed pages read on."""
    (size,) = struct.unpack(">H", content[16:18])
    size = 65536 if size == 1 else size
    if size:
        joined = b"".join(content[at + 4 : at + size] for at in range(0, len(content), size))
        yield joined.decode("utf-8", "ignore")


def _png_texts(content: bytes) -> Iterator[str]:
    """Yield the texts of a picture: plain (Latin-1), compressed and international."""
    at = len(_PNG)
    while at + 8 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, inside = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += length + 12
        if kind in _TEXT_CHUNKS:
            yield from _decoded(inside)
            for packed in (inside.partition(b"\0")[2][1:], inside.split(b"\0", 4)[-1]):
                yield from _inflated(packed)


def _decoded(inside: bytes) -> Iterator[str]:
    yield inside.decode("utf-8", "ignore")
    yield inside.decode("latin-1")


def _inflated(packed: bytes) -> Iterator[str]:
    try:
        inside = zlib.decompressobj().decompress(packed, MOST_BYTES)
    except zlib.error:
        return
    yield from _decoded(inside)


def _pdf_texts(content: bytes, unread: list[str]) -> Iterator[str]:
    """Yield the text of pages, the properties and the notes of a PDF file."""
    from pypdf import PdfReader  # noqa: PLC0415 (heavy: only where there is such a file)

    found: list[str] = []
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            unread.append("")
            return
        found += [str(value) for value in (reader.metadata or {}).values()]
        for page in reader.pages:
            found.append(page.extract_text())
            for note in page.get("/Annots") or ():
                seen = note.get_object()
                found += [str(seen[name]) for name in ("/Contents", "/T", "/Subj") if name in seen]
    except Exception:  # noqa: BLE001 (a damaged file may break the library anywhere; it is told as unread)
        unread.append("")
    yield from found
