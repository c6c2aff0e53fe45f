"""Which codings of a code go where when it is split: by an expression, by document, or by a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.exchange.placements import PlacementRow, read_placements, write_placements
from focuskit.language import AnalysisCache
from focuskit.model.codebook import Code, Codebook, Facet, Rule
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.codings import KeptCoding, coder_names, load_codings
from focuskit.store.document_changes import find_document
from focuskit.tagging import compile_rules, suggest_codes
from focuskit.tagging.expressions import expression_fault
from focuskit.workflow.analysed import load_analysed

_NAME = "split"


@dataclass(frozen=True, slots=True)
class Placing:
    """How codings are placed; earlier ways win.

    Parameters
    ----------
    sheet
        A file written by `write_split_sheet`, its column of new codes filled in; ``None`` for none.
    by_document
        Names of documents as written by the user, and the code that their codings get.
    by_expression
        Expressions as in rules, and the code that codings get whose words hold them; the first that fits.
    """

    sheet: Path | None = None
    by_document: tuple[tuple[str, str], ...] = ()
    by_expression: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SplitCoding:
    """A coding of the code to be split: where, by whom, its words, and the code it would get if any."""

    decision: str
    document: str
    coder: str
    span: Span
    words: str
    goes_to: str = field(default="")


def plan_split(folder: ProjectFolder, code: str, placing: Placing) -> tuple[SplitCoding, ...]:
    """Return the codings of a code (not of those below it) in the current texts, and where each would go.

    Raises
    ------
    UsageError
        If an expression is none, or there is no such document.
    """
    codings = _codings(folder, code)
    placed = _by_sheet(placing.sheet) if placing.sheet else {}
    with folder.reading() as connection:
        named = {find_document(connection, name).name: goal for name, goal in placing.by_document}
    found = _by_expression(folder, codings, placing.by_expression) if placing.by_expression else {}
    return tuple(
        SplitCoding(
            one.decision,
            one.document,
            one.coder,
            one.span,
            one.words,
            placed.get(one.decision) or named.get(one.document) or found.get(one.decision, ""),
        )
        for one in codings
    )


def write_split_sheet(path: Path, codings: Sequence[SplitCoding]) -> None:
    """Write a table (CSV) of codings with an empty column for the code that each is to get."""
    write_placements(
        path,
        [PlacementRow(one.decision, one.document, one.coder, one.words, one.goes_to) for one in codings],
    )


def _codings(folder: ProjectFolder, code: str) -> list[SplitCoding]:
    with folder.reading() as connection:
        names = coder_names(connection)
        return [
            _coding(document.name, one, names)
            for document in load_documents(connection)
            for one in load_codings(connection, document.version_id)
            if one.code == code
        ]


def _coding(document: str, one: KeptCoding, names: dict[int, str]) -> SplitCoding:
    return SplitCoding(one.decision_id, document, names[one.coder_id], one.span, one.words)


def _by_sheet(path: Path) -> dict[str, str]:
    return {row.decision: row.goes_to for row in read_placements(path) if row.goes_to}


def _by_expression(
    folder: ProjectFolder, codings: Sequence[SplitCoding], wanted: Sequence[tuple[str, str]]
) -> dict[str, str]:
    for expression, _ in wanted:
        fault = expression_fault(expression) if expression.strip() else "codebook.expression_empty"
        if fault:
            raise UsageError("error.expression", expression=expression)
    cache = AnalysisCache(folder.cache_path)
    codes = tuple(
        Code(f"n{number}", _NAME, "", rules=(Rule(expression, any_of=(expression,)),))
        for number, (expression, _) in enumerate(wanted)
    )
    rules = compile_rules(Codebook(_NAME, "1", "fr", "", (Facet(_NAME, ""),), codes), cache.lemmas)
    goals = {f"n{number}": goal for number, (_, goal) in enumerate(wanted)}
    places: dict[str, list[tuple[str, Span]]] = {}
    documents = sorted({one.document for one in codings})
    for one in load_analysed(folder, cache, documents=documents, everybody=True) if documents else ():
        for suggestion in suggest_codes(one.analysis, one.segments, rules):
            places.setdefault(one.document.name, []).extend(
                (suggestion.code, evidence.span) for evidence in suggestion.evidence
            )
    found: dict[str, str] = {}
    for coding in codings:
        hits = {code for code, span in places.get(coding.document, ()) if coding.span.holds(span)}
        first = next((name for name in goals if name in hits), None)
        if first is not None:
            found[coding.decision] = goals[first]
    return found
