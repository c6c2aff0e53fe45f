"""Numbers, shares and durations as the language in force writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from focuskit.messages import say, spoken
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES, DocumentKind

MIN_FOR_PERCENTAGE = 30
"""Fewer people, documents or segments than this are never told as a percentage."""
_MOST_NAMES = 8
NO_BREAK = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"


def number(value: int) -> str:
    """Write a whole number with the thousands separator of the language."""
    return f"{value:,}".replace(",", THIN) if spoken() == "fr" else f"{value:,}"


def out_of(n: int, total: int) -> str:
    """Write ``n`` of ``total``; French sets the stroke between no-break spaces."""
    stroke = f"{NO_BREAK}/{NO_BREAK}" if spoken() == "fr" else "/"
    return f"{number(n)}{stroke}{number(total)}"


def told(key: str, n: int, **facts: object) -> str:
    """Return a sentence about ``n`` things; ``{shown}`` in it is ``n`` as the language writes it."""
    return say(key, n=n, shown=number(n), **facts)


def told_names(key: str, names: Sequence[str]) -> str:
    """Return a sentence about documents; ``{names}`` in it lists the first of them."""
    more = ", …" if len(names) > _MOST_NAMES else ""
    return told(key, len(names), names=", ".join(names[:_MOST_NAMES]) + more)


def decimal(value: float, places: int = 3) -> str:
    """Write a number with decimals as the language does: a comma in French."""
    written = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return written.replace(".", ",") if spoken() == "fr" else written


def told_kinds(corpus: CodedCorpus) -> tuple[str, ...]:
    """Tell how many groups and interviews there are, and documents of other kinds where there are any."""
    counted = Counter(one.kind for one in corpus.documents)
    answers = {one.name for one in corpus.documents if one.kind is DocumentKind.ANSWERS}
    people = {
        one.participant for one in corpus.people if one.document in answers and one.role in COUNTED_ROLES
    }
    others = (
        told(f"report.n_{kind}", counted[kind])
        for kind in (DocumentKind.RESTITUTION, DocumentKind.NOTES)
        if counted[kind]
    )
    return (
        told("report.n_groups", counted[DocumentKind.FOCUS_GROUP]),
        told("report.n_interviews", counted[DocumentKind.INTERVIEW]),
        *(
            [told("report.n_answers", len(answers), people=told("report.n_persons", len(people)))]
            if answers
            else ()
        ),
        *others,
    )


def told_disputes(corpus: CodedCorpus) -> tuple[str, ...]:
    """Return the sentence on what coders coded differently; none where they did not."""
    if not (corpus.n_disputed or corpus.n_settled):
        return ()
    return (told("agree.disputes", corpus.n_disputed, settled=number(corpus.n_settled)),)


def percent(share: float) -> str:
    """Write a share (0 to 1) as a whole percentage."""
    return f"{round(100 * share)}{NO_BREAK + '%' if spoken() == 'fr' else '%'}"


def duration(ms: int | None) -> str:
    """Write a duration in hours and minutes; a dash where it is not known."""
    if ms is None:
        return "–"
    hours, minutes = divmod(round(ms / 60_000), 60)
    return f"{hours}{NO_BREAK}h{NO_BREAK}{minutes:02}" if hours else f"{minutes}{NO_BREAK}min"


def listed(things: list[str] | tuple[str, ...]) -> str:
    """Join things as a sentence does: ``a, b and c``."""
    *most, last = things
    return f"{', '.join(most)} {say('report.and')} {last}" if most else last
