"""Merge: the decisions and memos of a colleague's copy come into this project; nothing is overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import CodebookError, UsageError
from focuskit.model.codebook import Codebook
from focuskit.store import ProjectFolder
from focuskit.store.merge_apply import apply_merge, take_back_merge
from focuskit.store.merge_edits import RECODINGS
from focuskit.store.merge_matching import rename_coders
from focuskit.store.merge_plan import NOTES, LeftOut, MergePlan, plan_merge
from focuskit.store.other_copy import other_copy
from focuskit.store.snapshot_rows import Rows, load_rows
from focuskit.store.withdrawals import people_in, withdrawn_in
from focuskit.tagging import read_codebook
from focuskit.workflow.codebook import CodeChange, compare_codebooks
from focuskit.workflow.merge_differences import CopyDifference, compare_copies
from focuskit.workflow.merge_placing import with_current_places


@dataclass(frozen=True, slots=True)
class TurnedLine:
    """A decision undone in one copy and standing in the other: whose, on what, what holds now, since when.

    ``is_taken`` tells that the other copy's act was later and holds here from now on.
    """

    document: str
    coder: str
    code: str
    words: str
    is_undone: bool
    at: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What came from a colleague's copy, and what did not.

    Parameters
    ----------
    decisions
        Coder and number of decisions that came.
    n_memos, n_kept_words
        Memos that came or were changed, and words of memos kept beside later ones.
    n_cells, n_joined_cells
        Cells of framework and consensus that came, and summaries that now hold the words of both copies.
    turned
        Decisions that were undone in one copy alone.
    left
        What has no place here, with the reason.
    unknown_codes
        Codes of decisions that came that the codebook here does not have, with their number.
    codebook
        What the codebook there has otherwise, ``None`` where it cannot be read.
    differences
        What else differs; nothing of it is taken over.
    is_saved
        Whether anything was changed (not by a dry run, nor where all was here already).
    """

    decisions: tuple[tuple[str, int], ...]
    n_memos: int
    n_kept_words: int
    n_cells: int
    n_joined_cells: int
    n_assignments: int
    turned: tuple[TurnedLine, ...]
    left: tuple[LeftOut, ...]
    unknown_codes: tuple[tuple[str, int], ...]
    codebook: tuple[CodeChange, ...] | None
    differences: tuple[CopyDifference, ...]
    is_saved: bool

    @property
    def n_decisions(self) -> int:
        """Number of decisions that came."""
        return sum(n for _, n in self.decisions)


@dataclass(frozen=True, slots=True)
class MergeUndone:
    """What went again: decisions, memos, cells of framework and consensus."""

    n_decisions: int
    n_memos: int
    n_cells: int


def merge_copy(
    folder: ProjectFolder,
    other: Path,
    *,
    renamed: Sequence[tuple[str, str]] = (),
    is_trial: bool = False,
) -> MergeSummary:
    """Bring the decisions and memos of a colleague's copy (a project's folder or a snapshot) into this one.

    Coders of the same name are the same person. Twice merged is once merged, and merging either copy into
    the other gives the same codings.

    Parameters
    ----------
    renamed
        Names of coders there, and who they are here.
    is_trial
        Only tell; nothing is changed.

    Raises
    ------
    UsageError
        If the other copy is this project, is none, or has no coder of a name given, or somebody withdrew from
        one of both alone.
    SnapshotError, DamagedProjectError, NewerProjectError
        If it cannot be read.
    """
    with other_copy(folder, other) as copy:
        with copy.reading() as connection:
            there = load_rows(connection)
        there_codebook = _codebook(copy)
    names = dict(renamed)
    for name in names.keys() - {row["name"] for row in there["coder"]}:
        raise UsageError("sharing.merge_no_coder", name=name)
    there = rename_coders(there, names) if names else there
    with folder.writing() as connection:
        here = load_rows(connection)
        _refuse_withdrawn(here, there, folder.shown, str(other))
        plan = plan_merge(here, there)
        if not is_trial:
            apply_merge(connection, plan, with_current_places(plan, here))
    return _summary(plan, here, there, (_codebook(folder), there_codebook), is_trial=is_trial)


def _refuse_withdrawn(here: Rows, there: Rows, shown: str, other: str) -> None:
    """Refuse two copies of which somebody withdrew from one alone: their words would come again.

    Raises
    ------
    UsageError
        Telling from which copy to withdraw first.
    """
    for gone, kept, path in ((here, there, other), (there, here, shown)):
        for person in sorted((withdrawn_in(gone) - withdrawn_in(kept)) & people_in(kept)):
            raise UsageError("privacy.merge_withdrawn", person=person, path=path)


def undo_merge(folder: ProjectFolder) -> MergeUndone:
    """Take back the last merge: what it brought goes, what it turned is as it was.

    Raises
    ------
    UsageError
        If there is none, or something that came was worked on since (undo that first).
    """
    with folder.writing() as connection:
        gone = take_back_merge(connection)
        if gone is None:
            raise UsageError("sharing.no_merge")
        if "since" in gone:
            raise UsageError("sharing.merge_worked_on", n=gone["since"])
    return MergeUndone(gone["decisions"], gone["memos"], gone["cells"])


def _codebook(folder: ProjectFolder) -> Codebook | None:
    if not folder.codebook_path.is_file():
        return None
    try:
        return read_codebook(folder.codebook_path)
    except CodebookError:
        return None


def _summary(
    plan: MergePlan,
    here: Rows,
    there: Rows,
    codebooks: tuple[Codebook | None, Codebook | None],
    *,
    is_trial: bool,
) -> MergeSummary:
    own, other = codebooks
    codes = Counter(_codes_now(plan))
    unknown = () if own is None else tuple(sorted((code, n) for code, n in codes.items() if code not in own))
    return MergeSummary(
        tuple(
            sorted(
                Counter(str(row["coder_id"]) for row in plan.decisions if row["kind"] not in NOTES).items()
            )
        ),
        len(plan.memos) + len(plan.changed_memos),
        len(plan.kept_words),
        len(plan.cells.written) + len(plan.cells.undone),
        len(plan.cells.joined),
        len(plan.assignments),
        _turned(plan, here),
        plan.left,
        unknown,
        None if own is None or other is None else tuple(compare_codebooks(own, other)),
        tuple(compare_copies(here, there, plan.versions)),
        not is_trial and not plan.is_empty,
    )


def _codes_now(plan: MergePlan) -> list[str]:
    """Return the codes of the decisions that come, by the names they have after the codebook's changes."""
    now = {
        row["target"]: row["replacement"]
        for row in (*plan.decisions, *plan.recodings)
        if row["kind"] == "recode"
    }
    return [
        str(now.get(row["id"]) or row["replacement"] or row["code"])
        for row in plan.decisions
        if row["kind"] not in NOTES | RECODINGS
    ]


def _turned(plan: MergePlan, here: Rows) -> tuple[TurnedLine, ...]:
    decisions: Mapping[str, dict[str, object]] = {row["id"]: row for row in here["decision"]}
    texts = {row["id"]: row for row in here["text_version"]}
    names = {row["id"]: row["name"] for row in here["document"]}
    lines = []
    for one in plan.turned:
        row = decisions[one.id]
        version = texts[row["text_version_id"]]
        lines.append(
            TurnedLine(
                names[version["document_id"]],
                str(row["coder_id"]),
                str(row["replacement"] or row["code"]),
                version["text"][row["start"] : row["end"]],
                bool(one.undone),
                one.turned_at,
                one.is_taken,
            )
        )
    return tuple(lines)
