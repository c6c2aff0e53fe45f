"""Every part alone, and every part left out: no section is empty, in no approach, and what is said fits it."""

from dataclasses import replace

import pytest
from analysis.invented import CODEBOOK, DECIDED, SUGGESTED, corpus, mark, segment

from focuskit.messages import say, speak
from focuskit.model.codebook import Code, Codebook, Facet
from focuskit.model.documents import Role
from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.model.problems import warning
from focuskit.model.settings import APPROACHES, CODING_RELIABILITY, REFLEXIVE
from focuskit.reports.blocks import Contents, Heading, ListOf, MarkedPlace, Paragraph, Title
from focuskit.reports.parts import PARTS
from reports.test_parts import blocks, decided, talk, texts

OTHER = Codebook(
    "autre", "1", "fr", "", (Facet("soin", "Soins"),), (Code("soin", "soin", "Soin"), Code("soin/ecoute", "soin", "Écoute"))
)  # fmt: skip
WIDER = replace(
    CODEBOOK,
    facets=(*CODEBOOK.facets, Facet("projection", "Projection"), Facet("structure", "Structure"), Facet("public", "Publics")),
    codes=(
        *CODEBOOK.codes,
        Code("projection", "projection", "Projection"),
        Code("structure", "structure", "Structure"),
        Code("habitants", "public", "Habitants"),
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def memo(words, **about):
    return Memo(words, MemoKind.THEORETICAL, "Nour", "2026-01-01", MemoTarget(**about), words)


def rich(status=DECIDED):
    made = corpus(
        segment("FG2.docx", 1, "un deux", mark("alimentaire", status), mark("levier/temps", status), mark("projection", status), who="P1"),
        segment("FG2.docx", 2, "trois", mark("circulaire", status), mark("levier/temps", status), mark("action", status), who="P2", start=20),
        segment("FG2.docx", 3, "quatre", mark("imaginaire/autonomie", status), mark("structure", status), who="P2", start=40),
        segment("E1.txt", 1, "six", mark("frein/cout", status), mark("alimentaire", status), who="P3"),
        codebook=WIDER,
    )  # fmt: skip
    return replace(made, talks=(talk(),))


STUDIES = {
    "rich": rich(),
    "suggested": rich(SUGGESTED),
    "empty": corpus(),
    "silent": corpus(segment("E1.txt", 1, "rien", who="P1")),
    "other": corpus(segment("FG2.docx", 1, "un", mark("soin", DECIDED)), codebook=OTHER),
    "uncoded": corpus(codebook=Codebook("vide", "1", "fr", "", (), ())),
}
SAID = {
    "memos": (memo("Vu.", code="levier/temps"), memo("Là.", code="frein/cout"), memo("Étude.")),
    "summaries": {("FG2.docx", "circulaire"): "On répare."},
    "problems": (warning("FG2.docx", "problem.no_speaker"),),
    "coders": ("Nour",),
}


def empty_sections(found):
    """Return the headings with nothing behind them before a heading of their level or above."""
    return [
        one.text
        for one, after in zip(found, [*found[1:], None], strict=True)
        if isinstance(one, Heading)
        and (after is None or (isinstance(after, Heading) and after.level <= one.level))
    ]


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("part", PARTS)
def test_each_part_alone_has_no_empty_section(part, study):
    for said in ({}, SAID):
        found = list(blocks(STUDIES[study], part, **said))
        assert empty_sections(found) == []
        first = next((one for one in found if not isinstance(one, Title | Contents | ListOf)), None)
        assert first is None or (isinstance(first, Heading) and first.level == 1)
        assert not [one for one in texts(found) if not one.strip()]


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("left_out", PARTS)
def test_the_report_without_one_part_has_no_empty_section_and_the_others_in_order(left_out, study):
    wanted = [name for name in PARTS if name != left_out]
    whole = [
        one.text for one in blocks(STUDIES[study], **SAID) if isinstance(one, Heading) and one.level == 1
    ]
    found = list(blocks(STUDIES[study], *wanted, **SAID))
    assert empty_sections(found) == []
    chapters = [one.text for one in found if isinstance(one, Heading) and one.level == 1]
    assert [one for one in whole if one in chapters] == chapters
    alone = [
        one for one in blocks(STUDIES[study], left_out, **SAID) if isinstance(one, Heading) and one.level == 1
    ]
    assert len(chapters) == len(whole) - len(alone)


def test_parts_in_the_order_turned_round_are_all_there():
    found = list(blocks(rich(), *reversed(PARTS), **SAID))
    assert empty_sections(found) == []
    keys = [one.key for one in found if isinstance(one, MarkedPlace)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("approach", APPROACHES)
def test_the_method_and_coreq_speak_of_themes_as_the_approach_does(approach):
    told = texts(blocks(decided(), "method", approach=approach))
    others = [say(f"report.approach_{name}") for name in APPROACHES if name != approach]
    assert say(f"report.approach_{approach}") in told
    assert not set(others) & set(told)
    checklist = texts(blocks(decided(), "coreq", approach=approach))
    assert say(f"report.approach_{approach}") in checklist
    assert not set(others) & set(checklist)
    assert not [one for one in told if "grille de codes est donnée" in one] or approach == "codebook"


def test_only_a_reflexive_synthesis_says_what_its_numbers_are_for():
    said = say("report.synthesis_reflexive")
    assert said in texts(blocks(decided(), "synthesis", approach=REFLEXIVE))
    assert said not in texts(blocks(decided(), "synthesis", approach=CODING_RELIABILITY))


def answers(made, **more):
    """Return what the checklist says under each item, by its number; nothing where it is to be completed."""
    found: dict[int, str] = {}
    number = 0
    for one in blocks(made, "coreq", **more):
        if isinstance(one, Paragraph) and one.style == "counts":
            number = int(one.text.partition(".")[0])
        elif isinstance(one, Paragraph) and number:
            found[number] = one.text
    return found


def test_the_checklist_is_filled_from_the_project_where_it_can_tell():
    made = decided()
    people = (*made.people, replace(made.people[0], participant="Fée", role=Role.MODERATOR))
    again = replace(made.people[0], document="E1.txt")
    reflexive = replace(memo("J'en étais."), kind=MemoKind.REFLEXIVE)
    told = answers(
        replace(made, people=(*people, again)), memos=(reflexive,), coders=("Nour",), approach=REFLEXIVE
    )
    assert "Fée" in told[1]
    assert told[8] == "Un mémo réflexif est repris dans la discussion."
    assert told[18] == "Une personne a été rencontrée plus d’une fois."
    assert {1, 8, 9, 12, 18, 22, 24, 25, 26, 27, 30, 31} <= told.keys()
    assert not {2, 3, 4, 5, 6, 7, 10, 11, 13, 23} & told.keys()
    assert not {22, 30, 31} & answers(decided(SUGGESTED)).keys()
