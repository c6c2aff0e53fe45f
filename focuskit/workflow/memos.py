"""Memos on codes and on the study: written, listed, taken back."""

from __future__ import annotations

from pathlib import Path

from focuskit.errors import UsageError
from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.opening import read_whole
from focuskit.store import ProjectFolder
from focuskit.store.memos import load_memos, take_back_memo
from focuskit.workflow.decide import write_memo
from focuskit.workflow.tag import load_codebook

WRITTEN_KINDS = (MemoKind.THEORETICAL, MemoKind.METHODOLOGICAL, MemoKind.REFLEXIVE)
"""Kinds of memos that have words."""


def write_about(
    folder: ProjectFolder, coder: str, words: str, code: str | None, kind: MemoKind = MemoKind.THEORETICAL
) -> Memo:
    """Write a memo on a code, or on the study where there is none.

    Raises
    ------
    UsageError
        If it has no words, or the codebook has no such code.
    """
    if not words.strip():
        raise UsageError("memo.no_words")
    if code is not None:
        codebook, _ = load_codebook(folder)
        if code not in codebook:
            raise UsageError("error.code_unknown", code=code)
    return write_memo(folder, coder, kind, MemoTarget(code=code), words.strip())


def read_words(path: Path) -> str:
    """Read the words of a memo from a text file.

    Raises
    ------
    UsageError
        If there is no such file, or it is no text in UTF-8.
    """
    try:
        return read_whole(path).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError("memo.unreadable", path=str(path)) from fault


def list_about(folder: ProjectFolder, code: str | None = None) -> tuple[Memo, ...]:
    """Return the memos on codes and on the study, in the order they were written; ``code`` keeps its own."""
    with folder.reading() as connection:
        memos = load_memos(connection)
    return tuple(one for one in memos if _is_about(one) and code in {None, one.about.code})


def take_back_last(folder: ProjectFolder, coder: str) -> Memo | None:
    """Take back the last memo of a coder on a code or on the study; ``None`` where there is none."""
    with folder.writing() as connection:
        own = [one for one in load_memos(connection) if _is_about(one) and one.coder == coder]
        if not own:
            return None
        take_back_memo(connection, own[-1].id)
    return own[-1]


def _is_about(memo: Memo) -> bool:
    """Tell whether a memo is on a code or on the study."""
    about = memo.about
    return about.version_id is None and about.decision is None and memo.kind in WRITTEN_KINDS
