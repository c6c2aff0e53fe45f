"""Spontaneous, or in a block of questions in which the moderator brings the theme up.

All turns of moderators in the block are read, after the segment too, so that "spontaneous" is the sure side;
those before it are told apart. After D. L. Morgan, Focus Groups as Qualitative Research, 1997.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from focuskit.analysis.tally import Rows
from focuskit.model.codebook import code_and_parents
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import Role

_NEVER = np.iinfo(np.intp).max


@dataclass(frozen=True, slots=True)
class Prompting:
    """Segments by how their theme came up.

    Parameters
    ----------
    spontaneous
        In a block in which no moderator brings it up.
    prompted
        In a block in which one does; ``after_moderator`` of them come after that turn.
    """

    spontaneous: int
    prompted: int
    after_moderator: int


class Prompts:
    """What moderators bring up in the block of each segment."""

    def __init__(self, corpus: CodedCorpus) -> None:
        block_of_turn: dict[tuple[str, int], int] = {}
        self._first: dict[str, dict[int, int]] = {}
        self._n_blocks = 0
        for talk in corpus.talks:
            if not talk.is_read:
                continue
            for turn in talk.turns:
                block = self._n_blocks + turn.block
                block_of_turn[talk.document, turn.number] = block
                for name in {name for code in turn.codes for name in code_and_parents(code)}:
                    before = turn.number if turn.role is Role.MODERATOR else turn.number - 1
                    self._first.setdefault(name, {}).setdefault(block, before)
            self._n_blocks += max((turn.block for turn in talk.turns), default=0) + 1
        places = [block_of_turn.get((one.document, one.turn), -1) for one in corpus.segments]
        self.blocks: Rows = np.array(places, dtype=np.intp)
        self._turns: Rows = np.array([one.turn for one in corpus.segments], dtype=np.intp)
        self._by_block: dict[str, Rows] = {}

    def measure(self, rows: Rows, *codes: str) -> Prompting | None:
        """Tell how a theme came up in these segments; the theme is all of ``codes`` in one block.

        ``None`` where no talk of theirs has been read, or no code makes the theme.
        """
        known = rows[self.blocks[rows] >= 0]
        if not codes or (len(rows) and not len(known)) or not self._n_blocks:
            return None
        first = np.zeros(len(known), dtype=np.intp)
        for code in codes:
            first = np.maximum(first, self._first_turns(code)[self.blocks[known]])
        prompted = first < _NEVER
        after = prompted & (first < self._turns[known])
        return Prompting(int((~prompted).sum()), int(prompted.sum()), int(after.sum()))

    def _first_turns(self, code: str) -> Rows:
        """Return, by block, the first turn of a moderator that brings a code up."""
        if code not in self._by_block:
            turns = np.full(self._n_blocks + 1, _NEVER, dtype=np.intp)
            for block, turn in self._first.get(code, {}).items():
                turns[block] = turn
            self._by_block[code] = turns
        return self._by_block[code]
