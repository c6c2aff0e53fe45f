"""What a report is about where it is not about the whole study: a theme, a document, a person."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.analysis.filters import Condition, filter_corpus
from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.sheet_subjects import axis_meant, code_meant
from focuskit.store import ProjectFolder
from focuskit.store.document_changes import find_document

PORTRAIT_PARTS = ("material", "crossing", "bilan", "chapters", "imaginaries", "quotations")
"""Parts of a portrait."""


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """At most one of: training sheets (of themes or publics, by axes), a ``document``, a ``person``.

    ``sheet`` are names or labels of codes read together, ``sheet_by`` axes: a sheet for each of their items.
    """

    sheet: tuple[str, ...] = ()
    document: str = ""
    person: str = ""
    sheet_by: tuple[str, ...] = ()

    @property
    def is_portrait(self) -> bool:
        """Tell whether it is about a document or a person."""
        return bool(self.document or self.person)

    @property
    def name(self) -> str:
        """What it is about, empty for the whole study."""
        return " ".join((*self.sheet, *self.sheet_by)) or self.document or self.person

    @property
    def is_sheet(self) -> bool:
        """Tell whether it is training sheets."""
        return bool(self.sheet or self.sheet_by)


def narrow(folder: ProjectFolder, corpus: CodedCorpus, subject: ReportSubject) -> CodedCorpus:
    """Return what a corpus holds of a subject.

    Raises
    ------
    UsageError
        If several are asked for at once, or there is no such code, document or person.
    """
    if sum(map(bool, (subject.is_sheet, subject.document, subject.person))) > 1:
        raise UsageError("error.report_subjects")
    for one in subject.sheet:
        code_meant(corpus.codebook, one)
    for one in subject.sheet_by:
        axis_meant(corpus, one)
    if subject.document:
        with folder.reading() as connection:
            name = find_document(connection, subject.document).name
        return filter_corpus(corpus, [Condition("document", frozenset({name}))])
    if subject.person:
        if all(one.participant != subject.person for one in corpus.people):
            raise UsageError("error.report_person", person=subject.person)
        return filter_corpus(corpus, [Condition("person", frozenset({subject.person}))])
    return corpus


def portrait_title(title: str, subject: ReportSubject) -> str:
    """Return the title of a report about a subject."""
    return say("report.portrait_title", name=subject.name, title=title) if subject.is_portrait else title
