import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from focuskit.exchange.word import read_comments_of_plain_docx, read_word_transcript
from focuskit.model.word_comments import TurnFound

from .strategies import transcripts
from .support import TRANSCRIPT, by_key, edit, is_as_written, parts, without, written

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed")


def saved(path, target, kind="docx"):
    """Return the file as LibreOffice saves it."""
    profile = (target / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(target), str(path)], check=True, capture_output=True, timeout=120)
    return target / f"{path.stem}.{kind}"


def test_a_file_saved_by_libreoffice_gives_back_what_was_written(tmp_path):
    path = saved(written(tmp_path / "a.docx"), tmp_path / "lo")
    assert parts(path)["word/comments.xml"] != parts(tmp_path / "a.docx")["word/comments.xml"]
    read = read_word_transcript(path)
    assert read.changed_turns == ()
    assert {turn.found for turn in read.turns} == {TurnFound.BOOKMARK}
    assert by_key(read).keys() == {one.key for one in TRANSCRIPT.comments}
    assert all(is_as_written(one) for one in read.comments)
    assert (read.outside, read.removed, read.strays, read.is_whole) == ((), (), (), True)


def test_a_file_that_went_through_opendocument_still_tells_its_turns_and_most_keys(tmp_path):
    odt = saved(written(tmp_path / "a.docx"), tmp_path / "lo", "odt")
    read = read_word_transcript(saved(odt, tmp_path / "back"))
    assert (read.document_name, read.version_id) == (TRANSCRIPT.document_name, TRANSCRIPT.version_id)
    assert read.changed_turns == ()
    found = {(one.anchor, one.codes) for one in read.comments}
    assert {(one.anchor, one.codes) for one in TRANSCRIPT.comments} <= found


def test_without_bookmarks_and_identifiers_words_author_and_date_tell_the_comments(tmp_path):
    path = saved(written(tmp_path / "a.docx"), tmp_path / "lo")

    def unmark(root):
        for name in ("bookmarkStart", "bookmarkEnd"):
            for one in list(root.iter("{*}" + name)):
                one.getparent().remove(one)

    edit(path, unmark)
    without(path, "word/commentsExtended.xml")
    read = read_word_transcript(path)
    assert {turn.found for turn in read.turns} == {TurnFound.WORDS}
    assert all(is_as_written(one) for one in read.comments)
    assert by_key(read).keys() == {one.key for one in TRANSCRIPT.comments}


@settings(
    deadline=None,
    max_examples=10,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(transcripts(st.text("ab cé’\t\n\u00a0\u202f\u2011\u00ad.[]", min_size=1, max_size=30)))
def test_words_and_comments_survive_libreoffice_wherever_they_stand(tmp_path, transcript):
    read = read_word_transcript(saved(written(tmp_path / "b.docx", transcript), tmp_path / "lo"))
    assert [turn.text for turn in read.turns] == [turn.text for turn in transcript.turns]
    assert {one.key: one.anchor for one in read.comments} == {
        one.key: one.anchor for one in transcript.comments
    }


def test_a_plain_file_saved_by_libreoffice_shows_its_comments(tmp_path):
    plain = read_comments_of_plain_docx(saved(written(tmp_path / "a.docx"), tmp_path / "lo"))
    words = {one.words for one in plain.comments}
    assert "potager  partagé" in words
