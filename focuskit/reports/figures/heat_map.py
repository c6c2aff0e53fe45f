"""Heat maps: codes crossed with codes, people, groups or attributes; the count stands in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.messages import say
from focuskit.reports.figures.style import INK, QUIET, Picture, develop, drawing, entitle, shortened, wrapped
from focuskit.reports.wording import listed, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap

_ROW_CM, _COLUMN_CM, _NARROW_CM, _LABEL_CM, _HEAD_CM = 0.62, 2.1, 1.1, 6.2, 2.6
_WIDEST_CM, _SLANTED_CM = 25.0, 2.4
_LABEL_WIDTH, _HEAD_WIDTH, _STEEP_WIDTH = 38, 13, 34
_NARROW_GROUP = 4
_DARK = 0.55
_TOLD = 3
_MANY = 8


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Counts to show.

    Parameters
    ----------
    rows, columns
        Labels.
    counts
        Shape ``(n_rows, n_columns)``; ``None`` where nothing can be counted: shown hatched, not as 0.
    groups
        For each column the label above it, equal ones side by side; empty for no grouping.
    unit
        What is counted, for the title of the scale.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int | None, ...], ...]
    unit: str
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.rows) or any(len(row) != len(self.columns) for row in self.counts):
            raise ValueError("counts do not have the shape of the labels")
        if self.groups and len(self.groups) != len(self.columns):
            raise ValueError("one group label per column")

    @property
    def highest(self) -> int:
        """The largest count; 0 where there is none."""
        return max((count or 0 for row in self.counts for count in row), default=0)


def draw_heat_map(values: HeatMap, name: str) -> Picture:
    """Draw counts as a grid of shaded cells with their numbers."""
    column = _NARROW_CM if _is_steep(values) else _COLUMN_CM
    width = min(_WIDEST_CM, _LABEL_CM + max(3, len(values.columns)) * column)
    below = _SLANTED_CM if values.groups else 0.8
    above = _HEAD_CM + (_SLANTED_CM if _is_steep(values) else 0)
    height = above + max(2, len(values.rows)) * _ROW_CM + below
    with drawing(width, height) as figure:
        axes = figure.subplots()
        _fill(axes, values)
        _label(axes, values)
        entitle(axes, wrapped(values.title, round(width * 4.2)), pad=10)
        return develop(figure, name, values.title, describe_heat_map(values))


def _fill(axes: Axes, values: HeatMap) -> None:
    import matplotlib as mpl  # noqa: PLC0415 (heavy)
    from matplotlib.patches import Rectangle  # noqa: PLC0415 (heavy)

    colours: Colormap = mpl.colormaps["Blues"]
    top = values.highest or 1
    for y, row in enumerate(values.counts):
        for x, count in enumerate(row):
            share = (count or 0) / top
            face = "white" if not count else colours(0.12 + 0.8 * share)
            hatch = "////" if count is None else None
            axes.add_patch(Rectangle((x, y), 1, 1, facecolor=face, edgecolor="#d1d5db", hatch=hatch, lw=0.6))
            if count is not None:
                ink = "white" if share > _DARK else (INK if count else "#b0b5bd")
                shown = number(count)
                axes.text(x + 0.5, y + 0.5, shown, ha="center", va="center", color=ink, fontsize=8)


def _is_steep(values: HeatMap) -> bool:
    """Tell whether labels of columns are slanted: they are many, or a word of them is too long."""
    longest = max((len(word) for one in values.columns for word in one.split()), default=0)
    return len(values.columns) > _MANY or longest > _HEAD_WIDTH


def _label(axes: Axes, values: HeatMap) -> None:
    axes.set_xlim(0, max(1, len(values.columns)))
    axes.set_ylim(max(1, len(values.rows)), 0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.xaxis.tick_top()
    many = _is_steep(values)
    heads = [shortened(one, _STEEP_WIDTH) if many else wrapped(one, _HEAD_WIDTH) for one in values.columns]
    axes.set_xticks(
        [place + 0.5 for place in range(len(values.columns))],
        heads,
        rotation=55 if many else 0,
        rotation_mode="anchor" if many else "default",
        ha="left" if many else "center",
        fontsize=8,
    )
    axes.set_yticks(
        [place + 0.5 for place in range(len(values.rows))],
        [wrapped(one, _LABEL_WIDTH) for one in values.rows],
        fontsize=8,
    )
    axes.set_xlabel(values.unit, fontsize=8, color=QUIET, loc="right")
    _label_groups(axes, values)


def _label_groups(axes: Axes, values: HeatMap) -> None:
    """Part groups of columns by a line; their labels stand below, slanted where any group is narrow."""
    groups = values.groups
    edges = [place for place in range(1, len(groups)) if groups[place] != groups[place - 1]]
    starts = [0, *edges] if groups else []
    ends = [*edges, len(groups)]
    narrow = any(end - start < _NARROW_GROUP for start, end in zip(starts, ends, strict=False))
    for edge in edges:
        axes.axvline(edge, color=INK, lw=1.4)
    for start, end in zip(starts, ends, strict=False):
        axes.text(
            (start + end) / 2,
            len(values.rows) + 0.15,
            shortened(groups[start], _STEEP_WIDTH) if narrow else wrapped(groups[start], 24),
            rotation=35 if narrow else 0,
            rotation_mode="anchor",
            ha="right" if narrow else "center",
            va="top",
            fontsize=8,
        )


def describe_heat_map(values: HeatMap) -> str:
    """Say in a sentence what the grid shows: its size, and its highest cells."""
    cells = sorted(
        ((count, -y, -x) for y, row in enumerate(values.counts) for x, count in enumerate(row) if count),
        reverse=True,
    )[:_TOLD]
    sizes = {"rows": number(len(values.rows)), "columns": number(len(values.columns)), "unit": values.unit}
    if not cells:
        return say("picture.heat_map_empty", **sizes)
    told = [f"{values.rows[-y]} × {values.columns[-x]} ({number(count)})" for count, y, x in cells]
    return say("picture.heat_map_alt", highest=listed(told), **sizes)
