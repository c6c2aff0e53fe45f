"""What the lists show: codes, filters, documents, orders, coders' codings without a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from focuskit.cli.review.dialogs import Choice
from focuskit.cli.review.palette import Palette, readable
from focuskit.cli.review.panels import definition_lines
from focuskit.messages import say
from focuskit.model.suggestions import Origin
from focuskit.review.filters import Filter, Only
from focuskit.review.finding import find_codes, folded, is_meant
from focuskit.review.queue import Order

if TYPE_CHECKING:
    from focuskit.cli.review.state import Reading
    from focuskit.store.codings import Orphan
    from focuskit.workflow.review_load import ReviewedDocument

Finder = Callable[[str], Sequence[Choice]]
NEW_CODE = "new:"
"""Begins the value of the line that makes a new code of what was typed."""


def code_finder(reading: Reading, palette: Palette, recent: Sequence[str]) -> Finder:
    """Return what finds codes by typing; last of all, a new code in the words typed."""
    codes = reading.review.codebook.codes

    def find(typed: str) -> list[Choice]:
        found = [
            Choice(
                code.name,
                Text.assemble(
                    ("▌", Style(color=readable(code.color, palette))),
                    code.name,
                    (f"  {code.label}", Style(color=palette.faint)),
                ),
                Text("\n").join(definition_lines(code, palette)[:2]),
                is_at_hand=is_meant(typed, code),
            )
            for code in find_codes(typed, codes, recent=recent)
        ]
        if typed.strip():
            label = Text(say("review.make_code", label=typed.strip()), Style(color=palette.accent))
            found.append(
                Choice(NEW_CODE + typed.strip(), label, Text(say("review.make_code_told")), is_at_hand=False)
            )
        return found

    return find


def _narrowed(choices: Sequence[Choice]) -> Finder:
    def find(typed: str) -> list[Choice]:
        words = folded(typed).split()
        return [one for one in choices if all(word in folded(one.shown.plain) for word in words)]

    return find


def filter_finder(reading: Reading, palette: Palette) -> Finder:
    """Return the filters there are here, those in force ticked; the value is the filter after choosing it."""
    now = reading.filter
    choices = [Choice(Filter(), Text(say("review.filter_none")))]

    def offer(kind: str, shown: str, after: Filter, *, is_on: bool) -> None:
        line = Text.assemble(
            ("✓ " if is_on else "  ", Style(color=palette.yes)),
            (f"{say(f'review.filter_{kind}')} ", Style(color=palette.faint)),
            shown,
        )
        choices.append(Choice(after, line))

    for only in Only:
        after = replace(now, only=now.only ^ {only})
        offer("only", say(f"review.only_{only.value}"), after, is_on=only in now.only)
    for origin in Origin:
        after = replace(now, origins=now.origins ^ {origin})
        offer("origin", say(f"review.origin_{origin.value}"), after, is_on=origin in now.origins)
    passages = reading.review.passages
    for person in dict.fromkeys(one.speaker for one in passages):
        after = replace(now, people=now.people ^ {person})
        offer("person", person, after, is_on=person in now.people)
    for question in dict.fromkeys(one.question for one in passages if one.question):
        after = replace(now, questions=now.questions ^ {question})
        offer("question", question, after, is_on=question in now.questions)
    for code in reading.review.codebook.codes:
        after = replace(now, codes=now.codes ^ {code.name})
        offer("code", code.name, after, is_on=code.name in now.codes)
    return _narrowed(choices)


def document_finder(documents: Sequence[ReviewedDocument]) -> Finder:
    """Return the documents, with what is left to decide in each."""
    return _narrowed(
        [
            Choice(
                one.name,
                Text.assemble(
                    one.name, "  ", say("review.progress", done=one.n_all - one.n_open, all=one.n_all)
                ),
            )
            for one in documents
        ]
    )


def order_finder() -> Finder:
    """Return the orders in which proposals can be met."""
    return _narrowed(
        [
            Choice(one, Text(say(f"review.order_{one.value}")), Text(say(f"review.order_{one.value}_told")))
            for one in Order
        ]
    )


def top_code_finder(reading: Reading, palette: Palette) -> Finder:
    """Return the top codes that have sub-codes, with the proposals open within each."""
    codebook = reading.review.codebook
    counts: dict[str, int] = {}
    for passage in reading.review.passages:
        for one in passage.codes:
            if one.is_open:
                top = one.code.partition("/")[0]
                counts[top] = counts.get(top, 0) + 1
    return _narrowed(
        [
            Choice(
                code.name,
                Text.assemble(
                    ("▌", Style(color=readable(code.color, palette))),
                    f"{code.name}  ",
                    (say("review.n_open", n=counts.get(code.name, 0)), Style(color=palette.faint)),
                ),
            )
            for code in codebook.top_codes()
            if codebook.subcodes(code.name)
        ]
    )


def orphan_finder(orphans: Sequence[Orphan]) -> Finder:
    """Return the codings that a correction left without a place, with the words they stood on."""
    return _narrowed(
        [Choice(one, Text(one.code), Text(say("review.quoted", words=one.words))) for one in orphans]
    )
