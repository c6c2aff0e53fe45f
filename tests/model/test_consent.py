"""Consent as the participants table tells it."""

import pytest

from focuskit.model.consent import (
    Asked,
    Consent,
    ConsentUse,
    consent_to,
    consent_told,
    is_consent,
    is_general,
    more_cautious,
    people_without,
    read_answer,
    use_told_by,
)

QUOTATION, TRAINING, ARCHIVE = ConsentUse


@pytest.mark.parametrize("name", ["consent_quotation", "Consentement_citation", "consent_verbatim"])
@pytest.mark.parametrize(("value", "agreed"), [("non", False), ("No", False), ("oui", True), ("  ", None)])
def test_a_value_tells_consent_whatever_the_spelling_of_the_name(name, value, agreed):
    assert consent_to([(name, value)], QUOTATION) is agreed


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        *[(value, Consent.AGREED) for value in ("Oui", "o", "YES", "vrai", "TRUE", "1", "d’accord", "oui.", "Accepté")],
        *[(value, Consent.AGREED) for value in ("oui (12/03/2025)", "Oui, le 12 mars 2025", "signé le 12.03.25")],
        *[(value, Consent.AGREED) for value in ("2025-03-12", "2025-03-12 00:00:00", "1er avril 2025", "3/4/25")],
        *[(value, Consent.REFUSED) for value in ("Non", "n", "FALSE", "0", "refusé", "retirée le 3/5/2025", "non (12/03/2025)")],
        *[(value, Consent.UNCLEAR) for value in ("peut-être", "?", "-", "x", "oui, sauf la fin", "non renseigné", "à voir", "3 chats 2025")],
        *[(value, Consent.UNTOLD) for value in ("", "  ", "\N{NO-BREAK SPACE}")],
    ],
)  # fmt: skip
def test_an_answer_is_yes_or_no_in_so_many_words_or_unclear(value, answer):
    assert read_answer(value) is answer


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("consent_quotation", QUOTATION),
        ("Consentement à être cité", QUOTATION),
        ("autorisation_citation", QUOTATION),
        ("consentement_formation", TRAINING),
        ("accord formation", TRAINING),
        ("Consentement dépôt", ARCHIVE),
        ("refus_archive", ARCHIVE),
        ("consent_form", None),
        ("consent_information", None),
        ("consent_quotation_date", None),
        ("formation", None),
        ("citation", None),
        ("structure d'accord avec la formation", None),
        ("", None),
    ],
)
def test_a_column_tells_a_use_by_two_words(name, use):
    assert use_told_by(name) is use


def test_a_column_of_refusals_is_read_the_other_way_round():
    assert consent_told([("refus_citation", "oui")], QUOTATION) is Consent.REFUSED
    assert consent_told([("refus_citation", "non")], QUOTATION) is Consent.UNTOLD


def test_a_refusal_of_the_whole_study_closes_every_use_and_an_agreement_opens_none():
    assert is_general("consentement")
    for use in ConsentUse:
        assert consent_told([("consentement", "non"), ("consent_archive", "oui")], use) is Consent.REFUSED
        assert consent_told([("consentement", "oui")], use) is Consent.UNTOLD


def test_what_is_about_consents_describes_nobody():
    names = ["consent_image", "autorisation_archive", "Consentement", "formation", "accord"]
    assert [is_consent(name) for name in names] == [True, True, True, False, False]


def test_one_refusal_is_enough():
    told = [("consent_quotation", "oui"), ("consent_citation", "non")]
    assert consent_to(told, QUOTATION) is False


def test_uses_are_told_apart():
    told = [("consent_training", "non"), ("consent_archive", "oui"), ("structure", "non")]
    assert consent_to(told, QUOTATION) is None
    assert consent_to(told, TRAINING) is False
    assert consent_to(told, ARCHIVE) is True


def test_of_two_values_the_most_cautious_holds():
    assert more_cautious("oui", "non") == "non"
    assert more_cautious("peut-être", "oui") == "peut-être"
    assert more_cautious("oui", "2025-01-01") == "oui"


def asked(person, answer, **more):
    return Asked(person, (("consent_quotation", answer),) if answer else (), **more)


def test_where_answers_are_kept_none_is_no_agreement():
    people = [asked("A", "oui"), asked("B", ""), asked("C", "à voir"), asked("D", "non")]
    assert people_without(people, QUOTATION) == {"B", "C", "D"}


def test_where_nobody_was_asked_quotation_is_open_and_the_other_uses_are_closed():
    people = [asked("A", ""), asked("B", "")]
    assert people_without(people, QUOTATION) is None
    assert people_without(people, TRAINING) == people_without(people, ARCHIVE) == {"A", "B"}


def test_silence_of_moderators_is_no_matter_and_their_refusal_is():
    people = [asked("A", "oui"), asked("M", "", is_team=True), asked("N", "non", is_team=True)]
    assert people_without(people, QUOTATION) == {"N"}


def test_a_table_of_answers_keeps_its_own_consents():
    people = [asked("A", "oui"), asked("R1", "", scope="réponses.csv"), asked("R2", "", scope="réponses.csv")]
    assert people_without(people, QUOTATION) == frozenset()
    assert people_without([*people, asked("R3", "oui", scope="réponses.csv")], QUOTATION) == {"R1", "R2"}


def test_who_refused_once_refused_everywhere():
    assert people_without([asked("A", "oui"), asked("A", "non")], QUOTATION) == {"A"}
