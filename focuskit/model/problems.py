"""What was wrong or doubtful in a user's file, told as a value and never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from focuskit.messages import say, say_in_report, spoken
from focuskit.messages.harmless import harmless


class Severity(StrEnum):
    """``error``: something could not be used. ``warning``: used, but doubtful. ``note``: for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a user's file.

    Parameters
    ----------
    path
        The file, as the user gave it (or relative to the folder they gave).
    line
        Line (or table row, or paragraph) counted from 1; ``None`` when the whole file is meant.
    severity
        See `Severity`.
    key
        Message key in the catalogues (``problem.``, ``codebook.`` or ``study.``).
    facts
        Name and value of what the sentence needs; never words of a transcript nor names of people.
    """

    path: str
    line: int | None
    severity: Severity
    key: str
    facts: Facts = ()

    def sentence(self) -> str:
        """Return what is wrong and what to do, in the language in force, without path and line."""
        return say(self.key, **{name: _number(value) if name == "n" else value for name, value in self.facts})

    def in_report(self) -> str:
        """Return the same sentence as a report prints it."""
        return say_in_report(
            self.key, **{name: _number(value) if name == "n" else value for name, value in self.facts}
        )

    def told(self) -> str:
        """Return the whole: path, line, sentence."""
        path = harmless(self.path, one_line=True)
        place = f"{path}, {say('study.line', line=self.line)}" if self.line else path
        return f"{place} : {self.sentence()}" if spoken() == "fr" else f"{place}: {self.sentence()}"


def _number(value: str) -> int | str:
    return int(value) if value.isdecimal() else value


def error(path: str, key: str, *, line: int | None = None, **facts: object) -> Problem:
    """Make a problem for something that could not be used."""
    return Problem(path, line, Severity.ERROR, key, _told(facts))


def warning(path: str, key: str, *, line: int | None = None, **facts: object) -> Problem:
    """Make a problem for something that was used but is doubtful."""
    return Problem(path, line, Severity.WARNING, key, _told(facts))


def note(path: str, key: str, *, line: int | None = None, **facts: object) -> Problem:
    """Make a remark that asks for nothing."""
    return Problem(path, line, Severity.NOTE, key, _told(facts))


def _told(facts: dict[str, object]) -> Facts:
    return tuple((name, str(value)) for name, value in facts.items())
