"""Nearest passages by meaning: the cosine between weighted means of word vectors.

Frequent words weigh less, and what all passages share is taken out (S. Arora, Y. Liang, T. Ma, A simple but
tough-to-beat baseline for sentence embeddings, ICLR 2017).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from focuskit.tagging.features import content_forms, mean_vectors
from focuskit.tagging.passages import ReadPassage

_RARE = 1e-3
_NOTHING = 1e-9


def nearest(wanted: ReadPassage, others: Sequence[ReadPassage], n: int) -> list[tuple[int, float]]:
    """Return the places of the ``n`` passages nearest to one, with the cosine (-1 to 1), nearest first.

    A passage without known words is near to none.
    """
    passages = [wanted, *others]
    counts = Counter(form for one in passages for form in content_forms(one.analysis))
    total = counts.total() or 1
    weights = {form: _RARE / (_RARE + count / total) for form, count in counts.items()}
    vectors = _without_shared(mean_vectors(passages, weights))
    cosines = vectors[1:] @ vectors[0]
    order = np.lexsort((np.arange(len(others)), -cosines))
    return [(int(place), float(cosines[place])) for place in order[:n] if cosines[place] > 0]


def _without_shared(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Take out the direction that all vectors share most, and bring them to length 1 again."""
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    left = vectors - np.outer(vectors @ directions[0], directions[0])
    lengths = np.linalg.norm(left, axis=1, keepdims=True)
    scaled: NDArray[np.float64] = np.divide(left, lengths, out=np.zeros_like(left), where=lengths > _NOTHING)
    return scaled
