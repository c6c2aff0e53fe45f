"""What researchers wrote, as a report shows it: memos, summaries of the framework, notes on words.

The words of people who may not be quoted are taken out of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from focuskit.model.codings import CodedCorpus, CodedSegment
from focuskit.model.memos import Memo, MemoKind
from focuskit.model.sheets import CellPlace
from focuskit.reports.withholding import Withholding

_ATTRIBUTE = "attr"
_DOCUMENT, _PERSON = "document", "person"
_Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class WrittenWords:
    """What stands in a report of what researchers wrote.

    Parameters
    ----------
    memos
        Notes on codes and on the study, in the order they were written.
    notes
        Theoretical notes on words, by segment.
    summaries
        Summaries of the framework by document and code.
    beside
        Those by person, or by value of a variable, and code.
    n_withheld
        Passages left out because they may not be quoted.
    """

    memos: tuple[Memo, ...] = ()
    notes: Mapping[_Place, tuple[str, ...]] | None = None
    summaries: Mapping[tuple[str, str], str] | None = None
    beside: Mapping[tuple[str, str], str] | None = None
    n_withheld: int = 0


def written_words(
    corpus: CodedCorpus,
    memos: Sequence[Memo],
    cells: Mapping[CellPlace, str],
    versions: Mapping[str, str],
    refused: frozenset[str] | None,
) -> WrittenWords:
    """Return what researchers wrote about a corpus, without the words that may not be quoted.

    Parameters
    ----------
    cells
        What stands in the framework.
    versions
        Name of the document of each current version of a text.
    refused
        People whose words may not be shown.
    """
    mask = _Mask(corpus, refused or frozenset())
    shown = tuple(replace(one, words=mask.on(one.words)) for one in memos if one.about.version_id is None)
    summaries, beside = _cells(corpus, cells, mask)
    notes = _notes(corpus, memos, versions, mask)
    return WrittenWords(shown, notes, summaries, beside, mask.n)


def segments_under(
    corpus: CodedCorpus, memos: Sequence[Memo], kind: MemoKind, versions: Mapping[str, str]
) -> dict[_Place, list[Memo]]:
    """Return, by document and number, the segments that the words of memos of a kind touch."""
    of_documents: dict[str, list[CodedSegment]] = defaultdict(list)
    for one in corpus.segments:
        of_documents[one.document].append(one)
    found: dict[_Place, list[Memo]] = defaultdict(list)
    for memo in memos:
        name = versions.get(memo.about.version_id or "")
        if memo.kind is kind and name and memo.about.span:
            for one in of_documents[name]:
                if one.span.overlaps(memo.about.span):
                    found[one.document, one.number].append(memo)
    return found


def renamed_memos(memos: Sequence[Memo], renamed: Mapping[str, str]) -> tuple[Memo, ...]:
    """Return memos on codes as these are named in a report."""
    return tuple(
        replace(one, about=replace(one.about, code=renamed.get(one.about.code, one.about.code)))
        if one.about.code
        else one
        for one in memos
    )


def renamed_cells(cells: Mapping[CellPlace, str], renamed: Mapping[str, str]) -> dict[CellPlace, str]:
    """Return the cells of the framework under the names that codes have in a report."""
    return {
        replace(place, column=renamed.get(place.column, place.column)): words
        for place, words in cells.items()
    }


class _Mask:
    """Takes out what may not be quoted, and counts it."""

    def __init__(self, corpus: CodedCorpus, refused: frozenset[str]) -> None:
        said = [(one.verbatim, one.participant not in refused) for one in corpus.segments]
        said += [
            (one.verbatim, one.participant not in refused) for talk in corpus.talks for one in talk.turns
        ]
        self._withholding = Withholding(
            (words for words, is_quotable in said if not is_quotable),
            (words for words, is_quotable in said if is_quotable),
        )
        self.n = 0

    def on(self, words: str) -> str:
        """Return words without what may not be quoted."""
        masked, n = self._withholding.masked(words)
        self.n += n
        return masked


def _notes(
    corpus: CodedCorpus, memos: Sequence[Memo], versions: Mapping[str, str], mask: _Mask
) -> dict[_Place, tuple[str, ...]]:
    found: dict[_Place, tuple[str, ...]] = {}
    told: set[str] = set()
    for place, there in segments_under(corpus, memos, MemoKind.THEORETICAL, versions).items():
        fresh = [one for one in there if one.id not in told and one.words.strip()]
        told.update(one.id for one in fresh)
        if fresh:
            found[place] = tuple(mask.on(one.words) for one in fresh)
    return found


def _cells(
    corpus: CodedCorpus, cells: Mapping[CellPlace, str], mask: _Mask
) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """Return the summaries of documents, and those of people and values, that a corpus holds."""
    documents = {one.name for one in corpus.documents}
    people = {one.participant for one in corpus.people}
    summaries: dict[tuple[str, str], str] = {}
    beside: dict[tuple[str, str], str] = {}
    for place, words in cells.items():
        by, _, case = place.row.partition(":")
        if by == _ATTRIBUTE:
            case = case.partition(":")[2]
        if by == _DOCUMENT:
            if case in documents:
                summaries[case, place.column] = mask.on(words)
        elif by != _PERSON or case in people:
            beside[case, place.column] = mask.on(words)
    return summaries, beside
