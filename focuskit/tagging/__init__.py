"""Segments and codebook to suggestions: the codebook file, its rules, and their matching."""

from focuskit.tagging.codebook_file import read_codebook
from focuskit.tagging.context import QuestionReading
from focuskit.tagging.rules import RuleSet, compile_rules, rule_fingerprints
from focuskit.tagging.suggest import read_question, suggest_codes

__all__ = [
    "QuestionReading",
    "RuleSet",
    "compile_rules",
    "read_codebook",
    "read_question",
    "rule_fingerprints",
    "suggest_codes",
]
