"""Problems met at import, kept so that reports and ``status`` can tell them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from focuskit.model.problems import Problem, Severity
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def save_problems(connection: Connection, path: str, problems: Sequence[Problem]) -> None:
    """Replace what is kept about one path."""
    connection.execute(delete(s.problem).where(s.problem.c.path == path))
    rows = [
        {
            "path": path,
            "line": problem.line,
            "severity": problem.severity,
            "key": problem.key,
            "facts": [list(fact) for fact in problem.facts],
        }
        for problem in problems
    ]
    if rows:
        connection.execute(insert(s.problem), rows)


def load_problems(connection: Connection) -> list[Problem]:
    """Load every problem kept, by path and order of finding."""
    rows = connection.execute(select(s.problem).order_by(s.problem.c.path, s.problem.c.id))
    return [
        Problem(
            row.path,
            row.line,
            Severity(row.severity),
            row.key,
            tuple((name, value) for name, value in row.facts),
        )
        for row in rows
    ]
