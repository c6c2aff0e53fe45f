"""Documents with their linguistic analysis: what rules are matched against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focuskit.language import AnalysisCache, TextAnalysis
from focuskit.model.documents import COUNTED_ROLES, DocumentKind, Segment, StoredDocument
from focuskit.store import ProjectFolder, load_documents, load_segments, segmented_versions
from focuskit.tagging import QuestionReading, RuleSet
from focuskit.workflow.progress import Progress, silent
from focuskit.workflow.questions import question_key, questions_by_turn, read_questions


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """A document whose turns are cut, with its analysis and the segments of people who are counted."""

    document: StoredDocument
    analysis: TextAnalysis
    segments: tuple[Segment, ...]

    def questions(self, rules: RuleSet, cache: AnalysisCache) -> list[QuestionReading]:
        """Read by rules the question of each segment, shape ``(n_segments,)``."""
        return read_questions(self.document, self.segments, rules, cache)


def load_analysed(
    folder: ProjectFolder,
    cache: AnalysisCache,
    *,
    documents: Sequence[str] = (),
    everybody: bool = False,
    progress: Progress = silent,
) -> Iterator[AnalysedDocument]:
    """Load the documents of a project one after the other, analysed now where that is missing.

    Parameters
    ----------
    documents
        Names to keep; empty for all. Field notes are always left out.
    everybody
        Take the segments of moderators and observers too.
    """
    with folder.reading() as connection:
        loaded = [one for one in load_documents(connection) if one.kind is not DocumentKind.NOTES]
        made = segmented_versions(connection)
    wanted = [one for one in loaded if one.version_id in made and (not documents or one.name in documents)]
    analyse_missing(cache, wanted, progress)
    for one in wanted:
        with folder.reading() as connection:
            segments = load_segments(connection, made[one.version_id].id)
        kept = segments if everybody else counted_segments(one, segments)
        yield AnalysedDocument(one, cache.get(one.version_id, turn_pieces(one)), tuple(kept))


def analyse_missing(
    cache: AnalysisCache, documents: Sequence[StoredDocument], progress: Progress = silent, *, jobs: int = 1
) -> int:
    """Analyse documents and the questions asked in them where that is missing; return how many documents."""
    missing = set(cache.missing([one.version_id for one in documents]))
    todo = [one for one in documents if one.version_id in missing]
    texts = {one.version_id: turn_pieces(one) for one in todo}
    asked = {question_key(words): words for one in documents for words in _questions(one)}
    texts |= {key: [(0, asked[key])] for key in cache.missing(list(asked))}
    total = sum(len(pieces) for pieces in texts.values())
    done = 0

    def advance(n: int) -> None:
        nonlocal done
        done += n
        progress("cli.step_analyse", done, total)

    if texts:
        progress("cli.step_analyse", 0, total)  # the model loads first, which takes seconds
        cache.fill(texts, advance, jobs=jobs)
    return len(todo)


def turn_pieces(document: StoredDocument) -> list[tuple[int, str]]:
    """Return the words of each turn with their offset in the text."""
    return [(turn.span.start, turn.span.slice(document.text)) for turn in document.turns]


def counted_segments(document: StoredDocument, segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments of people whose words are tagged and counted."""
    labels = {speaker.label for speaker in document.speakers if speaker.role in COUNTED_ROLES}
    tagged = {turn.number for turn in document.turns if turn.label in labels}
    return [segment for segment in segments if segment.turn in tagged]


def _questions(document: StoredDocument) -> list[str]:
    return list(dict.fromkeys(asked.words for asked in questions_by_turn(document).values()))
