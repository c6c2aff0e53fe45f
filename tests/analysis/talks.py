"""Talks for tests of prompting, of questions and of the group as a group."""

from dataclasses import replace

from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import DocumentKind, Role, count_words
from focuskit.model.guide import GuideQuestion
from focuskit.model.talk import Talk, TalkTurn

ANNE = "M1"


def turn(number: int, who: str, words: str = "des mots", **more) -> TalkTurn:
    """Make a turn; whoever is called M1 is a moderator."""
    role = Role.MODERATOR if who == ANNE else Role.PARTICIPANT
    return TalkTurn(number, who, role, words, count_words(words), **more)


def talk(document: str, *turns: TalkTurn, kind: DocumentKind = DocumentKind.FOCUS_GROUP, **more) -> Talk:
    return Talk(document, kind, turns, **more)


def with_talks(corpus: CodedCorpus, *talks: Talk, guide: tuple[str, ...] = ()) -> CodedCorpus:
    questions = tuple(GuideQuestion(name, f"{name} ?") for name in guide)
    return replace(corpus, talks=talks, guide=questions)
