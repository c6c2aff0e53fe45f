"""IRaMuTeQ corpora (.txt): texts opened by ``**** *variable_modality``, themes by ``-*theme``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import Problem
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.lines import split_lines
from focuskit.transcripts.normalise import fold
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.turns import Found, compose_transcript

_OPENING = re.compile(r"\s*(?:\*{4}|0{4}\s*)\s*(\*\S.*)?$")
_VARIABLE = re.compile(r"\*([^\s*_]+)(?:_(\S*))?")
_THEME = re.compile(r"\s*-\*\s*(\S+)\s*$")
_PEOPLE = frozenset(
    {"loc", "locuteur", "locutrice", "speaker", "part", "participant", "participante", "pers", "personne",
     "nom", "enq", "enquete", "enquetee", "interviewe", "repondant", "ind", "individu", "suj", "sujet", "qui"}
)  # fmt: skip


@dataclass(slots=True)
class _Text:
    """One text of the corpus: its variables and its paragraphs with the theme each stands under."""

    line: int
    variables: dict[str, str] = field(default_factory=dict)
    paragraphs: list[tuple[int, str | None, list[str]]] = field(default_factory=list)


def is_corpus(text: str) -> bool:
    """Tell whether a text is an IRaMuTeQ corpus: its first line opens a text with variables."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    match = _OPENING.match(first)
    return match is not None and bool(match[1])


def parse_corpus(
    name: str, text: str, *, moderators: tuple[str, ...] = (), problems: tuple[Problem, ...] = ()
) -> ReadResult:
    """Make a transcript of a corpus: each paragraph is a turn, its theme is what it answers.

    A variable such as ``*loc_P1`` names the speaker, else the first variable whose value differs in each
    text. Variables with one value in the whole corpus tell of the document, the others of the speaker.
    """
    texts, asides = _texts(text)
    key = _speaker_variable(texts)
    shared = _shared(texts)
    drafts: list[Draft] = []
    attributes: dict[str | None, dict[str, str]] = {}
    for part in texts:
        label = part.variables.get(key) if key is not None else None
        if label is not None and key is not None and fold(key) not in _PEOPLE:
            label = f"{key}_{label}"
        known = attributes.setdefault(label, {})
        for variable, value in part.variables.items():
            if variable != key and variable not in shared:
                known.setdefault(variable, value)
        drafts += [Draft(label, line, tuple(words), question=theme) for line, theme, words in part.paragraphs]
    return compose_transcript(
        Found(
            name,
            drafts,
            asides=tuple(asides),
            attributes=tuple(shared.items()),
            problems=problems,
            moderators=moderators,
            speaker_attributes={label: tuple(known.items()) for label, known in attributes.items()},
        )
    )


def _texts(text: str) -> tuple[list[_Text], list[Aside]]:
    texts: list[_Text] = []
    asides: list[Aside] = []
    theme: str | None = None
    follows = False
    for line in split_lines(text):
        opening, themed = _OPENING.match(line.text), _THEME.match(line.text)
        if opening is not None:
            texts.append(_Text(line.number, _variables(opening[1] or "")))
            asides.append(Aside(AsideKind.LABEL, line.text.strip()))
            theme, follows = None, False
        elif themed is not None:
            theme, follows = themed[1], False
            asides.append(Aside(AsideKind.QUESTION, line.text.strip()))
        elif line.text.strip():
            paragraphs = texts[-1].paragraphs
            if follows and not line.new_paragraph:
                paragraphs[-1][2].append(line.text)
            else:
                paragraphs.append((line.number, theme, [line.text]))
            follows = True
    return texts, asides


def _variables(written: str) -> dict[str, str]:
    return {match[1]: match[2] or match[1] for match in _VARIABLE.finditer(written)}


def _speaker_variable(texts: Sequence[_Text]) -> str | None:
    names = [name for part in texts for name in part.variables]
    named = next((name for name in names if fold(name) in _PEOPLE), None)
    if named is not None or len(texts) < 2:  # noqa: PLR2004 (one text alone is not told from others)
        return named
    for name in dict.fromkeys(names):
        values = [part.variables.get(name) for part in texts]
        if None not in values and len(set(values)) == len(values):
            return name
    return None


def _shared(texts: Sequence[_Text]) -> dict[str, str]:
    first = texts[0].variables
    return {
        name: value
        for name, value in first.items()
        if fold(name) not in _PEOPLE and all(part.variables.get(name) == value for part in texts)
    }
