from __future__ import annotations

import unicodedata
from pathlib import Path

from focuskit.transcripts import find_inputs


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Nadia : {name}", encoding="utf-8")


def test_a_folder_is_walked_in_sorted_order_and_names_are_relative(tmp_path):
    fill(tmp_path, "b.txt", "sous/a.docx", "a.vtt", "sous/profond/c.CSV")
    listing = find_inputs([tmp_path])
    assert [file.name for file in listing.files] == ["a.vtt", "b.txt", "sous/a.docx", "sous/profond/c.CSV"]
    assert listing.problems == ()


def test_what_is_no_transcript_is_skipped_and_listed(tmp_path):
    fill(tmp_path, "a.txt", "README.md", "~$a.docx", ".cache.txt", "photo.jpg", ".git/b.txt")
    listing = find_inputs([tmp_path])
    assert [file.name for file in listing.files] == ["a.txt"]
    assert sorted(listing.skipped) == [".cache.txt", ".git", "README.md", "photo.jpg", "~$a.docx"]


def test_the_table_of_participants_is_no_transcript(tmp_path):
    fill(tmp_path, "a.txt", "Participants.CSV")
    listing = find_inputs([tmp_path])
    assert listing.participants == (tmp_path / "Participants.CSV",)
    assert [file.name for file in listing.files] == ["a.txt"]


def test_a_file_given_directly_goes_by_its_own_name(tmp_path):
    fill(tmp_path, "terrain/a.txt")
    listing = find_inputs([tmp_path / "terrain" / "a.txt"])
    assert [file.name for file in listing.files] == ["a.txt"]


def test_a_missing_input_is_an_error_under_the_path_given(tmp_path):
    problem = find_inputs([tmp_path / "absent"]).problems[0]
    assert (problem.key, problem.path) == ("problem.missing_input", str(tmp_path / "absent"))


def test_an_unknown_kind_of_file_given_directly_is_an_error(tmp_path):
    fill(tmp_path, "a.xyz")
    assert [problem.key for problem in find_inputs([tmp_path / "a.xyz"]).problems] == [
        "problem.unknown_format"
    ]


def test_two_different_files_of_one_name_are_an_error_for_the_second(tmp_path):
    fill(tmp_path, "un/a.txt", "deux/a.txt")
    listing = find_inputs([tmp_path / "un", tmp_path / "deux"])
    assert [file.path for file in listing.files] == [tmp_path / "un" / "a.txt"]
    assert [(p.key, p.path) for p in listing.problems] == [
        ("problem.same_name", str(tmp_path / "deux/a.txt"))
    ]


def test_one_file_given_twice_is_read_once_without_a_word(tmp_path):
    fill(tmp_path, "a.txt")
    listing = find_inputs([tmp_path, tmp_path / "a.txt"])
    assert len(listing.files) == 1
    assert listing.problems == ()


def test_links_that_leave_the_folder_are_skipped(tmp_path):
    fill(tmp_path, "dehors/secret.txt", "dedans/a.txt")
    (tmp_path / "dedans" / "lien.txt").symlink_to(tmp_path / "dehors" / "secret.txt")
    (tmp_path / "dedans" / "dossier").symlink_to(tmp_path / "dehors")
    listing = find_inputs([tmp_path / "dedans"])
    assert [file.name for file in listing.files] == ["a.txt"]
    assert listing.skipped == ("dossier", "lien.txt")


def test_names_in_two_pieces_of_accents_are_normalised(tmp_path):
    fill(tmp_path, unicodedata.normalize("NFD", "énergie.txt"))
    assert [file.name for file in find_inputs([tmp_path]).files] == ["énergie.txt"]


def test_an_empty_folder_gives_nothing(tmp_path):
    assert find_inputs([tmp_path]).files == ()
