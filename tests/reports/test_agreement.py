"""Agreement in words."""

import pytest

from focuskit.analysis.agreement import PairAgreement, Reason, Statistic
from focuskit.messages import speak
from focuskit.reports.agreement import decimal, told_raw, told_statistic


def test_a_coefficient_is_written_as_the_language_does():
    one = Statistic(0.6832, 80, low=-0.012, high=0.95)
    assert told_statistic(one) == "0,68 [−0,01\N{NO-BREAK SPACE}; 0,95]"
    speak("en")
    assert told_statistic(one) == "0.68 [−0.01, 0.95]"


def test_what_is_undefined_is_told_with_its_reason_and_what_is_not_there_is_empty():
    assert told_statistic(Statistic(None, 9, Reason.ONE_VALUE)) == "n. d. (une seule valeur)"
    assert told_statistic(Statistic(0.5, 9, interval_reason=Reason.FEW_BLOCKS)) == "0,50"
    assert told_statistic(None) == ""


@pytest.mark.parametrize("value", [-0.001, 0.0, 0.004])
def test_nothing_has_no_sign(value):
    assert decimal(value) == "0,00"


def test_fewer_than_thirty_units_are_no_percentage():
    nothing = Statistic(None, 0, Reason.NO_UNIT)
    assert told_raw(PairAgreement("A", "B", 5, 2, 2, 20, nothing, nothing)) == "25/29"
    assert told_raw(PairAgreement("A", "B", 5, 2, 2, 21, nothing, nothing)) == "26/30 (87\N{NO-BREAK SPACE}%)"


def test_a_statistic_has_a_value_or_a_reason_never_both_or_none():
    for value, reason in ((None, None), (0.5, Reason.NO_UNIT)):
        with pytest.raises(ValueError, match="reason"):
            Statistic(value, 3, reason)
