"""Turns to read with the codes on them."""

import pytest

from focuskit.errors import UsageError
from focuskit.model.codings import DecisionKind, Gesture
from focuskit.project import Project
from focuskit.reports.passages import Standing
from focuskit.store import load_documents
from focuskit.workflow.decide import decide
from focuskit.workflow.passages import quotations_behind, read_turns
from small_study import CODEBOOK, make_study


def test_a_document_is_meant_by_its_name_with_or_without_ending(tmp_path):
    folder = make_study(tmp_path)
    assert read_turns(folder, "groupe") == read_turns(folder, "groupe.txt")
    assert [turn.number for turn in read_turns(folder, "groupe", (2, 3)).turns] == [2, 3]


def test_turns_that_are_not_there_are_told_with_those_that_are(tmp_path):
    with pytest.raises(UsageError, match="1 à 4"):
        read_turns(make_study(tmp_path), "groupe", (8, 9))


def test_the_words_shown_are_those_of_the_text_and_evidence_lies_in_them(tmp_path):
    folder = make_study(tmp_path)
    with folder.reading() as connection:
        (document,) = load_documents(connection)
    for shown, stored in zip(read_turns(folder, "groupe").turns, document.turns, strict=True):
        assert " ".join(piece.words for piece in shown.pieces) == stored.span.slice(document.text).strip()
    potager = read_turns(folder, "groupe", (2, 2)).turns[0].pieces[0]
    (code,) = potager.codes
    assert (code.label, code.standing) == ("Potager", Standing.SUGGESTED)
    assert [span.slice(potager.words) for span in code.evidence] == ["potager"]


def test_an_accepted_suggestion_is_shown_as_decided_and_keeps_the_words_behind_it(tmp_path):
    folder = make_study(tmp_path)
    with folder.reading() as connection:
        (document,) = load_documents(connection)
    gesture = Gesture(DecisionKind.ACCEPT, document.version_id, document.turns[1].span, "potager")
    decide(folder, "Zoé", [gesture])
    piece = read_turns(folder, "groupe", (2, 2)).turns[0].pieces[0]
    (code,) = piece.codes
    assert code.standing is Standing.DECIDED
    assert [span.slice(piece.words) for span in code.evidence] == ["potager"]


def test_a_question_is_told_once_and_not_where_it_is_heard(tmp_path):
    folder = make_study(tmp_path)
    assert [turn.question for turn in read_turns(folder, "groupe").turns] == [""] * 4
    apart = read_turns(folder, "groupe", (2, 4))
    assert [turn.question for turn in apart.turns] == ["Qu'est-ce que vous cultivez ici ?", "", ""]


def test_the_segments_behind_a_cell_are_those_that_the_crossing_counts(tmp_path):
    study = Project(make_study(tmp_path).path)
    crossing = study.crossing("sujet", ["frein"])
    assert crossing["segments"].sum() > 0
    for cell in crossing.itertuples():
        behind = study.quotes_behind(
            *(code for code in (cell.row_code, cell.column_code) if code != "sans_sujet")
        )
        if cell.row_code != "sans_sujet":
            assert sum(len(turn.pieces) for turn in behind.turns) == cell.segments


def test_segments_without_transition_are_those_of_the_row_without(tmp_path):
    grid = CODEBOOK.replace("id: sujet\n  label: Sujet", "id: transition\n  label: Transition")
    study = Project(make_study(tmp_path, codebook=grid).path)
    counted = study.crossing("transition", ["frein"]).set_index(["row_code", "column_code"])["segments"]
    behind = study.quotes_behind("sans_transition", "frein/argent")
    assert sum(len(turn.pieces) for turn in behind.turns) == counted["sans_transition", "frein/argent"] == 1


def test_a_code_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(UsageError, match="jardinage"):
        quotations_behind(make_study(tmp_path), ["jardinage"])
