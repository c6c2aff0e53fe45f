"""What stands across transitions, what was done, practices and tensions, sessions, how to read numbers."""

from dataclasses import replace

import pytest
from analysis.invented import DECIDED, corpus, mark, segment

from focuskit.messages import say, speak
from focuskit.reports.blocks import Heading, TableBlock
from reports.test_parts import blocks, texts


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def both_transitions():
    return corpus(
        segment("FG2.docx", 1, "un deux trois", mark("alimentaire", DECIDED), mark("levier/temps", DECIDED), who="P1"),
        segment("FG2.docx", 2, "quatre cinq", mark("circulaire", DECIDED), mark("levier/temps", DECIDED), who="P2", start=20),
        segment("FG2.docx", 3, "on répare", mark("alimentaire", DECIDED), mark("action", DECIDED), who="P2", start=40),
    )  # fmt: skip


def tables(found):
    return [one for one in found if isinstance(one, TableBlock)]


def test_a_lever_of_two_transitions_is_shared_and_one_of_a_single_transition_is_not():
    (shared, _) = tables(blocks(both_transitions(), "transversal"))
    assert [row[1] for row in shared.rows] == ["Temps"]
    single = corpus(
        segment("FG2.docx", 1, "un", mark("alimentaire", DECIDED), mark("levier/temps", DECIDED), who="P1")
    )
    assert say("report.nothing_shared") in texts(blocks(single, "transversal"))


def test_cells_of_the_synthesis_hold_what_the_researcher_wrote_and_the_turns_to_read():
    made = both_transitions()
    summaries = {("FG2.docx", "alimentaire"): "Le potager les réunit."}
    *_, table = tables(blocks(made, "transversal", summaries=summaries))
    (row,) = [row for row in table.rows if "Le potager les réunit." in row[1]]
    assert row[1].splitlines()[1] == "tours 1, 3"
    assert any(row[1] == "tour 2" for row in table.rows)
    assert not table.wide


def test_the_bilan_tells_who_spoke_of_an_action_and_for_which_transitions():
    found = blocks(both_transitions(), "bilan")
    table = tables(found)[-1]
    assert any("P2" in row[2] and row[1] != "–" for row in table.rows)


def test_practices_stand_before_levers_in_the_chapter_of_a_transition():
    headings = [
        one.text
        for one in blocks(both_transitions(), "chapters")
        if isinstance(one, Heading) and one.level in {1, 2}
    ]
    practices = headings.index(say("report.with_action"))
    assert headings[practices + 1].startswith("Levier")


def test_sessions_are_listed_with_what_the_headers_of_transcripts_tell():
    made = both_transitions()
    dated = replace(made.documents[0], attributes=(("date", "18 novembre"), ("lieu", "Valombray")))
    made = replace(made, documents=(dated, *made.documents[1:]))
    (sessions,) = [
        one for one in tables(blocks(made, "material")) if one.caption == say("report.caption_sessions")
    ]
    assert sessions.rows[0][1:3] == ("18 novembre", "Valombray")
    assert say("report.caption_sessions") not in [
        one.caption for one in tables(blocks(both_transitions(), "material"))
    ]


def test_people_are_counted_by_their_attributes_and_never_by_their_consent():
    made = corpus(
        segment("FG2.docx", 1, "un", who="P1"),
        segment("FG2.docx", 2, "deux", who="P2", start=9),
        attributes={
            "P1": (("age", "20-29"), ("consent_quotation", "oui")),
            "P2": (("age", "30-39"), ("consent_quotation", "non")),
        },
    )
    (profiles,) = [
        one for one in tables(blocks(made, "material")) if one.caption == say("report.caption_profiles")
    ]
    assert [row[:2] for row in profiles.rows] == [("age", "20-29"), ("", "30-39")]


def test_the_annex_on_numbers_names_program_and_codebook():
    assert any("version" in one for one in texts(blocks(both_transitions(), "numbers")))
