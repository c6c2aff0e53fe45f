"""Review: one document on the desk of one coder, every decision kept at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from focuskit.errors import UsageError
from focuskit.model.agreement import Disagreement
from focuskit.model.codebook import Codebook, code_and_parents
from focuskit.model.codings import PREVIOUS, Decision, DecisionKind, Gesture
from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.review.pace import Pace, measure_pace
from focuskit.review.passages import Passage, PlacedCode, count_coded, passages_touched
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.codings import KeptCoding, Orphan, coder_names, load_codings
from focuskit.store.decisions import load_decisions, record_step
from focuskit.store.memos import add_memo
from focuskit.workflow.decide import CodingDesk, current_coder, decide, remember_first_coder
from focuskit.workflow.disagreements import list_disagreements, settle
from focuskit.workflow.in_vivo import code_in_vivo
from focuskit.workflow.review_load import (
    LoadedDocument,
    build_passages,
    load_besides,
    load_document,
    load_proposals,
)
from focuskit.workflow.steps import TurnedStep, redo_last, undo_last
from focuskit.workflow.tag import load_codebook

_BESIDES = {DecisionKind.NOTE, DecisionKind.UNNOTE}
_RECUT = {DecisionKind.CUT, DecisionKind.JOIN}


class Review:
    """A document being reviewed by a coder; what the screen shows and does, without the screen.

    Parameters
    ----------
    coder
        Whose decisions these are; ``""`` as long as nobody said, and then nothing can be decided.

    Attributes
    ----------
    touched
        Places (from 0) of the passages that the last decision changed; ``None``: all of them.

    Raises
    ------
    UsageError
        If there is no such document, it has no segments, or the project has no codebook.
    """

    def __init__(self, folder: ProjectFolder, document: str, coder: str = "") -> None:
        self.folder = folder
        self.coder = coder
        self._read_codebook()
        self._moments: list[float] = []
        self.touched: frozenset[int] | None = None
        self._loaded: LoadedDocument
        self.open(document)

    def open(self, document: str) -> None:
        """Take another document, or the same anew."""
        self.touched = None
        self._loaded = load_document(self.folder, document, self.coder or None)
        self._build(range(len(self._loaded.frames)))
        self._moments = self._past_moments()

    @property
    def name(self) -> str:
        """Name of the document."""
        return self._loaded.document.name

    @property
    def text(self) -> str:
        """Words of the document."""
        return self._loaded.document.text

    @property
    def passages(self) -> Sequence[Passage]:
        """Passages of the document in their order."""
        return self._loaded.passages

    @property
    def orphans(self) -> Sequence[Orphan]:
        """Codings that a correction of the text left without a place."""
        return self._loaded.orphans

    def memos_on(self, span: Span) -> tuple[Memo, ...]:
        """Return memos and marks on words that overlap a span."""
        return tuple(
            one for one in self._loaded.memos if one.about.span is not None and one.about.span.overlaps(span)
        )

    def pace(self) -> Pace:
        """Tell how many proposals of the document are decided and open, and how long the rest will take.

        For a coder who sees none: how many passages are coded, and are not.
        """
        if not self.sees_suggestions:
            n_all, n_coded = count_coded(self.passages, self.given, self.coder)
            return measure_pace(n_coded, n_all - n_coded, ())
        n_all, n_open = self._loaded.n_proposals, self._loaded.n_open
        return measure_pace(n_all - n_open, n_open, self._moments)

    def disputes(self) -> dict[tuple[int, str], Disagreement]:
        """Return what coders coded differently and nobody settled, by passage number and code.

        Empty where there are fewer than two coders, or this one is not to see the others' work.
        """
        if self._loaded.sight.is_blind:
            return {}
        try:
            found = list_disagreements(self.folder, self.codebook, document=self.name, is_settled=False)
        except UsageError:
            return {}
        return {(one.segment, one.code): one for one in found}

    @property
    def sees_suggestions(self) -> bool:
        """Whether this coder is shown what the machine proposes here."""
        return self._loaded.sight.sees_suggestions

    @property
    def given(self) -> frozenset[int] | None:
        """Numbers of the passages this coder was given; ``None``: all."""
        return self._loaded.sight.given

    def name_coder(self, name: str) -> None:
        """Say whose decisions these are from now on; remembered in the project if nobody was."""
        self.coder = current_coder(self.folder, name)
        remember_first_coder(self.folder, name)
        self.open(self.name)

    def settle(self, dispute: Disagreement, *, holds: bool) -> None:
        """Settle what coders coded differently: the code holds, or not."""
        self._followed(settle(self.folder, self.coder, [dispute], holds=holds))

    # What a coder does --------------------------------------------------------------------------

    def accept(self, one: PlacedCode, span: Span | None = None) -> None:
        """Make a proposal a coding, on its passage or on other words; agree with another coder's coding."""
        desk = self._desk()
        if not one.is_open:
            self.do([desk.add(span or one.span, one.code)])
            return
        exact = next((each for each in one.proposed if each.code == one.code), None)
        if exact is None:
            gesture = desk.add(span or one.span, one.code)
            self.do([_with_origin(gesture, one)])
            return
        steps = [desk.accept(exact)]
        if span is not None and span != one.span:
            steps.append(
                Gesture(DecisionKind.MOVE, desk.document.version_id, span, one.code, target=PREVIOUS)
            )
        self.do(steps)

    def refine(self, one: PlacedCode) -> None:
        """Accept a sub-code; the coder's coding of a code above it on the same words gives way."""
        desk = self._desk()
        above = set(code_and_parents(one.code)) - {one.code}
        coarse = [coding for coding in self._mine() if coding.code in above and coding.span == one.span]
        exact = next(each for each in one.proposed if each.code == one.code)
        self.do([desk.accept(exact), *(desk.remove(coding) for coding in coarse)])

    def reject(self, one: PlacedCode) -> None:
        """Say no to a proposal, or take the coder's own coding away."""
        desk = self._desk()
        if one.is_open:
            self.do([desk.reject(each) for each in one.proposed])
        else:
            self.do([desk.remove(self._loaded.codings[one.decision or ""])])

    def replace(self, one: PlacedCode, code: str) -> None:
        """Take another code instead of a proposed or a put one."""
        desk = self._desk()
        if one.is_open:
            first, *rest = one.proposed
            self.do([desk.replace(first, code), *(desk.reject(each) for each in rest)])
        else:
            self.do([desk.move(self._loaded.codings[one.decision or ""], one.span, code)])

    def add(self, span: Span, code: str) -> None:
        """Put a code on words; where it is proposed for their passage, that is accepting the proposal."""
        touched = passages_touched(self.passages, span)
        here = self.passages[touched[0]].codes if touched else ()
        offered = next((one for one in here if one.is_open and one.code == code), None)
        if offered is not None:
            self.accept(offered, span)
        else:
            self.do([self._desk().add(span, code)])

    def move(self, one: PlacedCode, span: Span) -> None:
        """Put a coding on other words."""
        self.do([self._desk().move(self._loaded.codings[one.decision or ""], span)])

    def place_orphan(self, orphan: Orphan, span: Span) -> None:
        """Give a coding without place its words."""
        version = self._loaded.document.version_id
        self.do([Gesture(DecisionKind.MOVE, version, span, orphan.code, target=orphan.decision_id)])

    def drop_orphan(self, orphan: Orphan) -> None:
        """Take a coding without place away."""
        gesture = Gesture(
            DecisionKind.REMOVE, orphan.from_version_id, orphan.span, orphan.code, target=orphan.decision_id
        )
        self.do([gesture])

    def new_code(self, span: Span, label: str) -> str:
        """Put a new code, in the words of the participants, on words; return its full name.

        The code is written into ``codebook.yaml`` below the place of codes still to be sorted.

        Raises
        ------
        UsageError
            If the label holds no letter, or the codebook's file is not written one entry per line.
        """
        if self.folder.codebook_path.read_bytes() != self._codebook_file:
            self._read_codebook()
        version = self._loaded.document.version_id
        added, made = code_in_vivo(self.folder, self.coder, self.codebook, version, span, label)
        self._know(added.codebook, self.folder.codebook_path.read_bytes())
        self._followed(made)
        return added.name

    def mark(self, span: Span, kind: MemoKind) -> bool:
        """Set a star or a "later" mark of this coder on words, or take it off; tell whether it is set now."""
        there = [one for one in self.memos_on(span) if one.kind is kind and one.coder == self.coder]
        if there:
            self.do([self._note(DecisionKind.UNNOTE, one) for one in there])
        else:
            self.write(span, kind, "")
        return not there

    def write(self, span: Span, kind: MemoKind, words: str) -> None:
        """Write a memo on words."""
        self._write(MemoTarget(self._loaded.document.version_id, span), kind, words, [])

    def rewrite(self, memo: Memo, kind: MemoKind, words: str) -> None:
        """Write a memo anew; the old one is kept, taken back. No words: it is only taken back."""
        before = self._note(DecisionKind.UNNOTE, memo)
        if words:
            self._write(memo.about, kind, words, [before])
        else:
            self.do([before])

    def _write(self, about: MemoTarget, kind: MemoKind, words: str, before: list[Gesture]) -> None:
        """Keep a memo and the decision that brings it in one transaction."""
        with self.folder.writing() as connection:
            memo = add_memo(connection, self.coder, kind, about, words)
            made = record_step(connection, self.coder, [*before, self._note(DecisionKind.NOTE, memo)])
        self._followed(made)

    def cut(self, passage: Passage, offset: int) -> None:
        """Cut the segment of a passage in two before the word at an offset."""
        version = self._loaded.document.version_id
        self.do([Gesture(DecisionKind.CUT, version, Span(passage.span.start, offset), "")])

    def join(self, first: Passage, second: Passage) -> None:
        """Make one segment of two neighbours in one turn."""
        version = self._loaded.document.version_id
        self.do([Gesture(DecisionKind.JOIN, version, Span(first.span.start, second.span.end), "")])

    def undo(self) -> TurnedStep:
        """Take back the last step of the coder, in whatever document it was, or on the codebook.

        Raises
        ------
        UsageError
            If it changed the codebook, and something since then rests on that.
        """
        return self._turned(undo_last(self.folder, self.coder))

    def redo(self) -> TurnedStep:
        """Do again the step undone last."""
        return self._turned(redo_last(self.folder, self.coder))

    def _turned(self, step: TurnedStep) -> TurnedStep:
        if step.edit is not None:
            self._read_codebook()
            self.open(self.name)
        self._followed(list(step.decisions))
        return step

    def do(self, gestures: Sequence[Gesture]) -> None:
        """Keep the gestures of one step in one transaction, and show what became of them."""
        made = decide(self.folder, self.coder, gestures, self.codebook)
        self._moments.extend(_seconds(one.at) for one in made[:1])
        self._followed(made)

    # Keeping up ----------------------------------------------------------------------------------

    def _followed(self, decisions: list[Decision]) -> list[Decision]:
        """Load again what these decisions touched, the document itself where it is another."""
        here = self._loaded.document.version_id
        elsewhere = [one for one in decisions if one.gesture.version_id != here]
        is_orphan = {one.decision_id for one in self.orphans}
        if elsewhere and not any(one.gesture.target in is_orphan for one in elsewhere):
            self.open(self._document_of(elsewhere[-1].gesture.version_id))
        elif elsewhere or any(one.gesture.kind in _RECUT for one in decisions):
            moments = self._moments
            self.open(self.name)
            self._moments = moments
        elif decisions:
            self._reload(decisions)
        return decisions

    def _reload(self, decisions: Sequence[Decision]) -> None:
        loaded = self._loaded
        ids = {name for one in decisions for name in (one.id, one.gesture.target) if name}
        spans = [one.gesture.span for one in decisions]
        spans += [loaded.codings.pop(name).span for name in ids if name in loaded.codings]
        with self.folder.reading() as connection:
            for coding in load_codings(connection, loaded.document.version_id, decisions=ids):
                loaded.codings[coding.decision_id] = coding
                spans.append(coding.span)
            places = {place for span in spans for place in passages_touched(loaded.passages, span)}
            load_proposals(connection, loaded, places)
            if any(one.gesture.kind in _BESIDES for one in decisions) or loaded.orphans:
                load_besides(connection, loaded)
            loaded.coders = coder_names(connection)
        self._build(places)
        self.touched = frozenset(places)

    def _document_of(self, version_id: str) -> str:
        with self.folder.reading() as connection:
            return next(
                (one.name for one in load_documents(connection) if one.version_id == version_id), self.name
            )

    def _past_moments(self) -> list[float]:
        with self.folder.reading() as connection:
            made = load_decisions(connection, version_id=self._loaded.document.version_id)
        times = {one.step: _seconds(one.at) for one in made if one.coder == self.coder}
        return sorted(times.values())

    def _build(self, places: Iterable[int]) -> None:
        last = len(self._places)
        build_passages(self._loaded, places, lambda code: self._places.get(code, last), self._sees)

    def _sees(self, one: PlacedCode) -> bool:
        return not one.is_open or one.code in self.codebook

    def _read_codebook(self) -> None:
        self._know(*load_codebook(self.folder))

    def _know(self, codebook: Codebook, content: bytes) -> None:
        self.codebook, self._codebook_file = codebook, content
        self._places = {code.name: place for place, code in enumerate(codebook.codes)}

    def _mine(self) -> Iterable[KeptCoding]:
        loaded = self._loaded
        return (one for one in loaded.codings.values() if loaded.coders.get(one.coder_id) == self.coder)

    def _note(self, kind: DecisionKind, memo: Memo) -> Gesture:
        assert memo.about.version_id is not None
        assert memo.about.span is not None
        return Gesture(kind, memo.about.version_id, memo.about.span, "", target=memo.id)

    def _desk(self) -> CodingDesk:
        loaded = self._loaded
        return CodingDesk(loaded.document, tuple(one.segment for one in loaded.frames), (), (), ())


def _with_origin(gesture: Gesture, one: PlacedCode) -> Gesture:
    return replace(gesture, origin=one.origin)


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
