"""Table of contents, lists of tables and of figures: fields whose results are filled in beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from focuskit.reports.blocks import Listed
from focuskit.reports.word_outline import LEVELS_IN_CONTENTS, Entry, Outline, sequence_name
from focuskit.reports.word_xml import CLOSE_FIELD, field, open_field, paragraph, run

Pages = Mapping[str, int]
_TAB = "<w:r><w:tab/></w:r>"


def contents(outline: Outline, styles: Mapping[str, str], width_twips: int, pages: Pages | None) -> list[Any]:
    """Return the paragraphs of the table of contents.

    Parameters
    ----------
    styles
        The identifier of a style by its name.
    pages
        The page of each bookmark; ``None`` where nobody knows: the field is then made anew on opening.
    """
    code = rf'TOC \o "1-{LEVELS_IN_CONTENTS}" \h \z \u'
    entries = [(styles[f"toc {one.level}"], _shown(one), one) for one in outline.headings()]
    return _filled(code, entries, width_twips, pages)


def list_of(
    kind: Listed, outline: Outline, styles: Mapping[str, str], width_twips: int, pages: Pages | None
) -> list[Any]:
    """Return the paragraphs of the list of tables or of figures."""
    entries = [(styles["toc 2"], f"{one.label} – {one.text}", one) for one in outline.listed(kind)]
    return _filled(rf'TOC \h \z \c "{sequence_name(kind)}"', entries, width_twips, pages)


def _shown(entry: Entry) -> str:
    return f"{entry.label}\N{EN SPACE}{entry.text}" if entry.label else entry.text


def _filled(
    code: str, entries: Sequence[tuple[str, str, Entry]], width_twips: int, pages: Pages | None
) -> list[Any]:
    made = []
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width_twips}"/></w:tabs>'
    for place, (style, text, entry) in enumerate(entries):
        page = "" if pages is None else str(pages.get(entry.bookmark, ""))
        code_of_page = rf"PAGEREF {entry.bookmark} \h"
        number = f"{_TAB}{field(code_of_page, page)}" if page else ""
        link = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{run(text)}{number}</w:hyperlink>'
        begin = open_field(code, dirty=pages is None) if place == 0 else ""
        end = CLOSE_FIELD if place == len(entries) - 1 else ""
        made.append(paragraph(begin + link + end, f'<w:pStyle w:val="{style}"/>{tabs}'))
    return made
