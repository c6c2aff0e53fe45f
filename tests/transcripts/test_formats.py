"""One invented focus group in the formats of many programs: the same turns come out of each."""

from __future__ import annotations

import json
import re

import pytest

from focuskit.model.documents import DocumentKind, Role
from focuskit.transcripts.encoding import decode_text
from focuskit.transcripts.inputs import TRANSCRIPT_SUFFIXES
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


# What each file can carry of the focus group: who speaks (L), times to the tenth of a second (T),
# times to the second (S), the moderator told apart (M). The words and their order are in all of them.
CARRIES = {
    "FG1.sonal": "LTM",
    "clan.cha": "LTM",
    "docx_gras_locuteur.docx": "LM",
    "docx_gras_locuteur.odt": "LM",
    "docx_gras_locuteur.pdf": "LM",
    "docx_gras_locuteur.rtf": "LM",
    "docx_tableau.docx": "LSM",
    "docx_tableau.odt": "LSM",
    "docx_tableau.rtf": "LSM",
    "elan.eaf": "LTM",
    "humanum_with_speaker.srt": "LT",
    "humanum_with_speaker.txt": "L",
    "noscribe.html": "LT",
    "noscribe.txt": "LS",
    "noscribe.vtt": "LT",
    "tableur_point_virgule.csv": "LTM",
    "tableur_point_virgule.ods": "LTM",
    "tei.xml": "LTM",
    "transcriber.trs": "LM",
    "txt_codes_E1.txt": "LM",
    "txt_cp1252.txt": "LM",
    "txt_enqueteur_enquete.txt": "LM",
    "txt_entete_metadonnees.txt": "LM",
    "txt_horodate_crochets.txt": "LSM",
    "txt_nbsp.txt": "LM",
    "txt_nom_deux_points.txt": "LM",
    "txt_question_reponse.txt": "LM",
    "txt_tirets.txt": "",
    "whisper.json": "T",
    "whisper.srt": "T",
    "whisper.tsv": "T",
    "whisper.txt": "",
    "whisper.vtt": "T",
    "whisperx.json": "LT",
    "whisperx.srt": "LT",
    "whisperx.tsv": "T",
    "whisperx.txt": "L",
    "whisperx.vtt": "LT",
}
# these hold other turns (icor.txt), the same words in another order or not all of them, or no words at all
OTHERS = {
    "icor.txt", "iramuteq_par_locuteur.txt", "iramuteq_thematique.txt", "sonal_corpus.crp",
    "EXPECTED_turns.json",
}  # fmt: skip
LABELLED = [name for name, carried in CARRIES.items() if "L" in carried]
SUFFIXES = sorted(suffix.removeprefix(".") for suffix in TRANSCRIPT_SUFFIXES)
SAID = [turn["text"] for turn in EXPECTED]


def as_written(text: str) -> str:
    """Level what programs write in their own way: brackets, one event, and "…", which ISO-8859-1 has not."""
    levelled = text.translate(str.maketrans({"[": "(", "]": ")", "…": "..."}))
    return re.sub(r"\((rires?|silence|pause)\)", "(*)", levelled)


def test_the_table_tells_of_every_file():
    assert {path.name for path in FORMATS.iterdir()} == set(CARRIES) | OTHERS


@pytest.mark.parametrize("name", LABELLED)
def test_the_turns_of_a_labelled_transcript_are_those_of_the_focus_group(name):
    result = read(FORMATS / name)
    assert [named(label) for label, _ in turns(result)] == [turn["speaker"] for turn in EXPECTED]
    assert [as_written(text) for _, text in turns(result)] == [as_written(text) for text in SAID]
    assert result.transcript.kind is DocumentKind.FOCUS_GROUP


@pytest.mark.parametrize("name", [name for name, carried in CARRIES.items() if "L" not in carried])
def test_turns_without_names_are_told(name):
    result = read(FORMATS / name)
    assert turns(result) == [(None, text) for text in SAID]
    assert result.transcript.kind is DocumentKind.INTERVIEW
    assert keys(result) == ["no_speaker"]


@pytest.mark.parametrize("name", [name for name, carried in CARRIES.items() if "T" in carried])
def test_times_are_kept_in_milliseconds(name):
    transcript = read(FORMATS / name).transcript
    times = [(turn.start_ms, turn.end_ms) for turn in transcript.turns]
    assert times == [(round(turn["start"] * 1000), round(turn["end"] * 1000)) for turn in EXPECTED]


@pytest.mark.parametrize("name", [name for name, carried in CARRIES.items() if "S" in carried])
def test_times_to_the_second_are_kept(name):
    transcript = read(FORMATS / name).transcript
    starts = [turn.start_ms for turn in transcript.turns]
    assert starts == [int(turn["start"]) * 1000 for turn in EXPECTED]


@pytest.mark.parametrize("name", CARRIES)
def test_the_moderator_is_recognised_where_the_file_tells_it(name):
    roles = [speaker.role for speaker in read(FORMATS / name).transcript.speakers]
    assert (Role.MODERATOR in roles) is ("M" in CARRIES[name])
    if "M" in CARRIES[name]:
        assert roles == [Role.MODERATOR] + [Role.PARTICIPANT] * 4


def test_an_iramuteq_corpus_keeps_speakers_variables_and_themes():
    result = read(FORMATS / "iramuteq_par_locuteur.txt")
    spoken = [(turn["speaker"], turn["text"].replace("[rires]", "_rires_")) for turn in EXPECTED]
    by_person = sorted((pair for pair in spoken if pair[0] != "ANIM"), key=lambda pair: pair[0])
    said = [(label, text.replace("_silence_", "(silence)")) for label, text in turns(result)]
    assert said == by_person
    assert result.transcript.attributes == (("fg", "1"),)
    assert result.transcript.speakers[0].attributes == (("sexe", "f"), ("age", "38"), ("prof", "assmat"))
    themes = [turn.question for turn in read(FORMATS / "iramuteq_thematique.txt").transcript.turns]
    assert themes == ["alimentaire", "alimentaire", "circulaire", "circulaire", "energie"]


def test_sonal_keeps_the_variables_of_the_corpus_and_the_notes():
    transcript = read(FORMATS / "FG1.sonal").transcript
    assert transcript.speakers[1].attributes == (("sexe", "Femme"), ("âge", "moins de 40 ans"))
    assert "Notes de terrain : salle bruyante." in [aside.text for aside in transcript.asides]


@pytest.mark.parametrize(
    "name", ["noscribe.html", "noscribe.txt", "noscribe.vtt", "whisper.json", "whisperx.json"]
)
def test_what_a_machine_wrote_down_is_told_as_such(name):
    assert ("état", "automatique") in read(FORMATS / name).transcript.attributes


def test_a_transcript_typed_by_people_has_no_state_of_its_own():
    assert "état" not in dict(read(FORMATS / "txt_nom_deux_points.txt").transcript.attributes)


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


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != "pdf"])
def test_a_renamed_pdf_is_told_as_one(tmp_path, suffix):
    result = read_as(tmp_path, f"scan.{suffix}", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    assert result.transcript is None
    assert keys(result) == ["really_pdf"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_random_bytes_are_told_and_no_exception(tmp_path, suffix):
    junk = bytes((place * 7919 + place // 256) % 256 for place in range(5000))
    result = read_as(tmp_path, f"bruit.{suffix}", junk)
    assert result.transcript is None
    assert len(result.problems) == 1
