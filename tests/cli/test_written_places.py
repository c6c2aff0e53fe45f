"""Nothing is written outside the project, the outputs and the data folder; all of it is its owner's alone."""

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from focuskit.cli import run_command_line
from focuskit.reports import word_pages
from focuskit.writing import make_folder, write_private, write_whole
from small_study import CODEBOOK, TEXT, make_study

WRITTEN: list[str] | None = None
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _note(event, arguments):
    if WRITTEN is None:
        return
    if event == "open":
        path, mode, flags = arguments
        writes = any(sign in (mode or "") for sign in "wax+") or (flags or 0) & WRITES
        if writes and not isinstance(path, int):
            WRITTEN.append(os.fsdecode(path))
    elif event in {"os.mkdir", "sqlite3.connect"}:
        WRITTEN.append(os.fsdecode(arguments[0]))
    elif event in {"os.rename", "os.link", "os.symlink", "shutil.copyfile"}:
        WRITTEN.append(os.fsdecode(arguments[1]))


sys.addaudithook(_note)

PEOPLE = "pseudonym,label,document,consent_archive\nSolène,Léa,groupe.txt,oui\nOdilon,Marc,groupe.txt,oui\n"
COMMANDS = (
    ("import", "{src}", "--participants", "{src}/participants.csv"),
    ("segment",),
    ("tag",),
    ("coder", "Nour"),
    ("documents",),
    ("speakers",),
    ("participants",),
    ("participants", "set", "Solène", "age=40"),
    ("guide", "match"),
    ("kwic", "potager"),
    ("explain", "groupe:1"),
    ("similar", "groupe:1"),
    ("recall", "--help"),
    ("learn",),
    ("table", "quotations", "--output", "{out}/q.xlsx"),
    ("table", "crossing", "--format", "csv", "--output", "{out}/new/deep/c.csv"),
    ("figure", "all", "--output", "{out}/figures"),
    ("figure", "themes"),
    ("framework", "export", "{out}/f.xlsx"),
    ("consensus", "export", "{out}/k.xlsx"),
    ("report", "--output", "{out}/r.docx"),
    ("report", "--output", "{out}/r.html"),
    ("report",),
    ("verify", "{out}/r.docx"),
    ("sheet", "export"),
    ("sheet", "export", "--output", "{out}/s.xlsx"),
    ("word", "export"),
    ("export", "text", "{out}/texts"),
    ("codebook", "stats"),
    ("codebook", "add", "eau", "--facet", "sujet", "--label", "Eau"),
    ("undo",),
    ("redo",),
    ("agree",),
    ("history",),
    ("status",),
    ("check",),
    ("snapshot",),
    ("snapshot", "{out}/snap"),
    ("merge", "{out}/snap"),
    ("archive", "{out}/deposit", "--with-names"),
    ("archive", "{out}/deposit.zip", "--with-names"),
    ("update", "groupe.txt", "{src}/corrected.txt"),
    ("pseudonymise", "--sheet", "{out}/names.xlsx"),
    ("pseudonymise", "--apply", "{out}/names.xlsx"),
    ("participants", "withdraw", "Odilon", "--yes"),
)


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Return where files may be written: project, outputs and data; home and temporary folder are elsewhere."""
    for name in ("home", "tmp", "src", "out"):
        (tmp_path / name).mkdir()
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("FOCUSKIT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FOCUSKIT_PASSPHRASE", "une phrase assez longue")
    monkeypatch.chdir(tmp_path / "home")
    (tmp_path / "src" / "groupe.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "src" / "corrected.txt").write_text(TEXT.replace("poules", "oies"), encoding="utf-8")
    (tmp_path / "src" / "grille.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "src" / "participants.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def open_mask():
    """Let everybody read what is written, but for what the program itself closes."""
    before = os.umask(0)
    yield
    os.umask(before)


def run_all(places):
    grid = places / "src" / "grille.yaml"
    project = places / "study"
    codes = {}
    for command in (("init", str(project), "--codebook", str(grid)), *COMMANDS):
        arguments = [one.format(src=places / "src", out=places / "out") for one in command]
        asked = [] if command[0] == "init" else ["--project", str(project)]
        codes[command] = run_command_line([*arguments, *asked])
    return codes


def wide(folder):
    """Return what others than the owner may read, write or enter below a folder."""
    return [path for path in (folder, *folder.rglob("*")) if stat.S_IMODE(path.lstat().st_mode) & 0o077]


@pytest.mark.usefixtures("open_mask")
def test_every_command_writes_within_its_places_and_for_its_owner_alone(places, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "WRITTEN", [])
    codes = run_all(places)
    written = [Path(one).absolute() for one in WRITTEN if one not in {"", ":memory:", os.devnull}]
    monkeypatch.setattr(sys.modules[__name__], "WRITTEN", None)
    assert {command[:2] for command, code in codes.items() if code} == {
        ("guide", "match"),
        ("learn",),
        ("agree",),
    }
    allowed = [places / name for name in ("study", "out", "data")]
    outside = {
        str(one)
        for one in written
        if "__pycache__" not in one.parts and not any(one.is_relative_to(place) for place in allowed)
        if one not in {places, *places.parents}
    }
    assert outside == set()
    assert len(written) > 100
    assert not list((places / "home").iterdir())
    assert not list((places / "tmp").iterdir())
    assert not list((places / "data" / "tmp").iterdir())
    assert [one for place in (places / "study", places / "data") for one in wide(place)] == []
    assert [one for one in wide(places / "out") if one != places / "out"] == []


@pytest.mark.libreoffice
@pytest.mark.skipif(not any(map(shutil.which, word_pages.PROGRAMS)), reason="LibreOffice is not installed")
def test_the_program_that_lays_pages_out_writes_nothing_at_home(places):
    project = make_study(places / "src").path
    assert (
        run_command_line(["report", "--output", str(places / "out" / "r.docx"), "--project", str(project)])
        == 0
    )
    assert not list((places / "home").rglob("*"))
    assert not list((places / "tmp").iterdir())


@pytest.mark.usefixtures("open_mask")
def test_a_file_that_was_there_keeps_the_rights_its_owner_gave_it(tmp_path):
    path = tmp_path / "new" / "deep" / "report.docx"
    write_whole(path, b"a")
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent, path.parent.parent)] == [
        0o600, 0o700, 0o700,
    ]  # fmt: skip
    path.chmod(0o640)
    write_whole(path, b"b")
    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (0o640, b"b")
    write_private(path, b"c")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.parent.chmod(0o755)
    make_folder(path.parent)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_mask_and_places_are_as_before_once_a_command_has_ended(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = dict(os.environ)
    mask = os.umask(0o022)
    try:
        run_command_line(["status", "--project", str(tmp_path)])
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(mask)
    assert {**os.environ, "LANGUAGE": ""} == {**before, "LANGUAGE": ""}
