"""Summaries that researchers write: they follow codes to their names and come along with copies."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.model.sheets import CellPlace, SheetKind
from focuskit.store import open_project
from focuskit.store.merge_cells import plan_cells
from focuskit.store.written_cells import load_cells, undo_cells, write_cells
from focuskit.workflow.codebook_edits import merge_codes, rename_code
from focuskit.workflow.merge import merge_copy, undo_merge
from focuskit.workflow.steps import redo_last, undo_last
from small_study import make_study

GROUP = "document:groupe.txt"


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


def summary(column, row=GROUP):
    return CellPlace(SheetKind.FRAMEWORK, row, column)


def write(folder, coder, **words):
    """Write summaries of the group, by code."""
    with folder.writing() as connection:
        write_cells(connection, coder, {summary(code): said for code, said in words.items()})


def summaries(folder):
    with folder.reading() as connection:
        return {
            place.column: words
            for place, words in load_cells(connection, SheetKind.FRAMEWORK).items()
            if place.row == GROUP
        }


def copy_of(folder, place):
    folder.engine.dispose()
    shutil.copytree(folder.path, place)
    return open_project(place)


def test_a_summary_follows_its_code_to_a_new_name_and_back(folder):
    write(folder, "Zoé", velo="On pédale.", potager="On bêche.")
    rename_code(folder, "Zoé", "velo", "bicyclette")
    assert summaries(folder) == {"bicyclette": "On pédale.", "potager": "On bêche."}
    undo_last(folder, "Zoé")
    assert summaries(folder) == {"velo": "On pédale.", "potager": "On bêche."}
    redo_last(folder, "Zoé")
    assert summaries(folder) == {"bicyclette": "On pédale.", "potager": "On bêche."}


def test_the_summaries_of_two_codes_that_become_one_are_both_kept(folder):
    write(folder, "Zoé", velo="On pédale.", potager="On bêche.")
    merge_codes(folder, "Zoé", "velo", "potager")
    assert sorted(summaries(folder)["potager"].split("\n")) == ["On bêche.", "On pédale."]
    undo_last(folder, "Zoé")
    assert summaries(folder) == {"velo": "On pédale.", "potager": "On bêche."}


def test_a_colleagues_summaries_come_along(folder, tmp_path):
    other = copy_of(folder, tmp_path / "ana")
    write(folder, "Zoé", velo="On pédale.")
    write(other, "Ana", potager="On bêche.")
    done = merge_copy(folder, other.path)
    assert (done.n_cells, done.n_joined_cells, done.is_saved) == (1, 0, True)
    assert summaries(folder) == {"velo": "On pédale.", "potager": "On bêche."}
    assert not merge_copy(folder, other.path).is_saved
    assert undo_merge(folder).n_cells == 1
    assert summaries(folder) == {"velo": "On pédale."}


def test_a_summary_written_in_both_copies_holds_the_words_of_both_either_way_round(folder, tmp_path):
    write(folder, "Zoé", velo="On en parle.")
    other = copy_of(folder, tmp_path / "ana")
    write(folder, "Zoé", velo="On pédale.")
    write(other, "Ana", velo="On marche.")
    one, two = copy_of(folder, tmp_path / "one"), copy_of(other, tmp_path / "two")
    assert merge_copy(one, other.path).n_joined_cells == 1
    merge_copy(two, folder.path)
    assert summaries(one) == summaries(two)
    assert sorted(summaries(one)["velo"].split("\n")) == ["On marche.", "On pédale."]
    assert not merge_copy(one, two.path).is_saved
    undo_merge(one)
    assert summaries(one) == {"velo": "On pédale."}


def test_a_summary_changed_by_one_alone_takes_the_place_of_the_older(folder, tmp_path):
    write(folder, "Zoé", velo="On en parle.")
    other = copy_of(folder, tmp_path / "ana")
    write(other, "Ana", velo="On en parle beaucoup.")
    assert merge_copy(folder, other.path).n_joined_cells == 0
    assert summaries(folder) == {"velo": "On en parle beaucoup."}


def test_what_was_undone_in_the_copy_is_undone_here(folder, tmp_path):
    write(folder, "Zoé", velo="On en parle.")
    other = copy_of(folder, tmp_path / "ana")
    with other.writing() as connection:
        undo_cells(connection, (SheetKind.FRAMEWORK,))
    assert merge_copy(folder, other.path).n_cells == 1
    assert summaries(folder) == {}
    undo_merge(folder)
    assert summaries(folder) == {"velo": "On en parle."}


def test_a_summary_comes_under_the_name_that_its_code_has_here(folder, tmp_path):
    other = copy_of(folder, tmp_path / "ana")
    rename_code(folder, "Zoé", "velo", "bicyclette")
    write(other, "Ana", velo="On pédale.")
    merge_copy(folder, other.path)
    assert summaries(folder) == {"bicyclette": "On pédale."}


def test_a_proposition_that_both_wrote_otherwise_stays_with_what_is_said_of_it(folder, tmp_path):
    other = copy_of(folder, tmp_path / "ana")
    for copy, coder, words in ((folder, "Zoé", "Il faut un atelier."), (other, "Ana", "Il faut un four.")):
        cells = {
            CellPlace(SheetKind.PROPOSITION, "1", "", "groupe.txt"): words,
            CellPlace(SheetKind.CONSENSUS, "1", "P1", "groupe.txt"): "agree" if coder == "Zoé" else "against",
        }
        with copy.writing() as connection:
            assert write_cells(connection, coder, cells) == 2
    done = merge_copy(folder, other.path)
    assert done.n_cells == 0
    assert [(one.key, one.n) for one in done.left] == [("sharing.left_cells", 2)]
    with folder.reading() as connection:
        assert list(load_cells(connection, SheetKind.PROPOSITION).values()) == ["Il faut un atelier."]
        assert list(load_cells(connection, SheetKind.CONSENSUS).values()) == ["agree"]


CASES = st.sampled_from(["a", "b"])
ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 3), CASES, st.sampled_from(["x", "y", ""]), st.booleans()),
    max_size=8,
    unique_by=lambda one: one[0],
)


def rows_of(drawn, name):
    """Return rows of a copy: those numbered below 4 are of both, the same but for what is undone."""
    return [
        {
            "id": f"both{number}" if number < 4 else f"{name}{number}",
            "number": number,
            "step": str(number),
            "sheet": SheetKind.FRAMEWORK,
            "document_id": None,
            "case_key": "c",
            "column_key": "ab"[number % 2] if number < 4 else column,
            "words": f"w{number}" if number < 4 else f"{name}{words}",
            "coder_id": name,
            "at": "0" if number < 4 else str(second),
            "undone": int(undone),
        }
        for number, second, column, words, undone in drawn
    ]


def merged(ours, theirs):
    here, there = ({"written_cell": rows, "document": [], "text_version": []} for rows in (ours, theirs))
    plan = plan_cells(here, there, {}, ())
    undone = set(plan.undone)
    rows = [row | {"undone": 1} if row["id"] in undone else row for row in ours]
    return [*rows, *plan.written, *plan.joined]


def held(rows):
    last = {}
    for row in sorted(rows, key=lambda row: (row["at"], row["number"], row["id"])):
        if not row["undone"]:
            last[row["column_key"]] = row["words"]
    return last


@settings(max_examples=150)
@given(ROWS, ROWS)
def test_either_way_round_the_same_cells_hold_and_twice_is_once(mine, yours):
    ours, theirs = rows_of(mine, "A"), rows_of(yours, "B")
    one, two = merged(ours, theirs), merged(theirs, ours)
    assert held(one) == held(two)
    assert held(merged(one, theirs)) == held(one)
    assert held(merged(one, two)) == held(one)
    for column in {**held(ours), **held(theirs)}:
        standing = [words for words in (held(ours).get(column), held(theirs).get(column)) if words]
        alone = [row["words"] for row in (*ours, *theirs) if not row["id"].startswith("both")]
        assert all(words in held(one)[column] for words in standing if words in alone)
