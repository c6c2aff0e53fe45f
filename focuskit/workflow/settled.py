"""What was settled between coders, as it bears on what is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from focuskit.model.agreement import Settlement
from focuskit.model.documents import StoredDocument
from focuskit.model.spans import Span
from focuskit.store.decisions import load_decisions
from focuskit.store.double_coding import load_settlements
from focuskit.store.text_versions import load_text_versions

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from focuskit.store.codings import KeptCoding


@dataclass(frozen=True, slots=True)
class SettledCodes:
    """The settlements of a document in its current text; ``numbers`` are the places of decisions by id."""

    settlements: tuple[Settlement, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def keeps(self, coding: KeptCoding, segment: Span) -> bool:
        """Tell whether a coding counts on a segment: not where something else was settled after it."""
        number = self.numbers.get(coding.decision_id, 0)
        return not any(one.number > number and one.decides(segment, coding.code) for one in self.settlements)

    def is_settlement(self, coding: KeptCoding) -> bool:
        """Tell whether a coding was made by settling."""
        number = self.numbers.get(coding.decision_id)
        return any(one.holds and one.number == number for one in self.settlements)

    def dismisses(self, segment: Span, code: str) -> bool:
        """Tell whether it was settled that a segment does not carry a code."""
        deciding = [one for one in self.settlements if one.decides(segment, code)]
        return bool(deciding) and not max(deciding, key=lambda one: one.number).holds


def load_settled(connection: Connection, documents: Sequence[StoredDocument]) -> dict[str, SettledCodes]:
    """Load what was settled, by document identifier; only documents in which something was."""
    settlements = load_settlements(connection)
    if not settlements:
        return {}
    numbers = {one.id: one.number for one in load_decisions(connection)}
    found = {}
    for document in documents:
        texts = {one.id: one.text for one in load_text_versions(connection, document.id)}
        placed = place_settlements(settlements, document, texts)
        if placed:
            found[document.id] = SettledCodes(placed, numbers)
    return found


def place_settlements(
    settlements: Sequence[Settlement], document: StoredDocument, texts: Mapping[str, str]
) -> tuple[Settlement, ...]:
    """Return the settlements of a document, in its current text; those without a place there are left out.

    ``texts`` are the versions of the document's text by identifier.
    """
    from focuskit.transcripts.placing import place_spans  # noqa: PLC0415 (only where something was settled)

    placed = []
    for one in settlements:
        if one.version_id not in texts:
            continue
        spot: Span | None = one.span
        if one.version_id != document.version_id:
            spot = place_spans(texts[one.version_id], document.text, [one.span])[0].span
        if spot is not None:
            placed.append(replace(one, span=spot, version_id=document.version_id))
    return tuple(placed)
