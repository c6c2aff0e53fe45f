"""The rules of a codebook, made ready for matching, and what their results depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import astuple, dataclass

from focuskit.language import MODEL_SIGNATURE
from focuskit.model.codebook import Codebook, MachineUse, Rule
from focuskit.tagging.expressions import Lemmas, expression_forms, parse_expression
from focuskit.tagging.matching import Matcher

_MATCHING_VERSION = 1
"""Raised when matching itself changes, so that open suggestions are made again."""

FindLemmas = Callable[[Collection[str]], Lemmas]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule whose expressions are numbers in the rule set's matcher."""

    code: str
    name: str
    any_of: tuple[int, ...]
    all_of: tuple[int, ...]
    within: int
    unless: frozenset[int]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of some codes, ready for matching.

    ``expressions`` are named as in the codebook; ``by_expression`` gives for the number of an expression
    the rules that it may fulfil.
    """

    expressions: tuple[str, ...]
    by_expression: Mapping[int, tuple[CompiledRule, ...]]
    matcher: Matcher


def rule_fingerprints(codebook: Codebook, *, top_only: bool = False) -> dict[str, str]:
    """Return for each top code a digest of all that its suggestions and those below it depend on."""
    gathered: dict[str, list[object]] = {code.name: [] for code in codebook.top_codes()}
    for code in codebook.codes:
        gathered[code.top].append((code.name, code.machine, [astuple(rule) for rule in code.rules]))
    about = (_MATCHING_VERSION, MODEL_SIGNATURE, top_only)
    return {
        name: hashlib.sha256(json.dumps([about, content], ensure_ascii=False).encode()).hexdigest()
        for name, content in gathered.items()
    }


def compile_rules(
    codebook: Codebook,
    find_lemmas: FindLemmas,
    *,
    top_codes: Collection[str] | None = None,
    top_only: bool = False,
) -> RuleSet:
    """Make the rules of a codebook ready.

    Parameters
    ----------
    find_lemmas
        Gives the lemmas of forms (`focuskit.language.AnalysisCache.lemmas`).
    top_codes
        Take only the rules of these top codes and of the codes below them; ``None`` takes all.
    top_only
        Propose top codes alone: a rule of a sub-code proposes its top code.
    """
    wanted = [
        (code.top if top_only else code.name, rule)
        for code in codebook.codes
        if code.machine is not MachineUse.NEVER and (top_codes is None or code.top in top_codes)
        for rule in code.rules
    ]
    numbers = _number_expressions(rule for _, rule in wanted)
    lemmas = find_lemmas({form for expression, _ in numbers for form in expression_forms(expression)})
    patterns = [
        (number, pattern)
        for (expression, exact), number in numbers.items()
        for pattern in parse_expression(expression, lemmas, exact=exact)
    ]
    by_expression: dict[int, tuple[CompiledRule, ...]] = {}
    for code, rule in wanted:
        compiled = _compiled(code, rule, numbers)
        for number in (*compiled.any_of, *compiled.all_of[:1]):
            by_expression[number] = (*by_expression.get(number, ()), compiled)
    return RuleSet(tuple(expression for expression, _ in numbers), by_expression, Matcher(patterns))


def _number_expressions(rules: Iterable[Rule]) -> dict[tuple[str, bool], int]:
    numbers: dict[tuple[str, bool], int] = {}
    for rule in rules:
        for expression in (*rule.any_of, *rule.all_of):
            numbers.setdefault((expression, rule.exact), len(numbers))
        for expression in rule.unless:
            numbers.setdefault((expression, False), len(numbers))
    return numbers


def _compiled(code: str, rule: Rule, numbers: dict[tuple[str, bool], int]) -> CompiledRule:
    return CompiledRule(
        code=code,
        name=rule.name,
        any_of=tuple(numbers[expression, rule.exact] for expression in rule.any_of),
        all_of=tuple(numbers[expression, rule.exact] for expression in rule.all_of),
        within=rule.within,
        unless=frozenset(numbers[expression, False] for expression in rule.unless),
    )
