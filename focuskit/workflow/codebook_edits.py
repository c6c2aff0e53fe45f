"""Changes of the project's codebook: the file, codings, suggestions and memos follow in one step."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from focuskit.errors import UsageError
from focuskit.model.codebook import Codebook
from focuskit.model.codebook_edits import CodebookEdit, EditKind, follow_name
from focuskit.model.codings import DecisionKind
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.store import ProjectFolder
from focuskit.store.codebook_edits import Rereading, next_number, save_edit, save_rereadings
from focuskit.store.coding_rows import has_coding
from focuskit.store.decisions import record_step
from focuskit.store.memos import add_memo
from focuskit.store.recoding import (
    drop_suggestions,
    recode_some,
    recoding_gestures,
    rename_memos,
    rename_suggestions,
)
from focuskit.store.written_cells import rename_cells
from focuskit.tagging.code_names import nearest_codes
from focuskit.tagging.codebook_edit import (
    add_code_to_yaml,
    codebook_of,
    merge_codes_in_yaml,
    move_code_in_yaml,
    rename_code_in_yaml,
    retire_code_in_yaml,
)
from focuskit.workflow.codebook_file import (
    begin_writing,
    bytes_like,
    finish_writing,
    keep_version,
    read_codebook_bytes,
    text_of_codebook,
)
from focuskit.workflow.reread import documents_with_decisions, is_emergent, leftovers

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from focuskit.model.codings import Decision, Gesture


@dataclass(frozen=True, slots=True)
class NewCode:
    """What a code to be added says of itself; see `focuskit.tagging.codebook_edit.add_code_to_yaml`."""

    name: str
    facet: str | None = None
    label: str = ""
    definition: str = ""
    color: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditSummary:
    """What a change did.

    Parameters
    ----------
    n_recoded, n_folded
        Codings that hold and have another code now, and those that gave way to the same code on the same
        words.
    n_suggestions
        Suggestions renamed or taken away.
    n_to_reread
        Documents on the list of those to read again.
    is_tagging_due
        Whether rules changed, so that ``focuskit tag`` has something to do.
    """

    edit: CodebookEdit
    n_recoded: int
    n_folded: int
    n_suggestions: int
    n_to_reread: int
    is_tagging_due: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """A change to be made: the text of the file, and what follows from it."""

    kind: EditKind
    code: str
    targets: tuple[str, ...]
    change: Callable[[str], str]
    renamed: tuple[tuple[str, str], ...] = ()
    placed: tuple[tuple[str, str], ...] = ()
    reread: tuple[str, ...] = ()
    dropped: Collection[str] = field(default=())


def add_code(folder: ProjectFolder, coder: str, code: NewCode, *, why: str = "") -> EditSummary:
    """Add a code; see `add_codes`."""
    return add_codes(folder, coder, [code], why=why)


def add_codes(folder: ProjectFolder, coder: str, codes: Sequence[NewCode], *, why: str = "") -> EditSummary:
    """Add codes in one step; documents that were coded before are put on the list of those to read again.

    Raises
    ------
    UsageError
        If a name is taken or no identifier, or parent or facet are not there.
    CodebookError
        If the codebook has faults.
    """
    names = tuple(one.name for one in codes)

    def change(text: str) -> str:
        for one in codes:
            text = _with(text, one)
        return text

    return _make(folder, coder, _Plan(EditKind.ADD, names[0], names[1:], change, reread=names), why)


def rename_code(
    folder: ProjectFolder, coder: str, old: str, new: str, *, label: str = "", why: str = ""
) -> EditSummary:
    """Give a code another name where it stands, or another label; sub-codes and codings follow.

    Where somebody renamed it in the file by hand, with its old name below ``formerly:``, only codings and
    the like follow. ``new`` may be the last part alone.
    """
    name = new if "/" in new or "/" not in old else f"{old.rpartition('/')[0]}/{new}"

    def change(text: str) -> str:
        if name in codebook_of(text) and old in codebook_of(text).code(name).formerly:
            return text
        return rename_code_in_yaml(text, old, name, label=label)

    pairs = ((old, name),) if old != name else ()
    return _make(folder, coder, _Plan(EditKind.RENAME, old, (name,), change, pairs), why)


def move_code(
    folder: ProjectFolder, coder: str, code: str, *, below: str = "", facet: str | None = None, why: str = ""
) -> EditSummary:
    """Move a code with all below it under another, or to the top of a facet.

    An in-vivo code that finds its place is a new code: documents coded without it are to be read again.
    """
    last = code.rpartition("/")[2]
    new = f"{below}/{last}" if below else last

    def change(text: str) -> str:
        return move_code_in_yaml(text, code, new, facet=facet)

    pairs = ((code, new),) if code != new else ()
    return _make(folder, coder, _Plan(EditKind.MOVE, code, (new,), change, pairs), why)


def merge_codes(folder: ProjectFolder, coder: str, source: str, into: str, *, why: str = "") -> EditSummary:
    """Make one code of two; what both said of the same words is kept once."""

    def change(text: str) -> str:
        return merge_codes_in_yaml(text, source, into)

    return _make(folder, coder, _Plan(EditKind.MERGE, source, (into,), change, ((source, into),)), why)


def retire_code(
    folder: ProjectFolder, coder: str, code: str, *, back: bool = False, why: str = ""
) -> EditSummary:
    """Take a code with all below it out of use, or into use again; what was coded with it stays."""
    kind = EditKind.RESUME if back else EditKind.RETIRE

    def change(text: str) -> str:
        return retire_code_in_yaml(text, code, retired=not back)

    codebook = codebook_of(text_of_codebook(read_codebook_bytes(folder)))
    dropped = () if back else (code, *(one.name for one in codebook.subcodes(code)))
    return _make(folder, coder, _Plan(kind, code, (), change, dropped=dropped), why)


def split_code(
    folder: ProjectFolder,
    coder: str,
    code: str,
    parts: Sequence[NewCode],
    placed: Sequence[tuple[str, str]],
    *,
    why: str = "",
) -> EditSummary:
    """Add codes and give them some of the codings of another; the rest stays, and is to be read again.

    Parameters
    ----------
    parts
        The new codes; those that are there already take codings too.
    placed
        Codings, known by their decisions, and the code each gets.
    """
    known = codebook_of(text_of_codebook(read_codebook_bytes(folder)))
    known_code(known, code)

    def change(text: str) -> str:
        for part in parts:
            text = text if part.name in known else _with(text, part)
        return text

    targets = tuple(part.name for part in parts)
    return _make(folder, coder, _Plan(EditKind.SPLIT, code, targets, change, placed=tuple(placed)), why)


def known_code(codebook: Codebook, written: str) -> str:
    """Return the full name of the code meant: its name, or its last part where only one ends so.

    Raises
    ------
    UsageError
        If there is none, with the nearest names.
    """
    if written in codebook:
        return written
    ends = [code.name for code in codebook.codes if code.name.rpartition("/")[2] == written]
    if len(ends) == 1:
        return ends[0]
    near = ends or nearest_codes((code.name for code in codebook.codes), written)
    raise UsageError("edits.unknown", code=written, nearest=", ".join(near) or "–")


def _with(text: str, code: NewCode) -> str:
    return add_code_to_yaml(
        text,
        code.name,
        facet=code.facet,
        label=code.label,
        definition=code.definition,
        color=code.color,
        rules=code.rules,
    )


def _make(folder: ProjectFolder, coder: str, plan: _Plan, why: str) -> EditSummary:
    content = read_codebook_bytes(folder)
    text = text_of_codebook(content)
    changed = bytes_like(content, plan.change(text))
    if changed == content and not (plan.placed or plan.renamed):
        raise UsageError("edits.nothing")
    old, new = codebook_of(text), codebook_of(text_of_codebook(changed))
    with folder.writing() as connection:
        before, after = keep_version(connection, content), keep_version(connection, changed)
        gestures = recoding_gestures(connection, plan.renamed) + recode_some(connection, plan.placed)
        holding = _holding(connection, gestures)
        number = next_number(connection)
        decisions = record_step(connection, coder, gestures, codebook_version=after) if gestures else []
        step = decisions[0].step if decisions else str(uuid.uuid4())
        added = tuple(code.name for code in new.codes if code.name not in old)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        what = (plan.kind, plan.code, plan.targets, plan.renamed)
        edit = CodebookEdit(step, number, coder, now, *what, added, before, after, why=why.strip())
        suggestions = [
            *rename_suggestions(connection, plan.renamed),
            *drop_suggestions(connection, plan.dropped),
        ]
        save_edit(
            connection,
            edit,
            {
                "suggestions": suggestions,
                "memos": rename_memos(connection, plan.renamed),
                "cells": rename_cells(connection, coder, plan.renamed),
            },
        )
        _explain(connection, edit)
        rereadings = _rereadings(connection, plan, edit, old, new)
        save_rereadings(connection, rereadings)
        begin_writing(connection, after)
    finish_writing(folder, after)
    return EditSummary(
        edit,
        *_count_recoded(decisions, holding),
        len(suggestions),
        len({one.document_id for one in rereadings}),
        _rules(old, plan.renamed) != _rules(new),
    )


def _count_recoded(decisions: Sequence[Decision], holding: Collection[str]) -> tuple[int, int]:
    """Count, of the codings that held, those that have another code now and those folded into another."""
    counted = [one.gesture.kind for one in decisions if one.gesture.target in holding]
    n_folded = counted.count(DecisionKind.FOLD)
    return counted.count(DecisionKind.RECODE) - n_folded, n_folded


def _holding(connection: Connection, gestures: Sequence[Gesture]) -> set[str]:
    """Return those of the decisions concerned whose coding holds now."""
    return {one.target for one in gestures if one.target and has_coding(connection, one.target)}


def _explain(connection: Connection, edit: CodebookEdit) -> None:
    if edit.why:
        about = MemoTarget(code=edit.targets[0] if len(edit.targets) == 1 else edit.code)
        kind = MemoKind.METHODOLOGICAL
        add_memo(connection, edit.coder, kind, about, edit.why, at=edit.at, step=edit.step)


def _rereadings(
    connection: Connection, plan: _Plan, edit: CodebookEdit, old: Codebook, new: Codebook
) -> list[Rereading]:
    if plan.kind is EditKind.SPLIT:
        return leftovers(connection, edit.step, plan.code)
    if plan.kind is EditKind.MOVE and is_emergent(old, plan.code) and not is_emergent(new, plan.targets[0]):
        return [
            Rereading(edit.step, document, plan.targets[0], None)
            for document in documents_with_decisions(connection, without=plan.targets[0])
        ]
    documents = documents_with_decisions(connection) if plan.reread else []
    return [Rereading(edit.step, document, code, None) for code in plan.reread for document in documents]


def _rules(codebook: Codebook, renamed: Sequence[tuple[str, str]] = ()) -> dict[str, object]:
    return {follow_name(code.name, renamed): code.rules for code in codebook.codes if code.rules}
