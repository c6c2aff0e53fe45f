"""No network and no other program: every command runs with every way to another machine forbidden."""

import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import focuskit
from focuskit.cli import COMMANDS, run_command_line
from focuskit.workflow.decide import decide, open_desk
from fuzzing.guards import watched
from small_study import make_study

PEOPLE = "pseudonym,label,document,role,structure,consent_archive\nSolène,Léa,groupe.txt,participant,La Grange,oui\n"
STEPS = {
    "init": [("init", "neuf")],
    "import": [("import", "groupe.txt")],
    "update": [("update", "groupe", "corrige.txt")],
    "documents": [("documents",)],
    "speakers": [("speakers",)],
    "participants": [("participants", "import", "personnes.csv"), ("participants",)],
    "pseudonymise": [("pseudonymise", "--sheet", "noms.xlsx")],
    "guide": [("guide", "match")],
    "notes": [("notes",)],
    "memo": [("memo", "list")],
    "marks": [("marks",)],
    "segment": [("segment",)],
    "tag": [("tag",)],
    "codebook": [("codebook", "check"), ("codebook", "show"), ("codebook", "stats")],
    "learn": [("learn",)],
    "kwic": [("kwic", "potager")],
    "explain": [("explain", "groupe:2")],
    "similar": [("similar", "groupe:2")],
    "recall": [("recall",)],
    "agree": [("agree",)],
    "settle": [("settle", "--majority")],
    "table": [("table", "themes"), ("table", "quotations", "--output", "q.xlsx")],
    "figure": [("figure", "participation", "--output", "images")],
    "bilan": [("bilan",)],
    "framework": [("framework", "export", "f.xlsx"), ("framework", "import", "f.xlsx", "--coder", "Nour")],
    "consensus": [("consensus", "export", "k.xlsx"), ("consensus", "import", "k.xlsx", "--coder", "Nour")],
    "report": [("report", "--output", "r.docx"), ("report", "--output", "r.html")],
    "verify": [("verify", "r.docx")],
    "status": [("status",)],
    "check": [("check",)],
    "repair": [("repair",)],
    "export": [("export", "text", "textes")],
    "word": [
        ("word", "export", "--output", "word"),
        ("word", "import", "word/groupe.docx", "--coder", "Nour"),
    ],
    "sheet": [("sheet", "export", "--output", "s.xlsx"), ("sheet", "import", "s.xlsx", "--coder", "Nour")],
    "history": [("history",)],
    "undo": [("undo", "--coder", "Nour")],
    "redo": [("redo", "--coder", "Nour")],
    "coder": [("coder", "Nour")],
    "assign": [("assign", "list")],
    "archive": [("archive", "depot", "--with-names")],
    "snapshot": [("snapshot", "copie")],
    "merge": [("merge", "copie")],
}
"""What each command does of its own on a small project; all that they need is made by those before."""
REFUSED = {"learn": 2, "settle": 2}
"""Commands that have nothing to do in so small a project: the code with which they say so."""
ELSEWHERE = {
    "run": "the test of the main job below",
    "review": "the screen, tried in tests/cli/review",
    "evaluate": "works on tables without a project: tests/cli",
    "restore": "makes a project: the test of a restored one below",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    importlib.import_module(
        "matplotlib.font_manager"
    )  # asks fc-list for the fonts, the first time on a machine
    place = tmp_path_factory.mktemp("seul")
    folder = make_study(place)
    for number, coder in enumerate(("Nour", "Ana")):
        desk = open_desk(folder, "groupe.txt")
        decide(folder, coder, [desk.accept(one) for one in desk.suggestions[number:]])
    (folder.path / "guide.yaml").write_text("- Qu'est-ce que vous cultivez ?\n", encoding="utf-8")
    folder.engine.dispose()
    text = (place / "groupe.txt").read_text(encoding="utf-8")
    (place / "corrige.txt").write_text(text.replace("poules", "poulettes"), encoding="utf-8")
    (place / "personnes.csv").write_text(PEOPLE, encoding="utf-8")
    return place


def leaves(seen: list[str]) -> list[str]:
    """Return the ways out that were tried: other machines and programs, not what is written here."""
    return [one for one in seen if not one.startswith(("written outside", "os."))]


@pytest.mark.parametrize("name", STEPS)
def test_no_command_calls_another_machine_or_program(project, monkeypatch, name):
    monkeypatch.chdir(project)
    codes = []
    with watched(project) as seen:
        for arguments in STEPS[name]:
            given = [] if name == "init" else ["--project", "study"]
            codes.append(run_command_line([*arguments, *given]))
    assert leaves(seen) == []
    assert (name, codes) == (name, [REFUSED.get(name, 0)] * len(codes))


def test_every_command_is_tried():
    assert set(STEPS) | set(ELSEWHERE) == set(COMMANDS)


def test_the_main_job_and_a_restored_project_need_no_network(study, codebook, tmp_path):
    out = tmp_path / "out"
    with watched(tmp_path) as seen:
        assert run_command_line(["run", str(study), "--codebook", str(codebook), "--output", str(out)]) == 0
        assert run_command_line(["snapshot", str(tmp_path / "copie"), "--project", str(out / "project")]) == 0
        assert run_command_line(["restore", str(tmp_path / "copie"), str(tmp_path / "refait")]) == 0
    assert (out / "report.docx").is_file()
    assert leaves(seen) == []


def test_no_module_calls_another_machine_or_program_when_it_is_loaded():
    names = [
        one.name
        for one in pkgutil.walk_packages(focuskit.__path__, "focuskit.")
        if "migrations" not in one.name
    ]
    names = [name for name in names if not name.endswith("__main__")]
    code = (
        "import sys, importlib\nfrom pathlib import Path\nfrom fuzzing.guards import watched\n"
        "with watched(Path('/nowhere')) as seen:\n"
        "    for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print([one for one in seen if not one.startswith(('written', 'os.', 'ctypes'))])\n"
    )
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, *names],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tests.parent), str(tests)))},
    )
    assert done.stdout.strip() == "[]"
    assert len(names) > 100


def test_the_guard_itself_sees_what_is_forbidden(tmp_path):
    socket = importlib.import_module("socket")
    with watched(tmp_path) as seen:
        with socket.socket() as one:
            one.settimeout(0.01)
            with pytest.raises(OSError, match=r".*"):
                one.connect(("127.0.0.1", 9))
        with pytest.raises(OSError, match=r".*"):
            socket.getaddrinfo("nowhere.invalid", 80)
        subprocess.run([sys.executable, "-c", ""], check=True)
    assert {"socket.connect", "socket.getaddrinfo", "subprocess.Popen"} <= set(seen)
