"""Plain text files (.txt)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focuskit.model.problems import Problem, error, warning
from focuskit.opening import read_whole
from focuskit.transcripts.encoding import decode_text
from focuskit.transcripts.iramuteq import is_corpus, parse_corpus
from focuskit.transcripts.lines import split_lines
from focuskit.transcripts.normalise import normalise_text
from focuskit.transcripts.plain import parse_lines
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.turns import Found, compose_transcript

if TYPE_CHECKING:
    from focuskit.transcripts.reading import InputFile, Reading


def read_text(file: InputFile, reading: Reading) -> ReadResult:
    """Read a .txt transcript."""
    text, problems = read_normalised(file)
    if text is None:
        return ReadResult(None, problems)
    if is_corpus(text):
        return parse_corpus(file.name, text, moderators=reading.moderators, problems=problems)
    found: Found = parse_lines(file.name, split_lines(text), reading=reading, problems=problems)
    return compose_transcript(found)


def read_normalised(file: InputFile) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the normalised text of a text file, ``None`` if there is none, and what was doubtful."""
    decoded = decode_text(read_whole(file.path), file.name)
    if decoded.text is None:
        return None, decoded.problems
    normal = normalise_text(decoded.text)
    if not normal.text.strip():
        return None, (*decoded.problems, error(file.name, "problem.empty_file"))
    return normal.text, (*decoded.problems, *control_characters(file.name, normal.n_controls))


def control_characters(name: str, n: int) -> tuple[Problem, ...]:
    """Return the warning on control characters taken out, if there were any."""
    return (warning(name, "problem.control_characters", n=n),) if n else ()
