"""Loading all that tables and reports count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from focuskit.model.codebook import Codebook
from focuskit.model.codings import (
    CodedCorpus,
    CodedSegment,
    CodeMark,
    DocumentOverview,
    PersonInDocument,
    UnitStatus,
)
from focuskit.model.consent import ConsentUse
from focuskit.model.documents import (
    COUNTED_ROLES,
    DocumentKind,
    Role,
    Segment,
    SpeakerTurn,
    StoredDocument,
    count_words,
)
from focuskit.model.participants import Participant
from focuskit.model.suggestions import Evidence, Origin, Suggestion, SuggestionState
from focuskit.store import (
    ProjectFolder,
    load_documents,
    load_participants,
    load_pseudonyms,
    load_segments,
    load_suggestions,
    segmented_versions,
)
from focuskit.store.codings import KeptCoding, load_codings, load_sources
from focuskit.store.erasing import MARK
from focuskit.store.participants import ShownSpeaker, fold_label, is_meant
from focuskit.workflow.disagreements import count_disagreements
from focuskit.workflow.questions import questions_by_turn
from focuskit.workflow.readings import find_readings
from focuskit.workflow.settled import SettledCodes, load_settled


@dataclass(frozen=True, slots=True)
class _Content:
    """One document with its segments and suggestions, and what outputs show of its speakers."""

    document: StoredDocument
    segments: list[Segment]
    suggestions: list[Suggestion]
    codings: list[KeptCoding]
    settled: SettledCodes
    shown: dict[str | None, ShownSpeaker]


@dataclass(frozen=True, slots=True)
class _Sources:
    """Whose decisions and what suggestions are wanted; ``by_decision`` tells coder and origin."""

    coders: frozenset[str]
    origins: frozenset[str]
    by_decision: dict[str, tuple[str, str | None]]

    def codings(self, codings: list[KeptCoding]) -> list[KeptCoding]:
        """Return those that are wanted."""
        if not (self.coders or self.origins):
            return codings
        return [one for one in codings if self._is_wanted(*self.by_decision[one.decision_id])]

    def _is_wanted(self, coder: str, origin: str | None) -> bool:
        return (not self.coders or coder in self.coders) and (
            not self.origins or (origin or "manual") in self.origins
        )

    def suggestions(self, suggestions: list[Suggestion]) -> list[Suggestion]:
        """Return those that are wanted: none where the decisions of somebody are asked for."""
        if self.coders:
            return []
        return [one for one in suggestions if not self.origins or one.origin.value in self.origins]


def load_corpus(
    folder: ProjectFolder,
    codebook: Codebook,
    *,
    coders: frozenset[str] = frozenset(),
    origins: frozenset[str] = frozenset(),
    everybody: bool = False,
) -> CodedCorpus:
    """Load the coded corpus of a project: every counted segment with its codes, documents and people.

    Field notes are listed among the documents and never counted. ``coders`` and ``origins`` (``manual``
    for what no machine had suggested) keep what these decided or suggested, as if nobody else had; empty:
    everything. ``everybody`` counts moderators and observers too.
    """
    participants, contents = _load(folder, coders, origins)
    roles = frozenset(Role) if everybody else COUNTED_ROLES
    counted = [content for content in contents if content.document.kind is not DocumentKind.NOTES]
    n_disputed, n_settled = (0, 0) if coders else count_disagreements(folder, codebook)
    corpus = CodedCorpus(
        codebook=codebook,
        documents=tuple(_overview(content) for content in contents),
        people=tuple(person for content in counted for person in _people(content, participants)),
        segments=(),
        people_listed=bool(participants),
        n_disputed=n_disputed,
        n_settled=n_settled,
        counted_roles=roles,
    )
    silent = corpus.people_without(ConsentUse.QUOTATION)
    coded = (_coded_segments(content, codebook, roles, silent or frozenset()) for content in counted)
    segments = tuple(one for segments in coded for one in segments)
    return replace(corpus, segments=segments, not_quoted=silent)


def _load(
    folder: ProjectFolder, coders: frozenset[str], origins: frozenset[str]
) -> tuple[list[Participant], list[_Content]]:
    """Load the people listed, and each document with its segments, suggestions and codings."""
    with folder.reading() as connection:
        shown: dict[str, dict[str | None, ShownSpeaker]] = defaultdict(dict)
        for (owner, label), speaker in load_pseudonyms(connection).items():
            shown[owner][label] = speaker
        current = segmented_versions(connection)
        kept = _Sources(coders, origins, load_sources(connection) if coders or origins else {})
        contents = []
        documents = load_documents(connection)
        settled = load_settled(connection, documents)
        for document in documents:
            made = current.get(document.version_id)
            contents.append(
                _Content(
                    document,
                    load_segments(connection, made.id) if made else [],
                    kept.suggestions(load_suggestions(connection, made.id) if made else []),
                    kept.codings(load_codings(connection, document.version_id)),
                    SettledCodes() if coders else settled.get(document.id, SettledCodes()),
                    shown[document.id],
                )
            )
        return load_participants(connection), contents


def _overview(content: _Content) -> DocumentOverview:
    document = content.document
    times = [time for turn in document.turns for time in (turn.start_ms, turn.end_ms) if time is not None]
    return DocumentOverview(
        name=document.name,
        kind=document.kind,
        n_speakers=len(document.speakers),
        n_turns=len(document.turns),
        n_segments=len(content.segments),
        n_words=count_words(document.text),
        duration_ms=max(times) - min(times) if len(times) > 1 else None,
        attributes=document.attributes,
    )


def _people(content: _Content, participants: list[Participant]) -> list[PersonInDocument]:
    """Return who spoke in a document, in order of first turn, then who was listed and silent."""
    document = content.document
    turns: dict[str | None, list[SpeakerTurn]] = defaultdict(list)
    for turn in document.turns:
        turns[turn.label].append(turn)
    spoke = [
        _person(document, content.shown[speaker.label], turns[speaker.label])
        for speaker in document.speakers
        if speaker.label in content.shown
    ]
    heard = {person.participant for person in spoke}
    labels = {fold_label(speaker.label) for speaker in document.speakers if speaker.label}
    silent = [
        ShownSpeaker(person.pseudonym, presence.role or Role.PARTICIPANT, person.attributes, person.pseudonym)
        for person in participants
        for presence in person.presences
        if presence.document and is_meant(presence.document, document.name)
        if person.pseudonym not in heard and fold_label(presence.label) not in labels
    ]
    return [*spoke, *(_person(document, one, []) for one in silent)]


def _person(document: StoredDocument, shown: ShownSpeaker, turns: list[SpeakerTurn]) -> PersonInDocument:
    return PersonInDocument(
        document=document.name,
        speaker=shown.pseudonym,
        participant=shown.pseudonym,
        role=shown.role,
        n_turns=len(turns),
        n_words=sum(count_words(turn.span.slice(document.text)) for turn in turns),
        attributes=shown.attributes,
    )


def _coded_segments(
    content: _Content, codebook: Codebook, roles: frozenset[Role], silent: frozenset[str]
) -> list[CodedSegment]:
    """Return the segments of these roles; ``silent`` are the people who may not be quoted."""
    document = content.document
    turns = {turn.number: turn for turn in document.turns}
    decided = _decided(content, codebook)
    marks, context = _marks(content, codebook, decided)
    readings = find_readings(decided, content.settled, codebook)
    unsaid = {number for number, turn in turns.items() if content.shown[turn.label].pseudonym in silent}
    questions = {
        number: asked.words
        for number, asked in questions_by_turn(document).items()
        if asked.turn not in unsaid
    }
    coded = []
    for segment in content.segments:
        turn = turns[segment.turn]
        shown = content.shown[turn.label]
        if shown.role not in roles:
            continue
        span = segment.span.stripped(document.text)
        coded.append(
            CodedSegment(
                document=document.name,
                kind=document.kind,
                number=segment.number,
                turn=turn.number,
                span=span,
                verbatim=span.slice(document.text),
                speaker=shown.pseudonym,
                participant=shown.pseudonym,
                role=shown.role,
                start_ms=turn.start_ms,
                question=questions.get(turn.number),
                marks=tuple(marks.get(segment.number, ())),
                context=tuple(context.get(segment.number, ())),
                readings=readings.get(segment.number, ()),
                is_quotable=shown.pseudonym not in silent,
            )
        )
    return coded


_Marks = dict[int, list[CodeMark]]
_Decided = dict[tuple[int, str], list[KeptCoding]]


def _marks(content: _Content, codebook: Codebook, decided: _Decided) -> tuple[_Marks, _Marks]:
    """Return the codes on each segment in the order of the codebook, and those only taken over from context.

    A coding counts once in each segment that it overlaps, and two coders' codings of a segment with one code
    count once. What was settled between coders decides over what they had decided before. An open suggestion
    of a code that somebody put on the segment, or that was dismissed, adds nothing. What the codebook no
    longer has is left out.
    """
    order = {code.name: position for position, code in enumerate(codebook.codes)}
    marks: _Marks = defaultdict(list)
    context: _Marks = defaultdict(list)
    for (number, code), codings in decided.items():
        evidence = tuple(Evidence(span, "") for span in sorted({one.span for one in codings}))
        marks[number].append(CodeMark(code, UnitStatus.DECIDED, evidence))
    for suggestion in _open_suggestions(content, order):
        if (suggestion.segment, suggestion.code) not in decided:
            place = context if suggestion.origin is Origin.CONTEXT else marks
            place[suggestion.segment].append(
                CodeMark(suggestion.code, UnitStatus.SUGGESTED, suggestion.evidence)
            )
    for found in (*marks.values(), *context.values()):
        found.sort(key=lambda mark: order[mark.code])
    return marks, context


def _decided(content: _Content, codes: Codebook) -> _Decided:
    """Return the codings that count, by segment number and code; see `_marks`.

    Words that somebody took back carry no code, whatever a coding beside them covers.
    """
    decided: _Decided = defaultdict(list)
    starts = [segment.span.start for segment in content.segments]
    gone = {one.number for one in content.segments if one.span.slice(content.document.text).strip() == MARK}
    for coding in content.codings:
        if coding.code not in codes:
            continue
        first = max(0, bisect_right(starts, coding.span.start) - 1)
        for segment in content.segments[first : bisect_left(starts, coding.span.end)]:
            if segment.number in gone or not segment.span.overlaps(coding.span):
                continue
            if content.settled.keeps(coding, segment.span):
                decided[segment.number, coding.code].append(coding)
    return decided


def _open_suggestions(content: _Content, codes: Collection[str]) -> Iterator[Suggestion]:
    spans = {segment.number: segment.span for segment in content.segments}
    for one in content.suggestions:
        is_open = one.state is SuggestionState.OPEN and one.code in codes
        if is_open and not content.settled.dismisses(spans[one.segment], one.code):
            yield one


def texts_by_name(folder: ProjectFolder) -> dict[str, str]:
    """Return the stored text of each document, by name."""
    with folder.reading() as connection:
        return {document.name: document.text for document in load_documents(connection)}


def share_of_moderators(corpus: CodedCorpus) -> float | None:
    """Return the moderators' share of all words, from 0 to 1; ``None`` where nobody spoke."""
    words = sum(person.n_words for person in corpus.people)
    moderated = sum(person.n_words for person in corpus.people if person.role is Role.MODERATOR)
    return moderated / words if words else None
