"""Tag: suggestions for every participant segment, only where rules or text have changed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from focuskit.language import AnalysisCache
from focuskit.model.codebook import Codebook
from focuskit.model.documents import DocumentKind, Segment, StoredDocument
from focuskit.model.suggestions import Suggestion
from focuskit.store import (
    ProjectFolder,
    codebook_number,
    count_suggestions,
    load_documents,
    load_segments,
    load_tagging_states,
    read_settings,
    save_suggestions,
    segmented_versions,
    update_settings,
)
from focuskit.store.suggestion_states import refresh_version
from focuskit.tagging import RuleSet, compile_rules, read_codebook, rule_fingerprints, suggest_codes
from focuskit.tagging.learned import LearnedModel
from focuskit.tagging.suggester import Suggester, Talk, add_suggesters
from focuskit.workflow.analysed import AnalysedDocument, analyse_missing, counted_segments, turn_pieces
from focuskit.workflow.codebook_file import read_codebook_bytes
from focuskit.workflow.learned_model import load_model, suggest_with_model
from focuskit.workflow.progress import Progress, silent
from focuskit.workflow.questions import questions_by_turn, read_questions

_PEOPLE, _MODEL, _OTHERS = "*", "~", "+"
"""Keys among the fingerprints: who is tagged, the model and other suggesters that take part."""


@dataclass(frozen=True, slots=True)
class TagSummary:
    """Documents tagged now, texts analysed now, and open suggestions of the project."""

    n_documents: int
    n_analysed: int
    n_suggestions: int
    codebook_version: int


@dataclass(frozen=True, slots=True)
class _Job:
    """One document to tag: the top codes whose rules changed (``None``: all) and the new fingerprints."""

    document: StoredDocument
    segmentation: int
    changed: frozenset[str] | None
    fingerprints: dict[str, str]


def tag_documents(
    folder: ProjectFolder,
    *,
    level: str | None = None,
    n_jobs: int = 1,
    suggesters: Sequence[Suggester] = (),
    progress: Progress = silent,
) -> TagSummary:
    """Propose codes by the rules of the project's codebook.

    Analyses that are missing are made again, also where no rule has changed: in a restored project, or after
    the cache was deleted.

    Parameters
    ----------
    level
        ``all`` or ``top`` (top codes alone); kept as the project's setting. ``None``: the setting.
    n_jobs
        Processes that analyse texts; the result does not depend on it.
    suggesters
        Others that take part after rules and model; a run without them takes their suggestions away again.

    Raises
    ------
    UsageError
        If the project has no codebook, or a suggester names what is not there.
    CodebookError
        If the codebook has faults.
    """
    codebook, content = load_codebook(folder)
    top_only = _is_top_only(folder, level)
    model = load_model(folder)
    fingerprints = rule_fingerprints(codebook, top_only=top_only) | _others(model, suggesters)
    with folder.writing() as connection:
        version = codebook_number(connection, content, fingerprints)
    tagged = _tagged_documents(folder)
    jobs = _jobs(folder, tagged, fingerprints)
    cache = AnalysisCache(folder.cache_path)
    n_analysed = analyse_missing(cache, [document for document, _ in tagged], progress, jobs=n_jobs)

    @functools.cache
    def rules_of(changed: frozenset[str] | None) -> RuleSet:
        return compile_rules(codebook, cache.lemmas, top_codes=changed, top_only=top_only)

    for done, job in enumerate(jobs, 1):
        made = _suggested(folder, job, rules_of(job.changed), cache, version, model)
        if suggesters:
            made = _with_others(folder, job, made, suggesters, codebook, version)
        _save(folder, job, made)
        progress("cli.step_tag", done, len(jobs))
    with folder.reading() as connection:
        n_open = count_suggestions(connection)
    return TagSummary(len(jobs), n_analysed, n_open, version)


def _is_top_only(folder: ProjectFolder, level: str | None) -> bool:
    """Keep the level asked for as the project's, and tell whether only top codes are proposed."""
    kept = read_settings(folder.path).level
    if level and level != kept:
        update_settings(folder.path, level=level)
    return (level or kept) == "top"


def _others(model: LearnedModel | None, suggesters: Sequence[Suggester]) -> dict[str, str]:
    """Return the fingerprints of what takes part beside rules: the model, and other suggesters if any."""
    found = {_MODEL: model.version if model else ""}
    if suggesters:
        found[_OTHERS] = " ".join(one.version for one in suggesters)
    return found


def _save(folder: ProjectFolder, job: _Job, made: Sequence[Suggestion]) -> None:
    with folder.writing() as connection:
        save_suggestions(connection, job.segmentation, made, job.fingerprints, job.changed)
        refresh_version(connection, job.document.version_id)


def load_codebook(folder: ProjectFolder) -> tuple[Codebook, bytes]:
    """Read the project's codebook and the bytes of its file.

    Raises
    ------
    UsageError
        If there is none.
    CodebookError
        If it has faults.
    """
    content = read_codebook_bytes(folder)
    return read_codebook(folder.codebook_path), content


def _tagged_documents(folder: ProjectFolder) -> list[tuple[StoredDocument, int]]:
    """Return the documents that are tagged, each with its current segmentation."""
    with folder.reading() as connection:
        segmentations = segmented_versions(connection)
        return [
            (document, segmentations[document.version_id].id)
            for document in load_documents(connection)
            if document.version_id in segmentations and document.kind is not DocumentKind.NOTES
        ]


def _jobs(
    folder: ProjectFolder, tagged: list[tuple[StoredDocument, int]], fingerprints: dict[str, str]
) -> list[_Job]:
    with folder.reading() as connection:
        states = load_tagging_states(connection)
    jobs = []
    for document, segmentation in tagged:
        wanted = {**fingerprints, _PEOPLE: _who_is_tagged(document)}
        before = states.get(segmentation)
        if before == wanted:
            continue
        jobs.append(_Job(document, segmentation, _changed(before, wanted), wanted))
    return jobs


def _changed(before: dict[str, str] | None, now: dict[str, str]) -> frozenset[str] | None:
    """Return the top codes whose rules differ or went; ``None`` where all must be matched."""
    if before is None or before.get(_PEOPLE) != now[_PEOPLE]:
        return None
    if any(one.get(key) for one in (before, now) for key in (_MODEL, _OTHERS)):
        return None
    return frozenset(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _who_is_tagged(document: StoredDocument) -> str:
    roles = [(speaker.label, speaker.role) for speaker in document.speakers]
    return hashlib.sha256(repr(roles).encode()).hexdigest()


def _suggested(
    folder: ProjectFolder,
    job: _Job,
    rules: RuleSet,
    cache: AnalysisCache,
    version: int,
    model: LearnedModel | None,
) -> list[Suggestion]:
    analysis = cache.get(job.document.version_id, turn_pieces(job.document))
    counted = _counted(folder, job)
    questions = read_questions(job.document, counted, rules, cache)
    suggestions = suggest_codes(analysis, counted, rules, version, questions)
    if model is not None:
        one = AnalysedDocument(job.document, analysis, tuple(counted))
        suggestions = suggest_with_model(model, one, suggestions, cache, version)
    return suggestions


def _counted(folder: ProjectFolder, job: _Job) -> list[Segment]:
    with folder.reading() as connection:
        return counted_segments(job.document, load_segments(connection, job.segmentation))


def _with_others(
    folder: ProjectFolder,
    job: _Job,
    made: Sequence[Suggestion],
    suggesters: Sequence[Suggester],
    codebook: Codebook,
    version: int,
) -> list[Suggestion]:
    segments = tuple(_counted(folder, job))
    asked = questions_by_turn(job.document)
    questions = tuple(asked[one.turn].words if one.turn in asked else None for one in segments)
    talk = Talk(job.document.name, job.document.text, segments, questions, tuple(made))
    found = add_suggesters(suggesters, talk, {code.name for code in codebook.codes})
    return [replace(one, codebook_version=version) for one in found]
