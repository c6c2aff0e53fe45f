"""A Word file opened within limits: its words, its comments, and what focuskit left in it."""

from __future__ import annotations

import posixpath
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from focuskit.archive import BROKEN, MOST_BYTES, archive_fault
from focuskit.errors import WordFileError
from focuskit.exchange.word.flow import attribute
from focuskit.exchange.word.ledger import Ledger, parse_ledger
from focuskit.opening import check_file
from focuskit.signatures import foreign_signature

_MAIN = "word/document.xml"
_PROPERTIES = "docProps/custom.xml"


@dataclass(frozen=True, slots=True)
class WordParts:
    """The roots of the parts; ``None`` for a part that is not there.

    ``properties`` are the file's own properties by name.
    """

    document: etree._Element
    comments: etree._Element | None
    threads: etree._Element | None
    ledger: Ledger | None
    properties: dict[str, str]


def read_parts(path: Path) -> WordParts:
    """Read the parts of a Word file.

    Raises
    ------
    WordFileError
        If there is no such file, or it is no .docx that can be read.
    """
    try:
        check_file(path)
        with path.open("rb") as opened:
            head = opened.read(64)
        fault = foreign_signature(head, zip_expected=True) if head else "empty_file"
        fault = fault or archive_fault(path)
        if fault is None:
            with ZipFile(path) as archive:
                return _Package(archive).parts()
    except FileNotFoundError:
        fault = "missing_input"
    except OSError:
        fault = "unreadable"
    except (*BROKEN, KeyError, ValueError, etree.XMLSyntaxError, RuntimeError):
        fault = "broken_docx"
    raise WordFileError(str(path), f"problem.{fault}")


class _Package:
    """The members of an archive, found by their relations."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())

    def parts(self) -> WordParts:
        main = next(iter(self._related("_rels/.rels", "", "/officeDocument")), _MAIN)
        folder, name = posixpath.split(main)
        relations = f"{folder}/_rels/{name}.rels"
        return WordParts(
            self._parse(main),
            self._first(self._related(relations, folder, "/comments"), f"{folder}/comments.xml"),
            self._first(
                self._related(relations, folder, "/commentsExtended"), f"{folder}/commentsExtended.xml"
            ),
            self._ledger(),
            self._properties(),
        )

    def _related(self, relations: str, folder: str, kind: str) -> list[str]:
        """Return the members that a part is related to by a kind of relation."""
        if relations not in self._names:
            return []
        found = []
        for relation in self._parse(relations):
            target = unquote(relation.get("Target") or "")
            name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if (relation.get("Type") or "").endswith(kind) and name in self._names:
                found.append(name)
        return found

    def _first(self, names: list[str], usual: str) -> etree._Element | None:
        name = next(iter(names), usual)
        return self._parse(name) if name in self._names else None

    def _ledger(self) -> Ledger | None:
        """Return what was written, wherever a program has put that part."""
        for name in sorted(self._names):
            if name.startswith("customXml/") and name.endswith(".xml"):
                with suppress(etree.XMLSyntaxError, ValueError):
                    ledger = parse_ledger(self._parse(name))
                    if ledger is not None:
                        return ledger
        return None

    def _properties(self) -> dict[str, str]:
        if _PROPERTIES not in self._names:
            return {}
        return {
            attribute(one, "name") or "": "".join(map(str, one.itertext()))
            for one in self._parse(_PROPERTIES)
            if isinstance(one.tag, str)
        }

    def _parse(self, name: str) -> etree._Element:
        """Return the root of a member; nothing is fetched and no entity expanded.

        No program declares a document type in these files: one that is there is a trap.
        """
        with self._archive.open(name) as member:
            data = member.read(MOST_BYTES)
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        )
        if root is None or root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
            raise ValueError(name)
        return root
