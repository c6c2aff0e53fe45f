import pytest

from focuskit.cli import run_command_line
from focuskit.model.suggestions import Origin
from focuskit.store import create_project, load_suggestions, open_project, segmented_versions
from focuskit.transcripts import Reading
from focuskit.workflow.check import check_project
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


def test_a_sound_project_is_clean_and_says_what_was_looked_at(folder, capsys):
    found = check_project(folder)
    assert found.problems == ()
    assert (found.n_documents, found.n_turns) == (2, 8)
    assert found.n_evidence > 0
    assert run_command_line(["check", "--project", str(folder.path)]) == 0
    assert "Tout est en ordre" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "key"),
    [
        ("UPDATE text_version SET text = replace(text, 'bio', 'bia')", "study.check_text"),
        ("UPDATE turn SET start = start + 1 WHERE number = 2", "study.check_turns"),
        ("DELETE FROM segment WHERE number = 2", "study.check_segments"),
        ("UPDATE suggestion SET evidence = '[[0, 999, \"x\"]]'", "study.check_evidence"),
    ],
)
def test_damage_is_found_and_told(folder, capsys, damage, key):
    with folder.writing() as connection:
        connection.exec_driver_sql(damage)
    assert key in {problem.key for problem in check_project(folder).problems}
    assert run_command_line(["check", "--project", str(folder.path)]) == 1
    assert "erreur" in capsys.readouterr().out


def test_a_code_taken_over_from_what_was_said_before_is_sound(tmp_path, codebook):
    talk = "Léa : On a le chauffage en panne.\n\nMarc : Oui, et c'est trop cher ailleurs.\n"
    (tmp_path / "groupe.txt").write_text(talk, encoding="utf-8")
    create_project(tmp_path / "q")
    grid = codebook.read_text("utf-8").replace(
        "label: Transition\n", "label: Transition\n  from_context: oui\n", 1
    )
    (tmp_path / "q" / "codebook.yaml").write_text(grid, encoding="utf-8")
    folder = open_project(tmp_path / "q")
    import_documents(folder, [tmp_path / "groupe.txt"], Reading())
    segment_documents(folder)
    tag_documents(folder)
    assert [one for one in suggestions(folder) if one.origin is Origin.CONTEXT]
    assert check_project(folder).problems == ()


def suggestions(folder):
    with folder.reading() as connection:
        return [
            one
            for made in segmented_versions(connection).values()
            for one in load_suggestions(connection, made.id)
        ]
