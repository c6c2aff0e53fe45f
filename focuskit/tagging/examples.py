"""Examples and counter-examples of a codebook as tests of its rules."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.language import analyse_texts
from focuskit.model.codebook import Codebook, MachineUse, code_and_parents
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence
from focuskit.tagging.rules import FindLemmas, compile_rules
from focuskit.tagging.suggest import suggest_codes


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What the rules say of an example.

    Parameters
    ----------
    code
        The code it stands under.
    is_counter
        Whether it must not get that code.
    found
        The codes suggested for it, those above them included.
    evidence
        The words and rules that gave a counter-example its code.
    passes_top
        For an example, whether the top code is found; for a counter-example, whether it is not, unless it
        belongs to another code below the same top code.
    passes
        The same for the very code.
    is_beyond
        Whether the codebook says that no rule is expected to find it.
    """

    code: str
    text: str
    is_counter: bool
    found: frozenset[str]
    evidence: tuple[Evidence, ...]
    passes_top: bool
    passes: bool
    is_beyond: bool = False


def try_examples(
    codebook: Codebook, find_lemmas: FindLemmas, *, top_only: bool = False
) -> list[ExampleResult]:
    """Suggest codes for every example and counter-example, in the order of the codebook.

    Codes that the machine never proposes are left out.

    Parameters
    ----------
    top_only
        Only those of top codes.
    """
    codes = [
        code
        for code in codebook.codes
        if code.machine is not MachineUse.NEVER and not (top_only and code.parent)
    ]
    tried: list[tuple[str, str, bool, tuple[str, ...]]] = [
        (code.name, text, False, ()) for code in codes for text in code.examples
    ]
    tried += [(code.name, one.text, True, one.goes_to) for code in codes for one in code.counter_examples]
    rules = compile_rules(codebook, find_lemmas)
    results = []
    analyses = analyse_texts([[(0, text)] for _, text, _, _ in tried])
    for (code, text, is_counter, goes_to), analysis in zip(tried, analyses, strict=True):
        suggestions = suggest_codes(analysis, [Segment(1, 1, Span(0, len(text)))], rules)
        found = frozenset(name for one in suggestions for name in code_and_parents(one.code))
        top = code.partition("/")[0]
        evidence = tuple(
            each for one in suggestions if code in code_and_parents(one.code) for each in one.evidence
        )
        if is_counter:
            kin = any(other.partition("/")[0] == top for other in goes_to)
            passes_top, passes = kin or top not in found, code not in found
        else:
            passes_top, passes = top in found, code in found
        beyond = text in codebook.code(code).beyond_rules
        results.append(ExampleResult(code, text, is_counter, found, evidence, passes_top, passes, beyond))
    order = {code.name: place for place, code in enumerate(codebook.codes)}
    return sorted(results, key=lambda one: (order[one.code], one.is_counter))
