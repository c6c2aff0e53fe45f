"""What was learned of codes from coded passages, and how it is used: numbers in JSON, never code.

A code takes the model only where, in cross-validation grouped by source, it does better than the rules; a
code with too few examples never does (`focuskit.tagging.learning`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from focuskit.tagging.features import CONTENT, find_features, mean_vectors
from focuskit.tagging.measures import Marks
from focuskit.tagging.passages import ReadPassage, has_code

FEWEST = 10
"""A code with fewer positive examples than that is not learned."""

_FORMAT = "focuskit model 1"


@dataclass(frozen=True, slots=True)
class LearnedCode:
    """What was learned of one code.

    Parameters
    ----------
    n_positive
        Examples with the code.
    f1_rules, f1_model, precision_model, recall_model
        Out of sample, by cross-validation grouped by source; ``None`` where it is undefined or not tried.
    interval_model
        95 % of ``f1_model`` by bootstrap over passages.
    is_used
        Whether the model decides this code (else the rules do).
    weights, vector_weights, intercept
        Of the logistic regression: by feature, by dimension of the word vectors.
    threshold
        Probability from which the code is suggested.
    slope, shift
        Calibration of the probability (Platt): the sum of weights times ``slope`` plus ``shift``.
    """

    code: str
    n_positive: int
    f1_rules: float | None
    f1_model: float | None = None
    precision_model: float | None = None
    recall_model: float | None = None
    interval_model: tuple[float, float] | None = None
    is_used: bool = False
    threshold: float = 0.5
    intercept: float = 0.0
    slope: float = 1.0
    shift: float = 0.0
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
                "interval_model": one.interval_model,
                "is_used": one.is_used,
                "threshold": one.threshold,
                "intercept": round(one.intercept, 6),
                "slope": round(one.slope, 6),
                "shift": round(one.shift, 6),
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
                LearnedCode(
                    **{
                        **one,
                        "vector_weights": tuple(one["vector_weights"]),
                        "interval_model": tuple(one["interval_model"]) if one["interval_model"] else None,
                    }
                )
                for one in content["codes"]
            )
            return cls(codes, int(content["n_passages"]), int(content["seed"]))
        except (LookupError, TypeError, AttributeError, RecursionError, OverflowError) as fault:
            raise ValueError("not a model") from fault


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
            found[one.code] = 1 / (1 + np.exp(-(one.slope * raw + one.shift)))
    return found


def weightiest_words(model: LearnedModel, code: str, passage: ReadPassage, n: int = 3) -> list[str]:
    """Return the lemmas of a passage that spoke most for a code, the weightiest first."""
    learned = next(one for one in model.codes if one.code == code)
    spoke = {
        name.partition(":")[2]: learned.weights.get(name, 0.0) * value
        for name, value in find_features(passage).items()
        if name.startswith("l:")
    }
    kinds = {kind.lemma for kind in passage.analysis.types if kind.pos in CONTENT}
    spoke = {lemma: weight for lemma, weight in spoke.items() if lemma in kinds}
    ranked = sorted(spoke.items(), key=lambda item: (-item[1], item[0]))
    return [lemma for lemma, weight in ranked[:n] if weight > 0]


def decide(model: LearnedModel, passages: Sequence[ReadPassage]) -> dict[str, Marks]:
    """Return for each code of the model which passages get it, by the model or by the rules."""
    probabilities = suggest_learned(model, passages)
    return {
        one.code: probabilities[one.code] >= one.threshold
        if one.is_used
        else np.array([has_code(passage.codes, one.code) for passage in passages])
        for one in model.codes
    }
