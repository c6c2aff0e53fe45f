"""The parts of a report: what each holds, when it is left out, and what the researcher wrote in it."""

from dataclasses import replace

import pytest
from analysis.invented import DECIDED, SUGGESTED, corpus, mark, refusing, segment

from focuskit.errors import UsageError
from focuskit.messages import say, speak
from focuskit.model.documents import DocumentKind, Role
from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.model.problems import note
from focuskit.model.talk import Talk, TalkTurn
from focuskit.reports.blocks import (
    FigureBlock,
    Heading,
    KeptParagraph,
    MarkedPlace,
    Paragraph,
    Quotation,
    TableBlock,
)
from focuskit.reports.compose import compose_report
from focuskit.reports.coreq import N_ITEMS
from focuskit.reports.parts import PARTS
from reports.test_report import context


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def decided(status=DECIDED, **more):
    return corpus(
        segment("FG2.docx", 1, "un deux trois", mark("alimentaire", status), mark("levier/temps", status), who="P1"),
        segment("FG2.docx", 2, "quatre cinq", mark("alimentaire", status), mark("levier/temps", status), who="P2", start=20),
        segment("E1.txt", 1, "six sept", mark("levier/reseau", status), mark("alimentaire", status), who="P3"),
        **more,
    )  # fmt: skip


def blocks(made, *parts, **more):
    return compose_report(made, context(made, parts=parts, **more)).blocks


def texts(found):
    return [one.text for one in found if isinstance(one, Paragraph | Heading)]


def test_the_synthesis_names_what_most_people_spoke_of_with_its_counts():
    told = " ".join(texts(blocks(decided(), "synthesis")))
    assert "Temps (2\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}3 personnes, 2 segments" in told
    assert told.index("Temps") < told.index("Partenaires")


def test_there_is_no_synthesis_while_anything_is_undecided():
    assert "Synthèse" not in texts(blocks(decided(SUGGESTED), "synthesis"))
    mixed = corpus(
        segment("FG2.docx", 1, "un", mark("alimentaire", DECIDED)),
        segment("FG2.docx", 2, "deux", mark("action", SUGGESTED), start=9),
    )
    assert "Synthèse" not in texts(blocks(mixed, "synthesis"))


def test_parts_stand_in_the_order_of_the_settings_and_others_are_left_out():
    headings = [
        one.text for one in blocks(decided(), "recommendations", "material") if isinstance(one, Heading)
    ]
    assert headings == [say("report.recommendations"), say("report.material")]


def test_a_part_that_does_not_exist_is_told_with_those_that_do():
    with pytest.raises(UsageError, match="synthesis"):
        blocks(decided(), "resume")


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize(
    "made", [corpus(), decided(), decided(SUGGESTED)], ids=["empty", "decided", "suggested"]
)
def test_no_part_ends_with_a_heading(name, made):
    found = blocks(made, name)
    assert not isinstance(found[-1], Heading)


def talk():
    turns = tuple(
        TalkTurn(number, who, role, "mots dits ici", 3)
        for number, (who, role) in enumerate(
            [
                ("Anim", Role.MODERATOR),
                ("P1", Role.PARTICIPANT),
                ("P2", Role.PARTICIPANT),
                ("P1", Role.PARTICIPANT),
            ],
            start=1,
        )
    )
    return Talk("FG2.docx", DocumentKind.FOCUS_GROUP, turns)


def test_the_chapter_on_dynamics_has_a_table_and_pictures_of_each_group():
    found = blocks(replace(decided(), talks=(talk(),)), "dynamics")
    (table,) = [one for one in found if isinstance(one, TableBlock)]
    assert table.rows[0][0] == "FG2.docx"
    assert [one.caption for one in found if isinstance(one, FigureBlock)] == [
        "Prise de parole dans FG2.docx", "Successions de tours de parole dans FG2.docx"
    ]  # fmt: skip


def test_a_study_of_interviews_has_no_chapter_on_dynamics():
    assert texts(blocks(decided(), "dynamics")) == []


def test_what_the_researcher_wrote_stands_in_its_place_again():
    kept = {"recommendations": (KeptParagraph((("Ouvrir le samedi.", False, False),)),)}
    (place,) = [
        one for one in blocks(decided(), "recommendations", kept=kept) if isinstance(one, MarkedPlace)
    ]
    assert place.kept == kept["recommendations"]


def test_memos_on_a_code_and_on_the_study_become_paragraphs():
    def memo(kind, about, words):
        return Memo("m", kind, "Nour", "2026-01-01", about, words)

    memos = (
        memo(MemoKind.THEORETICAL, MemoTarget(code="imaginaire/autonomie"), "Une image revient."),
        memo(MemoKind.REFLEXIVE, MemoTarget(), "J'étais des leurs."),
    )
    made = corpus(segment("FG2.docx", 1, "un deux", mark("imaginaire/autonomie", DECIDED)))
    told = texts(blocks(made, "imaginaries", "discussion", memos=memos))
    assert "Une image revient." in told
    assert "J'étais des leurs." in told


def test_a_starred_segment_is_quoted_before_others():
    made = corpus(
        *(segment("FG2.docx", n, f"segment numéro {n} assez long pour être cité ici sans peine aucune", mark("action", DECIDED), start=n * 90) for n in range(1, 8))
    )  # fmt: skip
    first = next(
        one
        for one in blocks(made, "bilan", starred=frozenset({("FG2.docx", 5)}))
        if isinstance(one, Quotation)
    )
    assert "numéro 5" in first.verbatim


def test_attributes_beside_a_quotation_are_those_of_the_settings():
    made = decided(attributes={"P1": (("age", "38"), ("metier", "maraîchère"))})
    sources = [
        one.source
        for one in blocks(made, "chapters", quote_attributes=("metier",))
        if isinstance(one, Quotation)
    ]
    assert any("P1, maraîchère, FG2.docx" in one for one in sources)
    assert not any("38" in one for one in sources)


def test_a_lever_that_hinders_somebody_else_is_quoted_against_itself():
    made = corpus(
        segment("FG2.docx", 1, "ça aide beaucoup", mark("alimentaire", DECIDED), mark("levier/cout", DECIDED), who="P1"),
        segment("FG2.docx", 2, "c'est trop cher", mark("alimentaire", DECIDED), mark("frein/cout", DECIDED), who="P2", start=30),
        codebook=with_cost(),
    )  # fmt: skip
    told = texts(blocks(made, "chapters"))
    assert "À l’inverse (Coût)\N{NO-BREAK SPACE}: 1 segment." in told
    assert "c'est trop cher" in [
        one.verbatim for one in blocks(made, "chapters") if isinstance(one, Quotation)
    ]


def with_cost():
    from analysis.invented import CODEBOOK  # noqa: PLC0415 (only here)

    from focuskit.model.codebook import Code  # noqa: PLC0415 (only here)

    place = [code.name for code in CODEBOOK.codes].index("levier") + 1
    codes = (*CODEBOOK.codes[:place], Code("levier/cout", "levier", "Prix doux"), *CODEBOOK.codes[place:])
    return replace(CODEBOOK, codes=codes)


def test_all_items_of_coreq_stand_there_filled_or_to_be_completed():
    found = blocks(decided(), "coreq", coders=("Nour", "Sam"))
    numbers = [
        one.text.partition(".")[0] for one in found if isinstance(one, Paragraph) and one.style == "counts"
    ]
    assert numbers == [str(n) for n in range(1, N_ITEMS + 1)]
    assert "2 personnes ont décidé des codages." in texts(found)
    places = {one.key for one in found if isinstance(one, MarkedPlace)}
    assert {"coreq_1", "coreq_2", "coreq_13", "coreq_23"} <= places
    assert not {"coreq_9", "coreq_12", "coreq_30"} & places


def test_the_annex_of_quotations_holds_every_segment_that_may_be_quoted():
    made = decided(attributes=refusing("P2"))
    (table,) = [one for one in blocks(made, "quotations") if isinstance(one, TableBlock)]
    assert [row[-1] for row in table.rows] == ["un deux trois", "six sept"]
    assert table.wide


def test_codes_only_suggested_are_marked_among_all_quotations():
    made = corpus(
        segment("FG2.docx", 1, "un", mark("alimentaire", DECIDED), mark("levier/temps", SUGGESTED)),
        segment("FG2.docx", 2, "deux", mark("action", SUGGESTED), start=9),
    )
    found = blocks(made, "quotations")
    (table,) = [one for one in found if isinstance(one, TableBlock)]
    first, second = (row[3].split("\n") for row in table.rows)
    assert [one.endswith(" (suggéré)") for one in first] == [False, True]
    assert second[0].endswith(" (suggéré)")
    told = " ".join(texts(found))
    assert "1 segment a un code décidé\N{NO-BREAK SPACE}; 1 segment n’a que des codes suggérés" in told


def test_remarks_of_the_import_are_told_where_there_was_no_problem():
    found = blocks(
        decided(), "problems", problems=(note("a.txt", "study.participants_silent", document="a.txt"),)
    )
    assert "Aucun problème" in " ".join(texts(found))
    assert "1 remarque" in " ".join(texts(found))
    (table,) = [one for one in found if isinstance(one, TableBlock)]
    assert table.rows[0][0] == "a.txt"


def test_coreq_tells_the_places_that_documents_tell():
    made = decided()
    placed = replace(made.documents[0], attributes=(("Lieu", "Salle des fêtes"),))
    told = texts(blocks(replace(made, documents=(placed, *made.documents[1:])), "coreq"))
    assert say("coreq.places", names="Salle des fêtes") in told
    assert not any("Lieux dits" in one for one in texts(blocks(made, "coreq")))


def test_suggestions_from_context_wait_too_and_are_told():
    made = decided(SUGGESTED)
    first = replace(made.segments[0], context=(mark("action", SUGGESTED),))
    made = replace(made, segments=(first, *made.segments[1:]))
    assert "0 code décidé, 7 suggestions à relire" in compose_report(made, context(made)).running_header
    assert "1 code n’est repris que de la question" in " ".join(texts(blocks(made, "method")))
