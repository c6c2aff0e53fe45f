"""``focuskit verify`` on reports edited by hand, in Word and HTML."""

import json
import shutil

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pdf_pages import convert

from focuskit.cli import run_command_line
from focuskit.workflow.report import report_project
from focuskit.workflow.verify import TraitKind, verify_report_file
from small_study import make_study


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


@pytest.fixture
def report(folder, tmp_path):
    return report_project(folder, tmp_path / "rapport.docx").path


def verify(folder, path, *options):
    return run_command_line(["verify", str(path), "--project", str(folder.path), *options])


def edit(path, change):
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))


def verbatims(document):
    return [one for one in document.paragraphs if one.style.name == "Verbatim"]


def test_a_report_as_written_is_exact_throughout(folder, report, capsys):
    assert verify(folder, report, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["quotations"]
    assert {one["state"] for one in found["quotations"]} == {"exact"}


def test_typography_changed_by_hand_is_told_and_accepted(folder, report, capsys):
    def typeset(document):
        for one in verbatims(document):
            for run in one.runs:
                run.text = run.text.replace("'", "’").replace(" ", "\u00a0")

    edit(report, typeset)
    assert verify(folder, report) == 0
    assert "à la typographie près" in capsys.readouterr().out


def test_a_word_changed_by_hand_is_not_found_and_named(folder, report, capsys):
    edit(report, lambda document: verbatims(document)[0].add_run("").add_text(" et plus encore »"))
    assert verify(folder, report) == 1
    assert "introuvable" in capsys.readouterr().out


def test_a_quotation_typed_into_the_text_is_looked_up_too(folder, report, capsys):
    edit(
        report,
        lambda document: document.add_paragraph(
            "Marc dit « je répare des vélos. […] trop cher neuf » au groupe."
        ),
    )
    edit(
        report, lambda document: document.add_paragraph("Il dit « je vends des trottinettes toutes neuves ».")
    )
    assert verify(folder, report, "--all") == 1
    told = capsys.readouterr().out
    assert "avec coupes" in told
    assert "je vends des trottinettes" in told


def test_names_as_transcribed_and_properties_are_warnings(folder, report):
    def reveal(document):
        document.add_paragraph("Léa nous a reçus, l'animatrice aussi.")
        document.core_properties.author = "Jeanne Inventée"

    edit(report, reveal)
    found = verify_report_file(folder, report)
    assert found.lost == ()
    kinds = {one.kind: one.words for one in found.traits}
    assert kinds == {TraitKind.LABEL: "Léa", TraitKind.PROPERTY: "Jeanne Inventée"}
    assert verify(folder, report) == 0


def test_attributes_that_few_people_share_are_told_beside_a_quotation(folder, report, tmp_path):
    people = tmp_path / "participants.csv"
    people.write_text(
        "pseudonym,document,label,metier\nNour,groupe.txt,Léa,maraîchère\nSam,groupe.txt,Marc,mécanicien\n",
        encoding="utf-8",
    )
    assert run_command_line(["participants", "import", str(people), "--project", str(folder.path)]) == 0
    edit(
        report,
        lambda document: document.add_paragraph(
            "« Il faudrait une subvention. » (Nour, maraîchère, groupe.txt)"
        ),
    )
    (trait,) = [one for one in verify_report_file(folder, report).traits if one.kind is TraitKind.ATTRIBUTES]
    assert (trait.words, trait.n_alike) == ("maraîchère", 1)


def test_an_html_report_is_read_like_a_word_one(folder, tmp_path, capsys):
    path = tmp_path / "rapport.html"
    path.write_text(
        "<html><head><meta name='author' content='Jeanne Inventée'><script>« je vends des trottinettes toutes neuves »</script>"
        "</head><body><h1>Freins</h1><blockquote>« On a un potager et des poules. »<cite>(Léa, groupe.txt, tour 2)</cite>"
        "</blockquote><p>Il dit « je vends des trottinettes toutes neuves ».</p></body></html>",
        encoding="utf-8",
    )
    assert verify(folder, path, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["state"] for one in found["quotations"]] == ["exact", "not_found"]
    assert found["quotations"][0]["source"] == "Léa, groupe.txt, tour 2"
    assert [one["kind"] for one in found["warnings"]] == ["property", "label"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("absent.docx", None),
        ("vide.docx", b""),
        ("faux.docx", b"no zip"),
        ("vide.html", b""),
        ("notes.txt", b"x"),
    ],
)
def test_what_is_no_report_is_refused_in_a_sentence(folder, tmp_path, capsys, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert verify(folder, path) in {1, 2}
    assert name in capsys.readouterr().err


def test_each_name_in_a_label_is_looked_for_and_its_paragraph_is_told(tmp_path):
    text = "Animateur : Bonjour.\nMme Delmas : Je répare des vélos, oui.\nPaul : Moi aussi.\nMme Delmas : Voilà.\n"
    folder = make_study(tmp_path, text)
    path = report_project(folder, tmp_path / "rapport.docx").path
    words = "Selon la gérante Hélène Delmas, que tout le monde connaît, rien ne change."
    edit(path, lambda document: document.add_paragraph(words))
    (found,) = [one for one in verify_report_file(folder, path).traits if one.kind is TraitKind.LABEL]
    assert found.words == "Delmas"
    assert "Selon la gérante Hélène Delmas, que tout le…" in found.place


def test_straight_quotation_marks_are_quotation_marks(folder, report, capsys):
    def straighten(document):
        for one in verbatims(document):
            words = one.text.replace("«\u00a0", '"').replace("\u00a0»", '"')
            one.runs[0].text = words

    edit(report, straighten)
    assert verify(folder, report) == 0
    capsys.readouterr()
    edit(report, lambda document: document.add_paragraph('Il dit "je vends des trottinettes toutes neuves".'))
    assert verify(folder, report) == 1
    assert "je vends des trottinettes" in capsys.readouterr().out


def test_words_changed_in_the_table_of_quotations_are_not_found(folder, report, capsys):
    def change(document):
        tables = [one for one in document.tables if one.rows[0].cells[-1].text == "Paroles"]
        run = tables[-1].rows[1].cells[-1].paragraphs[0].runs[0]
        run.text = f"Jamais dit ainsi. {run.text}"

    edit(report, change)
    assert verify(folder, report) == 1
    assert "Jamais dit ainsi." in capsys.readouterr().out


def test_words_put_into_a_text_box_or_a_cell_are_looked_up(folder, report, capsys):
    words = "Il dit « je vends des trottinettes toutes neuves »."
    edit(report, lambda document: setattr(document.add_table(1, 1).cell(0, 0), "text", words))
    assert verify(folder, report) == 1

    def box(document):
        text = f"<w:p><w:r><w:t>{words.replace('vends', 'loue')}</w:t></w:r></w:p>"
        shape = f"<v:shape><v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></v:shape>"
        spaces = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
        document.element.body.insert(3, parse_xml(f"<w:p {spaces}><w:r><w:pict>{shape}</w:pict></w:r></w:p>"))

    edit(report, box)
    capsys.readouterr()
    assert verify(folder, report) == 1
    assert "je loue des trottinettes" in capsys.readouterr().out


def test_a_quotation_cut_by_hand_without_saying_so_is_not_found(folder, report):
    def cut(document):
        one = max(verbatims(document), key=lambda found: len(found.text))
        first, *middle, last = one.text.strip("«» \u00a0").split()
        assert len(middle) > 2
        one.runs[0].text = f"«\u00a0{first} {' '.join(middle[:1])} {last}\u00a0»"

    edit(report, cut)
    assert verify(folder, report) == 1


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_report_saved_by_libreoffice_is_verified_like_the_first(folder, report, tmp_path, capsys):
    there = convert(report, "odt", tmp_path / "odt")
    again = convert(there, "docx", tmp_path / "again")
    assert verify(folder, again, "--json") == 0
    found = json.loads(capsys.readouterr().out)["quotations"]
    assert verify(folder, report, "--json") == 0
    assert len(found) == len(json.loads(capsys.readouterr().out)["quotations"]) > 5
