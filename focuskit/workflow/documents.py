"""Documents: what is said of each, and taking one out."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from focuskit.model.documents import AUTOMATIC, STATE_KEY, DocumentKind, StoredDocument
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.document_changes import (
    remove_document,
    removed_documents,
    set_attribute,
    set_kind,
)


def list_documents(folder: ProjectFolder) -> tuple[StoredDocument, ...]:
    """Return the documents of a project in the order of import."""
    with folder.reading() as connection:
        return tuple(load_documents(connection))


def unchecked_documents(folder: ProjectFolder) -> tuple[str, ...]:
    """Return the names of transcripts that a machine wrote down and nobody has checked."""
    documents = list_documents(folder)
    return tuple(one.name for one in documents if (STATE_KEY, AUTOMATIC) in one.attributes)


def change_document(
    folder: ProjectFolder,
    document: str,
    *,
    kind: str | None = None,
    attributes: tuple[tuple[str, str], ...] = (),
) -> None:
    """Set the kind and attributes of a document; an empty value removes an attribute.

    Raises
    ------
    UsageError
        If there is no such document; nothing is changed then.
    """
    with folder.writing() as connection:
        if kind:
            set_kind(connection, document, DocumentKind(kind))
        for name, value in attributes:
            set_attribute(connection, document, name, value)


def list_removed(folder: ProjectFolder) -> tuple[tuple[str, str], ...]:
    """Return the name of each document taken out, and when (ISO 8601, UTC)."""
    with folder.reading() as connection:
        return tuple(removed_documents(connection))


def kept_versions(folder: ProjectFolder, name: str) -> Path:
    """Return the folder of the corrected files of a document; it may not exist."""
    return folder.transcripts_path / "versions" / Path(name).with_suffix("")


def take_out(folder: ProjectFolder, document: str) -> str:
    """Remove a document, the copies of its files included, and return its name."""
    with folder.writing() as connection:
        name = remove_document(connection, document)
    with contextlib.suppress(FileNotFoundError):
        (folder.transcripts_path / name).unlink()
    versions = kept_versions(folder, name)
    if versions not in {kept_versions(folder, one.name) for one in list_documents(folder)}:
        shutil.rmtree(versions, ignore_errors=True)
    return name
