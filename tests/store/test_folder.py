import sqlite3
import subprocess
import sys
import textwrap

import pytest
from alembic.script import ScriptDirectory

from focuskit.errors import (
    DamagedProjectError,
    NewerProjectError,
    OutputError,
    ProjectInUseError,
    ProjectNotFoundError,
    UsageError,
)
from focuskit.store import (
    create_project,
    find_project,
    migration,
    open_project,
    read_settings,
    schema,
    update_settings,
)
from focuskit.store.codings import load_codings, load_orphans


@pytest.fixture
def project(tmp_path):
    create_project(tmp_path / "étude", language="fr", title="Une étude")
    return tmp_path / "étude"


def test_a_project_has_its_folders_settings_and_database(project):
    assert {path.name for path in project.iterdir()} >= {
        "focuskit.toml", "project.db", "transcripts", "cache", "reports",
    }  # fmt: skip
    settings = read_settings(project)
    assert (settings.title, settings.language, settings.max_words) == ("Une étude", "fr", 80)


def test_making_a_project_again_changes_nothing(project):
    update_settings(project, max_words=40)
    before = (project / "project.db").read_bytes()
    create_project(project)
    assert (project / "project.db").read_bytes() == before
    assert read_settings(project).max_words == 40


def test_a_project_is_found_from_a_folder_below(project):
    below = project / "transcripts" / "a"
    below.mkdir()
    assert find_project(below) == project


def test_no_project_is_told(tmp_path):
    with pytest.raises(ProjectNotFoundError, match="focuskit init"):
        find_project(tmp_path)


def test_the_database_enforces_references_and_writes_ahead(project):
    with open_project(project).reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_project_of_a_newer_focuskit_is_refused_untouched(project):
    with sqlite3.connect(project / "project.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerProjectError, match="plus récente"):
        open_project(project)


def test_a_damaged_database_is_told(project):
    (project / "project.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DamagedProjectError):
        open_project(project)


def test_an_unfinished_database_is_made_again(tmp_path):
    (tmp_path / "project.db.new").write_bytes(b"half")
    create_project(tmp_path)
    assert open_project(tmp_path)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="file"):
        create_project(tmp_path / "file" / "project")


def test_a_second_process_is_told_that_the_project_is_in_use(project):
    script = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from focuskit.store import open_project
        with open_project(Path(sys.argv[1])).locked():
            print("held", flush=True)
            time.sleep(30)
    """)
    holder = subprocess.Popen([sys.executable, "-c", script, str(project)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(ProjectInUseError, match="en cours d'utilisation"),
            open_project(project).locked(0.2),
        ):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with open_project(project).locked(2):
        pass


@pytest.mark.parametrize("line", ["max_words = 'beaucoup'", "max_words = 0", "max_words = ["])
def test_a_wrong_setting_is_told(project, line):
    path = project / "focuskit.toml"
    path.write_text(path.read_text("utf-8").replace("max_words = 80", line), encoding="utf-8")
    with pytest.raises(UsageError, match=r"focuskit\.toml"):
        read_settings(project)


def test_changing_a_setting_keeps_the_comments(project):
    update_settings(project, level="top", moderators=["Zoé"])
    text = (project / "focuskit.toml").read_text("utf-8")
    assert "# Labels that are moderators" in text
    assert (read_settings(project).level, read_settings(project).moderators) == ("top", ("Zoé",))


def test_the_migrations_end_at_the_schema_of_the_program():
    assert ScriptDirectory.from_config(migration._config()).get_current_head() == schema.SCHEMA_VERSION


def test_a_project_of_the_first_schema_is_backed_up_and_brought_up_to_date(project):
    database = sqlite3.connect(project / "project.db")
    with database:
        database.execute("DROP TABLE orphan")
        database.execute("DROP TABLE guide_match")
        for table in ("assignment", "rereading", "codebook_edit", "written_cell"):
            database.execute(f"DROP TABLE {table}")
        for index in (
            "decision_by_version",
            "decision_by_number",
            "coding_by_decision",
            "decision_by_target",
        ):
            database.execute(f"DROP INDEX {index}")
        for table, column in [
            ("coding", "words"),
            ("coding", "old_words"),
            ("text_version", "source_sha256"),
            ("text_version", "source_name"),
            ("decision", "number"),
            ("decision", "step"),
            ("decision", "target"),
            ("decision", "undone"),
            ("decision", "facts"),
            ("memo", "step"),
            ("memo", "undone"),
            ("decision", "turned_at"),
            ("memo", "changed_at"),
        ]:
            database.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.close()
    with open_project(project).reading() as connection:
        assert load_codings(connection, "none") == []
        assert load_orphans(connection, "none") == []
    assert (project / "project.0001.backup.db").is_file()
