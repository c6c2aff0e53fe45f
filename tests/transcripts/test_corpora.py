"""Transcripts made by other people, where they are at hand (``FOCUSKIT_CORPORA``)."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from focuskit.model.documents import Role
from focuskit.transcripts import find_inputs, read_transcript
from focuskit.transcripts.normalise import normalise_text

from .support import W, words, words_kept

CORPORA = os.environ.get("FOCUSKIT_CORPORA", "")
FILES = find_inputs([Path(CORPORA)]).files if CORPORA else ()
INTERVIEWS = [file for file in FILES if file.name.startswith("artisans_docx/")]
pytestmark = pytest.mark.skipif(not CORPORA, reason="FOCUSKIT_CORPORA is not set")


def visible_words(path: Path) -> Counter[str]:
    with ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    lines = [
        "".join(
            piece.text or "" if piece.tag == f"{{{W}}}t" else "\n"
            for piece in paragraph.iter(f"{{{W}}}t", f"{{{W}}}br")
        )
        for paragraph in root.iter(f"{{{W}}}p")
    ]
    return words(normalise_text("\n".join(lines)).text)


@pytest.mark.parametrize("file", INTERVIEWS, ids=lambda file: file.name)
def test_an_interview_has_two_speakers_and_all_its_words(file):
    result = read_transcript(file)
    assert {speaker.role for speaker in result.transcript.speakers} == {Role.MODERATOR, Role.PARTICIPANT}
    expected = visible_words(file.path)
    assert (expected - words_kept(result)).total() <= 0.005 * expected.total()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_is_read_or_told(file):
    result = read_transcript(file)
    assert result.transcript is not None or any(problem.severity == "error" for problem in result.problems)
