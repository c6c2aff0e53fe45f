"""The files behind what the user gave: transcripts, tables of participants, and what is left out."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from focuskit.messages.harmless import harmless
from focuskit.model.problems import Problem, error
from focuskit.transcripts.reading import InputFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

TRANSCRIPT_SUFFIXES = frozenset(
    {".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".vtt", ".srt", ".json", ".csv", ".tsv",
     ".xlsx", ".ods", ".sonal", ".eaf", ".trs", ".cha", ".xml", ".textgrid"}
)  # fmt: skip
"""Suffixes of files that can be read as transcripts, in lower case."""

CORPUS_SUFFIX = ".crp"
"""Suffix of a Sonal corpus: it names transcripts and the variables of their speakers."""

_MOST_SHOWN = 5
_PROJECT = "focuskit.toml"
_PARTICIPANTS = frozenset({"participants.csv", "participants.xlsx"})


@dataclass(frozen=True, slots=True)
class InputListing:
    """What was found.

    ``files`` are transcripts in order; ``participants`` tables of participants; ``skipped`` the relative
    names of files that were left out.
    """

    files: tuple[InputFile, ...] = ()
    participants: tuple[Path, ...] = ()
    skipped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def find_inputs(inputs: Sequence[Path], *, without: Collection[Path] = ()) -> InputListing:
    """List the files in folders (walked in sorted order) and those given directly; nothing is opened.

    Folders that hold a project are not entered, nor are the paths of ``without`` taken: what a run writes
    below its own input is no input of the next.
    """
    finding = _Finding(without=frozenset(_real(path) for path in without))
    for given in inputs:
        if given.is_dir():
            finding.add_folder(given)
        elif given.is_file():
            finding.add_given_file(given)
        else:
            finding.problems.append(error(str(given), "problem.missing_input"))
    return finding.listing()


@dataclass(slots=True)
class _Finding:
    """What has been found so far; ``places`` holds the real path behind each name."""

    without: frozenset[Path] = frozenset()
    files: list[InputFile] = field(default_factory=list)
    participants: dict[Path, Path] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Path] = field(default_factory=dict)

    def listing(self) -> InputListing:
        return InputListing(
            tuple(self.files), tuple(self.participants.values()), tuple(self.skipped), tuple(self.problems)
        )

    def add_folder(self, folder: Path) -> None:
        root = _real(folder)
        for path in self._walk(folder):
            name = _name(path.relative_to(folder))
            if _is_wanted(path) and _real(path).is_relative_to(root) and path.is_file():
                self._add(path, name)
            elif path.suffix.lower() != CORPUS_SUFFIX:
                self.skipped.append(_printable(name))

    def add_given_file(self, path: Path) -> None:
        if path.suffix.lower() == CORPUS_SUFFIX:
            self._add_corpus(path)
        elif path.suffix.lower() not in TRANSCRIPT_SUFFIXES:
            self.problems.append(error(str(path), "problem.unknown_format"))
        else:
            self._add(path, _name(Path(path.name)))

    def _add_corpus(self, path: Path) -> None:
        """Add the transcripts that a Sonal corpus lists, as far as they lie in its folder."""
        from focuskit.transcripts.sonal import list_corpus  # noqa: PLC0415 (lxml is slow to load)

        names = list_corpus(path)
        if names is None:
            self.problems.append(error(str(path), "problem.not_corpus"))
            return
        root = _real(path.parent)
        inside = [name for name in names if _real(root / name).is_relative_to(root)]
        missing = [name for name in inside if not _is_file(root / name)]
        if len(inside) < len(names):
            self.problems.append(error(str(path), "problem.corpus_outside", n=len(names) - len(inside)))
        if missing:
            shown = ", ".join(missing[:_MOST_SHOWN])
            self.problems.append(error(str(path), "problem.corpus_missing", n=len(missing), names=shown))
        for name in inside:
            found = path.parent / name
            if _is_file(found) and found.suffix.lower() in TRANSCRIPT_SUFFIXES:
                self._add(found, _name(Path(name)))

    def _walk(self, folder: Path) -> Iterator[Path]:
        def refused(fault: OSError) -> None:
            self.problems.append(error(str(fault.filename), "problem.unreadable"))

        for place, folders, names in os.walk(folder, onerror=refused):
            hidden = [name for name in folders if name.startswith(".") or Path(place, name).is_symlink()]
            folders[:] = sorted(
                name for name in set(folders) - set(hidden) if self._enters(Path(place, name))
            )
            for name in sorted(names + hidden):
                if _real(Path(place, name)) not in self.without:
                    yield Path(place, name)

    def _enters(self, folder: Path) -> bool:
        return not (folder / _PROJECT).is_file() and _real(folder) not in self.without

    def _add(self, path: Path, name: str) -> None:
        real = _real(path)
        if name.rpartition("/")[2].lower() in _PARTICIPANTS:
            self.participants.setdefault(real, path)
        elif _printable(name) != name:
            self.problems.append(error(_printable(str(path)), "problem.unreadable_name"))
        elif name not in self.places:
            self.places[name] = real
            self.files.append(InputFile(path, name))
        elif self.places[name] != real:
            self.problems.append(error(str(path), "problem.same_name"))


def _is_wanted(path: Path) -> bool:
    name = path.name
    if name.startswith((".", "~$")) or name.lower().startswith("readme"):
        return False
    return path.suffix.lower() in TRANSCRIPT_SUFFIXES


def _name(relative: Path) -> str:
    return unicodedata.normalize("NFC", relative.as_posix())


def _real(path: Path) -> Path:
    """Return the place that a path leads to; the path itself where its links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def _is_file(path: Path) -> bool:
    """Tell whether there is a file of a name that somebody wrote, however long or strange it is."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _printable(name: str) -> str:
    return harmless(name, one_line=True)
