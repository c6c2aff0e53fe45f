"""An invented codebook and invented coded corpora, by hand and at random."""

from __future__ import annotations

from hypothesis import strategies as st

from focuskit.model.codebook import Code, Codebook, Facet
from focuskit.model.codings import (
    CodedCorpus,
    CodedSegment,
    CodeMark,
    DocumentOverview,
    PersonInDocument,
    UnitStatus,
)
from focuskit.model.documents import DocumentKind, Role, count_words
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence

FACETS = (
    Facet("transition", "Transition", "De quelle transition parle-t-on ?"),
    Facet("levier", "Leviers", "Qu'est-ce qui aide ?"),
    Facet("frein", "Freins", "Qu'est-ce qui empêche ?"),
    Facet("imaginaire", "Imaginaires"),
    Facet("action", "Actions"),
)
CODES = (
    Code("alimentaire", "transition", "Transition alimentaire", "Le passage parle de nourriture."),
    Code(
        "alimentaire/gaspillage",
        "transition",
        "Gaspillage alimentaire",
        "Nourriture perdue.",
        "dons",
        "compost",
    ),
    Code("circulaire", "transition", "Transition circulaire"),
    Code("circulaire/reparation", "transition", "Réparer"),
    Code("transition_generale", "transition", "Transition en général"),
    Code("levier", "levier", "Levier"),
    Code("levier/reseau", "levier", "Partenaires"),
    Code("levier/temps", "levier", "Temps"),
    Code("frein", "frein", "Frein"),
    Code("frein/cout", "frein", "Coût"),
    Code("imaginaire", "imaginaire", "Imaginaire"),
    Code("imaginaire/autonomie", "imaginaire", "Autonomie"),
    Code("action", "action", "Action menée"),
)
CODEBOOK = Codebook("essai", "2", "fr", "Grille d'essai", FACETS, CODES)
SUGGESTED, DECIDED = UnitStatus.SUGGESTED, UnitStatus.DECIDED
KINDS = {
    "FG1 équipe.docx": DocumentKind.FOCUS_GROUP,
    "FG2.docx": DocumentKind.FOCUS_GROUP,
    "E1.txt": DocumentKind.INTERVIEW,
    "réponses.csv": DocumentKind.ANSWERS,
}


def mark(code: str, status: UnitStatus = SUGGESTED, *places: tuple[int, int]) -> CodeMark:
    return CodeMark(code, status, tuple(Evidence(Span(*place), "essai") for place in places))


def segment(document: str, number: int, words: str, *marks: CodeMark, **more) -> CodedSegment:
    """Make a segment; ``turn``, ``start``, ``who``, ``role``, ``ms`` and ``question`` may be given."""
    start = more.get("start", 0)
    who = more.get("who", "P1")
    return CodedSegment(
        document=document,
        kind=KINDS[document],
        number=number,
        turn=more.get("turn", number),
        span=Span(start, start + len(words)),
        verbatim=words,
        speaker=who,
        participant=who,
        role=more.get("role", Role.PARTICIPANT),
        start_ms=more.get("ms"),
        question=more.get("question"),
        marks=marks,
    )


def corpus(
    *segments: CodedSegment, silent: tuple[str, ...] = (), attributes=None, codebook=CODEBOOK
) -> CodedCorpus:
    """Make a corpus of segments; its people are those who said them, and those listed as silent."""
    attributes = attributes or {}
    people = {(one.document, one.participant): one.role for one in segments}
    people |= {("FG2.docx", name): Role.PARTICIPANT for name in silent}
    return CodedCorpus(
        codebook=codebook,
        documents=tuple(
            _overview(name, segments) for name in dict.fromkeys(one.document for one in segments)
        ),
        people=tuple(
            PersonInDocument(
                document,
                who,
                who,
                role,
                len({one.turn for one in segments if (one.document, one.participant) == (document, who)}),
                sum(
                    count_words(one.verbatim)
                    for one in segments
                    if (one.document, one.participant) == (document, who)
                ),
                attributes.get(who, ()),
            )
            for (document, who), role in people.items()
        ),
        segments=segments,
        people_listed=bool(silent),
    )


def _overview(name: str, segments: tuple[CodedSegment, ...]) -> DocumentOverview:
    own = [one for one in segments if one.document == name]
    return DocumentOverview(
        name=name,
        kind=KINDS[name],
        n_speakers=len({one.speaker for one in own}),
        n_turns=len({one.turn for one in own}),
        n_segments=len(own),
        n_words=sum(count_words(one.verbatim) for one in own),
        duration_ms=None,
    )


_marks = st.builds(
    mark, st.sampled_from([code.name for code in CODES]), st.sampled_from([SUGGESTED, DECIDED])
)


@st.composite
def corpora(draw: st.DrawFn) -> CodedCorpus:
    """Draw a corpus of up to 25 segments with random codes."""
    drawn = []
    for number in range(1, draw(st.integers(0, 25)) + 1):
        document = draw(st.sampled_from(sorted(KINDS)))
        marks = draw(st.lists(_marks, max_size=4))
        who = draw(st.sampled_from(["P1", "P2", "P3"]))
        drawn.append(segment(document, number, "des mots.", *marks, who=who, turn=(number + 1) // 2))
    return corpus(*drawn)


def refusing(person: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return attributes of three people: one did not agree to be quoted, the others did."""
    others = dict.fromkeys(("P1", "P2", "P3"), (("consent_quotation", "oui"),))
    return others | {person: (("consent_quotation", "non"),)}
