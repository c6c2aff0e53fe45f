"""Learn: a model of codes from decisions, or from coded passages given to it, kept in the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.language import AnalysisCache
from focuskit.model.codebook import Codebook, MachineUse, code_and_parents
from focuskit.store import ProjectFolder, load_suggestions, segmented_versions
from focuskit.store.codings import load_codings
from focuskit.store.decisions import load_decisions
from focuskit.tagging import compile_rules, suggest_codes
from focuskit.tagging.gold import read_passages, read_reading
from focuskit.tagging.learned import LearnedModel
from focuskit.tagging.learning import learn_codes
from focuskit.tagging.model_suggestions import read_segments
from focuskit.tagging.passages import ReadPassage, read_by_rules
from focuskit.workflow.analysed import AnalysedDocument, load_analysed
from focuskit.workflow.learned_model import MODEL_NAME, question_analyses
from focuskit.workflow.progress import Progress, silent
from focuskit.workflow.tag import load_codebook
from focuskit.writing import write_whole

_FEWEST_PASSAGES = 20


@dataclass(frozen=True, slots=True)
class LearnSummary:
    """What was learned: the model, from how many passages of how many documents, and the file."""

    model: LearnedModel
    n_passages: int
    n_documents: int
    path: Path


def learn_from_project(folder: ProjectFolder, *, seed: int = 0, progress: Progress = silent) -> LearnSummary:
    """Learn from what coders decided in this project.

    A segment counts as read where somebody decided on it, or where its document has no open suggestion left
    and some decision.

    Raises
    ------
    UsageError
        If fewer than twenty segments have been read.
    """
    codebook, _ = load_codebook(folder)
    cache = AnalysisCache(folder.cache_path)
    rules = compile_rules(codebook, cache.lemmas)
    passages: list[ReadPassage] = []
    reading: dict[str, frozenset[str]] = {}
    documents = 0
    for one in load_analysed(folder, cache, progress=progress):
        codes = _codes_read(folder, one)
        if not codes:
            continue
        documents += 1
        read = [segment for segment in one.segments if segment.number in codes]
        by_number = {segment.number: place for place, segment in enumerate(one.segments)}
        questions = one.questions(rules, cache)
        suggestions = suggest_codes(one.analysis, one.segments, rules, questions=questions)
        asked = question_analyses(one, cache)
        passages += read_segments(
            one.document.name,
            one.analysis,
            read,
            suggestions,
            [asked[by_number[segment.number]] for segment in read],
        )
        for segment in read:
            reading[f"{one.document.name}:{segment.number}"] = frozenset(codes[segment.number])
    if len(passages) < _FEWEST_PASSAGES:
        raise UsageError("error.learn_too_few", n=len(passages), fewest=_FEWEST_PASSAGES)
    model = learn_codes(passages, reading, _learnable(codebook), seed=seed)
    return _keep(folder, model, len(passages), documents)


def learn_from_table(folder: ProjectFolder, passages: Path, reading: Path, *, seed: int = 0) -> LearnSummary:
    """Learn from coded passages outside the project, as `focuskit.tagging.gold` reads them.

    Raises
    ------
    GoldError
        If a file cannot be used.
    """
    codebook, _ = load_codebook(folder)
    units = read_passages(passages)
    codes = read_reading(reading)
    model = learn_codes(read_by_rules(units, codebook), codes, _learnable(codebook), seed=seed)
    return _keep(folder, model, len(units), len({one.source for one in units}))


def _codes_read(folder: ProjectFolder, one: AnalysedDocument) -> dict[int, set[str]]:
    """Return the codes (those above them too) of each segment that somebody read."""
    with folder.reading() as connection:
        codings = load_codings(connection, one.document.version_id)
        decisions = [
            decision
            for decision in load_decisions(connection, version_id=one.document.version_id)
            if not decision.is_undone
        ]
        made = segmented_versions(connection)[one.document.version_id]
        suggestions = load_suggestions(connection, made.id)
    if not decisions and not codings:
        return {}
    spans = [decision.gesture.span for decision in decisions] + [coding.span for coding in codings]
    is_finished = all(item.state != "open" for item in suggestions)
    read: dict[int, set[str]] = {}
    for segment in one.segments:
        if is_finished or any(segment.span.overlaps(span) for span in spans):
            read[segment.number] = {
                name
                for coding in codings
                if coding.span.overlaps(segment.span)
                for name in code_and_parents(coding.code)
            }
    return read


def _learnable(codebook: Codebook) -> Sequence[str]:
    return [code.name for code in codebook.codes if code.machine is not MachineUse.NEVER]


def _keep(folder: ProjectFolder, model: LearnedModel, n_passages: int, n_documents: int) -> LearnSummary:
    path = folder.path / MODEL_NAME
    write_whole(path, model.to_json().encode())
    return LearnSummary(model, n_passages, n_documents, path)
