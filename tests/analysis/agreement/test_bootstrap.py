"""Intervals by document or by block of turns."""

import numpy as np
import pytest

from focuskit.analysis.agreement import (
    DrawnBy,
    Reason,
    choose_clusters,
    encode,
    interval,
    measure,
    nominal_alpha,
    raw_agreement,
)


def test_eight_documents_are_drawn_as_documents():
    documents = [f"d{n % 8}" for n in range(40)]
    drawn_by, clusters = choose_clusters(documents, list(range(40)))
    assert drawn_by is DrawnBy.DOCUMENT
    assert len(set(clusters)) == 8


def test_fewer_documents_are_drawn_by_blocks_of_five_turns_that_stay_in_their_document():
    documents = ["a"] * 12 + ["b"] * 3
    turns = [2, 2, 4, 6, 8, 10, 12, 14, 14, 16, 18, 20, 1, 3, 5]
    drawn_by, clusters = choose_clusters(documents, turns)
    assert drawn_by is DrawnBy.BLOCK
    assert clusters.tolist() == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2]


def test_no_interval_is_drawn_from_few_blocks():
    ratings = encode([("a", "a"), ("a", "b"), ("b", "b")])
    assert interval(nominal_alpha(ratings), np.array([0, 1, 2])) is Reason.FEW_BLOCKS


def test_the_interval_is_the_same_for_the_same_seed_and_holds_the_value():
    source = np.random.default_rng(1)
    first = source.integers(0, 2, 200)
    second = np.where(source.random(200) < 0.2, 1 - first, first)
    coefficient = nominal_alpha(np.stack([first, second], axis=1).astype(np.intp))
    clusters = (np.arange(200) // 10).astype(np.intp)
    low, high = interval(coefficient, clusters, seed=4)
    assert (low, high) == interval(coefficient, clusters, seed=4)
    assert low < measure(coefficient).value < high


def test_the_interval_of_a_share_is_near_that_of_the_normal_law():
    # 400 clusters of one unit, 300 of them agreeing: 0.75 ± 1.96 sqrt(0.75 * 0.25 / 400)
    ratings = encode([("a", "a")] * 300 + [("a", "b")] * 100)
    found = interval(raw_agreement(ratings), np.arange(400))
    assert found == pytest.approx((0.7076, 0.7924), abs=0.006)


def test_a_coefficient_that_is_often_undefined_has_no_interval():
    ratings = encode([("a", "a")] * 19 + [("a", "b")])
    assert interval(nominal_alpha(ratings), np.arange(20)) is Reason.UNSTABLE
