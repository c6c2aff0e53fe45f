import json

import pytest

from focuskit import Project
from focuskit.cli import run_command_line


def run(capsys, *arguments):
    code = run_command_line([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def project(capsys, tmp_path, study, codebook):
    place = tmp_path / "projet"
    assert run(capsys, "init", place, "--codebook", codebook)[0] == 0
    assert run(capsys, "import", study, "--project", place)[0] == 0
    assert run(capsys, "segment", "--project", place)[0] == 0
    assert run(capsys, "tag", "--project", place)[0] == 0
    return place


@pytest.mark.parametrize("name", ["themes", "crossing", "quotations"])
@pytest.mark.parametrize("form", ["csv", "md", "json"])
def test_a_table_goes_to_standard_output(capsys, project, name, form):
    code, out, err = run(capsys, "table", name, "--format", form, "--project", project)
    assert code == 0
    assert "Animation et observation ne sont pas comptées" in (out if form == "md" else err)
    assert out
    if form == "json":
        assert isinstance(json.loads(out), list)


def test_a_table_goes_to_a_file_whose_ending_tells_the_format(capsys, project, tmp_path):
    assert run(capsys, "table", "themes", "--output", tmp_path / "t.xlsx", "--project", project)[0] == 0
    assert (tmp_path / "t.xlsx").read_bytes()[:2] == b"PK"


def test_xlsx_needs_a_file(capsys, project):
    code, _, err = run(capsys, "table", "themes", "--format", "xlsx", "--project", project)
    assert code == 2
    assert "--output" in err


def test_the_report_goes_into_the_project_unless_told_otherwise(capsys, project):
    assert run(capsys, "report", "--project", project)[0] == 0
    assert (project / "reports" / "report.docx").is_file()


def test_a_dry_run_shows_what_would_be_read_and_keeps_nothing(capsys, tmp_path, study, codebook):
    place = tmp_path / "essai"
    run(capsys, "init", place, "--codebook", codebook)
    code, out, _ = run(capsys, "import", study, "--dry-run", "--project", place, "--json")
    assert code == 0
    assert len(json.loads(out)["added"]) == 2
    assert json.loads(run(capsys, "status", "--project", place, "--json")[1])["documents"] == []
    assert "rien n'a été gardé" in run(capsys, "import", study, "--dry-run", "--project", place)[1]
    assert not list((place / "transcripts").iterdir())


def test_tagging_again_does_nothing(capsys, project):
    code, out, _ = run(capsys, "tag", "--project", project)
    assert code == 0
    assert out.startswith("0 document")


def test_segmenting_with_another_limit_makes_other_segments(capsys, project):
    code, out, _ = run(capsys, "segment", "--max-words", "5", "--project", project)
    assert (code, out.split()[0]) == (0, "2")


@pytest.mark.parametrize("command", ["tag", "segment", "status", "report"])
def test_without_a_project_a_command_says_so(capsys, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, command)
    assert code == 2
    assert "focuskit init" in err


def test_the_project_is_found_from_the_current_folder_and_the_environment(
    capsys, project, monkeypatch, tmp_path
):
    monkeypatch.chdir(project / "transcripts")
    assert run(capsys, "status")[0] == 0
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOCUSKIT_PROJECT", str(project))
    assert run(capsys, "status", "--json")[0] == 0


def test_tagging_without_a_codebook_says_what_to_do(capsys, tmp_path):
    run(capsys, "init", tmp_path / "p")
    code, _, err = run(capsys, "tag", "--project", tmp_path / "p")
    assert code == 2
    assert "codebook.yaml" in err


def test_an_empty_project_goes_through_every_step(capsys, tmp_path, codebook):
    place = tmp_path / "vide"
    run(capsys, "init", place, "--codebook", codebook)
    for command in (
        ["segment"],
        ["tag"],
        ["status"],
        ["report"],
        ["table", "themes"],
        ["export", "text", tmp_path / "t"],
    ):
        assert run(capsys, *command, "--project", place)[0] == 0, command


def test_a_wrong_option_exits_with_2(capsys):
    assert run(capsys, "run", "--nope")[0] == 2
    assert run(capsys, "nope")[0] == 2


def test_a_fault_of_the_program_is_logged_without_its_words(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("focuskit.workflow.initialise.initialise_project", _fail)
    code, _, err = run(capsys, "init", tmp_path / "p")
    assert code == 3
    log = (tmp_path / "focuskit" / "fault.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert "Nadège" not in log + err


def _fail(*_args, **_options):
    raise RuntimeError("words of Nadège")


def test_a_notebook_uses_the_same_steps(tmp_path, study, codebook):
    project = Project.create(tmp_path / "p", codebook)
    assert len(project.import_documents([study]).added) == 2
    project.segment()
    project.tag()
    themes = project.themes()
    assert themes.set_index("code").loc["alimentaire", "segments"] >= 2
    assert set(project.quotations()["status"]) == {"suggested"}
    assert project.report(tmp_path / "r.docx").is_file()
