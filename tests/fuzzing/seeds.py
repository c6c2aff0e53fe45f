"""Files to begin with: the invented ones of the tests, and what focuskit itself writes of a small study."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from focuskit.exchange.name_sheet import write_name_sheet
from focuskit.store import ProjectFolder, open_project, update_settings
from focuskit.tagging.learned import LearnedCode, LearnedModel
from focuskit.workflow.consensus import add_proposition, export_consensus
from focuskit.workflow.framework import export_framework
from focuskit.workflow.pseudonymise import find_names
from focuskit.workflow.report import report_project
from focuskit.workflow.sheet_export import export_sheet
from focuskit.workflow.snapshot import take_snapshot
from focuskit.workflow.table_request import TableRequest
from focuskit.workflow.word_export import export_word
from fuzzing.mutations import plain_pdf, zipped
from small_study import CODEBOOK, make_study

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
_NOT_HEAVY = 60_000
_PRAAT = (
    'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 9.5\ntiers? <exists>\nsize = 2\nitem []:\n'
    '    item [1]:\n        class = "IntervalTier"\n        name = "Ana"\n        xmin = 0\n        xmax = 9.5\n'
    '        intervals: size = 2\n        intervals [1]:\n            xmin = 0\n            xmax = 4.5\n            text = "On a un ""jardin""."\n'
    '        intervals [2]:\n            xmin = 4.5\n            xmax = 9.5\n            text = ""\n'
    '    item [2]:\n        class = "TextTier"\n        name = "Bo"\n        xmin = 0\n        xmax = 9.5\n        points: size = 1\n'
    '        points [1]:\n            number = 5\n            mark = "Oui."\n'
)
_SHORT_PRAAT = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n5\n<exists>\n1\n"IntervalTier"\n"Ana"\n0\n5\n1\n0\n5\n"Oui, le potager."\n'
_MARKDOWN = "---\ndate: 2026-02-03\nlieu: La Grange\n---\n# Groupe\n\n### Que cultivez-vous ?\n\n**Ana** : Un [potager](x).\n\n> **Bo** : Des *poules*.\n"
_TABLE = 'id;locuteur;question;texte\n1;Ana;Que faites-vous ?;=1+1 un potager\n2;Bo;;"des ; poules"\n'
_GUIDE = "questions:\n- id: q1\n  question: Que cultivez-vous ici ?\n  relances: [Et le bio ?]\n  themes: [potager]\n- Et le vélo ?\n"
_PEOPLE = (
    "pseudonym;label;document;role;structure;consent_quotation\nSolène;Léa;groupe.txt;participant;La Grange;oui\n"
    "Yann;Marc|M.;groupe.txt;participant;;non\nOdile;;;;Ressourcerie;\n"
)  # fmt: skip
_SETTINGS = '[project]\ntitle = "Étude"\n[import]\nmoderators = ["Ana"]\n[segmentation]\nmax_words = 80\n'
_ANSWERS = "structure;Avez-vous un compost ?;Combien de poules ?;Quels gestes ?\nLa Grange;oui;3;tri, compost\nLe Lieu;non;;vélo\nL'Atelier;;12 000;\n"
_GOLD = "unit,source,text\n1,a,[Question : Et le bio ?] C'est trop cher\n2,a,Le potager donne bien\n"
_MERGED = b"<html><head><meta name='author' content='x'></head><body><h1>R</h1><blockquote>On a un potager</blockquote><cite>P1, tour 2</cite><p>dit \xc2\xab Il faudrait une subvention \xc2\xbb (P1)</p></body></html>"


def transcripts(suffix: str) -> tuple[bytes, ...]:
    """Return transcripts of one kind, the small ones first."""
    found = [path.read_bytes() for path in sorted(FORMATS.iterdir()) if path.suffix.lower() == suffix]
    made = {
        ".textgrid": [_PRAAT.encode(), _SHORT_PRAAT.encode(), _PRAAT.encode("utf-16")],
        ".md": [_MARKDOWN.encode()],
        ".xlsx": [_workbook([["locuteur", "texte"], ["Ana", "Un potager"], ["Bo", "=1+1"], [3, 4.5]])],
        ".csv": [_TABLE.encode(), _TABLE.encode("cp1252"), _TABLE.encode("utf-16")],
        ".pdf": [plain_pdf(one) for one in found],
    }.get(suffix, [])
    if suffix == ".docx":
        made = [next(iter(word_files()))]
    return tuple(sorted((*made, *found), key=len))


def _workbook(rows: list[list[object]]) -> bytes:
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return made.getvalue()


@cache
def base() -> ProjectFolder:
    """Return a small project, coded and tagged, that nobody changes."""
    place = Path(tempfile.mkdtemp(prefix="focuskit-fuzz-"))
    folder = make_study(place)
    update_settings(folder.path, coder="Nour")
    add_proposition(folder, "groupe.txt", "Le vélo est trop cher", "Nour")
    folder.engine.dispose()
    return open_project(folder.path)


def _written(name: str, write: Callable[[Path], object]) -> bytes:
    path = Path(tempfile.mkdtemp(prefix="focuskit-seed-")) / name
    write(path)
    return path.read_bytes()


@cache
def word_files() -> tuple[bytes, ...]:
    place = Path(tempfile.mkdtemp(prefix="focuskit-seed-"))
    return tuple(one.path.read_bytes() for one in export_word(base(), output=place))


@cache
def sheet() -> bytes:
    return _written("a.xlsx", lambda path: export_sheet(base(), output=path))


@cache
def framework() -> bytes:
    return _written(
        "a.xlsx", lambda path: export_framework(base(), path, TableRequest("framework"), "document")
    )


@cache
def consensus() -> bytes:
    return _written("a.xlsx", lambda path: export_consensus(base(), path))


@cache
def names() -> bytes:
    return _written("a.xlsx", lambda path: write_name_sheet(find_names(base()), path))


@cache
def report(suffix: str) -> bytes:
    return _written(f"a{suffix}", lambda path: report_project(base(), path))


@cache
def snapshot() -> bytes:
    place = Path(tempfile.mkdtemp(prefix="focuskit-seed-")) / "copie"
    take_snapshot(base(), place)
    return zipped(
        [
            (one.relative_to(place).as_posix(), one.read_bytes())
            for one in sorted(place.rglob("*"))
            if one.is_file()
        ]
    )


@cache
def database() -> bytes:
    return (base().path / "project.db").read_bytes()


def analysis() -> bytes:
    return next(base().cache_path.glob("*.analysis")).read_bytes()


def model() -> bytes:
    return (
        LearnedModel(
            (LearnedCode("sujet/potager", 3, 0.5, is_used=True, weights={"lemma:potager": 1.5}),), 3, 0
        )
        .to_json()
        .encode()
    )


TEXTS = {
    "codebook": (CODEBOOK.encode(), b"a: &a [x]\nb: *a\n"),
    "guide": (_GUIDE.encode(),),
    "participants": (_PEOPLE.encode(), _PEOPLE.encode("cp1252")),
    "settings": (_SETTINGS.encode(),),
    "answers": (_ANSWERS.encode(),),
    "gold": (_GOLD.encode(),),
    "reading": (b"unit,codes\n1,frein\n2,potager velo\n",),
    "verdicts": (b"id;code;verdict\n1a2b;potager;oui\n3c4d;velo;non\n",),
    "placements": (
        "\ufeffdecision;document;coder;words;goes_to\n1;a.txt;Nour;'=le potager;sujet/velo\n".encode(),
    ),
    "html": (_MERGED,),
}
