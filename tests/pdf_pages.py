"""A PDF as pages of lines with their places, for tests of how a report looks."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from lxml import html

MARGIN = 68.0
"""2.4 cm in points: what stands above or below it is the header or the footer."""


@dataclass(frozen=True)
class Line:
    """Words on one line, and their frame in points from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def hides(self, other: "Line") -> bool:
        """Tell whether another line stands on this one (more than their frames touch)."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        lowest = min(self.bottom - self.top, other.bottom - other.top)
        return across > 1 and down > lowest / 2


@dataclass(frozen=True)
class Page:
    """A page: its number, size in points, and the lines between header and footer, from the top."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def is_wide(self) -> bool:
        return self.width > self.height

    @property
    def share_filled(self) -> float:
        """How far down the text reaches, 0 to 1."""
        lowest = max((one.bottom for one in self.lines), default=MARGIN)
        return (lowest - MARGIN) / (self.height - 2 * MARGIN)


def convert(path: Path, form: str, folder: Path) -> Path:
    """Let LibreOffice write a file in another form."""
    folder.mkdir(exist_ok=True)
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    command = ["soffice", settings, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{form.partition(':')[0]}"


def read_pages(path: Path) -> list[Page]:
    """Read the pages of a PDF with pdftotext."""
    command = ["pdftotext", "-bbox-layout", str(path), "-"]
    found = subprocess.run(command, check=True, capture_output=True, timeout=300).stdout
    return [_page(number, one) for number, one in enumerate(html.fromstring(found).iter("page"), 1)]


def _page(number: int, element: html.HtmlElement) -> Page:
    height = float(element.get("height"))
    lines = [
        Line(" ".join(word.text for word in line.iter("word")), *_frame(line))
        for line in element.iter("line")
    ]
    inside = [one for one in lines if one.top > MARGIN - 10 and one.bottom < height - MARGIN + 10]
    ordered = tuple(sorted(inside, key=lambda one: (one.top, one.left)))
    return Page(number, float(element.get("width")), height, ordered)


def _frame(element: html.HtmlElement) -> tuple[float, ...]:
    return tuple(float(element.get(name)) for name in ("xmin", "ymin", "xmax", "ymax"))
