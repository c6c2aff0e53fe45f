"""The project's ``codebook.yaml``, written together with what the database says of it."""

from __future__ import annotations

import codecs
import hashlib
from typing import TYPE_CHECKING

from focuskit.errors import UsageError
from focuskit.store import ProjectFolder, codebook_number
from focuskit.store.versions import (
    load_codebook_content,
    load_pending_codebook,
    mark_pending_codebook,
)
from focuskit.tagging import rule_fingerprints
from focuskit.tagging.codebook_edit import codebook_of
from focuskit.writing import write_whole

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def read_codebook_bytes(folder: ProjectFolder) -> bytes:
    """Return the file as it is; a change that was interrupted before it was written is written first.

    Raises
    ------
    UsageError
        If there is none.
    """
    if not folder.codebook_path.is_file():
        raise UsageError("error.no_codebook", path=str(folder.codebook_path))
    with folder.reading() as connection:
        pending = load_pending_codebook(connection)
    if pending is not None:
        finish_writing(folder, pending)
    return folder.codebook_path.read_bytes()


def text_of_codebook(content: bytes) -> str:
    """Return the text of the file's bytes."""
    return content.decode("utf-8-sig")


def bytes_like(content: bytes, text: str) -> bytes:
    """Return a text as bytes, with a byte order mark where the file had one."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8")


def keep_version(connection: Connection, content: bytes) -> int:
    """Keep a content of the file among the versions of the codebook; return its number.

    Raises
    ------
    CodebookError
        If it has faults.
    """
    return codebook_number(connection, content, rule_fingerprints(codebook_of(text_of_codebook(content))))


def begin_writing(connection: Connection, number: int) -> None:
    """Remember, in the transaction of a change, that the file is to become a version."""
    mark_pending_codebook(connection, number)


def finish_writing(folder: ProjectFolder, number: int) -> None:
    """Write that version; done again after an interruption it does the same."""
    with folder.reading() as connection:
        content = load_codebook_content(connection, number)
    if folder.codebook_path.read_bytes() != content:
        write_whole(folder.codebook_path, content)
    with folder.writing() as connection:
        mark_pending_codebook(connection, None)


def is_version(connection: Connection, content: bytes, number: int) -> bool:
    """Tell whether a content is that of a version."""
    kept = load_codebook_content(connection, number)
    return hashlib.sha256(kept).digest() == hashlib.sha256(content).digest()
