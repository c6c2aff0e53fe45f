"""Segments and codebook to suggestions: the codebook file, its rules, and their matching."""

from focuskit.tagging.codebook_file import read_codebook
from focuskit.tagging.rules import RuleSet, compile_rules, rule_fingerprints
from focuskit.tagging.suggest import suggest_codes

__all__ = ["RuleSet", "compile_rules", "read_codebook", "rule_fingerprints", "suggest_codes"]
