r"""What was read once more made uniform: escapes within a file (``&#27;``, ``\u001b``) can hold anything."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from focuskit.model.documents import Aside
from focuskit.model.problems import warning
from focuskit.transcripts.normalise import normalise_text

if TYPE_CHECKING:
    from focuskit.transcripts.drafts import Draft
    from focuskit.transcripts.turns import Found

_TOLD = "problem.control_characters"
_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def clean_found(found: Found) -> Found:
    """Return what was read with every word of it normalised; a warning tells control characters taken out."""
    cleaning = _Cleaning()
    drafts = [_draft(draft, cleaning) for draft in found.drafts]
    if not (drafts == list(found.drafts) and _is_clean(found)):
        found = replace(
            found,
            drafts=drafts,
            asides=tuple(Aside(one.kind, cleaning.text(one.text)) for one in found.asides),
            attributes=cleaning.pairs(found.attributes),
            moderators=tuple(map(cleaning.text, found.moderators)),
            speaker_attributes={
                cleaning.label(label): cleaning.pairs(pairs)
                for label, pairs in found.speaker_attributes.items()
            },
        )
    if not cleaning.n_controls or any(one.key == _TOLD for one in found.problems):
        return found
    return replace(found, problems=(*found.problems, warning(found.name, _TOLD, n=cleaning.n_controls)))


@dataclass(slots=True)
class _Cleaning:
    """How many control characters were taken out so far."""

    n_controls: int = 0

    def text(self, text: str) -> str:
        if is_clean(text):
            return text
        normal = normalise_text(text)
        self.n_controls += normal.n_controls
        return normal.text

    def label(self, label: str | None) -> str | None:
        return label if label is None else " ".join(self.text(label).split("\n")).strip() or None

    def pairs(self, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((self.text(key), self.text(value)) for key, value in pairs)


def is_clean(text: str) -> bool:
    """Tell whether a text is as `normalise_text` leaves it."""
    return _UNCLEAN.search(text) is None and unicodedata.is_normalized("NFC", text)


def _is_clean(found: Found) -> bool:
    pairs = (*found.attributes, *(pair for pairs in found.speaker_attributes.values() for pair in pairs))
    labels = (label for label in found.speaker_attributes if label is not None)
    texts = (*(one.text for one in found.asides), *found.moderators, *labels)
    return all(map(is_clean, texts)) and all(is_clean(text) for pair in pairs for text in pair)


def _draft(draft: Draft, cleaning: _Cleaning) -> Draft:
    texts = (*draft.paragraphs, draft.label or "", draft.question or "")
    if all(map(is_clean, texts)):
        return draft
    return replace(
        draft,
        label=cleaning.label(draft.label),
        paragraphs=tuple(map(cleaning.text, draft.paragraphs)),
        question=None if draft.question is None else cleaning.text(draft.question),
    )
