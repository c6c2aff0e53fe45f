"""Recall estimated from a random sample."""

import pytest

from focuskit.analysis.recall import estimate_recall, wilson_interval


def test_without_a_sample_recall_is_unknown():
    assert estimate_recall(40, 0, 0, 500).recall is None


def test_the_share_missed_in_the_sample_is_carried_to_all_segments():
    found = estimate_recall(90, 100, 2, 500)
    assert found.recall == pytest.approx(90 / (90 + 0.02 * 500))
    assert found.low < found.recall < found.high


def test_wilson_interval_has_its_published_values():
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3: 81/263 and 0/20
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
