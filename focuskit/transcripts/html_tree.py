"""HTML files opened with care: nothing is fetched or run, every text is normalised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from focuskit.model.problems import Problem, error
from focuskit.transcripts.text import read_normalised

if TYPE_CHECKING:
    from focuskit.transcripts.reading import InputFile


def read_html_tree(file: InputFile) -> tuple[etree._Element | None, tuple[Problem, ...]]:
    """Return the root of an HTML file, ``None`` if it cannot be used, and what was doubtful."""
    text, problems = read_normalised(file)
    if text is None:
        return None, problems
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return None, (*problems, error(file.name, "problem.broken_html"))
    return root, problems


def classes(element: etree._Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()
