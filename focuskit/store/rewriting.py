"""Versions of texts written anew with some words replaced: all that points into them follows, exactly.

The one exception to the rule that a version never changes (a person's withdrawal, sealing after
pseudonymisation): the version goes, another with its number takes its place. Nothing is aligned or guessed.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from focuskit.model.rewording import Rewording
from focuskit.model.spans import Span
from focuskit.store import schema as s
from focuskit.store.documents import digest

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Row = dict[str, Any]
Clean = Callable[[str], str]
_NAMESPACE = uuid.UUID("6f1d7e0a-6c3b-5c83-9d0e-2a8f6b1c4e57")


def rewrite_versions(connection: Connection, made: Mapping[str, Rewording], clean: Clean) -> None:
    """Put reworded texts in the place of versions.

    Parameters
    ----------
    made
        The rewording of each version, by its identifier.
    clean
        Gives the words that may stay of any others (those a coding had before a correction); empty: none.
    """
    new = {old: _new_version(connection, old, one.text) for old, one in made.items()}
    _carry_codings(connection, made, new, clean)
    _carry_decisions(connection, made, new, clean)
    _carry_memos(connection, made, new)
    _carry_edits(connection, made)
    for old, one in made.items():
        _carry_turns(connection, old, new[old], one)
        _carry_segmentations(connection, old, new[old], one)
        for table in (s.guide_match, s.document):
            column = table.c.text_version_id
            connection.execute(update(table).where(column == old).values(text_version_id=new[old]))
    _drop_old(connection, new)


def _new_version(connection: Connection, old: str, text: str) -> str:
    (row,) = _rows(connection, select(s.text_version).where(s.text_version.c.id == old))
    sha256 = digest(text)
    identifier = str(uuid.uuid5(_NAMESPACE, f"{row['document_id']}\n{row['number']}\n{sha256}"))
    row |= {"id": identifier, "number": -row["number"], "text": text, "sha256": sha256}
    connection.execute(insert(s.text_version).values(**row))
    return identifier


def _drop_old(connection: Connection, new: Mapping[str, str]) -> None:
    version = s.text_version.c
    connection.execute(delete(s.text_version).where(version.id.in_(sorted(new))))
    connection.execute(
        update(s.text_version).where(version.id.in_(sorted(new.values()))).values(number=-version.number)
    )


def _rows(connection: Connection, query: Any) -> list[Row]:  # noqa: ANN401 (any query)
    return [dict(row) for row in connection.execute(query).mappings()]


def _carry_turns(connection: Connection, old: str, new: str, one: Rewording) -> None:
    rows = _rows(connection, select(s.turn).where(s.turn.c.text_version_id == old))
    for row in rows:
        span = one.span(Span(row["start"], row["end"]))
        row |= {"text_version_id": new, "start": span.start, "end": span.end}
    if rows:
        connection.execute(insert(s.turn), rows)


def _carry_segmentations(connection: Connection, old: str, new: str, one: Rewording) -> None:
    """Carry segments: those of erased words become one per turn, without suggestions."""
    table = s.segmentation
    for identifier in connection.scalars(select(table.c.id).where(table.c.text_version_id == old)).all():
        of_it = s.segment.c.segmentation_id == identifier
        rows = _rows(connection, select(s.segment).where(of_it).order_by(s.segment.c.number))
        gone, bare, kept = [], [], []
        for row in rows:
            before = Span(row["start"], row["end"])
            span = one.cut(before)
            if len(before) and not len(span):
                gone.append(row["number"])
                continue
            if one.is_erased(before):
                bare.append(row["number"])
            kept.append(row | {"start": span.start, "end": span.end})
        connection.execute(delete(s.segment).where(of_it))
        if kept:
            connection.execute(insert(s.segment), kept)
        suggested = s.suggestion.c
        for number in (*gone, *bare):
            connection.execute(
                delete(s.suggestion).where(
                    suggested.segmentation_id == identifier, suggested.segment == number
                )
            )
        _carry_evidence(connection, identifier, one)
        connection.execute(update(table).where(table.c.id == identifier).values(text_version_id=new))


def _carry_evidence(connection: Connection, segmentation: int, one: Rewording) -> None:
    """Carry the evidence of suggestions; one that rested on erased words alone goes with them."""
    table = s.suggestion
    query = select(table.c.id, table.c.evidence).where(table.c.segmentation_id == segmentation)
    changed = []
    for identifier, evidence in connection.execute(query).all():
        found = _evidence(evidence, one)
        if evidence and not found:
            connection.execute(delete(table).where(table.c.id == identifier))
        elif found != evidence:
            changed.append({"row_id": identifier, "evidence": found})
    _update_all(connection, table, changed)


def _evidence(evidence: Iterable[list[Any]], one: Rewording) -> list[list[Any]]:
    found = []
    for start, end, rule in evidence:
        if not one.is_erased(Span(start, end)):
            span = one.span(Span(start, end))
            found.append([span.start, span.end, rule])
    return found


def _update_all(connection: Connection, table: Any, rows: list[Row]) -> None:  # noqa: ANN401 (any table)
    """Update rows known by ``row_id``; the other names are columns."""
    if rows:
        connection.execute(update(table).where(table.c.id == bindparam("row_id")), rows)


def carried_row(row: Row, made: Mapping[str, Rewording], new: Mapping[str, str], clean: Clean) -> Row | None:
    """Return a row of ``coding`` or ``orphan`` as it is afterwards, ``None`` if its words were erased."""
    row = dict(row)
    home = str(row.get("from_version_id") or row["text_version_id"])
    one = made.get(home)
    if one is not None:
        before = Span(row["start"], row["end"])
        if one.is_erased(before):
            return None
        span = one.span(before)
        row |= {"start": span.start, "end": span.end, "words": span.slice(one.text)}
    if row.get("old_words"):
        old_words = clean(row["old_words"])
        row["old_words"] = None if old_words in {"", row["words"]} else old_words
    for name in ("text_version_id", "from_version_id"):
        if name in row:
            row[name] = new.get(row[name], row[name])
    return row


def _carry_codings(
    connection: Connection, made: Mapping[str, Rewording], new: Mapping[str, str], clean: Clean
) -> None:
    for table in (s.coding, s.orphan):
        changed, gone = [], []
        for row in _rows(connection, select(table)):
            after = carried_row(row, made, new, clean)
            if after is None:
                gone.append(row["id"])
            elif after != row:
                changed.append({**after, "row_id": row["id"]})
        for identifier in gone:
            connection.execute(delete(table).where(table.c.id == identifier))
        _update_all(
            connection,
            table,
            [{key: value for key, value in row.items() if key != "id"} for row in changed],
        )


def _carry_decisions(
    connection: Connection, made: Mapping[str, Rewording], new: Mapping[str, str], clean: Clean
) -> None:
    """Carry decisions; those on erased words go, with what was decided on them."""
    held = {row.decision_id for table in (s.coding, s.orphan) for row in connection.execute(select(table))}
    gone: set[str] = set()
    for row in _rows(connection, select(s.decision).order_by(s.decision.c.number)):
        one = made.get(row["text_version_id"])
        facts = dict(row["facts"] or {})
        if "rows" in facts:
            carried = [carried_row(kept, made, new, clean) for kept in facts["rows"]]
            facts["rows"] = [kept for kept in carried if kept is not None]
            held |= {kept["decision_id"] for kept in facts["rows"]}
        span = Span(row["start"], row["end"])
        erased = one is not None and len(span) > 0 and one.is_erased(span) and row["id"] not in held
        if erased or row["target"] in gone:
            gone.add(row["id"])
            continue
        place = one.span(span) if one is not None else span
        values = {
            "text_version_id": new.get(row["text_version_id"], row["text_version_id"]),
            "start": place.start,
            "end": place.end,
            "facts": facts,
        }
        connection.execute(update(s.decision).where(s.decision.c.id == row["id"]).values(**values))
    for identifier in gone:
        for table in (s.coding, s.orphan):
            connection.execute(delete(table).where(table.c.decision_id == identifier))
        connection.execute(
            update(s.decision).where(s.decision.c.undone_by == identifier).values(undone_by=None)
        )
        connection.execute(delete(s.decision).where(s.decision.c.id == identifier))


def _carry_memos(connection: Connection, made: Mapping[str, Rewording], new: Mapping[str, str]) -> None:
    for identifier, about in connection.execute(select(s.memo.c.id, s.memo.c.about)).all():
        one = made.get(about.get("version", ""))
        if one is None:
            continue
        after = {**about, "version": new[about["version"]]}
        if "start" in about:
            span = one.span(Span(about["start"], about["end"]))
            after |= {"start": span.start, "end": span.end}
        connection.execute(update(s.memo).where(s.memo.c.id == identifier).values(about=after))


def _carry_edits(connection: Connection, made: Mapping[str, Rewording]) -> None:
    """Carry the suggestions that changes of the codebook took away and may put back."""
    segmentation = s.segmentation.c
    homes = {
        row.id: row.text_version_id
        for row in connection.execute(select(segmentation.id, segmentation.text_version_id))
    }
    spans = {
        (row.segmentation_id, row.number): Span(row.start, row.end)
        for row in connection.execute(select(s.segment))
        if homes[row.segmentation_id] in made
    }

    def stays(row: Row) -> bool:
        one = made.get(homes.get(row["segmentation_id"], ""))
        span = spans.get((row["segmentation_id"], row["segment"]))
        return one is None or span is None or not one.is_erased(span)

    def carried(value: Any) -> Any:  # noqa: ANN401 (any JSON)
        if isinstance(value, dict):
            found = {key: carried(one) for key, one in value.items()}
            one = made.get(homes.get(found.get("segmentation_id", -1), ""))
            if one is not None and "evidence" in found:
                found["evidence"] = _evidence(found["evidence"], one)
            return found
        if isinstance(value, list):
            return [
                carried(one)
                for one in value
                if not isinstance(one, dict) or "dropped" not in one or stays(one["dropped"])
            ]
        return value

    edit = s.codebook_edit
    for step, facts in connection.execute(select(edit.c.step, edit.c.facts)).all():
        after = carried(facts)
        if after != facts:
            connection.execute(update(edit).where(edit.c.step == step).values(facts=after))
