import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import docx
import openpyxl
import pytest

from focuskit.cli import run_command_line
from invented import GROUP, PARTICIPANTS

OUTPUTS = ("themes.csv", "crossing.csv", "quotations.csv", "tables.xlsx", "report.docx")


def run(capsys, *arguments):
    """Run the command line; return exit code, standard output and standard error."""
    code = run_command_line([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def output(tmp_path):
    return tmp_path / "sortie à lire"


def test_run_writes_project_tables_and_report(capsys, study, codebook, output):
    code, out, err = run(capsys, "run", study, "--codebook", codebook, "--output", output)
    assert code == 0
    assert err == ""
    assert (output / "project" / "project.db").is_file()
    assert all((output / name).is_file() for name in OUTPUTS)
    assert "groupe.txt" in out
    assert "suggestions" in out


def test_json_is_all_there_is_on_standard_output(capsys, study, codebook, output):
    code, out, _ = run(capsys, "run", study, "--codebook", codebook, "--output", output, "--json")
    summary = json.loads(out)
    assert code == 0
    assert [(one["name"], one["kind"], one["speakers"], one["turns"]) for one in summary["documents"]] == [
        ("groupe.txt", "focus_group", 3, 6),
        ("entretiens/entretien é.txt", "interview", 2, 2),
    ]
    assert {"segments", "words"} <= summary["documents"][0].keys()
    assert summary["suggestions"] == len(
        [1 for row in rows(output / "quotations.csv") for _ in row["codes"].split("; ")]
    )
    assert all(one.keys() == {"path", "line", "severity", "message"} for one in summary["problems"])


def test_run_again_repeats_nothing(capsys, study, codebook, output):
    arguments = ("run", study, "--codebook", codebook, "--output", output, "--json")
    first = json.loads(run(capsys, *arguments)[1])
    tables = {name: (output / name).read_bytes() for name in OUTPUTS[:3]}
    second = json.loads(run(capsys, *arguments)[1])
    assert first == second
    assert tables == {name: (output / name).read_bytes() for name in OUTPUTS[:3]}


@pytest.mark.parametrize("place", [".", "sortie"])
def test_what_a_run_writes_below_its_input_is_no_input_of_the_next(capsys, study, codebook, place):
    arguments = ("run", study, "--codebook", codebook, "--output", study / place, "--json")
    first = json.loads(run(capsys, *arguments)[1])
    assert json.loads(run(capsys, *arguments)[1]) == first
    assert len(first["documents"]) == 2


def test_run_again_adds_what_is_new(capsys, study, codebook, output):
    arguments = ("run", study, "--codebook", codebook, "--output", output, "--json")
    before = json.loads(run(capsys, *arguments)[1])
    (study / "zoom.vtt").write_text(
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Q>Et ici ?</v>\n\n"
        "00:00:04.000 --> 00:00:09.000\n<v Anne>Le vélo, ça aide.</v>\n",
        encoding="utf-8",
    )
    after = json.loads(run(capsys, *arguments)[1])
    assert after["documents"][:2] == before["documents"]
    assert after["documents"][2]["name"] == "zoom.vtt"
    assert rows(output / "quotations.csv")[-1]["time"] == "0:00:04"


def test_quotations_are_slices_of_the_exported_text(capsys, study, codebook, output, tmp_path):
    run(capsys, "run", study, "--codebook", codebook, "--output", output)
    code, *_ = run(capsys, "export", "text", tmp_path / "textes", "--project", output / "project")
    assert code == 0
    quotations = rows(output / "quotations.csv")
    assert quotations
    for row in quotations:
        name = row["document"].removesuffix(".txt") + ".txt"
        text = (tmp_path / "textes" / name).read_text("utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["verbatim"]


def test_labels_as_transcribed_are_in_no_output(capsys, study, codebook, output):
    run(capsys, "run", study, "--codebook", codebook, "--output", output)
    shown = {row["participant"] for row in rows(output / "quotations.csv")}
    assert shown <= {"P1", "P2", "P3"}
    report = "\n".join(paragraph.text for paragraph in docx.Document(str(output / "report.docx")).paragraphs)
    assert "Nadège" not in report.replace("Nadège :", "")


def test_participants_give_pseudonyms_and_those_present(capsys, study, codebook, output):
    (study / "participants.csv").write_text(PARTICIPANTS, encoding="utf-8")
    run(capsys, "run", study, "--codebook", codebook, "--output", output)
    assert {row["participant"] for row in rows(output / "quotations.csv")} == {"Solène", "Marc", "P3"}
    themes = {row["code"]: row for row in rows(output / "themes.csv")}
    assert themes["frein"]["persons_total"] == "4"
    assert themes["frein"]["persons"] == "2"


def test_every_number_of_the_themes_can_be_recounted(capsys, study, codebook, output):
    run(capsys, "run", study, "--codebook", codebook, "--output", output)
    quotations = rows(output / "quotations.csv")
    for theme in rows(output / "themes.csv"):
        carrying = [
            row for row in quotations
            if any(code == theme["code"] or code.startswith(theme["code"] + "/") for code in row["codes"].split("; "))
        ]  # fmt: skip
        assert int(theme["segments"]) == len({(row["document"], row["start"]) for row in carrying})
        assert int(theme["persons"]) == len({row["participant"] for row in carrying})


def test_level_top_proposes_top_codes_alone(capsys, study, codebook, output):
    run(capsys, "run", study, "--codebook", codebook, "--output", output, "--level", "top")
    assert not [row for row in rows(output / "quotations.csv") if "/" in row["codes"]]


def test_the_report_speaks_the_language_asked_for(capsys, study, codebook, output):
    run(capsys, "run", study, "--codebook", codebook, "--output", output, "--lang", "en")
    header = docx.Document(str(output / "report.docx")).sections[0].header
    assert "suggestions to review" in "".join(paragraph.text for paragraph in header.paragraphs)
    code, out, _ = run(capsys, "status", "--project", output / "project")
    assert code == 0
    assert "suggestions to review" in out


def test_the_workbook_has_a_sheet_per_table(capsys, study, codebook, output):
    run(capsys, "run", study, "--codebook", codebook, "--output", output)
    assert len(openpyxl.load_workbook(output / "tables.xlsx").sheetnames) >= 4


def test_a_broken_an_empty_and_a_missing_file_are_told_and_the_rest_goes_on(capsys, study, codebook, output):
    (study / "faux.docx").write_bytes(b"%PDF-1.7 rien de Word")
    (study / "vide.txt").write_bytes(b"")
    code, out, _ = run(
        capsys, "run", study, study / "absent.txt", "--codebook", codebook, "--output", output, "--json"
    )
    summary = json.loads(out)
    assert code == 1
    errors = {problem["path"] for problem in summary["problems"] if problem["severity"] == "error"}
    assert {"faux.docx", "vide.txt"} <= errors
    assert any("absent.txt" in path for path in errors)
    assert len(summary["documents"]) == 2
    assert all((output / name).is_file() for name in OUTPUTS)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings_are_read_with_a_warning(capsys, tmp_path, codebook, output, encoding):
    (tmp_path / "groupe.txt").write_bytes(GROUP.encode(encoding))
    code, out, _ = run(
        capsys, "run", tmp_path / "groupe.txt", "--codebook", codebook, "--output", output, "--json"
    )
    summary = json.loads(out)
    assert code == 0
    assert [problem["severity"] for problem in summary["problems"]] == ["warning"]
    assert summary["documents"][0]["turns"] == 6


def test_a_table_without_the_text_column_is_told(capsys, tmp_path, codebook, output):
    (tmp_path / "r.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code, out, _ = run(
        capsys,
        "run",
        tmp_path / "r.csv",
        "--codebook",
        codebook,
        "--output",
        output,
        "--text-column",
        "réponse",
        "--json",
    )
    assert code == 1
    assert "--text-column" in json.loads(out)["problems"][0]["message"]


def test_written_answers_are_persons_and_keep_their_question(capsys, tmp_path, codebook, output):
    (tmp_path / "r.csv").write_text(
        'id,question,texte\n1,Et le bio ?,"Ben, c\'est trop cher."\n2,Et le bio ?,=1+1 légume\n',
        encoding="utf-8",
    )
    code, *_ = run(capsys, "run", tmp_path / "r.csv", "--codebook", codebook, "--output", output)
    assert code == 0
    quotations = rows(output / "quotations.csv")
    assert [row["kind"] for row in quotations] == ["answers", "answers"]
    assert quotations[1]["verbatim"].startswith("'=1+1")


def test_a_codebook_with_faults_is_refused_with_all_of_them(capsys, study, codebook, output):
    text = (
        codebook.read_text("utf-8")
        .replace("label: Levier", "libellé: Levier")
        .replace("rules: [bio", "rule: [bio")
    )
    codebook.write_text(text.replace("- id: frein\n  label: Frein", "- label: Frein"), encoding="utf-8")
    code, out, err = run(capsys, "run", study, "--codebook", codebook, "--output", output)
    assert code == 1
    assert out == ""
    assert err.count("ligne") == 3
    assert not output.exists()


def test_an_output_that_cannot_be_written_is_told(capsys, study, codebook, tmp_path):
    (tmp_path / "fichier").write_text("")
    code, _, err = run(capsys, "run", study, "--codebook", codebook, "--output", tmp_path / "fichier" / "x")
    assert code == 1
    assert "Impossible d'écrire" in err


def test_an_edited_codebook_of_the_project_is_not_replaced(capsys, study, codebook, output):
    arguments = ("run", study, "--codebook", codebook, "--output", output)
    run(capsys, *arguments)
    own = output / "project" / "codebook.yaml"
    own.write_text(own.read_text("utf-8") + "# ma note\n", encoding="utf-8")
    codebook.write_text(codebook.read_text("utf-8").replace("cantine", "cantine scolaire"), encoding="utf-8")
    code, _, err = run(capsys, *arguments)
    assert code == 1
    assert "modifiée à la main" in err
    assert "# ma note" in own.read_text("utf-8")


def test_a_new_codebook_replaces_an_untouched_copy_and_its_suggestions(capsys, study, codebook, output):
    arguments = ("run", study, "--codebook", codebook, "--output", output)
    run(capsys, *arguments)
    codebook.write_text(codebook.read_text("utf-8").replace("bio]", "isolant]"), encoding="utf-8")
    assert run(capsys, *arguments)[0] == 0
    assert not [row for row in rows(output / "quotations.csv") if "« bio »" in row["evidence"]]


def test_an_empty_folder_goes_through_every_step(capsys, tmp_path, codebook, output):
    (tmp_path / "vide").mkdir()
    code, out, _ = run(capsys, "run", tmp_path / "vide", "--codebook", codebook, "--output", output, "--json")
    assert code == 0
    assert json.loads(out)["documents"] == []
    assert all((output / name).is_file() for name in OUTPUTS)


def test_a_changed_file_keeps_the_old_text_and_is_told(capsys, study, codebook, output):
    arguments = ("run", study, "--codebook", codebook, "--output", output, "--json")
    run(capsys, *arguments)
    (study / "groupe.txt").write_text("Anne : Tout autre chose.\nPaul : Oui.\n", encoding="utf-8")
    code, out, _ = run(capsys, *arguments)
    assert code == 1
    assert "update" in json.loads(out)["problems"][0]["message"]
    assert json.loads(out)["documents"][0]["turns"] == 6


def test_an_interrupted_run_is_completed_by_the_next(study, codebook, output, capsys):
    for number in range(40):
        (study / f"copie{number:02}.txt").write_text(
            (study / "groupe.txt").read_text("utf-8"), encoding="utf-8"
        )
    command = [
        sys.executable,
        "-m",
        "focuskit",
        "run",
        str(study),
        "--codebook",
        str(codebook),
        "--output",
        str(output),
    ]
    database = output / "project" / "project.db"
    for wait_for in (1, 20):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_for_documents(database, wait_for, process)
        process.send_signal(signal.SIGKILL if wait_for == 1 else signal.SIGINT)
        assert process.wait(60) in {-signal.SIGKILL, 130}
    assert not list(output.glob("*.docx"))
    code, out, _ = run(capsys, *command[3:], "--json")
    assert code == 0
    assert len(json.loads(out)["documents"]) == 42
    assert not list(output.glob(".*"))


def test_a_second_run_on_the_same_output_says_that_the_project_is_in_use(study, codebook, output, capsys):
    arguments = ("run", study, "--codebook", codebook, "--output", output)
    run(capsys, *arguments)
    script = (
        "import sys, time; from pathlib import Path; from focuskit.store import open_project\n"
        "with open_project(Path(sys.argv[1])).locked():\n    print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(output / "project")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        code, _, err = run(capsys, *arguments)
        holder.kill()
    assert code == 1
    assert "en cours d'utilisation" in err


def test_a_full_disk_is_told_and_leaves_what_was_there(study, codebook, output, capsys, monkeypatch):
    arguments = ("run", study, "--codebook", codebook, "--output", output)
    run(capsys, *arguments)
    before = (output / "report.docx").read_bytes()

    def no_space(self, data):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr("pathlib.Path.write_bytes", no_space)
    code, _, err = run(capsys, *arguments)
    assert code == 1
    assert "No space left" in err
    assert (output / "report.docx").read_bytes() == before


def _wait_for_documents(database, n, process):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if database.exists():
            connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
            try:
                if connection.execute("SELECT count(*) FROM document").fetchone()[0] >= n:
                    return
            except sqlite3.OperationalError:
                pass
            finally:
                connection.close()
        time.sleep(0.005)


def test_help_names_every_command_and_loads_nothing_heavy():
    script = (
        "import sys; from focuskit.cli import run_command_line; code = run_command_line(['--help']); "
        "heavy = {'spacy','pandas','numpy','sqlalchemy','docx','lxml','openpyxl','rich','ruamel'} & set(sys.modules); "
        "sys.exit(code or len(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.returncode == 0
    for name in ("run", "init", "import", "segment", "tag", "table", "report", "status", "export"):
        assert name in done.stdout
