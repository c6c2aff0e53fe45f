"""What the keys of moving and of seeing do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from focuskit.cli.review.dialogs import Ask, Choose, Read
from focuskit.cli.review.lists import (
    document_finder,
    filter_finder,
    order_finder,
    orphan_finder,
    top_code_finder,
)
from focuskit.cli.review.panels import filter_words
from focuskit.cli.review.telling import help_text
from focuskit.messages import say
from focuskit.model.spans import Span
from focuskit.review.filters import Filter
from focuskit.review.passages import Level, Pass, passages_touched
from focuskit.review.queue import Order
from focuskit.review.searching import find_words

if TYPE_CHECKING:
    from focuskit.cli.review.app import ReviewApp
    from focuskit.store.codings import Orphan

_TIME = re.compile(r"(?:(\d+):)?(\d+):(\d\d)")


def next_open(app: ReviewApp) -> None:
    """Go to the next proposal."""
    if not app.reading.to_open(1):
        app.tell(say("review.all_decided"))


def previous_open(app: ReviewApp) -> None:
    """Go to the previous proposal."""
    if not app.reading.to_open(-1):
        app.tell(say("review.all_decided"))


def down(app: ReviewApp) -> None:
    """Go to the next passage."""
    app.reading.step(1)


def up(app: ReviewApp) -> None:
    """Go to the previous passage."""
    app.reading.step(-1)


def next_code(app: ReviewApp) -> None:
    """Go to the next code of the passage."""
    app.reading.step_code(1)


def previous_code(app: ReviewApp) -> None:
    """Go to the previous code of the passage."""
    app.reading.step_code(-1)


def page_down(app: ReviewApp) -> None:
    """Go a window down."""
    app.reading.to_passage(app.conversation.passage_a_page_away(1))


def page_up(app: ReviewApp) -> None:
    """Go a window up."""
    app.reading.to_passage(app.conversation.passage_a_page_away(-1))


def first(app: ReviewApp) -> None:
    """Go to the beginning."""
    app.reading.to_passage(0)


def last(app: ReviewApp) -> None:
    """Go to the end."""
    app.reading.to_passage(len(app.review.passages) - 1)


def jump(app: ReviewApp) -> None:
    """Go to a turn by its number, or to a time."""
    app.ask(
        Ask(say("review.jump_title"), hint=say("review.jump_hint")), lambda typed: _jump(app, typed or "")
    )


def _jump(app: ReviewApp, typed: str) -> None:
    found = _TIME.fullmatch(typed)
    passages = app.review.passages
    place = None
    if found:
        ms = (int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])) * 1000
        timed = [at for at, one in enumerate(passages) if one.start_ms is not None and one.start_ms <= ms]
        place = timed[-1] if timed else None
    elif typed.isdecimal():
        place = next((at for at, one in enumerate(passages) if one.turn >= int(typed)), None)
    if place is not None:
        app.reading.to_passage(place)
        app.show()
    elif typed:
        app.tell(say("review.no_place", place=typed))
        app.show()


def document(app: ReviewApp) -> None:
    """Take another document."""

    def taken(name: object) -> None:
        if name:
            app.open_document(str(name))

    app.ask(Choose(say("review.document_title"), document_finder(app.documents())), taken)


def search(app: ReviewApp) -> None:
    """Look for words in the document."""
    app.ask(Ask(say("review.search_title"), value=app.sought), lambda words: _search(app, words or ""))


def _search(app: ReviewApp, words: str) -> None:
    if not words:
        return
    app.sought = words
    app.hits = find_words(app.review.text, words)
    if app.hits:
        here = app.reading.passage.span.start
        app.hit = next((at for at, one in enumerate(app.hits) if one.end > here), 0)
        _show_hit(app)
    else:
        app.tell(say("review.not_found", words=words))
        app.show()


def next_hit(app: ReviewApp) -> None:
    """Go to the next place found."""
    _turn_hit(app, 1)


def previous_hit(app: ReviewApp) -> None:
    """Go to the previous place found."""
    _turn_hit(app, -1)


def _turn_hit(app: ReviewApp, by: int) -> None:
    if app.hits:
        app.hit = (app.hit + by) % len(app.hits)
        _show_hit(app)
    else:
        app.tell(say("review.search_first"))


def _show_hit(app: ReviewApp) -> None:
    hit: Span = app.hits[app.hit]
    touched = passages_touched(app.review.passages, hit)
    if touched:
        app.reading.to_passage(touched[0])
    app.tell(say("review.hit", number=app.hit + 1, all=len(app.hits), words=app.sought))
    app.show()


def filter_(app: ReviewApp) -> None:
    """Choose what to meet."""

    def taken(chosen: object) -> None:
        if isinstance(chosen, Filter):
            app.reading.change(only=chosen)
            told = " · ".join(filter_words(chosen)) or say("review.filter_none")
            app.tell(say("review.filtered", filter=told, n=app.reading.n_open()))
            app.show()

    app.ask(Choose(say("review.filter_title"), filter_finder(app.reading, app.palette)), taken)


def first_pass(app: ReviewApp) -> None:
    """Meet top codes alone."""
    _take_way(app, Pass(Level.TOP))


def second_pass(app: ReviewApp) -> None:
    """Meet the sub-codes within one code."""

    def taken(code: object) -> None:
        if code:
            _take_way(app, Pass(Level.WITHIN, str(code)))
            app.show()

    app.ask(Choose(say("review.second_title"), top_code_finder(app.reading, app.palette)), taken)


def all_codes(app: ReviewApp) -> None:
    """Meet all codes, without filter."""
    app.reading.change(only=Filter())
    _take_way(app, Pass())


def _take_way(app: ReviewApp, way: Pass) -> None:
    app.reading.change(way=way)
    app.pass_changed()
    told = say(f"review.pass_{way.level.value}", code=way.code)
    app.tell(say("review.passing", told=told))


def order(app: ReviewApp) -> None:
    """Choose in what order proposals are met."""

    def taken(chosen: object) -> None:
        if isinstance(chosen, Order):
            app.reading.change(order=chosen)
            app.show()

    app.ask(Choose(say("review.order_title"), order_finder()), taken)


def orphans(app: ReviewApp) -> None:
    """Show the codings that a correction left without a place."""
    found = app.review.orphans
    if not found:
        app.tell(say("review.no_orphans"))
        return

    def taken(orphan: Orphan | None) -> None:
        if orphan is not None:
            app.reading.pick_for(orphan)
            app.show()

    title = say("review.orphan_title", n=len(found))
    app.ask(Choose(title, orphan_finder(found), hint=say("review.orphan_hint")), taken)


def codebook(app: ReviewApp) -> None:
    """Show the codebook, or go there."""
    app.toggle_codebook()


def theme(app: ReviewApp) -> None:
    """Change between dark and light."""
    app.switch_palette()


def help_(app: ReviewApp) -> None:
    """Show the keys."""
    app.ask(Read(say("review.help_title"), help_text(app.palette)), lambda _: None)


def leave(app: ReviewApp) -> None:
    """Leave; everything is saved already."""
    app.exit()
