"""What coders coded differently: listed with the words, and settled without losing what each had said."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence

from focuskit.errors import UsageError
from focuskit.model.agreement import CoderStance, Disagreement, Settlement, Stance
from focuskit.model.codebook import Codebook, code_and_parents
from focuskit.model.codings import Decision, DecisionKind, Gesture
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder
from focuskit.store.double_coding import load_coder_names
from focuskit.workflow.decide import decide
from focuskit.workflow.double_coding import (
    FEWEST_CODERS,
    CodedDocument,
    CoderShare,
    compared_coders,
    load_coded_documents,
)

_ID_LENGTH = 8


def list_disagreements(  # noqa: PLR0913 (each narrows the list in its own way)
    folder: ProjectFolder,
    codebook: Codebook,
    *,
    coders: Collection[str] = (),
    document: str | None = None,
    code: str | None = None,
    facet: str | None = None,
    level: str = "all",
    is_settled: bool | None = None,
) -> list[Disagreement]:
    """Return what coders coded differently on the segments that both were given, in the order of the text.

    Parameters
    ----------
    coders
        Coders compared; empty for all who decided anything.
    document, code, facet
        Only of this document (its name), this code or one below it, this facet.
    level
        ``top`` compares top codes alone, ``all`` every code that was put; a sub-code counts for its parents.
    is_settled
        ``True`` for what was settled, ``False`` for what is open, ``None`` for both.

    Raises
    ------
    UsageError
        If there are fewer than two coders.
    """
    documents = load_coded_documents(folder)
    chosen = compared_coders(documents, coders)
    found = []
    for one in documents:
        if document in {None, one.document.name}:
            found += list(find_disagreements(one, codebook, chosen, level=level))
    return [
        each
        for each in found
        if (code is None or each.code == code or each.code.startswith(f"{code}/"))
        and (facet is None or codebook.code(each.code).facet == facet)
        and (is_settled is None or (each.settled is not None) is is_settled)
    ]


def find_disagreements(
    coded: CodedDocument, codebook: Codebook, coders: Sequence[str], *, level: str = "all"
) -> Iterator[Disagreement]:
    """Yield the disagreements of one document; see `list_disagreements`."""
    shares = [share for share in coded.shares if share.coder in coders]
    order = {code.name: place for place, code in enumerate(codebook.codes)}
    for segment in coded.segments:
        given = [share for share in shares if segment.number in share.given]
        if len(given) < FEWEST_CODERS:
            continue
        placed = {share.coder: codes_on(share, segment.number, codebook, level) for share in given}
        for code in sorted({name for spans in placed.values() for name in spans}, key=order.__getitem__):
            stances = tuple(_stance(share, segment, code, placed[share.coder]) for share in given)
            if len({one.stance is Stance.CODED for one in stances}) > 1:
                yield _disagreement(coded, segment, code, stances)


def count_disagreements(folder: ProjectFolder, codebook: Codebook) -> tuple[int, int]:
    """Return how many disagreements between coders are open, and how many settled; none with one coder."""
    with folder.reading() as connection:
        if len(load_coder_names(connection)) < FEWEST_CODERS:
            return 0, 0
    documents = load_coded_documents(folder)
    coders = sorted({share.coder for one in documents for share in one.shares})
    found = [one for each in documents for one in find_disagreements(each, codebook, coders)]
    n_settled = sum(one.settled is not None for one in found)
    return len(found) - n_settled, n_settled


def codes_on(share: CoderShare, segment: int, codebook: Codebook, level: str) -> dict[str, list[Span]]:
    """Return the codes a coder put on a segment, at a level of the codebook, each with the words coded."""
    found: dict[str, list[Span]] = {}
    for coding in share.by_segment.get(segment, ()):
        if coding.code in codebook:
            name = codebook.code(coding.code).top if level == "top" else coding.code
            found.setdefault(name, []).append(coding.span)
    return found


def _stance(share: CoderShare, segment: Segment, code: str, placed: dict[str, list[Span]]) -> CoderStance:
    spans = tuple(span for name, where in placed.items() for span in where if code in code_and_parents(name))
    if spans:
        return CoderStance(share.coder, Stance.CODED, tuple(sorted(spans)))
    no = any(
        number == segment.number and code in code_and_parents(rejected) for number, rejected in share.rejected
    )
    return CoderStance(share.coder, Stance.REJECTED if no else Stance.SILENT)


def _disagreement(
    coded: CodedDocument, segment: Segment, code: str, stances: tuple[CoderStance, ...]
) -> Disagreement:
    document = coded.document
    version, span = _first_place(coded, segment.span)
    name = f"{document.id}\n{version}\n{span.start}\n{span.end}\n{code}"
    return Disagreement(
        hashlib.sha256(name.encode()).hexdigest()[:_ID_LENGTH],
        document.name,
        document.version_id,
        segment.number,
        segment.turn,
        coded.speakers.get(segment.turn, ""),
        segment.span,
        segment.span.slice(document.text),
        code,
        stances,
        _settled(coded, segment, code),
    )


def _first_place(coded: CodedDocument, span: Span) -> tuple[str, Span]:
    """Return the oldest version of the text that holds these words, and where: it outlasts corrections."""
    from focuskit.transcripts.placing import place_spans  # noqa: PLC0415 (only where coders differ)

    for version, text in coded.earlier:
        place = place_spans(coded.document.text, text, [span])[0].span
        if place is not None:
            return version, place
    return coded.document.version_id, span


def _settled(coded: CodedDocument, segment: Segment, code: str) -> Settlement | None:
    """Return the last settlement of a code on a segment, unless somebody put the code there since."""
    last = max(
        (
            coding.number
            for share in coded.shares
            for coding in share.by_segment.get(segment.number, ())
            if code in code_and_parents(coding.code)
        ),
        default=0,
    )
    deciding = [one for one in coded.settlements if one.number > last and one.decides(segment.span, code)]
    return max(deciding, key=lambda one: one.number, default=None)


def settle(
    folder: ProjectFolder,
    coder: str,
    disagreements: Sequence[Disagreement],
    *,
    holds: bool,
    span: Span | None = None,
) -> list[Decision]:
    """Settle disagreements in one step: the code holds on the words, or it does not.

    What the coders had decided stays, with their names; tables and report go by what was settled. `undo`
    takes the step back.

    Parameters
    ----------
    coder
        Who settles (for instance the one who enters what was agreed on in discussion).
    span
        The words to code where the code holds; by default those that somebody had coded within the segment.
    """
    return decide(folder, coder, [_gesture(one, span, holds=holds) for one in disagreements])


def _gesture(one: Disagreement, span: Span | None = None, *, holds: bool) -> Gesture:
    words = (span or one.coded_span) if holds else one.span
    return Gesture(DecisionKind.SETTLE if holds else DecisionKind.DISMISS, one.version_id, words, one.code)


def settle_named(
    folder: ProjectFolder, codebook: Codebook, coder: str, verdicts: dict[str, bool]
) -> list[Decision]:
    """Settle disagreements by their short names, in one step; ``True`` where the code holds.

    Raises
    ------
    UsageError
        If a name is not that of a disagreement; nothing is settled then.
    """
    known = {
        one.id: one for level in ("all", "top") for one in list_disagreements(folder, codebook, level=level)
    }
    unknown = [name for name in verdicts if name not in known]
    if unknown:
        raise UsageError("error.settle_unknown", name=unknown[0], n=len(unknown))
    return decide(folder, coder, [_gesture(known[name], holds=holds) for name, holds in verdicts.items()])
