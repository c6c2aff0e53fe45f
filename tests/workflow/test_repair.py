"""A project damaged in every way one can think of: what can be read is there again, and nothing is wrong.

``FOCUSKIT_DAMAGES`` is the number of places that are damaged in each way.
"""

import os
import random
import shutil

import pytest

from focuskit.cli import run_command_line
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import load_documents, open_project, read_settings
from focuskit.store.memos import add_memo, load_memos
from focuskit.store.salvage import salvage
from focuskit.store.snapshot_rows import load_rows
from focuskit.transcripts import Reading
from focuskit.workflow.check import check_project
from focuskit.workflow.damaged import find_damage
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.repair import repair_project
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.snapshot import take_snapshot
from focuskit.workflow.update import update_document
from small_study import TEXT, make_study

PAGE = 4096
N_DAMAGES = int(os.environ.get("FOCUSKIT_DAMAGES", "2"))
DOCUMENTS = ("groupe.txt", "long.txt")
LONG = "Animatrice : Et vous ?\n\n" + "".join(
    f"Marc : Je répare le vélo numéro {n}, c'est trop cher.\n\nLéa : Le potager {n} demande une subvention.\n\n"
    for n in range(30)
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the folder of a project with two documents, a correction, many decisions and a memo."""
    place = tmp_path_factory.mktemp("whole")
    folder = make_study(place)
    (place / "long.txt").write_text(LONG, encoding="utf-8")
    import_documents(folder, [place / "long.txt"], Reading())
    segment_documents(folder)
    for document in ("groupe", "long"):
        desk = open_desk(folder, document)
        places = range(0, len(desk.document.text) - 14, 29)
        decide(folder, "Ana", [desk.add(Span(start, start + 14), "frein") for start in places])
        desk = open_desk(folder, document)
        decide(folder, "Zoé", [desk.remove(one) for one in desk.codings[:3]])
    (place / "corrigé.txt").write_text(TEXT.replace("des poules", "trois poules"), encoding="utf-8")
    update_document(folder, "groupe.txt", place / "corrigé.txt")
    with folder.writing() as connection:
        add_memo(connection, "Ana", MemoKind.THEORETICAL, MemoTarget(), "Le potager revient.")
    folder.engine.dispose()
    return folder.path


def copy(whole, place):
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(whole, place)
    return place


def held(project):
    """Return the codings of every document, what is found wrong, and the memos."""
    folder = open_project(project)
    try:
        with folder.reading() as connection:
            names = [one.name for one in load_documents(connection)]
            memos = [one.words for one in load_memos(connection)]
        found = {
            (name, one.code, one.span.start, one.words, one.decision_id)
            for name in names
            for one in open_desk(folder, name).codings
        }
        assert check_project(folder).problems == ()
    finally:
        folder.engine.dispose()
    return found, memos


def all_made(project):
    """Return document, place, words and decision of whatever was coded, whether it was removed since or not."""
    folder = open_project(project)
    with folder.reading() as connection:
        rows = load_rows(connection)
    folder.engine.dispose()
    names = {row["id"]: row["name"] for row in rows["document"]}
    texts = {row["id"]: (names[row["document_id"]], row["text"]) for row in rows["text_version"]}
    coded = [*rows["decision"], *(row | {"id": row["decision_id"]} for row in rows["coding"])]
    found = set()
    for row in coded:
        name, text = texts[row["text_version_id"]]
        found.add((name, row["start"], text[row["start"] : row["end"]], row["id"]))
    return found


def damage(database, kind, seed):
    dice = random.Random(f"{kind} {seed}")  # noqa: S311 (places, no secrets)
    content = bytearray(database.read_bytes())
    place = dice.randrange(len(content) // PAGE) * PAGE
    if kind == "page":
        content[place : place + PAGE] = dice.randbytes(PAGE)
    elif kind == "zeros":
        content[place : place + PAGE] = bytes(PAGE)
    elif kind == "some":
        place = dice.randrange(len(content) - 200)
        content[place : place + 200] = dice.randbytes(200)
    elif kind == "pages":
        for _ in range(len(content) // PAGE // 4):
            place = dice.randrange(len(content) // PAGE) * PAGE
            content[place : place + PAGE] = dice.randbytes(PAGE)
    else:
        del content[dice.randrange(len(content)) :]
    database.write_bytes(content)


def words_of(code, err):
    assert code in {0, 1, 2}, err
    assert "Traceback" not in err


@pytest.mark.parametrize("kind", ["page", "zeros", "some", "pages", "cut"])
@pytest.mark.parametrize("seed", range(N_DAMAGES))
def test_whatever_is_overwritten_nothing_is_wrong_afterwards(whole, tmp_path, capsys, kind, seed):
    project = copy(whole, tmp_path / "study")
    wanted, _ = held(project)
    made = all_made(project)
    damage(project / "project.db", kind, seed)
    damaged = (project / "project.db").read_bytes()
    read = {row["id"] for row in salvage(project / "project.db").rows["decision"]}
    for command in ("check", "status", "documents"):
        code = run_command_line([command, "--project", str(project)])
        words_of(code, capsys.readouterr().err)
    shutil.copyfile(project / "project.db", tmp_path / "before.db")
    (project / "project.db").write_bytes(damaged)
    done = repair_project(project)
    if done.found:
        assert (project / done.aside / "project.db").read_bytes() == damaged
    found, _ = held(project)
    assert {(name, *rest) for name, _, *rest in found} <= made
    current = {one for one in wanted if one[0] == "long.txt"}
    if "long.txt" not in done.lost_documents:
        assert {one for one in current if one[4] in read} <= found
    assert repair_project(project).found == []


@pytest.mark.parametrize("kind", ["page", "pages", "cut"])
@pytest.mark.parametrize("seed", range(N_DAMAGES))
def test_with_a_snapshot_everything_is_there_again(whole, tmp_path, kind, seed):
    project = copy(whole, tmp_path / "study")
    folder = open_project(project)
    take_snapshot(folder)
    folder.engine.dispose()
    wanted = held(project)
    damage(project / "project.db", kind, seed)
    done = repair_project(project)
    assert held(project) == wanted
    assert done.lost_documents == ()
    assert done.n_lost_decisions == 0


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 400])
def test_without_any_database_texts_come_from_the_originals(whole, tmp_path, capsys, content):
    project = copy(whole, tmp_path / "study")
    (project / "project.db").unlink()
    if content is not None:
        (project / "project.db").write_bytes(content)
    assert run_command_line(["status", "--project", str(project)]) == 1
    assert "focuskit repair" in capsys.readouterr().err
    assert run_command_line(["repair", "--project", str(project)]) == 1
    out = capsys.readouterr().out
    assert "fichiers d'origine" in out
    assert "Perdu" in out
    assert held(project) == (set(), [])
    folder = open_project(project)
    with folder.reading() as connection:
        assert {one.name for one in load_documents(connection)} == set(DOCUMENTS)
    folder.engine.dispose()


def test_a_project_whose_database_is_gone_is_not_begun_anew(whole, tmp_path, capsys):
    project = copy(whole, tmp_path / "study")
    (project / "project.db").unlink()
    assert run_command_line(["init", str(project)]) == 1
    assert "focuskit repair" in capsys.readouterr().err
    assert not (project / "project.db").exists()


def test_a_log_without_its_database_is_never_played_into_another(whole, tmp_path):
    project = copy(whole, tmp_path / "study")
    folder = open_project(project)
    desk = open_desk(folder, "long")
    decide(folder, "Ana", [desk.add(Span(0, 5), "potager")])
    shutil.copyfile(project / "project.db-wal", tmp_path / "log")
    folder.engine.dispose()
    (project / "project.db").unlink()
    shutil.rmtree(project / "transcripts")
    shutil.move(tmp_path / "log", project / "project.db-wal")
    assert run_command_line(["init", str(project)]) == 1
    done = repair_project(project)
    assert (project / done.aside / "project.db-wal").is_file()
    assert not (project / "project.db-wal").exists()
    assert held(project)[0] == set()


def test_what_is_only_in_the_log_is_read_too(whole, tmp_path):
    project = copy(whole, tmp_path / "study")
    folder = open_project(project)
    desk = open_desk(folder, "long")
    decide(folder, "Ana", [desk.add(Span(0, 5), "potager")])
    alone = copy(project, tmp_path / "alone")
    folder.engine.dispose()
    content = (alone / "project.db").read_bytes()
    (alone / "project.db").write_bytes(os.urandom(PAGE) + content[PAGE:])
    repair_project(alone)
    assert ("long.txt", "potager") in {one[:2] for one in held(alone)[0]}


def test_a_whole_project_is_left_alone(whole, tmp_path):
    project = copy(whole, tmp_path / "study")
    before = (project / "project.db").read_bytes()
    done = repair_project(project)
    assert (done.found, done.done, done.lost, done.aside) == ([], [], [], None)
    assert (project / "project.db").read_bytes() == before
    folder = open_project(project)
    assert find_damage(folder) is None
    folder.engine.dispose()


def test_a_trial_changes_nothing(whole, tmp_path, capsys):
    project = copy(whole, tmp_path / "study")
    damage(project / "project.db", "pages", 3)
    (project / "focuskit.toml").write_text("[", encoding="utf-8")
    (project / "codebook.yaml").unlink()
    before = {one: one.read_bytes() for one in project.rglob("*") if one.is_file()}
    run_command_line(["repair", "--dry-run", "--project", str(project)])
    assert "rien n'a été changé" in capsys.readouterr().out
    after = {one: one.read_bytes() for one in project.rglob("*") if one.is_file() and one.name != ".lock"}
    assert after == {one: content for one, content in before.items() if one.name != ".lock"}


def test_settings_codebook_and_originals_are_brought_back(whole, tmp_path, capsys):
    project = copy(whole, tmp_path / "study")
    folder = open_project(project)
    take_snapshot(folder, tmp_path / "kept")
    folder.engine.dispose()
    codebook = (project / "codebook.yaml").read_bytes()
    original = (project / "transcripts" / "long.txt").read_bytes()
    (project / "focuskit.toml").write_text("title = [", encoding="utf-8")
    (project / "codebook.yaml").write_text("facets: [", encoding="utf-8")
    (project / "transcripts" / "long.txt").write_text("Autre chose.", encoding="utf-8")
    (project / "transcripts" / ".x.999999999.new").write_text("à moitié", encoding="utf-8")
    code = run_command_line(["repair", "--project", str(project), "--from", str(tmp_path / "kept")])
    out = capsys.readouterr().out
    assert code == 0
    for told in ("focuskit.toml", "codebook.yaml", "transcripts/long.txt", "1 fichier laissé"):
        assert told in out
    assert read_settings(project).max_words == 80
    assert (project / "codebook.yaml").read_bytes() == codebook
    assert (project / "transcripts" / "long.txt").read_bytes() == original
    (aside,) = project.glob("damaged-*")
    assert (aside / "codebook.yaml").read_text("utf-8") == "facets: ["
    assert run_command_line(["check", "--project", str(project)]) == 0


def test_an_original_without_a_copy_is_told_and_its_text_stays(whole, tmp_path, capsys):
    project = copy(whole, tmp_path / "study")
    wanted = held(project)
    (project / "transcripts" / "long.txt").unlink()
    assert run_command_line(["repair", "--project", str(project)]) == 1
    assert "le texte, lui, est dans la base" in capsys.readouterr().out
    assert held(project) == wanted


def test_where_there_never_was_a_project_repair_says_so(tmp_path, capsys):
    assert run_command_line(["repair", "--project", str(tmp_path)]) == 2
    assert "focuskit init" in capsys.readouterr().err
