"""Decisions that a file brings, gathered before anything is saved; what holds already is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from focuskit.model.codings import Decision, DecisionKind, Gesture
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder
from focuskit.store.brought_files import note_brought
from focuskit.store.decisions import record_step
from focuskit.store.memos import add_memo
from focuskit.store.versions import latest_codebook_number
from focuskit.workflow.coding_ground import CodingGround, OwnedCoding, PlacedSuggestion

_ON_SUGGESTIONS = {DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.REPLACE}
_Place = tuple[str, Span, str]


@dataclass(frozen=True, slots=True)
class By:
    """A coder, and when (ISO 8601, UTC; ``None``: now)."""

    coder: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class DraftMemo:
    """A memo to be kept."""

    by: By
    kind: MemoKind
    about: MemoTarget
    words: str


@dataclass(slots=True)
class CodingDraft:
    """Gestures and memos on one document, each kept once.

    Every method tells whether it changes anything: a coding that is there, a decision that this coder has
    taken before, is not taken again. While ``is_known`` (the same file was kept before), what anybody has
    decided or noted just so is not taken again for another coder either.
    """

    ground: CodingGround
    is_known: bool = False
    gestures: list[tuple[By, Gesture]] = field(default_factory=list)
    memos: list[DraftMemo] = field(default_factory=list)
    _present: dict[_Place, OwnedCoding] = field(init=False)
    _suggested: dict[tuple[Span, str], PlacedSuggestion] = field(init=False)
    _added: set[tuple[str, Span, str, str]] = field(init=False)
    _decided: set[_Place] = field(init=False)
    _taken: set[tuple[Span, str, bool]] = field(init=False)
    _planned: set[_Place] = field(default_factory=set)
    _gone: set[str] = field(default_factory=set)
    _noted: set[tuple[str, Span | None, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._present = {
            (one.coder, one.kept.span, one.kept.code): one for one in reversed(self.ground.codings)
        }
        self._suggested = {(one.span, one.suggestion.code): one for one in self.ground.suggestions}
        holding = [(one, one.gesture) for one in self.ground.decisions]
        self._added = {
            (one.coder, gesture.span, gesture.replacement or gesture.code, one.at) for one, gesture in holding
        }
        self._decided = {
            (one.coder, gesture.span, gesture.code)
            for one, gesture in holding
            if gesture.kind in _ON_SUGGESTIONS
        }
        self._taken = {_act(gesture) for _, gesture in holding}
        self._noted = {(one.coder, one.about.span, _bare(one.words)) for one in self.ground.memos}

    def find(self, coder: str, span: Span, code: str) -> OwnedCoding | None:
        """Return the coding of a coder on these words, ``None`` if there is none."""
        found = self._present.get((coder, span, code))
        return found if found is not None and found.kept.decision_id not in self._gone else None

    def suggestion(self, span: Span, code: str) -> PlacedSuggestion | None:
        """Return the suggestion of a code for the segment with these words, ``None`` if there is none."""
        return self._suggested.get((span, code))

    def add(self, by: By, span: Span, code: str) -> bool:
        """Put a code on words; where it is suggested for just these, the suggestion is accepted."""
        place = (by.coder, span, code)
        is_known = by.at is not None and (*place, by.at) in self._added
        if is_known or place in self._planned or self.find(*place):
            return False
        suggested = self.suggestion(span, code)
        kind = DecisionKind.ACCEPT if suggested and suggested.is_open else DecisionKind.ADD
        self._planned.add(place)
        return self._take(by, kind, span, code)

    def remove(self, by: By, coding: OwnedCoding) -> bool:
        """Take a coding away."""
        kept = coding.kept
        if kept.decision_id in self._gone:
            return False
        self._gone.add(kept.decision_id)
        return self._take(by, DecisionKind.REMOVE, kept.span, kept.code, target=kept.decision_id)

    def move(self, by: By, coding: OwnedCoding, span: Span, code: str) -> bool:
        """Put a coding on other words or give it another code; where that is coded already, take it away."""
        place = (by.coder, span, code)
        kept, there = coding.kept, self.find(*place)
        if kept.decision_id in self._gone or there is coding:
            return False
        if there or place in self._planned:
            return self.remove(by, coding)
        self._gone.add(kept.decision_id)
        self._planned.add(place)
        return self._take(by, DecisionKind.MOVE, span, code, target=kept.decision_id)

    def decide(
        self, by: By, kind: DecisionKind, span: Span, code: str, replacement: str | None = None
    ) -> bool:
        """Accept, reject or replace a suggestion, once per coder."""
        place = (by.coder, span, code)
        if place in self._decided or (kind is DecisionKind.ACCEPT and self.find(*place)):
            return False
        if kind is DecisionKind.REPLACE and self.find(by.coder, span, replacement or ""):
            kind, replacement = DecisionKind.REJECT, None
        self._decided.add(place)
        if kind is not DecisionKind.REJECT:
            self._planned.add((by.coder, span, replacement or code))
        return self._take(by, kind, span, code, replacement=replacement)

    def note(self, by: By, span: Span, words: str, kind: MemoKind, decision: str | None = None) -> bool:
        """Keep a memo on words, maybe about a coding of them."""
        place = (by.coder, span, _bare(words))
        is_there = self.is_known and place[1:] in {each[1:] for each in self._noted}
        if not words.strip() or place in self._noted or is_there:
            return False
        self._noted.add(place)
        about = MemoTarget(self.ground.document.version_id, span, decision=decision)
        self.memos.append(DraftMemo(by, kind, about, words.strip()))
        return True

    def _take(
        self,
        by: By,
        kind: DecisionKind,
        span: Span,
        code: str,
        *,
        replacement: str | None = None,
        target: str | None = None,
    ) -> bool:
        suggested = self.suggestion(span, code) if kind in _ON_SUGGESTIONS else None
        origin = suggested.suggestion.origin if suggested else None
        version = self.ground.document.version_id
        gesture = Gesture(kind, version, span, code, replacement, target, origin)
        if self.is_known and _act(gesture) in self._taken:
            return False
        self.gestures.append((by, gesture))
        return True


def save_drafts(
    folder: ProjectFolder, drafts: Iterable[CodingDraft], brought: Iterable[str] = ()
) -> list[Decision]:
    """Keep all gestures and memos, one step per coder, all or nothing.

    Parameters
    ----------
    brought
        Digests of the files they come from, noted with them.

    Raises
    ------
    UsageError
        If a span holds no words, or a coding to remove or move is gone.
    """
    gestures: defaultdict[str, list[tuple[str | None, Gesture]]] = defaultdict(list)
    memos: defaultdict[str, list[DraftMemo]] = defaultdict(list)
    for draft in drafts:
        for by, gesture in draft.gestures:
            gestures[by.coder].append((by.at, gesture))
        for memo in draft.memos:
            memos[memo.by.coder].append(memo)
    made: list[Decision] = []
    with folder.writing() as connection:
        path = folder.codebook_path
        version = latest_codebook_number(connection, path.read_bytes() if path.is_file() else None)
        for coder in dict.fromkeys((*gestures, *memos)):
            step = ""
            if gestures[coder]:
                times, asked = zip(*gestures[coder], strict=True)
                taken = record_step(connection, coder, asked, codebook_version=version, times=times)
                step = taken[0].step
                made += taken
            for memo in memos[coder]:
                add_memo(connection, coder, memo.kind, memo.about, memo.words, at=memo.by.at, step=step)
        for digest in brought:
            note_brought(connection, digest)
    return made


def coders_of(drafts: Sequence[CodingDraft]) -> tuple[str, ...]:
    """Return whose decisions and memos these are, in alphabetical order."""
    named = {by.coder for draft in drafts for by, _ in draft.gestures}
    named |= {memo.by.coder for draft in drafts for memo in draft.memos}
    return tuple(sorted(named))


def _act(gesture: Gesture) -> tuple[Span, str, bool]:
    """Return what a gesture comes to, whoever makes it: a code on words, or no more."""
    is_no = gesture.kind in {DecisionKind.REJECT, DecisionKind.REMOVE}
    return gesture.span, gesture.replacement or gesture.code, is_no


def _bare(words: str) -> str:
    return " ".join(words.split())
