"""Learning codes from coded passages, beside the rules.

One logistic regression per code on lemmas, pairs of lemmas, verb forms, word vectors and the rules' own
outputs. Strength and threshold are chosen, and everything is measured, by cross-validation grouped by
source; probabilities are calibrated on its out-of-sample scores (J. Platt, Probabilistic outputs for support
vector machines, in: Advances in Large Margin Classifiers, 1999).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from focuskit.tagging.features import find_features, mean_vectors
from focuskit.tagging.learned import FEWEST, LearnedCode, LearnedModel
from focuskit.tagging.measures import Marks, Measure, measure
from focuskit.tagging.passages import ReadPassage, has_code

N_FOLDS = 5
_LEAST_SEEN = 2
_STRENGTH, _OTHER_STRENGTHS = 1.0, (0.3, 3.0)
_DIRECTIONS = 50
"""Of the word vectors' 300 dimensions, those that hold most of their squares (93 % on 2,000 answers)."""

_FAR = 0.05
"""How far below the rules' F1 a first try makes others vain."""

_THRESHOLDS = tuple(round(0.1 + 0.05 * step, 2) for step in range(16))
_MARGIN = 0.1
"""Over the root of the positives: by how much F1 must be better for the model to be used; less is noise."""
_FEWEST_GROUPS = 2
_MOST_STEPS, _LONGEST_STEP, _SMALL_STEP, _RIDGE = 50, 2.0, 1e-6, 1e-3
"""Of the calibration."""

Folds = list[tuple[NDArray[np.int_], NDArray[np.int_]]]


def learn_codes(
    passages: Sequence[ReadPassage],
    reading: dict[str, frozenset[str]],
    codes: Sequence[str],
    *,
    seed: int = 0,
) -> LearnedModel:
    """Learn codes from a reading of passages; deterministic given the seed."""
    table = _Table(passages)
    groups = [one.passage.source for one in passages]

    def learn(code: str) -> LearnedCode:
        target = np.array([code in reading.get(one.passage.unit, ()) for one in passages])
        by_rules = np.array([has_code(one.codes, code) for one in passages])
        return _learn(table, code, target, by_rules, groups, seed)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        learned = tuple(threads.map(learn, codes))
    return LearnedModel(learned, len(passages), seed)


def group_folds(groups: Sequence[str], target: Marks, n_folds: int, seed: int) -> Folds:
    """Return folds (places to train on, places to try) that part no source, as even in examples as can be."""
    from sklearn.model_selection import StratifiedGroupKFold  # noqa: PLC0415 (heavy)

    n = max(2, min(n_folds, len(set(groups))))
    folds = StratifiedGroupKFold(n, shuffle=True, random_state=seed)
    return list(folds.split(np.zeros(len(target)), target, groups))


class _Table:
    """The features of passages as one sparse matrix: named ones, then main directions of word vectors."""

    def __init__(self, passages: Sequence[ReadPassage]) -> None:
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 (heavy)

        rows = [find_features(one) for one in passages]
        seen: dict[str, int] = {}
        for row in rows:
            for name in row:
                seen[name] = seen.get(name, 0) + 1
        kept = [{name: value for name, value in row.items() if seen[name] >= _LEAST_SEEN} for row in rows]
        self._names = DictVectorizer(sparse=True)
        named = self._names.fit_transform(kept)
        vectors = mean_vectors(passages)
        _, directions = np.linalg.eigh(vectors.T @ vectors)
        self._directions = directions.T[::-1][:_DIRECTIONS]
        self.matrix = sparse.hstack([named, sparse.csr_matrix(vectors @ self._directions.T)], format="csr")

    def fit(self, target: Marks, chosen: NDArray[np.int_], strength: float, seed: int) -> object:
        """Fit one code on some of the passages.

        The primal solver draws no random numbers: the dual one shares a generator between threads, and its
        last digits would depend on their order.
        """
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (heavy)

        model = LogisticRegression(
            C=strength,
            class_weight="balanced",
            max_iter=2000,
            random_state=seed,
            solver="liblinear",
            dual=False,
            tol=1e-3,
        )
        return model.fit(self.matrix[chosen], target[chosen])

    def named_weights(self, coefficients: NDArray[np.float64]) -> tuple[dict[str, float], tuple[float, ...]]:
        """Part coefficients in those of named features and those of vectors."""
        names = list(self._names.feature_names_)
        weights = dict(zip(names, map(float, coefficients[: len(names)]), strict=True))
        return weights, tuple(map(float, coefficients[len(names) :] @ self._directions))


@dataclass(frozen=True, slots=True)
class _Tried:
    """A strength tried by cross-validation, with the calibration and the threshold that suit it.

    ``decided``: on each fold, with the threshold that suits the others; ``out`` is its measure.
    """

    decided: Marks
    out: Measure
    strength: float
    threshold: float
    slope: float
    shift: float


def _learn(
    table: _Table, code: str, target: Marks, by_rules: Marks, groups: Sequence[str], seed: int
) -> LearnedCode:
    n_positive = int(target.sum())
    rules = measure(by_rules, target, with_interval=False)
    n_groups = len({group for group, has in zip(groups, target, strict=True) if has})
    if n_positive < FEWEST or n_groups < _FEWEST_GROUPS or n_positive == len(target):
        return LearnedCode(code, n_positive, rules.f1)
    folds = group_folds(groups, target, N_FOLDS, seed)
    tried = [_try(table, target, folds, _STRENGTH, seed)]
    if (tried[0].out.f1 or 0.0) > (rules.f1 or 0.0) - _FAR:
        tried += [_try(table, target, folds, strength, seed) for strength in _OTHER_STRENGTHS]
    best = max(tried, key=lambda one: one.out.f1 or 0.0)
    out = measure(best.decided, target)
    fitted = table.fit(target, np.arange(len(target)), best.strength, seed)
    weights, vector_weights = table.named_weights(fitted.coef_[0])  # type: ignore[attr-defined]
    return LearnedCode(
        code=code,
        n_positive=n_positive,
        f1_rules=rules.f1,
        f1_model=out.f1,
        precision_model=out.precision,
        recall_model=out.recall,
        interval_model=(out.low, out.high) if out.low is not None and out.high is not None else None,
        is_used=(out.f1 or 0.0) > (rules.f1 or 0.0) + _MARGIN / n_positive**0.5,
        threshold=best.threshold,
        intercept=float(fitted.intercept_[0]),  # type: ignore[attr-defined]
        slope=best.slope,
        shift=best.shift,
        weights=weights,
        vector_weights=vector_weights,
    )


def _try(table: _Table, target: Marks, folds: Folds, strength: float, seed: int) -> _Tried:
    """Score each passage by a model that saw none of its source; calibrate, and choose a threshold."""
    scores = np.zeros(len(target))
    for train, test in folds:
        if len(set(target[train])) > 1:
            fitted = table.fit(target, train, strength, seed)
            scores[test] = fitted.decision_function(table.matrix[test])  # type: ignore[attr-defined]
    slope, shift = _calibrated(scores, target)
    probabilities = 1 / (1 + np.exp(-(slope * scores + shift)))
    everything = np.arange(len(target))
    decided = np.zeros(len(target), dtype=np.bool_)
    for _, test in folds:
        others = np.setdiff1d(everything, test)
        decided[test] = probabilities[test] >= _best_threshold(probabilities[others], target[others])
    out = measure(decided, target, with_interval=False)
    return _Tried(decided, out, strength, _best_threshold(probabilities, target), slope, shift)


def _best_threshold(probabilities: NDArray[np.float64], target: Marks) -> float:
    """Return the threshold of the best F1, the highest of equals."""
    thresholds = np.array(_THRESHOLDS)
    read, all_scores = np.sort(probabilities[target]), np.sort(probabilities)
    hits = len(read) - np.searchsorted(read, thresholds)
    n_suggested = len(all_scores) - np.searchsorted(all_scores, thresholds)
    f1 = 2 * hits / np.maximum(n_suggested + len(read), 1)
    return float(thresholds[np.flatnonzero(f1 == f1.max())[-1]])


def _calibrated(scores: NDArray[np.float64], target: Marks) -> tuple[float, float]:
    """Fit the probability of a score; a slope that is not positive would turn the order round: none then.

    Newton's method on the log-likelihood of two numbers, with a trace of ridge so that scores which part the
    two perfectly end too.
    """
    rows = np.column_stack([scores, np.ones(len(scores))])
    fitted = np.array([1.0, 0.0])
    for _ in range(_MOST_STEPS):
        probabilities = 1 / (1 + np.exp(-np.clip(rows @ fitted, -30, 30)))
        gradient = rows.T @ (target - probabilities) - _RIDGE * fitted
        spread = probabilities * (1 - probabilities)
        step = np.linalg.solve(rows.T @ (rows * spread[:, None]) + _RIDGE * np.eye(2), gradient)
        fitted += np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
        if np.abs(step).max() < _SMALL_STEP:
            break
    slope, shift = map(float, fitted)
    return (slope, shift) if slope > 0 else (1.0, 0.0)
