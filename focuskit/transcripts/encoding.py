"""Bytes of a text file → text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from focuskit.model.problems import Problem, error, warning
from focuskit.signatures import foreign_signature

_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", False),
    (codecs.BOM_UTF32_LE, "utf-32", True),
    (codecs.BOM_UTF32_BE, "utf-32", True),
    (codecs.BOM_UTF16_LE, "utf-16", True),
    (codecs.BOM_UTF16_BE, "utf-16", True),
)
_NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "mac_roman": "MacRoman",
    "cp850": "DOS (850)",
    "latin-1": "ISO-8859-1",
}
_FRENCH_LETTERS = "éèêàâçîïôùûœÉÈÀÇ’"
_OTHERS = ("mac_roman", "cp850")
_MUST_WIN_BY = 2
_NUL_SHARE = 0.3
_CONTROL_SHARE = 0.05
_FEW = 8
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1a")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, ``None`` if it is no text, and what was doubtful about it."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def decode_text(data: bytes, path: str) -> Decoded:
    """Decode a file: byte order mark, else UTF-8, else UTF-16 by its NUL bytes, else an 8-bit encoding.

    Anything but UTF-8 is told in a warning; what is no text is told in an error.
    """
    foreign = foreign_signature(data)
    if foreign is not None:
        return Decoded(None, (error(path, f"problem.{foreign}"),))
    for bom, encoding, doubtful in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, path, doubtful=doubtful)
    wide = _utf16_without_bom(data)
    if wide is not None:
        return _decoded(data, wide, path, doubtful=True)
    if _is_binary(data):
        return Decoded(None, (error(path, "problem.binary_file"),))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decoded(data, _eight_bit_encoding(data), path, doubtful=True)


def _decoded(data: bytes, encoding: str, path: str, *, doubtful: bool) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "cp1252":
            return Decoded(None, (error(path, "problem.binary_file"),))
        encoding, text = "latin-1", data.decode("latin-1")
    if not doubtful:
        return Decoded(text)
    sample = text[:_SAMPLE]
    if _n_controls(sample) > _CONTROL_SHARE * len(sample) + _FEW:
        return Decoded(None, (error(path, "problem.binary_file"),))
    return Decoded(text, (warning(path, "problem.guessed_encoding", encoding=_NAMES[encoding]),))


def _utf16_without_bom(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half == 0 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _NUL_SHARE and even < odd / 10:
        return "utf-16-le"
    if even > _NUL_SHARE and odd < even / 10:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    if 0 in data:
        return True
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(sample) + _FEW


def _n_controls(text: str) -> int:
    return sum(char < " " and char not in "\t\n\v\f\r" for char in text)


def _eight_bit_encoding(data: bytes) -> str:
    """Tell the 8-bit encoding by the bytes of French letters; Windows-1252 unless another wins clearly."""
    to_beat = _MUST_WIN_BY * _count_letters(data, "cp1252")
    best = max(_OTHERS, key=lambda encoding: _count_letters(data, encoding))
    return best if _count_letters(data, best) > to_beat else "cp1252"


def _count_letters(data: bytes, encoding: str) -> int:
    letters = _FRENCH_LETTERS.encode(encoding, "ignore")
    return len(data) - len(data.translate(None, letters))
