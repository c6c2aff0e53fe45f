"""The rules of a codebook, made ready for matching, and what their results depend on."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import astuple, dataclass

from focuskit.language import MODEL_SIGNATURE, TextAnalysis
from focuskit.model.codebook import Code, Codebook, MachineUse, Rule
from focuskit.tagging.expressions import Lemmas, Pattern, expression_forms, parse_expression
from focuskit.tagging.matching import Matcher, keep_tokens
from focuskit.tagging.negation import NegationMarks, negation_forms, negation_patterns

_MATCHING_VERSION = 3
"""Raised when matching itself changes, so that open suggestions are made again."""

_MOST_SHOWN = 3
FindLemmas = Callable[[Collection[str]], Lemmas]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule whose expressions are numbers in the rule set's matcher.

    ``question`` holds numbers in the matcher of questions; ``lacking`` and ``denied`` are as in `Code`.
    """

    code: str
    name: str
    any_of: tuple[int, ...]
    all_of: tuple[int, ...]
    within: int
    unless: frozenset[int]
    question: frozenset[int] = frozenset()
    near: tuple[str, ...] = ()
    lacking: str | None = None
    denied: str | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of some codes, ready for matching.

    ``expressions`` are named as in the codebook; ``by_expression`` gives for the number of an expression
    the rules that it may fulfil; ``of_answers`` are the rules that take a whole answer. ``wanted`` holds the
    top codes to propose (others take part because those depend on them), ``None`` for all.
    ``context_facets`` holds the top codes of each facet that is taken over from the context.
    """

    expressions: tuple[str, ...]
    by_expression: Mapping[int, tuple[CompiledRule, ...]]
    matcher: Matcher
    negation: NegationMarks
    of_answers: tuple[CompiledRule, ...] = ()
    questions: Matcher | None = None
    wanted: frozenset[str] | None = None
    context_facets: tuple[frozenset[str], ...] = ()

    def asked_in(self, question: TextAnalysis) -> frozenset[int]:
        """Return the numbers of the conditions on questions that a question meets."""
        if self.questions is None:
            return frozenset()
        return frozenset(hit.expression for hit in self.questions.find(question, keep_tokens(question)))

    def names_by_code(self) -> dict[str, tuple[str, ...]]:
        """Return the names that evidence may show for each code, in the order of its rules."""
        names: dict[str, dict[str, None]] = defaultdict(dict)
        for number, rules in self.by_expression.items():
            for rule in rules:
                shown = self.expressions[number] if number in rule.any_of else rule.name
                names[rule.code][shown] = None
        for rule in self.of_answers:
            names[rule.code][rule.name] = None
        return {code: tuple(found) for code, found in names.items()}


def rule_fingerprints(codebook: Codebook, *, top_only: bool = False) -> dict[str, str]:
    """Return for each top code a digest of all that its suggestions and those below it depend on."""
    gathered: dict[str, list[object]] = {code.name: [] for code in codebook.top_codes()}
    for code in codebook.codes:
        rules = [astuple(rule) for rule in code.rules]
        gathered[code.top].append((code.name, code.machine, code.lacking, code.denied, rules))
    contexts = {facet.id: facet.from_context for facet in codebook.facets}
    about = (_MATCHING_VERSION, MODEL_SIGNATURE, top_only)
    needed = _dependencies(codebook)
    return {
        name: _digest(
            about,
            contexts[codebook.code(name).facet],
            content,
            [gathered[one] for one in sorted(needed[name])],
        )
        for name, content in gathered.items()
    }


def _digest(*content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _dependencies(codebook: Codebook) -> dict[str, set[str]]:
    """Return for each top code the others whose rules its suggestions depend on."""
    needed: dict[str, set[str]] = {code.name: set() for code in codebook.top_codes()}
    shared = {facet.id for facet in codebook.facets if facet.from_context}
    for code in codebook.codes:
        for rule in code.rules:
            needed[code.top].update(other.partition("/")[0] for other in rule.near)
        for instead in (code.lacking, code.denied):
            if instead:
                needed[instead.partition("/")[0]].add(code.top)
        if code.facet in shared:
            needed[code.top].update(other.top for other in codebook.of_facet(code.facet))
    for name, others in needed.items():
        others |= {far for other in tuple(others) for far in needed[other]}
        others.discard(name)
    return needed


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
        Propose only these top codes and the codes below them; ``None`` takes all.
    top_only
        Propose top codes alone: a rule of a sub-code proposes its top code.
    """
    wanted = _rules_taking_part(codebook, top_codes)
    numbers = _number_expressions(rule for _, rule in wanted)
    asked = _number_questions(rule for _, rule in wanted)
    lemmas = find_lemmas(
        {form for expression, _ in (*numbers, *asked) for form in expression_forms(expression)}
        | negation_forms()
    )
    negation, marks = negation_patterns(lemmas, len(numbers))
    compiled = [_compiled(code, rule, numbers, asked, top_only=top_only) for code, rule in wanted]
    return RuleSet(
        expressions=tuple(_shortened(expression) for expression, _ in numbers),
        by_expression=_by_expression(compiled),
        matcher=Matcher([*_patterns(numbers, lemmas), *marks]),
        negation=negation,
        of_answers=tuple(rule for rule in compiled if not (rule.any_of or rule.all_of)),
        questions=Matcher(_patterns(asked, lemmas)) if asked else None,
        wanted=frozenset(top_codes) if top_codes is not None else None,
        context_facets=_context_facets(codebook),
    )


def _rules_taking_part(codebook: Codebook, top_codes: Collection[str] | None) -> list[tuple[Code, Rule]]:
    """Return the rules of these top codes and of those that their suggestions depend on; ``None``: all."""
    taking_part = None
    if top_codes is not None:
        needed = _dependencies(codebook)
        taking_part = set(top_codes).union(*(needed.get(name, ()) for name in top_codes))
    return [
        (code, rule)
        for code in codebook.codes
        if code.machine is not MachineUse.NEVER and (taking_part is None or code.top in taking_part)
        for rule in code.rules
    ]


def _by_expression(compiled: Iterable[CompiledRule]) -> dict[int, tuple[CompiledRule, ...]]:
    found: dict[int, list[CompiledRule]] = defaultdict(list)
    for rule in compiled:
        for number in (*rule.any_of, *rule.all_of[:1]):
            found[number].append(rule)
    return {number: tuple(rules) for number, rules in found.items()}


def _context_facets(codebook: Codebook) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(code.name for code in codebook.top_codes() if code.facet == facet.id)
        for facet in codebook.facets
        if facet.from_context
    )


_Numbers = dict[tuple[str, bool], int]


def _patterns(numbers: _Numbers, lemmas: Lemmas) -> list[tuple[int, Pattern]]:
    return [
        (number, pattern)
        for (expression, exact), number in numbers.items()
        for pattern in parse_expression(expression, lemmas, exact=exact)
    ]


def _shortened(expression: str) -> str:
    """Leave out all but the first of many alternatives: what people are shown of an expression."""
    return " ".join(
        "|".join([*word.split("|")[:_MOST_SHOWN], "…"]) + "".join(word.partition("[")[1:])
        if word.count("|") > _MOST_SHOWN
        else word
        for word in expression.split(" ")
    )


def _number_expressions(rules: Iterable[Rule]) -> _Numbers:
    numbers: _Numbers = {}
    for rule in rules:
        for expression in (*rule.any_of, *rule.all_of):
            numbers.setdefault((expression, rule.exact), len(numbers))
        for expression in rule.unless:
            numbers.setdefault((expression, False), len(numbers))
    return numbers


def _number_questions(rules: Iterable[Rule]) -> _Numbers:
    numbers: _Numbers = {}
    for rule in rules:
        for expression in rule.question:
            numbers.setdefault((expression, False), len(numbers))
    return numbers


def _compiled(code: Code, rule: Rule, numbers: _Numbers, asked: _Numbers, *, top_only: bool) -> CompiledRule:
    def shown(name: str | None) -> str | None:
        return name.partition("/")[0] if name and top_only else name

    return CompiledRule(
        code=shown(code.name) or code.name,
        name=rule.name,
        any_of=tuple(numbers[expression, rule.exact] for expression in rule.any_of),
        all_of=tuple(numbers[expression, rule.exact] for expression in rule.all_of),
        within=rule.within,
        unless=frozenset(numbers[expression, False] for expression in rule.unless),
        question=frozenset(asked[expression, False] for expression in rule.question),
        near=tuple(shown(name) or name for name in rule.near),
        lacking=shown(code.lacking),
        denied=shown(code.denied),
    )
