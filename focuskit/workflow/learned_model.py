"""The model a project has learned, and what it reads of documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from focuskit.errors import UsageError
from focuskit.language import AnalysisCache, TextAnalysis
from focuskit.model.suggestions import Suggestion
from focuskit.store import ProjectFolder
from focuskit.tagging.learned import LearnedModel
from focuskit.tagging.model_suggestions import add_model, read_segments
from focuskit.workflow.analysed import AnalysedDocument
from focuskit.workflow.questions import question_key, questions_by_turn

MODEL_NAME = "model.json"


def load_model(folder: ProjectFolder) -> LearnedModel | None:
    """Load the model of a project, ``None`` if there is none.

    Raises
    ------
    UsageError
        If the file is not a model.
    """
    path = folder.path / MODEL_NAME
    if not path.is_file():
        return None
    try:
        return LearnedModel.from_json(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise UsageError("error.model_unreadable", path=str(path)) from fault


def forget_model(folder: ProjectFolder) -> bool:
    """Take the model away; tell whether there was one."""
    path = folder.path / MODEL_NAME
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there


def question_analyses(one: AnalysedDocument, cache: AnalysisCache) -> list[TextAnalysis | None]:
    """Return the analysis of the question of each segment, shape ``(n_segments,)``."""
    by_turn = questions_by_turn(one.document)
    analyses: dict[str, TextAnalysis] = {}
    found: list[TextAnalysis | None] = []
    for segment in one.segments:
        asked = by_turn.get(segment.turn)
        if asked is None:
            found.append(None)
            continue
        if asked.words not in analyses:
            analyses[asked.words] = cache.get(question_key(asked.words), [(0, asked.words)])
        found.append(analyses[asked.words])
    return found


def suggest_with_model(
    model: LearnedModel,
    one: AnalysedDocument,
    suggestions: Sequence[Suggestion],
    cache: AnalysisCache,
    version: int,
) -> list[Suggestion]:
    """Let a model decide the codes it is used for, in one document."""
    asked = question_analyses(one, cache)
    passages = read_segments(one.document.name, one.analysis, one.segments, suggestions, asked)
    made = add_model(model, passages, one.segments, suggestions)
    return [replace(each, codebook_version=version) for each in made]
