"""Changes to a file that a reader may meet: bytes, tags, members of archives, cells of databases."""

# ruff: noqa: S608 (names of tables and columns come from the schema)

from __future__ import annotations

import io
import re
import sqlite3
import warnings
import zlib
from collections.abc import Callable, Sequence
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x85", b"\xe2\x80\xa8", b"\x1b[2J",
    b"\xe2\x80\xae", b"\r", b"\r\n\r\n", b"\x0c", b"\t", b"-1", b"0", b"nan", b"NaN", b"Infinity", b"-inf", b"1e999",
    b"99999999999999999999", b"9" * 5000, b"0x7fffffff", b"4294967296", b"null", b"true", b"{}", b"[]", b'""', b'"', b"'",
    b"[" * 300, b"{" * 300, b"(" * 60, b"<a>" * 300, b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>",
    b"&#0;", b"&#xD800;", b"&#55296;", b"&e;", b"]]>", b"<!--", b"<![CDATA[", b"\\u0000", b"\\ud800", b"\\", b"\\'",
    b"\\bin99999 ", b"\\u-1", b"\\u99999999 ", b"*a", b"&a *a", b"<<: *a", b"!!python/object:os.system", b"!!int x",
    b"!!binary =", b"? ", b"- ", b": ", b"::", b"#", b"=1+1", b"../../x", b"/etc/passwd", b"00:00:00,000 --> 00:00:00,000",
    b"99:99:99.999 --> 0:0", b"12:5", b"--", b"-->", b"(", b")", b"\x15", b"\x15_\x15", b'xml:id=""', b"stream", b"endobj",
    b"1 0 R", b"/Length 99999999", b"/Filter/FlateDecode", b'xmlns="a:b"', b"|", b"|-|", b";", b",", "é".encode(), "İ".encode(),
    "ﬁ".encode(), "e\u0301".encode(), "\u0b95\u0bbf".encode(), "😀".encode(), "\ufffe".encode(), "²".encode(), "٣".encode(), "Ⅷ".encode(),
)  # fmt: skip
"""What has broken readers before, of any kind of file."""

_TAG = re.compile(rb"<[^<>]{1,400}>")
_NUMBER = re.compile(rb"\d+")
_VALUE = re.compile(rb"(?<==\")[^\"<>]{0,200}(?=\")|(?<=>)[^<>]{1,200}(?=<)|(?<=: )[^\n]{1,100}")
_LARGEST_UNPACKED = 4 << 20
_LONGEST = 1 << 18


def mutate(data: bytes, kind: str, rng: Random, others: Sequence[bytes] = ()) -> bytes:
    """Return a changed file; ``kind`` is ``text``, ``zip``, ``pdf`` or ``database``."""
    made = _KINDS.get(kind, mutate_text)(data, rng, others)
    return made[:_LONGEST] if kind == "text" else made


def mutate_text(data: bytes, rng: Random, others: Sequence[bytes] = ()) -> bytes:
    """Change bytes, words, numbers, lines or tags in one to six places."""
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        data = rng.choice(_CHANGES)(data, rng, others)
    return data


def _place(data: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((0, 1, 1, 2, 5, 20, 100)))


def _put(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    start, end = _place(data, rng)
    return data[:start] + rng.choice(TOKENS) + data[rng.choice((start, end)) :]


def _flip(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    start, end = _place(data, rng)
    return data[:start] + rng.randbytes(rng.choice((1, 1, 2, 4))) + data[rng.choice((start, end)) :]


def _cut(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    start, end = _place(data, rng)
    return data[:start] if rng.random() < 0.15 else data[:start] + data[end:]


def _repeat(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    start, end = _place(data, rng)
    return data[:start] + data[start:end] * rng.choice((2, 2, 3, 300)) + data[end:]


def _move(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    source = rng.choice(others) if others and rng.random() < 0.5 else data
    start, end = _place(source, rng)
    at, until = _place(data, rng)
    return data[:at] + source[start : end + rng.choice((0, 200))] + data[rng.choice((at, until)) :]


def _lines(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[at : at + rng.choice((0, 1))] = [lines[other]] * rng.choice((0, 1, 2))
    return b"".join(lines)


def _swap(
    pattern: re.Pattern[bytes], choices: Callable[[Random, list[bytes]], bytes]
) -> Callable[..., bytes]:
    def change(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return data
        one = rng.choice(found)
        return data[: one.start()] + choices(rng, [each[0] for each in found]) + data[one.end() :]

    return change


_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"2147483648",
    b"1e308",
    b"99999999999",
    b"9" * 400,
    b"NaN",
    b"",
    b"0.5",
    b"1048576",
    b"65535",
)
_CHANGES = (
    _put, _put, _flip, _cut, _repeat, _move, _lines,
    _swap(_NUMBER, lambda rng, _: rng.choice(_NUMBERS)),
    _swap(_VALUE, lambda rng, found: rng.choice((rng.choice(TOKENS), rng.choice(found), b""))),
    _swap(_TAG, lambda rng, found: rng.choice((rng.choice(found), rng.choice(found) * 2, rng.choice(found) * 400, b""))),
)  # fmt: skip


def unzip(data: bytes) -> dict[str, bytes] | None:
    """Return the members of an archive, ``None`` if it is none or swells."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST_UNPACKED:
                return None
            return {one.filename: archive.read(one) for one in archive.infolist()}
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError):
        return None


def zipped(members: Sequence[tuple[str, bytes]], *, packed: bool = True) -> bytes:
    """Return an archive of these members; a name may come twice."""
    made = io.BytesIO()
    with (
        warnings.catch_warnings(),
        ZipFile(made, "w", ZIP_DEFLATED if packed else ZIP_STORED, compresslevel=1) as archive,
    ):
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def _mutate_zip(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    members = unzip(data)
    if not members or rng.random() < 0.04:
        return mutate_text(data, rng, others)
    listed = list(members.items())
    wanted = [
        place
        for place, (name, _) in enumerate(listed)
        if name.endswith((".xml", ".rels", ".yaml", ".jsonl", ".txt"))
    ]
    other = list((unzip(rng.choice(others)) or members).items()) if others else listed
    chance = rng.random()
    if chance < 0.06:
        listed.pop(rng.randrange(len(listed)))
    elif chance < 0.10:
        place = rng.randrange(len(listed))
        name = rng.choice(
            (rng.choice(other)[0], "../" + listed[place][0], "/" + listed[place][0], listed[place][0].upper())
        )
        listed[place] = (name, listed[place][1])
    elif chance < 0.16:
        listed.append(rng.choice(other))
    else:
        for _ in range(rng.choice((1, 1, 1, 2))):
            place = rng.choice(wanted or list(range(len(listed))))
            name, content = listed[place]
            same = [inner for inner_name, inner in other if inner_name == name]
            listed[place] = (name, mutate_text(content, rng, same))
    return zipped(listed)


_STREAM = re.compile(
    rb"(<<[^\n]{0,200}FlateDecode[^\n]{0,200}>>\s*stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL
)


def plain_pdf(data: bytes) -> bytes:
    """Return a PDF whose streams are not packed, so that changes reach what they hold."""

    def plain(found: re.Match[bytes]) -> bytes:
        try:
            inner = zlib.decompress(found[2])
        except zlib.error:
            return found[0]
        head = re.sub(rb"/Filter\s*/FlateDecode", b"", found[1])
        return re.sub(rb"/Length \d+( 0 R)?", b"/Length %d" % len(inner), head) + inner + found[3]

    return _STREAM.sub(plain, data)


def _mutate_database(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    if rng.random() < 0.3:
        return mutate_text(data, rng, others)
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        for _ in range(rng.choice((1, 1, 2, 5))):
            _change_cell(connection, rng)
        connection.commit()
        return bytes(connection.serialize())
    except (sqlite3.Error, OverflowError):
        return mutate_text(data, rng, others)
    finally:
        connection.close()


_CELLS: tuple[object, ...] = (
    None, 0, -1, 1, 2**63 - 1, -(2**63), 1.5, float("inf"), "", "x", "../../x", "\x00", "[]", "{}", "null", "[" * 2000, "é" * 300,
    b"\x00\xff", b"", "2026-13-45T99:99:99", "NaN", "=1+1",
)  # fmt: skip


def _change_cell(connection: sqlite3.Connection, rng: Random) -> None:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    table = rng.choice([name for name in tables if not name.startswith("sqlite_")])
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    column, chance = rng.choice(columns), rng.random()
    places = [row[0] for row in connection.execute(f'SELECT rowid FROM "{table}"')]
    if chance < 0.04:
        connection.execute(f'DROP TABLE "{table}"')
    elif chance < 0.08:
        connection.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "renamed"')
    elif places and chance < 0.2:
        connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rng.choice(places),))
    elif places:
        value = rng.choice(_CELLS)
        if chance < 0.5:
            other = connection.execute(
                f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (rng.choice(places),)
            ).fetchone()[0]
            value = (
                mutate_text(other.encode(), rng).decode("utf-8", "replace")
                if isinstance(other, str)
                else other
            )
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute(
            f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE rowid = ?', (value, rng.choice(places))
        )


_KINDS: dict[str, Callable[[bytes, Random, Sequence[bytes]], bytes]] = {
    "text": mutate_text,
    "zip": _mutate_zip,
    "pdf": mutate_text,
    "database": _mutate_database,
}
