from __future__ import annotations

import pytest

from focuskit.model.documents import AsideKind, Role
from focuskit.transcripts.normalise import normalise_text

from .support import keys, read_as, turns, words, words_kept

PODCAST = """---
title: "Cultiver ensemble : le jardin"
episode_number: 12
date: 2024-03-24
people: Nadia et Léa
tags: ["jardin", "partage"]
draft: false
---

## Sommaire

- Le jardin
- La cantine

## Transcription

### Extrait

On a commencé par trois bacs.

### Comment le jardin est-il né ?

On a demandé à la mairie.

<div class="quote">

Elle a dit oui.

</div>

### Et la cantine ?

**Nadia :** Elle est venue après.

Léa : Bien après.

**Nadia** : Oui.

Léa : Un an.
"""


def test_headings_that_ask_are_turns_of_the_moderator(tmp_path):
    result = read_as(tmp_path, "a.md", PODCAST)
    assert turns(result) == [
        ("Question", "Extrait"),
        (None, "On a commencé par trois bacs."),
        ("Question", "Comment le jardin est-il né ?"),
        (None, "On a demandé à la mairie.\nElle a dit oui."),
        ("Question", "Et la cantine ?"),
        ("Nadia", "Elle est venue après."),
        ("Léa", "Bien après."),
        ("Nadia", "Oui."),
        ("Léa", "Un an."),
    ]
    roles = {speaker.label: speaker.role for speaker in result.transcript.speakers}
    assert roles["Question"] is Role.MODERATOR
    assert roles[None] is Role.PARTICIPANT
    assert keys(result) == []


def test_front_matter_gives_attributes(tmp_path):
    assert read_as(tmp_path, "a.md", PODCAST).transcript.attributes == (
        ("title", "Cultiver ensemble : le jardin"),
        ("episode_number", "12"),
        ("date", "2024-03-24"),
        ("people", "Nadia et Léa"),
        ("tags", "jardin, partage"),
        ("draft", "false"),
    )


def test_no_word_of_a_markdown_file_is_lost(tmp_path):
    assert words_kept(read_as(tmp_path, "a.md", PODCAST)) == words(normalise_text(PODCAST).text)


def test_what_stands_before_the_first_question_is_set_aside(tmp_path):
    asides = read_as(tmp_path, "a.md", PODCAST).transcript.asides
    assert {"Sommaire", "- Le jardin", "Transcription"} <= {
        aside.text for aside in asides if aside.kind is AsideKind.HEADER
    }


def test_front_matter_that_is_no_yaml_is_a_warning(tmp_path):
    result = read_as(tmp_path, "a.md", "---\ntitle: [a\n: b\n---\nNadia : oui\nLéa : non\n")
    assert keys(result) == ["front_matter"]
    assert turns(result) == [("Nadia", "oui"), ("Léa", "non")]


def test_headings_of_themes_are_set_aside_in_a_labelled_transcript(tmp_path):
    result = read_as(tmp_path, "a.md", "# Groupe 1\n\n**Nadia :** oui\n\n## Énergie\n\n**Léa :** non\n")
    assert turns(result) == [("Nadia", "oui"), ("Léa", "non")]
    assert words_kept(result) == words("Groupe 1 Nadia oui Énergie Léa non")


def test_notes_without_speakers_are_paragraphs(tmp_path):
    result = read_as(tmp_path, "a.md", "# Compte rendu\n\nUn jardin.\n\n- Une cantine\n- Un atelier\n")
    assert turns(result) == [(None, "Un jardin."), (None, "- Une cantine"), (None, "- Un atelier")]
    assert keys(result) == ["no_speaker"]


@pytest.mark.parametrize("link", ["[{}]", "{{<<: [{}]}}"], ids=["lists", "mappings"])
def test_front_matter_that_repeats_itself_without_end_is_set_aside_with_a_warning(tmp_path, link):
    lines = [f"a{n}: &a{n} " + link.format(", ".join([f"*a{n - 1}"] * 10)) for n in range(1, 12)]
    text = (
        "---\na0: &a0 {mot: 1}\n" + "\n".join(lines) + "\n---\n\nNadia : oui\n\nMalik : non\n\nNadia : si\n"
    )
    result = read_as(tmp_path, "a.md", text)
    assert result.transcript.text == "oui\nnon\nsi"
    assert "front_matter" in keys(result)
