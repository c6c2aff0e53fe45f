"""A coded transcript is corrected: codings follow their words, nothing is lost, the old text comes back."""

import json
import sqlite3
from random import Random

import pytest
from edit_scripts import as_file, codings, edit, lay_out, rename, sample_turns
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focuskit.cli import run_command_line
from focuskit.errors import UsageError
from focuskit.model.codings import DecisionKind, Gesture
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import create_project, load_documents, open_project, segmented_versions
from focuskit.store.codings import load_codings, load_orphans
from focuskit.store.decisions import record_step
from focuskit.transcripts import Reading
from focuskit.workflow import speakers
from focuskit.workflow.check import check_project
from focuskit.workflow.decide import write_memo
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.update import UpdateSummary, bring_back, list_orphans, say_no_speaker, update_document

BEFORE = """Animatrice : On commence par quoi ?
Nadia : La cantine du jeudi, c'est vraiment bien. On jette moins.
Malik : Le bio est trop cher pour ma retraite.
Nadia : Il faut une voiture pour le marché.
"""
AFTER = """Animatrice : On commence par quoi ?
Malik : Le bio est trop cher pour ma retraitte.
Nadège : La cantine du jeudi, c'est bien, on y va à vélo. On jette moins.
"""
LONG = "Malik : On voit de là deux ou trois vieilles pies qui chantet dans le grand chêne du fond.\n"
FIXED = LONG.replace("chantet", "chantent")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "groupe.txt").write_text(BEFORE, encoding="utf-8")
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    import_documents(folder, [tmp_path / "groupe.txt"], Reading())
    segment_documents(folder)
    return folder


def stored(folder):
    with folder.reading() as connection:
        (document,) = load_documents(connection)
        return (
            document,
            load_codings(connection, document.version_id),
            load_orphans(connection, document.version_id),
        )


def code(folder, *phrases):
    document, _, _ = stored(folder)
    with folder.writing() as connection:
        for phrase in phrases:
            start = document.text.index(phrase)
            span = Span(start, start + len(phrase))
            gesture = Gesture(DecisionKind.ADD, document.version_id, span, "levier")
            record_step(connection, "Zoé", [gesture])


def corrected(tmp_path, text=AFTER):
    path = tmp_path / "corrigé.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_codings_follow_their_words_and_those_without_a_place_are_kept(folder, tmp_path):
    code(
        folder,
        "La cantine du jeudi, c'est vraiment bien.",
        "On jette moins.",
        "Il faut une voiture pour le marché.",
    )
    done = update_document(folder, "groupe", corrected(tmp_path))
    assert (done.version, done.n_same, done.n_changed) == (2, 1, 1)
    document, codings, orphans = stored(folder)
    assert [(one.words, one.old_words) for one in codings] == [
        ("La cantine du jeudi, c'est bien,", "La cantine du jeudi, c'est vraiment bien."),
        ("On jette moins.", None),
    ]
    assert [one.span.slice(document.text) for one in codings] == [one.words for one in codings]
    assert [one.words for one in orphans] == ["Il faut une voiture pour le marché."]
    assert list_orphans(folder) == (("groupe.txt", orphans[0]),)
    found = check_project(folder)
    assert (found.problems, found.n_codings) == ((), 2)


def test_a_speaker_of_another_name_is_the_same_speaker(folder, tmp_path):
    done = update_document(folder, "groupe", corrected(tmp_path))
    assert done.renamed == (("Nadia", "Nadège"),)
    assert done.new_labels == ()
    listed = {one.label: one.shown for one in speakers.speakers_in_figures(folder)}
    assert listed == {"Animatrice": "M1", "Malik": "P2", "Nadège": "P1"}


def test_a_new_speaker_is_told(folder, tmp_path):
    done = update_document(
        folder, "groupe", corrected(tmp_path, BEFORE + "Léa : Et moi alors, on m'oublie ?\n")
    )
    assert (done.renamed, done.new_labels) == ((), ("Léa",))


def test_a_change_of_label_made_before_holds_for_the_correction(folder, tmp_path):
    speakers.rename(folder, "groupe", "Malik", "Malik B.")
    speakers.merge(folder, "groupe", "Nadia", "Malik B.")
    update_document(folder, "groupe", corrected(tmp_path, BEFORE.replace("vraiment ", "")))
    assert [one.label for one in speakers.speakers_in_figures(folder)] == ["Animatrice", "Malik B."]


def test_the_old_text_comes_back_with_its_codings(folder, tmp_path):
    code(folder, "La cantine du jeudi, c'est vraiment bien.", "Il faut une voiture pour le marché.")
    before = stored(folder)
    update_document(folder, "groupe", corrected(tmp_path))
    code(folder, "Le bio est trop cher")
    back = bring_back(folder, "groupe")
    document, codings, orphans = stored(folder)
    assert (back.version, document.text) == (1, before[0].text)
    assert {one.words for one in codings} == {one.words for one in before[1]} | {"Le bio est trop cher"}
    assert orphans == []
    again = bring_back(folder, "groupe", 2)
    assert (again.version, len(again.orphans)) == (2, 1)
    assert check_project(folder).problems == ()


def test_a_coding_taken_away_after_the_correction_does_not_come_back(folder, tmp_path):
    code(folder, "On jette moins.")
    update_document(folder, "groupe", corrected(tmp_path))
    with folder.writing() as connection:
        connection.exec_driver_sql(
            "DELETE FROM coding WHERE text_version_id = (SELECT text_version_id FROM document)"
        )
    bring_back(folder, "groupe")
    assert stored(folder)[1] == []


def test_words_changed_twice_keep_the_first_words_and_may_become_the_same_again(folder, tmp_path):
    code(folder, "La cantine du jeudi, c'est vraiment bien.")
    update_document(folder, "groupe", corrected(tmp_path, BEFORE.replace("vraiment", "très")))
    update_document(folder, "groupe", corrected(tmp_path, BEFORE.replace("vraiment", "plutôt")))
    (coding,) = stored(folder)[1]
    assert coding.old_words == "La cantine du jeudi, c'est vraiment bien."
    update_document(folder, "groupe", corrected(tmp_path, BEFORE + "Nadia : Voilà.\n"))
    (coding,) = stored(folder)[1]
    assert coding.old_words is None


def test_the_corrected_text_is_segmented_and_its_file_kept(folder, tmp_path):
    update_document(folder, "groupe", corrected(tmp_path))
    document, _, _ = stored(folder)
    with folder.reading() as connection:
        assert document.version_id in segmented_versions(connection)
    assert (folder.transcripts_path / "versions" / "groupe" / "2.txt").read_text("utf-8") == AFTER
    assert (folder.transcripts_path / "groupe.txt").read_text("utf-8") == BEFORE


def test_the_corrected_file_is_no_change_at_the_next_import_and_the_old_one_is(folder, tmp_path):
    (tmp_path / "groupe.txt").write_text(AFTER, encoding="utf-8")
    update_document(folder, "groupe", tmp_path / "groupe.txt")
    assert import_documents(folder, [tmp_path / "groupe.txt"], Reading()).problems == ()
    (tmp_path / "groupe.txt").write_text(BEFORE, encoding="utf-8")
    (problem,) = import_documents(folder, [tmp_path / "groupe.txt"], Reading()).problems
    assert problem.key == "study.document_changed"


def test_a_file_that_says_the_same_or_cannot_be_read_changes_nothing(folder, tmp_path):
    with pytest.raises(UsageError, match="rien n'a changé"):
        update_document(folder, "groupe", corrected(tmp_path, BEFORE))
    problems = update_document(folder, "groupe", corrected(tmp_path, ""))
    assert [problem.key for problem in problems] == ["problem.empty_file"]
    with pytest.raises(UsageError, match="version"):
        bring_back(folder, "groupe")
    assert stored(folder)[0].text == "\n".join(line.partition(" : ")[2] for line in BEFORE.splitlines())


PHRASE = """Animatrice : Qui commence ?
Nadia : Je dis deux choses.
Le prix, d'accord : c'est cher pour tout le monde ici.
Bon point : oui.
Malik : D'accord.
Bon point : non.
Bon point : si.
"""


def test_a_phrase_that_is_no_speaker_goes_back_into_the_turn_before(tmp_path):
    (tmp_path / "g.txt").write_text(PHRASE, encoding="utf-8")
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    import_documents(folder, [tmp_path / "g.txt"], Reading())
    assert "Bon point" in {one.label for one in speakers.speakers_in_figures(folder)}
    code(folder, "D'accord.")
    before = stored(folder)[0]
    done = say_no_speaker(folder, "g", "bon point")
    assert isinstance(done, UpdateSummary)
    document, codings, _ = stored(folder)
    assert "Bon point" not in {one.label for one in document.speakers}
    assert document.turns[2].span.slice(document.text) == "D'accord.\nBon point : non.\nBon point : si."
    assert [one.words for one in codings] == ["D'accord."]
    assert speakers.undo(folder)
    assert stored(folder)[0].turns == before.turns
    assert not speakers.undo(folder)


def test_what_is_no_speaker_stays_so_in_a_correction(tmp_path):
    (tmp_path / "g.txt").write_text(PHRASE, encoding="utf-8")
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    import_documents(folder, [tmp_path / "g.txt"], Reading())
    say_no_speaker(folder, "g", "Bon point")
    update_document(folder, "g", corrected(tmp_path, PHRASE.replace("deux choses", "trois choses")))
    assert "Bon point" not in {one.label for one in stored(folder)[0].speakers}


def test_a_name_of_the_files_structure_cannot_be_taken_for_words(tmp_path):
    (tmp_path / "g.csv").write_text("locuteur;texte\nNadia;oui\nMalik;non\nNadia;si\n", encoding="utf-8")
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    import_documents(folder, [tmp_path / "g.csv"], Reading())
    with pytest.raises(UsageError, match="structure"):
        say_no_speaker(folder, "g", "Nadia")


def test_check_tells_a_coding_that_lost_its_words(folder, tmp_path):
    code(folder, "On jette moins.")
    update_document(folder, "groupe", corrected(tmp_path))
    database = sqlite3.connect(folder.path / "project.db")
    with database:
        database.execute("UPDATE coding SET start = start + 1")
    database.close()
    assert {problem.key for problem in check_project(folder).problems} == {"study.check_coding"}


def test_the_command_tells_what_became_of_the_codings(folder, tmp_path, capsys):
    code(folder, "On jette moins.", "Il faut une voiture pour le marché.")
    place = ["--project", str(folder.path)]
    assert run_command_line(["update", "groupe", str(corrected(tmp_path)), *place]) == 0
    told = capsys.readouterr().out
    assert "version 2" in told
    assert "1 sur les mêmes mots, 0 sur des mots corrigés, 1 sans place" in told
    assert "« Il faut une voiture pour le marché. »" in told
    assert run_command_line(["update", "--orphans", "--json", *place]) == 0
    (orphan,) = json.loads(capsys.readouterr().out)
    assert orphan["words"] == "Il faut une voiture pour le marché."
    assert run_command_line(["update", "groupe", "--back", "--json", *place]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == 1
    assert run_command_line(["update", "groupe", *place]) == 2
    assert run_command_line(["update", "groupe", str(corrected(tmp_path)), "--back", *place]) == 2


def test_the_command_lists_codings_on_corrected_words_and_memos_without_a_place(folder, tmp_path, capsys):
    code(folder, "La cantine du jeudi, c'est vraiment bien.")
    place = ["--project", str(folder.path)]
    assert run_command_line(["update", "--orphans", *place]) == 0
    assert "Aucun codage ni mémo sans place" in capsys.readouterr().out
    document, _, _ = stored(folder)
    start = document.text.index("Il faut une voiture")
    about = MemoTarget(document.version_id, Span(start, start + len("Il faut une voiture")))
    write_memo(folder, "Zoé", MemoKind.STAR, about)
    assert run_command_line(["update", "groupe", str(corrected(tmp_path)), *place]) == 0
    told = capsys.readouterr().out
    assert "« … cantine du jeudi, c'est vraiment bien. » → « … cantine du jeudi, c'est bien, »" in told
    assert run_command_line(["update", "groupe", str(corrected(tmp_path, AFTER + LONG)), *place]) == 0
    code(folder, LONG[len("Malik : ") :].strip())
    capsys.readouterr()
    assert run_command_line(["update", "groupe", str(corrected(tmp_path, AFTER + FIXED)), *place]) == 0
    assert "« … trois vieilles pies qui chantet dans le grand chêne … »" in capsys.readouterr().out
    assert "sur « Il faut une voiture » : étoile" in told
    assert run_command_line(["update", "--orphans", "--json", *place]) == 0
    (lost,) = json.loads(capsys.readouterr().out)
    assert (lost["kind"], lost["words"]) == ("star", "Il faut une voiture")


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_after_a_random_correction_every_coding_stands_on_its_words_or_is_listed(tmp_path_factory, seed):
    random = Random(seed)  # noqa: S311 (an edit script that can be repeated)
    place = tmp_path_factory.mktemp("correction")
    turns = sample_turns("fg1_la_grange.docx")
    folder = coded_study(place, turns, random)
    before = {one.decision_id: one.words for one in stored(folder)[1]}
    edited = edit(turns, random, 40)
    rename(edited, edited[3].label, "Maryvonne")
    (place / "corrigé.txt").write_text(as_file(edited), encoding="utf-8")
    done = update_document(folder, "groupe.txt", place / "corrigé.txt")
    document, kept, orphans = stored(folder)
    assert document.text == lay_out(edited)[0]
    assert (len(kept), len(orphans)) == (done.n_same + done.n_changed, len(done.orphans))
    assert {one.decision_id for one in kept} | {one.decision_id for one in orphans} == set(before)
    assert all(one.words == one.span.slice(document.text) for one in kept)
    assert all((one.old_words or one.words) == before[one.decision_id] for one in kept)
    assert all(one.words == before[one.decision_id] for one in orphans)
    assert check_project(folder).problems == ()
    bring_back(folder, "groupe.txt")
    assert {one.decision_id: one.words for one in stored(folder)[1]} == before
    assert check_project(folder).problems == ()


def coded_study(place, turns, random):
    (place / "groupe.txt").write_text(as_file(turns), encoding="utf-8")
    create_project(place / "p")
    folder = open_project(place / "p")
    import_documents(folder, [place / "groupe.txt"], Reading())
    document, _, _ = stored(folder)
    text, places, _ = lay_out(turns)
    assert document.text == text
    with folder.writing() as connection:
        for homes in codings(turns, random, 30):
            span = Span(places[homes[0]].start, places[homes[-1]].end)
            record_step(connection, "Zoé", [Gesture(DecisionKind.ADD, document.version_id, span, "levier")])
    return folder
