"""What a report needs to know beyond the coded corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from focuskit.analysis import FACETS_CROSSED, ROW_FACET, CorpusIndex, Mask
from focuskit.analysis.agreement import AgreementSummary
from focuskit.analysis.exchanges import find_exchanges
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus, CodedSegment
from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.model.problems import Problem
from focuskit.model.settings import BRACKETS, CODEBOOK
from focuskit.reports.blocks import KeptParagraph
from focuskit.reports.selection import Place, people_not_quoted, people_not_reused


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Facts about the study.

    ``share_moderator`` is the moderators' share of all words (0 to 1, ``None`` where nobody spoke);
    ``max_words`` the length beyond which turns were cut; ``texts`` the stored text of each document by
    name; ``problems`` what was met at import; ``with_pages`` whether LibreOffice, where it is installed, is
    asked for the page numbers of the contents; ``template`` the laboratory's .docx or .dotx; ``agreement``
    that of the coders, ``None`` where no two were given the same words; ``approach`` how coding is understood
    (`focuskit.model.settings.APPROACHES`).

    Parameters
    ----------
    parts
        Names of the parts wanted, in their order; empty for all (`focuskit.reports.parts.PARTS`).
    author
        What the user wants as author in the file's properties; empty for nobody.
    quote_attributes
        Attributes of people that stand beside a quotation.
    told_attributes
        Attributes of people that the report may tell of somebody; ``None`` for all.
    place_prefix
        What the keys of marked places begin with: reports for one audience keep no words of another's.
    memos
        The researchers' notes, in the order they were written.
    starred
        Segments that bear a star: quoted before others.
    kept
        What was written in the marked places of the last report, by key.
    coders
        Names of those who decided anything.
    summaries
        What the researcher wrote in the framework, by document and code.
    summaries_beside
        The same where its rows are people or values of a variable, by person or value and code.
    notes
        What the researchers wrote on words: by segment, in the order they were written.
    n_withheld
        Passages left out of what the researchers wrote, because they may not be quoted.
    origin
        Where a Word report says where a quotation comes from (`focuskit.model.settings.ORIGINS`).
    sheet, sheet_by
        Names or labels of the codes, and of the axes, that training sheets are wanted of; empty for a report.
    """

    title: str
    codebook_version: str
    program_version: str
    share_moderator: float | None
    max_words: int
    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    with_pages: bool = False
    template: Path | None = None
    agreement: AgreementSummary | None = None
    approach: str = CODEBOOK
    parts: tuple[str, ...] = ()
    author: str = ""
    quote_attributes: tuple[str, ...] = ()
    told_attributes: tuple[str, ...] | None = None
    place_prefix: str = ""
    memos: tuple[Memo, ...] = ()
    starred: frozenset[Place] = frozenset()
    kept: Mapping[str, tuple[KeptParagraph, ...]] = field(default_factory=dict)
    coders: tuple[str, ...] = ()
    summaries: Mapping[tuple[str, str], str] = field(default_factory=dict)
    summaries_beside: Mapping[tuple[str, str], str] = field(default_factory=dict)
    notes: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    n_withheld: int = 0
    origin: str = BRACKETS
    sheet: tuple[str, ...] = ()
    sheet_by: tuple[str, ...] = ()

    @property
    def is_sheet(self) -> bool:
        """Tell whether training sheets are wanted, and no report."""
        return bool(self.sheet or self.sheet_by)


class Findings:
    """A coded corpus laid out for composing: counts, segments of a code, who may be quoted."""

    def __init__(self, corpus: CodedCorpus, context: ReportContext) -> None:
        self.corpus = corpus
        self.context = context
        self.index = CorpusIndex(corpus)
        self.refused = people_not_reused(corpus) if context.is_sheet else people_not_quoted(corpus)
        self.quoted: set[Place] = set()
        self.exchanged: set[Place] = set()
        self.written_on: dict[str, str] = {}
        self.noted: set[Place] = set()
        self._exchanges: dict[str, list[tuple[str, int, int]]] | None = None
        self._attributes = {(one.document, one.participant): dict(one.attributes) for one in corpus.people}

    @property
    def is_working_document(self) -> bool:
        """Tell whether anything is undecided, what only takes over a code from around it included."""
        return self.corpus.n_undecided > 0 or self.n_from_context > 0

    @property
    def n_codes_decided(self) -> int:
        """Return how many codes on segments somebody decided."""
        return sum(len(one.marks) for one in self.corpus.segments) - self.corpus.n_undecided

    @property
    def n_from_context(self) -> int:
        """Return how many suggestions only take over the code of a question or exchange: they wait too."""
        return sum(len(one.context) for one in self.corpus.segments)

    def top_codes(self, facet: str) -> list[Code]:
        """Return the top codes of a facet."""
        return [code for code in self.corpus.codebook.of_facet(facet) if code.parent is None]

    def subcodes(self, facet: str) -> list[Code]:
        """Return the codes of a facet below its top codes."""
        return [code for code in self.corpus.codebook.of_facet(facet) if code.parent is not None]

    def has_crossing(self) -> bool:
        """Tell whether the codebook has transitions with levers or obstacles to cross them with."""
        return bool(self.top_codes(ROW_FACET)) and any(self.top_codes(facet) for facet in FACETS_CROSSED)

    def memos_on(self, code: str) -> list[Memo]:
        """Return what was written on a code for its readers: notes on method stand with the codebook."""
        return [one for one in self._notes_on(code) if one.kind is not MemoKind.METHODOLOGICAL]

    def method_memos_on(self, code: str) -> list[Memo]:
        """Return the notes on method about a code: why it was split, renamed, how to use it."""
        return [one for one in self._notes_on(code) if one.kind is MemoKind.METHODOLOGICAL]

    def _notes_on(self, code: str) -> list[Memo]:
        return [one for one in self.context.memos if one.about.code == code and one.words.strip()]

    def summaries_on(self, code: str) -> list[tuple[str, str]]:
        """Return the summaries of the framework on a code, with whom or which document each is about."""
        written, beside = self.context.summaries, self.context.summaries_beside
        names = [one.name for one in self.corpus.documents]
        return [
            *((name, written[name, code]) for name in names if (name, code) in written),
            *((name, words) for (name, about), words in beside.items() if about == code),
        ]

    def memos_on_study(self, kind: MemoKind) -> list[Memo]:
        """Return the notes of a kind that are about nothing in particular."""
        nothing = MemoTarget()
        return [one for one in self.context.memos if one.kind is kind and one.about == nothing]

    def traits_of(self, segment: CodedSegment) -> tuple[str, ...]:
        """Return what the settings want beside a quotation: values of attributes of who speaks."""
        attributes = self._attributes.get((segment.document, segment.participant), {})
        return tuple(value for name in self.context.quote_attributes if (value := attributes.get(name, "")))

    def exchanges(self, code: str) -> list[tuple[str, int, int]]:
        """Return document, first and last turn of the exchanges on a code with signs of accord or dispute."""
        if self._exchanges is None:
            self._exchanges = {}
            found = find_exchanges(self.corpus)
            for row in found.to_dict("records"):
                if row["agreement"] or row["disagreement"]:
                    place = str(row["document"]), int(row["first_turn"]), int(row["last_turn"])
                    self._exchanges.setdefault(str(row["code"]), []).append(place)
        return self._exchanges.get(code, [])

    def n_decided(self, mask: Mask, codes: Sequence[Code]) -> int:
        """Return on how many segments of a mask all of the codes are decided."""
        for code in codes:
            mask = mask & self.index.decided(code.name)
        return int(mask.sum())

    def segments(self, mask: Mask) -> list[CodedSegment]:
        """Return the segments of a mask (`focuskit.analysis.CorpusIndex`) in the order of the study."""
        (rows,) = mask.nonzero()
        return [self.corpus.segments[row] for row in rows]
