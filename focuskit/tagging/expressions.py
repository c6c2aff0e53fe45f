"""The small language of a codebook's expressions.

An expression is a row of words. Each word matches by lemma or by form; ``=word`` by form only; ``a|b``
either; ``vege*`` or ``*culture`` by its beginning or end; ``*`` any one word; ``...`` a gap of up to three
words and ``...6`` of up to six. Case and the typography of apostrophes, hyphens and no-break spaces do not
count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from focuskit.language.analysis import fold

_GAP = re.compile(r"(?:\.\.\.|…)(\d{1,2})?")
_ELISION = re.compile(r"(?<!aujourd)['’]\w")
_DEFAULT_GAP = 3
Words = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of an expression.

    ``lemmas`` and ``forms`` hold what a token's lemma or form may be; ``heads`` and ``tails`` what its form
    or lemma may begin or end with; ``any_word`` matches everything. ``gap`` is the number of words that may
    stand between the slot before and this one.
    """

    lemmas: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    any_word: bool = False
    gap: int = 0

    def fits(self, form: str, lemma: str) -> bool:
        """Tell whether a token of that folded form and lemma fits."""
        if self.any_word or form in self.forms or lemma in self.lemmas:
            return True
        return (bool(self.heads) and (form.startswith(self.heads) or lemma.startswith(self.heads))) or (
            bool(self.tails) and (form.endswith(self.tails) or lemma.endswith(self.tails))
        )

    @property
    def is_fixed(self) -> bool:
        """Tell whether the slot is known by whole words only."""
        return not (self.any_word or self.heads or self.tails)


Pattern = tuple[Slot, ...]


def expression_fault(expression: str) -> str | None:
    """Return the message key of what is wrong with an expression, ``None`` if nothing is."""
    chunks = expression.split()
    words = [chunk for chunk in chunks if not _GAP.fullmatch(chunk)]
    if all(word.strip("=|*") == "" for word in words):
        return "codebook.expression_empty"
    if _GAP.fullmatch(chunks[0]) or _GAP.fullmatch(chunks[-1]):
        return "codebook.expression_gap"
    alternatives = [one for word in words for one in word.removeprefix("=").split("|")]
    if any("*" in one.strip("*") or (one != "*" and one.strip("*") == "") for one in alternatives):
        return "codebook.expression_star"
    if any("|" in word and _ELISION.search(word) for word in words):
        return "codebook.expression_choice"
    return None


def words_to_analyse(expressions: Iterable[str]) -> set[str]:
    """Return the strings whose tokens and lemmas `parse_expression` will ask for."""
    wanted: set[str] = set()
    for expression in expressions:
        for piece in _pieces(expression):
            if isinstance(piece, _Plain):
                wanted.add(piece.words)
            elif isinstance(piece, _Choice):
                wanted.update(word for word in piece.alternatives if "*" not in word)
    return wanted


def parse_expression(expression: str, words: Words, *, exact: bool = False) -> Pattern:
    """Make the pattern of an expression.

    Parameters
    ----------
    words
        Tokens (folded form, folded lemma) of every string that `words_to_analyse` named and, where there
        are any, of the single forms in them (a lemma may differ alone and in company).
    exact
        Match forms only.
    """
    slots: list[Slot] = []
    gap = 0
    for piece in _pieces(expression):
        if isinstance(piece, _Gap):
            gap += piece.size
            continue
        exactly = exact or piece.exact
        if isinstance(piece, _Choice):
            made = [_choice_slot(piece, words, exact=exactly)]
        else:
            made = [_word_slot(form, lemma, words, exact=exactly) for form, lemma in words[piece.words]]
        made[0] = replace(made[0], gap=gap)
        slots += made
        gap = 0
    return tuple(slots)


@dataclass(frozen=True, slots=True)
class _Gap:
    size: int


@dataclass(frozen=True, slots=True)
class _Plain:
    """Words without ``|`` or ``*``; ``exact`` where they were written with ``=``."""

    words: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    """One word with ``|`` or ``*`` in it."""

    alternatives: tuple[str, ...]
    exact: bool


def _pieces(expression: str) -> list[_Gap | _Plain | _Choice]:
    """Cut an expression into gaps, choices, and the longest runs of plain words."""
    pieces: list[_Gap | _Plain | _Choice] = []
    for chunk in expression.split():
        gap = _GAP.fullmatch(chunk)
        word = chunk.removeprefix("=")
        if gap:
            pieces.append(_Gap(int(gap[1] or _DEFAULT_GAP)))
        elif set(word) & set("|*"):
            alternatives = tuple(alternative for alternative in word.split("|") if alternative)
            pieces.append(_Choice(alternatives, exact=chunk.startswith("=")))
        elif chunk.startswith("="):
            pieces.append(_Plain(word, exact=True))
        elif pieces and isinstance(pieces[-1], _Plain) and not pieces[-1].exact:
            pieces[-1] = _Plain(f"{pieces[-1].words} {word}")
        else:
            pieces.append(_Plain(word))
    return pieces


def _word_slot(form: str, lemma: str, words: Words, *, exact: bool) -> Slot:
    if exact:
        return Slot(forms=frozenset({form}))
    alone = words.get(form, ())
    lemmas = {form, lemma, *(lemma for _, lemma in alone if len(alone) == 1)}
    return Slot(lemmas=frozenset(lemmas), forms=frozenset({form}))


def _choice_slot(choice: _Choice, words: Words, *, exact: bool) -> Slot:
    lemmas, forms, heads, tails = set[str](), set[str](), list[str](), list[str]()
    for word in choice.alternatives:
        folded = fold(word)
        if folded == "*":
            return Slot(any_word=True)
        if folded.endswith("*"):
            heads.append(folded.strip("*"))
        elif folded.startswith("*"):
            tails.append(folded.strip("*"))
        else:
            forms.add(folded)
            lemmas.update(() if exact else (folded, *(lemma for _, lemma in words.get(word, ())[:1])))
    return Slot(frozenset(lemmas), frozenset(forms), tuple(heads), tuple(tails))
