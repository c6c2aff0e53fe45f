"""Filters: the part of a corpus that a table is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from focuskit.analysis.axes import ATTRIBUTE, questions_of_segments, wave_of
from focuskit.model.codebook import code_and_parents
from focuskit.model.codings import CodedCorpus, CodedSegment, CodeMark, DocumentOverview, PersonInDocument

OF_DOCUMENTS = ("document", "kind", "wave")
OF_PEOPLE = ("person", "role")
OF_CODINGS = ("coder", "origin", "status")
FILTERS = (*OF_DOCUMENTS, *OF_PEOPLE, "question", "code", *OF_CODINGS)
"""Names of filters; ``attr:name`` is one more for each attribute of people or documents."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a variable must be: one of the values."""

    name: str
    among: frozenset[str]


def filter_corpus(corpus: CodedCorpus, conditions: Iterable[Condition]) -> CodedCorpus:
    """Return the part of a corpus that meets all conditions.

    Documents, kinds and waves leave out documents; people, roles and attributes leave out people, what they
    say, and documents where none of those left is present; a question leaves out what answers another, and
    documents in which it was not asked; a code leaves out segments that do not carry it or one below it; a
    status leaves out codes. Conditions on coders and origins are met when a corpus is loaded. Talks keep
    all of their turns: moderators are needed to tell what they brought up.
    """
    for one in conditions:
        corpus = _FILTERS.get(one.name, _by_attribute if one.name.startswith(ATTRIBUTE) else _unchanged)(
            corpus, one
        )
    return corpus


def _unchanged(corpus: CodedCorpus, condition: Condition) -> CodedCorpus:
    del condition
    return corpus


def _by_document(corpus: CodedCorpus, condition: Condition) -> CodedCorpus:
    def value(one: DocumentOverview) -> str | None:
        if condition.name == "wave":
            return wave_of(one.attributes)
        return one.kind.value if condition.name == "kind" else one.name

    return _within(corpus, {one.name for one in corpus.documents if value(one) in condition.among})


def _within(corpus: CodedCorpus, documents: set[str]) -> CodedCorpus:
    """Return what is in these documents."""
    return replace(
        corpus,
        documents=tuple(one for one in corpus.documents if one.name in documents),
        people=tuple(one for one in corpus.people if one.document in documents),
        segments=tuple(one for one in corpus.segments if one.document in documents),
        talks=tuple(one for one in corpus.talks if one.document in documents),
    )


def _by_person(corpus: CodedCorpus, condition: Condition) -> CodedCorpus:
    def value(one: PersonInDocument) -> str:
        return one.participant if condition.name == "person" else one.role.value

    return _of_people(corpus, [value(one) in condition.among for one in corpus.people])


def _by_attribute(corpus: CodedCorpus, condition: Condition) -> CodedCorpus:
    name = condition.name.removeprefix(ATTRIBUTE)
    of_documents = {one.name: dict(one.attributes).get(name) for one in corpus.documents}
    values = [dict(one.attributes).get(name) or of_documents.get(one.document) for one in corpus.people]
    return _of_people(corpus, [value in condition.among for value in values])


def _of_people(corpus: CodedCorpus, kept: Sequence[bool]) -> CodedCorpus:
    people = tuple(one for one, is_kept in zip(corpus.people, kept, strict=True) if is_kept)
    who = {(one.document, one.participant) for one in people}
    narrowed = replace(
        corpus,
        people=people,
        segments=tuple(one for one in corpus.segments if (one.document, one.participant) in who),
    )
    return _within(narrowed, {one.document for one in people})


def _by_question(corpus: CodedCorpus, condition: Condition) -> CodedCorpus:
    asked = questions_of_segments(corpus)
    segments = tuple(
        one
        for one, question in zip(corpus.segments, asked, strict=True)
        if (question or one.question) in condition.among
    )
    where = {one.document for one in segments} | {
        talk.document for talk in corpus.talks if any(turn.question in condition.among for turn in talk.turns)
    }
    return _within(replace(corpus, segments=segments), where)


def _by_code(corpus: CodedCorpus, condition: Condition) -> CodedCorpus:
    def carries(segment: CodedSegment) -> bool:
        return any(condition.among & set(code_and_parents(mark.code)) for mark in segment.marks)

    return replace(corpus, segments=tuple(one for one in corpus.segments if carries(one)))


def _by_status(corpus: CodedCorpus, condition: Condition) -> CodedCorpus:
    def kept(marks: tuple[CodeMark, ...]) -> tuple[CodeMark, ...]:
        return tuple(mark for mark in marks if mark.status.value in condition.among)

    return replace(
        corpus,
        segments=tuple(
            replace(one, marks=kept(one.marks), context=kept(one.context)) for one in corpus.segments
        ),
    )


_FILTERS: dict[str, Callable[[CodedCorpus, Condition], CodedCorpus]] = {
    **dict.fromkeys(OF_DOCUMENTS, _by_document),
    **dict.fromkeys(OF_PEOPLE, _by_person),
    "question": _by_question,
    "code": _by_code,
    "status": _by_status,
}
