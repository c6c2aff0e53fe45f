"""The pictures of the review screen in docs/images, drawn by Textual itself from the sample study."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from measure import CODEBOOK, ROOT, focuskit, seconds

from focuskit.cli.review.app import ReviewApp
from focuskit.cli.review.palette import DARK, LIGHT, Palette
from focuskit.messages import speak
from focuskit.store import open_project
from focuskit.workflow.review import Review

IMAGES = ROOT / "docs" / "images"
PICTURES: tuple[tuple[str, str, Palette, tuple[int, int], tuple[str, ...]], ...] = (
    ("review.svg", "en", DARK, (128, 34), ("a", "a", "r", "a", "asterisk", "a")),
    ("review.fr.svg", "fr", LIGHT, (128, 34), ("a", "a", "r", "a", "asterisk", "a")),
    ("review-span.fr.svg", "fr", DARK, (80, 24), ("a", "v", "up", "left", "left")),
)
_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)


async def draw(review: Review, palette: Palette, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """Press keys and draw the screen; the fonts are those of whoever looks at it."""
    app = ReviewApp(review, palette)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        picture = _FONT.sub("", app.export_screenshot())
    return picture.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


for name, language, palette, size, keys in PICTURES:
    with tempfile.TemporaryDirectory() as place:
        sample = ROOT / "transcripts_sample"
        seconds(focuskit("run", sample, "--codebook", CODEBOOK, "--output", Path(place) / "out"))
        speak(language)
        review = Review(open_project(Path(place) / "out" / "project"), "fg1_la_grange.docx", "Claire")
        svg = asyncio.run(draw(review, palette, size, keys))
        IMAGES.joinpath(name).write_text(svg + "\n", encoding="utf-8")
