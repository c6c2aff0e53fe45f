"""What a codebook holds and does: its faults, its changes, how its rules fare on the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.language import AnalysisCache, WordLemmas, word_lemmas
from focuskit.model.codebook import Code, Codebook, MachineUse
from focuskit.model.suggestions import Origin, Suggestion
from focuskit.store import ProjectFolder
from focuskit.tagging import RuleSet, compile_rules, read_codebook, suggest_codes
from focuskit.tagging.examples import ExampleResult, try_examples
from focuskit.workflow.analysed import load_analysed
from focuskit.workflow.progress import Progress, silent

_EVERYWHERE = 0.5
_FEWEST_SEGMENTS = 20


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a codebook lacks: the code, and the message key of what is missing."""

    code: str
    key: str


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A code that differs between two codebooks: added, removed, renamed or changed, and in what fields."""

    code: str
    kind: str
    fields: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionChange:
    """A suggestion that a change of the codebook adds or removes."""

    document: str
    segment: int
    code: str
    is_added: bool
    words: str


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How an expression of a rule fares: segments with it, of all; and the rule that always does as much.

    ``swallowed_by`` names another expression of the same code that is found wherever this one is, ``""``
    if there is none.
    """

    code: str
    expression: str
    n_segments: int
    n_all: int
    swallowed_by: str = ""

    @property
    def is_everywhere(self) -> bool:
        """Tell whether it is found in half of all segments or more, in a corpus large enough to say so."""
        return self.n_all >= _FEWEST_SEGMENTS and self.n_segments >= _EVERYWHERE * self.n_all


def codebook_gaps(codebook: Codebook) -> list[Gap]:
    """Return what codes in use lack: a definition, examples, a counter-example, rules."""
    return [Gap(code.name, key) for code in codebook.codes if not code.retired for key in _missing(code)]


def _missing(code: Code) -> Iterator[str]:
    if not code.definition:
        yield "codebook.no_definition"
    if not code.examples:
        yield "codebook.no_example"
    if not code.counter_examples:
        yield "codebook.no_counter_example"
    if not code.rules and code.machine is MachineUse.YES:
        yield "codebook.no_rule"


def try_codebook(codebook: Codebook, *, top_only: bool = False) -> list[ExampleResult]:
    """Try the examples and counter-examples of a codebook on its rules."""
    return try_examples(codebook, _lemmas, top_only=top_only)


def compare_codebooks(before: Codebook, after: Codebook) -> list[CodeChange]:
    """Return what changed from one codebook to another, in the order of the new one, removals last."""
    formerly = {old: code.name for code in after.codes for old in code.formerly if old in before}
    renamed = {new: old for old, new in formerly.items() if old not in after}
    changes: list[CodeChange] = []
    for code in after.codes:
        old = renamed.get(code.name, code.name)
        if old not in before:
            changes.append(CodeChange(code.name, "added"))
            continue
        fields = _differing(before.code(old), code)
        if old != code.name:
            changes.append(CodeChange(code.name, "renamed", fields, old))
        elif fields:
            changes.append(CodeChange(code.name, "changed", fields))
    gone = [one.name for one in before.codes if one.name not in after and one.name not in formerly]
    return [*changes, *(CodeChange(name, "removed") for name in gone)]


def _differing(one: Code, other: Code) -> tuple[str, ...]:
    fields = (
        "facet", "label", "definition", "include", "exclude", "machine", "color", "examples",
        "counter_examples", "rules", "lacking", "denied", "retired",
    )  # fmt: skip
    return tuple(field for field in fields if getattr(one, field) != getattr(other, field))


def compare_suggestions(
    folder: ProjectFolder, before: Codebook, after: Codebook, *, progress: Progress = silent
) -> list[SuggestionChange]:
    """Return the suggestions by rules that the change adds to and removes from the project's corpus."""
    cache = AnalysisCache(folder.cache_path)
    rules = [compile_rules(one, cache.lemmas) for one in (before, after)]
    renamed = {old: code.name for code in after.codes for old in code.formerly}
    changes = []
    for one in load_analysed(folder, cache, progress=progress):
        pairs: list[dict[tuple[int, str], Suggestion]] = []
        for place, each in enumerate(rules):
            found = suggest_codes(one.analysis, one.segments, each, questions=one.questions(each, cache))
            names = renamed if place == 0 else {}
            pairs.append({(item.segment, names.get(item.code, item.code)): item for item in found})
        segments = {segment.number: segment for segment in one.segments}
        for key in sorted(pairs[0].keys() ^ pairs[1].keys()):
            words = segments[key[0]].span.slice(one.document.text)
            changes.append(SuggestionChange(one.document.name, *key, key in pairs[1], words))
    return changes


def rule_figures(
    folder: ProjectFolder, codebook: Codebook, *, progress: Progress = silent
) -> list[RuleFigures]:
    """Count how often each expression of the rules is found, code by code in the order of the codebook."""
    cache = AnalysisCache(folder.cache_path)
    rules = compile_rules(codebook, cache.lemmas)
    places: dict[tuple[str, str], set[tuple[str, int]]] = {}
    n_all = 0
    for one in load_analysed(folder, cache, progress=progress):
        n_all += len(one.segments)
        for item in suggest_codes(one.analysis, one.segments, rules, questions=one.questions(rules, cache)):
            if item.origin is Origin.RULE:
                for evidence in item.evidence:
                    where = (one.document.name, item.segment)
                    places.setdefault((item.code, evidence.rule), set()).add(where)
    return list(_figures(codebook, rules, places, n_all))


def _figures(
    codebook: Codebook,
    rules: RuleSet,
    places: dict[tuple[str, str], set[tuple[str, int]]],
    n_all: int,
) -> Iterator[RuleFigures]:
    shown = rules.names_by_code()
    for code in codebook.codes:
        names = shown.get(code.name, ())
        found = {name: places.get((code.name, name), set()) for name in names}
        for name in names:
            yield RuleFigures(code.name, name, len(found[name]), n_all, _swallower(name, found))


def _swallower(name: str, found: dict[str, set[tuple[str, int]]]) -> str:
    mine = found[name]
    if not mine:
        return ""
    larger = [
        other for other, where in found.items() if other != name and mine <= where and len(where) > len(mine)
    ]
    return max(larger, key=lambda other: len(found[other]), default="")


def project_codebook(folder: ProjectFolder, path: Path | None) -> Codebook:
    """Read a given codebook, or that of the project.

    Raises
    ------
    UsageError
        If there is none.
    CodebookError
        If it has faults.
    """
    path = path or folder.codebook_path
    if not path.is_file():
        raise UsageError("error.no_codebook", path=str(path))
    return read_codebook(path)


def count_by_code(changes: Sequence[SuggestionChange]) -> dict[str, tuple[int, int]]:
    """Return for each code the numbers of suggestions added and removed."""
    added = Counter(one.code for one in changes if one.is_added)
    removed = Counter(one.code for one in changes if not one.is_added)
    return {code: (added[code], removed[code]) for code in sorted(added.keys() | removed.keys())}


def _lemmas(forms: Collection[str]) -> dict[str, WordLemmas]:
    return {form: word_lemmas(form) for form in forms}
