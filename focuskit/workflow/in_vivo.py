"""A new code in the words of participants: the codebook changed and the words coded in one step."""

from __future__ import annotations

from focuskit.model.codebook import Codebook
from focuskit.model.codebook_edits import CodebookEdit, EditKind
from focuskit.model.codings import Decision, DecisionKind, Gesture
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder, codebook_number
from focuskit.store.codebook_edits import Rereading, save_edit, save_rereadings
from focuskit.store.decisions import record_step
from focuskit.tagging import rule_fingerprints
from focuskit.tagging.in_vivo import AddedCode, add_in_vivo
from focuskit.workflow.codebook_file import (
    begin_writing,
    bytes_like,
    finish_writing,
    read_codebook_bytes,
    text_of_codebook,
)
from focuskit.workflow.reread import documents_with_decisions


def code_in_vivo(
    folder: ProjectFolder, coder: str, codebook: Codebook, version_id: str, span: Span, label: str
) -> tuple[AddedCode, list[Decision]]:
    """Add a code to ``codebook.yaml`` and put it on words; one undo takes both back.

    The file is changed as text and not read again, which takes a second for a large codebook; documents
    coded before are put on the list of those to read again.

    Parameters
    ----------
    codebook
        What the file holds now.
    version_id, span
        The text version and the words in it.

    Raises
    ------
    UsageError
        If the label holds no letter or digit, the file is not written one entry per line, or the span holds
        no words.
    """
    content = read_codebook_bytes(folder)
    added = add_in_vivo(text_of_codebook(content), codebook, label)
    introduced = tuple(code.name for code in added.codebook.codes if code.name not in codebook)
    with folder.writing() as connection:
        coded = documents_with_decisions(connection)
        before = codebook_number(connection, content, rule_fingerprints(codebook))
        changed = bytes_like(content, added.content)
        after = codebook_number(connection, changed, rule_fingerprints(added.codebook))
        gesture = Gesture(DecisionKind.ADD, version_id, span, added.name)
        made = record_step(connection, coder, [gesture], codebook_version=after)
        first = made[0]
        edit = CodebookEdit(
            first.step,
            first.number,
            coder,
            first.at,
            EditKind.ADD,
            added.name,
            (),
            (),
            introduced,
            before,
            after,
        )
        save_edit(connection, edit, {})
        save_rereadings(connection, [Rereading(edit.step, one, added.name, None) for one in coded])
        begin_writing(connection, after)
    finish_writing(folder, after)
    return added, made
