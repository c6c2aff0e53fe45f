from dataclasses import replace
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from focuskit.errors import OutputError
from focuskit.exchange.word import write_word_transcript

from .support import COMMENTS, LABELS, TRANSCRIPT, TURNS, W, parts, written

CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


@pytest.fixture
def path(tmp_path):
    return written(tmp_path / "sous dossier" / "a.docx")


def root_of(path, name="word/document.xml"):
    return etree.fromstring(parts(path)[name])


def test_python_docx_opens_it_and_sees_turns_in_order(path):
    paragraphs = [one.text for one in docx.Document(str(path)).paragraphs]
    assert paragraphs[:5] == [
        "Groupe de La Grange",
        LABELS.how_to,
        "Animatrice\u200300:00:04\nQu’est-ce qui se fait ici\u00a0?",
        "Ici",
        "P1\u200300:00:12\nLe potager  partagé,\net la\tcantine. Grâce aux partenaires.",
    ]
    assert paragraphs.count("Ici") == 1
    assert " L’isolation : pas le temps " in paragraphs


def test_moderators_stand_in_their_own_style_and_names_are_bold(path):
    document = docx.Document(str(path))
    styles = {one.text.partition("\n")[0]: one.style for one in document.paragraphs}
    assert styles["Animatrice\u200300:00:04"].name == "Moderator Turn"
    assert styles["Animatrice\u200300:00:04"].font.italic
    assert styles["P2"].name == "Turn"
    assert document.styles["Speaker"].font.bold


def test_a_comment_stands_on_exactly_its_words(path):
    root = root_of(path)
    words, open_now = {}, set()
    for one in root.iter():
        number = one.get(W + "id")
        if one.tag == W + "commentRangeStart":
            open_now.add(number)
        elif one.tag == W + "commentRangeEnd":
            open_now.discard(number)
        elif one.tag in {W + "t", W + "br", W + "tab"}:
            for number in open_now:
                shown = (
                    one.text if one.tag == W + "t" else {"br": "\n", "tab": "\t"}[one.tag.rpartition("}")[2]]
                )
                words[number] = words.get(number, "") + shown
    assert "potager  partagé" in words.values()
    assert "partagé,\net la\tcantine" in words.values()
    assert "partenaires.P2\nLe bio, c’est trop cher" in words.values()
    assert len(words) == len(COMMENTS) + 1


def test_a_comment_says_its_codes_one_per_line_with_author_date_and_initials(path):
    comments = {
        tuple("".join(line.itertext(W + "t")) for line in one): one
        for one in root_of(path, "word/comments.xml")
    }
    one = comments["alimentaire", "projection"]
    assert one.get(W + "author") == "Hugo Petit"
    assert one.get(W + "date") == "2026-03-05T14:03:00Z"
    assert one.get(W + "initials") == "HP"
    undated = [found for found in comments.values() if found.get(W + "date") is None]
    assert len(undated) == 1
    assert ("D’accord.", "À garder\u00a0!") in comments


def test_answers_and_resolved_threads_are_told_by_paragraph(path):
    identifier = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
    extended = "{http://schemas.microsoft.com/office/word/2012/wordml}"
    last = [one[-1].get(identifier) for one in root_of(path, "word/comments.xml")]
    entries = {one.get(extended + "paraId"): one for one in root_of(path, "word/commentsExtended.xml")}
    assert list(entries) == last
    assert len(set(last)) == len(last)
    assert all(0 < int(one, 16) < 0x80000000 for one in last)
    answers = [one for one in entries.values() if one.get(extended + "paraIdParent")]
    assert [one.get(extended + "paraIdParent") in entries for one in answers] == [True]
    assert {one.get(extended + "done") for one in entries.values()} == {"0", "1"}


def test_the_codebook_stands_at_the_end_with_names_to_copy(path):
    (table,) = docx.Document(str(path)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Libellé", "Code à copier", "Définition"]
    assert rows[1] == ["Transition"] * 3
    assert rows[3] == ["Produire", "alimentaire/production", "Jardins, potagers."]
    assert rows[-1][1] == "frein/cout"


def test_properties_name_nobody_and_dates_are_fixed(path):
    core = root_of(path, "docProps/core.xml")
    assert {one.text for one in core} == {None, "2000-01-01T00:00:00Z"}
    assert core.find(CORE + "lastModifiedBy").text is None
    with ZipFile(path) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_every_part_is_well_formed_named_and_typed(path):
    members = parts(path)
    types = root_of(path, "[Content_Types].xml")
    named = {one.get("PartName").lstrip("/") for one in types if one.get("PartName")}
    assert named <= members.keys()
    for name, content in members.items():
        assert etree.fromstring(content) is not None, name
    targets = {one.get("Target").removeprefix("../") for one in root_of(path, "word/_rels/document.xml.rels")}
    assert {target if "/" in target else f"word/{target}" for target in targets} <= members.keys()


def test_bookmark_names_fit_word(path):
    names = [one.get(W + "name") for one in root_of(path).iter(W + "bookmarkStart")]
    numbers = [one.get(W + "id") for one in root_of(path).iter(W + "bookmarkStart")]
    assert all(len(name) <= 40 and name.replace("_", "").isalnum() for name in names)
    assert len({name.lower() for name in names}) == len(names) == len(set(numbers))
    assert sum(name.startswith("fk_t_") for name in names) == len(TURNS)


def test_without_codebook_questions_and_comments_the_file_is_still_whole(tmp_path):
    bare = replace(TRANSCRIPT, comments=(), codes=(), turns=(replace(TURNS[0], question=None),))
    document = docx.Document(str(written(tmp_path / "a.docx", bare)))
    assert (len(document.paragraphs), document.tables) == (3, [])


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "in the way").write_text("")
    with pytest.raises(OutputError):
        write_word_transcript(tmp_path / "in the way" / "a.docx", TRANSCRIPT, LABELS)
