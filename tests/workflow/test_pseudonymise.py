"""Names are replaced everywhere, codings stay on their words, and nothing of them is left."""

import stat

import openpyxl
import pytest
from sqlalchemy import select

from focuskit.errors import UsageError
from focuskit.model.codings import DecisionKind, Gesture
from focuskit.model.names import NameKind
from focuskit.model.spans import Span
from focuskit.store import load_documents, load_pseudonyms
from focuskit.store import schema as s
from focuskit.store.codings import load_codings
from focuskit.store.decisions import record_step
from focuskit.store.name_vault import NameVault, vault_path
from focuskit.transcripts import Reading
from focuskit.workflow.check import check_project
from focuskit.workflow.check_names import check_names
from focuskit.workflow.find_names import find_names
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.participants import import_participants
from focuskit.workflow.pseudonymise import apply_sheet, write_sheet
from small_study import make_study

PHRASE = "trois petits vélos"
TEXT = """Animatrice : Bonjour Zélie, et bonjour Amélie.

Zélie : Moi je viens avec Amélie Kerbrat, du potager. C'est l'idée d'Amélie.

Amélie : AMELIE, c'est moi ! Mon numéro : 06 12 34 56 78. Et Amélye aussi l'écrit.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOCUSKIT_DATA", str(tmp_path / "data"))
    return make_study(tmp_path, TEXT)


def decided(folder, tmp_path, verdicts=None, phrase=""):
    """Write a sheet, decide by name (``oui`` for all others), return its path."""
    path = tmp_path / f"noms {len(list(tmp_path.iterdir()))}.xlsx"
    write_sheet(folder, path, phrase)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        said, replacement = (verdicts or {}).get(row[1].value.split(" / ")[0], ("oui", None))
        row[0].value = said
        row[2].value = replacement or row[2].value
    book.save(path)
    return path


def current(folder):
    with folder.reading() as connection:
        return load_documents(connection)[0]


def code(folder, words):
    document = current(folder)
    start = document.text.index(words)
    place = Span(start, start + len(words))
    gesture = Gesture(DecisionKind.ADD, document.version_id, place, "sujet/potager", None, None, None)
    with folder.writing() as connection:
        record_step(connection, "Ana", [gesture])


def test_names_are_found_with_proposals_of_their_kind(folder):
    found = {one.key: one for one in find_names(folder)}
    assert found["amelie"].n == 6  # five in the text, one label
    assert set(found["amelie"].spellings) == {"Amélie", "AMELIE", "Amélye"}
    assert found["amelie"].replacement[0] in "AEIOUÉ"
    assert found["06 12 34 56 78"].kind is NameKind.PHONE
    assert found["06 12 34 56 78"].replacement == "[téléphone]"
    assert {"zelie", "kerbrat"} <= found.keys()
    assert "animatrice" not in found
    replacements = [one.replacement for one in found.values()]
    assert len(set(replacements)) == len(replacements)


def test_replaced_names_are_gone_and_codings_keep_their_words(folder, tmp_path):
    code(folder, "avec Amélie Kerbrat, du potager")
    code(folder, "Et Amélye aussi")
    sheet = decided(folder, tmp_path, {"Amélie": ("oui", "Émilie"), "Kerbrat": ("oui", "Morel")})
    done = apply_sheet(folder, sheet, PHRASE)
    document = current(folder)
    assert done.n_open == 0
    assert "d'Émilie" in document.text
    assert "ÉMILIE, c'est moi" in document.text
    assert "[téléphone]" in document.text
    assert "Émilie" in [turn.label for turn in document.turns]
    with folder.reading() as connection:
        codings = load_codings(connection, document.version_id)
    assert [one.words for one in codings] == ["avec Émilie Morel, du potager", "Et Émilie aussi"]
    assert check_project(folder).problems == ()
    assert check_names(folder, [folder.path], PHRASE).places == ()
    for path in folder.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "Amélie".encode() not in content
            assert b"Kerbrat" not in content
            assert b"06 12 34 56 78" not in content


def test_a_refused_name_stays_and_an_open_one_is_proposed_again(folder, tmp_path):
    sheet = decided(folder, tmp_path, {"Zélie": ("non", None), "Kerbrat": ("", None)})
    done = apply_sheet(folder, sheet, PHRASE)
    assert "Zélie" in current(folder).text
    assert done.n_open == 1
    verdicts = {one.key: one.verdict.value for one in find_names(folder, PHRASE)}
    assert verdicts["zelie"] == "keep"
    assert verdicts["kerbrat"] == "open"
    assert verdicts["amelie"] == "replace"


def test_decisions_hold_for_a_later_import(folder, tmp_path):
    apply_sheet(folder, decided(folder, tmp_path, {"Amélie": ("oui", "Émilie")}), PHRASE)
    later = tmp_path / "entretien.txt"
    later.write_text("Enquêtrice : Et toi ?\n\nBruno : C'est Amélie qui sait.\n", encoding="utf-8")
    import_documents(folder, [later], Reading())
    again = decided(folder, tmp_path, {"Bruno": ("non", None)}, PHRASE)
    apply_sheet(folder, again, PHRASE)
    with folder.reading() as connection:
        texts = list(connection.scalars(select(s.text_version.c.text)))
    assert any("C'est Émilie qui sait" in text for text in texts)
    assert not any("Amélie" in text for text in texts)


def test_the_table_is_outside_sealed_and_for_its_owner_alone(folder, tmp_path):
    apply_sheet(folder, decided(folder, tmp_path), PHRASE)
    place = vault_path(folder)
    assert not place.is_relative_to(folder.path)
    files = [path for path in place.rglob("*") if path.is_file()]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    assert all("Amélie".encode() not in path.read_bytes() for path in files)
    with pytest.raises(UsageError):
        NameVault(place, "autre phrase")
    sealed = dict(NameVault(place, PHRASE).sealed_files())
    assert sealed["transcripts/groupe.txt"].decode() == TEXT
    assert not (folder.path / "transcripts" / "groupe.txt").exists()


def test_files_that_hold_a_name_are_told_without_it(folder, tmp_path):
    apply_sheet(folder, decided(folder, tmp_path), PHRASE)
    bad = tmp_path / "mail.html"
    bad.write_text("<p>Am&eacute;lie et Kerbr<b>a</b>t, Kerbrad</p>", encoding="utf-8")
    found = check_names(folder, [bad], PHRASE)
    assert found.n_files == 1
    assert [(one.place, one.kind, one.n) for one in found.sure] == [(str(bad), NameKind.PERSON, 2)]


def test_a_sheet_goes_neither_into_the_project_nor_over_another(folder, tmp_path):
    with pytest.raises(UsageError):
        write_sheet(folder, folder.path / "noms.xlsx")
    there = tmp_path / "there.xlsx"
    write_sheet(folder, there)
    assert stat.S_IMODE(there.stat().st_mode) == 0o600
    with pytest.raises(UsageError):
        write_sheet(folder, there)


def test_somebody_listed_is_called_by_their_own_pseudonym_in_the_texts_too(folder, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text(
        "pseudonym,label,document\nOriane,Amélie,groupe.txt\nSylvette,Zélie,\n", encoding="utf-8"
    )
    import_participants(folder, people)
    found = {one.key: one.replacement for one in find_names(folder)}
    assert found["amelie"] == "Oriane"
    assert found["zelie"] == "Sylvette"
    apply_sheet(folder, decided(folder, tmp_path), PHRASE)
    assert "d'Oriane" in current(folder).text
    assert pseudonyms(folder) >= {"Oriane", "Sylvette"}


def pseudonyms(folder):
    document = current(folder)
    with folder.reading() as connection:
        shown = load_pseudonyms(connection)
    return {shown[document.id, one.label].pseudonym for one in document.speakers}
