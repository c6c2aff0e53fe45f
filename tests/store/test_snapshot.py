"""Snapshots carry every table and column, in a fixed order, proven file by file."""

import base64
import hashlib
import json

import pytest
from sqlalchemy import JSON, Float, Integer, LargeBinary, create_engine, insert, select

from focuskit.errors import SnapshotError
from focuskit.store import create_project, open_project
from focuskit.store.documents import digest
from focuskit.store.schema import metadata
from focuskit.store.snapshot_files import database_files, from_yaml, manifest_sum, rows_of_files, to_yaml
from focuskit.store.snapshot_folder import read_manifest, write_snapshot
from focuskit.store.snapshot_restore import restore_snapshot
from focuskit.store.snapshot_rows import load_rows

TEXT = "Léa : on a\u2028un potager."
GIVEN = {
    "speaker": {"role": "participant"},
    "suggestion": {"state": "open", "origin": "rule"},
    "memo": {"kind": "star"},
    "guide_match": {"state": "proposed"},
    "codebook_edit": {"kind": "rename"},
    "written_cell": {"sheet": "framework"},
    "problem": {"severity": "note"},
    "text_version": {"number": 1, "text": TEXT, "sha256": digest(TEXT)},
    "document": {
        "number": 1,
        "text_version_id": "text_version.id",
        "name": "été/groupe 1.txt",
        "kind": "interview",
    },
    "codebook_version": {
        "number": 1,
        "content": b"name: t\n",
        "sha256": hashlib.sha256(b"name: t\n").hexdigest(),
    },
    "decision": {
        "kind": "add",
        "origin": "rule",
        "facts": {"rows": [{"table": "coding", "coder_id": 7}], "before": 7, "after": 7},
    },
}


def value_of(column):
    """Return a value of the column's type that tells its place."""
    pointed = next(iter(column.foreign_keys), None)
    if pointed is not None:
        other = pointed.column
        return GIVEN.get(other.table.name, {}).get(
            other.name, 7 if isinstance(other.type, Integer) else f"{other.table.name}.{other.name}"
        )
    if isinstance(column.type, JSON):
        return {"in": [column.name, {"é": None}]}
    if isinstance(column.type, Integer):
        return 7 if column.primary_key else 0
    if isinstance(column.type, Float):
        return 0.1
    if isinstance(column.type, LargeBinary):
        return b"\x00\xff" + column.name.encode()
    return f"{column.table.name}.{column.name}"


@pytest.fixture
def full(tmp_path):
    """Return a project with one row in every table, every column filled."""
    create_project(tmp_path / "full")
    engine = create_engine(f"sqlite:///{tmp_path / 'full' / 'project.db'}")
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            values = {column.name: value_of(column) for column in table.columns}
            connection.execute(insert(table).values(**(values | GIVEN.get(table.name, {}))))
    engine.dispose()
    return open_project(tmp_path / "full")


def files_of(folder):
    with folder.reading() as connection:
        return dict(database_files(connection))


def rows_of(folder):
    with folder.reading() as connection:
        return load_rows(connection)


def test_every_table_and_column_of_the_schema_is_in_a_snapshot(full):
    told = rows_of_files(files_of(full))
    unnumbered = {
        (name, "id")
        for name in (
            "assignment",
            "coding",
            "guide_match",
            "history",
            "orphan",
            "problem",
            "segment",
            "suggestion",
        )
    }
    for table in metadata.sorted_tables:
        assert len(told[table.name]) == 1, table.name
        missing = set(table.columns.keys()) - told[table.name][0].keys()
        assert {(table.name, name) for name in missing} <= unnumbered
    assert told == rows_of(full)


def test_every_value_comes_back_with_its_type(full, tmp_path):
    write_snapshot(full, tmp_path / "snap", with_originals=True)
    restore_snapshot(tmp_path / "snap", tmp_path / "again")
    again = open_project(tmp_path / "again")
    assert rows_of(again) == rows_of(full)
    assert files_of(again) == files_of(full)
    for table in metadata.sorted_tables:
        with full.reading() as one, again.reading() as two:
            before, after = one.execute(select(table)).one(), two.execute(select(table)).one()
        for name, value in before._mapping.items():
            assert type(value) is type(after._mapping[name]), (table.name, name)


def test_row_numbers_of_coders_are_told_by_name(full):
    told = rows_of_files(files_of(full))
    assert told["coding"][0]["coder_id"] == "coder.name"
    assert told["decision"][0]["facts"]["rows"][0]["coder_id"] == "coder.name"
    assert told["decision"][0]["facts"]["before"] == "text_version.id#001"
    assert told["segment"][0]["segmentation_id"] == "text_version.id#001"


def test_texts_and_codebooks_are_files_of_their_own(full):
    files = files_of(full)
    (text,) = [path for path in files if path.endswith(".txt")]
    assert files[text].decode() == TEXT
    assert text.startswith("documents/ete-groupe-1-")
    assert files["codebooks/0001.yaml"] == b"name: t\n"


def test_an_empty_project_comes_back_empty(tmp_path):
    create_project(tmp_path / "p")
    write_snapshot(open_project(tmp_path / "p"), tmp_path / "snap", with_originals=True)
    restore_snapshot(tmp_path / "snap", tmp_path / "q")
    assert not any(rows_of(open_project(tmp_path / "q")).values())


@pytest.fixture
def snapshot(full, tmp_path):
    (full.transcripts_path / "été").mkdir()
    (full.transcripts_path / "été" / "groupe 1.txt").write_text(TEXT, encoding="utf-8")
    write_snapshot(full, tmp_path / "snap", with_originals=True)
    return tmp_path / "snap"


def refuse(snapshot, tmp_path, match=None):
    with pytest.raises(SnapshotError, match=match):
        restore_snapshot(snapshot, tmp_path / "made")
    assert not [path for path in tmp_path.iterdir() if "made" in path.name]


def test_a_snapshot_with_any_file_missing_or_changed_is_refused_and_nothing_made(snapshot, tmp_path):
    names = ["manifest.yaml", *read_manifest(snapshot).sums]
    assert len(names) > 20
    for name in names:
        content = (snapshot / name).read_bytes()
        (snapshot / name).unlink()
        refuse(snapshot, tmp_path)
        (snapshot / name).write_bytes(content[: len(content) // 2])
        refuse(snapshot, tmp_path)
        (snapshot / name).write_bytes(content)
    restore_snapshot(snapshot, tmp_path / "made")


def forge(snapshot, path, content, *, schema=None):
    """Put a file into a snapshot with a manifest that vouches for it."""
    found = from_yaml((snapshot / "manifest.yaml").read_text("utf-8"))
    if content is not None:
        place = snapshot / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        found["files"][path] = hashlib.sha256(content).hexdigest()
    found["schema"] = schema or found["schema"]
    found["sum"] = manifest_sum(found["files"])
    (snapshot / "manifest.yaml").write_bytes(to_yaml(found))


@pytest.mark.parametrize(
    "path",
    [
        "../escaped.txt", "originals/../../escaped.txt", "originals/../project.db", "originals//double.txt",
        "project/project.db", "project/sub/a.yaml", "project/.hidden.yaml", "originals/.git/hooks/x",
        "originals/a\\..\\b.txt", "./project.yaml",
    ],
)  # fmt: skip
def test_a_path_out_of_its_place_is_refused(snapshot, tmp_path, path):
    forge(snapshot, path, b"x")
    refuse(snapshot, tmp_path, "hors de sa place")


def test_an_absolute_path_is_refused(snapshot, tmp_path):
    forge(snapshot, str(tmp_path / "absolute.txt"), b"x")
    refuse(snapshot, tmp_path, "hors de sa place")


def test_a_link_out_of_the_snapshot_is_refused(snapshot, tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"secret")
    forge(snapshot, "originals/a.txt", b"secret")
    (snapshot / "originals" / "a.txt").unlink()
    (snapshot / "originals" / "a.txt").symlink_to(tmp_path / "secret.txt")
    refuse(snapshot, tmp_path, "abîmé")


def test_a_newer_schema_is_refused(snapshot, tmp_path):
    forge(snapshot, "", None, schema="9999")
    refuse(snapshot, tmp_path, "plus récente")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("coding.jsonl", b"{}\n"), ("coding.jsonl", b"[1]\n"), ("coding.jsonl", b"\xff\n"), ("unknown.jsonl", b""),
        ("coder.jsonl", b'{"id": "x"}\n'), ("project.yaml", b"- {name: !!python/object:os.system x}\n"),
        ("history.jsonl", b"[" * 100_000), ("coding.jsonl", b"{\"robert\": \"'); DROP TABLE coding\"}\n"),
        ("participant.jsonl", b'{"id": "one", "pseudonym": "P", "attributes": [], "presences": []}\n'),
    ],
)  # fmt: skip
def test_vouched_nonsense_is_refused(snapshot, tmp_path, path, content):
    forge(snapshot, path, content)
    refuse(snapshot, tmp_path, "abîmé")


def test_spans_out_of_their_text_and_false_digests_are_refused(snapshot, tmp_path):
    (place,) = snapshot.glob("documents/*/decision.jsonl")
    name = place.relative_to(snapshot).as_posix()
    row = json.loads(place.read_text("utf-8"))
    forge(snapshot, name, json.dumps(row | {"end": 10_000}).encode())
    refuse(snapshot, tmp_path, "abîmé")
    forge(snapshot, name, json.dumps(row).encode())
    forge(snapshot, "codebooks/0001.yaml", b"name: u\n")
    refuse(snapshot, tmp_path, "abîmé")


def test_a_row_that_points_at_nothing_is_refused(snapshot, tmp_path):
    (place,) = snapshot.glob("documents/*/coding.jsonl")
    row = json.loads(place.read_text("utf-8"))
    for wrong in ({"decision_id": "gone"}, {"coder_id": "gone"}):
        forge(snapshot, place.relative_to(snapshot).as_posix(), json.dumps(row | wrong).encode())
        refuse(snapshot, tmp_path, "abîmé")


def test_a_folder_with_something_else_is_left_alone(full, snapshot, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.docx").write_bytes(b"x")
    with pytest.raises(SnapshotError, match="autre chose"):
        write_snapshot(full, tmp_path / "other", with_originals=True)
    with pytest.raises(SnapshotError, match="dossier nouveau"):
        restore_snapshot(snapshot, tmp_path / "other")
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["thesis.docx"]


def test_a_snapshot_is_brought_up_to_date_beside_what_git_keeps_there(full, snapshot):
    (snapshot / ".git").mkdir()
    (snapshot / ".git" / "HEAD").write_bytes(b"ref")
    untouched = (snapshot / "coder.jsonl").stat().st_mtime_ns
    write_snapshot(full, snapshot, with_originals=False)
    assert not (snapshot / "originals").exists()
    assert (snapshot / ".git" / "HEAD").read_bytes() == b"ref"
    assert (snapshot / "coder.jsonl").stat().st_mtime_ns == untouched


def test_an_update_that_was_cut_short_is_refused_and_mended_by_the_next(full, snapshot, tmp_path):
    (snapshot / "coder.jsonl").write_bytes(b"{}\n")
    (snapshot / "manifest.yaml").write_bytes(b"files: [")
    refuse(snapshot, tmp_path, "abîmé")
    write_snapshot(full, snapshot, with_originals=True)
    restore_snapshot(snapshot, tmp_path / "made")


def test_content_of_bytes_is_plain_text(full):
    assert base64.b64decode(rows_of(full)["codebook_version"][0]["content"]) == b"name: t\n"


@pytest.mark.parametrize(
    ("table", "column"),
    [("suggestion", "origin"), ("suggestion", "state"), ("decision", "kind"), ("speaker", "role")],
)
def test_a_snapshot_with_a_word_the_program_does_not_know_is_refused(full, tmp_path, table, column):
    with full.engine.begin() as connection:
        connection.execute(metadata.tables[table].update().values({column: "astrologie"}))
    write_snapshot(full, tmp_path / "snap", with_originals=True)
    refuse(tmp_path / "snap", tmp_path, match=f"{table}.{column}")
