import json

import pytest

from focuskit.cli import run_command_line
from focuskit.errors import GuideError, UsageError
from focuskit.model.guide import MatchState
from focuskit.store import create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.documents import change_document
from focuskit.workflow.guide import decide_matches, list_asked, list_questions, match_guide
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.notes import align_notes
from focuskit.workflow.update import update_document

GUIDE = """questions:
- {id: manger, question: Qu'est-ce qui a bougé dans la façon de se nourrir ?}
- {id: freins, question: Qu'est-ce qui freine ?}
"""
TALK = """Animatrice : Qu'est-ce qui bouge dans la façon de se nourrir ?
Nadia : La cantine du jeudi.
Animatrice : Et qu'est-ce qui freine, alors ?
Malik : Le prix du bio, pour ma retraite.
Animatrice : Merci. Vous venez comment ?
Nadia : À vélo.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        TALK.split("Animatrice : Et", maxsplit=1)[0] + "Malik : Le jardin.\nNadia : Oui.\n", encoding="utf-8"
    )
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    import_documents(folder, [tmp_path / "a.txt", tmp_path / "b.txt"], Reading())
    folder.guide_path.write_text(GUIDE, encoding="utf-8")
    return folder


def asked(folder):
    return {
        (one.document, one.question.id): [match.turn for match in one.turns] for one in list_asked(folder)
    }


def test_each_question_is_asked_or_not_in_each_document(folder):
    match_guide(folder)
    assert asked(folder) == {
        ("a.txt", "manger"): [1],
        ("b.txt", "manger"): [1],
        ("a.txt", "freins"): [3],
        ("b.txt", "freins"): [],
    }
    assert not any(one.is_confirmed for one in list_asked(folder))


def test_what_the_researcher_decides_stays(folder):
    match_guide(folder)
    assert decide_matches(folder, MatchState.REFUSED, document="b", turn=1) == 1
    assert decide_matches(folder, MatchState.CONFIRMED) == 2
    assert decide_matches(folder, MatchState.CONFIRMED, document="a", turn=5, question="freins") == 1
    match_guide(folder)
    assert asked(folder)["b.txt", "manger"] == []
    assert asked(folder)["a.txt", "freins"] == [3, 5]
    assert all(one.is_confirmed for one in list_asked(folder) if one.is_asked)


def test_decisions_follow_their_turns_in_a_corrected_text(folder, tmp_path):
    match_guide(folder)
    decide_matches(folder, MatchState.CONFIRMED)
    corrected = tmp_path / "c.txt"
    corrected.write_text("Animatrice : Bonjour à tous.\nMalik : Bonjour.\n" + TALK, encoding="utf-8")
    update_document(folder, "a", corrected)
    assert (asked(folder)["a.txt", "manger"], asked(folder)["a.txt", "freins"]) == ([3], [5])


def test_without_a_guide_moderators_questions_serve(folder):
    folder.guide_path.unlink()
    questions = [(one.turn, one.question) for one in list_questions(folder) if one.document == "a.txt"]
    assert questions == [
        (1, "Qu'est-ce qui bouge dans la façon de se nourrir ?"),
        (3, "Et qu'est-ce qui freine, alors ?"),
        (5, "Vous venez comment ?"),
    ]
    with pytest.raises(UsageError, match=r"guide\.yaml"):
        match_guide(folder)


def test_a_request_that_makes_no_sense_changes_nothing(folder):
    match_guide(folder)
    with pytest.raises(UsageError, match="question « rien »"):
        decide_matches(folder, MatchState.CONFIRMED, document="a", turn=1, question="rien")
    with pytest.raises(UsageError, match="pas de tour 99"):
        decide_matches(folder, MatchState.CONFIRMED, document="a", turn=99, question="freins")
    folder.guide_path.write_text("questions: [", encoding="utf-8")
    with pytest.raises(GuideError, match=r"guide\.yaml"):
        match_guide(folder)


def test_the_commands_propose_confirm_refuse_and_tell(folder, capsys):
    place = ["--project", str(folder.path)]
    assert run_command_line(["guide", "match", "--json", *place]) == 0
    assert [row["state"] for row in json.loads(capsys.readouterr().out)] == ["proposed"] * 3
    assert run_command_line(["guide", "match", *place]) == 0
    assert "tour 3 → freins (proposé)" in capsys.readouterr().out
    assert run_command_line(["guide", "refuse", "a", "1", *place]) == 0
    assert run_command_line(["guide", "confirm", *place]) == 0
    assert "2 décisions" in capsys.readouterr().out
    assert run_command_line(["guide", "--json", *place]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["question"], row["document"], row["asked"], row["confirmed"]) for row in rows] == [
        ("manger", "a.txt", False, False),
        ("manger", "b.txt", True, True),
        ("freins", "a.txt", True, True),
        ("freins", "b.txt", False, False),
    ]
    assert run_command_line(["guide", *place]) == 0
    assert "non posée" in capsys.readouterr().out


VTT = "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Nadia>Oui.\n\n00:10.000 --> 00:20.000\n<v Malik>Non.\n\n00:21.000 --> 00:25.000\n<v Nadia>Si.\n"
NOTES = "[00:00:12] Malik croise les bras.\n\n[00:00:22] rires dans la salle.\n"


def test_field_notes_stand_beside_the_turn_of_their_time_or_number(tmp_path, capsys):
    (tmp_path / "fg1.vtt").write_text(VTT, encoding="utf-8")
    (tmp_path / "fg2.vtt").write_text(VTT.replace("Oui", "Ouais"), encoding="utf-8")
    (tmp_path / "notes_fg1.txt").write_text(NOTES, encoding="utf-8")
    (tmp_path / "carnet.txt").write_text(
        "Tour 2 : il hésite.\n\nAmbiance tendue ce soir-là.\n", encoding="utf-8"
    )
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    import_documents(
        folder, [tmp_path / name for name in ("fg1.vtt", "fg2.vtt", "notes_fg1.txt", "carnet.txt")], Reading()
    )
    change_document(folder, "notes_fg1", kind="notes")
    change_document(folder, "carnet", kind="notes", attributes=(("document", "fg2"),))
    found = {(one.document, one.turn): one.words for one in align_notes(folder)}
    assert found == {
        ("fg1.vtt", 2): "Malik croise les bras.",
        ("fg1.vtt", 3): "rires dans la salle.",
        ("fg2.vtt", 2): "il hésite.",
        ("fg2.vtt", None): "Ambiance tendue ce soir-là.",
    }
    assert {one.document for one in align_notes(folder, "fg1")} == {"fg1.vtt"}
    assert run_command_line(["notes", "fg1", "--project", str(folder.path)]) == 0
    told = capsys.readouterr().out
    assert "Malik croise les bras." in told
    assert "Non." in told


def test_without_notes_the_command_says_how_to_have_some(folder, capsys):
    assert run_command_line(["notes", "--project", str(folder.path)]) == 0
    assert "--kind notes" in capsys.readouterr().out
