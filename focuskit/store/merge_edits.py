"""Changes of the codebook made here alone, and what comes from a copy that does not have them.

What comes was decided with the codes as they were: it stands before those changes in the order, and its
codings follow them as the codings here did, by recodings of the same step, undone with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence

from focuskit.model.codebook_edits import follow_name
from focuskit.store.snapshot_rows import Row, Rows

RECODINGS = frozenset({"recode", "fold"})
"""Kinds of decisions that belong to a change of the codebook."""

EDIT = "edit "
"""What the place of a change of the codebook begins with in an order; its step follows."""

_NAMESPACE = uuid.UUID("f0b5c1de-5a0c-52f3-9d2f-0a5f1c2b7e11")
_MAKING = frozenset({"accept", "replace", "add", "move", "settle"})
_AFTER_ALL = "\uffff"


def edits_here_alone(here: Rows, there: Rows) -> list[Row]:
    """Return the changes of the codebook that the other copy does not have, in order."""
    known = {row["step"] for row in there["codebook_edit"]}
    edits = [row for row in here["codebook_edit"] if row["step"] not in known]
    return sorted(edits, key=lambda row: (row["number"], row["step"]))


def in_sequence(decisions: Iterable[Row], edits: Iterable[Row], alone: Collection[str]) -> list[Row]:
    """Return decisions and changes of the codebook of one copy in its order.

    Changes whose step is among ``alone`` are told to be later than anything of the other copy.
    """
    marks = [
        {
            "id": f"{EDIT}{row['step']}",
            "step": row["step"],
            "at": _AFTER_ALL if row["step"] in alone else row["at"],
            "number": row["number"],
        }
        for row in edits
    ]
    return sorted([*marks, *decisions], key=lambda row: row["number"])


def recodings_for(taken: Sequence[Row], edits: Iterable[Row]) -> list[Row]:
    """Return the decisions by which codings that come follow the changes of the codebook made here alone."""
    codes = {row["id"]: row["replacement"] or row["code"] for row in taken if row["kind"] in _MAKING}
    rows = {row["id"]: row for row in taken}
    recodings = []
    for edit in edits:
        for identifier, code in codes.items():
            new = follow_name(code, [(old, name) for old, name in edit["renamed"]])
            if new == code:
                continue
            recodings.append(_recoding(rows[identifier], edit, code, new))
            if not edit["undone"]:
                codes[identifier] = new
    return recodings


def _recoding(row: Row, edit: Row, code: str, new: str) -> Row:
    own = {
        "id": str(uuid.uuid5(_NAMESPACE, f"{edit['step']}\n{row['id']}")),
        "kind": "recode",
        "code": code,
        "replacement": new,
        "target": row["id"],
        "origin": None,
        "undone_by": None,
        "undone": edit["undone"],
        "turned_at": "",
        "codebook_version": edit["after"],
        "facts": {},
    }
    return row | own | {name: edit[name] for name in ("coder_id", "at", "step", "number")}


def with_recodings(order: Sequence[str], recodings: Sequence[Row], steps: dict[str, str]) -> list[str]:
    """Return an order in which each recoding stands after all else of its step.

    Parameters
    ----------
    steps
        The step of each decision of the order.
    """
    last: dict[str, int] = {}
    for place, identifier in enumerate(order):
        step = identifier[len(EDIT) :] if identifier.startswith(EDIT) else steps[identifier]
        last[step] = place
    places = [(place, 0, identifier) for place, identifier in enumerate(order)]
    places += [(last[row["step"]], 1 + n, row["id"]) for n, row in enumerate(recodings)]
    return [identifier for _, _, identifier in sorted(places)]
