import json

from focuskit.cli import run_command_line
from focuskit.store import create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.documents import change_document, unchecked_documents
from focuskit.workflow.import_documents import import_documents, preview_documents

VTT = (
    "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Nadia>Oui [rires] bon.\n\n00:02.000 --> 00:04.000\n<v Malik>Non.\n"
)
AUTOMATIC = "Transcribed with noScribe vers. 0.7\n\nS00: Oui (.) bon.\nS01: Non.\nS00: Si.\n"


def project(tmp_path):
    (tmp_path / "a.vtt").write_text(VTT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(AUTOMATIC, encoding="utf-8")
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    import_documents(folder, [tmp_path / "a.vtt", tmp_path / "b.txt"], Reading())
    return folder


def test_marks_are_counted_with_their_turn_and_what_cannot_be_measured_is_said(tmp_path, capsys):
    folder = project(tmp_path)
    assert run_command_line(["marks", "--json", "--project", str(folder.path)]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert [(mark["kind"], mark["turn"]) for mark in first["marks"]] == [("laughter", 1)]
    assert first["timed_overlaps"] == 1
    assert first["not_measurable"] == ["gestes et regards"]
    assert [(mark["kind"], mark["turn"]) for mark in second["marks"]] == [("pause", 1)]
    assert second["timed_overlaps"] is None
    assert "durée des silences" in second["not_measurable"]
    assert run_command_line(["marks", "--project", str(folder.path)]) == 0
    assert "non mesurable" in capsys.readouterr().out


def test_an_unchecked_transcript_is_told_until_it_is_checked(tmp_path, capsys, codebook):
    folder = project(tmp_path)
    (folder.path / "codebook.yaml").write_bytes(codebook.read_bytes())
    assert unchecked_documents(folder) == ("b.txt",)
    assert run_command_line(["table", "themes", "--project", str(folder.path)]) == 0
    assert "1 transcription automatique non relue" in capsys.readouterr().err
    change_document(folder, "b", attributes=(("état", "relue"),))
    assert run_command_line(["table", "themes", "--project", str(folder.path)]) == 0
    assert "automatique" not in capsys.readouterr().err


def test_the_same_words_in_another_format_are_left_out_with_a_warning(tmp_path):
    words = " ".join(f"mot{n}" for n in range(60))
    (tmp_path / "a.txt").write_text(f"Nadia : {words}\nMalik : non\nNadia : si\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(
        f"**Nadia :** {words}\n\n**Malik :** non\n\n**Nadia :** si\n", encoding="utf-8"
    )
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    files = [tmp_path / "a.txt", tmp_path / "b.md"]
    figures, tried = preview_documents(folder, files, Reading())
    assert [one.name for one in figures] == ["a.txt"]
    done = import_documents(folder, files, Reading())
    assert (tried.added, tried.problems) == (done.added, done.problems)
    assert done.added == ("a.txt",)
    assert [(problem.key, problem.path) for problem in done.problems] == [("study.same_words", "b.md")]
