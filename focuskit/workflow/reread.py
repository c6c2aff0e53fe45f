"""Documents to read again after the codebook changed, and codes that wait for their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.errors import UsageError
from focuskit.model.codebook import Codebook
from focuskit.model.codebook_edits import follow_name, renamed_since
from focuskit.model.codings import DecisionKind
from focuskit.store import ProjectFolder, load_documents, load_segments, segmented_versions
from focuskit.store.codebook_edits import Rereading, load_edits, load_rereadings, mark_reread
from focuskit.store.codings import load_codings
from focuskit.store.decisions import load_decisions
from focuskit.store.document_changes import find_document
from focuskit.store.text_versions import load_text_versions
from focuskit.tagging.code_names import nearest_codes

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

PLACE, EMERGENT = "a_classer", "emergent"
"""Identifiers of the code and of the facet that hold what the codebook did not foresee."""

_BY_CODEBOOK = {DecisionKind.RECODE, DecisionKind.FOLD}
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class ToReread:
    """A document to read again for a code: since when, by whose change, which segments (``None``: all)."""

    document: str
    code: str
    segments: tuple[int, ...] | None
    since: str
    coder: str
    why: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class EmergedCode:
    """A code that waits for its place in the codebook.

    Parameters
    ----------
    reason
        ``in_vivo``, ``to_place`` (words put on `PLACE` itself), ``retired`` or ``unknown`` (not in the
        codebook).
    n_codings, n_documents
        Codings in the current texts.
    words
        The first words coded with it, empty if there are none.
    nearest
        Codes of the rest of the codebook with a name or label like it, best first.
    """

    code: str
    label: str
    reason: str
    n_codings: int
    n_documents: int
    words: str
    nearest: tuple[str, ...]


def documents_with_decisions(connection: Connection, *, without: str | None = None) -> list[str]:
    """Return the documents on which somebody decided something that holds, in their order.

    ``without`` leaves out those in which a code is.
    """
    versions = {
        one.gesture.version_id
        for one in load_decisions(connection)
        if not one.is_undone and one.gesture.kind not in _BY_CODEBOOK
    }
    return [
        one.id
        for one in load_documents(connection)
        if any(version.id in versions for version in load_text_versions(connection, one.id))
        if without is None or without not in {each.code for each in load_codings(connection, one.version_id)}
    ]


def is_emergent(codebook: Codebook, name: str) -> bool:
    """Tell whether a code waits for its place: it is in vivo, or stands in the facet `EMERGENT`."""
    return name in codebook and (PLACE in name.split("/")[:-1] or codebook.code(name).facet == EMERGENT)


def leftovers(connection: Connection, step: str, code: str) -> list[Rereading]:
    """Return what is still coded with a code that was split, as segments to look at again."""
    current = segmented_versions(connection)
    found = []
    for document in load_documents(connection):
        spans = [one.span for one in load_codings(connection, document.version_id) if one.code == code]
        made = current.get(document.version_id)
        segments = load_segments(connection, made.id) if made and spans else []
        numbers = tuple(one.number for one in segments if any(one.span.overlaps(span) for span in spans))
        if spans:
            found.append(Rereading(step, document.id, code, numbers))
    return found


def list_rereadings(folder: ProjectFolder, *, everything: bool = False) -> tuple[ToReread, ...]:
    """Return the documents to read again; with ``everything`` also those that were."""
    with folder.reading() as connection:
        names = {one.id: one.name for one in load_documents(connection)}
        edits = {one.step: one for one in load_edits(connection)}
        rows = load_rereadings(connection)
    return tuple(
        ToReread(
            names[one.document_id],
            follow_name(one.code, renamed_since(edits.values(), edits[one.step].number)),
            one.segments,
            edits[one.step].at,
            edits[one.step].coder,
            edits[one.step].why,
            one.done_at is not None,
        )
        for one in rows
        if everything or one.done_at is None
    )


def mark_as_reread(
    folder: ProjectFolder, documents: Sequence[str], *, code: str | None = None, done: bool = True
) -> int:
    """Take documents off the list, for one code or all, or put them back; return how many entries that was.

    Raises
    ------
    UsageError
        If there is no such document, or nothing of it is on the list.
    """
    n = 0
    with folder.writing() as connection:
        rows = load_rereadings(connection)
        edits = {one.step: one for one in load_edits(connection)}
        for name in documents:
            meant = find_document(connection, name).id
            mine = [
                one
                for one in rows
                if one.document_id == meant and (one.done_at is None) == done
                if code
                in {None, follow_name(one.code, renamed_since(edits.values(), edits[one.step].number))}
            ]
            if not mine:
                raise UsageError("edits.not_to_reread", document=name)
            for one in mine:
                mark_reread(connection, one, done=done)
            n += len(mine)
    return n


def list_emerged(folder: ProjectFolder, codebook: Codebook) -> tuple[EmergedCode, ...]:
    """Return the codes to be placed: in-vivo codes, and `PLACE`, retired and unknown codes with codings."""
    words: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with folder.reading() as connection:
        for document in load_documents(connection):
            for one in load_codings(connection, document.version_id):
                words[one.code].append((document.name, one.words))
    names = [code.name for code in codebook.codes]
    reasons = {name: _reason(codebook, name, bool(words[name])) for name in names}
    placed = [name for name in names if not reasons[name] and not name.endswith(PLACE)]
    reasons |= {name: "unknown" for name in sorted(words) if name not in codebook}
    return tuple(
        _emerged(codebook, name, reason, words[name], placed) for name, reason in reasons.items() if reason
    )


def _reason(codebook: Codebook, name: str, has_codings: bool) -> str:  # noqa: FBT001 (a fact, not a switch)
    code = codebook.code(name)
    if name.rpartition("/")[2] == PLACE:
        return "to_place" if has_codings else ""
    if is_emergent(codebook, name):
        return "in_vivo"
    return "retired" if code.retired and has_codings else ""


def _emerged(
    codebook: Codebook, name: str, reason: str, words: Sequence[tuple[str, str]], placed: Sequence[str]
) -> EmergedCode:
    label = codebook.code(name).label if name in codebook else name
    first = " ".join(words[0][1].split()) if words else ""
    first = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
    near = nearest_codes(placed, name.rpartition("/")[2]) if reason != "to_place" else ()
    near = tuple(one.name for one in codebook.codes if name in one.formerly) or near
    return EmergedCode(name, label, reason, len(words), len({one for one, _ in words}), first, near)
