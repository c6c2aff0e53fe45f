"""Sonal files (.sonal): stretches of speech with speaker and times; variables from the corpus (.crp)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import error, note
from focuskit.opening import check_file
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.html_tree import classes, read_html_tree
from focuskit.transcripts.normalise import normalise_text, one_line, squeeze
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.turns import Found, compose_transcript
from focuskit.transcripts.xml_tree import line_of, seconds_to_ms

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from focuskit.transcripts.reading import InputFile, Reading

_ASKS = re.compile(r"\?\s*:?\s*$")
_MOST_CORPUS_BYTES = 64 << 20
_CATEGORY = re.compile(r"cat_\d+")

_SILENT = frozenset({"script", "style", "iframe", "object"})


def read_sonal(file: InputFile, reading: Reading) -> ReadResult:
    """Read a Sonal transcript; a label with a question mark is somebody who asks."""
    root, problems = read_html_tree(file)
    if root is None:
        return ReadResult(None, problems)
    stretches = [span for span in root.iter("span", "div", "p") if "lblseg" in classes(span)]
    if not stretches:
        return ReadResult(None, (*problems, error(file.name, "problem.not_sonal")))
    drafts: list[Draft] = []
    asides = _notes(root)
    moderators: set[str] = set()
    for stretch in stretches:
        written = "".join(
            "".join(map(str, label.itertext()))
            for label in stretch.iter("span")
            if "ligloc" in classes(label)
        )
        label = squeeze(_ASKS.sub("", written)).rstrip(" :?")
        if label and _ASKS.search(squeeze(written).rstrip(": ")):
            moderators.add(label)
        asides.append(Aside(AsideKind.LABEL, squeeze(written)))
        drafts.append(_draft(drafts, label or None, stretch))
    codes = {name for span in root.iter("span") for name in classes(span) if _CATEGORY.fullmatch(name)}
    if codes:
        problems += (note(file.name, "problem.codings_aside", n=len(codes)),)
    return compose_transcript(
        Found(
            file.name,
            drafts,
            asides=tuple(aside for aside in asides if aside.text),
            problems=problems,
            moderators=(*reading.moderators, *sorted(moderators)),
            speaker_attributes=_attributes(root, file.path),
        )
    )


def list_corpus(path: Path) -> tuple[str, ...] | None:
    """Return the names of the transcripts that a corpus (.crp) lists, ``None`` if it is none."""
    content = _corpus(path)
    if content is None or not isinstance(content.get("tabEnt"), list):
        return None
    names = (entry.get("rtrPath") for entry in content["tabEnt"] if isinstance(entry, dict))
    return tuple(name.replace("\\", "/") for name in names if isinstance(name, str) and name.strip())


def _draft(drafts: list[Draft], label: str | None, stretch: etree._Element) -> Draft:
    words = "".join(_spoken(stretch))
    start_ms, end_ms = seconds_to_ms(stretch.get("data-deb")), seconds_to_ms(stretch.get("data-fin"))
    goes_on = label is None and bool(drafts) and not any("ligloc" in classes(child) for child in stretch)
    speaker = drafts[-1].label if goes_on else label
    return Draft(speaker, line_of(stretch), (one_line(words),), start_ms, end_ms)


def _spoken(element: etree._Element) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        if "ligloc" not in classes(child) and child.tag not in _SILENT:
            pieces += ["\n"] if child.tag == "br" else _spoken(child)
        pieces.append(child.tail or "")
    return pieces


def _notes(root: etree._Element) -> list[Aside]:
    texts = (
        squeeze("".join(map(str, element.itertext())))
        for element in root.iter()
        if element.get("id") == "txtnotes"
    )
    return [Aside(AsideKind.HEADER, text) for text in texts if text]


def _attributes(root: etree._Element, path: Path) -> Mapping[str | None, tuple[tuple[str, str], ...]]:
    """Return the variables of each speaker, named by the corpus file beside the transcript if it is there."""
    data = next((element for element in root.iter("script") if element.get("id") == "dat-json"), None)
    content = _object("".join(map(str, data.itertext())) if data is not None else "")
    rows = content.get("tabDat") if content else None
    variables, values = _dictionary(path)
    attributes: dict[str | None, dict[str, str]] = {}
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(row.get("l"), str):
            v, m = str(row.get("v")), str(row.get("m"))
            variable, value = variables.get(v, f"variable {v}"), values.get((v, m), m)
            attributes.setdefault(squeeze(row["l"]), {})[variable] = value
    return {label: tuple(found.items()) for label, found in attributes.items()}


def _dictionary(path: Path) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    for corpus in sorted(path.parent.glob("*.crp")):
        content = _corpus(corpus)
        if content is not None:
            rows, modes = _rows(content.get("tabVar")), _rows(content.get("tabDic"))
            return (
                {str(row.get("v")): squeeze(str(row.get("lib") or "")).lower() for row in rows},
                {(str(row.get("v")), str(row.get("m"))): squeeze(str(row.get("lib") or "")) for row in modes},
            )
    return {}, {}


def _rows(listed: object) -> list[dict[str, Any]]:
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


def _corpus(path: Path) -> dict[str, Any] | None:
    try:
        check_file(path)
        with path.open("rb") as opened:
            data = opened.read(_MOST_CORPUS_BYTES)
        return _object(normalise_text(data.decode("utf-8-sig")).text)
    except (OSError, ValueError):
        return None


def _object(text: str) -> dict[str, Any] | None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
