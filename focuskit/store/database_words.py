"""All values of any SQLite database, read from its bytes: names cut by the edge of a page are whole there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_WAL_FLAGS = slice(18, 20)


def words_of_database(content: bytes) -> Iterator[str]:
    """Yield the values of all rows of all tables, one after the other; nothing for a damaged database.

    Parameters
    ----------
    content
        The database file. What its log holds besides is not read here.
    """
    plain = bytearray(content)
    plain[_WAL_FLAGS] = b"\1\1"
    connection = sqlite3.connect(":memory:")
    connection.text_factory = lambda value: value.decode("utf-8", "ignore")
    try:
        connection.deserialize(bytes(plain))
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in tables:
            quoted = name.replace('"', '""')
            for row in connection.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 (a name of the file's own)
                yield "\n".join(map(_words, row))
    except sqlite3.Error:
        return
    finally:
        connection.close()


def _words(value: object) -> str:
    return value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value)
