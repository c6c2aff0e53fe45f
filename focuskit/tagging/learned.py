"""A model that learns codes from coded passages, beside the rules.

One logistic regression per code on lemmas, pairs of lemmas, verb forms, word vectors and the rules' own
outputs. A code takes the model only where, in cross-validation grouped by source, it does better than the
rules; a code with too few examples never does. The weights are kept as numbers in JSON, never as code.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from focuskit.tagging.features import find_features, mean_vectors
from focuskit.tagging.measures import Marks, measure
from focuskit.tagging.passages import ReadPassage, has_code

FEWEST = 10
"""A code with fewer positive examples than that is not learned."""

N_FOLDS = 5
_LEAST_SEEN = 2
_STRENGTHS = (0.3, 1.0, 3.0)
_THRESHOLDS = tuple(round(0.2 + 0.05 * step, 2) for step in range(13))
_FORMAT = "focuskit model 1"
_MARGIN = 0.01


@dataclass(frozen=True, slots=True)
class LearnedCode:
    """What was learned of one code.

    Parameters
    ----------
    n_positive
        Examples with the code.
    f1_rules, f1_model
        Out of sample, by cross-validation grouped by source; ``None`` where it is undefined or not tried.
    is_used
        Whether the model decides this code (else the rules do).
    weights, vector_weights, intercept
        Of the logistic regression: by feature, by dimension of the word vectors.
    threshold
        Probability from which the code is suggested.
    """

    code: str
    n_positive: int
    f1_rules: float | None
    f1_model: float | None = None
    precision_model: float | None = None
    recall_model: float | None = None
    is_used: bool = False
    threshold: float = 0.5
    intercept: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)
    vector_weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """Codes learned from passages; ``seed`` and ``n_passages`` say from what."""

    codes: tuple[LearnedCode, ...]
    n_passages: int
    seed: int

    @property
    def version(self) -> str:
        """Digest of the model, by which its suggestions name it."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12]

    def to_json(self) -> str:
        """Return the model as JSON: numbers and words, no code."""
        codes = [
            {
                "code": one.code,
                "n_positive": one.n_positive,
                "f1_rules": one.f1_rules,
                "f1_model": one.f1_model,
                "precision_model": one.precision_model,
                "recall_model": one.recall_model,
                "is_used": one.is_used,
                "threshold": one.threshold,
                "intercept": round(one.intercept, 6),
                "weights": {name: round(weight, 6) for name, weight in sorted(one.weights.items())},
                "vector_weights": [round(weight, 6) for weight in one.vector_weights],
            }
            for one in self.codes
        ]
        content = {"format": _FORMAT, "n_passages": self.n_passages, "seed": self.seed, "codes": codes}
        return json.dumps(content, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> LearnedModel:
        """Read what `to_json` wrote; `ValueError` if the text is anything else."""
        try:
            content = json.loads(text)
            if content["format"] != _FORMAT:
                raise ValueError("not a model")
            codes = tuple(
                LearnedCode(**{**one, "vector_weights": tuple(one["vector_weights"])})
                for one in content["codes"]
            )
            return cls(codes, int(content["n_passages"]), int(content["seed"]))
        except (KeyError, TypeError, AttributeError) as fault:
            raise ValueError("not a model") from fault


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
    learned = []
    for code in codes:
        target = np.array([code in reading.get(one.passage.unit, ()) for one in passages])
        by_rules = np.array([has_code(one.codes, code) for one in passages])
        learned.append(_learn(table, code, target, by_rules, groups, seed))
    return LearnedModel(tuple(learned), len(passages), seed)


def suggest_learned(model: LearnedModel, passages: Sequence[ReadPassage]) -> dict[str, NDArray[np.float64]]:
    """Return for each code that the model decides the probability of each passage, shape ``(n,)``."""
    vectors = mean_vectors(passages)
    features = [find_features(one) for one in passages]
    found: dict[str, NDArray[np.float64]] = {}
    for one in model.codes:
        if one.is_used:
            words = [
                sum(one.weights.get(name, 0.0) * value for name, value in row.items()) for row in features
            ]
            raw = np.array(words) + vectors @ np.array(one.vector_weights) + one.intercept
            found[one.code] = 1 / (1 + np.exp(-raw))
    return found


def decide(model: LearnedModel, passages: Sequence[ReadPassage]) -> dict[str, Marks]:
    """Return for each code of the model which passages get it, by the model or by the rules."""
    probabilities = suggest_learned(model, passages)
    return {
        one.code: probabilities[one.code] >= one.threshold
        if one.is_used
        else np.array([has_code(passage.codes, one.code) for passage in passages])
        for one in model.codes
    }


class _Table:
    """The features of passages as one matrix: named ones, then the dimensions of word vectors."""

    def __init__(self, passages: Sequence[ReadPassage]) -> None:
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 (heavy)

        rows = [find_features(one) for one in passages]
        seen: dict[str, int] = {}
        for row in rows:
            for name in row:
                seen[name] = seen.get(name, 0) + 1
        kept = [{name: value for name, value in row.items() if seen[name] >= _LEAST_SEEN} for row in rows]
        self._names = DictVectorizer(sparse=False)
        named = self._names.fit_transform(kept)
        self.matrix = np.hstack([named, mean_vectors(passages)])

    def fit(self, target: Marks, chosen: NDArray[np.int_], strength: float, seed: int) -> object:
        """Fit one code on some of the passages."""
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (heavy)

        model = LogisticRegression(
            C=strength, class_weight="balanced", max_iter=2000, random_state=seed, solver="liblinear"
        )
        return model.fit(self.matrix[chosen], target[chosen])

    def named_weights(self, coefficients: NDArray[np.float64]) -> tuple[dict[str, float], tuple[float, ...]]:
        """Part coefficients in those of named features and those of vectors."""
        names = list(self._names.feature_names_)
        weights = dict(zip(names, map(float, coefficients[: len(names)]), strict=True))
        return weights, tuple(map(float, coefficients[len(names) :]))


def _learn(
    table: _Table, code: str, target: Marks, by_rules: Marks, groups: Sequence[str], seed: int
) -> LearnedCode:
    n_positive = int(target.sum())
    rules = measure(by_rules, target, with_interval=False)
    n_groups = len({group for group, has in zip(groups, target, strict=True) if has})
    if n_positive < FEWEST or n_groups < 2 or n_positive == len(target):  # noqa: PLR2004 (one to learn, one to try)
        return LearnedCode(code, n_positive, rules.f1)
    best: tuple[float, float, float, NDArray[np.float64]] | None = None
    for strength in _STRENGTHS:
        probabilities = _out_of_sample(table, target, groups, strength, seed)
        for threshold in _THRESHOLDS:
            f1 = measure(probabilities >= threshold, target, with_interval=False).f1 or 0.0
            if best is None or f1 > best[0] + _MARGIN / 2:
                best = f1, strength, threshold, probabilities
    assert best is not None
    f1, strength, threshold, probabilities = best
    out = measure(probabilities >= threshold, target, with_interval=False)
    fitted = table.fit(target, np.arange(len(target)), strength, seed)
    weights, vector_weights = table.named_weights(fitted.coef_[0])  # type: ignore[attr-defined]
    return LearnedCode(
        code,
        n_positive,
        rules.f1,
        f1,
        out.precision,
        out.recall,
        f1 > (rules.f1 or 0.0) + _MARGIN,
        threshold,
        float(fitted.intercept_[0]),  # type: ignore[attr-defined]
        weights,
        vector_weights,
    )


def _out_of_sample(
    table: _Table, target: Marks, groups: Sequence[str], strength: float, seed: int
) -> NDArray[np.float64]:
    """Return the probability of each passage from a model that saw none of its source."""
    probabilities = np.zeros(len(target))
    for train, test in group_folds(groups, target, N_FOLDS, seed):
        if len(set(target[train])) > 1:
            fitted = table.fit(target, train, strength, seed)
            probabilities[test] = fitted.predict_proba(table.matrix[test])[:, 1]  # type: ignore[attr-defined]
    return probabilities


def group_folds(
    groups: Sequence[str], target: Marks, n_folds: int, seed: int
) -> list[tuple[NDArray[np.int_], NDArray[np.int_]]]:
    """Return folds (places to train on, places to try) that part no source, as even in examples as can be."""
    from sklearn.model_selection import StratifiedGroupKFold  # noqa: PLC0415 (heavy)

    n = max(2, min(n_folds, len(set(groups))))
    folds = StratifiedGroupKFold(n, shuffle=True, random_state=seed)
    return list(folds.split(np.zeros(len(target)), target, groups))
