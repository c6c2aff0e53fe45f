import json

import pytest

from focuskit.cli import run_command_line
from focuskit.model.documents import DocumentKind
from focuskit.store import create_project, open_project
from focuskit.tagging import read_codebook
from focuskit.transcripts import Reading
from focuskit.workflow.check import check_project
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.documents import list_documents
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents


@pytest.fixture
def folder(tmp_path, study, codebook):
    create_project(tmp_path / "p")
    (tmp_path / "p" / "codebook.yaml").write_bytes(codebook.read_bytes())
    folder = open_project(tmp_path / "p")
    import_documents(folder, [study], Reading())
    segment_documents(folder)
    tag_documents(folder)
    return folder


def run(capsys, folder, *arguments):
    code = run_command_line(["documents", *arguments, "--project", str(folder.path)])
    return code, capsys.readouterr()


def test_the_header_of_a_transcript_is_listed_as_attributes(folder, capsys):
    code, shown = run(capsys, folder, "--json")
    listed = {one["name"]: one["attributes"] for one in json.loads(shown.out)}
    assert code == 0
    assert listed["groupe.txt"] == {"date": "3 février 2026", "lieu": "La Grange"}


def test_attributes_are_set_and_removed(folder, capsys):
    assert run(capsys, folder, "set", "groupe", "vague=2", "lieu=")[0] == 0
    assert dict(list_documents(folder)[0].attributes) == {"date": "3 février 2026", "vague": "2"}


def test_a_kind_that_was_set_is_not_inferred_again(folder, capsys, study):
    assert run(capsys, folder, "set", "groupe.txt", "--kind", "restitution")[0] == 0
    import_documents(folder, [study], Reading())
    assert list_documents(folder)[0].kind is DocumentKind.RESTITUTION


def test_field_notes_are_listed_and_never_counted(folder, capsys):
    run(capsys, folder, "set", "groupe.txt", "--kind", "notes")
    corpus = load_corpus(folder, read_codebook(folder.codebook_path))
    assert len(corpus.documents) == 2
    assert {one.document for one in corpus.segments} == {"entretiens/entretien é.txt"}
    assert {one.document for one in corpus.people} == {"entretiens/entretien é.txt"}


def test_a_removed_document_leaves_nothing_but_a_trace(folder, capsys):
    assert run(capsys, folder, "remove", "groupe.txt")[0] == 0
    assert [one.name for one in list_documents(folder)] == ["entretiens/entretien é.txt"]
    assert not (folder.transcripts_path / "groupe.txt").exists()
    assert check_project(folder).problems == ()
    with folder.reading() as connection:
        left = connection.exec_driver_sql(
            "SELECT count(*) FROM turn WHERE text_version_id NOT IN (SELECT id FROM text_version)"
        )
        assert left.scalar() == 0
        assert connection.exec_driver_sql("SELECT event FROM history").scalars().all() == ["document.removed"]


def test_a_removed_document_can_be_imported_again(folder, capsys, study):
    run(capsys, folder, "remove", "groupe.txt")
    assert import_documents(folder, [study], Reading()).added == ("groupe.txt",)


@pytest.mark.parametrize(
    "arguments", [("set", "groupe"), ("set", "groupe", "vague"), ("remove", "absent.txt")]
)
def test_what_makes_no_sense_is_told(folder, capsys, arguments):
    code, shown = run(capsys, folder, *arguments)
    assert code == 2
    assert shown.err
    assert len(list_documents(folder)) == 2
