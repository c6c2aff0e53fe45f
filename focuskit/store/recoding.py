"""What follows a code that is given another name: codings, suggestions, memos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from focuskit.model.codebook_edits import follow_name
from focuskit.model.codings import DecisionKind, Gesture
from focuskit.model.spans import Span
from focuskit.model.suggestions import SuggestionState
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Pairs = Sequence[tuple[str, str]]
Row = dict[str, Any]
_MAKING = ("accept", "replace", "add", "move", "settle")


class SuggestionPlace(NamedTuple):
    """Where a suggestion is: the segmentation, the number of its segment, its code."""

    segmentation_id: int
    segment: int
    code: str


class _Held(NamedTuple):
    """A row of a coding: whose, on what words of which version."""

    coder_id: int
    version_id: str
    span: Span
    code: str


def recoding_gestures(connection: Connection, renamed: Pairs) -> list[Gesture]:
    """Return the gestures by which all codings follow new names, in the order of their decisions.

    Codings that were removed or undone follow too, so that they come back under the name of their code. A
    coding becomes no double: where the same coder has put the code it is to get on the same words, or on
    words around them, it is folded into that one.
    """
    held = _held_rows(connection)
    by_place: dict[tuple[int, str, str], list[Span]] = defaultdict(list)
    for rows in held.values():
        for row in rows:
            by_place[row.coder_id, row.version_id, row.code].append(row.span)
    current = set(connection.scalars(select(s.document.c.text_version_id)))
    gestures = []
    for decision, code in _codes_now(connection):
        new = follow_name(code, renamed)
        if new == code:
            continue
        gestures.append(_gesture(decision, DecisionKind.RECODE, code, new))
        rows = sorted(held.get(decision.id, ()), key=lambda row: row.version_id not in current)
        if rows and any(
            span.holds(rows[0].span) for span in by_place.get((rows[0].coder_id, rows[0].version_id, new), ())
        ):
            gestures.append(_gesture(decision, DecisionKind.FOLD, new))
    return gestures


def recode_some(connection: Connection, placed: Iterable[tuple[str, str]]) -> list[Gesture]:
    """Return the gestures that give single codings (known by their decisions) other codes."""
    wanted = dict(placed)
    return [
        _gesture(decision, DecisionKind.RECODE, code, wanted[decision.id])
        for decision, code in _codes_now(connection)
        if decision.id in wanted and wanted[decision.id] != code
    ]


def _gesture(decision: Any, kind: DecisionKind, code: str, new: str | None = None) -> Gesture:  # noqa: ANN401 (a row)
    span = Span(decision.start, decision.end)
    return Gesture(kind, decision.text_version_id, span, code, new, decision.id)


def _held_rows(connection: Connection) -> dict[str, list[_Held]]:
    held: dict[str, list[_Held]] = defaultdict(list)
    for row in connection.execute(select(s.coding)):
        held[row.decision_id].append(
            _Held(row.coder_id, row.text_version_id, Span(row.start, row.end), row.code)
        )
    return held


def _codes_now(connection: Connection) -> Iterator[tuple[Any, str]]:
    """Yield the decisions that make a coding, with its code now."""
    decision = s.decision.c
    recoded = {
        row.target: row.replacement
        for row in connection.execute(
            select(decision.target, decision.replacement)
            .where(decision.kind == DecisionKind.RECODE, decision.undone == 0)
            .order_by(decision.number, decision.id)
        )
    }
    making = select(s.decision).where(decision.kind.in_(_MAKING)).order_by(decision.number, decision.id)
    for row in connection.execute(making).all():
        yield row, recoded.get(row.id) or row.replacement or row.code


def rename_suggestions(connection: Connection, renamed: Pairs) -> list[Row]:
    """Give suggestions the new names; return what `restore_suggestions` needs.

    Where both codes of a merge were suggested for a segment, one suggestion stays, decided if one was.
    """
    changes = []
    for old, new in renamed:
        for row in connection.execute(select(s.suggestion).where(_below(s.suggestion.c.code, old))).all():
            code = follow_name(row.code, [(old, new)])
            place = {"segmentation_id": row.segmentation_id, "segment": row.segment}
            change: Row = {**place, "old": row.code, "new": code}
            twin = connection.execute(select(s.suggestion).where(*_at(place, code))).first()
            if twin is None:
                connection.execute(update(s.suggestion).where(s.suggestion.c.id == row.id).values(code=code))
            else:
                change |= {"dropped": _plain(row), "state": twin.state}
                connection.execute(delete(s.suggestion).where(s.suggestion.c.id == row.id))
                if twin.state == SuggestionState.OPEN:
                    connection.execute(
                        update(s.suggestion).where(s.suggestion.c.id == twin.id).values(state=row.state)
                    )
            changes.append(change)
    return changes


def drop_suggestions(connection: Connection, codes: Collection[str]) -> list[Row]:
    """Take the open suggestions of codes away; return what `restore_suggestions` needs."""
    of_codes = s.suggestion.c.code.in_(sorted(codes))
    is_open = s.suggestion.c.state == SuggestionState.OPEN
    rows = connection.execute(select(s.suggestion).where(of_codes, is_open)).all()
    connection.execute(delete(s.suggestion).where(of_codes, is_open))
    return [{"dropped": _plain(row)} for row in rows]


def restore_suggestions(connection: Connection, changes: Sequence[Row]) -> None:
    """Put suggestions back as they were; those of segmentations that are gone stay away."""
    known = set(connection.scalars(select(s.segmentation.c.id)))
    for change in reversed(changes):
        dropped = change.get("dropped")
        place = dropped or change
        if place["segmentation_id"] not in known:
            continue
        old = dropped["code"] if dropped else change["old"]
        if connection.execute(select(s.suggestion.c.id).where(*_at(place, old))).first():
            continue
        if dropped is None:
            at = _at(place, change["new"])
            connection.execute(update(s.suggestion).where(*at).values(code=old))
            continue
        connection.execute(insert(s.suggestion).values(**dropped))
        if "state" in change:
            at = _at(place, change["new"])
            connection.execute(update(s.suggestion).where(*at).values(state=change["state"]))


def places_of(changes: Iterable[Row]) -> list[SuggestionPlace]:
    """Return the places of all suggestions that changes concern, under their names before and after."""
    found = []
    for change in changes:
        place = change.get("dropped") or change
        names = (place.get("code"), change.get("old"), change.get("new"))
        found += [SuggestionPlace(place["segmentation_id"], place["segment"], one) for one in names if one]
    return found


def rename_memos(connection: Connection, renamed: Pairs) -> list[Row]:
    """Make memos about a code be about its new name; return what `restore_memos` needs."""
    changes = []
    for row in connection.execute(select(s.memo.c.id, s.memo.c.about)).all():
        old = row.about.get("code")
        new = follow_name(old, renamed) if old else old
        if new != old:
            _set_about(connection, row.id, {**row.about, "code": new})
            changes.append({"memo": row.id, "old": old})
    return changes


def restore_memos(connection: Connection, changes: Iterable[Row]) -> None:
    """Make memos be about the code they were about."""
    for change in changes:
        about = connection.scalar(select(s.memo.c.about).where(s.memo.c.id == change["memo"]))
        if about is not None:
            _set_about(connection, change["memo"], {**about, "code": change["old"]})


def _set_about(connection: Connection, memo_id: str, about: Row) -> None:
    connection.execute(update(s.memo).where(s.memo.c.id == memo_id).values(about=about))


def _below(column: ColumnElement[str], code: str) -> ColumnElement[bool]:
    return or_(column == code, column.startswith(f"{code}/", autoescape=True))


def _at(place: Row, code: str) -> tuple[ColumnElement[bool], ...]:
    table = s.suggestion.c
    return (
        table.segmentation_id == place["segmentation_id"],
        table.segment == place["segment"],
        table.code == code,
    )


def _plain(row: Any) -> Row:  # noqa: ANN401 (a row of the table)
    return {name: value for name, value in zip(row._fields, row, strict=True) if name != "id"}
