"""The laboratory's own template: what a report takes over of it, and what must not get into the report."""

import re
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from focuskit.errors import UsageError
from focuskit.messages import speak
from focuskit.reports.word import render_word
from reports.ooxml_order import misplaced
from reports.test_word import REPORT, opened, parts

FRENCH = {
    "Heading1": "Titre1",
    "Heading2": "Titre2",
    "Heading3": "Titre3",
    "Caption": "Lgende",
    "Title": "Titre",
}
"""Identifiers of styles in a file saved by a French Word; the names stay English there."""
NAMED_IN_FRENCH = {
    "heading 1": "Titre 1",
    "heading 2": "Titre 2",
    "heading 3": "Titre 3",
    "caption": "Légende",
    "Title": "Titre",
    "Subtitle": "Sous-titre",
}


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def make_template(path, *, without=()):
    laboratory = docx.Document()
    laboratory.sections[0].header.paragraphs[0].text = "Laboratoire inventé"
    laboratory.sections[0].left_margin = 1_270_000
    laboratory.styles["Heading 1"].font.name = "Georgia"
    laboratory.add_paragraph("Texte du modèle")
    for name in without:
        element = laboratory.styles[name].element
        element.getparent().remove(element)
    laboratory.save(str(path))
    return path


def test_a_template_gives_page_styles_and_header_and_not_its_text(tmp_path):
    made = render_word(REPORT, template=make_template(tmp_path / "labo.docx"))
    document = opened(made.content)
    assert made.missing_styles == ()
    assert document.sections[0].left_margin == 1_270_000
    assert document.styles["Heading 1"].font.name == "Georgia"
    header = [one.text for one in document.sections[0].header.paragraphs]
    assert header == ["Laboratoire inventé", "Document de travail"]
    assert "Texte du modèle" not in [one.text for one in document.paragraphs]


def test_a_dotx_serves_as_template(tmp_path):
    source = parts(make_template(tmp_path / "labo.docx").read_bytes())
    types = source["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    path = tmp_path / "labo.dotx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**source, "[Content_Types].xml": types}.items():
            archive.writestr(name, content)
    assert opened(render_word(REPORT, template=path).content).styles["Heading 1"].font.name == "Georgia"


def test_a_style_that_a_template_lacks_is_told_and_made(tmp_path):
    made = render_word(
        REPORT, template=make_template(tmp_path / "labo.docx", without=("Heading 3", "Caption"))
    )
    assert made.missing_styles == ("Heading 3", "Caption")
    assert any(one.style.name == "Caption" for one in opened(made.content).paragraphs)


@pytest.mark.parametrize("content", [None, b"no zip"])
def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "labo.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="labo"):
        render_word(REPORT, template=path)


def test_a_template_with_macros_is_refused(tmp_path):
    source = parts(make_template(tmp_path / "labo.docx").read_bytes())
    path = tmp_path / "macro.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**source, "word/vbaProject.bin": b"x"}.items():
            archive.writestr(name, content)
    with pytest.raises(UsageError, match="macro"):
        render_word(REPORT, template=path)


def changed(path, name, change):
    """Write a file again with one of its parts changed."""
    source = parts(path.read_bytes())
    with zipfile.ZipFile(path, "w") as archive:
        for one, content in source.items():
            archive.writestr(one, change(content) if one == name else content)
    return path


def identified_in_french(content):
    text = content.decode("utf-8")
    for one, other in FRENCH.items():
        text = re.sub(rf'(w:styleId=|<w:(?:basedOn|next|link) w:val=)"{one}"', rf'\1"{other}"', text)
    return text.encode("utf-8")


def named_in_french(content):
    text = content.decode("utf-8")
    for one, other in NAMED_IN_FRENCH.items():
        text = text.replace(f'w:name w:val="{one}"', f'w:name w:val="{other}"')
    return text.encode("utf-8")


def headings_of(made):
    return [one for one in opened(made.content).paragraphs if one.style.name.startswith("Heading")]


@pytest.mark.parametrize("change", [identified_in_french, named_in_french])
def test_a_template_of_a_french_word_is_used_whatever_its_styles_are_called(tmp_path, change):
    path = changed(make_template(tmp_path / "labo.docx"), "word/styles.xml", change)
    made = render_word(REPORT, template=path)
    assert made.missing_styles == ()
    assert misplaced(made.content) == []
    styles = opened(made.content).styles
    assert styles["Heading 1"].font.name == "Georgia"
    identifiers = [one.style_id for one in styles]
    assert len(identifiers) == len(set(identifiers))
    assert len(headings_of(made)) == 6


def test_headings_get_the_numbers_that_the_contents_tell(tmp_path):
    made = opened(render_word(REPORT, template=make_template(tmp_path / "labo.docx")).content)
    number = made.styles["Heading 2"].element.pPr.numPr
    lists = made.part.numbering_part.element
    (own,) = [one for one in lists.findall(qn("w:num")) if one.numId == number.numId.val]
    (abstract,) = [
        one
        for one in lists.findall(qn("w:abstractNum"))
        if one.get(qn("w:abstractNumId")) == str(own.abstractNumId.val)
    ]
    linked = [one.get(qn("w:val")) for one in abstract.iter(qn("w:pStyle"))]
    assert linked == ["Heading1", "Heading2", "Heading3"]


def test_a_template_that_numbers_its_headings_keeps_its_own_way(tmp_path):
    laboratory = docx.Document(str(make_template(tmp_path / "labo.docx")))
    number = laboratory.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr()
    number.get_or_add_numId().val = 7
    laboratory.save(str(tmp_path / "labo.docx"))
    styles = opened(render_word(REPORT, template=tmp_path / "labo.docx").content).styles
    assert styles["Heading 1"].element.pPr.numPr.numId.val == 7
    assert styles["Heading 2"].element.pPr.numPr is None


def test_a_landscape_template_stays_landscape(tmp_path):
    laboratory = docx.Document()
    (section,) = laboratory.sections
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    laboratory.save(str(tmp_path / "labo.docx"))
    sections = opened(render_word(REPORT, template=tmp_path / "labo.docx").content).sections
    assert [one.page_width > one.page_height for one in sections] == [True]


def test_a_template_without_any_style_gets_all_of_them_in_one_font(tmp_path):
    laboratory = docx.Document()
    styles = laboratory.styles.element
    for one in list(styles):
        styles.remove(one)
    laboratory.save(str(tmp_path / "labo.docx"))
    made = render_word(REPORT, template=tmp_path / "labo.docx")
    assert made.missing_styles == ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption")
    assert misplaced(made.content) == []
    assert {one.font.name for one in opened(made.content).styles} == {None}
    assert len(headings_of(made)) == 6


def test_nothing_of_a_template_tells_who_made_it(tmp_path):
    path = make_template(tmp_path / "labo.docx")
    laboratory = docx.Document(str(path))
    laboratory.add_paragraph("Un texte de Jeanne")
    laboratory.core_properties.author = laboratory.core_properties.language = "Jeanne Inventée"
    target = "file:///C:/Jeanne/labo.dotx"
    relation = laboratory.part._settings_part.relate_to(target, "urn:x/attachedTemplate", is_external=True)
    attached = docx.oxml.OxmlElement("w:attachedTemplate")
    attached.set(qn("r:id"), relation)
    laboratory.settings.element.insert(0, attached)
    laboratory.save(str(path))
    company = b"<Company>Jeanne et fils</Company>"
    changed(path, "docProps/app.xml", lambda content: content.replace(b"<Company/>", company))
    changed(path, "docProps/app.xml", lambda content: content.replace(b"<Company></Company>", company))
    known = {name for name, one in parts(path.read_bytes()).items() if b"Jeanne" in one}
    assert known == {
        "docProps/app.xml",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/settings.xml.rels",
    }
    made = parts(render_word(REPORT, template=path).content)
    assert [name for name, one in made.items() if b"Jeanne" in one or b"attachedTemplate" in one] == []


def test_a_caption_stays_with_its_table_whatever_the_template_says(tmp_path):
    made = render_word(REPORT, template=make_template(tmp_path / "labo.docx"))
    captions = [one for one in opened(made.content).paragraphs if one.style.name == "Caption"]
    kept = [one.paragraph_format.keep_with_next for one in captions if one.text.startswith("Tableau")]
    assert kept == [True, True]
