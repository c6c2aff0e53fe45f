"""Pictures of findings: plain values in, SVG and PNG with an alternative text out."""

from __future__ import annotations

from focuskit.reports.figures.code_line import CodeLine, LineSpan, draw_code_line
from focuskit.reports.figures.comparison import Comparison, draw_comparison
from focuskit.reports.figures.graph import Graph, Link, Node, draw_graph
from focuskit.reports.figures.heat_map import HeatMap, draw_heat_map
from focuskit.reports.figures.participation import Participation, PersonBar, draw_participation
from focuskit.reports.figures.saturation import SaturationCurve, draw_saturation, draw_saturations
from focuskit.reports.figures.style import Picture, drawn_only_as, without_titles

__all__ = [
    "CodeLine",
    "Comparison",
    "Graph",
    "HeatMap",
    "LineSpan",
    "Link",
    "Node",
    "Participation",
    "PersonBar",
    "Picture",
    "SaturationCurve",
    "draw_code_line",
    "draw_comparison",
    "draw_graph",
    "draw_heat_map",
    "draw_participation",
    "draw_saturation",
    "draw_saturations",
    "drawn_only_as",
    "without_titles",
]
