"""What a template may not bring into a report: macros, objects, anything taken from another place."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
from docx import Document

from focuskit.errors import UsageError
from focuskit.reports.word_template import open_template

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FAR = "http://192.0.2.1/x"


def template(path, change):
    """Write a template with a header, changed part by part."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Laboratoire"
    document.add_paragraph("Texte du modèle")
    document.save(path)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def related(parts, name: str, kind: str, *, target: str = FAR, mode: str = ' TargetMode="External"') -> None:
    folder, _, base = name.rpartition("/")
    place = f"{folder}/_rels/{base}.rels"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    one = f'<Relationship Id="r99" Type="{REL}/{kind}" Target="{target}"{mode}/></Relationships>'
    parts[place] = parts.get(place, empty).replace(b"</Relationships>", one.encode())


def header_of(parts) -> str:
    return next(name for name in parts if name.startswith("word/header"))


def saved(document, tmp_path) -> dict[str, bytes]:
    document.save(tmp_path / "r.docx")
    with ZipFile(tmp_path / "r.docx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    "name",
    [
        "word/vbaProject.bin",
        "word/VBAPROJECT.BIN",
        "word/vbaData.xml",
        "word/activeX/activeX1.bin",
        "word/activeX/activeX1.xml",
    ],
)
def test_macros_and_controls_are_refused(tmp_path, name):
    path = template(tmp_path / "m.dotm", lambda parts: parts.update({name: b"x"}))
    with pytest.raises(UsageError, match="macros"):
        open_template(path)


@pytest.mark.parametrize(
    "kind", ["attachedTemplate", "image", "oleObject", "subDocument", "aFChunk", "frame", "hyperlink"]
)
def test_what_the_text_of_a_template_points_at_is_not_carried_over(tmp_path, kind):
    def change(parts):
        related(parts, "word/document.xml", kind)
        related(parts, "word/settings.xml", "attachedTemplate")
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            b"</w:settings>",
            f'<w:attachedTemplate xmlns:r="{REL}" r:id="r99"/></w:settings>'.encode(),
        )

    document, _ = open_template(template(tmp_path / "m.docx", change))
    parts = saved(document, tmp_path)
    assert FAR.encode() not in b"".join(parts.values())
    assert b"attachedTemplate" not in b"".join(parts.values())
    assert b"Laboratoire" in b"".join(parts.values())


@pytest.mark.parametrize("kind", ["image", "oleObject", "aFChunk", "subDocument", "frame", "control"])
def test_a_header_that_takes_something_from_elsewhere_is_refused(tmp_path, kind):
    path = template(tmp_path / "m.docx", lambda parts: related(parts, header_of(parts), kind))
    with pytest.raises(UsageError, match="en-tête"):
        open_template(path)


def test_a_link_in_a_header_that_one_clicks_stays(tmp_path):
    path = template(tmp_path / "m.docx", lambda parts: related(parts, header_of(parts), "hyperlink"))
    document, _ = open_template(path)
    assert FAR.encode() in b"".join(saved(document, tmp_path).values())


@pytest.mark.parametrize(
    "code",
    [
        'INCLUDEPICTURE "http://192.0.2.1/x"',
        "INCLUDETEXT c:\\x",
        "DDEAUTO cmd /k",
        "LINK Excel.Sheet x",
        "includepicture x",
    ],
)
def test_a_field_in_a_header_that_takes_something_from_elsewhere_is_refused(tmp_path, code):
    def change(parts):
        name = header_of(parts)
        parts[name] = parts[name].replace(
            b"</w:p>", f"<w:r><w:instrText>{code}</w:instrText></w:r></w:p>".encode()
        )

    with pytest.raises(UsageError, match="en-tête"):
        open_template(template(tmp_path / "m.docx", change))


def test_the_number_of_the_page_in_a_header_stays(tmp_path):
    def change(parts):
        name = header_of(parts)
        parts[name] = parts[name].replace(b"</w:p>", b"<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>")

    document, _ = open_template(template(tmp_path / "m.docx", change))
    assert b"PAGE" in b"".join(saved(document, tmp_path).values())
