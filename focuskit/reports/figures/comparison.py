"""Themes compared by an attribute of people: how many of how many, never a share of a few."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.messages import say
from focuskit.reports.figures.style import FAINT, INK, SERIES, Picture, develop, drawing, entitle, wrapped
from focuskit.reports.wording import listed, number

_ROW_CM, _SIGN_CM, _LABEL_WIDTH = 0.3, 0.34, 36
_SIGNS = ("o", "s", "^", "D", "v", "P", "X", "*")
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """Persons who spoke of each theme, by the values of an attribute.

    Parameters
    ----------
    themes, values
        Labels of rows and of the signs.
    persons
        Shape ``(n_themes, n_values)``.
    totals
        Persons with each value: what the counts are out of.
    """

    title: str
    themes: tuple[str, ...]
    values: tuple[str, ...]
    persons: tuple[tuple[int, ...], ...]
    totals: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.totals) != len(self.values) or any(len(row) != len(self.values) for row in self.persons):
            raise ValueError("counts do not have the shape of the labels")


def draw_comparison(values: Comparison, name: str) -> Picture:
    """Draw one line per theme and one sign per value, placed by its part of the persons with that value."""
    row_cm = _ROW_CM + _SIGN_CM * max(1, len(values.values))
    with drawing(17, 3.2 + max(1, len(values.themes)) * row_cm) as figure:
        axes = figure.subplots()
        spread = 0.8 / max(1, len(values.values))
        for place, total in enumerate(values.totals):
            shift = (place - (len(values.totals) - 1) / 2) * spread
            rows = [(row[place] / total if total else 0.0, n + shift) for n, row in enumerate(values.persons)]
            label = f"{values.values[place]} (n = {number(total)})"
            axes.scatter(
                [x for x, _ in rows],
                [y for _, y in rows],
                marker=_SIGNS[place % len(_SIGNS)],
                s=34,
                color=SERIES[place % len(SERIES)],
                edgecolor=INK,
                lw=0.5,
                label=label,
                zorder=3,
            )
            for (x, y), row in zip(rows, values.persons, strict=True):
                axes.text(x + 0.018, y, f"{row[place]}/{total}", fontsize=7, va="center", color=INK)
        axes.set_yticks(range(len(values.themes)), [wrapped(one, _LABEL_WIDTH) for one in values.themes])
        axes.set_ylim(max(1, len(values.themes)) - 0.5, -0.5)
        axes.set_xlim(-0.03, 1.12)
        axes.set_xticks([0, 1], [say("picture.nobody"), say("picture.everybody")])
        for line in range(len(values.themes)):
            axes.axhline(line, color=FAINT, lw=0.8, zorder=0)
        entitle(axes, values.title)
        if values.values:
            figure.legend(loc="outside lower center", ncols=3, fontsize=8)
        return develop(figure, name, values.title, describe_comparison(values))


def describe_comparison(values: Comparison) -> str:
    """Say where the values differ most."""
    if not values.themes or not values.values:
        return say("picture.comparison_empty")
    apart = []
    for theme, row in zip(values.themes, values.persons, strict=True):
        parts = [n / total if total else 0.0 for n, total in zip(row, values.totals, strict=True)]
        counts = (f"{v} {n}/{t}" for v, n, t in zip(values.values, row, values.totals, strict=True))
        apart.append((max(parts) - min(parts), f"{theme} ({', '.join(counts)})"))
    apart.sort(key=lambda one: -one[0])
    return say("picture.comparison_alt", furthest=listed([told for _, told in apart[:_TOLD]]))
