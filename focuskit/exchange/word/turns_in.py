"""Finding the turns of a transcript again in a file that went through other hands.

A turn is where its bookmark is. What was typed at its end lies behind the bookmark and what was typed at its
beginning may lie before it: a turn reaches from the line above its words to the end of the paragraph. Turns
without bookmark are looked for among the other paragraphs, by their words, then by the line above them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from focuskit.exchange.word.flow import Flow, FlowBookmark, FlowParagraph
from focuskit.exchange.word.ledger import Ledger, WrittenTurn
from focuskit.exchange.word.names import END_BOOKMARK, is_question_bookmark, read_turn_bookmark, words_digest
from focuskit.model.word_comments import ReadTurn, TurnFound


@dataclass(frozen=True, slots=True)
class Zone:
    """The place of a turn's words in the text of the file."""

    number: int
    start: int
    end: int
    found: TurnFound


def find_zones(flow: Flow, ledger: Ledger) -> tuple[Zone, ...]:
    """Return the places of the turns found, in the order of the file."""
    if not flow.paragraphs:
        return ()
    written = {turn.number: turn for turn in ledger.turns}
    marked = tuple(_marked_zones(flow, _turn_bookmarks(flow, written)))
    zones = (*marked, *_unmarked_zones(flow, ledger.turns, marked))
    return tuple(sorted(zones, key=lambda zone: (zone.start, zone.end)))


def read_turns(flow: Flow, ledger: Ledger, zones: Sequence[Zone]) -> tuple[ReadTurn, ...]:
    """Return all turns written, with their words as they now are."""
    by_number = {zone.number: zone for zone in zones}
    turns = []
    for turn in ledger.turns:
        zone = by_number.get(turn.number)
        words = None if zone is None else flow.text[zone.start : zone.end]
        is_unchanged = words is not None and turn.is_digest_of(words)
        found = TurnFound.MISSING if zone is None else zone.found
        turns.append(ReadTurn(turn.number, words, turn.sha256, is_unchanged, found))
    return tuple(turns)


def stray_paragraphs(flow: Flow, zones: Sequence[Zone]) -> tuple[str, ...]:
    """Return the paragraphs between the turns, or before the codebook, that are no turn and no question."""
    if not zones:
        return ()
    ends = [mark.start.offset for mark in flow.bookmarks if mark.name.lower() == END_BOOKMARK]
    last = min(ends, default=zones[-1].end)
    taken = [(zone.start, zone.end) for zone in zones]
    asked = (mark for mark in flow.bookmarks if is_question_bookmark(mark.name))
    taken += [(mark.start.offset, mark.end.offset) for mark in asked]
    free = _free_paragraphs(flow, taken)
    first = flow.paragraphs[flow.paragraph_at(zones[0].start)].start
    words = (flow.words(one) for one in free if first <= one.start < last)
    return tuple(text for text in words if text.strip())


def _turn_bookmarks(flow: Flow, written: dict[int, WrittenTurn]) -> list[tuple[WrittenTurn, FlowBookmark]]:
    """Return the bookmark of each turn; of several with its name, the one on its words, else none."""
    found: defaultdict[int, list[FlowBookmark]] = defaultdict(list)
    for mark in flow.bookmarks:
        named = read_turn_bookmark(mark.name)
        if named is not None and named[0] in written:
            found[named[0]].append(mark)
    kept = []
    for number, marks in found.items():
        turn = written[number]
        whole = [mark for mark in marks if turn.is_digest_of(flow.text[mark.start.offset : mark.end.offset])]
        kept += [(turn, mark) for mark in (marks if len(marks) == 1 else whole[:1])]
    return sorted(kept, key=lambda one: one[1].start.order)


def _marked_zones(flow: Flow, bookmarks: Sequence[tuple[WrittenTurn, FlowBookmark]]) -> Iterator[Zone]:
    before = 0
    for place, (turn, mark) in enumerate(bookmarks):
        paragraph = flow.paragraphs[max(flow.paragraph_at(mark.start.offset), 0)]
        start = _zone_start(flow, turn, max(paragraph.start, before), mark.start.offset)
        after = bookmarks[place + 1][1].start.offset if place + 1 < len(bookmarks) else len(flow.text) + 1
        before = max(start, _zone_end(flow, start, min(mark.end.offset, after), after))
        yield Zone(turn.number, start, before, TurnFound.BOOKMARK)


def _zone_start(flow: Flow, turn: WrittenTurn, first: int, start: int) -> int:
    """Return where a turn's words start: behind the line above them, before what was typed first."""
    if turn.head and flow.text.startswith(f"{turn.head}\n", first):
        return first + len(turn.head) + 1
    head = flow.text.find("\n", first, start)
    if head >= 0:
        return head + 1
    return first if turn.head == "" else start


def _zone_end(flow: Flow, start: int, end: int, after: int) -> int:
    """Return the end of the paragraph where a bookmark ends, unless the next turn is in it too.

    A bookmark that ends at the very beginning of a paragraph ends with the one before.
    """
    last = flow.paragraphs[max(flow.paragraph_at(end), 0)]
    if last.start == end and end > start:
        return end - 1
    return last.end if after > last.end else end


def _unmarked_zones(flow: Flow, turns: Sequence[WrittenTurn], marked: Sequence[Zone]) -> Iterator[Zone]:
    known = {zone.number for zone in marked}
    lost = [turn for turn in turns if turn.number not in known]
    if not lost:
        return
    heads = {turn.head for turn in turns if turn.head}
    free = _free_paragraphs(flow, [(zone.start, zone.end) for zone in marked])
    places = [_words_start(flow, one, heads) for one in free]
    digests = [words_digest(flow.text[at : one.end]) for at, one in zip(places, free, strict=True)]
    width = min((len(turn.sha256) for turn in lost), default=0)
    same = SequenceMatcher(
        None, [turn.sha256[:width] for turn in lost], [digest[:width] for digest in digests], autojunk=False
    )
    for kind, first, past, from_here, to_here in same.get_opcodes():
        if kind == "equal":
            pairs = zip(lost[first:past], range(from_here, to_here), strict=True)
            yield from (Zone(one.number, places[at], free[at].end, TurnFound.WORDS) for one, at in pairs)
        elif kind == "replace":
            for one, at in _by_head(flow, lost[first:past], free, range(from_here, to_here)):
                yield Zone(one.number, places[at], free[at].end, TurnFound.ORDER)


def _by_head(
    flow: Flow, turns: Sequence[WrittenTurn], free: Sequence[FlowParagraph], places: range
) -> Iterator[tuple[WrittenTurn, int]]:
    """Pair turns with paragraphs in order, by the line above them; without such lines, if numbers agree."""
    if len(turns) == len(places) and not any(turn.head for turn in turns):
        yield from zip(turns, places, strict=True)
        return
    rest = iter(places)
    for turn in turns:
        if not turn.head:
            continue
        at = next((at for at in rest if flow.words(free[at]).startswith(f"{turn.head}\n")), None)
        if at is None:
            return
        yield turn, at


def _free_paragraphs(flow: Flow, taken: Sequence[tuple[int, int]]) -> list[FlowParagraph]:
    """Return the paragraphs outside places."""
    used = {
        place
        for start, end in taken
        for place in range(flow.paragraph_at(start), flow.paragraph_at(max(start, end)) + 1)
    }
    return [one for place, one in enumerate(flow.paragraphs) if place not in used]


def _words_start(flow: Flow, paragraph: FlowParagraph, heads: set[str]) -> int:
    """Return where the words of a paragraph start: behind the line that tells who speaks, if it has one."""
    head, line_end, _ = flow.words(paragraph).partition("\n")
    return paragraph.start + len(head) + 1 if line_end and head in heads else paragraph.start
