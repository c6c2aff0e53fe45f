"""Consent as the participants table tells it."""

import pytest

from focuskit.model.consent import ConsentUse, consent_to


@pytest.mark.parametrize("name", ["consent_quotation", "Consentement_citation", "consent_verbatim"])
@pytest.mark.parametrize(("value", "agreed"), [("non", False), ("No", False), ("oui", True), ("  ", None)])
def test_a_value_tells_consent_whatever_the_spelling_of_the_name(name, value, agreed):
    assert consent_to([(name, value)], ConsentUse.QUOTATION) is agreed


def test_one_refusal_is_enough():
    told = [("consent_quotation", "oui"), ("consent_citation", "non")]
    assert consent_to(told, ConsentUse.QUOTATION) is False


def test_uses_are_told_apart():
    told = [("consent_training", "non"), ("consent_archive", "oui"), ("structure", "non")]
    assert consent_to(told, ConsentUse.QUOTATION) is None
    assert consent_to(told, ConsentUse.TRAINING) is False
    assert consent_to(told, ConsentUse.ARCHIVE) is True
