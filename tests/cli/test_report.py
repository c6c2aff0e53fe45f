"""``focuskit report``: forms, audiences, templates, and words kept from the last one."""

import docx
import pytest
from docx.oxml.ns import qn

from focuskit.cli import run_command_line
from focuskit.project import Project
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.participants import import_participants
from focuskit.workflow.tag import load_codebook
from small_study import make_study

GROUP = """Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : On a un potager et des poules.

Marc : Moi je répare des vélos. C'est trop cher neuf.
"""
ALONE = """Animatrice : Et vous ?

Sonia : Le vélo, c'est trop cher pour moi toute seule.
"""


@pytest.fixture
def folder(tmp_path):
    made = make_study(tmp_path, GROUP)
    source = tmp_path / "entretien.txt"
    source.write_text(ALONE, encoding="utf-8")
    project = Project(made.path)
    project.import_documents([source])
    project.segment()
    project.tag()
    return made


def report(folder, *options):
    return run_command_line(["report", "--project", str(folder.path), *map(str, options)])


def words(path):
    return "\n".join(one.text or "" for one in docx.Document(str(path)).element.iter(qn("w:t")))


@pytest.mark.parametrize(
    ("name", "begins"), [("r.docx", b"PK"), ("r.html", b"<!doctype html>"), ("r.xlsx", b"PK")]
)
def test_the_ending_decides_on_the_form(folder, tmp_path, name, begins):
    assert report(folder, "--output", tmp_path / name) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_another_ending_is_refused_in_a_sentence(folder, tmp_path, capsys):
    assert report(folder, "--output", tmp_path / "r.pdf") == 2
    assert "r.pdf" in capsys.readouterr().err


def test_participants_never_see_what_was_said_in_an_interview_only(folder):
    assert report(folder, "--for", "participants") == 0
    given_back = words(folder.path / "reports" / "report-participants.docx")
    assert "potager" in given_back
    assert "toute seule" not in given_back
    assert report(folder) == 0
    assert "toute seule" in words(folder.path / "reports" / "report.docx")


def test_words_written_in_a_marked_place_are_there_when_the_report_is_made_again(folder, tmp_path):
    path = tmp_path / "r.docx"
    assert report(folder, "--output", path) == 0
    document = docx.Document(str(path))
    tag = next(
        one
        for one in document.element.iter(qn("w:tag"))
        if one.get(qn("w:val")) == "focuskit:recommendations"
    )
    control = tag.getparent().getparent()
    prompt = control.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr"))
    prompt.getparent().remove(prompt)
    next(control.iter(qn("w:t"))).text = "Ouvrir le samedi matin."
    document.save(str(path))
    assert report(folder, "--output", path) == 0
    assert "Ouvrir le samedi matin." in words(path)


def test_the_author_of_the_file_is_what_the_settings_say_and_nobody_else(folder, tmp_path):
    settings = folder.path / "focuskit.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('author = ""', 'author = "Laboratoire inventé"'), encoding="utf-8")
    assert report(folder, "--output", tmp_path / "r.docx") == 0
    assert docx.Document(str(tmp_path / "r.docx")).core_properties.author == "Laboratoire inventé"


def test_parts_of_the_settings_that_do_not_exist_are_told(folder, tmp_path, capsys):
    settings = folder.path / "focuskit.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("parts = []", 'parts = ["résumé"]'), encoding="utf-8"
    )
    assert report(folder, "--output", tmp_path / "r.docx") in {1, 2}
    assert "résumé" in capsys.readouterr().err


def test_a_template_that_is_missing_is_told(folder, tmp_path, capsys):
    assert report(folder, "--template", tmp_path / "labo.dotx", "--output", tmp_path / "r.docx") == 2
    assert "labo.dotx" in capsys.readouterr().err


PEOPLE = "pseudonym,label,document,role,consent_training\nRose,Léa,groupe.txt,participant,oui\nPaul,Marc,groupe.txt,participant,non\n"


def code_of(words_of_it, folder):
    corpus = load_corpus(folder, load_codebook(folder)[0])
    return next(mark.code for one in corpus.segments if words_of_it in one.verbatim for mark in one.marks)


def test_a_training_sheet_quotes_only_people_who_agreed_to_that_use(folder, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    import_participants(folder, people)
    agreed, refused = tmp_path / "a.docx", tmp_path / "r.docx"
    assert report(folder, "--sheet", code_of("potager", folder), "--output", agreed) == 0
    assert report(folder, "--sheet", code_of("vélos", folder), "--output", refused) == 0
    assert "potager et des poules" in words(agreed)
    assert "répare des vélos" not in words(refused)
    assert "consent_training" in words(refused)


def test_a_portrait_holds_one_person_or_one_document_only(folder, tmp_path):
    path = tmp_path / "p.docx"
    assert report(folder, "--document", "entretien", "--output", path) == 0
    assert "toute seule" in words(path)
    assert "potager" not in words(path)


@pytest.mark.parametrize(
    "options",
    [
        ("--person", "Inconnue"),
        ("--sheet", "inconnu"),
        ("--document", "x"),
        ("--person", "a", "--sheet", "b"),
    ],
)
def test_a_subject_that_is_not_there_is_told(folder, capsys, options):
    assert report(folder, *options) == 2
    assert capsys.readouterr().err.strip()
    assert not list((folder.path / "reports").glob("*.docx"))
