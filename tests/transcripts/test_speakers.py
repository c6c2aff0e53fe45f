from __future__ import annotations

import pytest

from focuskit.model.documents import Role
from focuskit.transcripts import recognise_role
from focuskit.transcripts.speakers import roles_of


@pytest.mark.parametrize(
    "label",
    """Animateur|Animatrice|ANIMATRICE|Anim|ANI|Enquêteur|enqueteur|Enquêtrice|Enq|E|Chercheur|Chercheuse|Modérateur
    |Modératrice|Mod|Interviewer|Intervieweur|Intervieweuse|Facilitateur|Facilitatrice|Q|Question|Animatrice 2
    |Q1|Enquêteur (Paul)""".replace("\n", "").split("|"),
)
def test_a_label_that_names_a_moderator_is_one(label):
    assert recognise_role(label.strip()).role is Role.MODERATOR


@pytest.mark.parametrize(
    "label",
    [
        "Enquêté",
        "Enquêtée",
        "Enquêté 2",
        "Interviewé",
        "Interviewée",
        "Interviewe",
        "Interviewee",
        "R",
        "R1",
        "E1",
        "E2",
        "P1",
        "Nadia",
        "Mme Le Goff",
        "Malik",
        "E. Martin",
        "Participante 3",
        "SPEAKER_00",
        "Edmond",
        "Modeste",
        "Animat",
    ],
)
def test_a_label_of_somebody_else_is_a_participant(label):
    found = recognise_role(label)
    assert found.role is Role.PARTICIPANT
    assert found.written is None


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Checheur", "Chercheur"),
        ("Enquêtirce", "Enquêtrice"),
        ("Animatirce", "Animatrice"),
        ("Interveiwer", "Interviewer"),
        ("Animtrice", "Animatrice"),
        ("MODÉRATUER", "Modérateur"),
    ],
)
def test_a_mistyped_moderator_is_recognised_and_told(label, meant):
    found = recognise_role(label)
    assert (found.role, found.written, found.meant) == (Role.MODERATOR, label, meant)


@pytest.mark.parametrize("label", ["Observateur", "Observatrice", "OBSERVATRICE 1"])
def test_an_observer_is_recognised(label):
    assert recognise_role(label).role is Role.OBSERVER


def test_an_observer_who_takes_part_is_both():
    assert recognise_role("Observatrice participante").role is Role.OBSERVER_PARTICIPANT


@pytest.mark.parametrize("label", ["Sophie", "SOPHIE", "sophie "])
def test_labels_given_by_the_user_are_moderators(label):
    assert recognise_role(label, ("Sophie",)).role is Role.MODERATOR


def test_nobody_is_a_participant():
    assert recognise_role(None).role is Role.PARTICIPANT


def test_a_lone_e_beside_coded_participants_asks_the_questions():
    assert roles_of(["E", "P1", "P2"])["E"].role is Role.MODERATOR
    assert roles_of(["E", "E1", "E2"])["E"].role is Role.MODERATOR


def test_an_e_in_a_series_of_letters_is_a_participant():
    assert roles_of(["Animatrice", "A", "B", "C", "D", "E"])["E"].role is Role.PARTICIPANT
