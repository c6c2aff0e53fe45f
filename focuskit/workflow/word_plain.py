"""Comments of a Word transcript that focuskit never saw, placed on the document it became."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path, PurePosixPath

from focuskit.model.documents import StoredDocument
from focuskit.model.spans import Span
from focuskit.model.word_comments import PlainWord, WordAnchor
from focuskit.transcripts.normalise import normalise_text
from focuskit.transcripts.placing import place_spans
from focuskit.workflow.coding_ground import CodingGround
from focuskit.workflow.word_places import LOST, NOWHERE, PlacedComment, PlacedFile, words_or_segment

_ALIKE = 0.8
_WINDOW = 30


def find_same_document(
    plain: PlainWord, path: Path, documents: Iterable[StoredDocument]
) -> StoredDocument | None:
    """Return the document that says what a file says, ``None`` if there is none.

    Of several, the one with the name of the file.
    """
    words = Counter(token for one in plain.paragraphs for token in one.text.casefold().split())
    best: tuple[float, bool, StoredDocument] | None = None
    for document in documents:
        theirs = Counter(document.text.casefold().split())
        share = 2 * (words & theirs).total() / max(words.total() + theirs.total(), 1)
        has_name = PurePosixPath(document.name).stem.casefold() == path.stem.casefold()
        if share >= _ALIKE and (best is None or (share + has_name, has_name) > best[:2]):
            best = (share + has_name, has_name, document)
    return best[2] if best else None


def place_plain(plain: PlainWord, ground: CodingGround) -> PlacedFile:
    """Place the comments of a file on the words of the document it became."""
    paragraphs = _Paragraphs(plain, ground)
    spans = paragraphs.spans([one.anchor for one in plain.comments])
    placed = [
        PlacedComment(one, None, None, LOST)
        if span is None
        else PlacedComment(one, words_or_segment(span, ground), None, is_widened=span.start == span.end)
        for one, span in zip(plain.comments, spans, strict=True)
    ]
    placed += [PlacedComment(one, None, None, NOWHERE) for one in plain.outside]
    return PlacedFile(ground, tuple(placed), ())


class _Paragraphs:
    """The paragraphs of a file, and which turn of the document each is."""

    def __init__(self, plain: PlainWord, ground: CodingGround) -> None:
        self._text = ground.document.text
        self._texts = [one.text for one in plain.paragraphs]
        self._starts = [0, *accumulate(len(one) + 1 for one in self._texts)]
        self._turns: dict[int, tuple[int, Span]] = {}
        self._match([turn.span for turn in ground.document.turns])

    def spans(self, anchors: Sequence[WordAnchor | None]) -> list[Span | None]:
        """Return the words of each place, ``None`` where they are not all in the document."""
        exact = [None if one is None else self._exact(one) for one in anchors]
        open_ = [one for one, span in zip(anchors, exact, strict=True) if one is not None and span is None]
        whole = "\n".join(self._texts)
        rough = [self._span(one).stripped(whole) for one in open_]
        spots = iter(zip(rough, place_spans(whole, self._text, rough), strict=True) if rough else ())
        found: list[Span | None] = []
        for one, span in zip(anchors, exact, strict=True):
            if one is None or span is not None:
                found.append(span)
                continue
            here, spot = next(spots)
            is_same = spot.span is not None and _are_words_of(spot.span.slice(self._text), here.slice(whole))
            found.append(spot.span if is_same else None)
        return found

    def _match(self, turns: Sequence[Span]) -> None:
        """Find the paragraph that ends with the words of each turn, one after the other."""
        bare = [normalise_text(one).text.rstrip() for one in self._texts]
        bare = [one if self._texts[n].startswith(one) else "" for n, one in enumerate(bare)]
        place = 0
        for turn in turns:
            words = turn.slice(self._text)
            last = min(place + _WINDOW, len(bare))
            at = next((n for n in range(place, last) if words and bare[n].endswith(words)), None)
            if at is not None:
                self._turns[at] = (len(bare[at]) - len(words), turn)
                place = at + 1

    def _exact(self, anchor: WordAnchor) -> Span | None:
        """Return a place whose first and last paragraph are turns; who speaks is no part of it."""
        if anchor.first not in self._turns or anchor.last not in self._turns:
            return None
        head, first = self._turns[anchor.first]
        tail, last = self._turns[anchor.last]
        start = min(first.start + max(anchor.start - head, 0), first.end)
        end = min(last.start + max(anchor.end - tail, 0), last.end)
        return Span(start, end) if start <= end else None

    def _span(self, anchor: WordAnchor) -> Span:
        start = self._starts[anchor.first] + anchor.start
        return Span(start, max(start, self._starts[anchor.last] + anchor.end))


def _are_words_of(words: str, others: str) -> bool:
    """Tell whether words all stand in other words, in the same order."""
    rest = iter(others.split())
    return bool(words.split()) and all(word in rest for word in words.split())
