"""Speech over speech written inside a turn (``//S02: oui. //``): a turn of its own where it was heard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from focuskit.model.documents import Aside, AsideKind
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.normalise import squeeze

_OVERLAP = re.compile(
    r"//\s?(?P<label>S\d{2}|[^\s/:][^/:\n]{0,40}?)\s?:\s(?P<words>(?:(?!//).){0,2000}?)\s?//", re.DOTALL
)
_CODE = re.compile(r"S\d{2}|SPEAKER_\d{2}")


def part_overlaps(drafts: Iterable[Draft]) -> tuple[list[Draft], list[Aside]]:
    """Cut turns where another speaker of the document is heard over them; all words stay in their order.

    The pieces of a turn that is cut keep its beginning and its end; the times in between are not known.
    """
    listed = list(drafts)
    labels = {draft.label for draft in listed}
    parted: list[Draft] = []
    asides: list[Aside] = []
    for draft in listed:
        if not any("//" in paragraph for paragraph in draft.paragraphs):
            parted.append(draft)
            continue
        pieces = _cut(draft, labels, asides)
        parted += pieces
    return parted, asides


def _cut(draft: Draft, labels: set[str | None], asides: list[Aside]) -> list[Draft]:
    text = "\n".join(draft.paragraphs)
    pieces: list[Draft] = []
    last = 0
    for match in _OVERLAP.finditer(text):
        label = squeeze(match["label"])
        if label not in labels and not _CODE.fullmatch(label):
            continue
        asides += [Aside(AsideKind.MARKUP, "//"), Aside(AsideKind.LABEL, match["label"])]
        pieces += [
            replace(draft, paragraphs=(text[last : match.start()],)),
            replace(draft, label=label, paragraphs=(match["words"],)),
        ]
        last = match.end()
    pieces.append(replace(draft, paragraphs=(text[last:],)))
    spoken = [piece for piece in pieces if piece.text]
    return _with_times(draft, spoken) if len(pieces) > 1 else [draft]


def _with_times(draft: Draft, pieces: list[Draft]) -> list[Draft]:
    last = len(pieces) - 1
    return [
        replace(
            piece,
            start_ms=draft.start_ms if place == 0 else None,
            end_ms=draft.end_ms if place == last else None,
        )
        for place, piece in enumerate(pieces)
    ]
