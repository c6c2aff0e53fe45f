"""Taking back the last step of a coder, decisions or a change of the codebook, and doing it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from focuskit.errors import UsageError
from focuskit.model.codebook_edits import CodebookEdit, EditKind
from focuskit.model.codings import Decision, DecisionKind
from focuskit.store import ProjectFolder
from focuskit.store.codebook_edits import load_edit_facts, load_edits, mark_edit
from focuskit.store.decisions import (
    load_decisions,
    redo_named_step,
    refresh_named,
    step_to_redo,
    step_to_undo,
    undo_named_step,
)
from focuskit.store.memos import mark_memos
from focuskit.store.recoding import (
    drop_suggestions,
    places_of,
    rename_memos,
    rename_suggestions,
    restore_memos,
    restore_suggestions,
)
from focuskit.store.written_cells import rename_cells, restore_cells
from focuskit.tagging.codebook_edit import codebook_of
from focuskit.workflow.codebook_file import (
    begin_writing,
    finish_writing,
    is_version,
    read_codebook_bytes,
    text_of_codebook,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_BY_CODEBOOK = {DecisionKind.RECODE, DecisionKind.FOLD}


@dataclass(frozen=True, slots=True)
class TurnedStep:
    """A step that was undone or done again: its decisions, and the change of the codebook if it is one.

    With neither there was nothing to undo or do again.
    """

    decisions: tuple[Decision, ...] = ()
    edit: CodebookEdit | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether there was no such step."""
        return not self.decisions and self.edit is None


def undo_last(folder: ProjectFolder, coder: str) -> TurnedStep:
    """Take back the last step of a coder.

    Raises
    ------
    UsageError
        If it is a change of the codebook and the file was edited by hand since, or somebody changed the
        codebook or used its new codes since: nothing of that is lost.
    """
    return _turn_last(folder, coder, undone=True)


def redo_last(folder: ProjectFolder, coder: str) -> TurnedStep:
    """Do again the step of a coder that was undone last; nothing if the coder decided something since.

    Raises
    ------
    UsageError
        As for `undo_last`, or if a code it used is no longer there.
    """
    return _turn_last(folder, coder, undone=False)


def _turn_last(folder: ProjectFolder, coder: str, *, undone: bool) -> TurnedStep:
    with folder.reading() as connection:
        step = (step_to_undo if undone else step_to_redo)(connection, coder)
        edits = load_edits(connection)
    edit = next((one for one in edits if one.step == step), None)
    if step is None:
        return TurnedStep()
    content = read_codebook_bytes(folder) if edit else b""
    with folder.writing() as connection:
        if edit:
            _check_edit(connection, edit, edits, content, undone=undone)
        elif not undone:
            _check_codes(load_decisions(connection, step=step), edits)
        decisions = (undo_named_step if undone else redo_named_step)(connection, step)
        mark_memos(connection, step, undone=undone)
        if edit:
            number = edit.before if undone else edit.after
            _turn_edit(connection, edit, content, undone=undone)
            begin_writing(connection, number)
    if edit:
        finish_writing(folder, number)
        edit = replace(edit, is_undone=undone)
    return TurnedStep(tuple(replace(one, is_undone=undone) for one in decisions), edit)


def _check_edit(
    connection: Connection,
    edit: CodebookEdit,
    edits: Sequence[CodebookEdit],
    content: bytes,
    *,
    undone: bool,
) -> None:
    """Refuse to turn a change where that would lose what was done since."""
    later = [one for one in edits if one.number > edit.number and not one.is_undone]
    if later:
        raise UsageError("edits.changed_since", coder=later[-1].coder, code=later[-1].code)
    if not is_version(connection, content, edit.after if undone else edit.before):
        raise UsageError("edits.edited_by_hand")
    old, new = edit.renamed[0] if edit.renamed else ("", "")
    used = [
        one.gesture.code
        for one in load_decisions(connection)
        if one.number >= edit.number and one.step != edit.step and not one.is_undone
        if one.gesture.kind not in _BY_CODEBOOK
        if not _codes_of(one).isdisjoint(edit.introduced)
        or (not undone and any(f"{code}/".startswith(f"{old}/") for code in _codes_of(one) if old))
    ]
    if used:
        raise UsageError("edits.used_since", n=len(used), code=new or edit.code)


def _check_codes(decisions: Iterable[Decision], edits: Sequence[CodebookEdit]) -> None:
    """Refuse to do again what used a code whose making was undone."""
    gone: set[str] = set()
    for edit in edits:
        gone = gone | set(edit.introduced) if edit.is_undone else gone - set(edit.introduced)
    for decision in decisions:
        for code in sorted(_codes_of(decision) & gone):
            raise UsageError("edits.code_gone", code=code)


def _codes_of(decision: Decision) -> set[str]:
    return {decision.gesture.code, decision.gesture.replacement or decision.gesture.code}


def _turn_edit(connection: Connection, edit: CodebookEdit, content: bytes, *, undone: bool) -> None:
    facts = load_edit_facts(connection, edit.step)
    if undone:
        restore_suggestions(connection, facts.get("suggestions", ()))
        restore_memos(connection, facts.get("memos", ()))
        restore_cells(connection, facts.get("cells", {}))
        drop_suggestions(connection, edit.introduced)
        mark_edit(connection, edit.step, undone=True, facts={})
        refresh_named(connection, places_of(facts.get("suggestions", ())))
        return
    codes: list[str] = []
    if edit.kind is EditKind.RETIRE:
        codebook = codebook_of(text_of_codebook(content))
        codes = [edit.code, *(one.name for one in codebook.subcodes(edit.code))]
    suggestions = [*rename_suggestions(connection, edit.renamed), *drop_suggestions(connection, codes)]
    turned = {
        "suggestions": suggestions,
        "memos": rename_memos(connection, edit.renamed),
        "cells": rename_cells(connection, edit.coder, edit.renamed),
    }
    mark_edit(connection, edit.step, undone=False, facts=turned)
    refresh_named(connection, places_of(suggestions))
