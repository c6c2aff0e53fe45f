"""YAML with the line and column of everything, so that faults can be told where they are."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from focuskit.depth import is_too_deep
from focuskit.model.problems import Problem, error

_NEAR_ENOUGH = 60
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MOST_NODES = 500_000


class Faults:
    """Collects the faults of one YAML file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, node: Node | None, key: str, **facts: object) -> None:
        """Note a fault at the place of a node."""
        line = node.start_mark.line + 1 if node is not None else None
        column = node.start_mark.column + 1 if node is not None else 0
        self.found.append(error(self.path, key, line=line, column=column, **facts))

    def unknown(self, node: Node, word: str, valid: Sequence[str]) -> None:
        """Note a word that is not known here, with the nearest valid one."""
        best = process.extractOne(word, valid, score_cutoff=_NEAR_ENOUGH)
        if best:
            self.add(node, "codebook.unknown_near", word=word, nearest=best[0])
        else:
            self.add(node, "codebook.unknown", word=word, valid=", ".join(valid))


def compose(text: str, faults: Faults) -> Node | None:
    """Parse YAML to nodes; a syntax fault is noted and gives ``None``."""
    if is_too_deep(text):
        faults.add(None, "codebook.syntax", reason="YAML")
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        faults.found.append(
            error(
                faults.path,
                "codebook.syntax",
                line=mark.line + 1 if mark else None,
                column=mark.column + 1 if mark else 0,
                reason=fault.problem or "YAML",
            )
        )
        return None
    except (YAMLError, ValueError, RecursionError):
        faults.add(None, "codebook.syntax", reason="YAML")
        return None
    if node is None:
        faults.add(None, "codebook.empty")
    elif _swells(node):
        faults.add(node, "codebook.syntax", reason="YAML")
        return None
    return node


def _swells(root: Node) -> bool:
    """Tell whether parts repeated by name (``*name``) make a file endless, or larger than anyone writes."""
    waiting, n = [root], 0
    while waiting:
        node = waiting.pop()
        n += 1
        if n > _MOST_NODES:
            return True
        if isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += node.value
    return False


def entries(node: Node, valid: Sequence[str], faults: Faults) -> dict[str, Any]:
    """Return the values of a mapping by key; unknown and repeated keys are noted."""
    if not isinstance(node, MappingNode):
        faults.add(node, "codebook.not_mapping")
        return {}
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in valid:
            faults.unknown(key, str(key.value), valid)
        elif key.value in found:
            faults.add(key, "codebook.twice", word=key.value)
        else:
            found[key.value] = value
    return found


def text_of(node: Node | None, faults: Faults) -> str:
    """Return the words of a scalar, in one line; nothing for an absent node."""
    if node is None:
        return ""
    if not isinstance(node, ScalarNode):
        faults.add(node, "codebook.not_text")
        return ""
    words = " ".join(str(node.value).split())
    if _CONTROL.search(words):
        faults.add(node, "codebook.control_character")
        return ""
    return words


def items(node: Node | None, faults: Faults) -> Iterator[Node]:
    """Yield the items of a list; nothing for an absent or empty node."""
    if isinstance(node, SequenceNode):
        yield from node.value
    elif node is not None and not (isinstance(node, ScalarNode) and node.value in {"", "null", "~"}):
        faults.add(node, "codebook.not_list")


def texts_of(node: Node | None, faults: Faults) -> tuple[str, ...]:
    """Return the words of a list of scalars; one scalar alone counts as a list of one."""
    if isinstance(node, ScalarNode) and node.value not in {"", "null", "~"}:
        return (text_of(node, faults),)
    return tuple(words for item in items(node, faults) if (words := text_of(item, faults)))
