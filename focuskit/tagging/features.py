"""What the learned model sees of a passage: lemmas, pairs of them, verb forms, rules, word vectors."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from focuskit.language import TextAnalysis, word_vectors
from focuskit.tagging.passages import ReadPassage

_OUT = frozenset({"PUNCT", "SPACE", "SYM", "X"})
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
"""Parts of speech of words that say something by themselves."""

_VERBS = frozenset({"VERB", "AUX"})
_MORPH = ("Mood", "Tense", "VerbForm", "Person")
_RULE_WEIGHT, _FORM_WEIGHT, _QUESTION_WEIGHT = 1.5, 0.5, 0.7

Features = Mapping[str, float]


def find_features(passage: ReadPassage) -> dict[str, float]:
    """Return the features of a passage by name: words and pairs of length 1, others scaled to them."""
    analysis = passage.analysis
    found: dict[str, float] = {}
    lemmas = _lemmas(analysis)
    counts = Counter(f"l:{lemma}" for lemma in lemmas)
    counts.update(f"b:{one}_{other}" for one, other in pairwise(lemmas))
    norm = math.sqrt(sum((1 + math.log(count)) ** 2 for count in counts.values())) or 1.0
    found.update({name: 3 * (1 + math.log(count)) / norm for name, count in counts.items()})
    for name, count in _verb_forms(analysis).items():
        found[f"m:{name}"] = _FORM_WEIGHT * min(1 + math.log(count), 2.0)
    for code in passage.codes:
        found[f"r:{code}"] = _RULE_WEIGHT if "/" not in code else _RULE_WEIGHT / 2
    if passage.question is not None:
        for lemma in set(_lemmas(passage.question)):
            found[f"q:{lemma}"] = _QUESTION_WEIGHT
    found["n:words"] = math.log(1 + len(lemmas)) / 4
    return found


def mean_vectors(
    passages: Sequence[ReadPassage], weights: Mapping[str, float] | None = None
) -> NDArray[np.float64]:
    """Return the mean vector of the content words of each passage, of length 1, shape ``(n, 300)``.

    Parameters
    ----------
    weights
        How much each form counts; ``None`` lets all count the same.
    """
    wanted = {form for one in passages for form in content_forms(one.analysis)}
    vectors = {form: np.asarray(vector) for form, vector in word_vectors(sorted(wanted)).items()}
    width = len(next(iter(vectors.values()))) if vectors else 300
    rows = np.zeros((len(passages), width))
    for place, one in enumerate(passages):
        known = [
            vectors[form] * (weights.get(form, 1.0) if weights else 1.0)
            for form in content_forms(one.analysis)
            if form in vectors
        ]
        if known:
            mean = np.mean(known, axis=0)
            rows[place] = mean / (np.linalg.norm(mean) or 1.0)
    return rows


def _lemmas(analysis: TextAnalysis) -> list[str]:
    kinds = (analysis.types[kind] for kind in analysis.kinds)
    return [kind.lemma for kind in kinds if kind.pos not in _OUT]


def content_forms(analysis: TextAnalysis) -> list[str]:
    """Return the folded forms of nouns, verbs, adjectives and adverbs, in the order of the text."""
    kinds = (analysis.types[kind] for kind in analysis.kinds)
    return [kind.form for kind in kinds if kind.pos in CONTENT]


def _verb_forms(analysis: TextAnalysis) -> Counter[str]:
    counts: Counter[str] = Counter()
    for kind in (analysis.types[kind] for kind in analysis.kinds):
        if kind.pos in _VERBS:
            pairs = dict(pair.split("=", 1) for pair in kind.morph.split("|") if "=" in pair)
            values = [f"{name}={pairs[name]}" for name in _MORPH if name in pairs]
            counts.update(values)
            counts["+".join(values)] += 1
    return counts
