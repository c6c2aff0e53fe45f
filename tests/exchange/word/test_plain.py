import docx
import pytest
from lxml import etree

from focuskit.exchange.word import read_comments_of_plain_docx

from .support import W, packed

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
START, END = '<w:commentRangeStart w:id="{0}"/>', '<w:commentRangeEnd w:id="{0}"/>'
SIGN = '<w:r><w:commentReference w:id="{0}"/></w:r>'


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def on(number, content):
    return START.format(number) + content + END.format(number) + SIGN.format(number)


def plain(path, body, *comments):
    said = "".join(
        f'<w:comment w:id="{number}" w:author="Odile" w:date="2026-05-01T10:00:00Z"><w:p>{run(text)}</w:p></w:comment>'
        for number, text in comments
    )
    members = {
        "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/comments.xml": f"<w:comments {NS}>{said}</w:comments>",
    }
    return read_comments_of_plain_docx(packed(path, members))


def places(read):
    return [(one.anchor.first, one.anchor.start, one.anchor.last, one.anchor.end) for one in read.comments]


def test_comments_are_placed_by_paragraph_and_offset(tmp_path):
    body = f"<w:p>{run('Nadège : ')}{on(1, run('trop cher'))}</w:p><w:p>{on(2, run('Mm.'))}</w:p>"
    read = plain(tmp_path / "a.docx", body, (1, "frein/cout ; prix"), (2, "- accord"))
    assert [one.text for one in read.paragraphs] == ["Nadège : trop cher", "Mm."]
    assert places(read) == [(0, 9, 0, 18), (1, 0, 1, 3)]
    assert [one.codes for one in read.comments] == [("frein/cout", "prix"), ("accord",)]
    assert [(one.author, one.at, one.key) for one in read.comments] == [
        ("Odile", "2026-05-01T10:00:00", None)
    ] * 2


def test_paragraphs_of_tables_and_comments_in_them_count_too(tmp_path):
    cells = f"<w:tc><w:p>{run('Nadège')}</w:p></w:tc><w:tc><w:p>{on(1, run('Mm.'))}</w:p></w:tc>"
    read = plain(
        tmp_path / "a.docx", f"<w:p/><w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p>{run('x')}</w:p>", (1, "y")
    )
    assert [(one.text, one.in_table) for one in read.paragraphs] == [
        ("", False),
        ("Nadège", True),
        ("Mm.", True),
        ("x", False),
    ]
    assert places(read) == [(2, 0, 2, 3)]


def test_a_comment_over_several_paragraphs_and_signs_between_paragraphs(tmp_path):
    body = (
        f"<w:p>{run('a')}</w:p>{START.format(1)}<w:p>{run('bc')}</w:p><w:p>{run('de')}</w:p>{END.format(1)}"
    )
    read = plain(tmp_path / "a.docx", f"{body}<w:p>{SIGN.format(1)}{run('f')}</w:p>", (1, "x"))
    assert places(read) == [(1, 0, 2, 2)]
    assert read.comments[0].words == "bc\nde"


@pytest.mark.parametrize("sign", [SIGN, END + SIGN, START + SIGN])
def test_a_comment_without_whole_range_stands_where_its_sign_is(tmp_path, sign):
    read = plain(tmp_path / "a.docx", f"<w:p>{run('ab')}{sign.format(1)}{run('c')}</w:p>", (1, "x"))
    assert places(read) == [(0, 2, 0, 2)]


def test_a_comment_that_stands_nowhere_is_reported_apart(tmp_path):
    read = plain(tmp_path / "a.docx", f"<w:p>{run('ab')}</w:p>", (1, "dans une note"))
    assert [(one.text, one.anchor) for one in read.outside] == [("dans une note", None)]


def test_tracked_changes_links_controls_and_special_signs_are_read_through(tmp_path):
    body = (
        f"<w:p><w:ins>{run('un ')}</w:ins><w:del><w:r><w:delText>deux </w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('trois ')}</w:moveFrom><w:hyperlink>{run('quatre')}</w:hyperlink><w:sdt><w:sdtContent>"
        "<w:r><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/></w:r></w:sdtContent></w:sdt>"
        f"{on(1, run('cinq'))}</w:p>"
    )
    read = plain(tmp_path / "a.docx", body, (1, "x"))
    assert read.paragraphs[0].text == "un quatre\t\u2011\u00ad\ncinq"
    assert places(read) == [(0, 13, 0, 17)]
    assert (read.n_insertions, read.n_deletions) == (1, 2)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path):
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('a')}</w:p><w:p>{on(1, run('b'))}</w:p>"
    read = plain(tmp_path / "a.docx", body, (1, "x"))
    assert [one.text for one in read.paragraphs] == ["ab"]
    assert places(read) == [(0, 1, 0, 2)]


def test_a_text_box_follows_the_paragraph_that_holds_it(tmp_path):
    box = f"<w:r><w:pict><w:txbxContent><w:p>{on(1, run('boîte'))}</w:p></w:txbxContent></w:pict></w:r>"
    read = plain(tmp_path / "a.docx", f"<w:p>{run('a')}{box}{run('b')}</w:p>", (1, "x"))
    assert [one.text for one in read.paragraphs] == ["ab", "boîte"]
    assert places(read) == [(1, 0, 1, 5)]


def test_a_file_of_python_docx_without_comments_gives_paragraphs_only(tmp_path):
    document = docx.Document()
    document.add_paragraph("Nadège : Mm.")
    document.save(str(tmp_path / "a.docx"))
    read = read_comments_of_plain_docx(tmp_path / "a.docx")
    assert [one.text for one in read.paragraphs] == ["Nadège : Mm."]
    assert (read.comments, read.outside) == ((), ())


def test_strict_files_are_read_by_the_same_names(tmp_path):
    strict = NS.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006",
        "http://purl.oclc.org/ooxml/wordprocessingml",
    )
    members = {
        "word/document.xml": f"<w:document {strict}><w:body><w:p>{run('é')}</w:p></w:body></w:document>"
    }
    read = read_comments_of_plain_docx(packed(tmp_path / "a.docx", members))
    assert [one.text for one in read.paragraphs] == ["é"]
    assert etree.QName(W + "p").localname == "p"


def test_answers_in_a_circle_stay_comments(tmp_path):
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    said = "".join(
        f'<w:comment w:id="{n}" w:author="O"><w:p w14:paraId="0000000{n}">{run(f"c{n}")}</w:p></w:comment>'
        for n in (1, 2, 3)
    )
    answers = "".join(
        f'<w15:commentEx w15:paraId="0000000{n}" w15:paraIdParent="0000000{to}" w15:done="0"/>'
        for n, to in ((1, 2), (2, 1), (3, 3))
    )
    body = f"<w:p>{on(1, run('a'))}{on(2, run('b'))}{on(3, run('c'))}</w:p>"
    members = {
        "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/comments.xml": f"<w:comments {NS} {w14}>{said}</w:comments>",
        "word/commentsExtended.xml": f"<w15:commentsEx {w15}>{answers}</w15:commentsEx>",
    }
    read = read_comments_of_plain_docx(packed(tmp_path / "a.docx", members))
    assert [one.text for one in read.comments] == ["c1", "c2", "c3"]
