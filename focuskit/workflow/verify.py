"""Verify: any finished report, even edited by hand, against the texts of the study."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.reports.verification import (
    FinishedReport,
    QuotationMatcher,
    QuotationState,
    QuotedPassage,
    find_passages,
    read_docx_report,
    read_html_report,
)
from focuskit.store import ProjectFolder, load_documents, load_pseudonyms
from focuskit.store.text_versions import load_text_versions
from focuskit.transcripts.labels import looks_like_code
from focuskit.transcripts.normalise import fold
from focuskit.transcripts.speakers import names_a_role
from focuskit.transcripts.wordlists import TITLES

FEWEST_ALIKE = 3
"""People with the same attributes beside a quotation, below which a reader may know who speaks (k)."""
_SHORTEST_LABEL = 3
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST_WORDS = 8
_READERS = {".docx": read_docx_report, ".html": read_html_report, ".htm": read_html_report}


class TraitKind(StrEnum):
    """What in a report could tell who somebody is."""

    LABEL = "label"
    ATTRIBUTES = "attributes"
    PROPERTY = "property"


@dataclass(frozen=True, slots=True)
class VerifiedQuotation:
    """A quotation of the report, how it stands in the texts, and in which document (``None`` for none)."""

    passage: QuotedPassage
    state: QuotationState
    document: str | None


@dataclass(frozen=True, slots=True)
class IdentifyingTrait:
    """Something that could identify a person, where it stands, and (for attributes) how many share it."""

    kind: TraitKind
    place: str
    words: str
    n_alike: int | None = None


@dataclass(frozen=True, slots=True)
class VerifySummary:
    """What became of the quotations of a report, and what in it could identify somebody."""

    quotations: tuple[VerifiedQuotation, ...]
    traits: tuple[IdentifyingTrait, ...]

    def n_in_state(self, state: QuotationState) -> int:
        """Return how many quotations are in a state."""
        return sum(one.state is state for one in self.quotations)

    @property
    def lost(self) -> tuple[VerifiedQuotation, ...]:
        """The quotations that are in no text."""
        return tuple(one for one in self.quotations if one.state is QuotationState.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a project knows: texts, labels as transcribed, and each person's attributes."""

    texts: dict[str, str]
    labels: frozenset[str]
    people: dict[str, tuple[str, ...]]


def verify_report_file(folder: ProjectFolder, path: Path) -> VerifySummary:
    """Look every quotation of a report up in the texts of a project, all their versions included.

    Raises
    ------
    UsageError
        If the file is missing, or neither a readable .docx nor .html.
    """
    reader = _READERS.get(path.suffix.lower())
    if not path.is_file():
        raise UsageError("error.report_missing", path=str(path))
    if reader is None:
        raise UsageError("error.report_format", path=str(path))
    report = reader(path)
    known = _load_known(folder)
    matcher = QuotationMatcher(known.texts, _texts_beside(folder))
    quotations = []
    for passage in find_passages(iter(report.paragraphs)):
        found = matcher.match(passage.words, passage.source)
        is_lost = found.state is QuotationState.NOT_FOUND
        if is_lost and not passage.is_verbatim and matcher.is_of_the_study(passage.words):
            continue
        quotations.append(VerifiedQuotation(passage, found.state, found.document))
    return VerifySummary(tuple(quotations), tuple(_traits(report, known, quotations)))


def _load_known(folder: ProjectFolder) -> _Known:
    texts: dict[str, str] = {}
    labels: set[str] = set()
    people: dict[str, tuple[str, ...]] = {}
    with folder.reading() as connection:
        documents = load_documents(connection)
        for document in documents:
            texts[document.name] = document.text
            for version in load_text_versions(connection, document.id):
                if version.text != document.text:
                    texts[f"{document.name} ({version.number})"] = version.text
        for (_, label), shown in load_pseudonyms(connection).items():
            people[shown.pseudonym] = tuple(value for _, value in shown.attributes if value)
            labels.update(_names_in(label))
    told = people.keys() | {part for name in people for part in _WORD.findall(name)}
    return _Known(texts, frozenset(labels - told), people)


def _names_in(label: str | None) -> set[str]:
    """Return what in a label may name somebody: the whole, and each part that is a name by itself."""
    whole = _name_in(label)
    parts = {
        part
        for part in _WORD.findall(whole)
        if len(part) >= _SHORTEST_LABEL and part[0].isupper() and not looks_like_code(part)
        if fold(part) not in TITLES and not names_a_role(part)
    }
    return parts | {whole} if whole else set()


def _name_in(label: str | None) -> str:
    """Return what in a label may name somebody: not a role word before it, nor a code; empty for nothing."""
    name = label or ""
    if label and names_a_role(label):
        name = " ".join(label.split()[1:])
    return name if len(name) >= _SHORTEST_LABEL and not looks_like_code(name) else ""


def _texts_beside(folder: ProjectFolder) -> tuple[str, ...]:
    """Return the words of the codebook and of the guide: a report quotes them too, and nobody said them."""
    found = []
    for path in (folder.codebook_path, folder.guide_path):
        if path.is_file():
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found.append(" ".join(line.strip() for line in lines).replace("''", "'"))
    return tuple(found)


def _traits(
    report: FinishedReport, known: _Known, quotations: Sequence[VerifiedQuotation]
) -> Iterator[IdentifyingTrait]:
    yield from (IdentifyingTrait(TraitKind.PROPERTY, place, words) for place, words in report.named)
    yield from _labels_in(report, known.labels)
    for one in quotations:
        yield from _rare_attributes(one.passage, known)


def _labels_in(report: FinishedReport, labels: frozenset[str]) -> Iterator[IdentifyingTrait]:
    """Yield each label as transcribed that a report shows, once, with the words of its paragraph's start."""
    if not labels:
        return
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(labels, key=len, reverse=True)))})(?!\w)"
    )
    seen: set[str] = set()
    chapter = ""
    for one in report.paragraphs:
        chapter = one.words.strip() if one.kind == "heading" else chapter
        for label in set(pattern.findall(one.words)) - seen:
            seen.add(label)
            yield IdentifyingTrait(TraitKind.LABEL, _place(chapter, one.words), label)


def _place(chapter: str, paragraph: str) -> str:
    """Tell where a paragraph stands: its chapter and its first words, which the reader can search for."""
    words = paragraph.strip('«»“”" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}').split()
    if paragraph.strip() == chapter:
        return chapter
    first = " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
    return say("verify.place", chapter=chapter or "–", words=first)


def _rare_attributes(passage: QuotedPassage, known: _Known) -> Iterator[IdentifyingTrait]:
    """Yield the attributes beside a quotation that fewer than three people of the study share."""
    person = next((name for name in known.people if _names(passage.source, name)), None)
    if person is None:
        return
    shown = tuple(value for value in known.people[person] if _names(passage.source, value))
    if not shown:
        return
    alike = Counter(all(value in values for value in shown) for values in known.people.values())[True]
    if alike < FEWEST_ALIKE:
        yield IdentifyingTrait(TraitKind.ATTRIBUTES, passage.chapter, ", ".join(shown), alike)


def _names(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))
