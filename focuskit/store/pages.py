"""Rows read from the pages of a database file without SQLite, which stops at the first page it cannot read.

The format is that of the SQLite project's "Database File Format": b-tree pages, records, overflow chains, and
the frames of the write-ahead log, which are taken up to the last commit whose checksums are right. Nothing is
written, and no content is trusted: what does not fit is counted as damage.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_LEAF, _INTERIOR = 0x0D, 0x05
_HEADER, _WAL_HEADER, _FRAME_HEADER = 100, 32, 24
_DEFAULT_SIZE = 4096
_SIZES = frozenset(1 << n for n in range(9, 17))
_INT_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_CONSTANTS = {0: None, 8: 0, 9: 1}
_VARINT_BYTES = 9

Value = int | float | str | bytes | None
Record = tuple[int, tuple[Value, ...]]
"""Row number and values."""


class PageError(ValueError):
    """A page, cell or record is not what the format allows."""


@dataclass(slots=True)
class Leaves:
    """What was found of one table: its records, and whether some could not be read."""

    records: list[Record] = field(default_factory=list)
    is_damaged: bool = False


class DatabasePages:
    """The pages of a database as they stand after its log.

    Parameters
    ----------
    content, log
        Bytes of the database file and of its write-ahead log (empty: none).
    """

    def __init__(self, content: bytes, log: bytes = b"") -> None:
        self._content = content
        self.size = _page_size(content, log)
        self._newer = _logged_pages(log, self.size)
        self.n_pages = max([len(content) // self.size, *self._newer])
        self.seen: set[int] = set()

    def page(self, number: int) -> bytes:
        """Return a page; `PageError` if there is none."""
        if number in self._newer:
            return self._newer[number]
        page = self._content[(number - 1) * self.size : number * self.size] if number > 0 else b""
        if len(page) != self.size:
            raise PageError(number)
        return page

    def table(self, root: int) -> Leaves:
        """Return the records of the table whose b-tree begins at a page."""
        found = Leaves()
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self.seen:
                found.is_damaged = True
                continue
            self.seen.add(number)
            try:
                page = self.page(number)
                if page[_start(number)] == _LEAF:
                    self._add(found, number, page)
                else:
                    waiting += _children(page, _start(number))
            except (PageError, IndexError, struct.error):
                found.is_damaged = True
                self.seen.discard(number)
        return found

    def strays(self) -> Iterator[tuple[int, Leaves]]:
        """Yield the leaves no table reached, with their page numbers; free pages are none."""
        free = self._free_pages()
        for number in range(1, self.n_pages + 1):
            if number in self.seen or number in free:
                continue
            found = Leaves()
            with contextlib.suppress(PageError, IndexError, struct.error):
                page = self.page(number)
                if page[_start(number)] == _LEAF:
                    self._add(found, number, page)
            if found.records:
                yield number, found

    def _free_pages(self) -> set[int]:
        free: set[int] = set()
        with contextlib.suppress(PageError, struct.error):
            (trunk,) = struct.unpack(">I", self.page(1)[32:36])
            while trunk and trunk not in free:
                free.add(trunk)
                page = self.page(trunk)
                trunk, n_leaves = struct.unpack(">II", page[:8])
                if n_leaves <= self.size // 4:
                    free.update(struct.unpack(f">{n_leaves}I", page[8 : 8 + 4 * n_leaves]))
        return free

    def _add(self, found: Leaves, number: int, page: bytes) -> None:
        for cell in _cells(page, _start(number), 8):
            try:
                found.records.append(self._record(page, cell))
            except (PageError, IndexError, UnicodeDecodeError, struct.error):
                found.is_damaged = True

    def _record(self, page: bytes, place: int) -> Record:
        length, place = _varint(page, place)
        row, place = _varint(page, place)
        local = self._n_local(length)
        if local > len(page) - place:
            raise PageError(place)
        payload = page[place : place + local]
        if local < length:
            (overflow,) = struct.unpack(">I", page[place + local : place + local + 4])
            payload += self._overflow(overflow, length - local)
        return row - (1 << 64 if row >= 1 << 63 else 0), _values(payload)

    def _n_local(self, length: int) -> int:
        most = self.size - 35
        if length <= most:
            return length
        least = (self.size - 12) * 32 // 255 - 23
        wanted = least + (length - least) % (self.size - 4)
        return wanted if wanted <= most else least

    def _overflow(self, number: int, n_bytes: int) -> bytes:
        if n_bytes > self.n_pages * self.size:
            raise PageError(number)
        pieces, chain = [], []
        while n_bytes > 0:
            page = self.page(number)
            chain.append(number)
            pieces.append(page[4 : 4 + n_bytes])
            n_bytes -= len(pieces[-1])
            (number,) = struct.unpack(">I", page[:4])
        self.seen.update(chain)
        return b"".join(pieces)


def _page_size(content: bytes, log: bytes) -> int:
    if content[:16] == b"SQLite format 3\0":
        (size,) = struct.unpack(">H", content[16:18])
        size = 1 << 16 if size == 1 else size
        if size in _SIZES:
            return int(size)
    if len(log) >= _WAL_HEADER:
        (size,) = struct.unpack(">I", log[8:12])
        if size in _SIZES:
            return int(size)
    return _DEFAULT_SIZE


def _start(number: int) -> int:
    return _HEADER if number == 1 else 0


def _children(page: bytes, start: int) -> list[int]:
    if page[start] != _INTERIOR:
        raise PageError(start)
    places = (start + 8, *_cells(page, start, 12))
    return [struct.unpack(">I", page[place : place + 4])[0] for place in places]


def _cells(page: bytes, start: int, header: int) -> list[int]:
    (n_cells,) = struct.unpack(">H", page[start + 3 : start + 5])
    first = start + header
    if first + 2 * n_cells > len(page):
        raise PageError(start)
    places = struct.unpack(f">{n_cells}H", page[first : first + 2 * n_cells])
    if any(place < first + 2 * n_cells for place in places):
        raise PageError(start)
    return list(places)


def _varint(page: bytes, place: int) -> tuple[int, int]:
    value = 0
    for n_read in range(1, _VARINT_BYTES + 1):
        byte = page[place]
        place += 1
        if n_read == _VARINT_BYTES:
            return value << 8 | byte, place
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 (the bit that tells that more follows)
            break
    return value, place


def _values(payload: bytes) -> tuple[Value, ...]:
    header, place = _varint(payload, 0)
    if not place <= header <= len(payload):
        raise PageError(header)
    kinds = []
    while place < header:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values, place = [], header
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    if place != len(payload):
        raise PageError(place)
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind in _CONSTANTS:
        return _CONSTANTS[kind], place
    if kind in {10, 11}:
        raise PageError(kind)
    length = _INT_BYTES.get(kind) or (8 if kind == 7 else (kind - 12) // 2)  # noqa: PLR2004 (7: a real number)
    piece = payload[place : place + length]
    if len(piece) != length:
        raise PageError(kind)
    if kind in _INT_BYTES:
        return int.from_bytes(piece, "big", signed=True), place + length
    if kind == 7:  # noqa: PLR2004 (see above)
        return float(struct.unpack(">d", piece)[0]), place + length
    return (piece.decode() if kind % 2 else piece), place + length


def _logged_pages(log: bytes, size: int) -> dict[int, bytes]:
    """Return the pages of the log up to its last whole commit."""
    if len(log) < _WAL_HEADER or struct.unpack(">I", log[:4])[0] not in {0x377F0682, 0x377F0683}:
        return {}
    order = ">" if log[3] & 1 else "<"
    sums = _checksum(log[:24], (0, 0), order)
    kept: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for place in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        head = log[place : place + _FRAME_HEADER]
        page = log[place + _FRAME_HEADER : place + _FRAME_HEADER + size]
        sums = _checksum(page, _checksum(head[:8], sums, order), order)
        number, committed = struct.unpack(">II", head[:8])
        if head[8:16] != log[16:24] or struct.unpack(">II", head[16:]) != sums:
            break
        waiting[number] = page
        if committed:
            kept |= waiting
            waiting = {}
    return kept


def _checksum(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for place in range(0, len(words), 2):
        first = (first + words[place] + second) & 0xFFFFFFFF
        second = (second + words[place + 1] + first) & 0xFFFFFFFF
    return first, second
