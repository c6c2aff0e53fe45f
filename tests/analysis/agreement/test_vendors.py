"""Coefficients of other programs."""

import pytest

from focuskit.analysis.agreement import Reason, cohen_kappa, encode, measure
from focuskit.analysis.agreement.vendors import dedoose_pooled_kappa, holsti, maxqda_kappa, nvivo_kappa


def test_nvivos_kappa_depends_on_who_coded_alone():
    # the manual's example: 50 characters both, 150 one of them, 800 neither
    assert nvivo_kappa(50, 75, 75, 800).value == pytest.approx(0.314, abs=5e-4)
    assert nvivo_kappa(50, 150, 0, 800).value == pytest.approx(0.348, abs=5e-4)


def test_nvivos_kappa_is_cohens_on_characters():
    ratings = encode([(1, 1)] * 5 + [(1, 0)] * 7 + [(0, 1)] * 8 + [(0, 0)] * 80)
    assert nvivo_kappa(5, 7, 8, 80).value == pytest.approx(measure(cohen_kappa(ratings)).value)


def test_maxqdas_kappa_grows_with_the_number_of_codes():
    assert maxqda_kappa(14, 1, 10).value == pytest.approx(0.926, abs=5e-4)
    assert maxqda_kappa(14, 1, 3).value == pytest.approx(0.900, abs=5e-4)


def test_dedooses_pooled_kappa_is_cohens_for_one_code():
    assert dedoose_pooled_kappa([0.7], [0.54]).value == pytest.approx(0.348, abs=5e-4)


def test_holsti_counts_decisions_of_both():
    assert holsti(40, 50, 50).value == pytest.approx(0.8)


def test_nothing_to_compare_is_a_reason():
    assert nvivo_kappa(0, 0, 0, 0).reason is Reason.NO_UNIT
    assert nvivo_kappa(0, 0, 0, 90).reason is Reason.ONE_VALUE
    assert maxqda_kappa(0, 0, 3).reason is Reason.NO_UNIT
    assert dedoose_pooled_kappa([], []).reason is Reason.NO_UNIT
    assert dedoose_pooled_kappa([1.0], [1.0]).reason is Reason.ONE_VALUE
    assert holsti(0, 0, 0).reason is Reason.NO_UNIT
