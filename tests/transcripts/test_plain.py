"""Conventions of text: who speaks on which line."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.model.documents import AsideKind, DocumentKind, Role
from focuskit.model.spans import Span
from focuskit.transcripts.lines import split_lines
from focuskit.transcripts.normalise import normalise_text
from focuskit.transcripts.plain import parse_lines
from focuskit.transcripts.reading import Reading
from focuskit.transcripts.turns import compose_transcript

from .support import keys, read_as, turns, words, words_kept

NBSP, NNBSP = "\u00a0", "\u202f"


def parse(text: str, **choices):
    return compose_transcript(parse_lines("a.txt", split_lines(normalise_text(text).text), **choices))


def labels(text: str) -> list[str | None]:
    return [label for label, _ in turns(parse(text))]


@pytest.mark.parametrize(
    "separator", [" : ", ": ", f"{NBSP}: ", f"{NNBSP}: ", f"{NBSP}:{NBSP}", " :", ":  ", " :\t"]
)
def test_a_colon_after_a_name_begins_a_turn_whatever_the_spaces(separator):
    result = parse(f"Marie{separator}Le bio, c'est cher.\nPaul{separator}Ah oui.\nMarie : Voilà.")
    assert turns(result) == [("Marie", "Le bio, c'est cher."), ("Paul", "Ah oui."), ("Marie", "Voilà.")]
    assert len(result.transcript.speakers) == 2


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("P1 : {}", "P1"),
        ("Enquêté 2 : {}", "Enquêté 2"),
        ("Mme Le Goff : {}", "Mme Le Goff"),
        ("M. Dupont : {}", "M. Dupont"),
        ("Jean-Pierre  D. : {}", "Jean-Pierre D."),
        ("[SPEAKER_00]: {}", "SPEAKER_00"),
        ("[00:00:45] Nadia : {}", "Nadia"),
        ("(00:45) Nadia : {}", "Nadia"),
        ("00:00:45 Nadia : {}", "Nadia"),
        ("Nadia (00:45) : {}", "Nadia"),
        ("Nadia [00:00:45] : {}", "Nadia"),
        ("S01: [00:00:45] {}", "S01"),
        ("**Nadia :** {}", "Nadia"),
        ("**Nadia** : {}", "Nadia"),
        ("**Nadia**: {}", "Nadia"),
        ("[Nadia] (0:01 - 0:11)\n{}", "Nadia"),
        ("[Nadia] (0:01 – 21 :12)\n\n{}", "Nadia"),
        ("00:00:45 Nadia\n{}", "Nadia"),
        ("Nadia 00:00:45\n{}", "Nadia"),
        ("Nadia Benali   0:12\n{}", "Nadia Benali"),
        ("[00:00:45] Nadia\n{}", "Nadia"),
        ("NADIA – {}", "NADIA"),
        ("NADIA - {}", "NADIA"),
        ("NADIA — {}", "NADIA"),
        ("NAD\t{}", "NAD"),
        ("Nadia :\n{}", "Nadia"),
        ("nadia : {}", "nadia"),
    ],
)
def test_every_way_of_naming_a_speaker_is_understood(written, label):
    other = written.replace(label, "LÉA" if label.isupper() else "Léa") if "P1" not in written else "P2 : {}"
    said = ["Le frein, c'est le temps.", "On finit tard.", "Oui.", "Non, mais bon.", "Voilà.", "Merci."]
    text = "\n".join((written if place % 2 == 0 else other).format(words) for place, words in enumerate(said))
    result = parse(text)
    assert [words for _, words in turns(result)] == said
    assert [label for label, _ in turns(result)][::2] == [label] * 3
    assert words_kept(result) == words(text)


GROUP = "Animatrice : Qui commence ?\nNadia : Moi.\nLéa : Non.\nNadia : Si.\nLéa : Bon.\n"


@pytest.mark.parametrize(
    "phrase",
    [
        "Par exemple : le jardin.",
        "Par exemple\u00a0: le jardin.",
        "Le frein, c'est le temps : on finit tard.",
        "Donc : on arrête.",
        "Résultat : personne ne vient.",
        "Je vais vous dire une chose : c'est cher.",
        "On se dit : à quoi bon ?",
        "Il y a deux choses : le prix et le temps.",
        "Axe 1 : le jardin.",
        "https://exemple.fr/page",
        "10:30 on commence",
        "0-Vous, vous êtes artisan depuis combien de temps ?",
        "1 - Est-ce que vous venez souvent ?",
        "C'est le bus – il ne passe pas.",
        "[rires] Ah oui !",
        "[00:01:02 inaudible] enfin bref",
        "Bref : non.",
        "En même temps : pourquoi pas.",
    ],
)
def test_a_phrase_before_a_colon_is_no_speaker_and_its_words_stay(phrase):
    result = parse(GROUP + "Nadia : Enfin.\n" + phrase)
    assert turns(result)[-1] == ("Nadia", f"Enfin.\n{phrase}")


@pytest.mark.parametrize(
    "phrase", ["Par exemple : oui.", "Donc : non.", "Le temps : rien.", "Frein : le prix."]
)
def test_a_phrase_that_recurs_is_still_no_speaker(phrase):
    assert set(labels(GROUP + f"Nadia : Bon.\n{phrase}\n" * 2)) == {"Animatrice", "Nadia", "Léa"}


@pytest.mark.parametrize("label", ["Observatrice", "P7", "Mme Le Goff", "Gérard Morel", "Interviewé 3"])
def test_somebody_who_speaks_once_is_a_speaker_if_the_label_looks_like_one(label):
    assert labels(GROUP + f"{label} : Je note.")[-1] == label


def test_a_name_met_once_is_a_speaker_where_every_line_is_a_turn():
    assert labels(GROUP + "Gérard : Et moi ?")[-1] == "Gérard"


def test_a_name_met_once_in_long_turns_is_kept_as_words_and_told():
    text = "\n".join(f"{who} : Bon.\n" + "Encore une phrase.\n" * 5 for who in ("Nadia", "Léa") * 3)
    result = parse(text + "Sandrine : rien.\n")
    assert turns(result)[-1][1].endswith("Sandrine : rien.")
    assert keys(result) == ["possible_labels"]


def test_two_people_who_each_speak_once_are_two_speakers():
    assert labels("Marie : Bonjour.\nPaul : Bonjour à vous.") == ["Marie", "Paul"]


def test_paragraphs_of_one_turn_are_joined_by_a_line_break():
    result = parse("Nadia : Un. \n\n  Deux.\n\n\nLéa : Trois.\nNadia : Quatre.\nLéa : Cinq.")
    assert turns(result)[0] == ("Nadia", "Un.\nDeux.")


def test_each_labelled_block_is_a_turn_of_its_own():
    assert labels("Nadia : Un.\nNadia : Deux.\nLéa : Trois.\nLéa : Quatre.") == [
        "Nadia",
        "Nadia",
        "Léa",
        "Léa",
    ]


def test_a_label_without_words_is_dropped_with_a_warning_and_kept_aside():
    result = parse("Nadia : Un.\nLéa :\nNadia : Deux.\nLéa : Trois.\n")
    assert turns(result) == [("Nadia", "Un."), ("Nadia", "Deux."), ("Léa", "Trois.")]
    assert [(p.key, p.line) for p in result.problems] == [("problem.empty_turn", 2)]
    assert sum(aside.text == "Léa :" for aside in result.transcript.asides) == 2


def test_a_header_gives_attributes_and_is_no_speech():
    header = "Focus group n° 3\n\nDate : 12 mars 2025\nLieu : La Fabrique\nAnimatrice : Sophie Martin\n\n"
    result = parse(header + GROUP)
    assert result.transcript.attributes == (
        ("date", "12 mars 2025"),
        ("lieu", "La Fabrique"),
        ("animatrice", "Sophie Martin"),
    )
    assert turns(result)[0] == ("Animatrice", "Qui commence ?")
    assert {aside.text for aside in result.transcript.asides if aside.kind is AsideKind.HEADER} == {
        line for line in header.split("\n") if line
    }


def test_words_like_a_header_after_the_first_turn_are_speech():
    result = parse(GROUP + "Nadia : Je lis l'affiche.\nDate : 12 mars.\n")
    assert turns(result)[-1] == ("Nadia", "Je lis l'affiche.\nDate : 12 mars.")


def test_long_speech_before_the_first_label_is_not_lost_in_a_header():
    speech = "Alors nous avons parlé du jardin " * 12
    result = parse(f"Entretien\n{speech}\n{GROUP}")
    assert turns(result)[0] == (None, speech.strip())
    assert "words_before_first_label" in keys(result)


def test_an_annotation_with_times_is_no_speaker():
    text = "[Chercheur] (0:01 - 0:11)\nBonjour.\n[Interruption d'un collègue] (0:12 - 0:20)\n[Nadia] (0:21 - 0:30)\nOui."
    assert labels(text) == ["Chercheur", "Nadia"]


def test_a_mistyped_moderator_is_told_with_its_line():
    result = parse("Animatirce : Bonjour.\nNadia : Oui.\nAnimatirce : Et ?\nNadia : Non.")
    assert next((s.label, s.role) for s in result.transcript.speakers) == ("Animatirce", Role.MODERATOR)
    problem = result.problems[0]
    assert (problem.key, problem.line) == ("problem.mistyped_role", 1)
    assert dict(problem.facts) == {"written": "Animatirce", "meant": "Animatrice"}


def test_labels_that_differ_by_case_are_told_without_the_names():
    result = parse("Nadia : Un.\nLéa : Deux.\nNADIA : Trois.\nLéa : Quatre.\nNadia : Cinq.\nNADIA : Six.")
    problem = next(problem for problem in result.problems if problem.key == "problem.similar_labels")
    assert dict(problem.facts) == {"n": "2", "lines": "1, 3"}
    assert len(result.transcript.speakers) == 3


def test_one_participant_makes_an_interview_and_two_a_focus_group():
    assert parse("E : Un ?\nR : Deux.\nE : Trois ?\nR : Quatre.").transcript.kind is DocumentKind.INTERVIEW
    assert parse(GROUP).transcript.kind is DocumentKind.FOCUS_GROUP


def test_moderators_given_by_the_user_are_believed():
    result = parse(GROUP, reading=Reading(moderators=("léa",)))
    assert {s.label: s.role for s in result.transcript.speakers}["Léa"] is Role.MODERATOR
    assert result.transcript.kind is DocumentKind.INTERVIEW


def test_times_of_a_label_are_kept_in_milliseconds():
    turn = parse("[Chercheur] (0:01 - 1:02:03)\nBonjour.").transcript.turns[0]
    assert (turn.start_ms, turn.end_ms) == (1000, 3_723_000)


def test_a_time_alone_on_a_line_is_no_speech():
    result = parse(
        "Nadia : Un.\n00:01:00\nDeux.\nLéa : Trois.\n[00:02:00]\nQuatre.\nNadia : Cinq.\nLéa : Six."
    )
    assert turns(result)[:2] == [("Nadia", "Un.\nDeux."), ("Léa", "Trois.\nQuatre.")]


def test_timed_lines_without_names_are_turns_with_times():
    result = parse("[00:00:01] Bonjour à tous.\n[00:00:09] Merci.")
    assert [turn.start_ms for turn in result.transcript.turns] == [1000, 9000]
    assert turns(result) == [(None, "Bonjour à tous."), (None, "Merci.")]


def test_text_cut_at_a_margin_is_put_together_by_paragraph():
    lines = "Nous avons commencé par un jardin partagé derrière la\nmairie, puis la cantine a voulu nos légumes et nous\navons dit oui."
    result = parse(f"{lines}\n\n{lines}")
    assert [text for _, text in turns(result)] == [lines, lines]


def test_one_turn_per_line_is_never_fused():
    lines = [f"Nous avons parlé longtemps du jardin partagé numéro {place}." for place in range(9)]
    assert [text for _, text in turns(parse("\n".join(lines)))] == lines


def test_a_file_of_labels_without_any_words_is_an_error():
    result = parse("Nadia :\nLéa :\nNadia :\nLéa :\n")
    assert result.transcript is None
    assert "no_words" in keys(result)


def test_control_characters_are_told_with_their_number(tmp_path):
    result = read_as(tmp_path, "a.txt", "Nadia : bon\x07jour\x07\nLéa : oui")
    assert turns(result)[0] == ("Nadia", "bonjour")
    assert dict(result.problems[0].facts) == {"n": "2"}


LINES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "Nadia : oui",
                "Léa : non",
                "Donc : bon",
                "E : quoi ?",
                "[Nadia] (0:01 - 0:02)",
                "NADIA – ah",
                "",
                " ",
            ]
        ),
    ),
    max_size=30,
)


@settings(max_examples=300)
@given(LINES)
def test_any_text_is_partitioned_in_turns_and_no_word_is_lost(lines):
    text = normalise_text("\n".join(lines)).text
    result = parse(text)
    if result.transcript is None:
        return
    spans = [turn.span for turn in result.transcript.turns]
    assert spans[0].start == 0
    assert spans[-1].end == len(result.transcript.text)
    assert all(after.start == before.end + 1 for before, after in pairwise(spans))
    assert all(
        span.slice(result.transcript.text) == span.slice(result.transcript.text).strip() for span in spans
    )
    assert all(isinstance(span, Span) and len(span) for span in spans)
    assert words_kept(result) == words(text)


@pytest.mark.parametrize("line", ["a" * 10_000_000, "mot " * 2_500_000, " : " * 3_000_000, "[" * 5_000_000])
def test_ten_megabytes_on_one_line_are_read_in_bounded_time(line):
    start = time.perf_counter()
    assert parse(f"Nadia : oui\n{line}").transcript is not None
    assert time.perf_counter() - start < 10


def test_many_lines_made_to_be_hard_are_read_in_bounded_time():
    hard = (
        "\n".join("A" + " " * 158 + "b" for _ in range(500))
        + "\n"
        + "\n".join("[0:00 " * 26 for _ in range(500))
    )
    start = time.perf_counter()
    assert parse(hard).transcript is not None
    assert time.perf_counter() - start < 10
