"""Every problem of a file has a sentence in French and in English, whatever its facts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from focuskit import messages, transcripts

SOURCES = sorted(Path(transcripts.__file__).parent.glob("*.py"))
FACTS = dict.fromkeys(
    (
        "encoding",
        "written",
        "meant",
        "lines",
        "insertions",
        "deletions",
        "columns",
        "column",
        "option",
        "names",
        "size",
        "most",
    ),
    "x",
)


def catalogue(language: str) -> dict[str, object]:
    path = Path(messages.__file__).parent / language / "problem.po"
    with path.open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: message
            for message in read_po(file)
            if message.id
        }


def test_every_key_in_the_code_has_a_sentence():
    used = {key for source in SOURCES for key in re.findall(r'"(problem\.\w+)"', source.read_text("utf-8"))}
    assert used
    assert used <= set(catalogue("fr"))


def test_both_languages_have_the_same_sentences():
    assert set(catalogue("fr")) == set(catalogue("en"))


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("n", [1, 2])
def test_every_sentence_can_be_said(language, n):
    messages.speak(language)
    try:
        for key in catalogue(language):
            sentence = messages.say(key, n=n, **FACTS)
            assert sentence.endswith((".", ": x.", "(.docx, .xlsx …)."))
            assert "{" not in sentence
    finally:
        messages.speak(None)
