"""Passages tagged by rules: analysed once, without a project."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from focuskit.language import TextAnalysis, WordLemmas, analyse_texts, word_lemmas
from focuskit.model.codebook import Codebook, code_and_parents
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Origin
from focuskit.tagging.gold import Passage
from focuskit.tagging.rules import compile_rules
from focuskit.tagging.suggest import read_question, suggest_codes


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage analysed, with the codes that rules suggest for it (those above them too).

    ``question`` is the analysis of the question it answers, ``None`` if there is none.
    """

    passage: Passage
    analysis: TextAnalysis
    question: TextAnalysis | None
    codes: frozenset[str]


def read_by_rules(passages: Sequence[Passage], codebook: Codebook) -> list[ReadPassage]:
    """Analyse passages and tag each whole by the rules of a codebook."""
    rules = compile_rules(codebook, _lemmas)
    texts = [[(0, one.text)] for one in passages]
    questions = [one for one in passages if one.question is not None]
    analyses = list(analyse_texts(texts))
    asked = dict(
        zip(
            [one.unit for one in questions],
            analyse_texts([[(0, one.question or "")] for one in questions]),
            strict=True,
        )
    )
    found: list[ReadPassage] = []
    for passage, analysis in zip(passages, analyses, strict=True):
        segment = Segment(1, 1, Span(0, len(passage.text)))
        question = asked.get(passage.unit)
        read = [read_question(question, rules, 1, is_written=True)] if question is not None else None
        suggestions = suggest_codes(analysis, [segment], rules, questions=read)
        said = [one.code for one in suggestions if one.origin is not Origin.CONTEXT]
        codes = frozenset(above for code in said for above in code_and_parents(code))
        found.append(ReadPassage(passage, analysis, question, codes))
    return found


def has_code(codes: frozenset[str], identifier: str) -> bool:
    """Tell whether one of the codes has that full name, or that last part of it."""
    return any(code == identifier or code.rpartition("/")[2] == identifier for code in codes)


def _lemmas(forms: Collection[str]) -> dict[str, WordLemmas]:
    return {form: word_lemmas(form) for form in forms}
