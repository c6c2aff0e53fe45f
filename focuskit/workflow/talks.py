"""Loading the talk of each document: every turn, the block of its question, what moderators bring up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from focuskit.errors import CodebookError, GuideError
from focuskit.language import AnalysisCache
from focuskit.model.codebook import Codebook
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import DocumentKind, Role, Segment, StoredDocument, count_words
from focuskit.model.guide import GuideQuestion, MatchState, QuestionMatch
from focuskit.model.talk import Talk, TalkTurn
from focuskit.store import ProjectFolder, load_documents, load_pseudonyms
from focuskit.store.codings import KeptCoding, load_codings
from focuskit.store.guide_matches import load_matches
from focuskit.store.participants import ShownSpeaker
from focuskit.tagging import RuleSet, compile_rules, read_question, suggest_codes
from focuskit.workflow.analysed import turn_pieces
from focuskit.workflow.guide import load_guide
from focuskit.workflow.marks import marks_of_document
from focuskit.workflow.questions import AskedQuestion, question_key, questions_by_turn

_Codes = dict[int, set[str]]


@dataclass(frozen=True, slots=True)
class _Content:
    """A document with the questions of the guide matched in it, its codings, and who its speakers are."""

    document: StoredDocument
    matches: list[QuestionMatch]
    codings: list[KeptCoding]
    shown: dict[str | None, ShownSpeaker]


def with_talks(
    folder: ProjectFolder, codebook: Codebook, corpus: CodedCorpus, *, prompts: bool = True
) -> CodedCorpus:
    """Return a corpus with the talk of each of its documents and the questions of the guide.

    ``prompts``: what moderators bring up is searched for too; else only what was coded by hand is there, and
    no talk counts as read.
    """
    contents = _contents(folder)
    kept = AnalysisCache(folder.cache_path)
    missing = set(kept.missing([one.document.version_id for one in contents]))

    @cache
    def rules() -> RuleSet:
        return compile_rules(codebook, kept.lemmas)

    silent = corpus.not_quoted or frozenset()
    talks = []
    for one in contents:
        is_read = prompts and one.document.version_id not in missing
        codes = _coded_by_hand(one)
        if is_read:
            for found in (_by_rules(one.document, rules(), kept), _written(one.document, rules(), kept)):
                for turn, names in found.items():
                    codes[turn] |= names
        talks.append(replace(_talk(one, codes, silent), is_read=is_read))
    return replace(corpus, talks=tuple(talks), guide=_guide(folder))


def _contents(folder: ProjectFolder) -> list[_Content]:
    with folder.reading() as connection:
        matches: dict[str, list[QuestionMatch]] = defaultdict(list)
        for match in load_matches(connection):
            if match.state is not MatchState.REFUSED:
                matches[match.document].append(match)
        shown: dict[str, dict[str | None, ShownSpeaker]] = defaultdict(dict)
        for (owner, label), speaker in load_pseudonyms(connection).items():
            shown[owner][label] = speaker
        return [
            _Content(one, matches[one.name], load_codings(connection, one.version_id), shown[one.id])
            for one in load_documents(connection)
            if one.kind is not DocumentKind.NOTES
        ]


def _guide(folder: ProjectFolder) -> tuple[GuideQuestion, ...]:
    """Return the questions of the guide; none where there is no guide that can be used."""
    try:
        guide, _ = load_guide(folder)
    except (GuideError, CodebookError):
        return ()
    return guide.questions if guide else ()


def _moderated(document: StoredDocument) -> list[Segment]:
    """Return the turns of moderators as segments."""
    labels = {one.label for one in document.speakers if one.role is Role.MODERATOR}
    return [Segment(turn.number, turn.number, turn.span) for turn in document.turns if turn.label in labels]


def _coded_by_hand(content: _Content) -> _Codes:
    """Return the codes that somebody put on turns of moderators, by turn."""
    codes: _Codes = defaultdict(set)
    turns = _moderated(content.document)
    starts = [turn.span.start for turn in turns]
    for coding in content.codings:
        first = max(0, bisect_right(starts, coding.span.start) - 1)
        for turn in turns[first : bisect_left(starts, coding.span.end)]:
            if turn.span.overlaps(coding.span):
                codes[turn.turn].add(coding.code)
    return codes


def _by_rules(document: StoredDocument, rules: RuleSet, kept: AnalysisCache) -> _Codes:
    """Return the codes that rules find in turns of moderators, by turn."""
    codes: _Codes = defaultdict(set)
    turns = _moderated(document)
    if turns:
        analysis = kept.get(document.version_id, turn_pieces(document))
        for one in suggest_codes(analysis, turns, rules):
            codes[one.segment].add(one.code)
    return codes


def _written(document: StoredDocument, rules: RuleSet, kept: AnalysisCache) -> _Codes:
    """Return the codes that rules find in written questions, by the turn that answers."""
    codes: _Codes = defaultdict(set)
    read: dict[str, frozenset[str]] = {}
    for number, asked in questions_by_turn(document).items():
        if not asked.is_written:
            continue
        if asked.words not in read:
            key = question_key(asked.words)
            analysis = kept.get(key, [(0, asked.words)])
            read[asked.words] = read_question(analysis, rules, asked.number, is_written=True).codes
        codes[number] |= read[asked.words]
    return codes


def _talk(content: _Content, codes: _Codes, silent: frozenset[str]) -> Talk:
    document = content.document
    asked = questions_by_turn(document)
    blocks = _blocks(document, content.matches, asked)
    turns = []
    for turn in document.turns:
        speaker = content.shown[turn.label]
        words = turn.span.slice(document.text)
        block, question = blocks[turn.number]
        turns.append(
            TalkTurn(
                number=turn.number,
                participant=speaker.pseudonym,
                role=speaker.role,
                verbatim=words,
                n_words=count_words(words),
                start_ms=turn.start_ms,
                end_ms=turn.end_ms,
                block=block,
                question=question,
                codes=tuple(sorted(codes.get(turn.number, ()))),
                is_question="?" in words,
                is_quotable=speaker.pseudonym not in silent,
            )
        )
    found = marks_of_document(document)
    marks = tuple((mark.kind, turn, mark.length_ms) for mark, turn in found.marks)
    return Talk(document.name, document.kind, tuple(turns), marks, n_timed_overlaps=found.n_timed_overlaps)


def _blocks(
    document: StoredDocument, matches: Sequence[QuestionMatch], asked: dict[int, AskedQuestion]
) -> dict[int, tuple[int, str | None]]:
    """Return the block of each turn, and the question of the guide that it is about.

    A turn that asks a question of the guide begins a block, unless it is about the same one; where no
    question of the guide is matched, each question of a moderator and each written one does.
    """
    begins = {match.turn: match.question for match in matches}
    spoken = {one.turn for one in asked.values() if one.turn is not None}
    put = {
        asked[turn].number: question
        for turn, question in begins.items()
        if turn in asked and asked[turn].is_written
    }
    blocks: dict[int, tuple[int, str | None]] = {}
    block, question = 0, None
    for turn in document.turns:
        written = asked.get(turn.number)
        if written is not None and written.is_written:
            blocks[turn.number] = (written.number, put.get(written.number))
            continue
        if begins and turn.number in begins and begins[turn.number] != question:
            block, question = block + 1, begins[turn.number]
        elif not begins and turn.number in spoken:
            block += 1
        blocks[turn.number] = (block, question)
    return blocks
