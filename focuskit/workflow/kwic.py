"""An expression in its contexts: by the same matching as the rules of a codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from focuskit.errors import UsageError
from focuskit.language import AnalysisCache
from focuskit.model.codebook import Code, Codebook, Facet, Rule
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder, load_pseudonyms
from focuskit.tagging import RuleSet, compile_rules, suggest_codes
from focuskit.tagging.expressions import expression_fault
from focuskit.workflow.analysed import AnalysedDocument, load_analysed
from focuskit.workflow.progress import Progress, silent

_NAME = "kwic"


@dataclass(frozen=True, slots=True)
class Context:
    """One place of an expression: who said it where, and the words before and after in the same turn."""

    document: str
    segment: int
    turn: int
    person: str
    span: Span
    before: str
    words: str
    after: str


def find_contexts(
    folder: ProjectFolder,
    expression: str,
    *,
    width: int = 60,
    documents: Sequence[str] = (),
    everybody: bool = False,
    progress: Progress = silent,
) -> list[Context]:
    """Find an expression in the corpus, in the order of documents and words.

    Parameters
    ----------
    width
        Characters shown on each side, cut at words.
    everybody
        Also in what moderators and observers say.

    Raises
    ------
    UsageError
        If the expression is none.
    """
    fault = expression_fault(expression) if expression.strip() else "codebook.expression_empty"
    if fault:
        raise UsageError("error.expression", expression=expression)
    cache = AnalysisCache(folder.cache_path)
    rules = compile_rules(_codebook_of(expression), cache.lemmas)
    with folder.reading() as connection:
        shown = {key: speaker.pseudonym for key, speaker in load_pseudonyms(connection).items()}
    found: list[Context] = []
    loaded = load_analysed(folder, cache, documents=documents, everybody=everybody, progress=progress)
    for one in loaded:
        labels = {
            turn.number: shown.get((one.document.id, turn.label), turn.label or "")
            for turn in one.document.turns
        }
        found += _contexts(one, rules, labels, width)
    return found


def count_contexts(contexts: Sequence[Context]) -> tuple[Counter[str], Counter[str]]:
    """Count places by document and by person."""
    return Counter(one.document for one in contexts), Counter(one.person for one in contexts)


def _codebook_of(expression: str) -> Codebook:
    rule = Rule(expression, any_of=(expression,))
    return Codebook(_NAME, "1", "fr", "", (Facet(_NAME, ""),), (Code(_NAME, _NAME, "", rules=(rule,)),))


def _contexts(one: AnalysedDocument, rules: RuleSet, labels: dict[int, str], width: int) -> list[Context]:
    turns = {turn.number: turn for turn in one.document.turns}
    segments = {segment.number: segment for segment in one.segments}
    text = one.document.text
    found = []
    for suggestion in suggest_codes(one.analysis, one.segments, rules):
        segment = segments[suggestion.segment]
        turn = turns[segment.turn]
        for evidence in suggestion.evidence:
            span = evidence.span
            before = text[max(turn.span.start, span.start - width) : span.start]
            after = text[span.end : min(turn.span.end, span.end + width)]
            if span.start - width > turn.span.start:
                before = before.partition(" ")[2]
            if span.end + width < turn.span.end:
                after = after.rpartition(" ")[0]
            found.append(
                Context(
                    one.document.name,
                    segment.number,
                    turn.number,
                    labels[turn.number],
                    span,
                    before,
                    span.slice(text),
                    after,
                )
            )
    return found
