"""Transcripts written to Word: every coding and suggestion a comment on its words."""

import pytest

from focuskit.errors import UsageError
from focuskit.exchange.word import read_word_transcript
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.model.word_comments import SUGGESTION_AUTHOR
from focuskit.store import create_project, open_project
from focuskit.workflow.decide import decide, open_desk, write_memo
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.word_export import export_word, is_untouched
from small_study import CODEBOOK, make_study


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


def words(folder, text):
    desk = open_desk(folder, "groupe")
    start = desk.document.text.index(text)
    return desk, Span(start, start + len(text))


def exported(folder, **choices):
    (file,) = export_word(folder, **choices)
    return read_word_transcript(file.path)


def test_each_open_suggestion_is_a_comment_on_the_words_of_its_segment(folder):
    read = exported(folder)
    found = {(one.author, one.codes, one.words) for one in read.comments}
    assert (SUGGESTION_AUTHOR, ("frein/argent",), "Il faudrait une subvention.") in found
    assert {one.author for one in read.comments} == {SUGGESTION_AUTHOR}
    assert is_untouched(read)


def test_codes_of_a_coder_on_the_same_words_are_one_comment_with_one_code_per_line(folder):
    desk, span = words(folder, "un potager et des poules")
    decide(folder, "Claire", [desk.add(span, "potager"), desk.add(span, "frein")])
    decide(folder, "Hugo", [desk.add(span, "velo")])
    read = exported(folder, suggestions=False)
    found = {one.author: (set(one.text.split("\n")), one.words) for one in read.comments}
    assert found == {
        "Claire": ({"potager", "frein"}, "un potager et des poules"),
        "Hugo": ({"velo"}, "un potager et des poules"),
    }


def test_a_coding_over_several_turns_stands_on_all_their_words(folder):
    desk, span = words(folder, "C'est trop cher neuf.\nIl faudrait")
    decide(folder, "Claire", [desk.add(span, "frein")])
    (one,) = exported(folder, suggestions=False).comments
    assert one.words == "C'est trop cher neuf.\nIl faudrait"


def test_memos_on_coded_words_are_replies(folder):
    desk, span = words(folder, "des vélos")
    decide(folder, "Claire", [desk.add(span, "velo")])
    about = MemoTarget(desk.document.version_id, span)
    write_memo(folder, "Hugo", MemoKind.THEORETICAL, about, "Réparer plutôt qu'acheter.")
    write_memo(folder, "Hugo", MemoKind.STAR, about)
    (one,) = exported(folder, suggestions=False).comments
    assert [(reply.author, reply.text) for reply in one.replies] == [("Hugo", "Réparer plutôt qu'acheter.")]


def test_only_one_coder_can_be_asked_for(folder):
    desk, span = words(folder, "des vélos")
    decide(folder, "Claire", [desk.add(span, "velo")])
    decide(folder, "Hugo", [desk.add(span, "frein")])
    assert {one.author for one in exported(folder, coder="Hugo", suggestions=False).comments} == {"Hugo"}


def test_an_untouched_file_is_replaced_and_one_worked_on_is_kept(folder):
    (first,) = export_word(folder)
    (second,) = export_word(folder)
    assert (second.path, second.kept) == (first.path, None)
    first.path.write_bytes(b"somebody's work")
    (third,) = export_word(folder)
    assert third.kept.read_bytes() == b"somebody's work"
    assert is_untouched(read_word_transcript(third.path))


def test_the_same_project_gives_the_same_bytes(folder, tmp_path):
    (one,) = export_word(folder, output=tmp_path / "a")
    (other,) = export_word(folder, output=tmp_path / "b")
    assert one.path.read_bytes() == other.path.read_bytes()


def test_an_unknown_document_is_told(folder):
    with pytest.raises(UsageError):
        export_word(folder, ["nulle part"])


def test_an_empty_project_writes_nothing(tmp_path):
    create_project(tmp_path / "vide")
    folder = open_project(tmp_path / "vide")
    (tmp_path / "g.yaml").write_text(CODEBOOK, encoding="utf-8")
    install_codebook(folder, tmp_path / "g.yaml")
    assert export_word(folder) == ()
