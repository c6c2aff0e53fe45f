"""What became of each comment of a Word file, as decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from focuskit.errors import UsageError
from focuskit.model.codings import DecisionKind
from focuskit.model.spans import Span
from focuskit.model.word_comments import SUGGESTION_AUTHOR, ReadComment, WordReply, parse_codes
from focuskit.transcripts.normalise import fold
from focuskit.workflow.code_names import CodeNames, UnknownCodes
from focuskit.workflow.coding_draft import By, CodingDraft
from focuskit.workflow.coding_ground import OwnedCoding
from focuskit.workflow.word_export import suggestion_key
from focuskit.workflow.word_places import PlacedComment, PlacedFile, RemovedComment
from focuskit.workflow.written_words import read_memo, split_memo, verdict_of

_NOBODY = frozenset({"", "auteur", "author", "auteur inconnu", "unknown author", "utilisateur", "user"})
"""What programs write where the author's name was taken out of a file."""
NOBODY = "?"
"""Stands for the coder of decisions that are only tried."""


@dataclass(frozen=True, slots=True)
class Signers:
    """Who decides: the coder given for all, else the author of a comment, else the coder of the project.

    ``is_dry`` lets decisions stand without coder: nothing is kept.
    """

    given: str | None
    remembered: str
    is_dry: bool = False

    def of(self, author: str) -> str:
        """Return whose a comment or reply is; `UsageError` where nobody signed it and nobody is known."""
        return self.given or _person(author) or self.decider()

    def decider(self, *others: str) -> str:
        """Return who decides where the file tells no author: a deletion, a comment marked as resolved.

        ``others`` are taken where neither coder is known, the first that is somebody.
        """
        name = self.given or self.remembered or next(filter(None, others), "")
        if not name and not self.is_dry:
            raise UsageError("error.no_coder")
        return name or NOBODY


@dataclass(slots=True)
class Tally:
    """How many comments were added, removed ...; ``accepted``, ``rejected``, ``replaced``: suggestions.

    ``removed_suggestions`` are those among the comments removed that were suggestions: they are rejected too.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    moved: int = 0
    accepted: int = 0
    rejected: int = 0
    replaced: int = 0
    removed_suggestions: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What a comment was when it was written: whose, on which words, with which codes."""

    owner: str
    span: Span
    codes: tuple[str, ...]
    decision: str | None

    @property
    def is_suggestion(self) -> bool:
        return self.owner == SUGGESTION_AUTHOR


@dataclass(slots=True)
class WordChanges:
    """Turns the comments of a file into decisions of a draft.

    Raises
    ------
    UsageError
        If a decision has no coder.
    """

    placed: PlacedFile
    draft: CodingDraft
    names: CodeNames
    unknown: UnknownCodes
    signers: Signers
    tally: Tally = field(default_factory=Tally)
    n_copied: int = 0
    n_loose: int = 0
    _sole_author: str = field(init=False)
    _by_decision: dict[str, OwnedCoding] = field(init=False)
    _lost: dict[str | None, OwnedCoding] = field(init=False)
    _by_key: dict[str, tuple[Span, str]] = field(init=False)

    def __post_init__(self) -> None:
        ground = self.placed.ground
        authors = set(_authors(self.placed))
        self._sole_author = authors.pop() if len(authors) == 1 else ""
        self._by_decision = {one.kept.decision_id: one for one in ground.codings}
        self._lost = {one.kept.decision_id: one for one in ground.lost}
        version = ground.document.version_id
        self._by_key = {
            suggestion_key(version, one.span, one.suggestion.code): (one.span, one.suggestion.code)
            for one in ground.suggestions
        }

    def take(self) -> None:
        """Go through all comments."""
        for one in self.placed.comments:
            if one.span is not None:
                self._take(one, one.span)
        for gone in self.placed.removed:
            self._remove(gone)

    def _take(self, one: PlacedComment, span: Span) -> None:
        known = self._known(one.comment, one.was)
        if known is None and one.comment.author == SUGGESTION_AUTHOR:
            self.n_copied += one.comment.key is None
            return
        if known is None and one.comment.key in self._lost:
            self._rescue(one.comment, span, self._lost[one.comment.key])
        elif known is None:
            self._add(one.comment, span)
        elif known.is_suggestion:
            self._decide(one, span, known)
        else:
            self._change(one, span, known)
        self._reply(one.comment, span, known)

    def _decider(self, owner: str = "") -> By:
        """Return who decides where a comment does not tell; at last, who alone has written in the file."""
        return By(self.signers.decider(self._sole_author, owner))

    def _known(self, comment: ReadComment, was: Span | None) -> _Known | None:
        """Return what a comment was: as the project has it by its key, else as it was written."""
        written, key = comment.written, comment.key or ""
        coding = self._by_decision.get(key)
        if coding is not None:
            codes = written.codes if written else self._codes_with(coding)
            return _Known(coding.coder, coding.kept.span, codes, coding.kept.decision_id)
        if written is None and key in self._by_key:
            span, code = self._by_key[key]
            return _Known(SUGGESTION_AUTHOR, span, (code,), None)
        if written is None or was is None:
            return None
        return _Known(written.author, was, written.codes, None)

    def _codes_with(self, coding: OwnedCoding) -> tuple[str, ...]:
        """Return the codes of the same coder on the same words."""
        place = (coding.coder, coding.kept.span)
        return tuple(
            one.kept.code for one in self.placed.ground.codings if (one.coder, one.kept.span) == place
        )

    def _read(self, comment: ReadComment, known: tuple[str, ...]) -> tuple[tuple[str, ...], int, str | None]:
        """Return the codes a comment has now, how many names in it are none, and its memo."""
        text, memo = split_memo(comment.text)
        written = parse_codes(text, lambda name: name in known or self.names.find(name) is not None)
        codes: dict[str, None] = {}
        n_unknown = 0
        for name in written:
            code = name if name in known else self.names.find(name)
            if code is None:
                n_unknown += 1
                self.unknown.add(name)
            else:
                codes[code] = None
        return tuple(codes), n_unknown, memo

    def _add(self, comment: ReadComment, span: Span) -> None:
        if self._is_loose_answer(comment, span):
            return
        by = By(self.signers.of(comment.author), utc_time(comment.at))
        codes, _, memo = self._read(comment, ())
        added = [self.draft.add(by, span, code) for code in codes]
        self.tally.added += any(added)
        if memo:
            self._note(by, span, memo)

    def _rescue(self, comment: ReadComment, span: Span, lost: OwnedCoding) -> None:
        """Put codings that a correction left without a place on the words their comment stands on."""
        place = (lost.coder, lost.kept.span)
        group = {one.kept.code: one for one in self._lost.values() if (one.coder, one.kept.span) == place}
        codes, _, _ = self._read(comment, tuple(group))
        by = By(self.signers.of(lost.coder))
        moved = [self.draft.move(by, group[code], span, code) for code in codes if code in group]
        added = [self.draft.add(by, span, code) for code in codes if code not in group]
        self.tally.moved += any(moved)
        self.tally.changed += any(added)

    def _is_loose_answer(self, comment: ReadComment, span: Span) -> bool:
        """Take « ok » or « non » alone, on the words of one suggestion, as its answer.

        Some programs save answers as comments of their own. With several suggestions there nobody can tell
        which is meant: nothing is decided then.
        """
        verdict = verdict_of(comment.text)
        if verdict is None or self.names.find(comment.text):
            return False
        meant = self._suggested_on(span)
        self.n_loose += len(meant) != 1
        if len(meant) == 1:
            by = By(self.signers.of(comment.author), utc_time(comment.at))
            self._say(by, meant[0], is_accepted=verdict)
        return True

    def _suggested_on(self, span: Span) -> list[_Known]:
        """Return the suggestions of the file on just these words."""
        there = (self._known(one.comment, one.was) for one in self.placed.comments if one.span == span)
        return [known for known in there if known is not None and known.is_suggestion]

    def _say(self, by: By, known: _Known, *, is_accepted: bool) -> None:
        kind = DecisionKind.ACCEPT if is_accepted else DecisionKind.REJECT
        done = self.draft.decide(by, kind, known.span, known.codes[0])
        self.tally.accepted += done and is_accepted
        self.tally.rejected += done and not is_accepted

    def _change(self, one: PlacedComment, span: Span, known: _Known) -> None:
        """Bring a comment with codings to what it is now: other codes, other words."""
        codes, n_unknown, memo = self._read(one.comment, known.codes)
        is_moved = one.was is not None and span != one.was
        target = span if is_moved else known.span
        gone = [] if n_unknown else [code for code in known.codes if code not in codes]
        new = [code for code in codes if code not in known.codes]
        if not (is_moved or gone or new or memo):
            return
        by = By(self.signers.of(known.owner))
        kept = [code for code in known.codes if code not in gone] if is_moved else []
        moved = [self._move(by, known, code, target, code) for code in kept]
        changed = [self._move(by, known, old, target, code) for old, code in zip(gone, new, strict=False)]
        changed += [self.draft.add(by, target, code) for code in new[len(gone) :]]
        removed = [self._take_away(by, known, code) for code in gone[len(new) :]]
        self.tally.moved += any(moved)
        self.tally.changed += any(changed) or (any(removed) and bool(codes))
        self.tally.removed += any(removed) and not codes
        if memo:
            self._note(by, target, memo)

    def _move(self, by: By, known: _Known, code: str, span: Span, new: str) -> bool:
        coding = self.draft.find(known.owner, known.span, code)
        if coding is not None:
            return self.draft.move(by, coding, span, new)
        return code != new and self.draft.add(by, span, new)

    def _take_away(self, by: By, known: _Known, code: str) -> bool:
        coding = self.draft.find(known.owner, known.span, code)
        return coding is not None and self.draft.remove(by, coding)

    def _decide(self, one: PlacedComment, span: Span, known: _Known) -> None:
        """Take what was done with a suggestion, if anything: yes, no, another code, other words."""
        comment, (code,) = one.comment, known.codes
        text = comment.text if comment.codes != known.codes else code
        written = parse_codes(split_memo(text)[0], lambda name: self.names.find(name) is not None)
        said = [name for name in written if verdict_of(name) is None]
        codes, n_unknown, memo = self._read(_with_text(comment, "\n".join(said)), known.codes)
        if n_unknown:
            return
        verdict, by = self._verdict(comment)
        others = [other for other in codes if other != code]
        if one.was is not None and span != one.was:
            by = by or self._decider()
            added = [self.draft.add(by, span, each) for each in codes]
            self.tally.moved += any(added)
        elif others:
            self._replace(by or self._decider(), known, codes, others)
        elif verdict is not None or not said:
            self._say(by or self._decider(), known, is_accepted=bool(verdict))
        if memo:
            self._note(by or self._decider(), known.span, memo)

    def _replace(self, by: By, known: _Known, codes: tuple[str, ...], others: Sequence[str]) -> None:
        (code,) = known.codes
        if code in codes:
            done = self.draft.decide(by, DecisionKind.ACCEPT, known.span, code)
            self.tally.accepted += done
            rest = others
        else:
            done = self.draft.decide(by, DecisionKind.REPLACE, known.span, code, others[0])
            self.tally.replaced += done
            rest = others[1:]
        added = [self.draft.add(by, known.span, other) for other in rest]
        self.tally.changed += done or any(added)

    def _verdict(self, comment: ReadComment) -> tuple[bool | None, By | None]:
        """Return yes or no where a comment of a suggestion says so, and who says it."""
        for reply in reversed(_new_replies(comment)):
            verdict = verdict_of(reply.text.partition("\n")[0])
            if verdict is not None:
                return verdict, By(self.signers.of(reply.author), utc_time(reply.at))
        for name in comment.codes:
            if verdict_of(name) is not None and not self.names.find(name):
                return verdict_of(name), self._decider()
        was_resolved = comment.written is not None and comment.written.resolved
        if comment.resolved and not was_resolved:
            return True, self._decider()
        return None, None

    def _remove(self, gone: RemovedComment) -> None:
        known = self._known(_removed(gone), gone.was)
        if known is None:
            return
        if known.is_suggestion:
            by = self._decider()
            done = self.draft.decide(by, DecisionKind.REJECT, known.span, known.codes[0])
            self.tally.rejected += done
            self.tally.removed_suggestions += done
        else:
            by = self._decider(known.owner)
            gone_codes = [self._take_away(by, known, code) for code in known.codes]
            done = any(gone_codes)
        self.tally.removed += done

    def _reply(self, comment: ReadComment, span: Span, known: _Known | None) -> None:
        """Keep new replies as memos, but for those that only say yes or no to a suggestion."""
        place = known.span if known else span
        for reply in _new_replies(comment):
            words = reply.text
            if known is not None and known.is_suggestion and verdict_of(words.partition("\n")[0]) is not None:
                words = words.partition("\n")[2]
            by = By(self.signers.of(reply.author), utc_time(reply.at))
            self._note(by, place, words, known.decision if known else None)

    def _note(self, by: By, span: Span, words: str, decision: str | None = None) -> None:
        kind, bare = read_memo(words)
        self.draft.note(by, span, bare, kind, decision)


def utc_time(at: str | None) -> str | None:
    """Return an ISO date and time in UTC; one without zone is of the clock on the wall here."""
    try:
        return datetime.fromisoformat(at or "").astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


def _new_replies(comment: ReadComment) -> list[WordReply]:
    written = list(comment.written.replies) if comment.written else []
    return [reply for reply in comment.replies if reply not in written]


def _person(author: str) -> str:
    """Return the name of an author, nothing for what programs write in its place."""
    name = " ".join(author.split())
    return "" if fold(name) in _NOBODY or name == SUGGESTION_AUTHOR else name


def _authors(placed: PlacedFile) -> Iterator[str]:
    """Yield who wrote the comments and replies that were added."""
    for one in placed.comments:
        added = [] if one.comment.key is not None else [one.comment.author]
        yield from filter(
            None, map(_person, (*added, *(reply.author for reply in _new_replies(one.comment))))
        )


def _with_text(comment: ReadComment, text: str) -> ReadComment:
    return replace(comment, text=f"{text}{_memo_tail(comment.text)}", codes=parse_codes(text))


def _memo_tail(text: str) -> str:
    memo = split_memo(text)[1]
    return f"\n{memo}" if memo else ""


def _removed(gone: RemovedComment) -> ReadComment:
    return ReadComment(gone.key, None, "", "", (), "", None, written=gone.written)
