import pytest

from focuskit.errors import OutputError
from focuskit.exchange import exported_names, write_texts


def test_a_document_keeps_its_folder_and_becomes_txt():
    assert exported_names(["a/b é.docx", "c.vtt"]) == {"a/b é.docx": "a/b é.txt", "c.vtt": "c.txt"}


def test_where_two_would_collide_the_whole_name_is_kept():
    assert exported_names(["fg.docx", "fg.txt", "x/fg.txt"]) == {
        "fg.docx": "fg.docx.txt",
        "fg.txt": "fg.txt.txt",
        "x/fg.txt": "x/fg.txt",
    }


def test_texts_are_written_exactly(tmp_path):
    text = "L’été\u00a0: « oui »\nligne\u2028deux"
    write_texts({"d/e.docx": text}, tmp_path)
    assert (tmp_path / "d" / "e.txt").read_bytes() == text.encode("utf-8")


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "in the way").write_text("")
    with pytest.raises(OutputError):
        write_texts({"a.txt": "x"}, tmp_path / "in the way")
