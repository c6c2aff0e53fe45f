"""Codes seen after each document: the order held, and all or many orders around it."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.messages import say
from focuskit.reports.figures.style import INK, QUIET, SERIES, Picture, develop, drawing
from focuskit.reports.wording import number


@dataclass(frozen=True, slots=True)
class SaturationCurve:
    """Distinct codes seen after 1, 2 … n documents.

    ``held`` is the order in which they were held; ``median``, ``low`` and ``high`` (2.5 and 97.5 %) are over
    ``n_orders`` orders. All four have one number per document.
    """

    title: str
    documents: tuple[str, ...]
    held: tuple[int, ...]
    median: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    n_orders: int

    def __post_init__(self) -> None:
        if {len(self.held), len(self.median), len(self.low), len(self.high)} != {len(self.documents)}:
            raise ValueError("one number per document")


def draw_saturation(values: SaturationCurve, name: str) -> Picture:
    """Draw the curve; nothing in it says that enough was heard."""
    steps = range(1, len(values.documents) + 1)
    with drawing(16, 9) as figure:
        axes = figure.subplots()
        axes.fill_between(steps, values.low, values.high, color=SERIES[4], alpha=0.3, lw=0)
        axes.plot(steps, values.median, color=SERIES[0], ls="--", lw=1.4)
        axes.plot(steps, values.held, color=INK, marker="o", ms=4, lw=1.6)
        axes.set_ylim(0, max([1, *values.high, *values.held]) * 1.12)
        axes.set_xlim(0.7, max(2, len(values.documents)) + 0.3)
        axes.set_xticks(list(steps))
        axes.set_xlabel(say("picture.documents_heard"))
        axes.set_ylabel(say("picture.codes_seen"))
        axes.grid(axis="y", color="#e5e7eb", lw=0.6)
        axes.set_axisbelow(True)
        axes.set_title(values.title)
        told = say("picture.band", orders=number(values.n_orders)), say("picture.median"), say("picture.held")
        shown = [axes.collections[0], *axes.lines]
        axes.legend(shown, told, loc="lower right", fontsize=8, labelcolor=QUIET)
        return develop(figure, name, values.title, describe_saturation(values))


def describe_saturation(values: SaturationCurve) -> str:
    """Say how many codes the first, the last but one and the last document bring the count to."""
    if not values.held:
        return say("picture.saturation_empty")
    return say(
        "picture.saturation_alt",
        n=len(values.documents),
        shown=number(len(values.documents)),
        first=number(values.held[0]),
        last=number(values.held[-1]),
        brought=number(values.held[-1] - values.held[-2]) if len(values.held) > 1 else number(values.held[0]),
    )
