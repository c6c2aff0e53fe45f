"""The screen of review: wires conversation, codebook, panels and keys."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.containers import Horizontal
from textual.theme import Theme

from focuskit.cli.review import deciding, moving, picking
from focuskit.cli.review.conversation import Conversation
from focuskit.cli.review.dialogs import Ask
from focuskit.cli.review.keys import CODEBOOK, PICKING, READING, Key, action_of
from focuskit.cli.review.palette import DARK, LIGHT, Palette
from focuskit.cli.review.panels import Above, Below, KeyClicked, LastLine
from focuskit.cli.review.state import Reading
from focuskit.cli.review.style import CSS
from focuskit.cli.review.tree import CodebookPanel
from focuskit.errors import FocuskitError
from focuskit.messages import say
from focuskit.review.filters import Filter, Only
from focuskit.workflow.reading_place import recall_place, remember_place
from focuskit.workflow.review_load import ReviewedDocument, list_reviewed

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.screen import ModalScreen

    from focuskit.model.spans import Span
    from focuskit.workflow.review import Review

_WIDE, _HIGH = 120, 30
_RECENT = 8
_DECIDES = frozenset(
    {"accept", "reject", "exchange", "add", "in_vivo", "later", "star", "memo", "undo", "redo", "span", "cut",
     "join", "select", "orphans"}
)  # fmt: skip
ACTIONS: dict[str, Callable[[ReviewApp], None]] = {
    "accept": deciding.accept,
    "reject": deciding.reject,
    "exchange": deciding.exchange,
    "add": deciding.add,
    "in_vivo": deciding.in_vivo,
    "later": deciding.later,
    "star": deciding.star,
    "memo": deciding.memo,
    "undo": deciding.undo,
    "redo": deciding.redo,
    "span": deciding.span_of,
    "next_open": moving.next_open,
    "previous_open": moving.previous_open,
    "down": moving.down,
    "up": moving.up,
    "next_code": moving.next_code,
    "previous_code": moving.previous_code,
    "page_down": moving.page_down,
    "page_up": moving.page_up,
    "first": moving.first,
    "last": moving.last,
    "jump": moving.jump,
    "document": moving.document,
    "search": moving.search,
    "next_hit": moving.next_hit,
    "previous_hit": moving.previous_hit,
    "filter": moving.filter_,
    "first_pass": moving.first_pass,
    "second_pass": moving.second_pass,
    "all_codes": moving.all_codes,
    "order": moving.order,
    "orphans": moving.orphans,
    "codebook": moving.codebook,
    "theme": moving.theme,
    "help": moving.help_,
    "leave": moving.leave,
    "select": picking.select,
    "cut": picking.cut,
    "join": picking.join,
    "pick_done": picking.done,
    "pick_right": picking.right,
    "pick_left": picking.left,
    "pick_down": picking.down,
    "pick_up": picking.up,
    "pick_edge": picking.edge,
    "pick_add": picking.add,
    "pick_in_vivo": picking.in_vivo,
    "pick_memo": picking.memo,
    "pick_star": picking.star,
    "pick_stop": picking.stop,
}


class ReviewApp(App[None]):
    """Reviews the open document of a project."""

    CSS = CSS
    TITLE = "focuskit"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("ctrl+q", "quit", "")]

    def __init__(self, review: Review, palette: Palette = DARK, *, disputed: bool = False) -> None:
        super().__init__()
        self.review = review
        self.palette = palette
        self.reading = Reading(review)
        self.reading.change(only=Filter(only=frozenset({Only.DISAGREEMENT}) if disputed else frozenset()))
        if not disputed:
            self.reading.go_back(recall_place(review.folder, review.coder))
        self.conversation = Conversation(self.reading, palette)
        self.recent: list[str] = []
        self.sought = ""
        self.hits: tuple[Span, ...] = ()
        self.hit = 0
        self._message = ""
        for one in (DARK, LIGHT):
            self.register_theme(_theme(one))
        self.theme = palette.name

    def compose(self) -> ComposeResult:
        """Make the screen."""
        yield Above(id="above", markup=False)
        with Horizontal(id="middle"):
            yield self.conversation
            yield CodebookPanel(self.review.codebook, self.palette)
        yield Below(id="below", markup=False)
        yield LastLine(self.palette)

    def on_mount(self) -> None:
        """Begin in the conversation."""
        self._leave_codebook()
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Write the lines around the conversation to the new size."""
        self.screen_stack[0].set_class(self.size.width < _WIDE, "narrow")
        self.screen_stack[0].set_class(self.size.height < _HIGH, "low")
        if self.focused is self.conversation:
            self._leave_codebook()
        self.call_after_refresh(self.show)

    def on_descendant_focus(self) -> None:
        """Show the keys of the part that has the focus now."""
        if self.review.passages:
            self.query_one(LastLine).tell(self.palette, self._keys())

    # Keys ---------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Do what a key says, where no dialog is open."""
        if len(self.screen_stack) > 1 or self.focused not in {self.conversation, None}:
            return
        keys = self._keys()
        action = action_of(keys, event.key, event.character)
        if action is not None:
            event.stop()
            event.prevent_default()
            self.act(action)

    def act(self, action: str) -> None:
        """Do something by its name; whoever decides first is asked for their name."""
        if action in _DECIDES and not self.review.coder:
            self._ask_coder(action)
            return
        if not self.review.passages:
            self.tell(say("review.empty"))
            if action not in {"document", "help", "leave", "theme"}:
                return
        self._message = ""
        ACTIONS[action](self)
        self.show()

    def on_key_clicked(self, event: KeyClicked) -> None:
        """Press the key clicked in the last line."""
        keys = self._keys()
        found = next((one.action for one in keys if one.shown == event.shown), None)
        if found in ACTIONS:
            self.act(found)
        elif found == "tree_put":
            self.query_one(CodebookPanel).put()
        elif found == "tree_back":
            self._leave_codebook()
            self.show()

    def _keys(self) -> tuple[Key, ...]:
        if self.query_one(CodebookPanel).has_focus_within:
            return CODEBOOK
        return PICKING if self.reading.selection is not None else READING

    def _ask_coder(self, action: str) -> None:
        def named(name: str | None) -> None:
            if name:
                self.review.name_coder(name)
                self.passages_changed()
                self.act(action)

        self.ask(Ask(say("review.coder_title"), hint=say("review.coder_hint")), named)

    def on_conversation_pointed(self, event: Conversation.Pointed) -> None:
        """Stand where the mouse points; while picking, move the edge there."""
        if self.reading.selection is not None:
            self.reading.stretch_to(event.offset)
        elif event.shift:
            self.reading.to_passage(event.passage)
            self.reading.pick_between(self.reading.passage.span.start, event.offset)
        else:
            self.reading.to_passage(event.passage, event.code or 0)
        self.show()

    def on_conversation_dragged(self, event: Conversation.Dragged) -> None:
        """Pick the words under the mouse."""
        if self.reading.selection is None:
            self.reading.to_passage(event.passage)
        self.reading.pick_between(event.start, event.end)
        self.show()

    def on_codebook_panel_chosen(self, event: CodebookPanel.Chosen) -> None:
        """Put the code chosen in the tree on the words at hand."""
        self._leave_codebook()
        if event.code is None:
            self.show()
            return
        if not self.review.coder:
            self._ask_coder("add")
            return
        picked = self.reading.selection
        self.reading.selection = None
        deciding.put(self, picked.span if picked else self.reading.passage.span, event.code)
        self.show()

    # What actions use ---------------------------------------------------------------------------

    def ask(self, dialog: ModalScreen[Any], use: Callable[[Any], None]) -> None:
        """Open a dialog; what it gives is used, and the screen shown anew."""

        def given(value: Any) -> None:  # noqa: ANN401 (whatever the dialog gives)
            use(value)
            self.show()

        self.push_screen(dialog, given)

    def decide(self, step: Callable[[], object]) -> None:
        """Take a decision; what forbids it is told on the screen."""
        try:
            step()
        except FocuskitError as fault:
            self.tell(str(fault))
        self.follow()

    def follow(self) -> None:
        """Lay out what the last decision touched: some passages, or all."""
        touched = self.review.touched
        if touched is None:
            self.passages_changed()
        else:
            self.conversation.follow(touched)

    def tell(self, message: str) -> None:
        """Say something above the code at hand, until the next key."""
        self._message = message

    def used(self, code: str) -> None:
        """Remember a code as used last: it is offered first."""
        self.recent = [*[one for one in self.recent if one != code][-_RECENT:], code]

    def show(self) -> None:
        """Show everything as it is now."""
        if not self.review.passages:
            self.query_one(Below).update(say("review.empty"))
            return
        self.conversation.pen.hits = self.hits
        self.conversation.show_here()
        self.query_one(Above).tell(self.reading, self.palette)
        self.query_one(Below).tell(self.reading, self.palette, self._message)
        self.query_one(LastLine).tell(self.palette, self._keys())

    def passages_changed(self) -> None:
        """Lay the document out anew."""
        self.reading.forget()
        self.conversation.lay_out()

    def pass_changed(self) -> None:
        """Lay out the same words beside other codes."""
        self.conversation.measure()

    def document_changed(self) -> None:
        """Begin in another document."""
        self.hits = ()
        self.reading.at = 0
        self.reading.begin_anew()

    def open_document(self, name: str) -> None:
        """Take another document."""
        self.review.open(name)
        self.document_changed()
        self.passages_changed()

    def documents(self) -> tuple[ReviewedDocument, ...]:
        """Return the documents of the project."""
        return list_reviewed(self.review.folder)

    def codebook_changed(self) -> None:
        """Show a code that is new."""
        self.query_one(CodebookPanel).fill(self.review.codebook, self.palette)
        self.passages_changed()

    def toggle_codebook(self) -> None:
        """Go to the codebook, at the code at hand."""
        panel = self.query_one(CodebookPanel)
        panel.display = True
        self.screen.set_class(self.size.width < _WIDE, "reading-codebook")
        panel.query_one("#tree").focus()
        if self.reading.code is not None:
            panel.show(self.reading.code.code)

    def _leave_codebook(self) -> None:
        self.query_one(CodebookPanel).display = self.size.width >= _WIDE
        self.screen_stack[0].remove_class("reading-codebook")
        self.conversation.focus()

    def switch_palette(self) -> None:
        """Change between dark and light."""
        self.palette = LIGHT if self.palette is DARK else DARK
        self.theme = self.palette.name
        self.conversation.use(self.palette)
        self.query_one(CodebookPanel).fill(self.review.codebook, self.palette)


def run_review(review: Review, palette: Palette, *, disputed: bool = False) -> None:
    """Open the screen until the coder leaves.

    What was loaded stays until then: it is kept from the collector of garbage, which would halt the keys.
    """
    gc.collect()
    gc.freeze()
    try:
        app = ReviewApp(review, palette, disputed=disputed)
        app.run()
        if review.passages:
            remember_place(review.folder, review.coder, review.name, app.reading.passage.number)
    finally:
        gc.unfreeze()


def _theme(palette: Palette) -> Theme:
    return Theme(
        name=palette.name,
        primary=palette.accent,
        secondary=palette.people[0],
        accent=palette.accent,
        foreground=palette.text,
        background=palette.background,
        surface=palette.raised,
        panel=palette.here,
        success=palette.yes,
        dark=palette is DARK,
    )
