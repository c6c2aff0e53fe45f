"""Whatever command is killed whenever: the project opens, all is in place, and the command done again ends it.

``FOCUSKIT_KILL_MOMENTS`` is the number of moments for each command.
"""

import os
import re
import shutil

import openpyxl
import pytest
from kill_moments import Killed, command, kill_at_moments, press_keys
from word_edits import comment, delete

from focuskit.cli import run_command_line
from focuskit.exchange.haystack import places_in
from focuskit.model.spans import Span
from focuskit.model.word_runs import SpokenWords
from focuskit.store import create_project, load_pseudonyms, open_project
from focuskit.store.decisions import load_decisions
from focuskit.store.name_vault import NameVault, is_sealed, vault_path
from focuskit.workflow.decide import decide, open_desk, remember_coder
from focuskit.workflow.unfinished import unfinished_steps
from small_study import CODEBOOK, make_study

N_MOMENTS = int(os.environ.get("FOCUSKIT_KILL_MOMENTS", "4"))
MARCS = "Moi je répare des vélos le samedi matin avec mon fils à l'écluse."
TEXT = f"""Animatrice : Qu'est-ce que vous cultivez ici, Zélie ?

Zélie : On a un potager et des poules, avec Amélie Kerbrat.

Marc : {MARCS} C'est trop cher neuf.

Zélie : Il faudrait une subvention pour le potager.

Marc : Moi aussi je dis potager, et mon fils le dit avec moi tous les jours.
"""


@pytest.fixture
def base(tmp_path, monkeypatch):
    """Return a place with a study in it, and beside it all that the commands take."""
    monkeypatch.setenv("FOCUSKIT_PASSPHRASE", "trois petits vélos")
    place = tmp_path / "base"
    place.mkdir()
    make_study(place, TEXT).engine.dispose()
    return place


def kill(job, base, tmp_path):
    figures = kill_at_moments(job, base, tmp_path, N_MOMENTS)
    print(job.name, figures)  # noqa: T201 (the figures of a long run, with -s)
    assert figures["killed"] == N_MOMENTS
    return figures


def run(*arguments):
    assert run_command_line([str(one) for one in arguments]) == 0


def test_import(tmp_path):
    base = tmp_path / "base"
    (base / "in").mkdir(parents=True)
    for number in range(6):
        (base / "in" / f"groupe {number}.txt").write_text(
            TEXT.replace("potager", f"potager {number}"), encoding="utf-8"
        )
    (base / "in" / "participants.csv").write_text("label;pseudonym\nMarc;Luc\nZélie;Ana\n", encoding="utf-8")
    create_project(base / "study")
    job = Killed("import", command("import", "{}/in", "--project", "{}/study", "--json"), '"skipped"')
    kill(job, base, tmp_path)


def test_tagging(tmp_path):
    (tmp_path / "warm").mkdir()
    make_study(tmp_path / "warm").engine.dispose()
    base = tmp_path / "base"
    (base / "in").mkdir(parents=True)
    for number in range(5):
        (base / "in" / f"groupe {number}.txt").write_text(
            TEXT.replace("potager", f"potager {number}"), "utf-8"
        )
    (base / "grille.yaml").write_text(CODEBOOK, encoding="utf-8")
    run("init", base / "study", "--codebook", base / "grille.yaml")
    run("import", base / "in", "--project", base / "study")
    run("segment", "--project", base / "study")
    kill(Killed("tag", command("tag", "--project", "{}/study"), "suggestion"), base, tmp_path)


def test_review(base, tmp_path):
    keys = "araaraaa"[: len(open_desk(open_project(base / "study"), "groupe").open_suggestions())]

    def after(place, said):
        folder = open_project(place / "study")
        with folder.reading() as connection:
            n_kept = len(load_decisions(connection))
        folder.engine.dispose()
        n_told = max(map(int, re.findall(r"kept (\d+)", said)), default=0)
        assert n_told <= n_kept <= n_told + 1

    job = Killed("review", lambda place: press_keys(place / "study", keys), f"kept {len(keys)}", after)
    assert len(keys) > 3
    kill(job, base, tmp_path)


def test_word_import(base, tmp_path):
    study = base / "study"
    remember_coder(open_project(study), "Claire")
    run("word", "export", "groupe", "--output", base / "mots", "--project", study)
    comment(base / "mots" / "groupe.docx", "Moi je", "frein")
    comment(base / "mots" / "groupe.docx", "des poules", "potager")
    delete(base / "mots" / "groupe.docx", "velo", "focuskit ?")
    arguments = ("word", "import", "{}/mots/groupe.docx", "--yes", "--project", "{}/study")
    kill(Killed("word import", command(*arguments), "Enregistr"), base, tmp_path)


def test_merge(base, tmp_path):
    shutil.copytree(base / "study", base / "ana")
    there = open_project(base / "ana")
    desk = open_desk(there, "groupe")
    for number in range(0, 60, 6):
        decide(there, "Ana", [desk.add(Span(number, number + 12), "frein")])
    decide(there, "Ana", [desk.accept(desk.open_suggestions()[0])])
    there.engine.dispose()
    kill(Killed("merge", command("merge", "{}/ana", "--project", "{}/study"), "11"), base, tmp_path)


def coded(study, *words):
    folder = open_project(study)
    desk = open_desk(folder, "groupe")
    for one in words:
        start = desk.document.text.index(one)
        decide(folder, "Ana", [desk.add(Span(start, start + len(one)), "frein")])
    return folder


def told_of(place):
    """Return what the project tells of steps that never came to their end."""
    folder = open_project(place / "study")
    try:
        return unfinished_steps(folder)
    finally:
        folder.engine.dispose()


def sealed(place):
    """Return the sealed table and files of a place, ``None`` where nothing is sealed yet."""
    os.environ["FOCUSKIT_DATA"] = str(place / "data")
    folder = open_project(place / "study")
    path = vault_path(folder)
    folder.engine.dispose()
    return NameVault(path, "trois petits vélos") if is_sealed(path) else None


def apply_names(place):
    os.environ["FOCUSKIT_DATA"] = str(place / "data")
    return command("pseudonymise", "--apply", "{}/noms.xlsx", "--project", "{}/study")(place)


def test_pseudonymise(base, tmp_path, monkeypatch):
    coded(base / "study", "un potager", "je répare").engine.dispose()
    monkeypatch.setenv("FOCUSKIT_DATA", str(base / "data"))
    run("pseudonymise", "--sheet", base / "noms.xlsx", "--project", base / "study")
    book = openpyxl.load_workbook(base / "noms.xlsx")
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[0].value = "oui"
    book.save(base / "noms.xlsx")
    original = (base / "study" / "transcripts" / "groupe.txt").read_bytes()

    def after(place, said):
        """Whatever was taken out of the project is in the sealed store; what is half done is told."""
        vault = sealed(place)
        is_kept = (place / "study" / "transcripts" / "groupe.txt").exists()
        assert is_kept or original in [content for _, content in vault.sealed_files()]
        folder = open_project(place / "study")
        replaced = "Kerbrat" not in open_desk(folder, "groupe").document.text
        folder.engine.dispose()
        assert not replaced or "Kerbrat" in repr(vault.entries)
        if replaced or not is_kept:
            assert told_of(place) or b"Kerbrat" not in (place / "study" / "project.db").read_bytes()

    def end(place):
        files = sealed(place).sealed_files()
        assert len(files) == len(set(files)) == 2
        assert told_of(place) == ()
        files = [one for one in (place / "study").rglob("*") if one.is_file()]
        assert [one for one in files if b"Kerbrat" in one.read_bytes()] == []

    kill(Killed("pseudonymise", apply_names, "remplacé", after, end), base, tmp_path)


def test_withdraw(base, tmp_path):
    folder = coded(base / "study", "un potager", "je répare", "une subvention")
    desk = open_desk(folder, "groupe")
    with folder.reading() as connection:
        person = load_pseudonyms(connection)[desk.document.id, "Marc"].pseudonym
    folder.engine.dispose()
    run("snapshot", "--project", base / "study")
    words = SpokenWords([MARCS], [])

    def places(place):
        files = [one for one in (place / "study").rglob("*") if one.is_file()]
        return [one.name for one in files if places_in(one, words.is_in)]

    def after(place, said):
        """Words that are half erased are told as long as they can be read anywhere."""
        begun = not (place / "study" / "transcripts" / "groupe.txt").exists()
        if begun and places(place):
            assert told_of(place), places(place)

    def end(place):
        assert places(place) == []
        assert told_of(place) == ()

    arguments = ("participants", "withdraw", person, "--yes", "--project", "{}/study")
    kill(Killed("withdraw", command(*arguments), "effacé", after, end), base, tmp_path)
