"""The same project and settings give the same bytes, whatever the process, its time zone and the age of the files."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

FORMS = (".docx", ".html", ".xlsx")
WRITE = """
import sys
from pathlib import Path
from focuskit.messages import speak
from focuskit.store import open_project
from focuskit.workflow.report import report_project
speak("fr")
folder = open_project(Path(sys.argv[1]))
for form in sys.argv[3:]:
    report_project(folder, Path(sys.argv[2]) / f"report{form}", with_pages=False)
"""


def write(project, target, *, seed, zone, age):
    target.mkdir()
    for path in project.rglob("*"):
        os.utime(path, (age, age))
    settings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", WRITE, str(project), str(target), *FORMS]
    subprocess.run(command, check=True, capture_output=True, timeout=600, env=settings)


@pytest.fixture(scope="module")
def written(sample_study, tmp_path_factory):
    folder = tmp_path_factory.mktemp("twice")
    for name in ("one", "other"):
        shutil.copytree(sample_study.path, folder / name)
    write(folder / "one", folder / "a", seed="1", zone="Europe/Paris", age=1_000_000_000)
    write(folder / "other", folder / "b", seed="77", zone="Pacific/Auckland", age=1_500_000_000)
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_two_processes_write_the_same_bytes(written, form):
    one, other = (written / name / f"report{form}" for name in ("a", "b"))
    if form != ".html":
        with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
            assert first.namelist() == second.namelist()
            changed = [name for name in first.namelist() if first.read(name) != second.read(name)]
        assert changed == []
    assert one.read_bytes() == other.read_bytes()
