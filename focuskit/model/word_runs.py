"""Runs of consecutive words that somebody said, found again in any other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from focuskit.model.spans import Span

RUN = 6
"""Words in a row from which on they count as somebody's: shorter runs are common to all who speak."""
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"«([^«»]{2,400})»|“([^“”]{2,400})”|\"([^\"]{2,400})\"")
_LEAST_QUOTED = 3

Run = tuple[str, ...]


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, apostrophes and signs left out."""
    return [found.group().lower() for found in _WORD.finditer(text)]


def runs_of(text: str, length: int = RUN) -> Iterator[Run]:
    """Yield every run of ``length`` consecutive words; a shorter text gives none."""
    words = words_of(text)
    for at in range(len(words) - length + 1):
        yield tuple(words[at : at + length])


class SpokenWords:
    """What a person said that nobody else said in the same words.

    Parameters
    ----------
    said
        The person's turns.
    by_others
        All that others said and that stays.
    """

    def __init__(self, said: Iterable[str], by_others: Iterable[str] = ()) -> None:
        self._said = [" ".join(["", *words_of(one), ""]) for one in said]
        others = {run for text in by_others for run in runs_of(text)}
        self.runs = frozenset({run for text in self._said for run in runs_of(text)} - others)

    def __bool__(self) -> bool:
        return bool(self.runs)

    def is_in(self, text: str) -> bool:
        """Tell whether a run of the person's words stands in a text."""
        return any(run in self.runs for run in runs_of(text))

    def spans_in(self, text: str) -> list[Span]:
        """Return where the person's words stand in a text: runs of them, and quotations of three or more."""
        words = list(_WORD.finditer(text))
        plain = [found.group().lower() for found in words]
        hits = [at for at in range(len(words) - RUN + 1) if tuple(plain[at : at + RUN]) in self.runs]
        found = [Span(words[at].start(), words[at + RUN - 1].end()) for at in hits]
        return _joined([*found, *self._quoted_in(text)])

    def cleaned(self, text: str, mark: str) -> str:
        """Return a text with a mark in the place of the person's words."""
        for span in reversed(self.spans_in(text)):
            text = text[: span.start] + mark + text[span.end :]
        return text

    def _quoted_in(self, text: str) -> Iterator[Span]:
        for found in _QUOTED.finditer(text):
            group = found.lastindex or 1
            words = words_of(found.group(group))
            if len(words) >= _LEAST_QUOTED and any(f" {' '.join(words)} " in one for one in self._said):
                yield Span(*found.span(group))


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
