"""Writing a memo: what it is for, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from focuskit.messages import say
from focuskit.model.memos import MemoKind

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

KINDS = (MemoKind.THEORETICAL, MemoKind.METHODOLOGICAL, MemoKind.REFLEXIVE)


class WriteMemo(ModalScreen["tuple[MemoKind, str] | None"]):
    """Write a memo; gives its kind and words, ``None`` where the coder gave up."""

    BINDINGS: ClassVar = [("escape", "dismiss(None)", "")]

    def __init__(self, about: str, *, kind: MemoKind = MemoKind.THEORETICAL, words: str = "") -> None:
        super().__init__()
        self._about, self._kind, self._words = about, kind, words

    def compose(self) -> ComposeResult:
        """Make the window."""
        with Vertical(classes="window tall"):
            yield Static(say("review.memo_title"), classes="title", markup=False)
            yield Static(self._about, classes="hint about", markup=False)
            with Horizontal(id="kinds"):
                for kind in KINDS:
                    yield Static(self._label(kind), id=f"kind-{kind.value}", classes="kind", markup=False)
            yield TextArea(self._words, id="memo", tab_behavior="focus", show_line_numbers=False)
            yield Static(say("review.hint_memo"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin in the words."""
        self._show_kind()
        self.query_one(TextArea).focus()

    def on_key(self, event: events.Key) -> None:
        """Keep (Ctrl+S, Ctrl+Enter) or change the kind (Tab)."""
        if event.key in {"ctrl+s", "ctrl+j", "ctrl+enter"}:
            self.dismiss((self._kind, self.query_one(TextArea).text.strip()))
        elif event.key in {"tab", "shift+tab"}:
            by = 1 if event.key == "tab" else -1
            self._kind = KINDS[(KINDS.index(self._kind) + by) % len(KINDS)]
            self._show_kind()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Take the kind clicked."""
        for kind in KINDS:
            if event.widget is not None and event.widget.id == f"kind-{kind.value}":
                self._kind = kind
                self._show_kind()

    def _show_kind(self) -> None:
        for kind in KINDS:
            one = self.query_one(f"#kind-{kind.value}", Static)
            one.set_class(kind is self._kind, "chosen")
            one.update(self._label(kind))

    def _label(self, kind: MemoKind) -> str:
        return f"{'●' if kind is self._kind else '○'} {say(f'review.memo_{kind.value}')}"
