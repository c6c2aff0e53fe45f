"""Colours on a dark and on a light terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one background, as ``#rrggbb``; people take theirs in turn."""

    name: str
    background: str
    text: str
    faint: str
    here: str
    span: str
    picked: str
    hit: str
    accent: str
    yes: str
    raised: str
    moderator: str
    people: tuple[str, ...]


DARK = Palette(
    name="focuskit-dark",
    background="#16191d",
    text="#d8dee6",
    faint="#7d8894",
    here="#20262d",
    span="#2d3b4a",
    picked="#3f5f8a",
    hit="#6b5a12",
    accent="#e5b567",
    yes="#8cc98f",
    raised="#1d2127",
    moderator="#9aa4af",
    people=("#7fc1e8", "#e89fb4", "#a8d08d", "#d9b36c", "#b9a5e8", "#6fcfc0", "#e8a57f", "#9fb6e0"),
)
LIGHT = Palette(
    name="focuskit-light",
    background="#fbfaf7",
    text="#22272e",
    faint="#6a737d",
    here="#f0ede4",
    span="#dfe9f5",
    picked="#b5d0f0",
    hit="#f5e19a",
    accent="#8a5a00",
    yes="#1f7a36",
    raised="#f1efe9",
    moderator="#5b636c",
    people=("#0b5f96", "#a3245a", "#3b6e12", "#8a5a00", "#5b3fa8", "#0b6f66", "#a5430f", "#3a5290"),
)


def readable(color: str, palette: Palette) -> str:
    """Return a code's colour, brought nearer to the text's until it can be read on the background."""
    wanted = _parts(color or palette.faint)
    background, towards = _parts(palette.background), _parts(palette.text)
    for _ in range(8):
        if abs(_light(wanted) - _light(background)) >= _FAR_ENOUGH:
            break
        wanted = tuple(round(one + (other - one) * 0.25) for one, other in zip(wanted, towards, strict=True))
    return "#" + "".join(f"{one:02x}" for one in wanted)


_FAR_ENOUGH = 95.0


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))


def _light(parts: tuple[int, ...]) -> float:
    red, green, blue = parts
    return 0.299 * red + 0.587 * green + 0.114 * blue
