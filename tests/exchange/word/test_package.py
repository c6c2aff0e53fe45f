import tracemalloc

import docx
import pytest

from focuskit.errors import ForeignWordError, WordFileError
from focuskit.exchange.word import read_comments_of_plain_docx, read_word_transcript
from focuskit.messages import speak

from .support import TRANSCRIPT, by_key, packed, parts, written

BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"


def reason_of(path, read=read_word_transcript):
    with pytest.raises(WordFileError) as told:
        read(path)
    assert str(path) in str(told.value)
    return told.value.facts["reason"]


@pytest.mark.parametrize("read", [read_word_transcript, read_comments_of_plain_docx])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (b"Nad\xc3\xa8ge : Mm.", "broken_archive"),
        (b"%PDF-1.7", "really_pdf"),
        (b"{\\rtf1", "really_rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "really_old_office"),
    ],
)
def test_what_is_no_word_file_is_told_with_what_it_is(tmp_path, read, content, reason):
    path = tmp_path / "é.docx"
    path.write_bytes(content)
    assert reason_of(path, read) == f"problem.{reason}"


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    assert reason_of(tmp_path / "a.docx") == "problem.missing_input"
    assert reason_of(tmp_path) == "problem.unreadable"


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "really_odt"),
        ({"autre.xml": "<a/>"}, "broken_docx"),
        ({"word/document.xml": "<w:document"}, "broken_docx"),
        ({"word/document.xml": f"{BOMB}]>{BODY}"}, "broken_docx"),
        ({"word/document.xml": b"<a>" + b" " * (65 << 20) + b"</a>"}, "too_big"),
    ],
)
def test_damaged_and_dangerous_archives_are_refused(tmp_path, members, reason):
    path = packed(tmp_path / "a.docx", members)
    tracemalloc.start()
    try:
        assert reason_of(path) == f"problem.{reason}"
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


def test_a_bomb_in_the_comments_or_beside_them_is_refused_or_passed_over(tmp_path):
    members = parts(written(tmp_path / "a.docx"))
    bomb = f"{BOMB}]><w:comments {W}>&j;</w:comments>".encode()
    assert (
        reason_of(packed(tmp_path / "b.docx", members | {"word/comments.xml": bomb})) == "problem.broken_docx"
    )
    path = packed(tmp_path / "c.docx", members | {"customXml/item0.xml": bomb})
    assert len(by_key(read_word_transcript(path))) == len(TRANSCRIPT.comments)


def test_a_cut_file_is_damaged(tmp_path):
    path = written(tmp_path / "a.docx")
    path.write_bytes(path.read_bytes()[:-400])
    assert reason_of(path) == "problem.broken_archive"


def test_a_word_file_of_somebody_else_is_foreign(tmp_path):
    document = docx.Document()
    document.add_paragraph("Nadège : Mm.")
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(ForeignWordError, match=r"a\.docx"):
        read_word_transcript(tmp_path / "a.docx")


def test_a_ledger_somebody_tampered_with_is_not_believed(tmp_path):
    members = parts(written(tmp_path / "a.docx"))
    ledger = members["customXml/item1.xml"].replace(b'"place":[2,', b'"place":["deux",')
    read = read_word_transcript(packed(tmp_path / "b.docx", members | {"customXml/item1.xml": ledger}))
    assert not read.is_whole
    assert read.changed_turns == ()


def test_faults_are_told_in_both_languages(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"%PDF-1.7")
    sentences = set()
    for language in ("fr", "en"):
        speak(language)
        with pytest.raises(WordFileError) as told:
            read_word_transcript(path)
        sentences |= {str(told.value), str(ForeignWordError(path=str(path)))}
    assert len(sentences) == 4
    assert all("a.docx" in sentence for sentence in sentences)
