"""Codes named by somebody's own words: hidden in a report in which these words may not stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from focuskit.messages import say
from focuskit.model.codebook import Code, Codebook
from focuskit.model.codings import CodedCorpus, CodedSegment, CodeMark
from focuskit.model.talk import TalkTurn
from focuskit.transcripts.normalise import fold

_FEWEST_WORDS = 3
_WORD = re.compile(r"\w+")


def hide_labels(
    corpus: CodedCorpus, withheld: Iterable[str], allowed: Iterable[str]
) -> tuple[CodedCorpus, dict[str, str]]:
    """Give other names to the codes whose label is a passage of withheld words.

    Parameters
    ----------
    withheld, allowed
        Words that may not be shown, and those that may: a label that stands in both stays.

    Returns
    -------
    corpus, renamed
        The corpus with its codebook, codes on segments and on turns; and the new name of each code renamed.
    """
    hidden = [_plain(text) for text in withheld]
    shown = [_plain(text) for text in allowed] if hidden else []
    meant = [
        code
        for code in corpus.codebook.codes
        if len(_WORD.findall(code.label)) >= _FEWEST_WORDS
        and any(_plain(code.label) in text for text in hidden)
        and not any(_plain(code.label) in text for text in shown)
    ]
    if not meant:
        return corpus, {}
    renamed = dict(_names(corpus.codebook, meant))
    labels = {code.name for code in meant}
    codes = tuple(_renamed(code, renamed, is_hidden=code.name in labels) for code in corpus.codebook.codes)
    return (
        replace(
            corpus,
            codebook=replace(corpus.codebook, codes=codes),
            segments=tuple(_segment(one, renamed) for one in corpus.segments),
            talks=tuple(
                replace(talk, turns=tuple(_turn(one, renamed) for one in talk.turns)) for talk in corpus.talks
            ),
        ),
        renamed,
    )


def _plain(text: str) -> str:
    """Return the words of a text without case, accents and punctuation, between spaces."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _names(codebook: Codebook, meant: list[Code]) -> Iterator[tuple[str, str]]:
    """Yield the old and new name of each code meant and of those below it."""
    for number, code in enumerate(meant, start=1):
        new = f"{f'{code.parent}/' if code.parent else ''}mots_{number}"
        yield code.name, new
        for below in codebook.subcodes(code.name):
            yield below.name, new + below.name.removeprefix(code.name)


def _renamed(code: Code, renamed: dict[str, str], *, is_hidden: bool) -> Code:
    name = renamed.get(code.name, code.name)
    if not is_hidden:
        return replace(code, name=name)
    return Code(name, code.facet, say("report.label_withheld", number=name.rpartition("_")[2]))


def _segment(one: CodedSegment, renamed: dict[str, str]) -> CodedSegment:
    return replace(
        one,
        marks=tuple(_mark(mark, renamed) for mark in one.marks),
        context=tuple(_mark(mark, renamed) for mark in one.context),
        readings=tuple(frozenset(renamed.get(name, name) for name in names) for names in one.readings),
    )


def _mark(mark: CodeMark, renamed: dict[str, str]) -> CodeMark:
    return replace(mark, code=renamed.get(mark.code, mark.code))


def _turn(one: TalkTurn, renamed: dict[str, str]) -> TalkTurn:
    return replace(one, codes=tuple(renamed.get(name, name) for name in one.codes))
