"""Decisions one by one, names in files, labels and names of documents, what is sealed opened again."""

import csv
import stat

import pytest
from sqlalchemy import select

from focuskit.errors import UsageError
from focuskit.model.names import NameVerdict
from focuskit.store import load_documents
from focuskit.store import schema as s
from focuskit.store.name_vault import NameVault, vault_path
from focuskit.transcripts import Reading
from focuskit.workflow.check import check_project
from focuskit.workflow.check_names import check_names
from focuskit.workflow.decide_names import NameSession
from focuskit.workflow.find_names import find_names
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.participants import import_participants
from focuskit.workflow.pseudonymise import apply_sheet, replace_decided, write_sheet
from focuskit.workflow.sealed_names import change_passphrase, reopen_names
from focuskit.workflow.tag import tag_documents
from small_study import CODEBOOK, make_study

PHRASE = "trois petits vélos"
TEXT = """Animatrice : Bonjour Zélie, et bonjour Amélie.

Zélie : Moi je viens avec Amélie Kerbrat, du potager.

Amélie : AMELIE, c'est moi, et j'ai un potager.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOCUSKIT_DATA", str(tmp_path / "data"))
    return make_study(tmp_path, TEXT, CODEBOOK.replace("Le potager donne bien.", "Amélie a un potager."))


def replace_all(folder, replacements=None):
    session = NameSession(folder, PHRASE)
    for at in session.waiting:
        one = session.entries[at]
        session.decide(at, NameVerdict.REPLACE, (replacements or {}).get(one.key, ""))
    return replace_decided(folder, PHRASE)


def texts(folder):
    with folder.reading() as connection:
        return {one.name: one.text for one in load_documents(connection)}


def test_each_answer_is_sealed_at_once_and_the_next_session_goes_on(folder):
    session = NameSession(folder, PHRASE)
    first, second, _ = session.waiting
    session.decide(first, NameVerdict.REPLACE, "Émilie")
    session.decide(second, NameVerdict.KEEP)
    assert [one.verdict.value for one in NameVault(vault_path(folder), PHRASE).entries] == ["replace", "keep"]
    assert session.take_back() == second
    again = NameSession(folder, PHRASE)
    assert len(again.waiting) == 2
    assert [one.replacement for one in again.entries if one.verdict is NameVerdict.REPLACE] == ["Émilie"]
    assert "Amélie" in next(iter(texts(folder).values()))


def test_a_session_shows_places_and_warns_of_a_replacement_that_is_taken(folder):
    session = NameSession(folder, PHRASE)
    at = next(at for at in session.waiting if session.entries[at].key == "amelie")
    assert [name for _, name, _ in session.contexts(at, 0, 9)] == ["Amélie", "Amélie", "AMELIE"]
    assert len(session.contexts(at, 2, 9)) == 1
    session.decide(at, NameVerdict.REPLACE, "Rosine")
    other = session.waiting[0]
    assert session.is_taken(other, "rosine")
    assert not session.is_taken(at, "Rosine")


def test_decisions_are_applied_to_what_is_imported_later(folder, tmp_path):
    replace_all(folder, {"amelie": "Émilie"})
    later = tmp_path / "entretien_amelie.txt"
    later.write_text("Enquêtrice : Et toi ?\n\nBruno : C'est Amélie qui sait.\n", encoding="utf-8")
    import_documents(folder, [later], Reading())
    done = replace_decided(folder, PHRASE)
    assert done.n_open == 1
    assert texts(folder)["entretien_émilie.txt"].endswith("C'est Émilie qui sait.")
    assert check_names(folder, [folder.path], PHRASE).sure == ()


def test_files_labels_and_names_of_documents_follow(folder, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text(
        "pseudonym,label,document,lien\nOriane,Amélie,groupe.txt,voisine de Zélie\n", encoding="utf-8"
    )
    import_participants(folder, people)
    (folder.path / "participants.csv").write_bytes(people.read_bytes())
    (folder.path / "guide.yaml").write_text("- question: Que fait Kerbrat ?\n", encoding="utf-8")
    (folder.path / "reports").mkdir(exist_ok=True)
    (folder.path / "reports" / "rapport.html").write_text("<p>Am&eacute;lie</p>", encoding="utf-8")
    (folder.path / "reports" / "autre.html").write_text("<p>rien</p>", encoding="utf-8")
    done = replace_all(folder, {"zelie": "Rosine", "kerbrat": "Morel"})
    assert done.left == ()
    assert set(done.rewritten) == {"codebook.yaml", "guide.yaml", "participants.csv"}
    assert "Que fait Morel ?" in folder.guide_path.read_text(encoding="utf-8")
    assert "Oriane,Oriane,groupe.txt,voisine de Rosine" in folder.participants_path.read_text(
        encoding="utf-8"
    )
    assert not (folder.path / "reports" / "rapport.html").exists()
    assert (folder.path / "reports" / "autre.html").exists()
    with folder.reading() as connection:
        assert connection.scalar(select(s.participant.c.attributes)) == [["lien", "voisine de Rosine"]]
    assert check_project(folder).problems == ()
    tag_documents(folder)


def test_two_labels_that_become_one_stay_two(folder, tmp_path):
    other = tmp_path / "deux.txt"
    other.write_text("Amélie : Oui.\n\nAmelie : Non.\n", encoding="utf-8")
    import_documents(folder, [other], Reading())
    replace_all(folder, {"amelie": "Émilie"})
    with folder.reading() as connection:
        labels = set(connection.scalars(select(s.speaker.c.label)))
    assert {"Émilie", "Émilie (2)"} <= labels
    assert check_names(folder, [folder.path], PHRASE).sure == ()


def test_a_csv_sheet_goes_out_and_comes_back_from_a_french_spreadsheet(folder, tmp_path):
    sheet = tmp_path / "noms.csv"
    n = write_sheet(folder, sheet)
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == n + 1
    for row in rows[1:]:
        row[0], row[2] = ("oui", "Émilie") if row[1].startswith("Amélie") else ("non", row[2])
    with sheet.open("w", encoding="cp1252", errors="replace", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    done = apply_sheet(folder, sheet, PHRASE)
    assert (done.n_names, done.n_open) == (1, 0)
    assert "Émilie Kerbrat" in next(iter(texts(folder).values()))


def test_what_is_sealed_opens_again_outside_the_project_for_its_owner(folder, tmp_path):
    replace_all(folder)
    place = tmp_path / "rouvert"
    n = reopen_names(folder, place, PHRASE)
    assert (place / "transcripts" / "groupe.txt").read_text(encoding="utf-8") == TEXT
    assert "Kerbrat" in (place / "noms.csv").read_text(encoding="utf-8-sig")
    files = [path for path in place.rglob("*") if path.is_file()]
    assert len(files) == n
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    for bad in (folder.path / "rouvert", place):
        with pytest.raises(UsageError):
            reopen_names(folder, bad, PHRASE)


def test_replacing_twice_seals_nothing_twice(folder):
    replace_all(folder)
    files = vault_path(folder) / "files"
    before = {path.name for path in files.iterdir()}
    replace_decided(folder, PHRASE)
    again = {path.name for path in files.iterdir()}
    assert before <= again
    contents = NameVault(vault_path(folder), PHRASE).sealed_files()
    assert len(contents) == len(set(contents))


def test_another_passphrase_opens_and_the_one_before_no_longer(folder):
    replace_all(folder)
    change_passphrase(folder, PHRASE, "une tout autre phrase")
    assert NameVault(vault_path(folder), "une tout autre phrase").entries
    with pytest.raises(UsageError):
        NameVault(vault_path(folder), PHRASE)
    with pytest.raises(UsageError):
        change_passphrase(folder, "une tout autre phrase", "court")


def test_nothing_sealed_and_a_short_passphrase_are_told(folder, tmp_path):
    with pytest.raises(UsageError):
        reopen_names(folder, tmp_path / "x", PHRASE)
    with pytest.raises(UsageError):
        NameSession(folder, "court")


def test_names_without_capitals_are_replaced_by_names_without(folder, tmp_path):
    spoken = tmp_path / "dictee.txt"
    spoken.write_text(
        "P1 : alors moi je suis venue avec sandrine et monsieur roche on a vu la roche\n", encoding="utf-8"
    )
    import_documents(folder, [spoken], Reading())
    keys = {one.key for one in find_names(folder)}
    assert {"sandrine", "monsieur roche"} <= keys
    replace_all(folder, {"sandrine": "Valérie", "monsieur roche": "monsieur Morel"})
    assert texts(folder)["dictee.txt"].endswith("avec valérie et monsieur morel on a vu la roche")
