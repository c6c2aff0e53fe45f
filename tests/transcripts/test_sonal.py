from __future__ import annotations

import json

from focuskit.model.documents import Role

from .support import keys, read_as, turns


def stretch(label: str, words: str, attributes: str = "") -> str:
    spans = "".join(
        f'<span data-rk="{n}" class="cat_002">{word} </span>' for n, word in enumerate(words.split())
    )
    return f'<span class="lblseg" {attributes}><span class="ligloc">{label}</span>{spans}</span>'


def test_a_label_with_a_question_mark_asks(tmp_path):
    text = stretch("Anne ? : ", "Et vous ?", 'data-deb="1.5" data-fin="2"') + stretch("Nadia : ", "Moi oui.")
    result = read_as(tmp_path, "a.sonal", text)
    assert turns(result) == [("Anne", "Et vous ?"), ("Nadia", "Moi oui.")]
    assert [speaker.role for speaker in result.transcript.speakers] == [Role.MODERATOR, Role.PARTICIPANT]
    assert (result.transcript.turns[0].start_ms, result.transcript.turns[0].end_ms) == (1500, 2000)
    assert keys(result) == ["codings_aside"]


def test_variables_without_a_corpus_keep_their_numbers(tmp_path):
    data = json.dumps({"tabDat": [{"v": 1, "m": 2, "l": "Nadia"}]})
    text = f'<script id="dat-json">{data}</script>' + stretch("Nadia : ", "oui")
    assert read_as(tmp_path, "a.sonal", text).transcript.speakers[0].attributes == (("variable 1", "2"),)


def test_a_page_without_stretches_is_one_error(tmp_path):
    assert keys(read_as(tmp_path, "a.sonal", "<p>Nadia : oui</p>")) == ["not_sonal"]
