"""What may not happen while a file is read: each is a finding with the name of what was broken."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from focuskit.errors import FocuskitError

MOST_SECONDS = 5.0
"""Processor time that one input may take."""

MOST_MEGABYTES = 400
"""Memory that one input may add at its highest."""

_WRITES = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
)
_ALONE = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "subprocess.Popen",
    "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.Request", "ftplib.connect", "http.client.connect",
    "pickle.find_class", "webbrowser.open", "ctypes.dlopen", "sqlite3.load_extension",
)  # fmt: skip


class TooSlowError(BaseException):
    """More processor time than one input may take; no reader catches it."""


class BrokenPropertyError(AssertionError):
    """Something that must hold of what a reader returns does not."""


class _Watch:
    """What Python tells of while it is switched on; an audit hook cannot be taken out again."""

    def __init__(self) -> None:
        self.inside: str | None = None
        self.seen: list[str] = []
        self.is_hooked = False

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.inside is None:
            return
        if event in _ALONE:
            self.seen.append(event)
        elif event == "open":
            path, mode, flags = arguments
            writes = (isinstance(mode, str) and set(mode) & set("wxa+")) or (
                isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            )
            if writes and not self._is_inside(path):
                self.seen.append(f"written outside: {path!r}")
        elif event in _WRITES and arguments[-1] == -1 and not self._is_inside(arguments[0]):
            self.seen.append(f"{event}: {arguments[0]!r}")

    def _is_inside(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return True
        place = os.path.realpath(os.fsdecode(path))
        return (
            place == os.devnull
            or "__pycache__" in place
            or place.startswith(f"{self.inside}{os.sep}")
            or place == self.inside
        )


_WATCH = _Watch()


@contextlib.contextmanager
def watched(inside: Path) -> Iterator[list[str]]:
    """Give the list of everything that leaves the folder, runs a program or calls another machine."""
    if not _WATCH.is_hooked:
        sys.addaudithook(_WATCH.hook)
        _WATCH.is_hooked = True
    _WATCH.seen = []
    _WATCH.inside = os.path.realpath(inside)
    try:
        yield _WATCH.seen
    finally:
        _WATCH.inside = None


class _Told(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.names: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.names.append(record.name)


@contextlib.contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds:g} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _highest(name: str = "VmHWM") -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) // 1024
    return 0


@contextlib.contextmanager
def _in_memory(megabytes: float) -> Iterator[None]:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _highest("VmRSS")
    yield
    if _highest() - before > megabytes:
        gc.collect()
        raise BrokenPropertyError("too much memory")


def finding_of(run: Callable[[], object], inside: Path, *, seconds: float = MOST_SECONDS) -> str | None:
    """Run something; return what was broken in one line that is the same for the same fault, else ``None``."""
    told = _Told()
    root = logging.getLogger()
    root.addHandler(told)
    seen: list[str] = []
    began = time.process_time()
    try:
        with warnings.catch_warnings(), _in_memory(MOST_MEGABYTES), _in_time(2 * seconds):
            warnings.simplefilter("error")
            try:
                with watched(inside) as seen:
                    run()
            except FocuskitError as fault:
                _check_sentence(str(fault))
        if time.process_time() - began > seconds:
            return f"slow: {seconds:g} s"
        if seen:
            return seen[0]
        return f"logged: {told.names[0]}" if told.names else None
    except (Exception, TooSlowError, SystemExit) as fault:  # noqa: BLE001 (all that comes out is what we look for)
        return _signature(fault)
    finally:
        root.removeHandler(told)


def _signature(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [one for one in frames if "/focuskit/" in one.filename and "/tests/" not in one.filename]
    places = [ours[-1], frames[-1]] if ours else frames[-2:]
    told = str(fault)[:120] if isinstance(fault, BrokenPropertyError | TooSlowError | Warning) else ""
    where = " < ".join(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(places))
    return f"{type(fault).__name__} {told} {where}"


def _check_sentence(sentence: str) -> None:
    if any(unprintable(character) for character in sentence):
        raise BrokenPropertyError("a sentence with control characters")


def unprintable(character: str) -> bool:
    """Tell whether a terminal would obey a character instead of showing it."""
    code = ord(character)
    return (
        (code < 32 and character not in "\n\t")
        or 127 <= code < 160
        or 0xD800 <= code < 0xE000
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
    )
