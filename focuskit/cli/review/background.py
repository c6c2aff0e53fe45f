"""Is the terminal dark or light? It is asked; a terminal that does not answer is taken for dark."""

from __future__ import annotations

import os
import re
import select
import sys
import time

_ANSWER = re.compile(rb"rgb:([0-9a-f]+)/([0-9a-f]+)/([0-9a-f]+)", re.IGNORECASE)
_HALF_WAY = 0.5
_WAIT_S = 0.15
_LIGHT_INDEXES = {"7", "15"}


def terminal_is_light() -> bool:
    """Ask the terminal for its background (OSC 11); else believe ``COLORFGBG``."""
    told = os.environ.get("COLORFGBG", "")
    if told:
        return told.rpartition(";")[2] in _LIGHT_INDEXES
    answer = _ask()
    return answer is not None and is_light(answer)


def is_light(answer: bytes) -> bool:
    """Read the answer to OSC 11: whether the colour in it is light; what is no answer is not."""
    found = _ANSWER.search(answer)
    if found is None:
        return False
    red, green, blue = (int(part, 16) / float(16 ** len(part) - 1) for part in found.groups())
    return 0.299 * red + 0.587 * green + 0.114 * blue > _HALF_WAY


def _ask() -> bytes | None:
    """Send the question and wait a moment; ``None`` where there is no terminal to ask."""
    try:
        import termios  # noqa: PLC0415 (not on Windows)
        import tty  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        sys.stdout.write("\x1b]11;?\x1b\\")
        sys.stdout.flush()
        return _read_answer(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def _read_answer(terminal: int) -> bytes:
    answer = b""
    until = time.monotonic() + _WAIT_S
    while (left := until - time.monotonic()) > 0 and select.select([terminal], [], [], left)[0]:
        answer += os.read(terminal, 64)
        if answer.endswith((b"\x07", b"\x1b\\")):
            break
    return answer
