"""Guide: which moderator turn asks which question; asked and not asked per document."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from focuskit.errors import GuideError, UsageError
from focuskit.model.documents import DocumentKind, Role, StoredDocument
from focuskit.model.guide import Guide, GuideQuestion, MatchState, QuestionMatch
from focuskit.model.problems import Problem
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.document_changes import find_document
from focuskit.store.guide_matches import load_matches, replace_matches
from focuskit.transcripts.guide import asked_sentence, match_question, read_guide

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_TALKS = frozenset({DocumentKind.FOCUS_GROUP, DocumentKind.INTERVIEW, DocumentKind.RESTITUTION})


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question in one document.

    ``turns`` are the moderator turns that ask it, with what is known of each; none if it was not asked there.
    """

    document: str
    question: GuideQuestion
    turns: tuple[QuestionMatch, ...]

    @property
    def is_asked(self) -> bool:
        """Whether a turn asks it that was not refused."""
        return bool(self.turns)

    @property
    def is_confirmed(self) -> bool:
        """Whether the researcher has confirmed a turn that asks it."""
        return any(one.state is MatchState.CONFIRMED for one in self.turns)


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """A moderator turn that ends in a question, where there is no guide."""

    document: str
    turn: int
    question: str


def load_guide(folder: ProjectFolder) -> tuple[Guide | None, tuple[Problem, ...]]:
    """Load the guide of a project, ``None`` if it has none.

    Raises
    ------
    GuideError
        If the file is there and cannot be used.
    """
    if not folder.guide_path.is_file():
        return None, ()
    read = read_guide(folder.guide_path, folder.guide_path.name)
    if read.guide is None:
        raise GuideError(folder.guide_path.name, read.problems)
    return read.guide, read.problems


def match_guide(folder: ProjectFolder) -> tuple[QuestionMatch, ...]:
    """Propose which moderator turn asks which question; what was confirmed or refused stays.

    Raises
    ------
    UsageError
        If the project has no guide.
    GuideError
        If it cannot be used.
    """
    guide = _needed_guide(folder)
    with folder.writing() as connection:
        known: dict[str, dict[int, QuestionMatch]] = defaultdict(dict)
        for match in load_matches(connection):
            if match.state is not MatchState.PROPOSED:
                known[match.document][match.turn] = match
        for document in load_documents(connection):
            matches = dict(known[document.name])
            for turn, words in (*_moderator_turns(document), *_written_questions(document)):
                found = match_question(guide, words)
                if turn not in matches and found is not None:
                    proposed = QuestionMatch(
                        document.name, turn, found[0].id, MatchState.PROPOSED, round(found[1], 1)
                    )
                    matches[turn] = proposed
            replace_matches(connection, document.version_id, [matches[turn] for turn in sorted(matches)])
        return tuple(load_matches(connection))


def decide_matches(
    folder: ProjectFolder,
    state: MatchState,
    *,
    document: str | None = None,
    turn: int | None = None,
    question: str | None = None,
) -> int:
    """Confirm or refuse proposed matches (all, those of a document, that of a turn); return how many.

    With a turn and a question, the match is made if the machine had not proposed it.

    Raises
    ------
    UsageError
        If there is no such document, turn or question.
    """
    guide = _needed_guide(folder)
    if question is not None and question not in {one.id for one in guide.questions}:
        raise UsageError("error.guide_no_question", question=question)
    with folder.writing() as connection:
        name = find_document(connection, document).name if document else None
        matches = load_matches(connection)
        n_decided = 0
        for stored in load_documents(connection):
            if name not in {None, stored.name}:
                continue
            own = [match for match in matches if match.document == stored.name]
            decided = [_decided(match, state, turn, question) for match in own]
            if turn is not None and question is not None and turn not in {match.turn for match in own}:
                _check_turn(stored, turn)
                decided.append(QuestionMatch(stored.name, turn, question, state))
                n_decided += 1
            n_decided += sum(before != after for before, after in zip(own, decided, strict=False))
            replace_matches(connection, stored.version_id, decided)
    return n_decided


def list_asked(folder: ProjectFolder) -> tuple[AskedQuestion, ...]:
    """Return for each question of the guide and each talk whether it was asked there, and where.

    Raises
    ------
    UsageError
        If the project has no guide.
    """
    guide = _needed_guide(folder)
    with folder.reading() as connection:
        documents = [
            one for one in load_documents(connection) if one.kind in _TALKS or _written_questions(one)
        ]
        matches = [one for one in load_matches(connection) if one.state is not MatchState.REFUSED]
    return tuple(
        AskedQuestion(
            document.name,
            question,
            tuple(one for one in matches if (one.document, one.question) == (document.name, question.id)),
        )
        for question in guide.questions
        for document in documents
    )


def count_matches(folder: ProjectFolder) -> tuple[int, int]:
    """Return how many matches of the guide are confirmed, and how many only proposed."""
    with folder.reading() as connection:
        states = Counter(one.state for one in load_matches(connection))
    return states[MatchState.CONFIRMED], states[MatchState.PROPOSED]


def list_questions(folder: ProjectFolder) -> tuple[AskedTurn, ...]:
    """Return the moderator turns that ask something, and headings that are questions, without a guide."""
    with folder.reading() as connection:
        documents = load_documents(connection)
    return tuple(
        AskedTurn(document.name, turn, asked)
        for document in documents
        for turn, words in _moderator_turns(document)
        if (asked := asked_sentence(words)) is not None
    )


def carry_matches(
    connection: Connection, document: StoredDocument, version_id: str, turns: dict[int, int]
) -> None:
    """Carry the matches of a document to another version of its text, by the new number of each turn."""
    own = [match for match in load_matches(connection) if match.document == document.name]
    moved = {turns[one.turn]: replace(one, turn=turns[one.turn]) for one in own if one.turn in turns}
    replace_matches(connection, version_id, moved.values())


def _needed_guide(folder: ProjectFolder) -> Guide:
    guide, _ = load_guide(folder)
    if guide is None:
        raise UsageError("error.no_guide", path=folder.guide_path.name)
    return guide


def _moderator_turns(document: StoredDocument) -> list[tuple[int, str]]:
    if document.kind not in _TALKS:
        return []
    moderators = {one.label for one in document.speakers if one.role is Role.MODERATOR}
    return [
        (turn.number, turn.span.slice(document.text)) for turn in document.turns if turn.label in moderators
    ]


def _written_questions(document: StoredDocument) -> list[tuple[int, str]]:
    """Return the questions of a file of answers, each with the first turn that answers it."""
    if document.kind is not DocumentKind.ANSWERS:
        return []
    first: dict[str, int] = {}
    for turn in document.turns:
        if turn.question:
            first.setdefault(turn.question, turn.number)
    return [(turn, question) for question, turn in first.items()]


def _decided(
    match: QuestionMatch, state: MatchState, turn: int | None, question: str | None
) -> QuestionMatch:
    if turn is not None and match.turn != turn:
        return match
    if turn is None and match.state is not MatchState.PROPOSED:
        return match
    return replace(match, state=state, question=question or match.question)


def _check_turn(document: StoredDocument, turn: int) -> None:
    if not 0 < turn <= len(document.turns):
        raise UsageError("error.no_such_turn", document=document.name, turn=turn, n=len(document.turns))
