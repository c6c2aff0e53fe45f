"""Names are found wherever a file can hold them, whatever packs or escapes them."""

import gzip
import io
import json
import sqlite3
import struct
import tarfile
import urllib.parse
import zipfile
import zlib

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.model.names import NameCase, NameEntry, NameKind, NameVerdict, name_key
from focuskit.workflow.check_names import search_names

NAME = "Amélie Kerbrat"


def entry(words, kind=NameKind.PERSON, verdict=NameVerdict.REPLACE, case=NameCase.ANY):
    return NameEntry(kind, name_key(words), (words,), 1, "Pauline", verdict=verdict, case=case)


ENTRIES = (
    entry("Amélie"),
    entry("Kerbrat"),
    entry("Pierre", case=NameCase.CAPITAL),
    entry("Laura", verdict=NameVerdict.KEEP),
    entry("06 12 34 56 78", NameKind.PHONE),
)


def zipped(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in members.items():
            archive.writestr(name, inside)
    return content.getvalue()


def word(words):
    """Return a Word file with words in a run cut in two, a comment's author, a property and a deletion."""
    document = docx.Document()
    document.add_paragraph("Bonjour")
    document.core_properties.keywords = words
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def workbook(words):
    book = openpyxl.Workbook()
    book.active["A1"] = words
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cut_run(words):
    xml = f"<w:p><w:r><w:t>{words[:3]}</w:t></w:r><w:r><w:t>{words[3:]}</w:t></w:r></w:p>"
    return zipped(**{"word/document.xml": xml})


def deleted(words):
    xml = f'<w:del w:author="{words}"><w:r><w:delText>oui</w:delText></w:r></w:del>'
    return zipped(**{"word/document.xml": xml})


def database(words):
    """Return a database whose row is longer than a page, so that a page's edge cuts words somewhere."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA page_size = 512")
    connection.execute("CREATE TABLE t (words TEXT)")
    for before in range(400, 520):
        connection.execute("INSERT INTO t VALUES (?)", ("x" * before + " " + words + " " + "y" * 900,))
    connection.commit()
    return connection.serialize()


def freed(words):
    """Return a database from which a long row was deleted: its pages are on the free list."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA page_size = 512")
    connection.execute("CREATE TABLE t (words TEXT)")
    connection.execute("INSERT INTO t VALUES (?)", ((words + " ") * 200,))
    connection.commit()
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute("DELETE FROM t")
    connection.commit()
    return connection.serialize()


def log(words, path):
    """Return a write-ahead log that holds words."""
    connection = sqlite3.connect(path / "x.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (words TEXT)")
    connection.execute("INSERT INTO t VALUES (?)", (words,))
    connection.commit()
    content = (path / "x.db-wal").read_bytes()
    connection.close()
    return content


def picture(words, kind=b"tEXt"):
    text = words.encode("latin-1") if kind == b"tEXt" else b"\0" + zlib.compress(words.encode("latin-1"))
    inside = b"Author\0" + text
    chunk = struct.pack(">I", len(inside)) + kind + inside
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(kind + inside))


def tarred(words):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        member = tarfile.TarInfo("notes.txt")
        inside = words.encode()
        member.size = len(inside)
        archive.addfile(member, io.BytesIO(inside))
    return content.getvalue()


PLACES = {
    "texte.txt": lambda words: f"avec {words}, oui".encode(),
    "cp1252.txt": lambda words: f"avec {words}, oui".encode("cp1252"),
    "utf16.txt": lambda words: f"avec {words}, oui".encode("utf-16"),
    "sans_marque.txt": lambda words: f"avec {words}, oui".encode("utf-16-le"),
    "majuscules.txt": lambda words: words.upper().encode(),
    "minuscules.txt": lambda words: words.lower().encode(),
    "colle_a_tirets.txt": lambda words: f"fiche_{words.replace(' ', '_')}_v2".encode(),
    "decompose.txt": lambda words: words.replace("é", "e\u0301").encode(),
    "cesure.txt": lambda words: words.replace("rb", "r\u00adb").encode(),
    "donnees.json": lambda words: json.dumps({"x": words}).encode(),
    "page.html": lambda words: words.replace("é", "&eacute;").encode(),
    "lien.html": lambda words: f"<a href='?q={urllib.parse.quote(words)}'>x</a>".encode(),
    "mail.eml": lambda words: (
        b"Content-Transfer-Encoding: quoted-printable\n\n" + words.replace("é", "=C3=A9").encode()
    ),
    "texte.rtf": lambda words: words.replace("é", "\\'e9").encode(),
    "proprietes.docx": word,
    "coupe.docx": cut_run,
    "auteur.docx": deleted,
    "classeur.xlsx": workbook,
    "texte.odt": lambda words: zipped(**{"content.xml": f"<text:p>{words}</text:p>"}),
    "emboite.zip": lambda words: zipped(a=zipped(b=zipped(c=words))),
    "nom_de_membre.zip": lambda words: zipped(**{words: "rien"}),
    "serre.gz": lambda words: gzip.compress(words.encode()),
    "serre.tar.gz": tarred,
    "base.db": database,
    "libre.db": freed,
    "image.png": picture,
    "image_serree.png": lambda words: picture(words, b"zTXt"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_name_is_found_in_every_kind_of_file_and_never_told(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(PLACES[name](NAME))
    found = search_names(ENTRIES, [path])
    assert sum(one.n for one in found.sure) >= 2, found
    assert not any(word in one.place for one in found.places for word in ("Amélie", "Kerbrat"))


@pytest.mark.parametrize("name", PLACES)
def test_a_file_without_names_is_clean(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(PLACES[name]("le potager commun"))
    assert search_names(ENTRIES, [path]).sure == ()


def test_the_log_of_a_database_is_searched(tmp_path):
    (tmp_path / "base.db-wal").write_bytes(log(NAME, tmp_path))
    assert search_names(ENTRIES, [tmp_path / "base.db-wal"]).sure


def test_a_text_in_a_pdf_file_is_searched(tmp_path):
    stream = b"BT /F1 12 Tf 72 720 Td (avec Kerbrat hier) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(zlib.compress(stream))
        + zlib.compress(stream)
        + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    start = len(content)
    content += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    content += b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    path = tmp_path / "rapport.pdf"
    path.write_bytes(content)
    assert search_names(ENTRIES, [path]).sure


def test_a_name_in_the_name_of_a_file_is_found_and_hidden(tmp_path):
    path = tmp_path / "entretien_kerbrat.txt"
    path.write_text("rien", encoding="utf-8")
    (place,) = search_names(ENTRIES, [path]).sure
    assert "kerbrat" not in place.place


def test_what_cannot_be_read_is_told(tmp_path):
    (tmp_path / "casse.pdf").write_bytes(b"%PDF-1.4 rien de bon")
    (tmp_path / "casse.zip").write_bytes(zipped(a=NAME)[:40])
    found = search_names(ENTRIES, [tmp_path])
    assert len(found.unread) == 2


def test_an_ordinary_word_that_is_a_name_too_is_doubtful_and_a_name_that_was_kept_is_none(tmp_path):
    path = tmp_path / "texte.txt"
    path.write_text("une pierre, des pierres, et Laura, le matin, Times New Roman", encoding="utf-8")
    found = search_names((*ENTRIES, entry("Laure"), entry("Romane")), [path])
    assert found.sure == ()
    assert found.n_doubtful >= 1


def test_near_spellings_are_told_as_such(tmp_path):
    path = tmp_path / "texte.txt"
    path.write_text("Kerbrad et Amelye", encoding="utf-8")
    (place,) = search_names(ENTRIES, [path]).sure
    assert (place.n, place.n_near) == (2, 2)


@settings(max_examples=60, deadline=None)
@given(
    before=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "L", "M", "Cf"]), max_size=30),
    after=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "L", "M", "Cf"]), max_size=30),
    name=st.sampled_from(sorted(PLACES.keys() - {"proprietes.docx", "classeur.xlsx", "base.db", "libre.db"})),
)
def test_a_name_is_found_whatever_stands_around_it(tmp_path_factory, before, after, name):
    words = f"{before} {NAME} {after}" if name == "texte.txt" else NAME
    path = tmp_path_factory.mktemp("x") / name
    path.write_bytes(PLACES[name](words))
    assert search_names(ENTRIES, [path]).sure
