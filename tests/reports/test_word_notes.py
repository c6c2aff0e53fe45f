"""The origin of quotations in footnotes: a part that Word and LibreOffice read, and `verify` too."""

import shutil
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from focuskit.errors import UsageError
from focuskit.messages import speak
from focuskit.reports import verify_report, write_report
from focuskit.reports.blocks import Heading, Quotation, Report
from focuskit.reports.verification import find_passages, read_docx_report
from focuskit.reports.word import render_word
from focuskit.reports.word_notes import MARK_STYLE, TEXT_STYLE
from focuskit.store import create_project, read_settings
from reports.test_report import COST, context, study, texts
from reports.test_word import REPORT, opened, parts
from reports.test_word_template import make_template

FOOTNOTES = {"with_footnotes": True}


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def notes_of(content):
    root = etree.fromstring(parts(content)["word/footnotes.xml"])
    return {one.get(qn("w:id")): "".join(one.itertext()).strip() for one in root}


def test_each_mark_has_its_note_and_the_separators_are_named_in_the_settings():
    content = render_word(REPORT, **FOOTNOTES).content
    assert notes_of(content) == {"-1": "", "0": "", "1": "P1, FG1, tour 1."}
    body = etree.fromstring(parts(content)["word/document.xml"])
    assert [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))] == ["1"]
    settings = etree.fromstring(parts(content)["word/settings.xml"])
    names = [etree.QName(one).localname for one in settings]
    assert names.index("savePreviewPicture") < names.index("footnotePr") < names.index("compat")
    named = settings.find(qn("w:footnotePr"))
    assert [one.get(qn("w:id")) for one in named] == ["-1", "0"]


def test_the_part_is_typed_related_and_styled():
    content = parts(render_word(REPORT, **FOOTNOTES).content)
    assert b'PartName="/word/footnotes.xml"' in content["[Content_Types].xml"]
    assert b"wordprocessingml.footnotes+xml" in content["[Content_Types].xml"]
    assert content["word/_rels/document.xml.rels"].count(b"relationships/footnotes") == 1
    names = [style.name for style in opened(render_word(REPORT, **FOOTNOTES).content).styles]
    assert {TEXT_STYLE, MARK_STYLE} <= set(names)


def test_brackets_leave_no_trace_of_footnotes():
    content = parts(render_word(REPORT).content)
    assert "word/footnotes.xml" not in content
    assert b"footnote" not in content["word/styles.xml"] + content["word/settings.xml"]


def test_the_same_report_gives_the_same_bytes():
    assert render_word(REPORT, **FOOTNOTES).content == render_word(REPORT, **FOOTNOTES).content


def test_notes_of_a_template_give_way_to_those_of_the_report(tmp_path):
    before = Report("Modèle", "", (Heading("Un", 1), Quotation("Vieux mots", "(P9, ancien)", "ancien")))
    template = tmp_path / "labo.docx"
    template.write_bytes(render_word(before, **FOOTNOTES).content)
    content = render_word(REPORT, template=template, **FOOTNOTES).content
    assert list(notes_of(content).values()) == ["", "", "P1, FG1, tour 1."]
    assert b"ancien" not in b"".join(parts(content).values())
    plain = render_word(REPORT, template=make_template(tmp_path / "autre.docx"), **FOOTNOTES).content
    assert notes_of(plain) == notes_of(content)


def test_in_an_exchange_who_speaks_stands_below_the_words():
    turns = (Quotation("Oui.", "(P1, FG1, tour 1)", "FG1", in_exchange=True),)
    content = render_word(Report("R", "", turns), **FOOTNOTES).content
    assert "(P1, FG1, tour 1)" in [one.text for one in opened(content).paragraphs]
    assert "word/footnotes.xml" not in parts(content)


def test_a_report_with_footnotes_is_read_back_word_for_word(tmp_path):
    made, path = study(), tmp_path / "r.docx"
    write_report(made, path, context(made, origin="footnotes"))
    assert verify_report(path, texts(made)) == ()
    passages = [one for one in find_passages(iter(read_docx_report(path).paragraphs)) if one.is_verbatim]
    assert passages[0].source == "P1, FG2.docx, tour 1, 0:01:05"
    assert {one.words for one in passages} >= {COST}
    document = docx.Document(str(path))
    altered = next(one for one in document.paragraphs if one.style.name == "Verbatim")
    altered.runs[0].text = altered.runs[0].text.replace("cher", "chère")
    document.save(str(path))
    assert len(verify_report(path, texts(made))) == 1


def test_a_note_typed_behind_a_quotation_in_the_text_is_its_source_and_is_read_once(tmp_path):
    content = render_word(REPORT, **FOOTNOTES).content
    typed = parts(content)["word/document.xml"].decode()
    mark = typed[
        typed.index("<w:footnoteReference") : typed.index(">", typed.index("<w:footnoteReference")) + 1
    ]
    paragraph = (
        f'<w:p><w:r><w:t xml:space="preserve">Elle dit « trop cher » </w:t></w:r><w:r>{mark}</w:r></w:p>'
    )
    place = typed.index("<w:body>") + len("<w:body>")
    path = tmp_path / "r.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, one in parts(content).items():
            changed = typed[:place] + paragraph + typed[place:]
            archive.writestr(name, changed if name == "word/document.xml" else one)
    first, *_ = find_passages(iter(read_docx_report(path).paragraphs))
    assert (first.words, first.source, first.is_verbatim) == ("trop cher", "P1, FG1, tour 1", False)
    assert sum("tour 1" in one.words for one in read_docx_report(path).paragraphs) == 2


def test_settings_choose_where_the_origin_stands_and_nothing_else(tmp_path):
    create_project(tmp_path / "study")
    path = tmp_path / "study" / "focuskit.toml"
    assert read_settings(path.parent).origin == "brackets"
    path.write_text(path.read_text().replace('origin = "brackets"', 'origin = "footnotes"'))
    assert read_settings(path.parent).origin == "footnotes"
    path.write_text(path.read_text().replace('origin = "footnotes"', 'origin = "endnotes"'))
    with pytest.raises(UsageError, match="endnotes"):
        read_settings(path.parent)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_a_report_with_footnotes_out():
    made = render_word(REPORT, with_pages=True, **FOOTNOTES).content
    root = etree.fromstring(parts(made)["word/document.xml"])
    assert not [one for one in root.iter(qn("w:fldChar")) if one.get(qn("w:dirty"))]
    assert notes_of(made)["1"] == "P1, FG1, tour 1."
