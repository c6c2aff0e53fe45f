"""One invented focus group in the formats of many programs: the same turns come out of each."""

from __future__ import annotations

import json

import pytest

from focuskit.model.documents import DocumentKind, Role
from focuskit.transcripts.encoding import decode_text
from focuskit.transcripts.normalise import normalise_text

from .support import FORMATS, keys, read, read_as, turns, words, words_kept

EXPECTED = json.loads((FORMATS / "EXPECTED_turns.json").read_text(encoding="utf-8"))
NAMES = {turn["speaker"]: turn["name"] for turn in EXPECTED}
CODES = list(NAMES)


def named(label: str) -> str:
    """Tell who of the focus group a label stands for."""
    return {
        **{name: code for code, name in NAMES.items()},
        **{name.upper(): code for code, name in NAMES.items()},
        **{f"Speaker {place}": code for place, code in enumerate(CODES)},
        **{f"SPEAKER_{place:02}": code for place, code in enumerate(CODES)},
        **{f"S{place:02}": code for place, code in enumerate(CODES)},
        **{f"Enquêté {code[1:]}": code for code in CODES},
        **{f"R{code[1:]}": code for code in CODES},
        **{code: code for code in CODES},
        "Enquêteur": "ANIM",
        "E": "ANIM",
        "Q": "ANIM",
    }[label]


LABELLED = [
    "docx_gras_locuteur.docx",
    "docx_tableau.docx",
    "elan.eaf",
    "humanum_with_speaker.srt",
    "humanum_with_speaker.txt",
    "noscribe.txt",
    "noscribe.vtt",
    "tableur_point_virgule.csv",
    "txt_codes_E1.txt",
    "txt_cp1252.txt",
    "txt_enqueteur_enquete.txt",
    "txt_entete_metadonnees.txt",
    "txt_horodate_crochets.txt",
    "txt_nbsp.txt",
    "txt_nom_deux_points.txt",
    "txt_question_reponse.txt",
    "whisperx.srt",
    "whisperx.txt",
    "whisperx.vtt",
]
SUFFIXES = ["txt", "md", "docx", "vtt", "srt", "csv", "tsv", "xlsx", "eaf"]
SAID = [turn["text"] for turn in EXPECTED]
# noScribe writes short pauses in its own way
PAUSES = str.maketrans({"[": "(", "]": ")"})


@pytest.mark.parametrize("name", LABELLED)
def test_the_turns_of_a_labelled_transcript_are_those_of_the_focus_group(name):
    result = read(FORMATS / name)
    assert [named(label) for label, _ in turns(result)] == [turn["speaker"] for turn in EXPECTED]
    said = [text.translate(PAUSES) for _, text in turns(result)]
    assert said == [text.translate(PAUSES) for text in SAID]
    assert result.transcript.kind is DocumentKind.FOCUS_GROUP


@pytest.mark.parametrize("name", ["txt_tirets.txt", "whisper.txt"])
def test_paragraphs_without_names_are_turns_without_names(name):
    result = read(FORMATS / name)
    assert turns(result) == [(None, text) for text in SAID]
    assert result.transcript.kind is DocumentKind.INTERVIEW
    assert keys(result) == ["no_speaker"]


@pytest.mark.parametrize("name", ["whisper.vtt", "whisper.srt", "whisper.tsv", "whisperx.tsv"])
def test_timed_lines_without_names_keep_all_words_in_one_run(name):
    result = read(FORMATS / name)
    assert turns(result) == [(None, " ".join(SAID))]
    turn = result.transcript.turns[0]
    assert (turn.start_ms, turn.end_ms) == (0, 133000)


@pytest.mark.parametrize(
    "name", ["humanum_with_speaker.srt", "tableur_point_virgule.csv", "noscribe.vtt", "elan.eaf"]
)
def test_times_are_kept_in_milliseconds(name):
    transcript = read(FORMATS / name).transcript
    times = [(turn.start_ms, turn.end_ms) for turn in transcript.turns]
    assert times == [(round(turn["start"] * 1000), round(turn["end"] * 1000)) for turn in EXPECTED]


@pytest.mark.parametrize("name", ["txt_nom_deux_points.txt", "txt_codes_E1.txt", "txt_question_reponse.txt"])
def test_the_moderator_of_the_focus_group_is_recognised(name):
    speakers = read(FORMATS / name).transcript.speakers
    assert [speaker.role for speaker in speakers] == [Role.MODERATOR] + [Role.PARTICIPANT] * 4


def test_columns_aligned_by_tabs_name_speakers_even_those_met_once():
    result = read(FORMATS / "icor.txt")
    assert [label for label, _ in turns(result)] == ["ANI", "NAD", "GER", "NAD", "LEA", "MAL", "XXX"]


@pytest.mark.parametrize(
    "path", sorted(path for path in FORMATS.iterdir() if path.suffix in {".txt", ".vtt", ".srt"}), ids=str
)
def test_no_word_of_a_text_file_is_lost(path):
    raw = normalise_text(decode_text(path.read_bytes(), path.name).text).text
    assert words_kept(read(path)) == words(raw)


def test_an_unknown_suffix_is_an_error_and_no_exception(tmp_path):
    result = read_as(tmp_path, "groupe.xyz", "Nadia : bonjour")
    assert result.transcript is None
    assert keys(result) == ["unknown_format"]


def test_a_file_that_went_away_is_an_error_and_no_exception(tmp_path):
    result = read(tmp_path / "parti.txt")
    assert result.transcript is None
    assert keys(result) == ["unreadable"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_one_error(tmp_path, suffix):
    result = read_as(tmp_path, f"vide.{suffix}", b"")
    assert result.transcript is None
    assert len(result.problems) == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_renamed_pdf_is_told_as_one(tmp_path, suffix):
    result = read_as(tmp_path, f"scan.{suffix}", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    assert result.transcript is None
    assert keys(result) == ["really_pdf"]
