"""A transcript as a line: who speaks, and which codes stand where, turn after turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.messages import say
from focuskit.reports.figures.style import (
    FAINT,
    INK,
    QUIET,
    Picture,
    colours_of,
    develop,
    drawing,
    entitle,
    shortened,
)
from focuskit.reports.wording import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LANE_CM = 0.5
_TITLE_CM = 3.4
_LABEL_WIDTH = 46


@dataclass(frozen=True, slots=True)
class LineSpan:
    """A stretch on a lane, in words from the beginning of the document; ``end`` is exclusive."""

    lane: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A document laid out.

    Parameters
    ----------
    speakers, codes
        Lanes in the order to show; ``uncounted`` are the speakers who ask or observe.
    spoken, coded
        Stretches on them.
    suggested
        Those of ``coded`` that nobody has decided on, drawn hollow.
    questions
        Places (in words) where a new question begins.
    """

    title: str
    n_words: int
    speakers: tuple[str, ...]
    codes: tuple[str, ...]
    spoken: tuple[LineSpan, ...]
    coded: tuple[LineSpan, ...]
    suggested: frozenset[LineSpan] = frozenset()
    uncounted: frozenset[str] = frozenset()
    questions: tuple[int, ...] = ()


def draw_code_line(values: CodeLine, name: str) -> Picture:
    """Draw speakers above, codes below, along the words of the document."""
    n_lanes = len(values.speakers) + len(values.codes)
    with drawing(25, _TITLE_CM + max(2, n_lanes) * _LANE_CM) as figure:
        above, below = figure.subplots(
            2, 1, sharex=True, height_ratios=[max(1, len(values.speakers)), max(1, len(values.codes))]
        )
        _draw_speakers(above, values)
        _draw_codes(below, values)
        entitle(above, values.title)
        below.set_xlabel(say("picture.words_from_start"))
        below.set_xlim(0, max(1, values.n_words))
        below.xaxis.set_major_formatter(lambda value, _: number(round(value)))
        return develop(figure, name, values.title, describe_code_line(values))


def _draw_speakers(axes: Axes, values: CodeLine) -> None:
    counted = tuple(one for one in values.speakers if one not in values.uncounted)
    colours = colours_of(counted)
    for lane, speaker in enumerate(values.speakers):
        spans = [(one.start, one.end - one.start) for one in values.spoken if one.lane == speaker]
        axes.broken_barh(spans, (lane - 0.36, 0.72), facecolors=colours.get(speaker, "#b0b5bd"))
    _lanes(axes, values.speakers, values.questions)


def _draw_codes(axes: Axes, values: CodeLine) -> None:
    for lane, code in enumerate(values.codes):
        spans = [one for one in values.coded if one.lane == code]
        decided = [(one.start, one.end - one.start) for one in spans if one not in values.suggested]
        proposed = [(one.start, one.end - one.start) for one in spans if one in values.suggested]
        axes.broken_barh(decided, (lane - 0.33, 0.66), facecolors=INK)
        axes.broken_barh(proposed, (lane - 0.33, 0.66), facecolors="#c7d2e0", edgecolors=QUIET, linewidth=0.5)
    _lanes(axes, values.codes, values.questions)


def _lanes(axes: Axes, labels: tuple[str, ...], questions: tuple[int, ...]) -> None:
    axes.set_yticks(range(len(labels)), [shortened(one, _LABEL_WIDTH) for one in labels], fontsize=8)
    axes.set_ylim(max(1, len(labels)) - 0.5, -0.5)
    for lane in range(len(labels)):
        axes.axhline(lane, color=FAINT, lw=0.6, zorder=0)
    for place in questions:
        axes.axvline(place, color=QUIET, lw=0.7, ls=(0, (2, 3)), zorder=0)


def describe_code_line(values: CodeLine) -> str:
    """Say how long the document is, and how many stretches are coded, decided or not."""
    return say(
        "picture.code_line_alt",
        words=number(values.n_words),
        speakers=number(len(values.speakers)),
        codes=number(len(values.codes)),
        decided=number(len(values.coded) - len(values.suggested)),
        suggested=number(len(values.suggested)),
    )
