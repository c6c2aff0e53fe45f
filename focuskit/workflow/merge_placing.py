"""Codings that come from a copy with an older text: put on their words in the current one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from focuskit.model.spans import Span
from focuskit.store.merge_plan import MergePlan
from focuskit.store.snapshot_rows import Row, Rows
from focuskit.transcripts.placing import Placement, place_spans


def with_current_places(plan: MergePlan, here: Rows) -> list[Row]:
    """Return the rows of the codings that come, each with a row for the current text of its document.

    A coding whose words are not in the current text has an orphan there, as after an update.
    """
    texts = {row["id"]: row for row in here["text_version"]}
    current = {row["id"]: row["text_version_id"] for row in here["document"]}
    by_decision: dict[str, list[Row]] = defaultdict(list)
    for row in plan.codings:
        by_decision[row["decision_id"]].append(row)
    missing: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for rows in by_decision.values():
        last = max(rows, key=lambda row: (row["table"] == "coding", texts[row["text_version_id"]]["number"]))
        wanted = str(current[texts[last["text_version_id"]]["document_id"]])
        if all(row["text_version_id"] != wanted for row in rows):
            source = str(last.get("from_version_id", last["text_version_id"]))
            missing[source, wanted].append(last)
    placed = (
        _placed(texts[source]["text"], source, texts[wanted]["text"], wanted, rows)
        for (source, wanted), rows in missing.items()
    )
    return [*plan.codings, *(row for rows in placed for row in rows)]


def _placed(before: str, source: str, after: str, wanted: str, rows: Sequence[Row]) -> Iterable[Row]:
    spots = place_spans(before, after, [Span(row["start"], row["end"]) for row in rows])
    return [
        _in_current(row, spot, source, wanted, after) for row, spot in zip(rows, spots, strict=True)
    ]  # fmt: skip


def _in_current(row: Row, spot: Placement, source: str, wanted: str, after: str) -> Row:
    same = {name: row[name] for name in ("code", "coder_id", "decision_id")} | {"text_version_id": wanted}
    if spot.span is None:
        place = {name: row[name] for name in ("start", "end", "words")}
        return {"table": "orphan", "from_version_id": source, **same, **place}
    words = spot.span.slice(after)
    first = row.get("old_words") or row["words"]
    old_words = first if first != words else None
    place = {"start": spot.span.start, "end": spot.span.end, "words": words, "old_words": old_words}
    return {"table": "coding", **same, **place}
