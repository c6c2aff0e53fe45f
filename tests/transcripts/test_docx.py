from __future__ import annotations

import time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from focuskit.model.documents import AsideKind

from .support import FORMATS, keys, paragraphs, read, read_as, turns, words_kept, write_docx

TABLE = "<w:tbl>{}</w:tbl>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraphs(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def said(folder, body: str, **parts: str) -> list[str]:
    return [text for _, text in turns(read(write_docx(folder / "a.docx", body, **parts)))]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<w:ins>{run('le bio')}</w:ins>", "le bio"),
        (f"<w:moveTo>{run('le bio')}</w:moveTo>", "le bio"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('le bio')}</w:sdtContent></w:sdt>", "le bio"),
        (f"<w:smartTag><w:smartTagPr/>{run('le bio')}</w:smartTag>", "le bio"),
        (f"<w:hyperlink>{run('le bio')}</w:hyperlink>", "le bio"),
        (f"<w:fldSimple>{run('le bio')}</w:fldSimple>", "le bio"),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('le bio')}", "le bio"),
        (f"<w:del><w:r><w:delText>non</w:delText></w:r></w:del>{run('le bio')}", "le bio"),
        (f"<w:moveFrom>{run('non')}</w:moveFrom>{run('le bio')}", "le bio"),
        ("<w:r><w:t>le bio</w:t><w:br/><w:t>c'est cher</w:t></w:r>", "le bio\nc'est cher"),
        ("<w:r><w:t>le bio</w:t><w:cr/><w:t>c'est cher</w:t></w:r>", "le bio\nc'est cher"),
        ("<w:r><w:t>le bio</w:t><w:tab/><w:t>cher</w:t></w:r>", "le bio\tcher"),
        ("<w:r><w:t>tiers</w:t><w:noBreakHyphen/><w:t>lieu</w:t></w:r>", "tiers-lieu"),
        ("<w:r><w:t>can</w:t><w:softHyphen/><w:t>tine</w:t></w:r>", "cantine"),
        (f"{run('le ')}{run('bio')}", "le bio"),
    ],
)
def test_all_visible_words_of_a_paragraph_are_read(tmp_path, inside, expected):
    assert said(tmp_path, f"<w:p>{inside}</w:p>") == [expected]


@pytest.mark.parametrize(
    "wrap",
    ["<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:ins>{}</w:ins>", "<w:customXml>{}</w:customXml>"],
)
def test_paragraphs_inside_other_blocks_are_read(tmp_path, wrap):
    body = paragraphs("un") + wrap.format(paragraphs("deux")) + paragraphs("trois")
    assert said(tmp_path, body) == ["un", "deux", "trois"]


def test_a_text_box_is_read_once(tmp_path):
    box = f"<w:txbxContent>{paragraphs('encadré')}</w:txbxContent>"
    body = (
        f"<w:p>{run('avant')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert said(tmp_path, body) == ["avant", "encadré"]


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path):
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('le ')}</w:p>{paragraphs('bio')}"
    assert said(tmp_path, body) == ["le bio"]


def test_a_last_paragraph_whose_end_was_deleted_keeps_its_words(tmp_path):
    assert said(tmp_path, f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('le bio')}</w:p>") == ["le bio"]


def test_tracked_changes_are_told_with_their_numbers(tmp_path):
    body = f"<w:p><w:ins>{run('oui')}</w:ins><w:del/><w:ins>{run(' non')}</w:ins></w:p>"
    problem = read(write_docx(tmp_path / "a.docx", body)).problems[0]
    assert (problem.key, dict(problem.facts)) == (
        "problem.tracked_changes",
        {"insertions": "2", "deletions": "1"},
    )


def test_notes_comments_and_page_headers_stand_aside(tmp_path):
    result = read(
        write_docx(
            tmp_path / "a.docx",
            paragraphs("Nadia : oui", "Léa : non"),
            footnotes=f"<w:footnote w:type='separator'>{paragraphs('---')}</w:footnote>"
            f"<w:footnote w:id='1'>{paragraphs('une note')}</w:footnote>",
            comments=f"<w:comment>{paragraphs('un avis')}</w:comment><w:comment>{paragraphs('deux')}</w:comment>",
            header1=paragraphs("page"),
        )
    )
    assert turns(result) == [("Nadia", "oui"), ("Léa", "non")]
    assert [(p.key, dict(p.facts)) for p in result.problems] == [
        ("problem.notes_aside", {"n": "1"}),
        ("problem.comments_aside", {"n": "2"}),
    ]
    aside = [aside.text for aside in result.transcript.asides if aside.kind is AsideKind.HEADER]
    assert aside == ["une note", "un avis", "deux", "page"]


def test_speakers_after_a_line_break_inside_a_paragraph_are_found(tmp_path):
    body = "<w:p><w:r><w:t>Nadia : oui</w:t><w:br/><w:t>Léa : non</w:t></w:r></w:p>"
    assert turns(read(write_docx(tmp_path / "a.docx", body))) == [("Nadia", "oui"), ("Léa", "non")]


def test_labels_on_their_own_line_with_times_are_turns(tmp_path):
    body = paragraphs(
        "Entretien 1",
        "",
        "[Chercheur] (0:01 - 0:11)",
        "1 - Et ?",
        "",
        "[Interviewé] (0:12 - 0:15)",
        "Oui.",
        "Non.",
    )
    result = read(write_docx(tmp_path / "a.docx", body))
    assert turns(result) == [("Chercheur", "1 - Et ?"), ("Interviewé", "Oui.\nNon.")]
    assert result.transcript.turns[1].start_ms == 12_000


def test_a_table_with_named_columns_is_made_of_turns(tmp_path):
    rows = row("Temps", "Locuteur", "Texte") + row("0:01", "Nadia", "oui") + row("0:05", "Léa", "non")
    result = read(write_docx(tmp_path / "a.docx", TABLE.format(rows)))
    assert turns(result) == [("Nadia", "oui"), ("Léa", "non")]
    assert [turn.start_ms for turn in result.transcript.turns] == [1000, 5000]


def test_a_table_with_times_and_recurring_names_needs_no_column_names(tmp_path):
    rows = "".join(
        row(f"0:0{place}", who, f"phrase {place}") for place, who in enumerate(["Nadia", "Léa"] * 3)
    )
    result = read(write_docx(tmp_path / "a.docx", TABLE.format(rows)))
    assert [label for label, _ in turns(result)] == ["Nadia", "Léa"] * 3


def test_another_table_is_read_cell_by_cell(tmp_path):
    body = TABLE.format(row("Produit", "Prix en euros") + row("pain bio", "trop cher pour nous"))
    assert said(tmp_path, body) == ["Produit", "Prix en euros", "pain bio", "trop cher pour nous"]


def test_lines_of_problems_are_paragraphs(tmp_path):
    body = paragraphs("Titre", "Animatirce : oui", "Nadia : non", "Animatirce : si", "Nadia : bon")
    problem = read(write_docx(tmp_path / "a.docx", body)).problems[0]
    assert (problem.key, problem.line) == ("problem.mistyped_role", 2)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"PK\x03\x04 broken", "broken_archive"),
        (b"Nadia : oui", "broken_archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "really_old_office"),
        (b"{\\rtf1", "really_rtf"),
    ],
)
def test_what_is_no_word_file_is_one_error(tmp_path, content, key):
    result = read_as(tmp_path, "a.docx", content)
    assert result.transcript is None
    assert keys(result) == [key]


def test_a_zip_without_a_document_is_one_error(tmp_path):
    with ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("autre.xml", "<a/>")
    assert keys(read(tmp_path / "a.docx")) == ["broken_docx"]


def test_a_damaged_archive_is_one_error(tmp_path):
    data = bytearray(write_docx(tmp_path / "a.docx", paragraphs("Nadia : oui") * 50).read_bytes())
    place = data.index(b"word/document.xml") + len("word/document.xml")
    data[place : place + 40] = bytes(40)
    assert keys(read_as(tmp_path, "b.docx", bytes(data))) == ["broken_docx"]


def test_broken_xml_is_one_error(tmp_path):
    assert keys(read(write_docx(tmp_path / "a.docx", "<w:p>"))) == ["broken_docx"]


def test_an_opendocument_file_is_told_as_one(tmp_path):
    with ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert keys(read(tmp_path / "a.docx")) == ["really_odt"]


def test_a_document_made_to_swell_is_refused_at_once(tmp_path):
    with ZipFile(tmp_path / "a.docx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (80 << 20))
    start = time.perf_counter()
    assert keys(read(tmp_path / "a.docx")) == ["too_big"]
    assert time.perf_counter() - start < 1


def test_entities_are_never_expanded_nor_files_fetched(tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    doctype = f'<!DOCTYPE d [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY a "aaaa">]>'
    write_docx(tmp_path / "b.docx", "<w:p><w:r><w:t>oui &s;&a;</w:t></w:r></w:p>")
    with ZipFile(tmp_path / "b.docx") as archive:
        document = archive.read("word/document.xml").decode().replace("?>", f"?>{doctype}", 1)
    with ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", document)
    assert turns(read(tmp_path / "a.docx")) == [(None, "oui")]


def test_an_empty_document_is_an_error(tmp_path):
    result = read(write_docx(tmp_path / "a.docx", paragraphs("", " ")))
    assert result.transcript is None
    assert keys(result) == ["empty_file"]


def test_words_of_a_real_word_file_are_all_kept():
    kept = words_kept(read(FORMATS / "docx_tableau.docx"))
    assert kept["Minutage"] == 1
    assert kept["covoiturage"] == 1


def test_a_document_of_three_hundred_pages_is_read_quickly(tmp_path):
    body = paragraphs(*(f"{who} : " + "le bio c'est cher " * 20 for who in ("Nadia", "Léa") * 1500))
    path = write_docx(tmp_path / "a.docx", body)
    start = time.perf_counter()
    assert len(turns(read(path))) == 3000
    assert time.perf_counter() - start < 3


def heading(text: str, style: str = "Heading2") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


@pytest.mark.parametrize("style", ["Heading2", "Titre2"])
def test_headings_that_ask_are_turns_and_their_answers_follow(tmp_path, style):
    body = heading("Entretien 3", "Heading1") + paragraphs("Un boulanger.")
    body += heading("Que cuisinez-vous ?", style) + paragraphs("Du pain.")
    body += heading("Et l'énergie ?", style) + paragraphs("Le four.")
    result = read(write_docx(tmp_path / "a.docx", body))
    assert turns(result) == [
        ("Question", "Que cuisinez-vous ?"),
        (None, "Du pain."),
        ("Question", "Et l'énergie ?"),
        (None, "Le four."),
    ]
    assert {"Entretien 3", "Un boulanger."} <= {aside.text for aside in result.transcript.asides}


def test_headings_between_turns_are_no_words_of_anybody(tmp_path):
    body = (
        paragraphs("Nadia : oui", "Malik : non")
        + heading("Thème 2, les objets")
        + paragraphs("Nadia : si", "Malik : bon")
    )
    result = read(write_docx(tmp_path / "a.docx", body))
    assert [text for _, text in turns(result)] == ["oui", "non", "si", "bon"]
    assert "Thème 2, les objets" in {aside.text for aside in result.transcript.asides}


def test_a_transcript_all_in_the_style_of_headings_is_speech(tmp_path):
    body = "".join(heading(text) for text in ["Nadia : oui", "Malik : non ?", "Nadia : si ?", "Malik : bon"])
    result = read(write_docx(tmp_path / "a.docx", body))
    assert [label for label, _ in turns(result)] == ["Nadia", "Malik", "Nadia", "Malik"]
