"""Codes that emerge while reading: added to ``codebook.yaml`` at a place of their own, every line kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from focuskit.errors import UsageError
from focuskit.model.codebook import Code, Codebook, Facet, MachineUse

PLACE = "a_classer"
"""Identifier of the code below which in-vivo codes are put, in any facet."""

_FACET = "emergent"
_LONGEST = 40
_LETTERS = str.maketrans({"’": "'", "œ": "oe", "æ": "ae"})
_COMMENT = re.compile(r"\s*(#.*)?$")


@dataclass(frozen=True, slots=True)
class AddedCode:
    """A codebook with one code more: the text of its file, the codebook read anew, the code's full name."""

    content: str
    codebook: Codebook
    name: str


def identifier_of(label: str) -> str:
    """Return an identifier made of the words of a label: ASCII, lower case; ``""`` if nothing is left."""
    plain = unicodedata.normalize(
        "NFKD", label.lower().replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    )
    words = re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")
    return words[:_LONGEST].rstrip("_")


def add_in_vivo(content: str, codebook: Codebook, label: str, definition: str = "") -> AddedCode:
    """Add a code in the words of the participants below `PLACE`, which is made if it is not there.

    Parameters
    ----------
    content
        The text of the codebook's file; ``codebook`` is what was read from it.

    Raises
    ------
    UsageError
        If the label holds no letter or digit, or the file is not written one entry per line.
    """
    label = " ".join(label.split())
    identifier = identifier_of(label)
    if not identifier:
        raise UsageError("review.no_label")
    above = next((one for one in codebook.codes if one.name.rpartition("/")[2] == PLACE), None)
    lines = content.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if above is None:
        lines = _with_place(lines)
        codebook = _grown(codebook, Code(PLACE, _FACET, "À classer", machine=MachineUse.NEVER))
        above = codebook.code(PLACE)
    name = _free_name(codebook, f"{above.name}/{identifier}")
    entry = [("id", name.rpartition("/")[2]), ("label", label), ("definition", definition)]
    lines = _with_code(lines, [*entry, ("machine", MachineUse.NEVER.value)])
    code = Code(name, above.facet, label, definition, machine=MachineUse.NEVER, color=above.color)
    return AddedCode("".join(lines), _grown(codebook, code), name)


def _free_name(codebook: Codebook, name: str) -> str:
    free, number = name, 2
    while free in codebook:
        free, number = f"{name}_{number}", number + 1
    return free


def _grown(codebook: Codebook, code: Code) -> Codebook:
    """Return a codebook with one code more, after those below the same code."""
    facets = codebook.facets
    if code.facet not in {one.id for one in facets}:
        facets = (*facets, Facet(code.facet, "Émergent"))
    family = [place for place, one in enumerate(codebook.codes) if one.facet == code.facet]
    near = [place for place in family if code.parent in (codebook.codes[place].name, _above(codebook, place))]
    after = max(near or family or [len(codebook.codes) - 1]) + 1
    codes = (*codebook.codes[:after], code, *codebook.codes[after:])
    return replace(codebook, facets=facets, codes=codes)


def _above(codebook: Codebook, place: int) -> str | None:
    return codebook.codes[place].parent


def _with_place(lines: list[str]) -> list[str]:
    """Add the place of in-vivo codes, in a facet of its own, at the end of the facets."""
    start = next((at for at, line in enumerate(lines) if re.match(r"facets:\s*(#.*)?$", line)), None)
    if start is None:
        raise UsageError("review.codebook_form")
    end = next((at for at in range(start + 1, len(lines)) if re.match(r"[^\s#-]", lines[at])), len(lines))
    found = next(
        (re.match(r"( *)- ", line) for line in lines[start + 1 : end] if line.lstrip()[:1] == "-"), None
    )
    margin = found[1] if found else ""
    facet = next(
        (at for at in range(start, end) if re.match(rf"{margin}- id: *{_FACET}\s*(#.*)?$", lines[at])), None
    )
    if facet is not None:
        entry = [("id", PLACE), ("label", "À classer"), ("machine", MachineUse.NEVER.value)]
        return _below(lines, facet, entry)
    made = [
        f"{margin}- id: {_FACET}\n",
        f"{margin}  label: Émergent\n",
        f"{margin}  codes:\n",
        f"{margin}  - id: {PLACE}\n",
        f"{margin}    label: À classer\n",
        f"{margin}    machine: {MachineUse.NEVER.value}\n",
    ]
    end = _past_words(lines, start, end)
    return [*lines[:end], *made, *lines[end:]]


def _with_code(lines: list[str], entry: list[tuple[str, str]]) -> list[str]:
    place = next(
        (at for at, line in enumerate(lines) if re.match(rf" *- id: *{PLACE}\s*(#.*)?$", line)), None
    )
    if place is None:
        raise UsageError("review.codebook_form")
    return _below(lines, place, entry)


def _below(lines: list[str], place: int, entry: list[tuple[str, str]]) -> list[str]:
    """Add an entry to the ``codes:`` of the entry whose first line is at ``place``."""
    margin = len(lines[place]) - len(lines[place].lstrip())
    end = place + 1
    while end < len(lines) and (_COMMENT.match(lines[end]) or _indent(lines[end]) > margin):
        end += 1
    end = _past_words(lines, place, end)
    keys = " " * (margin + 2)
    codes = next((at for at in range(place, end) if re.match(rf"{keys}codes:", lines[at])), None)
    if codes is not None and not re.match(rf"{keys}codes:\s*(#.*)?$", lines[codes]):
        raise UsageError("review.codebook_form")
    dash = keys
    if codes is not None and codes + 1 < end:
        last = codes + 1
        while _COMMENT.match(lines[last]):
            last += 1
        dash = " " * _indent(lines[last])
        end = next(
            (at for at in range(last, end) if _indent(lines[at]) < len(dash) or _is_key(lines[at], dash)), end
        )
        end = _past_words(lines, codes, end)
    head = [] if codes is not None else [f"{keys}codes:\n"]
    written = [f"{key}: {_quoted(value)}\n" for key, value in entry if value]
    made = [f"{dash}{'- ' if at == 0 else '  '}{line}" for at, line in enumerate(written)]
    return [*lines[:end], *head, *made, *lines[end:]]


def _is_key(line: str, margin: str) -> bool:
    return bool(re.match(rf"{margin}[a-z_]+:", line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _past_words(lines: list[str], start: int, end: int) -> int:
    """Return where the last line with words before ``end`` ends: comments above what follows stay with it."""
    while end > start + 1 and _COMMENT.match(lines[end - 1]):
        end -= 1
    return end


def _quoted(value: str) -> str:
    if re.fullmatch(r"[A-Za-zÀ-ÿ0-9_][\w '’,.-]*[\w.]", value) and value not in {
        "oui",
        "non",
        "null",
        "yes",
        "no",
    }:
        return value
    return "'" + value.replace("'", "''") + "'"
