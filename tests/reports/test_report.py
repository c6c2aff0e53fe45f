import zipfile

import docx
import pytest
from analysis.invented import CODES, DECIDED, FACETS, SUGGESTED, corpora, corpus, mark, refusing, segment
from docx.oxml.ns import qn
from hypothesis import given, settings

from focuskit.errors import OutputError
from focuskit.messages import speak
from focuskit.model.codebook import Code, Codebook, Facet
from focuskit.model.problems import warning
from focuskit.reports import ReportContext, verify_report, write_report
from focuskit.reports.compose import compose_report

COST = "Le bio, c'est trop cher : « vingt-huit euros »\nle kilo, tu te rends compte, moi j'en prends plus."
SHORT = "Ben, c'est trop cher."


def study(status=SUGGESTED, **more):
    return corpus(
        segment("FG2.docx", 1, COST, mark("alimentaire", status), mark("frein/cout", status), who="P1", ms=65_000),
        segment("FG2.docx", 2, SHORT, mark("frein", status), who="P2", start=200, question="Et le prix ?"),
        segment("E1.txt", 1, COST.upper(), mark("levier/reseau", status), who="P3"),
        **more,
    )  # fmt: skip


def texts(made):
    """Return a text for each document in which its segments stand at their places."""
    found: dict[str, str] = {}
    for one in made.segments:
        text = found.get(one.document, "").ljust(one.span.start)
        found[one.document] = text[: one.span.start] + one.verbatim + text[one.span.end :]
    return found


def context(made, **more):
    facts = {"codebook_version": "2", "program_version": "0", "share_moderator": 0.25, "max_words": 80}
    return ReportContext("Étude d'essai", texts=texts(made), **facts, **more)


def write(tmp_path, made, **more):
    path = tmp_path / "rapport é.docx"
    write_report(made, path, context(made, **more))
    return path


def words(path, style=None):
    return [one.text for one in docx.Document(str(path)).paragraphs if style in (None, one.style.name)]


def test_every_quotation_is_found_again(tmp_path):
    made = study()
    path = write(tmp_path, made)
    assert verify_report(path, texts(made)) == ()
    assert f"«\u00a0{COST}\u00a0»" in words(path, "Verbatim")


def test_a_quotation_that_was_changed_is_listed_with_its_place(tmp_path):
    made = study()
    path = write(tmp_path, made)
    document = docx.Document(str(path))
    altered = next(one for one in document.paragraphs if one.style.name == "Verbatim")
    altered.runs[0].text = altered.runs[0].text.replace("cher", "chère")
    document.save(str(path))
    (place,) = verify_report(path, texts(made))
    assert "citation n° 1" in place


def test_a_quotation_of_another_document_is_not_found(tmp_path):
    made = study()
    path = write(tmp_path, made)
    swapped = dict(zip(texts(made), reversed(list(texts(made).values())), strict=True))
    listed = next(one for one in docx.Document(str(path)).tables if one.rows[0].cells[-1].text == "Paroles")
    assert len(verify_report(path, swapped)) == len(words(path, "Verbatim")) + len(listed.rows) - 1


def test_sources_name_person_document_turn_and_time(tmp_path):
    assert "(P1, FG2.docx, tour 1, 0:01:05)" in words(write(tmp_path, study()), "Verbatim Source")


def test_an_elliptical_answer_keeps_its_question(tmp_path):
    assert "Question\u00a0: Et le prix ?" in words(write(tmp_path, study()), "Verbatim Question")


@pytest.mark.parametrize(
    ("language", "header"),
    [("fr", "0 code décidé, 4 suggestions à relire"), ("en", "0 codes decided, 4 suggestions to review")],
)
def test_while_anything_is_undecided_every_page_says_so(tmp_path, language, header):
    speak(language)
    path = write(tmp_path, study())
    assert header in docx.Document(str(path)).sections[0].header.paragraphs[0].text


def test_the_header_tells_how_much_is_decided(tmp_path):
    made = corpus(
        segment("FG2.docx", 1, COST, mark("alimentaire", DECIDED), mark("frein/cout", SUGGESTED), who="P1"),
        segment("E1.txt", 1, SHORT, mark("frein", DECIDED), who="P3"),
    )
    (header,) = docx.Document(str(write(tmp_path, made))).sections[0].header.paragraphs
    assert header.text == "Document de travail\N{NO-BREAK SPACE}: 2 codes décidés, 1 suggestion à relire"


def test_once_all_is_decided_the_header_is_empty(tmp_path):
    path = write(tmp_path, study(DECIDED))
    assert docx.Document(str(path)).sections[0].header.paragraphs[0].text == ""
    assert "La machine propose ce thème" not in "\n".join(words(path))


def test_an_empty_chapter_says_so(tmp_path):
    paragraphs = docx.Document(str(write(tmp_path, study()))).paragraphs
    styles = [(one.style.name, one.text) for one in paragraphs]
    place = styles.index(("Heading 1", "Transition circulaire"))
    assert styles[place + 1][1] == "Aucun segment ne porte ce thème."


def test_headers_of_tables_repeat_and_rows_are_not_cut(tmp_path):
    for table in docx.Document(str(write(tmp_path, study()))).tables:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_there_are_fields_for_contents_and_page_numbers(tmp_path):
    with zipfile.ZipFile(write(tmp_path, study())) as archive:
        assert b"TOC " in archive.read("word/document.xml")
        footer = b"".join(archive.read(name) for name in archive.namelist() if "footer" in name)
    assert b" PAGE " in footer
    assert b" NUMPAGES " in footer


def test_the_same_study_gives_the_same_bytes_and_no_name_in_the_properties(tmp_path):
    first = write(tmp_path, study()).read_bytes()
    path = write(tmp_path, study())
    assert path.read_bytes() == first
    properties = docx.Document(str(path)).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")


def test_who_refused_to_be_quoted_is_not_and_the_report_says_so(tmp_path):
    made = study(attributes=refusing("P1"))
    path = write(tmp_path, made)
    assert not [one for one in words(path, "Verbatim") if "vingt-huit" in one]
    assert any("1 personne n’a pas consenti" in one for one in words(path))
    assert "consent" not in "".join(cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells)  # fmt: skip


def test_problems_of_the_import_are_in_the_annex(tmp_path):
    path = write(tmp_path, study(), problems=(warning("FG2.docx", "problem.no_speaker"),))
    cells = [
        cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells
    ]
    assert any("Aucun locuteur" in cell for cell in cells)


def test_a_study_without_documents_or_facets_has_a_report(tmp_path):
    empty = corpus(codebook=Codebook("vide", "1", "fr", "", (), ()))
    path = write(tmp_path, empty)
    assert "Le projet ne contient aucun document." in words(path)
    assert verify_report(path, {}) == ()


def test_many_people_are_counted_and_not_listed(tmp_path):
    many = corpus(*(segment("réponses.csv", n, SHORT, mark("frein"), who=f"P{n}") for n in range(1, 302)))
    path = write(tmp_path, many)
    assert any("301 personnes" in one for one in words(path))


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_report(study(), tmp_path / "file" / "r.docx", context(study()))


def test_a_theme_tells_what_is_decided_and_what_is_only_suggested(tmp_path):
    made = corpus(
        segment("FG2.docx", 1, COST, mark("action", DECIDED)),
        segment("FG2.docx", 2, SHORT, mark("action", SUGGESTED), start=200),
        segment("FG2.docx", 3, SHORT, mark("imaginaire/autonomie", DECIDED), start=300),
    )
    lines = words(write(tmp_path, made), "Counts")
    assert any(one.endswith("décidés\u00a0: 1 · suggérés\u00a0: 1") for one in lines)
    assert not any(one.startswith("La machine propose") for one in lines)


def test_a_lever_with_a_projection_is_told_apart(tmp_path):
    codebook = Codebook(
        "essai",
        "1",
        "fr",
        "",
        (*FACETS, Facet("projection", "Projection")),
        (*CODES, Code("projection", "projection", "Projection")),
    )
    made = corpus(
        segment("FG2.docx", 1, COST, mark("alimentaire"), mark("levier/temps"), mark("projection")),
        codebook=codebook,
    )
    assert "Avec une projection (attendu)\u00a0: 1 · sans (constaté)\u00a0: 0" in words(
        write(tmp_path, made), "Counts"
    )


def test_a_codebook_without_transitions_has_a_chapter_per_facet(tmp_path):
    codebook = Codebook(
        "autre",
        "1",
        "fr",
        "",
        (Facet("soin", "Soins"), Facet("lieu", "Lieux")),
        (
            Code("soin", "soin", "Soin"),
            Code("soin/ecoute", "soin", "Écoute"),
            Code("cuisine", "lieu", "Cuisine"),
            Code("jardin", "lieu", "Jardin"),
        ),
    )
    made = corpus(
        segment("FG2.docx", 1, COST, mark("soin/ecoute")),
        segment("FG2.docx", 2, SHORT, mark("jardin"), start=200),
        codebook=codebook,
    )
    path = write(tmp_path, made)
    assert {"Soins", "Lieux"} <= set(words(path, "Heading 1"))
    parted = [one.partition("\u2003")[::2] for one in words(path, "Heading 2")]
    assert [one for one in parted if one[1]] == [("Écoute", "soin/ecoute"), ("Jardin", "jardin")]
    assert len(words(path, "Verbatim")) == 2


def test_facets_without_a_chapter_have_their_tables(tmp_path):
    facets = (*FACETS, Facet("public", "Publics"), Facet("tension", "Tensions"))
    codes = (*CODES, Code("habitants", "public", "Habitants"), Code("tension", "tension", "Tension"))
    made = corpus(
        segment("FG2.docx", 1, COST, mark("habitants")), codebook=Codebook("e", "1", "fr", "", facets, codes)
    )
    path = write(tmp_path, made)
    assert any(one.endswith("– Publics\u00a0: comptages par sous-code") for one in words(path, "Caption"))
    assert "Facettes sans aucun segment\u00a0: Tensions." in words(path)


@pytest.mark.parametrize(("language", "written"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_word_checks_the_spelling_in_the_language_of_the_report(tmp_path, language, written):
    speak(language)
    styles = docx.Document(str(write(tmp_path, study()))).styles.element
    assert {one.get(qn("w:val")) for one in styles.iter(qn("w:lang"))} == {written}


def test_the_file_holds_no_part_and_no_style_that_is_not_used(tmp_path):
    path = write(tmp_path, study())
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "custom" in name or "thumbnail" in name]
    assert len(docx.Document(str(path)).styles) < 40


def test_only_the_lists_wait_to_be_filled_on_opening_where_nobody_knows_the_pages(tmp_path):
    with zipfile.ZipFile(write(tmp_path, study())) as archive:
        assert archive.read("word/document.xml").count(b"w:dirty") == 2
        assert b"updateFields" not in archive.read("word/settings.xml")


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_no_heading_is_followed_by_nothing(made):
    blocks = compose_report(made, context(made)).blocks
    for one, after in zip(blocks, [*blocks[1:], None], strict=True):
        if type(one).__name__ == "Heading":
            assert after is not None
            assert type(after).__name__ != "Heading" or after.level > one.level
