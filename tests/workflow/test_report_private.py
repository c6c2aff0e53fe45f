"""What a report must not hold: no byte of it, whatever the form, whoever wrote it down elsewhere in the study."""

import zipfile
from pathlib import Path

import pytest

from focuskit.cli import run_command_line
from focuskit.messages import speak
from focuskit.model.audiences import Audience
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.sheets import CellPlace, SheetKind
from focuskit.model.spans import Span
from focuskit.project import Project
from focuskit.store.written_cells import write_cells
from focuskit.workflow.decide import decide, open_desk, write_memo
from focuskit.workflow.in_vivo import code_in_vivo
from focuskit.workflow.participants import import_participants
from focuskit.workflow.report import report_project
from focuskit.workflow.report_subject import ReportSubject
from focuskit.workflow.tag import load_codebook
from small_study import make_study

REFUSED = "Moi le potager zinzolin de ma tante je le vendrais demain."
ALONE = "Le vélo amarante du maire est trop cher pour moi toute seule."
SAID = "On a un potager nacarat et des poules depuis toujours."
GROUP = f"""Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : {SAID}

Zoé : {REFUSED} Oui, d'accord avec toi.

Léa : Non, pas d'accord du tout, le potager reste et c'est trop cher ailleurs.

Zoé : C'est trop cher zinzolin.
"""
INTERVIEW = f"""Animatrice : Et vous, le potager ?

Sonia : {ALONE}
"""
GRID = """name: t
facets:
- id: transition
  label: Transition
  codes:
  - id: potager
    label: Potager
    rules: [potager]
  - id: velo
    label: Vélo
    rules: [vélo]
- id: frein
  label: Frein
  codes:
  - id: frein
    label: Frein
    codes:
    - id: cout
      label: Coût
      rules: [trop cher]
- id: levier
  label: Levier
  codes:
  - id: levier
    label: Levier
    codes:
    - id: cout
      label: Prix doux
      rules: [poules]
- id: imaginaire
  label: Imaginaires
  codes:
  - id: imaginaire
    label: Imaginaire
    rules: [tante, maire]
- id: emergent
  label: Émergent
  codes:
  - id: emergent
    label: Émergent
"""
PEOPLE = """pseudonym,label,document,role,metier,consent_quotation,consent_training
Fée,Animatrice,groupe.txt,moderator,animatrice,oui,oui
Fée,Animatrice,entretien.txt,moderator,animatrice,oui,oui
Adèle,Léa,groupe.txt,participant,boulangère,oui,oui
Ursule,Zoé,groupe.txt,participant,cordonnière,non,oui
Bertille,Sonia,entretien.txt,participant,vitrière,oui,
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a study whose memos, cells, stars and codes repeat the words that may not be shown."""
    speak("fr")
    root = tmp_path_factory.mktemp("private")
    made = make_study(root, GROUP, GRID)
    (root / "entretien.txt").write_text(INTERVIEW, encoding="utf-8")
    (root / "people.csv").write_text(PEOPLE, encoding="utf-8")
    project = Project(made.path)
    project.import_documents([root / "entretien.txt"])
    project.segment()
    project.tag()
    import_participants(made, root / "people.csv")
    for name, words in (("groupe.txt", REFUSED), ("entretien.txt", ALONE)):
        desk = open_desk(made, name)
        decide(made, "Nour", [desk.accept(one) for one in desk.open_suggestions()])
        start = desk.document.text.index(words)
        version, span = desk.document.version_id, Span(start, start + len(words))
        for kind in (MemoKind.THEORETICAL, MemoKind.STAR):
            write_memo(made, "Nour", kind, MemoTarget(version, span), f"« {words} » : on rit.")
        codebook, _ = load_codebook(made)
        code_in_vivo(made, "Nour", codebook, version, span, " ".join(words.split()[1:6]))
    repeated = f"Elle dit « {REFUSED} », l'autre « {ALONE} »."
    for code in ("potager", "frein/cout", "imaginaire", None):
        write_memo(made, "Nour", MemoKind.THEORETICAL, MemoTarget(code=code), repeated)
    with made.writing() as connection:
        cells = {
            CellPlace(SheetKind.FRAMEWORK, f"{case}", code): repeated
            for case in ("document:groupe.txt", "person:Ursule", "attr:metier:cordonnière")
            for code in ("potager", "frein/cout")
        }
        write_cells(connection, "Nour", cells)
    return made


def content_of(path: Path) -> str:
    """Return all that a file holds, its members unpacked, names of files too."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(name + archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def made_for(folder, tmp_path, ending, audience, **subject):
    path = tmp_path / f"r{ending}"
    report_project(folder, path, with_pages=False, audience=audience, subject=ReportSubject(**subject))
    return content_of(path)


@pytest.mark.parametrize("ending", [".docx", ".html", ".xlsx"])
@pytest.mark.parametrize("audience", [None, *Audience])
def test_no_form_holds_the_words_of_somebody_who_refused(folder, tmp_path, ending, audience):
    content = made_for(folder, tmp_path, ending, audience)
    assert "nacarat" in content
    assert "zinzolin" not in content
    assert "non repris" in content


@pytest.mark.parametrize("ending", [".docx", ".html", ".xlsx"])
def test_no_form_for_participants_holds_what_was_said_in_an_interview_only(folder, tmp_path, ending):
    content = made_for(folder, tmp_path, ending, Audience.PARTICIPANTS)
    assert "nacarat" in content
    for hidden in ("amarante", "Bertille", "entretien.txt", "cordonnière", "boulangère", "on rit"):
        assert hidden not in content
    assert "amarante" in made_for(folder, tmp_path, ending, None)


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_a_portrait_and_a_sheet_hold_them_neither(folder, tmp_path, ending):
    for subject in ({"document": "groupe.txt"}, {"person": "Ursule"}, {"sheet": ("potager",)}):
        assert "zinzolin" not in made_for(folder, tmp_path, ending, None, **subject)
    sheets = made_for(folder, tmp_path, ending, None, sheet_by=("transition",))
    assert "nacarat" in sheets
    assert "amarante" not in sheets


def test_the_report_says_how_many_that_left_out_and_how_many_passages_were_replaced(folder, tmp_path):
    content = made_for(folder, tmp_path, ".html", None)
    assert "1 personne n’a pas consenti" in content
    assert "passages repris de personnes qui n’ont pas consenti" in content
    assert "Elle dit « […]. »" in content


def test_what_was_said_twice_by_others_keeps_its_name(folder, tmp_path):
    assert "Coût" in made_for(folder, tmp_path, ".html", Audience.PARTICIPANTS)


@pytest.mark.parametrize(
    ("audience", "shown"),
    [(None, "boulangère"), (Audience.SPONSOR, "boulangère"), (Audience.PUBLICATION, "")],
)
def test_each_audience_has_its_attributes_beside_quotations_and_in_the_annex(
    folder, tmp_path, audience, shown
):
    settings = folder.path / "focuskit.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(
        before.replace("quote_attributes = []", 'quote_attributes = ["metier"]').replace(
            "# attributes_publication = []", "attributes_publication = []"
        ),
        encoding="utf-8",
    )
    try:
        content = made_for(folder, tmp_path, ".docx", audience)
    finally:
        settings.write_text(before, encoding="utf-8")
    assert ("boulangère" in content) is bool(shown)


def test_words_written_in_a_report_for_some_do_not_come_into_one_for_others(folder, tmp_path, capsys):
    path = tmp_path / "r.docx"
    report_project(folder, path, with_pages=False)
    written = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    body = members["word/document.xml"].decode()
    body = body.replace("<w:showingPlcHdr/>", "", 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, one in members.items():
            archive.writestr(name, body if name == "word/document.xml" else one)
    assert path.read_bytes() != written
    edited = path.read_bytes()
    command = ["report", "--for", "participants", "--output", str(path), "--project", str(folder.path)]
    assert run_command_line(command) == 2
    assert "autres lecteurs" in capsys.readouterr().err
    assert path.read_bytes() == edited
    assert run_command_line([*command[:1], "--no-page-numbers", *command[3:]]) == 0


def test_words_written_in_a_part_that_is_left_out_are_kept(folder, tmp_path):
    path = tmp_path / "r.docx"
    report_project(folder, path, with_pages=False)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    body = members["word/document.xml"].decode()
    start = body.index("focuskit:recommendations")
    place = body.index("<w:showingPlcHdr/>", start)
    body = body[:place] + body[place:].replace("<w:showingPlcHdr/>", "", 1).replace(
        "Pour chaque piste", "Samedi", 1
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, one in members.items():
            archive.writestr(name, body if name == "word/document.xml" else one)
    for _ in range(2):
        report_project(folder, path, with_pages=False, subject=ReportSubject(document="groupe.txt"))
        assert content_of(path).count("Samedi") == 1
    report_project(folder, path, with_pages=False)
    assert content_of(path).count("Samedi") == 1
    assert "Écrit dans le rapport précédent" not in content_of(path)
