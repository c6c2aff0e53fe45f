"""The codebook as a tree beside the conversation, with the definition of the code at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, Tree

from focuskit.cli.review.palette import Palette, readable
from focuskit.cli.review.panels import definition_lines
from focuskit.messages import say
from focuskit.model.codebook import Code, Codebook

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widgets.tree import TreeNode


class CodebookPanel(Vertical):
    """Facets, codes and sub-codes; a code chosen here is put on the words at hand."""

    class Chosen(Message):
        """A code was chosen; ``None``: the coder goes back to the conversation."""

        def __init__(self, code: str | None) -> None:
            super().__init__()
            self.code = code

    def __init__(self, codebook: Codebook, palette: Palette) -> None:
        super().__init__(id="codebook")
        self._codebook, self._palette = codebook, palette

    def compose(self) -> ComposeResult:
        """Make the tree and the place of definitions."""
        tree: Tree[Code] = Tree(say("review.codebook"), id="tree")
        tree.show_root = False
        tree.guide_depth = 2
        yield tree
        yield Static("", id="definition", markup=False)

    def on_mount(self) -> None:
        """Fill the tree."""
        self.fill(self._codebook, self._palette)

    def fill(self, codebook: Codebook, palette: Palette) -> None:
        """Show a codebook."""
        self._codebook, self._palette = codebook, palette
        tree = self.query_one(Tree)
        tree.clear()
        for facet in codebook.facets:
            branch = tree.root.add(Text(facet.label, Style(bold=True, color=palette.faint)), expand=True)
            nodes: dict[str, TreeNode[Code]] = {}
            for code in codebook.of_facet(facet.id):
                above = nodes.get(code.parent or "", branch)
                has_more = bool(codebook.subcodes(code.name))
                color = Style(color=readable(code.color, palette))
                label = Text.assemble(("▌", color), code.name.rpartition("/")[2])
                nodes[code.name] = above.add(label, data=code, allow_expand=has_more)

    def show(self, name: str) -> None:
        """Stand at a code."""
        tree = self.query_one(Tree)
        found = next((node for node in _all(tree.root) if node.data and node.data.name == name), None)
        if found is not None:
            above = found.parent
            while above is not None:
                above.expand()
                above = above.parent
            self.call_after_refresh(tree.move_cursor, found)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Code]) -> None:
        """Tell what the code at hand means."""
        code = event.node.data
        lines = []
        if code is not None:
            lines = [Text(code.label, Style(bold=True)), *definition_lines(code, self._palette)]
            lines += [
                Text(say("review.example", words=one), Style(italic=True, color=self._palette.faint))
                for one in code.examples[:2]
            ]
        self.query_one("#definition", Static).update(Text("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        """Put the code on the words (Enter), or go back."""
        if event.key in {"escape", "b", "tab"}:
            self.post_message(self.Chosen(None))
        elif event.key == "enter":
            self.put()
        else:
            return
        event.stop()
        event.prevent_default()

    def put(self) -> None:
        """Choose the code at hand."""
        node = self.query_one(Tree).cursor_node
        if node is not None and node.data is not None:
            self.post_message(self.Chosen(node.data.name))


def _all(node: TreeNode[Code]) -> list[TreeNode[Code]]:
    return [node, *(one for child in node.children for one in _all(child))]
