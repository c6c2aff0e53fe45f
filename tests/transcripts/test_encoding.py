from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focuskit.transcripts.encoding import decode_text

SAID = "Animatrice : Où êtes-vous né ? Ça a été l’été, à Évreux.\nLéa : Là-bas, forêt, goût, île.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_silently(encoding):
    decoded = decode_text(SAID.encode(encoding), "a.txt")
    assert decoded.text == SAID
    assert decoded.problems == ()


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "MacRoman"),
    ],
)
def test_other_encodings_are_read_and_named_in_a_warning(encoding, told):
    decoded = decode_text(SAID.encode(encoding), "a.txt")
    assert decoded.text.replace("\ufeff", "") == SAID
    assert [problem.key for problem in decoded.problems] == ["problem.guessed_encoding"]
    assert dict(decoded.problems[0].facts) == {"encoding": told}


def test_a_single_accent_in_windows_encoding_is_enough():
    assert decode_text("un café ".encode("cp1252"), "a.txt").text == "un café "


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"ab\x00cd" * 3, bytes(range(1, 9)) * 20])
def test_what_is_no_text_is_an_error(data):
    decoded = decode_text(data, "a.txt")
    assert decoded.text is None
    assert [problem.key for problem in decoded.problems] == ["problem.binary_file"]


@pytest.mark.parametrize(
    ("data", "key"), [(b"{\\rtf1\\ansi", "really_rtf"), (b"PK\x03\x04....", "really_zip")]
)
def test_a_renamed_document_is_told_as_what_it_is(data, key):
    assert decode_text(data, "a.txt").problems[0].key == f"problem.{key}"


@given(st.binary())
def test_any_bytes_give_a_text_or_an_error(data):
    decoded = decode_text(data, "a.txt")
    assert (decoded.text is None) == any(problem.severity == "error" for problem in decoded.problems)


def test_a_large_file_in_an_old_encoding_is_decoded_in_bounded_time():
    data = SAID.encode("cp1252") * 100_000
    start = time.perf_counter()
    assert decode_text(data, "a.txt").text is not None
    assert time.perf_counter() - start < 5
