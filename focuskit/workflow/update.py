"""Update: a corrected transcript takes the place of a document's text; codings follow their words."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from focuskit.errors import UsageError
from focuskit.model.documents import SpeakerTurn, StoredDocument, Transcript
from focuskit.model.problems import Problem
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder, load_documents, read_settings
from focuskit.store.codings import KeptCoding, Orphan, load_codings, load_orphans, replace_codings
from focuskit.store.document_changes import find_document
from focuskit.store.documents import load_turns
from focuskit.store.memos import LostMemo, load_lost_memos
from focuskit.store.participants import fold_label, join_participants, mark_moderators
from focuskit.store.speakers import labels_of_nobody, remember_no_speaker, speakers_by_label
from focuskit.store.suggestion_states import refresh_version
from focuskit.store.text_versions import (
    TextVersion,
    add_text_version,
    load_text_versions,
    switch_version,
)
from focuskit.store.withdrawals import came_back
from focuskit.transcripts import InputFile, Reading, read_transcript
from focuskit.transcripts.placing import Placement, place_spans
from focuskit.workflow.documents import kept_versions
from focuskit.workflow.guide import carry_matches
from focuskit.workflow.segment import segment_again, segment_documents
from focuskit.writing import write_whole

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_RENAMED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class UpdateSummary:
    """What an update did.

    Parameters
    ----------
    document, version
        Name of the document and number of the version that is current now.
    n_same, n_changed
        Codings whose words are the same, and whose words were changed by the correction.
    orphans
        Codings that have no place in the current version.
    renamed
        Labels before and after, of speakers known by another name now.
    new_labels
        Labels that were not there before.
    changed
        The codings whose words the correction changed, since they were coded.
    lost_memos
        Memos and marks on words that have no place in the current version.
    n_cuts, n_lost_cuts
        Segments cut or joined by hand that are so in the current version too, and those that have no place.
    """

    document: str
    version: int
    n_same: int
    n_changed: int
    orphans: tuple[Orphan, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    new_labels: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    changed: tuple[KeptCoding, ...] = ()
    lost_memos: tuple[LostMemo, ...] = ()
    n_cuts: int = 0
    n_lost_cuts: int = 0


def update_document(
    folder: ProjectFolder, document: str, path: Path, reading: Reading | None = None
) -> UpdateSummary | tuple[Problem, ...]:
    """Put the text of a file in the place of a document's text; the text before stays a version.

    Returns the problems alone if the file could not be read; nothing is changed then.

    Raises
    ------
    UsageError
        If there is no such document, or the file says what the document says already.
    """
    with folder.reading() as connection:
        stored = _stored(connection, document)
        nobody = labels_of_nobody(connection, stored.id)
    reading = reading or Reading()
    refused = {fold_label(label) for label in (*nobody, *reading.not_speakers)}
    reading = Reading(
        (*read_settings(folder.path).moderators, *reading.moderators),
        reading.text_column,
        reading.id_column,
        (*nobody, *reading.not_speakers),
        tuple(one.label for one in stored.speakers if one.label and fold_label(one.label) not in refused),
    )
    result = read_transcript(InputFile(path, path.name), reading)
    if result.transcript is None:
        return result.problems
    return correct_document(
        folder, stored, result.transcript, path.read_bytes(), path.name, reading.moderators, result.problems
    )


def correct_document(
    folder: ProjectFolder,
    stored: StoredDocument,
    transcript: Transcript,
    content: bytes,
    source_name: str,
    moderators: Sequence[str] = (),
    problems: tuple[Problem, ...] = (),
) -> UpdateSummary:
    """Put a corrected transcript in the place of a document's text; see `update_document`.

    ``content`` is kept as the file of that version under the ending of ``source_name``.

    Raises
    ------
    UsageError
        If the transcript says what the document says already.
    """
    with folder.writing() as connection:
        if _says_the_same(stored, transcript):
            raise UsageError("error.update_same", document=stored.name)
        renamed = _renamed_speakers(connection, stored, transcript)
        labels = set(speakers_by_label(connection, stored.id))
        version = add_text_version(
            connection,
            stored.id,
            transcript,
            hashlib.sha256(content).hexdigest(),
            source_name,
            renamed,
        )
        summary = _move(connection, stored, version, "document.updated")
        summary = _segmented(connection, folder, stored, summary)
        join_participants(connection, folder.participants_path.name)
        mark_moderators(connection, moderators)
        if stored.name in came_back(connection):
            raise UsageError("privacy.update_withdrawn", document=stored.name)
        write_whole(_original(folder, stored.name, version), content)
    segment_documents(folder)
    new = (
        speaker.label
        for speaker in transcript.speakers
        if speaker.label and speaker.label not in renamed and fold_label(speaker.label) not in labels
    )
    names = tuple((old, label) for label, old in renamed.items())
    return replace(summary, renamed=names, new_labels=tuple(new), problems=problems)


def bring_back(folder: ProjectFolder, document: str, number: int | None = None) -> UpdateSummary:
    """Make an earlier version current again, the one before by default; codings follow their words.

    Raises
    ------
    UsageError
        If there is no such document or version.
    """
    with folder.writing() as connection:
        stored = _stored(connection, document)
        versions = {version.number: version for version in load_text_versions(connection, stored.id)}
        current = next(one.number for one in versions.values() if one.id == stored.version_id)
        wanted = versions.get(current - 1 if number is None else number)
        if wanted is None or wanted.number == current:
            raise UsageError("error.no_such_version", document=stored.name, n=len(versions))
        summary = _move(connection, stored, wanted, "document.brought_back")
        summary = _segmented(connection, folder, stored, summary)
        refresh_version(connection, wanted.id)
    segment_documents(folder)
    return summary


def say_no_speaker(folder: ProjectFolder, document: str, label: str) -> UpdateSummary:
    """Say that a label is no speaker: its words go back to the turn before, in a new version of the text.

    Raises
    ------
    UsageError
        If there is no such document or label, or the label comes from the structure of the file.
    """
    with folder.reading() as connection:
        stored = _stored(connection, document)
        versions = load_text_versions(connection, stored.id)
    current = next(version for version in versions if version.id == stored.version_id)
    if fold_label(label) not in {fold_label(turn.label or "") for turn in stored.turns}:
        raise UsageError("error.speaker_unknown", label=label, document=document)
    path = _original(folder, stored.name, current)
    if not path.is_file():
        path = folder.transcripts_path / stored.name
    try:
        done = update_document(folder, stored.name, path, Reading(not_speakers=(label,)))
    except UsageError as fault:
        raise UsageError("error.label_of_structure", label=label, document=stored.name) from fault
    if not isinstance(done, UpdateSummary):
        raise UsageError("error.original_unreadable", document=stored.name)
    with folder.writing() as connection:
        remember_no_speaker(connection, stored.id, label, current.number)
    return done


def list_orphans(folder: ProjectFolder) -> tuple[tuple[str, Orphan], ...]:
    """Return the codings that have no place in the current text of their document, by document name."""
    with folder.reading() as connection:
        return tuple(
            (document.name, orphan)
            for document in load_documents(connection)
            for orphan in load_orphans(connection, document.version_id)
        )


def list_lost_memos(folder: ProjectFolder) -> tuple[tuple[str, LostMemo], ...]:
    """Return the memos whose words have no place in the current text of their document, by document name."""
    with folder.reading() as connection:
        return tuple(
            (document.name, memo)
            for document in load_documents(connection)
            for memo in load_lost_memos(connection, document.version_id)
        )


def _stored(connection: Connection, written: str) -> StoredDocument:
    identifier = find_document(connection, written).id
    return next(one for one in load_documents(connection) if one.id == identifier)


def _original(folder: ProjectFolder, name: str, version: TextVersion) -> Path:
    return kept_versions(folder, name) / f"{version.number}{Path(version.source_name).suffix}"


def _says_the_same(stored: StoredDocument, transcript: Transcript) -> bool:
    def said(turns: Sequence[SpeakerTurn]) -> list[tuple[Span, str, int | None]]:
        return [(turn.span, fold_label(turn.label or ""), turn.start_ms) for turn in turns]

    return stored.text == transcript.text and said(stored.turns) == said(transcript.turns)


def _renamed_speakers(
    connection: Connection, stored: StoredDocument, transcript: Transcript
) -> dict[str, str]:
    """Return new label → old label of speakers who say the same turns under another name."""
    known = set(speakers_by_label(connection, stored.id))
    labels = {fold_label(turn.label or "") for turn in transcript.turns}
    gone = {turn.label for turn in stored.turns if turn.label and fold_label(turn.label) not in labels}
    new = {turn.label for turn in transcript.turns if turn.label and fold_label(turn.label) not in known}
    if not gone or not new:
        return {}
    placed = place_spans(stored.text, transcript.text, [turn.span for turn in stored.turns])
    says: dict[str, Counter[str | None]] = defaultdict(Counter)
    for turn, placement in zip(stored.turns, placed, strict=True):
        if turn.label in gone and placement.span is not None:
            says[turn.label or ""][_label_at(transcript, placement.span)] += 1
    renamed: dict[str, str] = {}
    for old, counts in says.items():
        label, count = counts.most_common(1)[0]
        if label in new and label not in renamed and count >= _RENAMED_SHARE * counts.total():
            renamed[str(label)] = old
    return renamed


def _label_at(transcript: Transcript, span: Span) -> str | None:
    middle = (span.start + span.end) // 2
    return next((turn.label for turn in transcript.turns if turn.span.start <= middle < turn.span.end), None)


def _move(connection: Connection, stored: StoredDocument, version: TextVersion, event: str) -> UpdateSummary:
    """Carry all codings of the current version, and those without a place in it, to another one."""
    codings = load_codings(connection, stored.version_id)
    orphans = load_orphans(connection, stored.version_id)
    there = {one.decision_id: one for one in load_codings(connection, version.id)}
    texts = {one.id: one.text for one in load_text_versions(connection, stored.id)}
    alive = [one.decision_id for one in codings] + [one.decision_id for one in orphans]
    placed = [there[decision] for decision in alive if decision in there]
    open_codings = [one for one in codings if one.decision_id not in there]
    open_orphans = [one for one in orphans if one.decision_id not in there]
    lost: list[Orphan] = []
    spots = place_spans(stored.text, version.text, [one.span for one in open_codings])
    for coding, spot in zip(open_codings, spots, strict=True):
        _place(coding, spot, stored.version_id, version, placed, lost)
    for orphan in open_orphans:
        spot = place_spans(texts[orphan.from_version_id], version.text, [orphan.span])[0]
        _place(orphan, spot, orphan.from_version_id, version, placed, lost)
    replace_codings(connection, version.id, placed, lost)
    _carry_turns(connection, stored, version)
    switch_version(connection, stored.id, version, event)
    changed = tuple(one for one in placed if one.old_words is not None)
    return UpdateSummary(
        stored.name,
        version.number,
        len(placed) - len(changed),
        len(changed),
        tuple(lost),
        changed=changed,
        lost_memos=tuple(load_lost_memos(connection, version.id)),
    )


def _segmented(
    connection: Connection, folder: ProjectFolder, stored: StoredDocument, summary: UpdateSummary
) -> UpdateSummary:
    """Cut the text into segments, and as coders cut and joined them by hand before; tell that."""
    carried, lost = segment_again(connection, stored, read_settings(folder.path).max_words)
    return replace(summary, n_cuts=carried, n_lost_cuts=lost)


def _carry_turns(connection: Connection, stored: StoredDocument, version: TextVersion) -> None:
    """Carry what is known of turns (which asks which question) to the turns they became."""
    after = load_turns(connection, version.id)
    starts = [turn.span.start for turn in after]
    spots = place_spans(stored.text, version.text, [turn.span for turn in stored.turns])
    numbers = {
        turn.number: after[bisect_right(starts, spot.span.start) - 1].number
        for turn, spot in zip(stored.turns, spots, strict=True)
        if spot.span is not None
    }
    carry_matches(connection, stored, version.id, numbers)


def _place(
    one: KeptCoding | Orphan,
    spot: Placement,
    from_version: str,
    version: TextVersion,
    placed: list[KeptCoding],
    lost: list[Orphan],
) -> None:
    if spot.span is None:
        lost.append(Orphan(one.decision_id, one.coder_id, one.code, from_version, one.span, one.words))
        return
    words = spot.span.slice(version.text)
    first_words = one.old_words if isinstance(one, KeptCoding) and one.old_words is not None else one.words
    old_words = first_words if first_words != words else None
    placed.append(KeptCoding(one.decision_id, one.coder_id, one.code, spot.span, words, old_words))
