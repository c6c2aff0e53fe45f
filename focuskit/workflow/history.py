"""Who decided what when: decisions and changes of the codebook, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from focuskit.model.codebook_edits import CodebookEdit, EditKind, follow_name, renamed_since
from focuskit.model.codings import Decision, DecisionKind
from focuskit.model.documents import Segment, StoredDocument
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder, load_documents, load_segments, read_settings, segmented_versions
from focuskit.store.codebook_edits import load_edits
from focuskit.store.decisions import load_decisions
from focuskit.store.document_changes import find_document
from focuskit.store.double_coding import load_given
from focuskit.store.text_versions import load_text_versions
from focuskit.workflow.explain import find_segment
from focuskit.workflow.steps import TurnedStep

_BY_CODEBOOK = {DecisionKind.RECODE, DecisionKind.FOLD}


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """What to tell: of a segment (``DOCUMENT:NUMBER``), a document, a code with all below it, a coder.

    ``reader`` is who asks: with an assignment they see their own decisions alone. ``None`` sees all.
    """

    segment: str | None = None
    document: str | None = None
    code: str | None = None
    coder: str | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One decision, or one change of the codebook (which has no document and no words).

    Parameters
    ----------
    kind
        Name of the `DecisionKind`, or ``codebook_`` and that of the `EditKind`.
    code, other
        The code; the one taken instead, or what the code became (empty if there is none).
    segment
        Number of the first segment of the current text that the words are in; ``None`` where the decision
        was taken on another version of it and the words have no place in this one: no ``span`` then.
    """

    number: int
    at: str
    coder: str
    kind: str
    code: str
    other: str
    document: str
    segment: int | None
    words: str
    is_undone: bool
    step: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Lines in order; ``n_hidden`` are those of other coders that the reader does not see."""

    lines: tuple[HistoryLine, ...]
    n_hidden: int = 0


@dataclass(frozen=True, slots=True)
class _Texts:
    """Names and texts by text version, segments by document, places of decisions in the current text."""

    names: Mapping[str, str]
    texts: Mapping[str, str]
    segments: Mapping[str, Sequence[Segment]]
    places: Mapping[str, Span]


def read_history(folder: ProjectFolder, query: HistoryQuery | None = None) -> History:
    """Tell who decided what when, undone decisions included.

    What a change of the codebook did to single codings is told by that change alone, but of one segment all.

    Raises
    ------
    UsageError
        If there is no such segment or document.
    """
    query = query or HistoryQuery()
    place: tuple[StoredDocument, Segment] | None = None
    if query.segment is not None:
        place = find_segment(folder, query.segment)
    with folder.reading() as connection:
        named = find_document(connection, query.document).name if query.document else None
        blind = query.reader is not None and any(one.coder == query.reader for one in load_given(connection))
        edits = load_edits(connection)
        decisions = load_decisions(connection)
    texts = _load_texts(folder)
    lines = [_decision_line(one, texts) for one in decisions if one.gesture.version_id in texts.names]
    lines = [one for one in lines if place or one.kind not in _BY_CODEBOOK]
    if place is None and named is None:
        lines += [_edit_line(one) for one in edits]
    fitting = [
        one
        for one in sorted(lines, key=lambda line: (line.number, line.document))
        if query.coder in {None, one.coder}
        and named in {None, one.document}
        and (query.code is None or _is_about(one, query.code, edits))
        and (place is None or _is_on(one, *place))
    ]
    seen = [one for one in fitting if not blind or one.coder == query.reader]
    return History(tuple(seen), len(fitting) - len(seen))


def reader_of(folder: ProjectFolder) -> str | None:
    """Return who is asking: the coder remembered, ``None`` if there is none."""
    return read_settings(folder.path).coder or None


def tell_step(folder: ProjectFolder, turned: TurnedStep) -> tuple[HistoryLine, ...]:
    """Return what was undone or done again as lines: the change of the codebook, or every decision."""
    if turned.edit is not None:
        return (_edit_line(turned.edit),)
    texts = _load_texts(folder)
    return tuple(_decision_line(one, texts) for one in turned.decisions)


def _load_texts(folder: ProjectFolder) -> _Texts:
    names: dict[str, str] = {}
    texts: dict[str, str] = {}
    segments: dict[str, Sequence[Segment]] = {}
    places: dict[str, Span] = {}
    with folder.reading() as connection:
        current = segmented_versions(connection)
        for document in load_documents(connection):
            for version in load_text_versions(connection, document.id):
                names[version.id], texts[version.id] = document.name, version.text
            made = current.get(document.version_id)
            segments[document.name] = load_segments(connection, made.id) if made else ()
            placed = load_decisions(connection, version_id=document.version_id)
            places |= {one.id: one.gesture.span for one in placed if made}
    return _Texts(names, texts, segments, places)


def _decision_line(decision: Decision, texts: _Texts) -> HistoryLine:
    gesture = decision.gesture
    name = texts.names.get(gesture.version_id, "")
    span = texts.places.get(decision.id)
    return HistoryLine(
        decision.number,
        decision.at,
        decision.coder,
        gesture.kind.value,
        gesture.code,
        gesture.replacement or "",
        name,
        next((one.number for one in texts.segments.get(name, ()) if span and one.span.overlaps(span)), None),
        gesture.span.slice(texts.texts.get(gesture.version_id, "")),
        decision.is_undone,
        decision.step,
        span,
    )


def _edit_line(edit: CodebookEdit) -> HistoryLine:
    is_new = edit.kind is EditKind.ADD
    return HistoryLine(
        edit.number,
        edit.at,
        edit.coder,
        f"codebook_{edit.kind.value}",
        ", ".join((edit.code, *edit.targets)) if is_new else edit.code,
        "" if is_new else ", ".join(edit.targets),
        "",
        None,
        edit.why,
        edit.is_undone,
        edit.step,
    )


def _is_about(line: HistoryLine, code: str, edits: Sequence[CodebookEdit]) -> bool:
    """Tell whether a line is about a code or one below it, under its name then or now."""
    renamed = renamed_since(edits, line.number)
    return any(
        f"{name}/".startswith(f"{code}/")
        for written in _codes(line)
        for name in (written, follow_name(written, renamed))
    )


def _is_on(line: HistoryLine, document: StoredDocument, segment: Segment) -> bool:
    return line.document == document.name and line.span is not None and line.span.overlaps(segment.span)


def _codes(line: HistoryLine) -> Iterator[str]:
    yield from line.code.split(", ")
    yield from (one for one in line.other.split(", ") if one)
