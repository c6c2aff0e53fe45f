"""One style for all pictures: legible in print, in grey, and whatever the reader's colour vision."""

from __future__ import annotations

import contextlib
import io
import textwrap
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, QUIET, FAINT = "#1f2933", "#6b7280", "#e5e7eb"
SERIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#4D4D4D")
"""Colours told apart with any kind of colour vision (M. Okabe, K. Ito, Color Universal Design, 2008)."""

DOTS_PER_INCH = 200
_CM_PER_INCH = 2.54
_TITLED = ContextVar("titled", default=True)
_FORMS: ContextVar[tuple[str, ...]] = ContextVar("forms", default=("svg", "png"))
_SETTINGS: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "figure.facecolor": "white",
    "svg.fonttype": "path",
    "svg.hashsalt": "focuskit",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure: its name, title, alternative text, width in centimetres, and the two files.

    A file that `drawn_only_as` does not ask for is empty.
    """

    name: str
    title: str
    alt: str
    width_cm: float
    svg: bytes
    png: bytes

    def _repr_svg_(self) -> str:
        """Show the picture in a notebook."""
        return self.svg.decode("utf-8")

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {"image/svg+xml": self._repr_svg_(), "text/plain": f"{self.title}. {self.alt}"}


@contextlib.contextmanager
def drawing(width_cm: float, height_cm: float) -> Iterator[Figure]:
    """Give an empty figure of that size, in the style."""
    import matplotlib as mpl  # noqa: PLC0415 (heavy)
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 (heavy)
    from matplotlib.figure import Figure  # noqa: PLC0415 (heavy)

    with mpl.rc_context(_SETTINGS):
        size = (width_cm / _CM_PER_INCH, height_cm / _CM_PER_INCH)
        figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
        FigureCanvasAgg(figure)
        yield figure


@contextlib.contextmanager
def without_titles() -> Iterator[None]:
    """Draw without the title in the picture: a caption beside it tells it."""
    token = _TITLED.set(False)
    try:
        yield
    finally:
        _TITLED.reset(token)


@contextlib.contextmanager
def drawn_only_as(form: str) -> Iterator[None]:
    """Write pictures in one form alone (``svg`` or ``png``): a report needs no more."""
    token = _FORMS.set((form,))
    try:
        yield
    finally:
        _FORMS.reset(token)


def entitle(axes: Axes, title: str, *, pad: float | None = None) -> None:
    """Write the title of a picture above it, but `without_titles`."""
    if _TITLED.get():
        axes.set_title(title, pad=pad)


def develop(figure: Figure, name: str, title: str, alt: str) -> Picture:
    """Write a figure as SVG and PNG: the same drawing gives the same bytes."""
    layout = figure.get_layout_engine()
    assert layout is not None
    layout.execute(figure)
    figure.set_layout_engine("none")  # what it laid out stays: it would be laid out again for each file
    width_cm = float(figure.get_size_inches()[0]) * _CM_PER_INCH
    return Picture(name, title, alt, width_cm, _file(figure, "svg"), _file(figure, "png"))


def _file(figure: Figure, form: str) -> bytes:
    """Write a figure by its canvas (`Figure.savefig` would draw it once more to find its size)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 (heavy)
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 (heavy)

    if form not in _FORMS.get():
        return b""
    file = io.BytesIO()
    canvas: Any
    if form == "svg":
        canvas = FigureCanvasSVG(figure)
        canvas.print_svg(file, metadata={"Date": None, "Creator": "focuskit"})
    else:
        figure.dpi = DOTS_PER_INCH  # an SVG leaves another
        canvas = FigureCanvasAgg(figure)
        canvas.print_png(file, metadata={"Software": "focuskit"})
    return file.getvalue()


def wrapped(text: str, width: int) -> str:
    """Break a label into lines of at most ``width`` characters; a longer word stays whole."""
    return "\n".join(textwrap.wrap(text, width, break_long_words=False)) or text


def shortened(text: str, width: int) -> str:
    """Cut a label to ``width`` characters, an ellipsis included."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def colours_of(names: tuple[str, ...]) -> dict[str, str]:
    """Give each name a colour; beyond eight they come again: no picture may rest on them alone."""
    return {name: SERIES[place % len(SERIES)] for place, name in enumerate(names)}
