"""Changes to a codebook, made in the text of its file: comments, order and layout stay.

Each function takes the text of ``codebook.yaml`` and returns another; what comes out was read again and
holds no fault. Names are full names (``levier/financement``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from focuskit.errors import CodebookError, UsageError
from focuskit.model.codebook import Codebook
from focuskit.tagging.code_names import nearest_codes
from focuskit.tagging.codebook_file import parse_codebook
from focuskit.tagging.yaml_nodes import Faults, compose
from focuskit.tagging.yaml_text import (
    Edit,
    append_items,
    apply_edits,
    drop_field,
    flow,
    is_block_list,
    item_edit,
    item_lines,
    list_items,
    scalar,
    set_field,
    value_of,
)

_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_\-]*", re.IGNORECASE | re.ASCII)
_FIRST = ("id", "label")
_SHOWN = "codebook.yaml"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a code stands: its mapping, the list that holds it, and the mapping that holds that list."""

    name: str
    facet: str
    node: Node
    items: Node
    owner: Node


@dataclass(frozen=True, slots=True)
class _File:
    """A codebook's text with its nodes and the place of every code."""

    text: str
    root: Node
    order: tuple[_Place, ...]
    places: dict[str, _Place]
    facets: dict[str, Node]
    offset: int
    formerly: dict[str, tuple[str, ...]]

    def former(self, name: str) -> tuple[str, ...]:
        """Return all names a code had, with the one it has."""
        return (*self.formerly.get(name, ()), name)

    def place(self, name: str) -> _Place:
        """Return the place of a code; `UsageError` with the nearest names if there is none."""
        if name not in self.places:
            nearest = ", ".join(nearest_codes(self.places, name)) or "–"
            raise UsageError("edits.unknown", code=name, nearest=nearest)
        return self.places[name]

    def refuse_existing(self, name: str) -> None:
        """Raise `UsageError` if a name is taken."""
        if name in self.places:
            raise UsageError("edits.exists", code=name)


def add_code_to_yaml(
    text: str,
    name: str,
    *,
    facet: str | None = None,
    label: str = "",
    definition: str = "",
    color: str = "",
    rules: Sequence[str] = (),
) -> str:
    """Add a code at the end of those of its facet or of its parent.

    Parameters
    ----------
    name
        Full name; what stands before the last ``/`` must be there already.
    facet
        Facet of a code without parent; may be left out where the codebook has only one.
    rules
        Expressions by which the machine may propose it.

    Raises
    ------
    UsageError
        If the name is taken or no identifier, or parent or facet are not there.
    CodebookError
        If the codebook has faults.
    """
    file = _read(text)
    file.refuse_existing(name)
    above, _, identifier = name.rpartition("/")
    fields = {"id": _identifier(identifier), "label": scalar(label or identifier)}
    optional = {"definition": definition, "color": color}
    fields |= {key: scalar(value) for key, value in optional.items() if value.strip()}
    lines = "".join(f"  {key}: {value}\n" for key, value in fields.items())
    if rules:
        pad = " " * (2 + file.offset)
        lines += "  rules:\n" + "".join(f"{pad}- {scalar(one)}\n" for one in rules)
    owner = file.place(above).node if above else _facet(file, facet)
    return _checked(text, file, [append_items(file.text, owner, "codes", f"- {lines[2:]}", file.offset)])


def rename_code_in_yaml(text: str, old: str, new: str, *, label: str = "") -> str:
    """Give a code another identifier or label where it stands; what points to it follows.

    Its former name is kept below ``formerly:``; those of its sub-codes follow from it.

    Raises
    ------
    UsageError
        If there is no such code, the new name is taken, or it names another parent.
    """
    file = _read(text)
    place = file.place(old)
    edits = [set_field(file.text, place.node, "label", scalar(label), _FIRST)] if label.strip() else []
    if new != old:
        if old.rpartition("/")[0] != new.rpartition("/")[0]:
            raise UsageError("edits.other_parent", code=old, new=new)
        file.refuse_existing(new)
        edits.append(set_field(file.text, place.node, "id", _identifier(new.rpartition("/")[2])))
        edits += _references(file, old, new)
        edits.append(_formerly(file, place, file.former(old)))
    return _checked(text, file, edits)


def move_code_in_yaml(text: str, old: str, new: str, *, facet: str | None = None) -> str:
    """Move a code with all below it under another parent, or to the top of a facet.

    Parameters
    ----------
    new
        Its full name to be, whose last part may be another identifier.
    facet
        Facet to move to, where ``new`` has no parent; ``None``: the facet it is in.

    Raises
    ------
    UsageError
        If there is no such code or parent, the new name is taken, or it would be below itself.
    """
    file = _read(text)
    place = file.place(old)
    above = new.rpartition("/")[0]
    if above == old or above.startswith(f"{old}/"):
        raise UsageError("edits.below_itself", code=old)
    if new == old and (above or facet in {None, place.facet}):
        raise UsageError("edits.exists", code=new)
    if above == old.rpartition("/")[0] and (above or facet in {None, place.facet}):
        return rename_code_in_yaml(text, old, new)
    edits = []
    if new != old:
        file.refuse_existing(new)
        edits = [
            set_field(file.text, place.node, "id", _identifier(new.rpartition("/")[2])),
            _formerly(file, place, file.former(old)),
            *_references(file, old, new),
        ]
    named = _read(apply_edits(file.text, edits), whole=False)
    moving = named.order[file.order.index(place)]
    owner = named.order[file.order.index(file.place(above))].node if above else None
    owner = owner or _facet(named, facet or place.facet)
    lines = item_lines(named.text, moving.items, moving.node)
    moved = [append_items(named.text, owner, "codes", lines, named.offset), _taken_out(named, moving)]
    return _checked(text, named, moved)


def merge_codes_in_yaml(text: str, source: str, into: str) -> str:
    """Make one code of two: rules and examples of the first go to the second, and so do its sub-codes.

    Sub-codes of the same identifier are merged in their turn.

    Raises
    ------
    UsageError
        If one of them is not there, or one is below the other.
    """
    file = _read(text)
    file.place(source)
    file.place(into)
    if f"{into}/".startswith(f"{source}/") or f"{source}/".startswith(f"{into}/"):
        raise UsageError("edits.merge_below", source=source, into=into)
    for child in [one for one in file.places if one.rpartition("/")[0] == source]:
        target = f"{into}/{child.rpartition('/')[2]}"
        combine = merge_codes_in_yaml if target in file.places else move_code_in_yaml
        text = combine(text, child, target)
    file = _read(text)
    turned = _item_numbers(file.places[into].node, source)
    named = _read(apply_edits(file.text, _references(file, source, into)), whole=False)
    former = _formerly(named, named.places[into], file.former(source))
    return _checked(text, named, [former, *_merged(named, source, into, turned)])


def retire_code_in_yaml(text: str, name: str, *, retired: bool = True) -> str:
    """Mark a code, and so all below it, as no longer in use; or take it into use again.

    Raises
    ------
    UsageError
        If there is no such code.
    """
    file = _read(text)
    word = "oui" if retired else "non"
    return _checked(text, file, [set_field(file.text, file.place(name).node, "retired", word, _FIRST)])


def codebook_of(text: str, shown: str = _SHOWN) -> Codebook:
    """Read a codebook from its text.

    Raises
    ------
    CodebookError
        With every fault, if there is any.
    """
    return _parsed(text, shown)


@lru_cache(maxsize=4)
def _parsed(text: str, shown: str) -> Codebook:
    """Read a text once: a change looks at the codebook before and after it several times."""
    faults = Faults(shown)
    codebook = parse_codebook(text, faults)
    if codebook is None or faults.found:
        raise CodebookError(shown, faults.found)
    return codebook


def _identifier(word: str) -> str:
    if not _IDENTIFIER.fullmatch(word):
        raise UsageError("edits.identifier", word=word)
    return scalar(word)


def _read(text: str, *, whole: bool = True) -> _File:
    """Find the place of every code; ``whole`` refuses a codebook with faults."""
    text = text.replace("\r\n", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    faults = Faults(_SHOWN)
    root = compose(text, faults)
    if root is None:
        raise CodebookError(_SHOWN, faults.found)
    former = {code.name: code.formerly for code in codebook_of(text).codes} if whole else {}
    facets = {str(getattr(value_of(one, "id"), "value", "")): one for one in _entries(root, "facets")}
    lists = value_of(root, "facets")
    offset = lists.start_mark.column if lists is not None and is_block_list(lists) else 2
    order = tuple(place for name, facet in facets.items() for place in _places(facet, name, ""))
    return _File(text, root, order, {place.name: place for place in order}, facets, int(offset), former)


def _entries(node: Node, key: str) -> list[Node]:
    return [one for one in list_items(value_of(node, key)) if isinstance(one, MappingNode)]


def _places(owner: Node, facet: str, above: str) -> Iterator[_Place]:
    items = value_of(owner, "codes")
    for node in _entries(owner, "codes"):
        identifier = str(getattr(value_of(node, "id"), "value", "")).strip()
        name = f"{above}/{identifier}" if above else identifier
        assert items is not None
        yield _Place(name, facet, node, items, owner)
        yield from _places(node, facet, name)


def _facet(file: _File, facet: str | None) -> Node:
    if facet is None and len(file.facets) == 1:
        return next(iter(file.facets.values()))
    if facet is None:
        raise UsageError("edits.which_facet", facets=", ".join(file.facets))
    if facet not in file.facets:
        raise UsageError("edits.facet", facet=facet, facets=", ".join(file.facets))
    return file.facets[facet]


def _taken_out(file: _File, place: _Place) -> Edit:
    """Return the edit that takes a code out of the list that holds it, and an empty list with it."""
    alone = len(list_items(place.items)) == 1
    gone = drop_field(file.text, place.owner, "codes") if alone else None
    return gone or item_edit(file.text, place.items, place.node)


def _references(file: _File, old: str, new: str) -> list[Edit]:
    """Return the edits that make whatever names a code, or one below it, name another."""
    edits = []
    for node in _named(file.root):
        word = str(node.value).strip()
        if word == old or word.startswith(f"{old}/"):
            start = int(node.start_mark.index)
            edits.append(Edit(start, int(node.end_mark.index), scalar(new + word[len(old) :])))
    return edits


def _named(root: Node) -> Iterator[ScalarNode]:
    """Yield every scalar that names another code."""
    for facet in _entries(root, "facets"):
        yield from _named_below(facet)


def _named_below(owner: Node) -> Iterator[ScalarNode]:
    for code in _entries(owner, "codes"):
        found = [value_of(code, key) for key in ("lacking", "denied")]
        found += [value_of(one, "goes_to") for one in _entries(code, "counter_examples")]
        found += [value_of(one, "near") for one in _entries(code, "rules")]
        yield from (one for each in found for one in list_items(each) if isinstance(one, ScalarNode))
        yield from _named_below(code)


def _formerly(file: _File, place: _Place, names: Sequence[str]) -> Edit:
    """Return the edit that keeps former names of a code beside those it has."""
    found = value_of(place.node, "formerly")
    there = [str(one.value) for one in list_items(found)]
    new = [scalar(one) for one in names if one not in there]
    if not new:
        return Edit(0, 0)
    if found is None:
        return set_field(file.text, place.node, "formerly", f"[{', '.join(new)}]", _FIRST)
    lines = "".join(f"- {one}\n" for one in new)
    return append_items(file.text, place.node, "formerly", lines, file.offset)


def _merged(file: _File, source: str, into: str, turned: Sequence[int]) -> Iterator[Edit]:
    """Yield the edits that bring the content of one code to another and take the first out.

    ``turned`` are the places of the counter-examples of the second that were the first's: now examples.
    """
    one, other = file.places[source], file.places[into]
    own = value_of(other.node, "counter_examples")
    examples = ""
    for place in turned:
        assert own is not None
        item = list_items(own)[place]
        examples += _as_example(item)
        yield item_edit(file.text, own, item)
    for item in list_items(value_of(one.node, "counter_examples")):
        examples += _as_example(item) if _goes_to(item, into) else ""
    for key in ("examples", "counter_examples", "rules"):
        lines = "".join(_item_texts(file, one, key, into)) + (examples if key == "examples" else "")
        if lines:
            yield append_items(file.text, other.node, key, lines, file.offset)
    yield _taken_out(file, one)


def _item_texts(file: _File, place: _Place, key: str, into: str) -> Iterator[str]:
    """Yield the items of a list of a code as lines; what cancels all its rules goes into each of them."""
    found = value_of(place.node, key)
    cancels = list_items(value_of(place.node, "unless")) if key == "rules" else []
    for item in list_items(found):
        if key == "counter_examples" and _goes_to(item, into):
            continue
        assert found is not None
        yield _with_unless(item, cancels) if cancels else item_lines(file.text, found, item)


def _item_numbers(code: Node, target: str) -> list[int]:
    """Return the places of the counter-examples that go to a code."""
    items = list_items(value_of(code, "counter_examples"))
    return [place for place, item in enumerate(items) if _goes_to(item, target)]


def _goes_to(item: Node, code: str) -> bool:
    return code in [str(one.value) for one in list_items(value_of(item, "goes_to"))]


def _as_example(item: Node) -> str:
    return f"- {flow(text)}\n" if (text := value_of(item, "text")) is not None else ""


def _with_unless(rule: Node, cancels: Sequence[Node]) -> str:
    every = [*list_items(value_of(rule, "unless")), *cancels]
    unless = f"unless: [{', '.join(flow(one) for one in every)}]"
    if isinstance(rule, MappingNode):
        fields = [f"{flow(key)}: {flow(value)}" for key, value in rule.value if key.value != "unless"]
        return f"- {{{', '.join([*fields, unless])}}}\n"
    return f"- {{any: [{flow(rule)}], {unless}}}\n"


def _checked(given: str, file: _File, edits: Sequence[Edit]) -> str:
    """Make the edits and read the outcome; line ends are those of the text given."""
    words = apply_edits(file.text, edits)
    codebook_of(words)
    return words.replace("\n", "\r\n") if "\r\n" in given else words
