"""Every reader of a file: what it is given, and what must hold of what it returns."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from focuskit.model.problems import Problem
from focuskit.transcripts import InputFile, ReadResult, read_transcript
from focuskit.transcripts.formats import READERS
from fuzzing.guards import BrokenPropertyError, unprintable

_LARGEST_NUMBER = 2**63


@dataclass(frozen=True, slots=True)
class Target:
    """One reader.

    ``kind`` tells how files are changed (see `fuzzing.mutations.mutate`), ``seeds`` gives files that are
    read, ``run`` reads the file at a path, in a folder that is empty but for it.
    """

    name: str
    suffix: str
    kind: str
    seeds: Callable[[], tuple[bytes, ...]]
    run: Callable[[Path], object]


def check_problems(problems: tuple[Problem, ...]) -> None:
    """Check that each problem is a sentence that a terminal can show."""
    for problem in problems:
        if any(map(unprintable, problem.told())):
            raise BrokenPropertyError(f"{problem.key} tells control characters")


def check_read(result: ReadResult) -> None:
    """Check what every reader of transcripts promises of its result."""
    check_problems(result.problems)
    transcript = result.transcript
    if transcript is None:
        if not result.problems:
            raise BrokenPropertyError("no transcript and no problem")
        return
    told = [transcript.text, *(text for pair in transcript.attributes for text in pair)]
    told += [text for one in transcript.speakers for pair in one.attributes for text in pair]
    told += [one.text for one in transcript.asides]
    told += [label for one in (*transcript.turns, *transcript.speakers) if (label := one.label) is not None]
    told += [one.question for one in transcript.turns if one.question is not None]
    for text in told:
        text.encode()
        if any(unicodedata.category(one) == "Cc" and one not in "\n\t" for one in text):
            raise BrokenPropertyError("control characters in what is stored")
    if not unicodedata.is_normalized("NFC", transcript.text):
        raise BrokenPropertyError("not NFC")
    times = (time_ms for turn in transcript.turns for time_ms in (turn.start_ms, turn.end_ms))
    if any(time_ms is not None and not 0 <= time_ms < _LARGEST_NUMBER for time_ms in times):
        raise BrokenPropertyError("an impossible time")


def _transcript(path: Path) -> None:
    check_read(read_transcript(InputFile(path, path.name)))


_KINDS = {".docx": "zip", ".odt": "zip", ".xlsx": "zip", ".ods": "zip", ".pdf": "pdf"}


@cache
def targets() -> Mapping[str, Target]:
    """Return every reader by its name: one per suffix of transcripts, then all others."""
    from fuzzing import seeds  # noqa: PLC0415 (makes files)
    from fuzzing.others import OTHERS  # noqa: PLC0415 (loads the whole program)

    listed = [
        Target(
            suffix.removeprefix("."),
            suffix,
            _KINDS.get(suffix, "text"),
            lambda suffix=suffix: seeds.transcripts(suffix),
            _transcript,
        )
        for suffix in READERS
        if suffix != ".htm"
    ]
    return {one.name: one for one in (*listed, *OTHERS)}
