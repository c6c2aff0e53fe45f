"""Where the coding of a decision is kept: in the texts while it holds, with a decision while it does not.

The rows of a coding (one per version of the text) stand in ``coding`` and ``orphan`` while its decision
holds and no other that holds took the coding away. Else they rest in the ``facts`` of the decision itself if
that is undone, of the first that took the coding away if it is not. So what holds follows from the decisions
alone, whatever the order in which coders undid and redid them, and nothing is lost. The code of the rows is
that of the last change of the codebook that holds for it (`RECODE`), else what its decision says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from focuskit.model.codings import DecisionKind
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Row = dict[str, Any]
_TABLES = {"coding": s.coding, "orphan": s.orphan}


def has_coding(connection: Connection, decision_id: str) -> bool:
    """Tell whether the coding of a decision holds now, with or without a place in the current text."""
    return any(
        connection.execute(select(table.c.id).where(table.c.decision_id == decision_id)).first()
        for table in _TABLES.values()
    )


def settle(connection: Connection, decision_id: str | None) -> None:
    """Put the rows of a decision's coding where they belong, after decisions were taken, undone or redone."""
    decision = s.decision.c
    own = connection.execute(select(s.decision).where(decision.id == decision_id)).first()
    if own is None:
        return
    takers = connection.execute(
        select(decision.id, decision.undone, decision.facts)
        .where(decision.target == decision_id, decision.kind != DecisionKind.RECODE)
        .order_by(decision.number, decision.id)
    ).all()
    code = _code_now(connection, own)
    home = own.id if own.undone else next((one.id for one in takers if not one.undone), None)
    resting = {one.id: list((one.facts or {}).get("rows", ())) for one in (own, *takers)}
    rows = {holder: [row for row in kept if row["decision_id"] == own.id] for holder, kept in resting.items()}
    away = [row for holder, kept in rows.items() if holder != home for row in kept]
    if home is None:
        put_rows(connection, [{**row, "code": code} for row in away])
        _set_code(connection, own.id, code)
    else:
        away += _take_out(connection, own.id)
        every = [*resting[home], *away]
        _rest(
            connection,
            home,
            [{**one, "code": code} if one["decision_id"] == own.id else one for one in every],
        )
    for holder, kept in rows.items():
        if holder != home and kept:
            _rest(connection, holder, [row for row in resting[holder] if row["decision_id"] != own.id])


def _code_now(connection: Connection, own: Any) -> str:  # noqa: ANN401 (a row of the table)
    """Return the code of a decision's coding, changes of the codebook included."""
    decision = s.decision.c
    recoded = connection.scalar(
        select(decision.replacement)
        .where(decision.target == own.id, decision.kind == DecisionKind.RECODE, decision.undone == 0)
        .order_by(decision.number.desc(), decision.id.desc())
        .limit(1)
    )
    return str(recoded or own.replacement or own.code)


def _set_code(connection: Connection, decision_id: str, code: str) -> None:
    for table in _TABLES.values():
        differs = (table.c.decision_id == decision_id, table.c.code != code)
        if connection.execute(select(table.c.id).where(*differs)).first():
            connection.execute(update(table).where(*differs).values(code=code))


def _take_out(connection: Connection, decision_id: str) -> list[Row]:
    """Take the coding of a decision out of every version; return its rows."""
    rows = []
    for name, table in _TABLES.items():
        of_decision = table.c.decision_id == decision_id
        columns = [column for column in table.columns if column.name != "id"]
        found = connection.execute(select(*columns).where(of_decision).order_by(table.c.id)).all()
        rows += [{"table": name, **dict(zip(row._fields, row, strict=True))} for row in found]
        if found:
            connection.execute(delete(table).where(of_decision))
    return rows


def put_rows(connection: Connection, rows: Sequence[Row]) -> None:
    """Put rows of codings (each with the name of its ``table``) into the texts."""
    by_table: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_table[row["table"]].append({key: value for key, value in row.items() if key != "table"})
    for name, listed in by_table.items():
        connection.execute(insert(_TABLES[name]), listed)


def _rest(connection: Connection, decision_id: str, rows: list[Row]) -> None:
    facts = {"rows": rows} if rows else {}
    connection.execute(update(s.decision).where(s.decision.c.id == decision_id).values(facts=facts))
