"""The sample study's report as a reader of it sees it: pages laid out by LibreOffice, measured on the PDF."""

import re
import shutil
import zipfile

import docx
import pytest
from lxml import etree
from pdf_pages import MARGIN, convert, read_pages

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(
        shutil.which("soffice") is None or shutil.which("pdftotext") is None,
        reason="LibreOffice or pdftotext is not installed",
    ),
]
EMPTY = 0.15
"""A page filled less than that is nearly empty."""


@pytest.fixture(scope="module")
def pages(sample_report, tmp_path_factory):
    return read_pages(convert(sample_report, "pdf", tmp_path_factory.mktemp("pdf")))


@pytest.fixture(scope="module")
def headings(sample_report):
    found = docx.Document(str(sample_report)).paragraphs
    return {bare(one.text) for one in found if one.style.name.startswith("Heading")}


def bare(text):
    return re.sub(r"\W", "", text)


def without_number(line):
    return bare(re.sub(r"^[\d.]+\s", "", line.text))


def test_libreoffice_opens_the_report_with_all_its_headings_tables_and_figures(sample_report, tmp_path):
    made = docx.Document(str(sample_report))
    n_headings = sum(one.style.name.startswith("Heading") for one in made.paragraphs)
    with zipfile.ZipFile(convert(sample_report, "odt", tmp_path)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    found = [etree.QName(one).localname for one in root.iter("{*}h", "{*}table", "{*}image")]
    assert found.count("h") == n_headings > 50
    assert found.count("table") == len(made.tables) > 20
    assert found.count("image") == len(made.inline_shapes) > 3


def test_no_page_is_nearly_empty(pages):
    after = [*pages[1:], None]
    thin = [
        (one.number, round(one.share_filled, 2))
        for one, following in zip(pages, after, strict=True)
        if following and following.is_wide is one.is_wide and one.share_filled < EMPTY
    ]
    assert len(pages) > 20
    assert thin == []


def test_no_heading_stands_at_the_end_of_a_page(pages, headings):
    orphans = [
        (page.number, page.lines[-1].text)
        for page in pages[5:]
        if page.lines and without_number(page.lines[-1]) in headings
    ]
    assert any(without_number(line) in headings for page in pages[5:] for line in page.lines)
    assert orphans == []


def test_captions_stand_on_the_page_of_their_table_or_figure(pages):
    shown = [page for page in pages if not any("......" in line.text for line in page.lines)]
    parted = [
        (page.number, page.lines[place].text)
        for page in shown
        for place, word in ((-1, "Tableau"), (0, "Figure"))
        if page.lines and re.match(rf"{word}\s\d+ – ", page.lines[place].text)
    ]
    assert any(line.text.startswith("Tableau") for page in shown for line in page.lines)
    assert parted == []


def test_no_line_stands_on_another_or_beyond_the_margins(pages):
    faults = []
    for page in pages:
        for place, line in enumerate(page.lines):
            following = page.lines[place + 1 : place + 40]
            faults += [(page.number, line.text, other.text) for other in following if line.hides(other)]
            if line.right > page.width - MARGIN + 2 or line.left < MARGIN - 2:
                faults.append((page.number, line.text, "beyond the margins"))
    assert faults == []


def test_the_header_row_of_a_table_is_repeated_on_each_of_its_pages(pages):
    wide = [page for page in pages if page.is_wide]
    assert len(wide) > 5
    assert all(any(line.text.split()[:1] == ["Personne"] for line in page.lines[:7]) for page in wide)
