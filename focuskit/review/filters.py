"""Which passages a coder wants to meet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.suggestions import Origin
from focuskit.review.passages import Passage, is_within


class Only(StrEnum):
    """Passages with something open, kept for later, starred, with a memo, or on which coders disagree."""

    UNREVIEWED = "unreviewed"
    LATER = "later"
    STARRED = "starred"
    MEMO = "memo"
    CODED = "coded"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold; of several values of one kind, one is enough. Empty: everything."""

    codes: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    origins: frozenset[Origin] = frozenset()
    only: frozenset[Only] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Tell whether it lets everything through."""
        return self == Filter()

    def lets_through(self, passage: Passage, disputed: Collection[int] = ()) -> bool:
        """Tell whether a passage is wanted; ``disputed`` are the numbers of those coders disagree on."""
        return (
            (not self.people or passage.speaker in self.people)
            and (not self.questions or passage.question in self.questions)
            and (not self.codes or any(is_within(one.code, self.codes) for one in passage.codes))
            and (not self.origins or any(one.origin in self.origins for one in passage.codes))
            and all(_is(passage, one, disputed) for one in self.only)
        )


def _is(passage: Passage, only: Only, disputed: Collection[int]) -> bool:
    return {
        Only.UNREVIEWED: any(one.is_open for one in passage.codes),
        Only.LATER: passage.is_later,
        Only.STARRED: passage.is_starred,
        Only.MEMO: passage.n_memos > 0,
        Only.CODED: any(not one.is_open for one in passage.codes),
        Only.DISAGREEMENT: passage.number in disputed,
    }[only]
