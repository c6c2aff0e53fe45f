"""Codes seen after each document: the order held, and all or many orders around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.messages import say
from focuskit.reports.figures.style import INK, QUIET, SERIES, Picture, develop, drawing, entitle
from focuskit.reports.wording import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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
    with drawing(16, 9) as figure:
        axes = figure.subplots()
        _draw_curve(axes, values, max([1, *values.high, *values.held]))
        axes.set_ylabel(say("picture.codes_seen"))
        entitle(axes, values.title)
        return develop(figure, name, values.title, describe_saturation(values))


def draw_saturations(curves: Sequence[tuple[str, SaturationCurve]], name: str) -> Picture:
    """Draw curves side by side, on one scale, each below its heading."""
    highest = max((count for _, one in curves for count in (*one.high, *one.held)), default=1)
    with drawing(16, 7) as figure:
        panels = figure.subplots(1, len(curves), squeeze=False)[0]
        for axes, (heading, one) in zip(panels, curves, strict=True):
            _draw_curve(axes, one, max(1, highest))
            axes.set_title(heading)
        panels[0].set_ylabel(say("picture.codes_seen"))
        alt = " ".join(f"{heading} – {describe_saturation(one)}" for heading, one in curves)
        return develop(figure, name, say("picture.title_saturations"), alt)


def _draw_curve(axes: Axes, values: SaturationCurve, highest: float) -> None:
    steps = range(1, len(values.documents) + 1)
    axes.fill_between(steps, values.low, values.high, color=SERIES[4], alpha=0.3, lw=0)
    axes.plot(steps, values.median, color=SERIES[0], ls="--", lw=1.4)
    axes.plot(steps, values.held, color=INK, marker="o", ms=4, lw=1.6)
    axes.set_ylim(0, highest * 1.12)
    axes.set_xlim(0.7, max(2, len(values.documents)) + 0.3)
    axes.set_xticks(list(steps))
    axes.set_xlabel(say("picture.documents_heard"))
    axes.grid(axis="y", color="#e5e7eb", lw=0.6)
    axes.set_axisbelow(True)
    told = say("picture.band", orders=number(values.n_orders)), say("picture.median"), say("picture.held")
    shown = [axes.collections[0], *axes.lines]
    axes.legend(shown, told, loc="lower right", fontsize=8, labelcolor=QUIET)


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
