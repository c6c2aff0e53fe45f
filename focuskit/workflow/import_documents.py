"""Import: files to documents in the project."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.model.documents import Transcript, count_words
from focuskit.model.participants import Participant
from focuskit.model.problems import Problem, error, note, warning
from focuskit.store import (
    DocumentFigures,
    ImportOutcome,
    ProjectFolder,
    load_documents,
    load_problems,
    read_settings,
    save_participants,
    save_problems,
    save_transcript,
    update_settings,
)
from focuskit.store.consents import keep_refusals
from focuskit.store.documents import digest, known_sources
from focuskit.store.participants import join_participants, mark_moderators
from focuskit.store.withdrawals import came_back
from focuskit.transcripts import (
    InputFile,
    InputListing,
    Reading,
    find_inputs,
    read_participants,
    read_transcript,
)
from focuskit.workflow.progress import Progress, silent
from focuskit.writing import write_whole

_YAML = frozenset({".yaml", ".yml"})
_FEWEST_WORDS = 50
"""A shorter text may well be said twice."""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: names of documents by outcome, files passed over, and all problems.

    ``transcripts`` are those a trial has read, empty where documents were kept.
    """

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[str, ...]
    problems: tuple[Problem, ...]
    transcripts: tuple[Transcript, ...] = ()


def import_documents(
    folder: ProjectFolder,
    inputs: Sequence[Path],
    reading: Reading,
    *,
    participants: Path | None = None,
    without: Collection[Path] = (),
    progress: Progress = silent,
) -> ImportSummary:
    """Import files and folders; what the project has already is left as it is.

    Each document is kept in one transaction with its problems. A file that cannot be used is a problem of
    severity ``error``; the others go on. Paths of ``without`` are not taken.
    """
    listing = find_inputs(inputs, without=without)
    reading = _with_settings(folder, reading)
    outcomes: dict[str, ImportOutcome] = {}
    problems: list[Problem] = [*listing.problems, *_guides_aside(folder, listing)]
    with folder.reading() as connection:
        known = known_sources(connection)
        told = load_problems(connection)
        same = {words_digest(one.text): one.name for one in load_documents(connection)}
    for done, file in enumerate(listing.files, 1):
        outcome, found = _import_file(folder, file, reading, known, told, same)
        if outcome:
            outcomes[file.name] = outcome
        problems += found
        progress("cli.step_import", done, len(listing.files))
    problems += _import_people(folder, listing, participants, reading)
    with folder.reading() as connection:
        problems += [warning(name, "privacy.came_back") for name in came_back(connection)]
    return ImportSummary(
        added=tuple(name for name, outcome in outcomes.items() if outcome is ImportOutcome.ADDED),
        unchanged=tuple(name for name, outcome in outcomes.items() if outcome is not ImportOutcome.ADDED),
        skipped=listing.skipped,
        problems=tuple(problems),
    )


def _guides_aside(folder: ProjectFolder, listing: InputListing) -> list[Problem]:
    """Tell what to do with an interview guide beside the transcripts, where the project has none."""
    if folder.guide_path.is_file():
        return []
    guides = [
        name
        for name in listing.skipped
        if Path(name).stem.casefold() == "guide" and Path(name).suffix in _YAML
    ]
    return [note(name, "study.guide_aside") for name in guides]


def preview_documents(
    folder: ProjectFolder, inputs: Sequence[Path], reading: Reading, *, progress: Progress = silent
) -> tuple[tuple[DocumentFigures, ...], ImportSummary]:
    """Read files without keeping anything: what each would be as a document, and all problems."""
    listing = find_inputs(inputs)
    settings = read_settings(folder.path)
    reading = Reading((*settings.moderators, *reading.moderators), reading.text_column, reading.id_column)
    with folder.reading() as connection:
        known = known_sources(connection)
        kept = {one.name: one.text for one in load_documents(connection)}
    same = {words_digest(text): name for name, text in kept.items()}
    transcripts: list[Transcript] = []
    figures: list[DocumentFigures] = []
    problems = [*listing.problems, *_guides_aside(folder, listing)]
    for done, file in enumerate(listing.files, 1):
        result = read_transcript(file, reading)
        twice = _said_already(file, result.transcript, known, same)
        changed = _changed_since(file, result.transcript, known, kept)
        problems += changed or twice or result.problems
        if result.transcript and not twice:
            figures.append(_figures(result.transcript))
            transcripts.append(result.transcript)
        progress("cli.step_import", done, len(listing.files))
    new = tuple(one.name for one in figures if one.name not in known)
    old = tuple(one.name for one in figures if one.name in known)
    summary = ImportSummary(new, old, listing.skipped, tuple(problems), tuple(transcripts))
    return tuple(figures), summary


def _changed_since(
    file: InputFile, transcript: Transcript | None, known: dict[str, str], kept: dict[str, str]
) -> list[Problem]:
    """Tell that a file differs from the one that was imported under its name."""
    if transcript is None or file.name not in known or transcript.text == kept.get(file.name):
        return []
    with file.path.open("rb") as opened:
        is_same = hashlib.file_digest(opened, "sha256").hexdigest() == known[file.name]
    return [] if is_same else [error(file.name, "study.document_changed")]


def _figures(transcript: Transcript) -> DocumentFigures:
    return DocumentFigures(
        name=transcript.name,
        kind=transcript.kind,
        n_speakers=len(transcript.speakers),
        n_turns=len(transcript.turns),
        n_segments=0,
        n_words=count_words(transcript.text),
    )


def _with_settings(folder: ProjectFolder, reading: Reading) -> Reading:
    settings = read_settings(folder.path)
    moderators = tuple(dict.fromkeys((*settings.moderators, *reading.moderators)))
    if moderators != settings.moderators:
        update_settings(folder.path, moderators=list(moderators))
    return Reading(moderators, reading.text_column, reading.id_column)


def _import_file(
    folder: ProjectFolder,
    file: InputFile,
    reading: Reading,
    known: dict[str, str],
    told: Sequence[Problem],
    same: dict[str, str],
) -> tuple[ImportOutcome | None, list[Problem]]:
    try:
        with file.path.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        return None, [error(file.name, "study.unreadable", reason=reason)]
    if known.get(file.name) == sha256:
        return ImportOutcome.UNCHANGED, [problem for problem in told if problem.path == file.name]
    result = read_transcript(file, reading)
    problems = list(result.problems)
    twice = _said_already(file, result.transcript, known, same)
    if twice:
        return None, twice
    outcome = None
    with folder.writing() as connection:
        if result.transcript:
            outcome = save_transcript(connection, result.transcript, sha256)
        if outcome is ImportOutcome.CHANGED:
            return outcome, [error(file.name, "study.document_changed")]
        if outcome is ImportOutcome.ADDED:
            _keep_original(folder, result.transcript, file.path)
        save_problems(connection, file.name, problems)
    return outcome, problems


def _said_already(
    file: InputFile, transcript: Transcript | None, known: dict[str, str], same: dict[str, str]
) -> list[Problem]:
    """Tell that the words of a new file are those of another document; ``same`` learns the words."""
    if transcript is None or count_words(transcript.text) < _FEWEST_WORDS:
        return []
    other = same.setdefault(words_digest(transcript.text), file.name)
    is_new = other != file.name and file.name not in known
    return [warning(file.name, "study.same_words", other=other)] if is_new else []


def words_digest(text: str) -> str:
    """Return a digest of the letters and digits of a text: the same whatever its format lays out."""
    return digest("".join(filter(str.isalnum, text)).casefold())


def _keep_original(folder: ProjectFolder, transcript: Transcript | None, path: Path) -> None:
    if transcript:
        write_whole(folder.transcripts_path / transcript.name, path.read_bytes())


def _import_people(
    folder: ProjectFolder, listing: InputListing, given: Path | None, reading: Reading
) -> list[Problem]:
    """Read the participants table given, else those found; join people to speakers."""
    paths = (given,) if given else listing.participants
    people: list[Participant] = []
    problems: list[Problem] = []
    for path in paths:
        table = read_participants(path)
        people += table.participants
        problems += table.problems
    shown = paths[0].name if paths else folder.participants_path.name
    with folder.writing() as connection:
        if people:
            listed, kept = keep_refusals(connection, people, shown)
            problems += (*kept, *save_participants(connection, listed, shown))
            _keep_table(folder, paths[0])
        else:
            join_participants(connection, shown)
        mark_moderators(connection, reading.moderators)
    return problems


def _keep_table(folder: ProjectFolder, path: Path) -> None:
    target = folder.participants_path.with_suffix(path.suffix.lower())
    write_whole(target, path.read_bytes())
