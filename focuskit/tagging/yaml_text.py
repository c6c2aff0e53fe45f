"""Changing the text of a YAML file in single places: every other character stays as it was written."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_PLAIN = re.compile(r"[^\W\d_](?:[\w '’/().;!%«»-]*[\w).!»])?")
"""Words that YAML takes as they are, wherever they stand."""
_RESERVED = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words in the place of those from ``start`` to ``end`` (code points of the file's text)."""

    start: int
    end: int
    words: str = ""


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with all edits made; their places are those of the text given and do not overlap."""
    for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


def scalar(words: str) -> str:
    """Return words as YAML writes them on one line, in quotes only where it must be."""
    words = " ".join(words.split())
    is_plain = _PLAIN.fullmatch(words) and words.casefold() not in _RESERVED
    return words if is_plain else "'" + words.replace("'", "''") + "'"


def flow(node: Node) -> str:
    """Return a node written on one line, with brackets."""
    if isinstance(node, MappingNode):
        return "{" + ", ".join(f"{flow(key)}: {flow(value)}" for key, value in node.value) + "}"
    if isinstance(node, SequenceNode):
        return "[" + ", ".join(flow(item) for item in node.value) + "]"
    return scalar(str(node.value))


def value_of(node: Node, key: str) -> Node | None:
    """Return the value of a key of a mapping, ``None`` where it is not there."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def list_items(node: Node | None) -> list[Node]:
    """Return the items of a list; one scalar with words counts as a list of one."""
    if isinstance(node, SequenceNode):
        return list(node.value)
    return [node] if isinstance(node, ScalarNode) and not _is_empty(node) else []


def content_end(node: Node, text: str) -> int:
    """Return where the words of a node end, before any white space or comment after them."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(last, tuple):
            key, value = last
            return text.index(":", key.end_mark.index) + 1 if _is_absent(value) else content_end(value, text)
        return content_end(last, text)
    end = int(node.end_mark.index)
    return int(node.start_mark.index) + len(text[node.start_mark.index : end].rstrip())


def is_block_list(node: Node | None) -> bool:
    """Tell whether a node is a list with one dash per item."""
    return isinstance(node, SequenceNode) and not node.flow_style and bool(node.value)


def item_edit(text: str, items: Node, item: Node) -> Edit:
    """Return the place of a whole item of a list.

    In a list of dashes these are its lines, with the comments right above it and those further in below it.
    """
    if is_block_list(items):
        return _block(text, item, int(items.start_mark.column))
    every = list_items(items)
    at = every.index(item)
    if at + 1 < len(every):
        return Edit(item.start_mark.index, every[at + 1].start_mark.index)
    start = content_end(every[at - 1], text) if at else item.start_mark.index
    return Edit(start, content_end(item, text))


def item_lines(text: str, items: Node, item: Node) -> str:
    """Return an item of a list as lines that begin at the margin with a dash."""
    if is_block_list(items):
        place = item_edit(text, items, item)
        return textwrap.dedent(text[place.start : place.end])
    return f"- {flow(item)}\n"


def append_items(text: str, owner: Node, key: str, lines: str, offset: int) -> Edit:
    """Return the edit that puts items at the end of a list of a mapping, which is made if need be.

    Parameters
    ----------
    lines
        The items, each beginning with a dash at the margin.
    offset
        Columns between a key and the dashes below it, where the list is made.
    """
    found = value_of(owner, key)
    if found is not None and is_block_list(found):
        end = _block(text, found.value[-1], int(found.start_mark.column)).end
        return Edit(end, end, textwrap.indent(lines, " " * int(found.start_mark.column)))
    inline = ", ".join(flow(one) for one in _composed(lines))
    if found is not None and not _is_empty(found):
        if isinstance(found, SequenceNode):
            end = found.end_mark.index - 1
            words = text[:end].rstrip()
            return Edit(len(words), end, f", {inline}" if found.value else inline)
        return Edit(found.start_mark.index, content_end(found, text), f"[{flow(found)}, {inline}]")
    if isinstance(owner, MappingNode) and owner.flow_style:
        return _into_flow(text, owner, found, key, f"[{inline}]")
    column = int(owner.start_mark.column)
    block = textwrap.indent(lines, " " * (column + offset))
    if found is not None:
        name = next(one for one, value in owner.value if value is found)
        start = text.index(":", name.end_mark.index) + 1
        return Edit(start, line_end(text, max(start, content_end(found, text))), f"\n{block}")
    end = line_end(text, content_end(owner, text))
    return Edit(end, end, f"{' ' * column}{key}:\n{block}")


def set_field(text: str, owner: Node, key: str, value: str, after: Sequence[str] = ()) -> Edit:
    """Return the edit that gives a key of a mapping a value, written as YAML on one line.

    Parameters
    ----------
    after
        Keys after the last of which a new one is put; at the end where none is there.
    """
    found = value_of(owner, key)
    if found is not None:
        return Edit(found.start_mark.index, max(found.start_mark.index, content_end(found, text)), value)
    assert isinstance(owner, MappingNode)
    if owner.flow_style:
        return _into_flow(text, owner, None, key, value)
    before = [node for name, node in owner.value if name.value in after] or [owner]
    end = line_end(text, content_end(before[-1], text))
    return Edit(end, end, f"{' ' * int(owner.start_mark.column)}{key}: {value}\n")


def drop_field(text: str, owner: Node, key: str) -> Edit | None:
    """Return the edit that takes a key of a mapping out, ``None`` where it is not there."""
    assert isinstance(owner, MappingNode)
    pairs = owner.value
    at = next((place for place, (name, _) in enumerate(pairs) if name.value == key), None)
    if at is None:
        return None
    name, value = pairs[at]
    start = int(name.start_mark.index)
    end = max(text.index(":", name.end_mark.index) + 1, content_end(value, text))
    if not owner.flow_style and not text[line_start(text, start) : start].strip():
        return Edit(line_start(text, start), line_end(text, end))
    if at + 1 < len(pairs):
        return Edit(start, pairs[at + 1][0].start_mark.index)
    return Edit(content_end(pairs[at - 1][1], text) if at else start, end)


def line_start(text: str, at: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line after that of a place begins."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _into_flow(text: str, owner: MappingNode, found: Node | None, key: str, value: str) -> Edit:
    if found is not None:
        return Edit(found.start_mark.index, content_end(found, text), value)
    end = content_end(owner.value[-1][1], text)
    return Edit(end, end, f", {key}: {value}")


def _block(text: str, item: Node, column: int) -> Edit:
    """Return the lines of an item whose dash stands in a column, with its comments."""
    start = line_start(text, item.start_mark.index)
    while not text[start:].startswith(" " * column + "-"):
        start = line_start(text, start - 1)
    while start:
        above = line_start(text, start - 1)
        if not re.match(rf" {{{column}}}#", text[above:start]):
            break
        start = above
    end = line_end(text, content_end(item, text))
    for after, line in _lines_from(text, end):
        inner = len(line) - len(line.lstrip(" "))
        if line.strip() and not (line.lstrip().startswith("#") and inner > column):
            break
        if line.strip():
            end = after
    return Edit(start, end)


def _lines_from(text: str, at: int) -> Iterator[tuple[int, str]]:
    while at < len(text):
        end = line_end(text, at)
        yield end, text[at:end]
        at = end


def _composed(lines: str) -> list[Node]:
    from ruamel.yaml import YAML  # noqa: PLC0415 (only for lists in brackets)

    return list_items(YAML(typ="safe", pure=True).compose(lines))


def _is_absent(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value == "" and node.style is None


def _is_empty(node: Node) -> bool:
    if isinstance(node, SequenceNode):
        return not node.value and not node.flow_style
    return isinstance(node, ScalarNode) and node.style is None and node.value in {"", "null", "~"}
