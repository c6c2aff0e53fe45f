"""The researcher's own words in a report: written into marked places, read back before it is made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from focuskit.messages import say
from focuskit.reports.blocks import KeptParagraph, MarkedPlace
from focuskit.reports.word_xml import content_control, run

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = "focuskit:"
_PALE = '<w:color w:val="7A838A"/>'
_MOST_BYTES = 64 << 20
_OFF = frozenset({"0", "false", "off"})


def marked_place(block: MarkedPlace, number: int, style: str) -> Any:  # noqa: ANN401 (python-docx is untyped)
    """Return a marked place as a content control, with what was kept or with its prompt."""
    begin = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    if block.kept:
        content = "".join(f"{begin}{_runs(one)}</w:p>" for one in block.kept)
    else:
        content = f"{begin}{run(block.prompt, _PALE)}</w:p>"
    return content_control(
        f"{_TAG}{block.key}", say("report.your_words"), number, content, is_prompt=not block.kept
    )


def _runs(kept: KeptParagraph) -> str:
    return "".join(
        run(text, ("<w:b/>" if bold else "") + ("<w:i/>" if italic else ""))
        for text, bold, italic in kept.runs
    )


def read_places(path: Path) -> dict[str, tuple[KeptParagraph, ...]]:
    """Return what the researcher wrote in the marked places of a report, by key; prompts left out.

    A report that is not there, or is no Word file, has none.
    """
    try:
        with ZipFile(path) as archive:
            if archive.getinfo("word/document.xml").file_size > _MOST_BYTES:
                return {}
            content = archive.open("word/document.xml").read(_MOST_BYTES)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(content, parser)
    except (OSError, BadZipFile, KeyError, etree.XMLSyntaxError):
        return {}
    return dict(_written(root))


def _written(root: etree._Element) -> Iterator[tuple[str, tuple[KeptParagraph, ...]]]:
    for control in root.iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        name = str(tag.get(f"{_W}val", "")) if tag is not None else ""
        is_prompt = control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
        if name.startswith(_TAG) and not is_prompt:
            paragraphs = tuple(_kept(one) for one in control.iter(f"{_W}p"))
            if any(text.strip() for one in paragraphs for text, _, _ in one.runs):
                yield name.removeprefix(_TAG), paragraphs


def _kept(paragraph: etree._Element) -> KeptParagraph:
    runs = []
    for one in paragraph.iter(f"{_W}r"):
        text = "".join(_words(one))
        if text:
            runs.append((text, _is_on(one, "b"), _is_on(one, "i")))
    return KeptParagraph(tuple(runs))


def _words(one: etree._Element) -> Iterator[str]:
    for node in one:
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif node.tag == f"{_W}tab":
            yield "\t"


def _is_on(one: etree._Element, name: str) -> bool:
    found = one.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in _OFF
