import pandas as pd
from hypothesis import given

from analysis.invented import CODES, DECIDED, SUGGESTED, corpora, corpus, mark, segment
from focuskit.analysis import count_statuses, count_themes, list_quotations
from focuskit.analysis.themes import THEME_COLUMNS
from focuskit.model.codebook import Codebook
from focuskit.model.documents import Role


def theme(frame: pd.DataFrame, code: str) -> dict[str, object]:
    return frame[frame["code"] == code].iloc[0].to_dict()


def test_every_code_has_a_row_in_the_order_of_the_codebook():
    frame = count_themes(corpus())
    assert tuple(frame.columns) == THEME_COLUMNS
    assert list(frame["code"]) == [code.name for code in CODES]
    assert frame["segments"].sum() == 0
    assert frame["top_share"].isna().all()


def test_a_subcode_counts_for_its_parents_once_per_segment():
    frame = count_themes(
        corpus(
            segment("FG2.docx", 1, "Le réseau et le temps.", mark("levier/reseau"), mark("levier/temps")),
            segment("FG2.docx", 2, "Le réseau.", mark("levier/reseau"), who="P2"),
        )
    )
    assert theme(frame, "levier")["segments"] == 2
    assert theme(frame, "levier/reseau")["segments"] == 2
    assert theme(frame, "levier/temps")["segments"] == 1


def test_turns_do_not_depend_on_the_cut():
    cut = corpus(
        segment("FG2.docx", 1, "Un.", mark("action"), turn=1),
        segment("FG2.docx", 2, "Deux.", mark("action"), turn=1),
    )
    row = theme(count_themes(cut), "action")
    assert (row["segments"], row["turns"]) == (2, 1)


def test_the_same_turn_number_in_two_documents_is_two_turns():
    two = corpus(segment("FG2.docx", 1, "Un.", mark("action")), segment("E1.txt", 1, "Deux.", mark("action")))
    row = theme(count_themes(two), "action")
    assert (row["turns"], row["groups"], row["interviews"], row["persons"]) == (2, 1, 1, 1)


def test_people_who_were_there_and_silent_count_in_the_total():
    study = corpus(segment("FG2.docx", 1, "Un.", mark("action"), who="P1"), silent=("P8", "P9"))
    row = theme(count_themes(study), "action")
    assert (row["persons"], row["persons_total"]) == (1, 3)


def test_an_observer_who_takes_part_counts_and_one_who_watches_does_not():
    study = corpus(
        segment("FG2.docx", 1, "Un.", mark("action"), who="O1", role=Role.OBSERVER_PARTICIPANT),
        segment("FG2.docx", 2, "Deux.", who="O2", role=Role.OBSERVER),
    )
    assert theme(count_themes(study), "action")["persons_total"] == 1


def test_answers_are_neither_groups_nor_interviews():
    row = theme(count_themes(corpus(segment("réponses.csv", 1, "Un.", mark("action")))), "action")
    assert (row["segments"], row["groups"], row["groups_total"], row["interviews_total"]) == (1, 0, 0, 0)


def test_the_share_of_the_person_with_most_segments_is_rounded():
    study = corpus(
        *(segment("FG2.docx", n, "Un.", mark("action"), who=who) for n, who in enumerate("aab", 1))
    )
    assert theme(count_themes(study), "action")["top_share"] == 0.667


def test_a_codebook_without_codes_gives_an_empty_table():
    frame = count_themes(corpus(codebook=Codebook("vide", "1", "fr", "Vide", (), ())))
    assert tuple(frame.columns) == THEME_COLUMNS
    assert frame.empty


def test_a_code_decided_and_suggested_on_one_segment_counts_once_as_decided():
    study = corpus(
        segment("FG2.docx", 1, "Un.", mark("levier/reseau", DECIDED), mark("levier/temps", SUGGESTED)),
        segment("FG2.docx", 2, "Deux.", mark("levier/temps", SUGGESTED)),
    )
    told = count_statuses(study).set_index("code").loc["levier"]
    assert (told["decided"], told["suggested"]) == (1, 1)


@given(corpora())
def test_decided_and_suggested_add_up_to_the_segments(study):
    themes, statuses = count_themes(study), count_statuses(study)
    assert list(statuses["code"]) == list(themes["code"])
    assert list(statuses["decided"] + statuses["suggested"]) == list(themes["segments"])


@given(corpora())
def test_every_count_can_be_made_again_from_the_quotations(study):
    quoted = list_quotations(study).to_dict("records")
    for row in count_themes(study).to_dict("records"):
        name = row["code"]
        having = [
            one
            for one in quoted
            if any(code == name or code.startswith(f"{name}/") for code in one["codes"].split("; "))
        ]
        assert row["segments"] == len({(one["document"], one["segment"]) for one in having})
        assert row["turns"] == len({(one["document"], one["turn"]) for one in having})
        assert row["persons"] == len({one["participant"] for one in having})
        assert row["groups"] == len({one["document"] for one in having if one["kind"] == "focus_group"})
        assert row["interviews"] == len({one["document"] for one in having if one["kind"] == "interview"})
