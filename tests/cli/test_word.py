"""Word from the command line: out, worked on, back."""

import io
import json
import shutil
import subprocess

import pytest
from word_edits import comment, correct, delete, reply, resolve, rewrite

from focuskit.cli import run_command_line
from focuskit.workflow.decide import decide, open_desk, remember_coder
from small_study import make_study

SOFFICE = shutil.which("soffice")
KEYS = ("comments", "anchored", "added", "removed", "changed", "moved", "unknown")


@pytest.fixture
def folder(tmp_path):
    made = make_study(tmp_path)
    remember_coder(made, "Claire")
    desk = open_desk(made, "groupe")
    first, *_ = desk.open_suggestions()
    start = desk.document.text.index("des poules")
    span = type(first_span := desk.span_of(first.segment))(start, start + len("des poules"))
    assert first_span
    decide(made, "Claire", [desk.add(span, "frein"), desk.accept(first)])
    return made


def run(capsys, folder, *arguments):
    code = run_command_line([str(one) for one in arguments] + ["--project", str(folder.path)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def figures(capsys, folder, path, *options):
    code, out, err = run(capsys, folder, "word", "import", path, "--json", *options)
    assert err == ""
    return code, json.loads(out)


@pytest.fixture
def exported(capsys, folder, tmp_path):
    code, out, _ = run(capsys, folder, "word", "export", "groupe", "--output", tmp_path / "mots", "--json")
    assert code == 0
    (file,) = json.loads(out)
    assert (file["codings"], file["suggestions"]) == (2, 3)
    return tmp_path / "mots" / "groupe.docx"


def test_a_deleted_suggestion_is_told_once(capsys, folder, exported):
    delete(exported, "velo", "focuskit ?")
    out = run(capsys, folder, "word", "import", exported)[1]
    assert ("1 suggestion refusée" in out, "supprimé" in out) == (True, False)


def test_the_project_is_found_from_the_folder_of_the_file(capsys, folder, exported, tmp_path, monkeypatch):
    (tmp_path / "ailleurs").mkdir()
    monkeypatch.chdir(tmp_path / "ailleurs")
    inside = shutil.copy(exported, folder.path / "reports" / "groupe.docx")
    assert run_command_line(["word", "import", str(inside), "--dry-run"]) == 0
    assert "groupe" in capsys.readouterr().out
    assert run_command_line(["word", "import", str(exported), "--dry-run"]) == 2


def test_an_untouched_file_comes_back_as_nothing(capsys, folder, exported):
    code, read = figures(capsys, folder, exported)
    assert code == 0
    assert tuple(read)[:7] == KEYS
    assert [read[key] for key in KEYS] == [5, 5, 0, 0, 0, 0, []]
    assert read["saved"] is False


def test_the_figures_of_the_issue(capsys, folder, exported):
    comment(exported, "Moi je", "frein")
    comment(exported, "cultivez", "nimporte quoi")
    delete(exported, "frein", "Claire")
    rewrite(exported, "frein/argent", "frein")
    code, read = figures(capsys, folder, exported, "--dry-run")
    assert (code, read["saved"]) == (0, False)
    code, read = figures(capsys, folder, exported)
    assert (code, read["saved"]) == (0, True)
    assert [read[key] for key in KEYS] == [6, 6, 1, 1, 1, 0, ["nimporte quoi"]]
    code, read = figures(capsys, folder, exported)
    assert [read[key] for key in KEYS] == [6, 6, 0, 0, 0, 0, ["nimporte quoi"]]


def test_a_changed_turn_makes_an_expected_error_and_is_named(capsys, folder, exported):
    correct(exported, "Moi je", "Moi aussi je")
    code, out, _ = run(capsys, folder, "word", "import", exported)
    assert code == 1
    assert "tour 3" in out
    assert "Moi" not in out


def test_the_summary_is_read_by_people(capsys, folder, exported):
    comment(exported, "Moi je", "fren")
    reply(exported, "frein/argent", "ok")
    resolve(exported, "velo")
    code, out, _ = run(capsys, folder, "word", "import", exported)
    assert code == 0
    assert "2 suggestions acceptées" in out
    assert "« fren » (1 fois) : vouliez-vous dire frein" in out
    assert "Enregistré" in out


def test_memos_alone_make_no_step_to_undo_and_the_command_says_so(capsys, folder, exported):
    reply(exported, "frein/argent", "À discuter")
    _, out, _ = run(capsys, folder, "word", "import", exported)
    assert "1 mémo" in out
    assert "rien à annuler" in out


def test_english_is_spoken_where_asked_for(capsys, folder, exported):
    resolve(exported, "velo")
    _, out, _ = run(capsys, folder, "word", "import", exported, "--lang", "en", "--dry-run")
    assert "1 suggestion accepted" in out
    assert "Dry run" in out


@pytest.mark.parametrize("name", ["import", "export"])
def test_help_tells_every_option(capsys, name):
    assert run_command_line(["word", name, "--help"]) == 0
    assert "--coder" in capsys.readouterr().out


@pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed")
def test_a_file_saved_again_by_libreoffice_brings_the_same(capsys, folder, exported, tmp_path):
    comment(exported, "Moi je", "frein", until="Il faudrait")
    comment(exported, "répare", "potager ; velo")
    reply(exported, "frein/argent", "ok")
    rewrite(exported, "frein", "potager")
    direct = figures(capsys, folder, exported, "--dry-run")[1]
    command = [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "docx", "--outdir", str(tmp_path / "lo"), str(exported)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = tmp_path / "lo" / "groupe.docx"
    assert saved.read_bytes() != exported.read_bytes()
    code, read = figures(capsys, folder, saved)
    assert code == 0
    same = (*KEYS[2:], "accepted", "rejected", "replaced", "decisions", "memos", "coders")
    assert {key: read[key] for key in same} == {key: direct[key] for key in same}
    assert (read["added"], read["changed"], read["accepted"]) == (2, 1, 1)


@pytest.mark.parametrize(("answer", "is_kept"), [("o\n", True), ("\n", True), ("peut-être\nnon\n", False)])
def test_in_a_terminal_the_command_asks_in_the_language_of_the_project(
    capsys, folder, exported, monkeypatch, answer, is_kept
):
    comment(exported, "Moi je", "velo")
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, _, _ = run(capsys, folder, "word", "import", exported)
    assert code == 0
    coded = {(one.words, one.code) for one in open_desk(folder, "groupe").codings}
    assert (("Moi je", "velo") in coded) is is_kept


class Terminal(io.StringIO):
    """Somebody at a keyboard."""

    def isatty(self):
        return True
