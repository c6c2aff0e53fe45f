"""The small language of a codebook's expressions.

An expression is a row of words. Each word matches by lemma or by form; ``=word`` by form only; ``a|b``
either; ``vege*`` or ``*culture`` by its beginning or end; ``*`` any one word; ``...`` a gap of up to three
words and ``...6`` of up to six. Brackets after a word, or alone, ask for a part of speech or a form of the
verb: ``devoir[conditionnel]``, ``[verbe,futur,1]`` (see `focuskit.tagging.grammar`). Case and the
typography of apostrophes, hyphens and no-break spaces do not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from focuskit.language import TokenType, WordLemmas, cut_words, fold
from focuskit.tagging.grammar import ANYTHING, Grammar, parse_grammar, unknown_feature

_GAP = re.compile(r"(?:\.\.\.|…)(\d{1,2})?")
_ELISION = re.compile(r"(?<!aujourd)['’]\w")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_GRAMMAR = re.compile(r"([^\[\]]*)\[([^\[\]]*)\]")
_DEFAULT_GAP = 3
Lemmas = Mapping[str, WordLemmas]


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of an expression.

    ``lemmas`` and ``forms`` hold what a token's lemma or form may be; ``heads`` and ``tails`` what its form
    or lemma may begin or end with; ``any_word`` matches everything. ``gap`` is the number of words that may
    stand between the slot before and this one. In company of other words (``loose``) any lemma that the
    token's form may have is enough; alone, it must be the one found in context. ``grammar`` is what the
    token's part of speech and morphology must be besides.
    """

    lemmas: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    any_word: bool = False
    gap: int = 0
    loose: bool = False
    grammar: Grammar = ANYTHING

    def fits(self, token: TokenType) -> bool:
        """Tell whether a token of that type fits."""
        return self._fits_word(token) and (self.grammar is ANYTHING or self.grammar.fits(token))

    def _fits_word(self, token: TokenType) -> bool:
        form, lemma = token.form, token.lemma
        if self.any_word or form in self.forms or lemma in self.lemmas:
            return True
        if self.loose and not self.lemmas.isdisjoint(token.lemmas):
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
    if any(_grammar_fault(word) for word in words):
        return "codebook.expression_grammar"
    bare = [_GRAMMAR.sub(lambda found: found[1] or "*", word) for word in words]
    alternatives = [one for word in bare for one in word.removeprefix("=").split("|")]
    if any("*" in one.strip("*") or (one != "*" and one.strip("*") == "") for one in alternatives):
        return "codebook.expression_star"
    if any("|" in word and _ELISION.search(word) for word in words):
        return "codebook.expression_choice"
    return None


def _grammar_fault(word: str) -> bool:
    found = _GRAMMAR.fullmatch(word)
    if found is None:
        return "[" in word or "]" in word
    return unknown_feature(found[2]) is not None


def expression_forms(expression: str) -> set[str]:
    """Return the folded forms whose lemmas `parse_expression` will ask for."""
    return {
        form
        for written in _spellings(expression)
        for piece in _pieces(written)
        if not isinstance(piece, _Gap)
        for form in piece.forms
    }


def parse_expression(expression: str, lemmas: Lemmas, *, exact: bool = False) -> tuple[Pattern, ...]:
    """Make the patterns of an expression: one, or two where it holds a hyphen (joined and cut).

    Parameters
    ----------
    lemmas
        The lemmas of every form that `expression_forms` named.
    exact
        Match forms only.
    """
    return tuple(_pattern(_pieces(written), lemmas, exact=exact) for written in _spellings(expression))


def _spellings(expression: str) -> tuple[str, ...]:
    if "[" in expression:
        return (expression,)
    cut = _HYPHEN.sub(" ", fold(expression))
    return (expression,) if cut == fold(expression) else (expression, cut)


def _pattern(pieces: Sequence[_Gap | _Words | _Choice], lemmas: Lemmas, *, exact: bool) -> Pattern:
    n_words = sum(1 if isinstance(piece, _Choice) else len(piece.forms) for piece in pieces if piece.forms)
    slots: list[Slot] = []
    gap = 0
    for piece in pieces:
        if isinstance(piece, _Gap):
            gap += piece.size
            continue
        maker = _SlotMaker(lemmas, exact=exact or piece.exact, alone=n_words == 1)
        made = (
            [maker.choice(piece)] if isinstance(piece, _Choice) else [maker.word(one) for one in piece.forms]
        )
        made[0] = replace(made[0], gap=gap)
        slots += made
        gap = 0
    return tuple(slots)


@dataclass(frozen=True, slots=True)
class _Gap:
    size: int
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """Words without ``|`` or ``*``, as folded forms; ``exact`` where they were written with ``=``."""

    forms: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    """One word with ``|``, ``*`` or a grammar: whole forms, beginnings, ends; ``any_word``: all words."""

    forms: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    any_word: bool
    exact: bool
    grammar: Grammar = ANYTHING


def _pieces(expression: str) -> list[_Gap | _Words | _Choice]:
    """Cut an expression into gaps, words and choices."""
    pieces: list[_Gap | _Words | _Choice] = []
    for chunk in expression.split():
        gap = _GAP.fullmatch(chunk)
        word = chunk.removeprefix("=")
        grammar = _GRAMMAR.fullmatch(word)
        if gap:
            pieces.append(_Gap(int(gap[1] or _DEFAULT_GAP)))
        elif grammar:
            asked = parse_grammar(grammar[2])
            pieces.append(replace(_choice(grammar[1] or "*", exact=chunk != word), grammar=asked))
        elif set(word) & set("|*"):
            pieces.append(_choice(word, exact=chunk != word))
        else:
            pieces.append(_Words(cut_words(word), exact=chunk != word))
    return pieces


def _choice(word: str, *, exact: bool) -> _Choice:
    alternatives = [fold(one) for one in word.split("|") if one]
    return _Choice(
        forms=tuple(one for one in alternatives if "*" not in one),
        heads=tuple(one.strip("*") for one in alternatives if one != "*" and one.endswith("*")),
        tails=tuple(one.strip("*") for one in alternatives if one != "*" and one.startswith("*")),
        any_word="*" in alternatives,
        exact=exact,
    )


@dataclass(frozen=True, slots=True)
class _SlotMaker:
    """Makes the slots of one piece; ``alone`` where the expression is one single word."""

    lemmas: Lemmas
    exact: bool
    alone: bool

    def word(self, form: str) -> Slot:
        return Slot(lemmas=self._lemmas((form,)), forms=frozenset({form}), loose=not self.alone)

    def choice(self, choice: _Choice) -> Slot:
        lemmas = self._lemmas(choice.forms)
        forms = frozenset(choice.forms)
        return Slot(
            lemmas,
            forms,
            choice.heads,
            choice.tails,
            choice.any_word,
            loose=not self.alone,
            grammar=choice.grammar,
        )

    def _lemmas(self, forms: tuple[str, ...]) -> frozenset[str]:
        if self.exact:
            return frozenset()
        known = (self.lemmas[form] for form in forms)
        return frozenset(lemma for one in known for lemma in (one.alone if self.alone else one.together))
