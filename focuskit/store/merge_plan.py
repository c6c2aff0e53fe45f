"""What a colleague's copy of a project brings to this one: found out before anything is changed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from focuskit.model.codebook_edits import follow_name
from focuskit.store.merge_cells import CellsPlan, plan_cells
from focuskit.store.merge_edits import RECODINGS, edits_here_alone, in_sequence, recodings_for, with_recodings
from focuskit.store.merge_matching import match_codebooks, match_versions, with_own_versions, without_marks
from focuskit.store.merge_order import merged_order
from focuskit.store.snapshot_rows import Row, Rows

_NAMESPACE = uuid.UUID("1f0a3c52-7d3b-5e0c-9a44-3f1d0b7f6a90")
CUTS = frozenset({"cut", "join"})
"""Kinds of decisions about a copy's own segments."""

NOTES = frozenset({"note", "unnote"})
"""Kinds of decisions whose target is a memo."""

_FIXED = ("kind", "text_version_id", "start", "end", "code", "replacement", "target", "step")


@dataclass(frozen=True, slots=True)
class TurnedDecision:
    """A decision both copies have, undone in one and standing in the other; ``is_taken``: theirs is later.

    ``undone`` and ``turned_at`` are what holds from now on.
    """

    id: str
    undone: int
    turned_at: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the other copy that has no place here: document there, message key of why, how many."""

    document: str
    key: str
    n: int


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What comes, as rows of this project.

    Parameters
    ----------
    versions
        Identifiers of text versions there, and of the same text here.
    decisions, codings
        Decisions taken, and the rows of their codings in the versions that are here.
    recodings
        Decisions by which these codings follow changes of the codebook made here alone.
    turned
        Decisions undone or redone on one side only; ``timed`` those of which only the time is newer there.
    memos, changed_memos
        Memos taken; memos of both that were changed later there.
    kept_words
        Memos that keep words which another change of the same memo, later, took the place of.
    order
        Identifiers of all decisions in their order from now on, changes of the codebook among them.
    cells
        Summaries and propositions; see `focuskit.store.merge_cells`.
    """

    versions: dict[str, str]
    decisions: tuple[Row, ...]
    recodings: tuple[Row, ...]
    codings: tuple[Row, ...]
    turned: tuple[TurnedDecision, ...]
    timed: tuple[TurnedDecision, ...]
    memos: tuple[Row, ...]
    changed_memos: tuple[Row, ...]
    kept_words: tuple[Row, ...]
    assignments: tuple[Row, ...]
    codebooks: tuple[Row, ...]
    order: tuple[str, ...]
    cells: CellsPlan
    left: tuple[LeftOut, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would be changed."""
        rows = (self.decisions, self.timed, self.memos, self.changed_memos, self.kept_words, self.assignments)
        turned = any(one.is_taken for one in self.turned)
        return self.cells.is_empty and not any(rows) and not turned


def plan_merge(here: Rows, there: Rows) -> MergePlan:
    """Find out what the rows of a colleague's copy bring to those of this project."""
    versions = match_versions(here, there)
    numbers, codebooks = match_codebooks(here, there)
    mapped = {
        name: [with_own_versions(row, versions, numbers) for row in there[name]]
        for name in ("decision", "memo")
    }
    known = {row["id"]: row for row in here["decision"]}
    edits = edits_here_alone(here, there)
    left = _LeftOut(there, versions)
    taken = _decisions(mapped["decision"], known, _undone_edits(here), left)
    memos, changed, kept = _memos(mapped["memo"], here["memo"], {*known, *(row["id"] for row in taken)}, left)
    notable = {row["id"] for row in (*here["memo"], *memos)}
    notes = _notes(mapped["decision"], known, notable)
    ids = {row["id"] for row in (*taken, *notes)}
    undone = {row["id"]: row["undone"] for row in taken}
    all_taken = [
        row | {"undone": undone.get(row["id"], row["undone"])}
        for row in mapped["decision"]
        if row["id"] in ids
    ]
    decisions = [_undone_by_known(row, known.keys() | ids) for row in all_taken]
    recodings = recodings_for(decisions, edits)
    turned, timed = _turned(mapped["decision"], known)
    cells = plan_cells(here, there, versions, edits)
    last_used = max((row["codebook_version"] or 0 for row in all_taken), default=0)
    return MergePlan(
        versions,
        tuple(decisions),
        tuple(recodings),
        tuple(_codings(there, versions, ids)),
        tuple(turned),
        tuple(timed),
        tuple(_about_names_now(row, edits) for row in memos),
        tuple(changed),
        tuple(kept),
        tuple(_assignments(here, there, versions)),
        tuple(row for row in codebooks if row["number"] <= last_used),
        tuple(
            _order(
                here, there, [row for row in mapped["decision"] if row["id"] in known.keys() | ids], recodings
            )
        ),
        cells,
        (*left.found(), *(LeftOut(*place, n) for place, n in sorted(cells.left.items()))),
    )


def _notes(theirs: Iterable[Row], known: Collection[str], notable: Collection[str]) -> list[Row]:
    """Return the decisions about memos that are not here, where the memo is here or comes."""
    return [
        row for row in theirs if row["kind"] in NOTES and row["id"] not in known and row["target"] in notable
    ]


def _order(here: Rows, there: Rows, theirs: list[Row], recodings: list[Row]) -> list[str]:
    """Return the order of all decisions and changes of the codebook from now on."""
    ours = {row["step"] for row in here["codebook_edit"]}
    common = [row for row in there["codebook_edit"] if row["step"] in ours]
    alone = ours - {row["step"] for row in common}
    order = merged_order(
        in_sequence(here["decision"], here["codebook_edit"], alone), in_sequence(theirs, common, ())
    )
    steps = {row["id"]: row["step"] for row in (*here["decision"], *theirs)}
    return with_recodings(order, recodings, steps)


def _undone_edits(here: Rows) -> dict[str, int]:
    """Return whether each change of the codebook here is undone, by step."""
    return {row["step"]: row["undone"] for row in here["codebook_edit"]}


def _about_names_now(memo: Row, edits: Iterable[Row]) -> Row:
    """Return a memo about a code with the name the code has here now."""
    code = memo["about"].get("code")
    if code is None:
        return memo
    renamed = [(old, new) for one in edits if not one["undone"] for old, new in one["renamed"]]
    return memo | {"about": memo["about"] | {"code": follow_name(code, renamed)}}


class _LeftOut:
    """Counts what is left out, by document there and reason."""

    def __init__(self, there: Rows, versions: Mapping[str, str]) -> None:
        names = {row["id"]: row["name"] for row in there["document"]}
        self._documents = {row["id"]: names[row["document_id"]] for row in there["text_version"]}
        same = {self._documents[one] for one in versions}
        self._known = same
        self._counts: dict[tuple[str, str], int] = defaultdict(int)

    def add(self, version: str | None, key: str) -> None:
        """Count one thing."""
        document = self._documents.get(version or "", "")
        if key == "sharing.left_text" and document not in self._known:
            key = "sharing.left_document"
        self._counts[document, key] += 1

    def found(self) -> tuple[LeftOut, ...]:
        """Return the counts, by document."""
        return tuple(LeftOut(*place, n) for place, n in sorted(self._counts.items()))


def _decisions(
    theirs: Iterable[Row], known: Mapping[str, Row], edits: Mapping[str, int], left: _LeftOut
) -> list[Row]:
    """Return the decisions on codes that have a place here; ``edits`` tells by step which are undone."""
    taken: dict[str, Row] = {}
    for row in theirs:
        if row["id"] in known or row["kind"] in NOTES:
            if row["id"] in known and any(row[name] != known[row["id"]][name] for name in _FIXED):
                left.add(row["unknown"] or row["text_version_id"], "sharing.left_differs")
            continue
        reason = _reason_to_leave(row, known.keys() | taken.keys(), edits)
        if reason:
            left.add(row["unknown"] or row["text_version_id"], reason)
        else:
            taken[row["id"]] = without_marks(row) | (
                {"undone": edits[row["step"]]} if row["kind"] in RECODINGS else {}
            )
    return list(taken.values())


def _reason_to_leave(row: Row, known: Collection[str], edits: Mapping[str, int]) -> str | None:
    if row["kind"] in CUTS:
        return "sharing.left_cut"
    if row["kind"] in RECODINGS and row["step"] not in edits:
        return "sharing.left_recoded"
    if row["unknown"]:
        return "sharing.left_text"
    return "sharing.left_target" if row["target"] and row["target"] not in known else None


def _turned(
    theirs: Iterable[Row], known: Mapping[str, Row]
) -> tuple[list[TurnedDecision], list[TurnedDecision]]:
    """Return decisions undone on one side alone, the later act winning (undone, at the same moment)."""
    turned, timed = [], []
    for row in theirs:
        own = known.get(row["id"])
        if own is None or row["kind"] in CUTS | RECODINGS:
            continue
        there, here = ((one["turned_at"], one["undone"]) for one in (row, own))
        winner = max(there, here)
        result = TurnedDecision(row["id"], winner[1], winner[0], there > here)
        if there[1] != here[1]:
            turned.append(result)
        elif there[0] > here[0]:
            timed.append(result)
    return turned, timed


def _memos(
    theirs: Iterable[Row], ours: Iterable[Row], decisions: set[str], left: _LeftOut
) -> tuple[list[Row], list[Row], list[Row]]:
    known = {row["id"]: row for row in ours}
    new, changed, kept = [], [], {}
    for row in theirs:
        own, plain = known.get(row["id"]), without_marks(row)
        if own is not None:
            if (row["changed_at"], row["undone"], row["words"]) > (
                own["changed_at"], own["undone"], own["words"],
            ):  # fmt: skip
                changed.append(plain | {"about": own["about"]})
            spare = _kept_words(own, row)
            if spare is not None and spare["id"] not in known:
                kept[spare["id"]] = spare
        elif row["unknown"]:
            left.add(row["unknown"], "sharing.left_text")
        elif row["about"].get("decision", "") not in {"", *decisions}:
            left.add(row["about"].get("version"), "sharing.left_target")
        else:
            new.append(plain)
    there = {row["id"] for row in new}
    return new, changed, [row for row in kept.values() if row["id"] not in there]


def _kept_words(own: Row, other: Row) -> Row | None:
    """Return a memo for words that both copies changed and the later change would take the place of."""
    if own["words"] == other["words"] or not (own["changed_at"] and other["changed_at"]):
        return None
    older = min(own, other, key=lambda row: (row["changed_at"], row["undone"], row["words"]))
    if not older["words"].strip() or older["undone"]:
        return None
    identifier = str(uuid.uuid5(_NAMESPACE, f"{older['id']}\n{older['words']}"))
    return without_marks(older) | {"id": identifier, "about": own["about"], "step": "", "changed_at": ""}


def _undone_by_known(row: Row, ids: Iterable[str]) -> Row:
    known = row["undone_by"] in set(ids) if row["undone_by"] else True
    return without_marks(row) | {"undone_by": row["undone_by"] if known else None, "facts": {}}


def _codings(there: Rows, versions: Mapping[str, str], decisions: set[str]) -> list[Row]:
    """Return the rows of codings, wherever they rest there, in the text versions that are here."""
    rows = [{"table": name, **row} for name in ("coding", "orphan") for row in there[name]]
    rows += [row for decision in there["decision"] for row in decision["facts"].get("rows", ())]
    return [
        {
            name: versions[value] if name.endswith("version_id") else value for name, value in row.items()
        }
        for row in rows
        if row["decision_id"] in decisions
        and row["text_version_id"] in versions
        and row.get("from_version_id", row["text_version_id"]) in versions
    ]  # fmt: skip


def _assignments(here: Rows, there: Rows, versions: Mapping[str, str]) -> list[Row]:
    """Return what coders were given there, of documents that are here, and not here."""
    owners = [{row["id"]: row["document_id"] for row in rows["text_version"]} for rows in (here, there)]
    documents = {owners[1][theirs]: owners[0][ours] for theirs, ours in versions.items()}
    known = {(row["document_id"], row["coder_id"]) for row in here["assignment"]}
    mapped = [
        row | {"document_id": documents[row["document_id"]]}
        for row in there["assignment"]
        if row["document_id"] in documents
    ]
    return [row for row in mapped if (row["document_id"], row["coder_id"]) not in known]
