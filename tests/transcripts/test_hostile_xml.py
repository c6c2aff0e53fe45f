"""XML made to harm, alone or in an archive: nothing fetched, nothing expanded, no time or memory without end."""

from __future__ import annotations

import io
import re
import time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from focuskit.transcripts.formats import READERS

from .hostile_files import ARCHIVES, MAIN, MOST_SECONDS, file_of
from .support import read_as

CARRIERS = ("eaf", "trs", "xml", *ARCHIVES)
TEXT = ("txt", "md", "vtt", "srt", "csv", "tsv", "rtf", "pdf", "json", "cha", "textgrid")
"""Formats without XML."""
LENIENT = ("html", "htm", "sonal")
"""Formats read as HTML, which knows no entities of its own."""
HIDDEN = "ornithorynque"
PROLOGS = {
    "external entity": '<!DOCTYPE r [<!ENTITY e SYSTEM "SECRET">]>',
    "parameter entity": '<!DOCTYPE r [<!ENTITY % p SYSTEM "SECRET"> %p;]>',
    "external subset": '<!DOCTYPE r SYSTEM "SECRET">',
    "billion laughs": '<!DOCTYPE r [<!ENTITY e0 "ha">'
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    + '<!ENTITY e "&e11;">]>',
    "quadratic": f'<!DOCTYPE r [<!ENTITY e "{"a" * 50_000}">]>',
    "stylesheet": '<?xml-stylesheet href="SECRET" type="text/xsl"?>',
}
WORDS = {
    "entity": "&e;",
    "many entities": "&e;" * 2000,
    "xinclude": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="SECRET" parse="text"/>',
    "deep": "<a>" * 50_000 + "</a>" * 50_000,
    "attributes": "<a " + " ".join(f'b{n}="1"' for n in range(50_000)) + "/>",
    "namespaces": "".join(f'<a xmlns:n{n}="u{n}">' for n in range(200)) + "</a>" * 200,
    "comment": "<!--" + "x" * 1_000_000 + "-->",
}


def carrier(suffix: str, prolog: str, words: str) -> bytes:
    """Return a file whose XML begins with a prolog and holds words that are markup."""
    whole = file_of(suffix, "XXX")
    if suffix not in ARCHIVES:
        return (prolog + whole.decode().replace("XXX", f"oui {words} non")).encode()
    target = io.BytesIO()
    with ZipFile(io.BytesIO(whole)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == MAIN[suffix]:
                bare = re.sub(r"^<\?xml[^>]*\?>", "", content)
                content = prolog + bare.replace("XXX", f"oui {words} non")
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("suffix", CARRIERS + LENIENT)
@pytest.mark.parametrize("prolog", PROLOGS)
def test_no_declaration_brings_words_from_elsewhere_or_swells(tmp_path, suffix, prolog):
    hidden = tmp_path / "secret.txt"
    hidden.write_text(HIDDEN, encoding="utf-8")
    start = time.perf_counter()
    content = carrier(suffix, PROLOGS[prolog].replace("SECRET", hidden.as_uri()), WORDS["many entities"])
    result = read_as(tmp_path, f"a.{suffix}", content)
    assert time.perf_counter() - start < MOST_SECONDS
    assert HIDDEN not in repr(result)
    assert result.problems or result.transcript
    assert result.transcript is None or len(result.transcript.text) < 50_000


@pytest.mark.parametrize("suffix", CARRIERS + LENIENT)
@pytest.mark.parametrize("words", WORDS)
def test_no_markup_in_a_text_brings_words_from_elsewhere_or_swells(tmp_path, suffix, words):
    hidden = tmp_path / "secret.txt"
    hidden.write_text(HIDDEN, encoding="utf-8")
    start = time.perf_counter()
    result = read_as(
        tmp_path, f"a.{suffix}", carrier(suffix, "", WORDS[words].replace("SECRET", hidden.as_uri()))
    )
    assert time.perf_counter() - start < MOST_SECONDS
    assert HIDDEN not in repr(result)
    assert result.problems or result.transcript


@pytest.mark.parametrize("suffix", CARRIERS + LENIENT)
def test_a_file_of_these_tests_is_read_where_nothing_is_wrong(tmp_path, suffix):
    result = read_as(tmp_path, f"a.{suffix}", carrier(suffix, "", ""))
    assert "oui  non" in result.transcript.text or "oui non" in result.transcript.text


def test_every_format_is_named():
    assert {*CARRIERS, *TEXT, *LENIENT} == {suffix.removeprefix(".") for suffix in READERS}
