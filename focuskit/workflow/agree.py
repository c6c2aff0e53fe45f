"""Agree: how far coders agree, code by code, on what each was given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.analysis.agreement import (
    AgreementSummary,
    CodeAgreement,
    CoderFigures,
    Comparison,
    DistanceName,
)
from focuskit.errors import UsageError
from focuskit.model.agreement import Disagreement
from focuskit.model.codebook import Codebook
from focuskit.reports.agreement_files import write_agreement, write_disagreements
from focuskit.store import ProjectFolder
from focuskit.store.document_changes import find_document
from focuskit.workflow.continuum import lay_out
from focuskit.workflow.disagreements import find_disagreements
from focuskit.workflow.double_coding import (
    FEWEST_CODERS,
    CodedDocument,
    compared_coders,
    load_coded_documents,
)


def measure_agreement(  # noqa: PLR0913 (each narrows or shapes the table in its own way)
    folder: ProjectFolder,
    codebook: Codebook,
    *,
    coders: Collection[str] = (),
    code: str | None = None,
    facet: str | None = None,
    level: str = "all",
    document: str | None = None,
    unit: str = "segments",
    distance: DistanceName = DistanceName.MASI_2006,
    seed: int = 0,
) -> AgreementSummary:
    """Compare coders on the stretches that each was given, on what they decided before anything was settled.

    Parameters
    ----------
    coders
        Whose work is compared; empty for all who decided anything.
    code, facet, document
        Only this code and those below it, this facet, this document (with or without its ending).
    level
        ``top`` or ``all``: a sub-code counts for its parents.
    unit
        ``segments`` or ``turns``; free spans are compared besides.

    Raises
    ------
    UsageError
        If there are fewer than two coders, or no such code, facet or document.
    """
    wanted = _Wanted(codebook, code, facet)
    wanted.check()
    documents = _documents(folder, document)
    chosen = compared_coders(documents, coders)
    coded = lay_out(documents, chosen, codebook, by_turn=unit == "turns")
    comparison = Comparison(coded, codebook, level=level, distance=distance, seed=seed)

    return AgreementSummary(
        coders=tuple(_figures(documents, name) for name in chosen),
        documents=tuple(dict.fromkeys(one.document for one in coded.units)),
        unit=unit,
        level=level,
        distance=distance,
        seed=seed,
        n_units=len(coded.units),
        n_characters=coded.continuum.length,
        drawn_by=comparison.drawn_by,
        n_clusters=comparison.n_clusters,
        spans_drawn_by=coded.continuum.drawn_by,
        rows=tuple(row for row in comparison.rows() if wanted.has_row(row)),
        n_unused=_count_unused(wanted, comparison, level),
        disagreements=_wanted_disagreements(documents, wanted, chosen, level),
    )


def agreement_of_project(
    folder: ProjectFolder, codebook: Codebook, *, level: str = "all"
) -> AgreementSummary | None:
    """Return the agreement of all coders, ``None`` where no two were given the same words."""
    documents = load_coded_documents(folder)
    if len({share.coder for one in documents for share in one.shares}) < FEWEST_CODERS:
        return None
    summary = measure_agreement(folder, codebook, level=level)
    return summary if summary.n_units else None


def write_agreement_file(
    summary: AgreementSummary, codebook: Codebook, path: Path, *, only_list: bool, spans: bool
) -> None:
    """Write agreement, or (``only_list``) the disagreements alone; see `focuskit.reports.agreement_files`."""
    if only_list:
        write_disagreements(summary.disagreements, codebook, path)
    else:
        write_agreement(summary, codebook, path, spans=spans)


def _documents(folder: ProjectFolder, written: str | None) -> list[CodedDocument]:
    """Load the documents that somebody coded: all, or the one meant by its name, with or without ending."""
    documents = load_coded_documents(folder)
    if written is None:
        return documents
    with folder.reading() as connection:
        name = find_document(connection, written).name
    chosen = [one for one in documents if one.document.name == name]
    if not chosen:
        raise UsageError("error.agree_document", document=name)
    return chosen


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a table of agreement is narrowed to: a code with those below it, a facet; ``None``: all."""

    codebook: Codebook
    code: str | None
    facet: str | None

    def check(self) -> None:
        """Refuse a code or facet that the codebook lacks."""
        if self.code is not None and self.code not in self.codebook:
            raise UsageError("error.code_unknown", code=self.code)
        if self.facet is not None and self.facet not in {one.id for one in self.codebook.facets}:
            raise UsageError("error.agree_facet", facet=self.facet)

    def has(self, name: str) -> bool:
        """Tell whether a code is wanted."""
        is_below = self.code is None or name == self.code or name.startswith(f"{self.code}/")
        return is_below and self.facet in {None, self.codebook.code(name).facet}

    def has_row(self, row: CodeAgreement) -> bool:
        """Tell whether a row, of a code or of a whole facet, is wanted."""
        if row.code:
            return self.has(row.code)
        return self.code is None and self.facet in {None, row.facet}


def _count_unused(wanted: _Wanted, comparison: Comparison, level: str) -> int:
    """Count the wanted codes of a level that nobody used."""
    names = (one.name for one in wanted.codebook.codes if level == "all" or one.parent is None)
    used = set(comparison.used)
    return sum(wanted.has(name) and name not in used for name in names)


def _wanted_disagreements(
    documents: Sequence[CodedDocument], wanted: _Wanted, coders: Sequence[str], level: str
) -> tuple[Disagreement, ...]:
    return tuple(
        one
        for each in documents
        for one in find_disagreements(each, wanted.codebook, coders, level=level)
        if wanted.has(one.code)
    )


def _figures(documents: Sequence[CodedDocument], coder: str) -> CoderFigures:
    shares = [share for one in documents for share in one.shares if share.coder == coder]
    seen = {share.sees_suggestions for share in shares}
    return CoderFigures(
        coder,
        sum(bool(share.given) for share in shares),
        sum(len(share.given) for share in shares),
        all(share.is_assigned for share in shares),
        seen.pop() if len(seen) == 1 else None,
        sum(share.n_decisions for share in shares),
        sum(share.n_on_suggestions for share in shares),
    )
