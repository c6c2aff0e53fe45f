"""YAML as people write it by hand: mappings, lists and words; what could swell without end is refused."""

from __future__ import annotations

import warnings
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError, YAMLWarning
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from focuskit.depth import is_too_deep

_LONGEST = 1_000_000
"""More characters than any guide or front matter has; each takes some 20 microseconds."""


def load_plain_yaml(text: str, kind: Literal["safe", "rt"]) -> Any:  # noqa: ANN401 (whatever the file holds)
    """Return the content of a YAML text; ``rt`` keeps lines and columns.

    Raises
    ------
    YAMLError
        If it is no YAML, or repeats a part of itself (``*name``): a few such lines can ask for more steps
        than a machine makes in a year.
    ValueError, RecursionError
        If a value is impossible, or it is too deep.
    """
    if len(text) > _LONGEST or is_too_deep(text):
        raise YAMLError
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", YAMLWarning)
        return _load(text, kind)


def _load(text: str, kind: Literal["safe", "rt"]) -> Any:  # noqa: ANN401 (whatever the file holds)
    root = YAML(typ=kind, pure=True).compose(text)
    seen: set[int] = set()
    nodes: list[Node] = [] if root is None else [root]
    while nodes:
        node = nodes.pop()
        if id(node) in seen:
            raise YAMLError
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            nodes += node.value
        elif isinstance(node, MappingNode):
            nodes += [part for pair in node.value for part in pair]
    return YAML(typ=kind, pure=True).load(text)
