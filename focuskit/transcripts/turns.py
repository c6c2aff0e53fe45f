"""Turns as they are read, and the transcript made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from focuskit.model.documents import (
    COUNTED_ROLES,
    Aside,
    DocumentKind,
    Role,
    Speaker,
    SpeakerTurn,
    Transcript,
)
from focuskit.model.problems import Problem, error, warning
from focuskit.model.spans import Span
from focuskit.transcripts.cleaning import clean_found
from focuskit.transcripts.clock import IMPOSSIBLE_MS, possible
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.normalise import fold, squeeze
from focuskit.transcripts.overlaps import part_overlaps
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.speakers import RecognisedRole, roles_of
from focuskit.transcripts.states import with_state

_LONGEST_STEP_BACK_MS = 60_000


@dataclass(frozen=True, slots=True)
class Found:
    """All that was read in a file.

    ``kind`` is ``None`` where the number of participants tells it; ``speaker_attributes`` are per label.
    """

    name: str
    drafts: Sequence[Draft]
    asides: tuple[Aside, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    kind: DocumentKind | None = None
    moderators: tuple[str, ...] = ()
    speaker_attributes: Mapping[str | None, tuple[tuple[str, str], ...]] = field(default_factory=dict)


def compose_transcript(found: Found) -> ReadResult:
    """Lay the turns end to end and say who speaks in them; turns without words are dropped with a warning."""
    found = clean_found(found)
    drafts, overlaps = part_overlaps([_with_possible_times(draft) for draft in found.drafts])
    spoken = [(draft, text) for draft in drafts if (text := draft.text)]
    problems = [*found.problems, *_empty_turns(found), *_impossible_times(found)]
    if not spoken:
        return ReadResult(None, (*problems, error(found.name, "problem.no_words")))
    first_lines: dict[str | None, int] = {}
    for draft, _ in spoken:
        first_lines.setdefault(draft.label, draft.line)
    roles = roles_of(first_lines, found.moderators)
    if found.kind is not DocumentKind.ANSWERS:
        problems += _label_problems(found.name, first_lines, roles)
    transcript = Transcript(
        name=found.name,
        kind=found.kind or _kind(roles),
        text="\n".join(text for _, text in spoken),
        turns=_lay_out(spoken),
        speakers=tuple(
            Speaker(label, _role(found, roles[label]), found.speaker_attributes.get(label, ()))
            for label in first_lines
        ),
        attributes=with_state(found.attributes, found.asides),
        asides=(*found.asides, *overlaps),
        problems=tuple(problems),
    )
    return ReadResult(transcript, transcript.problems)


def _lay_out(spoken: Iterable[tuple[Draft, str]]) -> tuple[SpeakerTurn, ...]:
    turns: list[SpeakerTurn] = []
    start = 0
    for number, (draft, text) in enumerate(spoken, start=1):
        span = Span(start, start + len(text))
        turns.append(SpeakerTurn(number, draft.label, span, draft.start_ms, draft.end_ms, draft.question))
        start = span.end + 1
    return tuple(turns)


def _role(found: Found, recognised: RecognisedRole) -> Role:
    return Role.PARTICIPANT if found.kind is DocumentKind.ANSWERS else recognised.role


def _kind(roles: Mapping[str | None, RecognisedRole]) -> DocumentKind:
    n_participants = sum(found.role in COUNTED_ROLES for found in roles.values())
    return DocumentKind.FOCUS_GROUP if n_participants > 1 else DocumentKind.INTERVIEW


def _empty_turns(found: Found) -> list[Problem]:
    empty = [draft for draft in found.drafts if draft.label is not None and not draft.text]
    if not empty:
        return []
    return [warning(found.name, "problem.empty_turn", line=empty[0].line, n=len(empty))]


def _with_possible_times(draft: Draft) -> Draft:
    times = (
        time_ms if time_ms is not None and possible(time_ms) != IMPOSSIBLE_MS else None
        for time_ms in (draft.start_ms, draft.end_ms)
    )
    start_ms, end_ms = times
    return replace(draft, start_ms=start_ms, end_ms=end_ms)


def _impossible_times(found: Found) -> list[Problem]:
    """Tell times that cannot be, ends before beginnings, and steps back of more than a minute.

    Speech over speech takes less than a minute.
    """
    lines: list[int] = []
    latest = 0
    for draft in found.drafts:
        if _with_possible_times(draft) != draft:
            lines.append(draft.line)
            continue
        if draft.start_ms is None:
            continue
        ends_early = draft.end_ms is not None and draft.end_ms < draft.start_ms
        if ends_early or draft.start_ms < latest - _LONGEST_STEP_BACK_MS:
            lines.append(draft.line)
        latest = max(latest, draft.start_ms)
    return [warning(found.name, "problem.impossible_times", line=lines[0], n=len(lines))] if lines else []


def _label_problems(
    name: str, lines: Mapping[str | None, int], roles: Mapping[str | None, RecognisedRole]
) -> list[Problem]:
    problems = [
        warning(name, "problem.mistyped_role", line=lines[label], written=found.written, meant=found.meant)
        for label, found in roles.items()
        if found.written is not None
    ]
    if set(lines) == {None}:
        problems.append(warning(name, "problem.no_speaker"))
    alike = Counter(_bare(label) for label in lines if label is not None)
    for bare, count in alike.items():
        if count > 1:
            where = [str(line) for label, line in lines.items() if label is not None and _bare(label) == bare]
            problems.append(
                warning(name, "problem.similar_labels", line=int(where[0]), n=count, lines=", ".join(where))
            )
    return problems


def _bare(label: str) -> str:
    return fold(squeeze(label)).replace(" ", "")
