"""The Word file itself: numbers, captions, references, lists, figures, landscape pages, places, templates."""

import re
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from focuskit.messages import speak
from focuskit.reports.blocks import (
    Contents,
    FigureBlock,
    Heading,
    KeptParagraph,
    Listed,
    ListOf,
    MarkedPlace,
    Paragraph,
    Quotation,
    Report,
    TableBlock,
    Title,
    reference,
    split_references,
)
from focuskit.reports.figures import Participation, PersonBar, draw_participation
from focuskit.reports.word import render_word
from focuskit.reports.word_places import read_places
from reports.ooxml_order import misplaced

PICTURE = draw_participation(Participation("Paroles", (PersonBar("P1", 10, 1),)), "paroles")
TABLE = TableBlock("Coûts", ("Code", "n"), (("a", "1"), ("b", "2")), (0.7, 0.3), key="costs")
FIGURE = FigureBlock("Qui parle", PICTURE, key="talk")
LONG = TableBlock("Large", tuple("abcdefgh"), (tuple("12345678"),), (0.125,) * 8, key="wide", wide=True)
PLACE = MarkedPlace("advice", "Écrivez ici vos recommandations.")
REPORT = Report(
    "Étude",
    "Document de travail",
    (
        Title("Étude", "sous-titre", ("note",)),
        Contents("Sommaire", "à mettre à jour"),
        ListOf(Listed.TABLE, "Liste des tableaux"),
        ListOf(Listed.FIGURE, "Liste des figures"),
        Heading("Un", 1, new_page=True),
        Paragraph(f"Voir {reference('talk')}, puis {reference('costs')}."),
        Heading("Un un", 2),
        TABLE,
        Heading("Un un un", 3, code="levier/temps"),
        Quotation("Des mots\nexacts", "(P1, FG1, tour 1)", "FG1"),
        Heading("Un deux", 2),
        FIGURE,
        Heading("Deux", 1, new_page=True),
        LONG,
        Paragraph("Après."),
        PLACE,
        Heading("Annexe", 1, numbered=False),
        Paragraph("Fin."),
    ),
)


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def parts(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(content):
    return docx.Document(BytesIO(content))


def words(element):
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def body(content):
    return etree.fromstring(parts(content)["word/document.xml"])


@pytest.mark.parametrize("with_footnotes", [False, True])
def test_elements_stand_in_the_order_of_the_standard(with_footnotes):
    assert misplaced(render_word(REPORT, with_footnotes=with_footnotes).content) == []


def test_elements_of_a_whole_report_stand_in_the_order_of_the_standard(sample_report):
    assert misplaced(sample_report.read_bytes()) == []


def test_an_element_in_a_wrong_place_is_found():
    made = parts(render_word(REPORT).content)
    moved = re.sub(rb"(<w:pStyle [^>]+>)(<w:keepNext/>)", rb"\2\1", made["word/document.xml"])
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", moved)
    assert "word/document.xml: pStyle stands too late in pPr" in misplaced(buffer.getvalue())


def test_headings_are_numbered_by_one_list_and_annexes_are_not():
    made = render_word(REPORT).content
    styles = opened(made).styles
    for level in (1, 2, 3):
        number = styles[f"Heading {level}"].element.pPr.numPr
        assert (number.ilvl.val, number.numId.val) == (level - 1, 1)
    *_, annex = (one for one in opened(made).paragraphs if one.text == "Annexe")
    assert annex._p.pPr.numPr.numId.val == 0


def test_the_contents_show_numbers_and_titles_before_anything_is_updated():
    lines = [words(one) for one in body(render_word(REPORT).content).iter(qn("w:p"))]
    start = lines.index("Sommaire")
    assert lines[start + 1 : start + 6] == [
        "1\N{EN SPACE}Un",
        "1.1\N{EN SPACE}Un un",
        "1.2\N{EN SPACE}Un deux",
        "2\N{EN SPACE}Deux",
        "Annexe",
    ]


def test_tables_and_figures_are_listed_with_the_numbers_of_their_captions():
    lines = [words(one) for one in body(render_word(REPORT).content).iter(qn("w:p"))]
    for caption in (
        "Tableau\N{NO-BREAK SPACE}1 – Coûts",
        "Tableau\N{NO-BREAK SPACE}2 – Large",
        "Figure\N{NO-BREAK SPACE}1 – Qui parle",
    ):
        assert lines.count(caption) == 2


def test_a_report_without_figures_has_no_list_of_them():
    blocks = tuple(
        one for one in REPORT.blocks if one is not FIGURE and "talk" not in getattr(one, "text", "")
    )
    text = words(body(render_word(replace(REPORT, blocks=blocks)).content))
    assert "Liste des figures" not in text
    assert "Liste des tableaux" in text


def test_references_are_fields_on_the_bookmarks_of_captions():
    root = body(render_word(REPORT).content)
    marks = {one.get(qn("w:name")) for one in root.iter(qn("w:bookmarkStart"))}
    codes = [one.text.split() for one in root.iter(qn("w:instrText"))]
    pointed = [one[1] for one in codes if one[0] in {"REF", "PAGEREF"}]
    assert pointed
    assert set(pointed) <= marks
    shown = next(one.text for one in opened(render_word(REPORT).content).paragraphs if "Voir" in one.text)
    assert shown == "Voir Figure\N{NO-BREAK SPACE}1, puis Tableau\N{NO-BREAK SPACE}1."


def test_marks_of_bookmarks_are_unique():
    root = body(render_word(REPORT).content)
    for name in ("w:id", "w:name"):
        found = [one.get(qn(name)) for one in root.iter(qn("w:bookmarkStart"))]
        assert len(found) == len(set(found))


def test_two_tables_with_one_key_are_a_fault():
    with pytest.raises(ValueError, match="costs"):
        render_word(replace(REPORT, blocks=(TABLE, TABLE)))


def test_figures_carry_their_text_and_fit_between_the_margins():
    made = opened(render_word(REPORT).content)
    (shape,) = made.inline_shapes
    assert shape._inline.docPr.get("descr") == PICTURE.alt
    section = made.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin


def test_something_wide_stands_on_landscape_pages_of_its_own():
    sections = opened(render_word(REPORT).content).sections
    assert [one.page_width > one.page_height for one in sections] == [False, True, False]
    assert all("Document de travail" in one.header.paragraphs[0].text for one in sections)


def test_a_quotation_keeps_its_lines():
    made = opened(render_word(REPORT).content)
    (quotation,) = [one.text for one in made.paragraphs if one.style.name == "Verbatim"]
    assert quotation == "«\N{NO-BREAK SPACE}Des mots\nexacts\N{NO-BREAK SPACE}»"


def test_a_prompt_is_not_taken_for_the_researchers_words(tmp_path):
    path = tmp_path / "r.docx"
    path.write_bytes(render_word(REPORT).content)
    assert read_places(path) == {}
    assert PLACE.prompt in words(body(path.read_bytes()))


def test_what_was_written_in_a_marked_place_is_there_when_the_report_is_made_again(tmp_path):
    kept = (
        KeptParagraph((("Ouvrir ", False, False), ("le samedi", True, True), (" !", False, False))),
        KeptParagraph((("Deux & <trois>", False, False),)),
    )
    blocks = tuple(replace(PLACE, kept=kept) if one is PLACE else one for one in REPORT.blocks)
    path = tmp_path / "r.docx"
    path.write_bytes(render_word(replace(REPORT, blocks=blocks)).content)
    assert read_places(path) == {"advice": kept}
    assert PLACE.prompt not in words(body(path.read_bytes()))


@pytest.mark.parametrize("content", [b"", b"no zip", None])
def test_a_report_that_is_not_there_or_damaged_has_no_kept_words(tmp_path, content):
    path = tmp_path / "r.docx"
    if content is not None:
        path.write_bytes(content)
    assert read_places(path) == {}


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("sans", ("sans",)),
        (f"a {reference('k')} b", ("a ", "k", " b")),
        (reference("k"), ("", "k", "")),
        (f"{reference('k')}{reference('l')}", ("", "k", "", "l", "")),
    ],
)
def test_texts_are_parted_at_their_references(text, split):
    assert split_references(text) == split


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_tells_the_page_of_every_entry_of_the_lists():
    root = body(render_word(REPORT, with_pages=True).content)
    assert not [one for one in root.iter(qn("w:fldChar")) if one.get(qn("w:dirty"))]
    lines = [words(one) for one in root.iter(qn("w:p"))]
    start = lines.index("Sommaire")
    assert lines[start + 1] == "1\N{EN SPACE}Un3"
    assert lines[start + 4] == "2\N{EN SPACE}Deux4"
    assert "à mettre à jour" not in lines


def test_the_same_report_gives_the_same_bytes():
    assert render_word(REPORT).content == render_word(REPORT).content


def test_no_word_of_a_header_is_cut_in_a_narrow_column():
    narrow = TableBlock("Étroit", ("Document", "Animation"), (("fg1", "3"),), (0.94, 0.06))
    made = body(render_word(Report("", "", (narrow,))).content)
    _, second = (int(one.get(qn("w:w"))) for one in made.iter(qn("w:gridCol")))
    assert second > len("Animation") * 100
    wide = TableBlock("Large", ("Document", "Animation"), (("fg1", "3"),), (0.5, 0.5))
    widths = {
        one.get(qn("w:w")) for one in body(render_word(Report("", "", (wide,))).content).iter(qn("w:gridCol"))
    }
    assert len(widths) == 1


def test_a_note_about_quotations_stays_on_the_page_of_the_last_one():
    quotation = Quotation("Des mots", "(P1)", "FG1")
    made = body(render_word(Report("", "", (quotation, Paragraph("Aucun.", "note"), quotation))).content)
    sources = [one for one in made.iter(qn("w:p")) if words(one) == "(P1)"]
    assert [one.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for one in sources] == [True, False]
