"""Standard output and error on which words of others are shown and never obeyed."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from typing import Any, TextIO, cast

from focuskit.messages.harmless import harmless

_COLORS = re.compile(r"(\x1b\[[0-9;]*m)")
_PROGRESS = re.compile(r"(\x1b\[[0-9;?]*[A-KSTfhlmnsu]|\r)")
"""What a bar of progress writes, on a terminal alone."""


@contextlib.contextmanager
def guarded_output() -> Iterator[None]:
    """Let only colours, and the bar of progress, pass as orders to the terminal; signs stand for others."""
    before = sys.stdout, sys.stderr
    sys.stdout = cast("TextIO", _Guarded(sys.stdout, _COLORS))
    sys.stderr = cast("TextIO", _Guarded(sys.stderr, _PROGRESS))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


class _Guarded:
    """A stream whose ``write`` shows what a terminal would obey; everything else is the stream's own."""

    def __init__(self, stream: TextIO, allowed: re.Pattern[str]) -> None:
        self._stream = stream
        self._allowed = allowed

    def write(self, text: str) -> int:
        """Write words; return how many characters were given."""
        self._stream.write(self._shown(text))
        return len(text)

    def _shown(self, text: str) -> str:
        if text.isprintable() or not self._stream.isatty():
            return harmless(text)
        pieces = self._allowed.split(text)
        return "".join(piece if place % 2 else harmless(piece) for place, piece in enumerate(pieces))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the stream has)
        return getattr(self._stream, name)
