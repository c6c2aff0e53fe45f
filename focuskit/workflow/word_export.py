"""Word export: each transcript as a .docx whose comments are its codings and suggestions."""

from __future__ import annotations

import uuid
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from focuskit.errors import ForeignWordError, WordFileError
from focuskit.exchange.word import read_word_transcript, write_word_transcript
from focuskit.messages import say, spoken
from focuskit.model.codebook import Codebook
from focuskit.model.documents import Role, SpeakerTurn
from focuskit.model.memos import Memo, MemoKind
from focuskit.model.spans import Span
from focuskit.model.word_comments import (
    SUGGESTION_AUTHOR,
    ReadComment,
    ReadWordTranscript,
    WordAnchor,
    WordCode,
    WordComment,
    WordLabels,
    WordReply,
    WordTranscript,
    WordTurn,
)
from focuskit.store import ProjectFolder, load_pseudonyms, read_settings
from focuskit.store.participants import ShownSpeaker
from focuskit.workflow.coding_ground import CodingGround, OwnedCoding, load_grounds
from focuskit.workflow.progress import Progress, silent
from focuskit.workflow.tag import load_codebook
from focuskit.writing import set_aside

_NAMESPACE = uuid.UUID("0d5b1f5e-3f6a-5a0e-8a42-7c1b2f9e6d31")
_MARKS = {MemoKind.STAR, MemoKind.LATER}


@dataclass(frozen=True, slots=True)
class WordFile:
    """A file written: its comments with codings and with suggestions.

    ``kept`` is where a file of that name went that somebody had worked on, ``None`` if there was none.
    """

    document: str
    path: Path
    n_codings: int
    n_suggestions: int
    kept: Path | None = None


def export_word(
    folder: ProjectFolder,
    documents: Sequence[str] = (),
    *,
    output: Path | None = None,
    coder: str | None = None,
    suggestions: bool = True,
    progress: Progress = silent,
) -> tuple[WordFile, ...]:
    """Write one .docx per document, all documents if none is named.

    Parameters
    ----------
    output
        Folder of the files; ``None``: ``reports/word`` in the project.
    coder
        Only the codings of this coder; ``None``: of all.
    suggestions
        Whether open suggestions are shown too; never those that this coder is not to see.

    Raises
    ------
    UsageError
        If there is no such document, or the project has no codebook.
    OutputError
        If a file cannot be written.
    """
    codebook, _ = load_codebook(folder)
    grounds = load_grounds(folder, documents, coder or read_settings(folder.path).coder)
    with folder.reading() as connection:
        shown = load_pseudonyms(connection)
    target = output or folder.path / "reports" / "word"
    paths = _paths([one.document.name for one in grounds], target)
    files = []
    for done, (ground, path) in enumerate(zip(grounds, paths, strict=True), 1):
        names = {label: one for (owner, label), one in shown.items() if owner == ground.document.id}
        transcript = compose_word(ground, codebook, names, coder=coder, suggestions=suggestions)
        kept = _kept(path)
        write_word_transcript(path, transcript, word_labels())
        n_open = sum(one.author == SUGGESTION_AUTHOR for one in transcript.comments)
        files.append(WordFile(ground.document.name, path, len(transcript.comments) - n_open, n_open, kept))
        progress("word.step_export", done, len(grounds))
    return tuple(files)


def compose_word(
    ground: CodingGround,
    codebook: Codebook,
    shown: dict[str | None, ShownSpeaker],
    *,
    coder: str | None = None,
    suggestions: bool = True,
) -> WordTranscript:
    """Return a document as a Word transcript; see `export_word`."""
    document = ground.document
    comments = [*_coding_comments(ground, coder)]
    if suggestions:
        comments += _suggestion_comments(ground)
    return WordTranscript(
        document.name,
        Path(document.name).stem,
        document.version_id,
        tuple(_turn(turn, document.text, shown[turn.label]) for turn in document.turns),
        _with_replies(comments, ground),
        tuple(_codes(codebook)),
    )


def suggestion_key(version_id: str, span: Span, code: str) -> str:
    """Return what the comment of a suggestion is known by."""
    return str(uuid.uuid5(_NAMESPACE, f"{version_id}\n{span.start}\n{span.end}\n{code}"))


def anchor_of(turns: Sequence[SpeakerTurn], span: Span) -> WordAnchor:
    """Return the place in turns of a span of the text they partition."""
    first = turns[bisect_left(turns, span.start, key=lambda turn: turn.span.end)]
    last = turns[bisect_left(turns, span.end, key=lambda turn: turn.span.end)]
    return WordAnchor(
        first.number,
        max(span.start - first.span.start, 0),
        last.number,
        max(span.end - last.span.start, 0),
    )


def local_clock(at: str | None) -> str | None:
    """Return an ISO date and time of the clock on the wall here; Word shows no zone."""
    try:
        return datetime.fromisoformat(at or "").astimezone().isoformat(timespec="seconds")
    except ValueError:
        return None


def word_labels() -> WordLabels:
    """Return the words of the file that are not the transcript's, in the language in force."""
    return WordLabels(
        spoken(),
        say("word.how_to", author=SUGGESTION_AUTHOR),
        say("word.codebook"),
        say("word.codebook_note"),
        say("word.column_label"),
        say("word.column_name"),
        say("word.column_definition"),
    )


def is_untouched(read: ReadWordTranscript) -> bool:
    """Tell whether nobody has changed anything in a file since it was written."""
    comments = (*read.comments, *read.outside)
    return (
        read.is_whole
        and not read.removed
        and not read.changed_turns
        and all(_is_as_written(comment) for comment in comments)
    )


def _is_as_written(one: ReadComment) -> bool:
    was = one.written
    return was is not None and (one.anchor, one.codes, one.replies, one.resolved) == (
        was.anchor,
        was.codes,
        was.replies,
        was.resolved,
    )


def _paths(names: Sequence[str], target: Path) -> list[Path]:
    """Return where each document goes; its ending stays in the name where two differ by it alone."""
    bare = [Path(name).with_suffix("").as_posix() for name in names]
    return [
        target / (f"{stem}.docx" if bare.count(stem) == 1 else f"{name}.docx")
        for stem, name in zip(bare, names, strict=True)
    ]


def _kept(path: Path) -> Path | None:
    """Give a file that somebody has worked on another name, so that nothing in it is lost."""
    if not path.exists():
        return None
    try:
        if is_untouched(read_word_transcript(path)):
            return None
    except (WordFileError, ForeignWordError):
        pass
    return set_aside(path)


def _turn(turn: SpeakerTurn, text: str, shown: ShownSpeaker) -> WordTurn:
    seconds = None if turn.start_ms is None else turn.start_ms // 1000
    time = None if seconds is None else f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    is_moderator = shown.role in {Role.MODERATOR, Role.OBSERVER}
    return WordTurn(turn.number, shown.pseudonym, is_moderator, time, turn.question, turn.span.slice(text))


def _coding_comments(ground: CodingGround, coder: str | None) -> Iterator[WordComment]:
    """Yield a comment for the codes that a coder put on the same words."""

    def place(one: OwnedCoding) -> tuple[int, int, str]:
        return one.kept.span.start, one.kept.span.end, one.coder

    owned = [one for one in ground.codings if coder in {None, one.coder}]
    for _, group in groupby(sorted(owned, key=place), key=place):
        codings = sorted(group, key=lambda one: (one.at or "", one.kept.code))
        codes = tuple(dict.fromkeys(one.kept.code for one in codings))
        last = max(one.at or "" for one in codings) or None
        first = codings[0]
        yield _comment(ground, first.kept.decision_id, first.kept.span, codes, first.coder, last)


def _suggestion_comments(ground: CodingGround) -> Iterator[WordComment]:
    """Yield a comment for each open suggestion of a code that nobody put on those words."""
    coded = {(one.kept.span, one.kept.code) for one in ground.codings}
    for one in ground.suggestions:
        code = one.suggestion.code
        if one.is_open and (one.span, code) not in coded and one.span.start < one.span.end:
            key = suggestion_key(ground.document.version_id, one.span, code)
            yield _comment(ground, key, one.span, (code,), SUGGESTION_AUTHOR, None)


def _comment(
    ground: CodingGround, key: str, span: Span, codes: tuple[str, ...], author: str, at: str | None
) -> WordComment:
    anchor = anchor_of(ground.document.turns, span)
    initials = "".join(word[0] for word in author.split() if word[0].isalnum()).upper()
    return WordComment(
        key,
        anchor.first,
        anchor.start,
        anchor.last,
        anchor.end,
        codes,
        author,
        local_clock(at),
        "fk" if author == SUGGESTION_AUTHOR else initials,
    )


def _with_replies(comments: Sequence[WordComment], ground: CodingGround) -> tuple[WordComment, ...]:
    """Give each memo on the words of a comment to one comment there, first to that of its own coding."""
    codings = {one.kept.decision_id: one for one in ground.codings}
    replies: dict[str, list[WordReply]] = {}
    for memo in ground.memos:
        if memo.kind not in _MARKS and memo.words.strip():
            key = _key_of_memo(memo, comments, ground, codings)
            if key is not None:
                replies.setdefault(key, []).append(WordReply(memo.words, memo.coder, local_clock(memo.at)))
    return tuple(replace(one, replies=tuple(replies.get(one.key, ()))) for one in comments)


def _key_of_memo(
    memo: Memo,
    comments: Iterable[WordComment],
    ground: CodingGround,
    codings: dict[str, OwnedCoding],
) -> str | None:
    coding = codings.get(memo.about.decision or "")
    span = coding.kept.span if coding else memo.about.span
    if span is None:
        return None
    anchor = anchor_of(ground.document.turns, span)
    there = [one for one in comments if one.anchor == anchor]
    author = coding.coder if coding else memo.coder
    own = [one for one in there if one.author == author]
    return next((one.key for one in (*own, *there)), None)


def _codes(codebook: Codebook) -> Iterator[WordCode]:
    for facet in codebook.facets:
        for code in codebook.of_facet(facet.id):
            if not code.retired:
                yield WordCode(code.label, code.name, code.definition, facet.label, code.depth)
