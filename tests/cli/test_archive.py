"""``focuskit archive``: what consent covers, whole or not at all, the same bytes each time."""

import csv
import hashlib
import json
import os
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from lxml import etree

from focuskit.cli import run_command_line
from focuskit.exchange.haystack import readings_of
from focuskit.transcripts import InputFile, Reading, read_transcript
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.initialise import locate_project
from small_study import CODEBOOK, make_study

SAID = "Moi je répare des vélos avec mon beau-frère zyzomys. C'est trop cher neuf."
ALONE = "Chez nous on composte seulement les épluchures zyzomys du potager."
TEXT = f"""Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : On a un potager et des poules. = 2 poules

Marc : {SAID}

Léa : Il faudrait une subvention pour le potager.
"""
PEOPLE = """pseudonym,label,document,role,structure,age,consent_archive
Solène,Léa,groupe.txt,participant,La Grange,40-49,oui
Odilon,Marc,groupe.txt,participant,Ressourcerie,50-59,{answer}
Yves,Jean,seul.txt,participant,La Grange,40-49,non
"""
GRID = CODEBOOK.replace("La prime est tombée.", SAID)


@pytest.fixture
def project(tmp_path):
    folder = make_study(tmp_path, TEXT, GRID)
    alone = tmp_path / "seul.txt"
    alone.write_text(f"Enquêtrice : Et chez vous ?\n\nJean : {ALONE}\n", encoding="utf-8")
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE.format(answer="plutôt non"), encoding="utf-8")
    run_command_line(["import", str(alone), "--participants", str(people), "--project", str(folder.path)])
    run_command_line(["segment", "--project", str(folder.path)])
    run_command_line(["tag", "--project", str(folder.path)])
    folder = locate_project(folder.path)
    desk = open_desk(folder, "groupe")
    decide(folder, "Nour", [desk.accept(one) for one in desk.suggestions])
    folder.engine.dispose()
    return folder.path


def run(capsys, *arguments):
    capsys.readouterr()
    code = run_command_line([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out + err


def deposit(capsys, project, target, *more):
    return run(capsys, "archive", target, "--with-names", *more, "--project", project)


def table(place, name):
    return list(csv.DictReader(StringIO((place / "data" / name).read_text(encoding="utf-8"))))


def test_words_without_consent_are_in_no_file_and_the_others_keep_theirs(project, tmp_path, capsys):
    place = tmp_path / "dépôt"
    code, out = deposit(capsys, project, place)
    assert code == 0
    assert "laissé de côté : 2 personnes, tours 3, mots 26, documents entiers 1, codages 2" in out
    for path in place.rglob("*"):
        if path.is_file():
            words = " ".join(read for _, read in readings_of(path.read_bytes()))
            assert "zyzomys" not in words, path
            assert "Odilon" not in words, path
            assert "groupe.txt" not in words, path
    turns = table(place, "turns.csv")
    assert [turn["person"] for turn in turns][1:] == ["Solène", "personne non archivée", "Solène"]
    assert [turn["gap"] for turn in turns] == ["0", "0", "1", "0"]
    assert "On a un potager et des poules." in turns[1]["words"]
    assert run(capsys, "archive", place, "--check", "--project", project)[0] == 0


def test_every_offset_lies_on_the_words_it_tells(project, tmp_path, capsys):
    place = tmp_path / "d"
    deposit(capsys, project, place)
    rows = table(place, "turns.csv") + table(place, "codings.csv")
    assert len(table(place, "codings.csv")) == 3
    for row in rows:
        text = (place / "data" / "texts" / f"{row['document']}.txt").read_text(encoding="utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["words"].removeprefix("'")
    assert {row["coder"] for row in table(place, "codings.csv")} == {"C1"}


def test_the_tei_is_read_again_with_the_same_words(project, tmp_path, capsys):
    place = tmp_path / "d"
    deposit(capsys, project, place)
    path = place / "data" / "tei" / "focus_group_01.xml"
    read = read_transcript(InputFile(path, path.name), Reading()).transcript
    assert read is not None
    said = [row["words"] if row["gap"] == "0" else "[inaudible]" for row in table(place, "turns.csv")]
    assert [turn.span.slice(read.text) for turn in read.turns] == said
    assert len(etree.parse(str(path)).findall(".//{*}gap")) == 1


def test_only_allowed_attributes_are_deposited_and_rare_combinations_are_told(project, tmp_path, capsys):
    deposit(capsys, project, tmp_path / "none")
    assert list(table(tmp_path / "none", "participants.csv")[0]) == ["person", "role", "documents"]
    settings = project / "focuskit.toml"
    told = '\n[archive]\nattributes = ["age", "consent_archive"]\ncreators = ["É. Dupuis"]\nlicence = "CC BY-NC"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + told, encoding="utf-8")
    code, out = deposit(capsys, project, tmp_path / "some")
    assert code == 0
    assert "1 personne a une combinaison" in out
    people = table(tmp_path / "some", "participants.csv")
    assert [(one["person"], one["age"]) for one in people if one["role"] == "participant"] == [
        ("Solène", "40-49")
    ]
    assert "consent_archive" not in people[0]
    record = json.loads(
        (tmp_path / "some" / "data" / "metadata" / "datacite.json").read_text(encoding="utf-8")
    )
    assert record["creators"] == [{"name": "É. Dupuis"}]
    assert record["publisher"] == "à compléter"


def test_a_setting_of_another_name_is_told(project, tmp_path, capsys):
    settings = project / "focuskit.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + '\n[archive]\nauthor = "X"\n', encoding="utf-8"
    )
    code, out = deposit(capsys, project, tmp_path / "d")
    assert code == 2
    assert "archive.author" in out
    assert not (tmp_path / "d").exists()


def test_the_same_study_gives_the_same_bytes_as_folder_and_as_zip(project, tmp_path, capsys):
    for name in ("a.zip", "b.zip", "a"):
        assert deposit(capsys, project, tmp_path / name)[0] == 0
    first, second = ((tmp_path / name).read_bytes() for name in ("a.zip", "b.zip"))
    assert first.replace(b"a/", b"b/") == second.replace(b"a/", b"b/")
    with ZipFile(BytesIO(first)) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert {name for name in archive.namelist() if not name.startswith("a/")} == set()
    for name, content in files.items():
        assert (tmp_path / "a" / name).read_bytes() == content
    assert run(capsys, "archive", tmp_path / "a.zip", "--check", "--project", project)[0] == 0


def test_names_that_nobody_replaced_are_refused_unless_asked_for(project, tmp_path, capsys):
    code, out = run(capsys, "archive", tmp_path / "d", "--project", project)
    assert code == 1
    assert "focuskit pseudonymise" in out
    assert not (tmp_path / "d").exists()


def test_a_target_that_is_there_is_never_written_over(project, tmp_path, capsys):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "mine.txt").write_text("à moi", encoding="utf-8")
    (tmp_path / "d.zip").write_bytes(b"mine")
    for name in ("d", "d.zip"):
        code, out = deposit(capsys, project, tmp_path / name)
        assert code == 1
        assert "existe déjà" in out
    assert [one.name for one in (tmp_path / "d").iterdir()] == ["mine.txt"]
    assert (tmp_path / "d.zip").read_bytes() == b"mine"


def test_an_interrupted_deposit_leaves_nothing(project, tmp_path, capsys, monkeypatch):
    real, written = os.open, []

    def failing(path, *rest, **more):
        if "turns.csv" in str(path):
            raise KeyboardInterrupt
        written.append(str(path))
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", failing)
    code, _ = deposit(capsys, project, tmp_path / "d")
    assert code == 130
    assert any("README" in one for one in written)
    assert not [one for one in tmp_path.iterdir() if one.name in {"d", ".d.new"}]


def test_nothing_is_made_where_nobody_agreed(project, tmp_path, capsys):
    run(capsys, "participants", "set", "Solène", "consent_archive=non", "--project", project)
    code, out = deposit(capsys, project, tmp_path / "d")
    assert code == 1
    assert "personne n’a consenti à l’archivage" in out


def test_checking_finds_what_was_changed_added_taken_away_or_put_in(project, tmp_path, capsys):
    place = tmp_path / "d"
    deposit(capsys, project, place)
    data = place / "data"
    (data / "documents.csv").unlink()
    (data / "more.txt").write_text(f"on se souvient : {SAID}", encoding="utf-8")
    with (data / "README.md").open("a", encoding="utf-8") as file:
        file.write("x")
    code, out = run(capsys, "archive", place, "--check", "--json", "--project", project)
    assert code == 1
    found = json.loads(out)
    assert {(one["fault"], one["file"]) for one in found["faults"]} == {
        ("missing", "data/documents.csv"),
        ("unknown", "data/more.txt"),
        ("changed", "data/README.md"),
    }
    assert found["words_in"] == ["data/more.txt"]


def test_checking_without_a_project_says_what_it_did_not_check(project, tmp_path, capsys, monkeypatch):
    place = tmp_path / "d"
    deposit(capsys, project, place)
    monkeypatch.chdir(tmp_path)
    code, out = run(capsys, "archive", place, "--check")
    assert code == 0
    assert "Consentement non vérifié" in out
    code, out = run(capsys, "archive", tmp_path / "people.csv", "--check")
    assert code == 1
    assert "n’est pas un dossier de dépôt" in out


def test_the_manifest_holds_the_digest_of_each_file(project, tmp_path, capsys):
    place = tmp_path / "d"
    deposit(capsys, project, place)
    lines = (place / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    told = dict(reversed(line.split("  ")) for line in lines)
    assert set(told) == {
        one.relative_to(place).as_posix() for one in (place / "data").rglob("*") if one.is_file()
    }
    assert all(
        hashlib.sha256((place / name).read_bytes()).hexdigest() == digest for name, digest in told.items()
    )


def test_an_empty_project_has_nothing_to_deposit(tmp_path, capsys):
    grid = tmp_path / "g.yaml"
    grid.write_text(CODEBOOK, encoding="utf-8")
    run(capsys, "init", tmp_path / "p", "--codebook", grid)
    code, out = deposit(capsys, tmp_path / "p", tmp_path / "d")
    assert code == 1
    assert "Rien à déposer" in out
