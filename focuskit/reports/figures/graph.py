"""Graphs: who speaks after whom, and which codes stand together. Widths and sizes are counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.messages import say
from focuskit.reports.figures.style import INK, QUIET, SERIES, Picture, develop, drawing, entitle, wrapped
from focuskit.reports.wording import listed, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Places = Mapping[str, tuple[float, float]]
_SMALLEST, _LARGEST = 200.0, 1500.0
_THINNEST, _THICKEST = 0.6, 6.0
_LABEL_WIDTH = 18
_TOLD = 3
_ASIDE = 0.3
_NEAR_START = 0.36


@dataclass(frozen=True, slots=True)
class Node:
    """A point: its label and its size (a count); a ``is_quiet`` one is drawn hollow."""

    label: str
    size: int
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one node to another, and its count; ``note`` stands beside the count."""

    source: str
    target: str
    n: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and links to draw.

    ``key`` names the sentences that describe it (``succession``, ``cooccurrence``). The nodes stand on a
    circle, in their order.
    """

    title: str
    key: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    is_directed: bool = False


def circle(nodes: tuple[Node, ...]) -> dict[str, tuple[float, float]]:
    """Return places on a circle, clockwise from the top."""
    step = 2 * math.pi / max(1, len(nodes))
    return {one.label: (math.sin(n * step), math.cos(n * step)) for n, one in enumerate(nodes)}


def draw_graph(values: Graph, name: str) -> Picture:
    """Draw a graph; each link carries its count."""
    places = circle(values.nodes)
    with drawing(16, 14) as figure:
        axes = figure.subplots()
        for link in sorted(values.links, key=lambda one: one.n):
            _draw_link(axes, link, values, places)
        largest = max((one.size for one in values.nodes), default=0) or 1
        for node in values.nodes:
            _draw_node(axes, node, places[node.label], largest)
        axes.set_xlim(-1.45, 1.45)
        axes.set_ylim(-1.3, 1.3)
        axes.set_axis_off()
        entitle(axes, values.title)
        return develop(figure, name, values.title, describe_graph(values))


def _draw_node(axes: Axes, node: Node, place: tuple[float, float], largest: int) -> None:
    size = _SMALLEST + (_LARGEST - _SMALLEST) * node.size / largest
    face, edge = ("white", QUIET) if node.is_quiet else (SERIES[4], SERIES[0])
    axes.scatter(*place, s=size, color=face, edgecolor=edge, linewidth=1.2, zorder=3)
    label = f"{wrapped(node.label, _LABEL_WIDTH)}\n({number(node.size)})"
    away = math.hypot(*place) or 1.0
    right, up = (place[0] / away, place[1] / away) if place != (0, 0) else (0.0, -1.0)
    beyond = math.sqrt(size) / 2 + 3
    axes.annotate(
        label,
        place,
        (right * beyond, up * beyond),
        textcoords="offset points",
        ha="left" if right > _ASIDE else "right" if right < -_ASIDE else "center",
        va="bottom" if up > _ASIDE else "top" if up < -_ASIDE else "center",
        fontsize=8,
        color=INK,
        zorder=4,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.75},
    )


def _draw_link(axes: Axes, link: Link, values: Graph, places: Places) -> None:
    largest = max(one.n for one in values.links)
    width = _THINNEST + (_THICKEST - _THINNEST) * link.n / largest
    start, end = places[link.source], places[link.target]
    bend = 0.14 if values.is_directed else 0.0
    axes.annotate(
        "",
        xy=end,
        xytext=start,
        arrowprops={
            "arrowstyle": "-|>" if values.is_directed else "-",
            "connectionstyle": f"arc3,rad={bend}",
            "linewidth": width,
            "color": "#8aa4bd",
            "shrinkA": 16,
            "shrinkB": 18,
            "mutation_scale": 8 + width,
        },
        zorder=1,
    )
    told = f"{number(link.n)} {link.note}".strip()
    axes.text(*_along(start, end, bend), told, fontsize=7, color=INK, ha="center", va="center", zorder=2,
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.8})  # fmt: skip


def _along(start: tuple[float, float], end: tuple[float, float], bend: float) -> tuple[float, float]:
    """Return where the count of a line stands: in the middle, or nearer the start of a bent one.

    All bent lines of a circle cross in its middle, where their counts would hide one another.
    """
    (x1, y1), (x2, y2) = start, end
    share = _NEAR_START if bend else 0.5
    across_x, across_y = (x1 + x2) / 2 + bend * (y2 - y1), (y1 + y2) / 2 - bend * (x2 - x1)
    first, second, third = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return first * x1 + second * across_x + third * x2, first * y1 + second * across_y + third * y2


def describe_graph(values: Graph) -> str:
    """Say how many nodes and links there are, and which links are the strongest."""
    if not values.links:
        return say(f"picture.{values.key}_empty", nodes=number(len(values.nodes)))
    arrow = " → " if values.is_directed else " – "
    strongest = sorted(values.links, key=lambda one: (-one.n, one.source, one.target))[:_TOLD]
    told = listed([f"{one.source}{arrow}{one.target} ({number(one.n)})" for one in strongest])
    counts = {"nodes": number(len(values.nodes)), "links": number(len(values.links))}
    return say(f"picture.{values.key}_alt", strongest=told, **counts)
