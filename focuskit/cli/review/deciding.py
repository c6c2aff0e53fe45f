"""What the keys of deciding do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focuskit.cli.review.dialogs import Ask, Choose
from focuskit.cli.review.lists import NEW_CODE, code_finder
from focuskit.cli.review.memos import KINDS, WriteMemo
from focuskit.cli.review.state import Purpose
from focuskit.messages import say
from focuskit.model.memos import MemoKind
from focuskit.model.spans import Span
from focuskit.review.passages import Level, PlacedCode

if TYPE_CHECKING:
    from focuskit.cli.review.app import ReviewApp
    from focuskit.model.agreement import Disagreement
    from focuskit.workflow.steps import TurnedStep

_IN_VIVO_WORDS = 6


def accept(app: ReviewApp) -> None:
    """Accept the code at hand and go on."""
    one = app.reading.code
    if one is None:
        app.tell(say("review.nothing_here"))
    elif app.reading.dispute is not None:
        _settle(app, app.reading.dispute, holds=True)
    elif one.coder == app.review.coder:
        app.tell(say("review.already", code=one.code))
        app.reading.to_open(1)
    else:
        refines = app.reading.way.level is Level.WITHIN and one.is_open
        app.decide(lambda: app.review.refine(one) if refines else app.review.accept(one))
        app.used(one.code)
        _go_on(app, say("review.done_accept", code=one.code))


def reject(app: ReviewApp) -> None:
    """Say no to the code at hand and go on; take away a coding of one's own."""
    one = app.reading.code
    if one is None:
        app.tell(say("review.nothing_here"))
    elif app.reading.dispute is not None:
        _settle(app, app.reading.dispute, holds=False)
    elif not one.is_open and one.coder != app.review.coder:
        app.tell(say("review.not_yours", coder=one.coder))
    else:
        app.decide(lambda: app.review.reject(one))
        if one.is_open:
            _go_on(app, say("review.done_reject", code=one.code))
        else:
            app.tell(say("review.done_remove", code=one.code))


def _settle(app: ReviewApp, dispute: Disagreement, *, holds: bool) -> None:
    """Settle what coders coded differently; both originals stay."""
    app.decide(lambda: app.review.settle(dispute, holds=holds))
    app.reading.look_for_disputes()
    _go_on(app, say("review.done_settle" if holds else "review.done_dismiss", code=dispute.code))


def _go_on(app: ReviewApp, done: str) -> None:
    """Go to the next proposal; the code just decided may have left its place."""
    app.tell(done if app.reading.go_on() else f"{done} {say('review.all_decided')}")


def exchange(app: ReviewApp) -> None:
    """Take another code instead of the one at hand."""
    one = app.reading.code
    if one is None:
        add(app)
        return
    if not one.is_open and one.coder != app.review.coder:
        app.tell(say("review.not_yours", coder=one.coder))
        return
    finder = code_finder(app.reading, app.palette, app.recent)

    def taken(value: object) -> None:
        code = _code_of(app, one.span, value)
        if code:
            app.decide(lambda: app.review.replace(one, code))
            app.used(code)
            _go_on(app, say("review.done_exchange", code=one.code, other=code))

    app.ask(Choose(say("review.exchange_title", code=one.code), finder), taken)


def add(app: ReviewApp) -> None:
    """Put a code on the passage."""
    choose_for(app, app.reading.passage.span)


def choose_for(app: ReviewApp, span: Span) -> None:
    """Find a code and put it on words."""
    finder = code_finder(app.reading, app.palette, app.recent)

    def taken(value: object) -> None:
        code = _code_of(app, span, value)
        if code:
            put(app, span, code)

    app.ask(Choose(say("review.add_title"), finder), taken)


def put(app: ReviewApp, span: Span, code: str) -> None:
    """Put a code on words."""
    place = app.reading.at
    app.decide(lambda: app.review.add(span, code))
    app.used(code)
    app.reading.to_code(place, code)
    app.tell(say("review.done_add", code=code))


def _code_of(app: ReviewApp, span: Span, value: object) -> str:
    """Return the code chosen; a new one is made and put on the words at once, and nothing is left to do."""
    chosen = str(value or "")
    if chosen.startswith(NEW_CODE):
        make(app, span, chosen.removeprefix(NEW_CODE))
        return ""
    return chosen


def in_vivo(app: ReviewApp) -> None:
    """Make a code of the participants' words."""
    ask_in_vivo(app, app.reading.passage.span, "")


def ask_in_vivo(app: ReviewApp, span: Span, words: str) -> None:
    """Ask for the label of a new code; a few picked words are offered."""
    offered = words if len(words.split()) <= _IN_VIVO_WORDS else ""
    app.ask(
        Ask(say("review.in_vivo_title"), value=offered, hint=say("review.in_vivo_hint")),
        lambda label: make(app, span, label) if label else None,
    )


def make(app: ReviewApp, span: Span, label: str) -> None:
    """Make a new code and put it on words."""
    names: list[str] = []
    place = app.reading.at
    app.decide(lambda: names.append(app.review.new_code(span, label)))
    for name in names:
        app.used(name)
        app.codebook_changed()
        app.reading.to_code(place, name)
        app.tell(say("review.done_new", code=name))


def later(app: ReviewApp) -> None:
    """Keep the passage for later, and go on."""
    span = app.reading.passage.span
    is_set: list[bool] = []
    app.decide(lambda: is_set.append(app.review.mark(span, MemoKind.LATER)))
    app.tell(say("review.done_later" if is_set and is_set[0] else "review.done_not_later"))
    if is_set and is_set[0]:
        app.reading.step(1)


def star(app: ReviewApp) -> None:
    """Star the passage."""
    star_words(app, app.reading.passage.span)


def star_words(app: ReviewApp, span: Span) -> None:
    """Star words as a quotation to keep, or take the star off."""
    is_set: list[bool] = []
    app.decide(lambda: is_set.append(app.review.mark(span, MemoKind.STAR)))
    app.tell(say("review.done_star" if is_set and is_set[0] else "review.done_no_star"))


def memo(app: ReviewApp) -> None:
    """Write a memo on the passage, or go on with the last one of one's own."""
    memo_on(app, app.reading.passage.span)


def memo_on(app: ReviewApp, span: Span) -> None:
    """Write a memo on words."""
    mine = [
        one
        for one in app.review.memos_on(span)
        if one.kind in KINDS and one.coder == app.review.coder and one.about.span == span
    ]
    last = mine[-1] if mine else None
    words = " ".join(span.slice(app.review.text).split())

    def written(made: tuple[MemoKind, str] | None) -> None:
        if made is None:
            return
        kind, said = made
        if last is not None:
            app.decide(lambda: app.review.rewrite(last, kind, said))
        elif said:
            app.decide(lambda: app.review.write(span, kind, said))
        app.tell(say("review.done_memo" if said else "review.done_no_memo"))

    dialog = (
        WriteMemo(say("review.quoted", words=words), kind=last.kind, words=last.words)
        if last
        else WriteMemo(say("review.quoted", words=words))
    )
    app.ask(dialog, written)


def undo(app: ReviewApp) -> None:
    """Take back the last step."""
    _turn(app, back=True)


def redo(app: ReviewApp) -> None:
    """Do the step undone last again."""
    _turn(app, back=False)


def _turn(app: ReviewApp, *, back: bool) -> None:
    name = app.review.name
    turned: list[TurnedStep] = []
    app.decide(lambda: turned.append(app.review.undo() if back else app.review.redo()))
    if not turned:
        return
    step = turned[0]
    if step.is_nothing:
        app.tell(say("review.nothing_to_undo" if back else "review.nothing_to_redo"))
        return
    if app.review.name != name:
        app.document_changed()
    if step.edit is not None:
        app.codebook_changed()
    app.follow()
    app.reading.look_for_disputes()
    app.tell(say("review.undone" if back else "review.redone", what=_stand_at(app, step)))


def _stand_at(app: ReviewApp, step: TurnedStep) -> str:
    """Stand where a step was taken; say what it was."""
    if not step.decisions:
        return say("review.step_codebook", code=step.edit.code if step.edit else "")
    first = step.decisions[0].gesture
    code = first.replacement or first.code
    app.reading.to_span(first.span, code)
    return say(f"review.step_{first.kind.value}", code=code)


def is_own(app: ReviewApp, one: PlacedCode) -> bool:
    """Tell whether the coder may change a code: a proposal, or a coding of their own."""
    return one.is_open or one.coder == app.review.coder


def span_of(app: ReviewApp) -> None:
    """Pick other words for the code at hand."""
    one = app.reading.code
    if one is not None and not is_own(app, one):
        app.tell(say("review.not_yours", coder=one.coder))
        return
    app.reading.pick(Purpose.SPAN)
    app.show()
