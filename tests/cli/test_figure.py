"""``focuskit figure``: pictures written where they are asked for."""

import pytest

from focuskit.cli import run_command_line
from focuskit.project import Project
from small_study import make_study


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


def figure(folder, *arguments):
    return run_command_line(["figure", *arguments, "--project", str(folder.path)])


def test_all_pictures_go_into_the_reports_of_the_project(folder, capsys):
    assert figure(folder, "all") == 0
    written = sorted(path.name for path in (folder.path / "reports" / "figures").iterdir())
    assert {"participation_1.svg", "participation_1.png", "succession_1.svg", "code_line_1.svg"} <= set(
        written
    )
    assert "Les plus fréquentes" in capsys.readouterr().out


def test_one_picture_is_one_file(folder, tmp_path):
    assert figure(folder, "participation", "--output", str(tmp_path / "qui.png")) == 0
    assert (tmp_path / "qui.png").read_bytes().startswith(b"\x89PNG")


def test_several_pictures_do_not_fit_into_one_file(folder, tmp_path, capsys):
    assert (
        figure(folder, "themes", "--facet", "sujet", "--facet", "frein", "--output", str(tmp_path / "x.svg"))
        == 2
    )
    assert "x.svg" in capsys.readouterr().err
    assert not (tmp_path / "x.svg").exists()


@pytest.mark.parametrize("wrong", [("--facet", "nulle"), ("--across", "nulle"), ("--where", "person=Nemo")])
def test_what_does_not_exist_is_told(folder, wrong, capsys):
    assert figure(folder, "themes", *wrong) in {1, 2}
    assert capsys.readouterr().err.strip()


def test_a_notebook_shows_a_picture_as_svg(folder):
    (picture,) = Project(folder.path).plot("participation")
    assert picture._repr_mimebundle_()["image/svg+xml"].startswith("<?xml")
