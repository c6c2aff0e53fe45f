from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from focuskit.exchange.word import read_word_transcript
from focuskit.exchange.word.names import words_digest
from focuskit.exchange.word.write import render_word_transcript
from focuskit.model.word_comments import TurnFound

from .strategies import transcripts
from .support import LABELS, TRANSCRIPT, by_key, edit, is_as_written, there_and_back, without, written

quiet = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_untouched(transcript, read):
    assert [(turn.number, turn.text) for turn in read.turns] == [
        (turn.number, turn.text) for turn in transcript.turns
    ]
    assert read.changed_turns == ()
    assert {one.key: one.written for one in read.comments} == {one.key: one for one in transcript.comments}
    assert all(is_as_written(one) for one in read.comments)
    assert (read.outside, read.removed, read.removed_keys, read.strays) == ((), (), (), ())
    assert (read.n_insertions, read.n_deletions, read.is_whole) == (0, 0, True)


@quiet
@given(transcripts())
def test_an_untouched_file_gives_back_exactly_what_was_written(tmp_path, transcript):
    assert_untouched(transcript, there_and_back(tmp_path / "a.docx", transcript))


@quiet
@given(transcripts())
def test_the_same_values_give_the_same_bytes(transcript):
    assert render_word_transcript(transcript, LABELS) == render_word_transcript(transcript, LABELS)


def test_document_and_version_come_back(tmp_path):
    read = there_and_back(tmp_path / "a.docx")
    assert (read.document_name, read.version_id) == (TRANSCRIPT.document_name, TRANSCRIPT.version_id)
    assert_untouched(TRANSCRIPT, read)
    assert {turn.found for turn in read.turns} == {TurnFound.BOOKMARK}
    assert read.turns[2].sha256 == words_digest(TRANSCRIPT.turns[2].text)


def test_a_character_no_file_can_hold_becomes_the_sign_for_it_and_changes_no_offset(tmp_path):
    turn = replace(TRANSCRIPT.turns[0], text="a\x07b\ufffec\rd")
    read = there_and_back(tmp_path / "a.docx", replace(TRANSCRIPT, turns=(turn,), comments=()))
    assert read.turns[0].text == "a\ufffdb\ufffdc\ufffdd"
    assert read.turns[0].is_unchanged


def test_without_its_own_part_the_bookmarks_still_tell_turns_and_keys(tmp_path):
    path = without(written(tmp_path / "a.docx"), "customXml/item1.xml")
    read = read_word_transcript(path)
    assert not read.is_whole
    assert (read.document_name, read.version_id) == (TRANSCRIPT.document_name, TRANSCRIPT.version_id)
    assert read.changed_turns == ()
    assert [len(turn.sha256) for turn in read.turns] == [16] * len(TRANSCRIPT.turns)
    keys = by_key(read)
    assert keys["c2"].anchor == TRANSCRIPT.comments[1].anchor
    assert "0b1e8a52-7a3c-5d4e-9f60-718293a4b5c6" in keys
    assert "clé é" not in keys


def test_without_its_own_part_the_keys_of_removed_comments_are_left_in_bookmarks(tmp_path):
    path = without(written(tmp_path / "a.docx"), "customXml/item1.xml")

    def remove(root):
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            for one in list(root.iter("{*}" + name)):
                one.getparent().remove(one)

    edit(path, remove)
    edit(path, lambda root: [root.remove(one) for one in list(root)], "word/comments.xml")
    assert "c2" in read_word_transcript(path).removed_keys
