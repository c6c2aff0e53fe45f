"""What is written of words that try to be more than words: read back, they are words, in every export."""

from __future__ import annotations

import csv
import importlib
import json
import re
import tempfile
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from lxml import etree, html
from openpyxl import load_workbook

from focuskit.cli import COMMANDS, run_command_line
from fuzzing.guards import watched
from hostile_study import MARK, PIECES, make_hostile_study

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXPORTS = {
    "table csv": ["table", "quotations", "--output", "OUT/q.csv"],
    "table csv-fr": ["table", "quotations", "--format", "csv-fr", "--output", "OUT/q.csv"],
    "table xlsx": ["table", "quotations", "--output", "OUT/q.xlsx"],
    "table md": ["table", "quotations", "--output", "OUT/q.md"],
    "table html": ["table", "quotations", "--output", "OUT/q.html"],
    "table json": ["table", "quotations", "--output", "OUT/q.json"],
    "crossing csv": ["table", "crossing", "--columns", "attr:structure", "--output", "OUT/c.csv"],
    "crossing xlsx": ["table", "crossing", "--columns", "attr:structure", "--output", "OUT/c.xlsx"],
    "themes xlsx": ["table", "themes", "--output", "OUT/t.xlsx"],
    "quotes md": ["table", "quotes", "--output", "OUT/v.md"],
    "bilan csv": ["bilan", "--output", "OUT/b.csv"],
    "figure": ["figure", "participation", "--output", "OUT/images"],
    "framework export": ["framework", "export", "OUT/f.xlsx"],
    "consensus export": ["consensus", "export", "OUT/k.xlsx"],
    "report docx": ["report", "--output", "OUT/r.docx"],
    "report html": ["report", "--output", "OUT/r.html"],
    "report xlsx": ["run", "TEXTS", "--codebook", "GRID", "--output", "OUT/run"],
    "export text": ["export", "text", "OUT/textes"],
    "word export": ["word", "export", "--output", "OUT/word"],
    "sheet export": ["sheet", "export", "--output", "OUT/s.xlsx"],
    "codebook split": ["codebook", "split", "potager", "--to", "un", "--coder", "Nour", "--write-sheet", "OUT/split.csv"],
    "pseudonymise": ["pseudonymise", "--sheet", "OUT/noms.xlsx"],
    "snapshot": ["snapshot", "OUT/copie"],
    "archive": ["archive", "OUT/depot", "--with-names"],
    "agree xlsx": ["agree", "--output", "OUT/accord.xlsx"],
    "agree docx": ["agree", "--disagreements", "--output", "OUT/desaccords.docx"],
    "agree": ["agree", "--disagreements", "--output", "OUT/desaccords.csv"],
}  # fmt: skip
WRITTEN_BY = {
    ("run", "output"), ("init", "directory"), ("pseudonymise", "sheet"), ("codebook split", "target"), ("agree", "output"),
    ("table", "output"), ("figure", "output"), ("bilan", "output"), ("framework export", "file"), ("consensus export", "file"),
    ("report", "output"), ("export text", "directory"), ("word export", "output"), ("sheet export", "output"),
    ("snapshot", "target"), ("restore", "target"), ("archive", "target"), ("pseudonymise", "reopen"),
}  # fmt: skip
"""Options and arguments of commands that name what is written; ``init`` and ``restore`` make projects, ``--reopen`` gives files back as they were."""
READ_BY = {
    ("run", "inputs"), ("run", "codebook"), ("run", "participants"), ("init", "codebook"), ("import", "inputs"),
    ("import", "participants"), ("update", "file"), ("participants import", "file"), ("participants withdraw", "against"),
    ("pseudonymise", "paths"), ("pseudonymise", "decided"), ("memo write", "file"), ("codebook check", "file"),
    ("codebook show", "file"), ("codebook diff", "before"), ("codebook diff", "after"), ("codebook stats", "file"),
    ("codebook test", "file"), ("codebook split", "sheet"), ("learn", "table"), ("settle", "sheet"), ("bilan", "answers"),
    ("framework import", "file"), ("consensus import", "file"), ("report", "template"), ("verify", "report"),
    ("evaluate", "passages"), ("evaluate", "readers"), ("evaluate", "codebook"), ("evaluate", "train"), ("word import", "files"),
    ("sheet import", "file"), ("merge", "other"), ("restore", "source"), ("archive", "check"), ("repair", "copies"),
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return make_hostile_study(tmp_path_factory.mktemp("hostile"))


def written_paths(command: click.Command, name: str):
    for parameter in command.params:
        if isinstance(parameter.type, click.Path) and parameter.name != "project":
            yield name, parameter.name
    if isinstance(command, click.Group):
        for inner, one in command.commands.items():
            yield from written_paths(one, f"{name} {inner}")


def test_every_command_that_writes_is_named_here():
    found = {
        pair
        for name, module in COMMANDS.items()
        for pair in written_paths(importlib.import_module(module).command, name)
    }
    assert found - WRITTEN_BY - READ_BY == set()
    tried = {" ".join(arguments[:2]) for arguments in EXPORTS.values()} | {
        arguments[0] for arguments in EXPORTS.values()
    }
    assert {name for name, _ in WRITTEN_BY} - {"init", "restore"} <= tried


@pytest.mark.parametrize("name", EXPORTS)
def test_words_stay_words_in_what_is_written(tmp_path, hostile, name, capsys):
    out = tmp_path / "sortie"
    out.mkdir()
    filled = {"TEXTS": str(hostile.parent / "textes"), "GRID": str(hostile.parent / "grille.yaml")}
    arguments = [filled.get(one, one.replace("OUT", str(out))) for one in EXPORTS[name]]
    if arguments[0] != "run":
        arguments += ["--project", str(hostile)]
    code = run_command_line(arguments)
    told = capsys.readouterr()
    assert code == 0, told.err
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", told.out + told.err)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.is_relative_to(out) for path in files)
    assert files
    for path in files:
        assert path.name.isprintable()
        if {"originals", "transcripts", "copie"} & set(
            path.parts
        ) and path.suffix == ".csv":  # as they were given, byte for byte
            continue
        CHECKS.get(path.suffix, lambda _: None)(path)


def check_csv(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    for cell in (cell for row in rows for cell in row):
        is_number = re.fullmatch(r"-?[\d.,]+", cell) is not None
        assert is_number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


def check_xlsx(path: Path) -> None:
    with ZipFile(path) as archive:
        names = archive.namelist()
        relations = b"".join(archive.read(one) for one in names if one.endswith(".rels"))
    assert not [one for one in names if "vba" in one.lower() or "externalLink" in one or "embeddings" in one]
    assert b"External" not in relations
    book = load_workbook(path)
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
            assert cell.hyperlink is None or cell.hyperlink.target is None
        for validation in sheet.data_validations.dataValidation:
            assert MARK not in str(validation.formula1)
    assert MARK not in "".join(book.defined_names)


def check_docx(path: Path) -> None:
    with ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert not [one for one in parts if "vba" in one.lower() or "embeddings" in one or "activeX" in one]
    for one, content in parts.items():
        if one.endswith(".rels"):
            for relation in etree.fromstring(content):
                assert relation.get("TargetMode") != "External", relation.get("Target")
        elif one.endswith(".xml"):
            root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
            fields = [*root.iter("{*}instrText"), *root.iter("{*}fldSimple")]
            told = "".join("".join(map(str, field.itertext())) + str(dict(field.attrib)) for field in fields)
            assert MARK not in told
            assert "INCLUDE" not in told
            assert not list(root.iter("{*}script", "{*}object", "{*}altChunk"))


def check_html(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = html.document_fromstring(text)
    assert root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith(
        "default-src 'none'"
    )
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key, value in element.attrib.items():
            assert not (key.startswith("on") and MARK in value), (element.tag, key)
            if key in {"href", "src", "action", "data", "formaction"}:
                assert value.startswith(("#", "data:image/")), value
        if element.tag == "script" and element.get("type") == "application/json":
            json.loads(element.text)
        elif element.tag in {"script", "style", "iframe", "object", "title", "base"}:
            assert MARK not in (element.text or "") or element.tag == "title"
    assert not root.xpath(f"//script[not(@type) and contains(., '{MARK}')]")


def check_svg(path: Path) -> None:
    root = etree.parse(path).getroot()
    for element in root.iter():
        if isinstance(element.tag, str):
            assert etree.QName(element).localname not in {"script", "foreignObject", "image", "a"}
            assert not [key for key in element.attrib if key.startswith("on")]
            assert not [
                value
                for key, value in element.attrib.items()
                if key.endswith("href") and not value.startswith("#")
            ]


def check_md(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<(?!br>)", text)
    assert not re.search(r"(?<!\\)\]\(", text)


def check_json(path: Path) -> None:
    json.loads(path.read_text(encoding="utf-8"))


CHECKS = {
    ".csv": check_csv, ".xlsx": check_xlsx, ".docx": check_docx, ".html": check_html, ".svg": check_svg, ".md": check_md,
    ".json": check_json,
}  # fmt: skip


@pytest.mark.parametrize("form", [".csv", ".md", ".json", ".xlsx", ".html"])
def test_the_words_themselves_are_all_there(tmp_path, hostile, form):
    path = tmp_path / f"q{form}"
    assert run_command_line(["table", "quotations", "--output", str(path), "--project", str(hostile)]) == 0
    if form == ".xlsx":
        cells = [
            str(cell.value) for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row
        ]
        told = "\n".join(cells)
    elif form == ".html":
        told = html.document_fromstring(path.read_text(encoding="utf-8")).text_content()
    else:
        told = path.read_text(encoding="utf-8-sig")
    for piece in PIECES:
        kept = piece.replace("\ufffe ", " ").replace("\uffff ", " ").strip()
        if form == ".json":
            kept = json.dumps(kept, ensure_ascii=False)[1:-1]
        elif form == ".csv":
            kept = kept.replace('"', '""')
        elif form == ".md":
            continue
        assert kept in told


def test_nothing_is_run_fetched_or_written_elsewhere_by_an_export(tmp_path, hostile):
    with watched(tmp_path) as seen:
        for name in ("table html", "report html", "word export", "sheet export"):
            arguments = [one.replace("OUT", str(tmp_path)) for one in EXPORTS[name]]
            assert run_command_line([*arguments, "--project", str(hostile)]) == 0
    places = (str(hostile), tempfile.gettempdir(), "/dev/null")  # libraries write there, for a moment
    outside = [one for one in seen if not any(place in one for place in places)]
    assert outside == []
