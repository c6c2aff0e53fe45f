"""Which candidate labels of a document are speakers, decided from all of them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from focuskit.transcripts.normalise import fold
from focuskit.transcripts.openings import Opening, Shape
from focuskit.transcripts.speakers import names_a_role
from focuskit.transcripts.wordlists import CONNECTIVES, EVENTS, FUNCTION_WORDS, NAME_PARTICLES, TITLES

_MOST_WORDS = 5
_OFTEN = 3
_ONE_TURN_A_LINE = 0.6
_CODE = re.compile(r"[^\W\d_]{1,2}[ _-]?\d{1,3}|(?:speaker|locuteur|loc|spk|id|part|pers|int)[ _-]?\d{1,3}")
_UPPER_CODE = re.compile(r"[^\W\d_]{1,5}[ _-]?\d{0,3}")
_SENTENCE_MARKS = re.compile(r"[!?;…«»\"“”=]|[^\W\d_]{4,}\.(?=\s|$)|\.\.")
_FAMILIES = {
    Shape.TIMED: "colon",
    Shape.COLON: "colon",
    Shape.BRACKET: "bracket",
    Shape.TAB: "tab",
    Shape.DASH: "dash",
}


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """Labels taken for speakers, and those that look like one and were not: family of shape, label folded."""

    accepted: frozenset[tuple[str, str]]
    doubtful: frozenset[tuple[str, str]] = frozenset()

    def takes(self, opening: Opening) -> bool:
        """Tell whether an opening names a speaker of this document."""
        return _key(opening) in self.accepted

    def doubts(self, opening: Opening) -> bool:
        """Tell whether an opening may name a speaker, though it was not taken for one."""
        return _key(opening) in self.doubtful


def _key(opening: Opening) -> tuple[str, str]:
    return _FAMILIES[opening.shape], fold(opening.label)


def choose_labels(
    openings: Sequence[Opening], text: str, n_lines: int, known_labels: Sequence[str] = ()
) -> LabelChoice:
    """Decide which candidates are speakers.

    Parameters
    ----------
    openings
        Every candidate of the document, in order.
    text
        The whole text, where names used in mid-sentence are looked up.
    n_lines
        Number of lines with words, to tell documents with one turn per line.
    known_labels
        Labels that are speakers, whatever they look like.
    """
    counts = Counter(_key(opening) for opening in openings)
    first = {_key(opening): opening for opening in reversed(openings)}
    plausible = {
        key: opening
        for key, opening in first.items()
        if is_plausible(opening.label) or (opening.shape is Shape.TAB and opening.timed)
    }
    sure = {key for key, opening in plausible.items() if _is_sure(opening, counts[key])}
    once = {key for key, opening in plausible.items() if key not in sure and _may_speak_once(opening)}
    small = {key for key, opening in plausible.items() if counts[key] >= _OFTEN and _is_small(opening)}
    if sum(counts[key] for key in sure | once | small) >= _ONE_TURN_A_LINE * max(n_lines, 1):
        sure |= small
    by_line = sum(counts[key] for key in sure | once) >= _ONE_TURN_A_LINE * max(n_lines, 1)
    known = len(sure | once) if by_line else len(sure)
    taken = {key for key in once if _is_taken_once(plausible[key], text, by_line=by_line, n_known=known)}
    told = {fold(label) for label in known_labels}
    taken |= {key for key in first if key[1] in told}
    return LabelChoice(frozenset(sure | taken), frozenset(once - taken) if sure else frozenset())


def is_event(opening: Opening) -> bool:
    """Tell whether a line is an annotation such as ``[Interruption] (1:54 - 3:26)`` and no speaker."""
    words = fold(opening.label).split()
    alone = opening.head.startswith("[") and opening.timed and not opening.rest
    return alone and bool(EVENTS.intersection(words[:1]))


def is_plausible(label: str) -> bool:
    """Tell whether a phrase may be a label at all: short, no sentence, no common connective."""
    folded = fold(label)
    words = folded.replace("'", "' ").split()
    if not 0 < len(words) <= _MOST_WORDS or folded in CONNECTIVES or _SENTENCE_MARKS.search(label):
        return False
    if words[0].strip("[]()") in EVENTS or FUNCTION_WORDS.intersection(folded.split()):
        return False
    if words[0] in CONNECTIVES and all(word.strip("°.").isdigit() or len(word) == 1 for word in words[1:]):
        return False
    return "//" not in label and ("," not in label or looks_like_name(label.replace(",", " ")))


def looks_like_name(label: str) -> bool:
    """Tell whether every word begins with a capital, particles and numbers apart."""
    bare = re.sub(r"\(.*?\)", "", label)
    words = [word for word in re.split(r"[\s'’\-]+", bare) if word]
    if not words or not words[0][0].isupper() or fold(words[0]) in NAME_PARTICLES - {"le", "la", "de"}:
        return False
    named = [word for word in words if word[0].isupper() or any(char.isdigit() for char in word)]
    return all(word in named or fold(word) in NAME_PARTICLES for word in words) and bool(named)


def looks_like_code(label: str) -> bool:
    """Tell whether a label is a code such as ``P1``, ``SPEAKER_00`` or ``NAD``."""
    return bool(_CODE.fullmatch(fold(label))) or (label.isupper() and bool(_UPPER_CODE.fullmatch(label)))


def _is_sure(opening: Opening, count: int) -> bool:
    label, shape = opening.label, opening.shape
    role = _is_role(label) or bool(_CODE.fullmatch(fold(label)))
    if shape is Shape.DASH:
        upper = label.isupper() and (count > 1 or role)
        return upper or (count >= _OFTEN and looks_like_name(label))
    if shape is Shape.BRACKET:
        return role or (count >= _OFTEN and (looks_like_name(label) or opening.timed))
    if shape is Shape.TAB:
        return role or (count > 1 and (looks_like_name(label) or opening.timed))
    if role or (shape is Shape.TIMED and not opening.rest and (count > 1 or opening.head.startswith("["))):
        return True
    if count > 1 and looks_like_name(label):
        return True
    return count >= _OFTEN and label[0].isupper()


def _is_small(opening: Opening) -> bool:
    """Tell whether a label is one word in small letters, a name where labels stand on most lines."""
    return _FAMILIES[opening.shape] == "colon" and opening.label.islower() and " " not in opening.label


def _is_role(label: str) -> bool:
    """Tell whether a label is a role word, alone or with a number, a name or another role word after it."""
    words = label.replace("(", " ").split()
    followed = all(word[0].isupper() or word[0].isdigit() or names_a_role(word) for word in words[1:])
    return followed and names_a_role(label)


def _may_speak_once(opening: Opening) -> bool:
    if opening.shape is Shape.TAB:
        return opening.timed or looks_like_code(opening.label)
    return _FAMILIES[opening.shape] == "colon" and "," not in opening.label and looks_like_name(opening.label)


def _is_taken_once(opening: Opening, text: str, *, by_line: bool, n_known: int) -> bool:
    """Decide on a name met once: by the document's habit, its own shape, or its use in mid-sentence."""
    if n_known == 0 or (by_line and n_known == 1):
        return opening.timed
    if by_line or opening.timed or opening.shape is Shape.TIMED:
        return True
    words = opening.label.split()
    if fold(words[0]).strip(".") in TITLES or len(words) > 1:
        return True
    return bool(re.search(rf"[\w,][ \u00a0]{re.escape(opening.label)}\b(?!\s*:)", text))
