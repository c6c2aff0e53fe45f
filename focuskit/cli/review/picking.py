"""What the keys do while words are picked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from focuskit.cli.review import deciding
from focuskit.cli.review.state import Purpose
from focuskit.messages import say
from focuskit.model.spans import Span
from focuskit.review.spans import Step

if TYPE_CHECKING:
    from focuskit.cli.review.app import ReviewApp


def select(app: ReviewApp) -> None:
    """Begin to pick words to code."""
    app.reading.pick(Purpose.CODE)


def cut(app: ReviewApp) -> None:
    """Begin to cut the passage in two."""
    app.reading.pick(Purpose.CUT)
    if app.reading.selection is None:
        app.tell(say("review.too_short"))


def join(app: ReviewApp) -> None:
    """Join the passage with the next one of the same turn."""
    passages, at = app.review.passages, app.reading.at
    if at + 1 >= len(passages) or passages[at + 1].turn != passages[at].turn:
        app.tell(say("review.nothing_to_join"))
        return
    app.decide(lambda: app.review.join(passages[at], passages[at + 1]))
    app.tell(say("review.done_join"))


def right(app: ReviewApp) -> None:
    """Move the edge a word on."""
    app.reading.stretch(Step.WORD, 1)


def left(app: ReviewApp) -> None:
    """Move the edge a word back."""
    app.reading.stretch(Step.WORD, -1)


def down(app: ReviewApp) -> None:
    """Move the edge a sentence on."""
    app.reading.stretch(Step.SENTENCE, 1)


def up(app: ReviewApp) -> None:
    """Move the edge a sentence back."""
    app.reading.stretch(Step.SENTENCE, -1)


def edge(app: ReviewApp) -> None:
    """Move the other edge."""
    app.reading.switch_edge()


def stop(app: ReviewApp) -> None:
    """Pick nothing after all."""
    app.reading.selection = None


def done(app: ReviewApp) -> None:
    """Use the words for what they were picked for."""
    picked = app.reading.selection
    if picked is None:
        return
    one = app.reading.code
    if picked.purpose is Purpose.CODE or (picked.purpose is Purpose.SPAN and one is None):
        _with_words(app, deciding.choose_for)
        return
    app.reading.selection = None
    if picked.purpose is Purpose.CUT:
        _cut(app, picked.span)
    elif picked.orphan is not None:
        orphan = picked.orphan
        app.decide(lambda: app.review.place_orphan(orphan, picked.span))
        app.reading.to_span(picked.span, orphan.code)
        app.tell(say("review.done_orphan", code=orphan.code))
    elif one is not None:
        app.decide(
            lambda: app.review.accept(one, picked.span) if one.is_open else app.review.move(one, picked.span)
        )
        app.reading.to_span(picked.span, one.code)
        app.tell(say("review.done_span", code=one.code))


def _cut(app: ReviewApp, span: Span) -> None:
    passage = app.reading.passage
    offset = app.reading.cut_after(span)
    if offset is None:
        app.tell(say("review.too_short"))
        return
    app.decide(lambda: app.review.cut(passage, offset))
    app.tell(say("review.done_cut"))


def add(app: ReviewApp) -> None:
    """Find a code for the words picked."""
    _with_words(app, deciding.choose_for)


def in_vivo(app: ReviewApp) -> None:
    """Make a new code of the words picked."""
    _with_words(
        app, lambda app, span: deciding.ask_in_vivo(app, span, " ".join(span.slice(app.review.text).split()))
    )


def memo(app: ReviewApp) -> None:
    """Write a memo on the words picked."""
    _with_words(app, deciding.memo_on)


def star(app: ReviewApp) -> None:
    """Star the words picked."""
    _with_words(app, deciding.star_words)


def _with_words(app: ReviewApp, use: Callable[[ReviewApp, Span], None]) -> None:
    picked = app.reading.selection
    app.reading.selection = None
    if picked is not None:
        use(app, picked.span)
