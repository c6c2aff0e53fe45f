"""Which turn asks which question of the guide, by text version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from focuskit.model.guide import MatchState, QuestionMatch
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def load_matches(connection: Connection) -> list[QuestionMatch]:
    """Load the matches of every document in its current text, in order of turns."""
    query = (
        select(s.guide_match, s.document.c.name)
        .join(s.document, s.document.c.text_version_id == s.guide_match.c.text_version_id)
        .order_by(s.document.c.number, s.guide_match.c.turn)
    )
    return [
        QuestionMatch(row.name, row.turn, row.question, MatchState(row.state), row.score)
        for row in connection.execute(query)
    ]


def replace_matches(connection: Connection, version_id: str, matches: Iterable[QuestionMatch]) -> None:
    """Make these the matches of a text version."""
    connection.execute(delete(s.guide_match).where(s.guide_match.c.text_version_id == version_id))
    rows = [
        {
            "text_version_id": version_id,
            "turn": match.turn,
            "question": match.question,
            "state": match.state,
            "score": match.score,
        }
        for match in matches
    ]
    if rows:
        connection.execute(insert(s.guide_match), rows)
