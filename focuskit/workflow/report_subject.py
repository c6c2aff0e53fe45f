"""What a report is about where it is not about the whole study: a theme, a document, a person."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.analysis.filters import Condition, filter_corpus
from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.training_sheet import code_meant
from focuskit.store import ProjectFolder
from focuskit.store.document_changes import find_document

PORTRAIT_PARTS = ("material", "crossing", "bilan", "chapters", "imaginaries", "quotations")
"""Parts of a portrait."""


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """At most one of: the theme or public of a training ``sheet``, a ``document``, a ``person``."""

    sheet: str = ""
    document: str = ""
    person: str = ""

    @property
    def is_portrait(self) -> bool:
        """Tell whether it is about a document or a person."""
        return bool(self.document or self.person)

    @property
    def name(self) -> str:
        """What it is about, empty for the whole study."""
        return self.sheet or self.document or self.person


def narrow(folder: ProjectFolder, corpus: CodedCorpus, subject: ReportSubject) -> CodedCorpus:
    """Return what a corpus holds of a subject.

    Raises
    ------
    UsageError
        If several are asked for at once, or there is no such code, document or person.
    """
    if sum(map(bool, (subject.sheet, subject.document, subject.person))) > 1:
        raise UsageError("error.report_subjects")
    if subject.sheet:
        code_meant(corpus.codebook, subject.sheet)
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
