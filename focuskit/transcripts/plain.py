"""Lines of text → turns: the conventions of plain text, shared by .txt, .md and .docx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import Problem, note, warning
from focuskit.transcripts.clock import parse_stamp
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.header import (
    find_header_end,
    header_asides,
    header_attributes,
    reads_as_speech,
)
from focuskit.transcripts.labels import LabelChoice, choose_labels, is_event
from focuskit.transcripts.lines import Line, Mark
from focuskit.transcripts.normalise import fold
from focuskit.transcripts.openings import Opening, find_opening, take_time
from focuskit.transcripts.reading import Reading
from focuskit.transcripts.turns import Found
from focuskit.transcripts.untagged import draft_paragraphs

_DEFAULT = Reading()
_MOST_SHOWN = 20


@dataclass(slots=True)
class _Walk:
    """What has been read so far of a document with labels."""

    drafts: list[Draft] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    open: Draft | None = None

    def begin(self, draft: Draft, words: str) -> None:
        self.end()
        self.open = draft
        self.paragraphs = [words]

    def end(self) -> None:
        if self.open is not None:
            turn = self.open
            self.drafts.append(
                Draft(turn.label, turn.line, tuple(self.paragraphs), turn.start_ms, turn.end_ms)
            )
        self.open = None

    def go_on(self, line: Line, words: str) -> None:
        if not words.strip():
            return
        if self.open is None:
            self.begin(Draft(None, line.number, ()), words)
        else:
            self.paragraphs.append(words)


def parse_lines(
    name: str, lines: Sequence[Line], *, reading: Reading = _DEFAULT, problems: tuple[Problem, ...] = ()
) -> Found:
    """Find the turns of a transcript written as text.

    Lines before the first label are the header; a document without any label has one turn per paragraph.
    """
    known_header = find_header_end(lines)
    refused = {fold(label) for label in reading.not_speakers}
    openings = {
        place: found
        for place in range(known_header, len(lines))
        if (found := _opening(lines[place])) and fold(found.label) not in refused
    }
    choice = _choose(lines, openings, reading.speakers)
    taken = {place: found for place, found in openings.items() if choice.takes(found)}
    starts = [place for place, line in enumerate(lines) if line.mark is not None or place in taken]
    if not starts:
        drafts, asides = draft_paragraphs(lines[known_header:])
        found_header = lines[:known_header]
    else:
        first = _first_words(lines, known_header, starts[0])
        found_header = lines[:first]
        walk = _walk(lines, first, openings, taken)
        drafts, asides = walk.drafts, walk.asides
        if first < starts[0]:
            problems += (warning(name, "problem.words_before_first_label", line=lines[first].number),)
    problems += _doubts(name, lines, openings, choice)
    return Found(
        name,
        drafts,
        asides=(*header_asides(found_header), *asides),
        attributes=header_attributes(found_header),
        problems=problems,
        moderators=reading.moderators,
    )


def _opening(line: Line) -> Opening | None:
    return None if line.mark is not None else find_opening(line)


def _choose(lines: Sequence[Line], openings: dict[int, Opening], known_labels: Sequence[str]) -> LabelChoice:
    candidates = [found for found in openings.values() if not is_event(found)]
    n_lines = sum(bool(line.text.strip()) and line.mark is None for line in lines)
    return choose_labels(candidates, "\n".join(line.text for line in lines), n_lines, known_labels)


def _doubts(
    name: str, lines: Sequence[Line], openings: dict[int, Opening], choice: LabelChoice
) -> tuple[Problem, ...]:
    where = [str(lines[place].number) for place, opening in openings.items() if choice.doubts(opening)]
    if not where:
        return ()
    shown = ", ".join(where[:_MOST_SHOWN]) + (", …" if len(where) > _MOST_SHOWN else "")
    return (note(name, "problem.possible_labels", line=int(where[0]), n=len(where), lines=shown),)


def _first_words(lines: Sequence[Line], known_header: int, first_label: int) -> int:
    """Return where speech begins: at the first label, or before it at a line too long for a header."""
    for place in range(known_header, first_label):
        if reads_as_speech(lines[place]):
            return place
    return first_label


def _walk(
    lines: Sequence[Line], first: int, openings: dict[int, Opening], taken: dict[int, Opening]
) -> _Walk:
    walk = _Walk()
    for place in range(first, len(lines)):
        line = lines[place]
        walk.asides += line.asides
        opening = taken.get(place)
        if line.mark is not None:
            _marked(walk, line, line.mark)
        elif opening is not None:
            walk.asides += opening.asides()
            turn = Draft(opening.label, line.number, (), opening.start_ms, opening.end_ms)
            walk.begin(turn, opening.rest)
        elif place in openings and is_event(openings[place]):
            walk.asides.append(Aside(AsideKind.MARKUP, line.text.strip()))
        else:
            _continued(walk, line)
    walk.end()
    return walk


def _marked(walk: _Walk, line: Line, mark: Mark) -> None:
    walk.begin(Draft(mark.label, line.number, (), mark.start_ms, mark.end_ms), line.text)
    if mark.closes:
        walk.end()


def _continued(walk: _Walk, line: Line) -> None:
    stamp, words = take_time(line.text)
    if stamp:
        walk.asides.append(Aside(AsideKind.TIME, stamp))
    if walk.open is None and stamp:
        walk.begin(Draft(None, line.number, (), *parse_stamp(stamp)), words)
    else:
        walk.go_on(line, words)
