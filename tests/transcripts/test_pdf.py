from __future__ import annotations

from pathlib import Path

from pypdf import PdfWriter

from focuskit.transcripts.pdf import _joined, _lines

from .support import FORMATS, keys, read, read_as


def test_lines_cut_at_the_margin_are_joined_and_new_turns_are_not():
    long = "Animatrice : une phrase assez longue pour toucher la marge de droite et"
    lines = [
        line.text
        for line in _joined([long, "continuer ici.", "Nadia : oui, dans le tiers-", "lieu", "[Malik] (0:10)"])
    ]
    assert lines == [f"{long} continuer ici.", "Nadia : oui, dans le tiers-lieu", "[Malik] (0:10)"]


def test_running_titles_and_page_numbers_are_set_aside():
    pages = [
        ["Entretien 4 - page 1", "Nadia : oui", "1"],
        ["Entretien 4 - page 2", "Malik : non", "2"],
        ["Entretien 4 - page 3", "Nadia : si", "3"],
    ]
    lines, asides = _lines(pages)
    assert [line.text for line in lines] == ["Nadia : oui", "Malik : non", "Nadia : si"]
    assert len(asides) == 6


def test_pages_without_words_are_told_as_scans(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(str(tmp_path / "a.pdf"))
    assert keys(read(tmp_path / "a.pdf")) == ["pdf_without_text"]


def test_a_password_is_told(tmp_path):
    writer = PdfWriter(clone_from=str(FORMATS / "docx_gras_locuteur.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(str(tmp_path / "a.pdf"))
    assert keys(read(tmp_path / "a.pdf")) == ["encrypted_pdf"]


def test_a_cut_pdf_is_told_or_read(tmp_path):
    whole = Path(FORMATS / "docx_gras_locuteur.pdf").read_bytes()
    result = read_as(tmp_path, "a.pdf", whole[:3000])
    assert result.transcript is None
    assert len(result.problems) == 1


def test_a_text_renamed_pdf_is_one_error(tmp_path):
    assert keys(read_as(tmp_path, "a.pdf", "Nadia : oui")) == ["not_pdf"]


def test_a_pdf_always_says_that_paragraphs_are_guessed():
    assert keys(read(FORMATS / "docx_gras_locuteur.pdf")) == ["pdf_guessed"]
