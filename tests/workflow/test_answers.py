"""Written answers beside talk: who is doubtful, what the guide finds, how they are told."""

import pytest

from focuskit.messages import speak
from focuskit.model.documents import DocumentKind
from focuskit.model.guide import MatchState
from focuskit.reports.wording import told_kinds
from focuskit.store import create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.guide import count_matches, decide_matches, list_asked, match_guide
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.speakers import speakers_in_figures
from focuskit.workflow.table import find_table
from focuskit.workflow.table_request import TableRequest
from focuskit.workflow.tag import tag_documents
from small_study import CODEBOOK

ANSWERS = """id;question;réponse
R1;Qu'est-ce qui freine, selon vous ?;Le prix du bio à la cantine.
R2;Qu'est-ce qui freine, selon vous ?;On manque de temps le soir.
R3;Quel rêve pour la commune ?;Un potager avec les écoles.
"""
GUIDE = """questions:
- {id: freins, question: "Qu'est-ce qui freine ?"}
- {id: reve, question: Quel rêve pour la commune ?}
"""


@pytest.fixture
def folder(tmp_path):
    speak("fr")
    (tmp_path / "reponses.csv").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "grille.yaml").write_text(CODEBOOK, encoding="utf-8")
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    install_codebook(folder, tmp_path / "grille.yaml")
    import_documents(folder, [tmp_path / "reponses.csv"], Reading())
    segment_documents(folder)
    tag_documents(folder)
    folder.guide_path.write_text(GUIDE, encoding="utf-8")
    return folder


def test_who_answers_once_without_a_moderator_is_no_doubt(folder):
    assert [one.doubts for one in speakers_in_figures(folder)] == [(), (), ()]


def test_the_guide_finds_its_questions_in_the_column_of_questions(folder):
    match_guide(folder)
    found = {one.question.id: [match.turn for match in one.turns] for one in list_asked(folder)}
    assert found == {"freins": [1], "reve": [3]}
    frame = find_table(folder, TableRequest("questions")).frame
    counted = frame[frame["code"] == ""].set_index("question")["segments"]
    assert counted.to_dict() == {"freins": 2, "reve": 1}


def test_the_table_of_questions_tells_what_nobody_confirmed(folder):
    match_guide(folder)
    assert "0 confirmés, 2 seulement proposés" in " ".join(
        find_table(folder, TableRequest("questions")).notes
    )
    decide_matches(folder, MatchState.CONFIRMED, document="reponses.csv", turn=1)
    assert count_matches(folder) == (1, 1)
    assert "1 confirmés" not in " ".join(find_table(folder, TableRequest("themes")).notes)


def test_answers_are_named_with_their_people_and_saturation_leaves_them_out(folder):
    found = find_table(folder, TableRequest("saturation"))
    assert "1 fichier de réponses écrites n’entre pas dans la saturation" in " ".join(found.notes)
    assert told_kinds(found.corpus)[-1] == "1 fichier de réponses écrites de 3 personnes"
    assert found.corpus.documents[0].kind is DocumentKind.ANSWERS
