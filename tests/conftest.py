"""Invented material for all tests."""

import os
from pathlib import Path

import pytest
from sample_study import make_sample_study

from focuskit.messages import speak
from focuskit.reports import word_pages
from focuskit.workflow.report import report_project
from invented import CODEBOOK, GROUP, INTERVIEW


@pytest.fixture(autouse=True)
def french(monkeypatch, request, tmp_path_factory):
    """Speak French; keep the user's data folder, and the layout by LibreOffice, out of the way."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "FOCUSKIT_PROJECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    if "libreoffice" not in request.keywords:
        monkeypatch.setattr(word_pages, "PROGRAMS", ())
    speak(None)
    yield
    speak(None)


@pytest.fixture
def codebook(tmp_path):
    path = tmp_path / "grille d'été.yaml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return path


@pytest.fixture
def study(tmp_path):
    """Return a folder with one focus group and one interview."""
    folder = tmp_path / "étude de terrain"
    (folder / "entretiens").mkdir(parents=True)
    (folder / "groupe.txt").write_text(GROUP, encoding="utf-8")
    (folder / "entretiens" / "entretien é.txt").write_text(INTERVIEW, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def sample_study(tmp_path_factory):
    """Return the project of the sample study, all decided; tests leave it as it is."""
    return make_sample_study(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def sample_report(sample_study, tmp_path_factory):
    """Return the Word report of the sample study, page numbers by LibreOffice off."""
    speak("fr")
    path = tmp_path_factory.mktemp("sample_report") / "report.docx"
    return report_project(sample_study, path, with_pages=False).path


@pytest.fixture(scope="session")
def corpora():
    """Return the folder of outside data, or skip."""
    place = os.environ.get("FOCUSKIT_CORPORA")
    if not place or not Path(place).is_dir():
        pytest.skip("FOCUSKIT_CORPORA is not set")
    return Path(place)
