"""Where a coder was is found again, and nothing that is broken stands in the way."""

import pytest

from focuskit.workflow.reading_place import recall_place, remember_place
from focuskit.workflow.review_opening import open_review
from small_study import make_study


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


def test_each_coder_has_a_place_of_their_own(folder):
    remember_place(folder, "Zoé", "groupe.txt", 2)
    remember_place(folder, "Ana", "groupe.txt", 4)
    remember_place(folder, "Zoé", "groupe.txt", 3)
    assert recall_place(folder, "Zoé") == ("groupe.txt", 3)
    assert recall_place(folder, "Ana") == ("groupe.txt", 4)
    assert recall_place(folder, "Marc") is None


@pytest.mark.parametrize("held", ["", "[]", '{"Zoé": 3}', "\u0000"])
def test_a_broken_file_of_places_is_as_none(folder, held):
    (folder.cache_path / "review_places.json").write_text(held, encoding="utf-8")
    assert recall_place(folder, "Zoé") is None
    remember_place(folder, "Zoé", "a", 1)
    assert recall_place(folder, "Zoé") == ("a", 1)


def test_a_document_that_is_gone_is_not_opened(folder):
    remember_place(folder, "Zoé", "parti.txt", 2)
    assert open_review(folder, coder="Zoé").name == "groupe.txt"
