"""The guide file (guide.yaml), and which question of it a turn asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from focuskit.model.guide import Guide, GuideQuestion
from focuskit.model.problems import Problem, error
from focuskit.transcripts.normalise import fold, normalise_text, squeeze
from focuskit.transcripts.plain_yaml import load_plain_yaml
from focuskit.transcripts.reading import InputFile
from focuskit.transcripts.text import read_normalised
from focuskit.transcripts.wordlists import FUNCTION_WORDS

LIKE_ENOUGH = 62.0
"""A turn whose likeness to a question is below that is not proposed."""

_NAMES = {
    "id": ("id", "identifiant", "code"),
    "question": ("question", "intitulé", "texte", "text"),
    "follow_ups": ("follow_ups", "followups", "relances", "relance"),
    "themes": ("themes", "thèmes", "codes"),
}
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class GuideRead:
    """The guide, ``None`` if it cannot be used, and what is wrong in it."""

    guide: Guide | None
    problems: tuple[Problem, ...] = ()


def read_guide(path: Path, name: str) -> GuideRead:
    """Read a guide: a list of questions, each with an identifier (else q1, q2 …), follow-ups and themes."""
    text, problems = read_normalised(InputFile(path, name))
    if text is None:
        return GuideRead(None, problems)
    try:
        content = load_plain_yaml(text, "rt")
    except (YAMLError, ValueError, RecursionError) as fault:
        mark = fault.problem_mark if isinstance(fault, MarkedYAMLError) else None
        line = mark.line + 1 if mark is not None else None
        return GuideRead(None, (*problems, error(name, "guide.yaml", line=line)))
    listed = content.get("questions") if isinstance(content, CommentedMap) else content
    if not isinstance(listed, CommentedSeq) or not listed:
        return GuideRead(None, (*problems, error(name, "guide.no_questions", line=1)))
    faults: list[Problem] = []
    questions: dict[str, GuideQuestion] = {}
    for place, entry in enumerate(listed):
        line = listed.lc.item(place)[0] + 1
        question = _question(entry, f"q{place + 1}")
        if question is None:
            faults.append(error(name, "guide.no_question", line=line))
        elif question.id in questions:
            faults.append(error(name, "guide.same_id", line=line, id=question.id))
        else:
            questions[question.id] = question
    guide = Guide(tuple(questions.values())) if questions else None
    return GuideRead(guide, (*problems, *faults))


def match_question(guide: Guide, words: str) -> tuple[GuideQuestion, float] | None:
    """Return the question that a turn asks and the likeness (0 to 100), ``None`` if none is like it."""
    asked = [_bare(sentence) for sentence in _asked(words)]
    best: tuple[GuideQuestion, float] | None = None
    for question in guide.questions:
        forms = [form for form in map(_bare, (question.question, *question.follow_ups)) if form]
        score = max((_likeness(one, form) for one in asked for form in forms), default=0.0)
        if score >= LIKE_ENOUGH and (best is None or score > best[1]):
            best = question, score
    return best


def asked_sentence(words: str) -> str | None:
    """Return the last sentence of a turn that asks something, ``None`` if none ends with a question mark."""
    asked = [match[0].strip() for match in _SENTENCE.finditer(words) if match[0].rstrip().endswith("?")]
    return asked[-1] if asked else None


def _question(entry: Any, number: str) -> GuideQuestion | None:  # noqa: ANN401 (what YAML gives)
    if isinstance(entry, str):
        return GuideQuestion(number, _clean(entry)) if entry.strip() else None
    if not isinstance(entry, CommentedMap):
        return None
    known = {fold(str(key)): value for key, value in entry.items()}
    found = {
        kind: next((known[fold(name)] for name in names if known.get(fold(name)) is not None), None)
        for kind, names in _NAMES.items()
    }
    question = _clean(str(found["question"] or ""))
    if not question:
        return None
    identifier = _clean(str(found["id"])) if found["id"] is not None else number
    return GuideQuestion(identifier, question, _texts(found["follow_ups"]), _texts(found["themes"]))


def _texts(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return tuple(_clean(str(one)) for one in listed if one is not None and str(one).strip())


def _clean(text: str) -> str:
    return squeeze(normalise_text(text).text)


def _asked(words: str) -> Iterator[str]:
    """Yield the sentences of a turn, each also with the one before it, for questions in two breaths."""
    sentences = [match[0] for match in _SENTENCE.finditer(words)]
    yield from sentences
    yield from (f"{one} {other}" for one, other in pairwise(sentences))


def _bare(text: str) -> str:
    """Return the words that carry sense, folded, without their endings (the same noun, one or several)."""
    words = (word.rpartition("'")[2] for word in _WORD.findall(fold(text)))
    kept = [word for word in words if len(word) >= _SHORTEST_WORD and word not in FUNCTION_WORDS]
    return " ".join(_stem(word) for word in kept)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith(("s", "x")) and len(word) > _SHORTEST_WORD + 1 else word


def _likeness(one: str, other: str) -> float:
    """Return how alike two bare sentences are: shared words in any order, length counted half."""
    if not one or not other:
        return 0.0
    shared = fuzz.token_set_ratio(one, other)
    whole = fuzz.token_sort_ratio(one, other)
    return (shared + whole) / 2 if len(set(one.split()) & set(other.split())) > 1 else whole
