"""In what order the nodes of a graph stand on a circle: those that share much beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

_FEWEST = 3


def order_nodes(names: Sequence[str], weights: Mapping[tuple[str, str], float]) -> tuple[str, ...]:
    """Return names in the order of the leaves of a tree of clusters, the same each time.

    Average linkage on 1 / (1 + weight), leaves turned so that neighbours are as near as can be
    (Z. Bar-Joseph, D. Gifford, T. Jaakkola, Bioinformatics 17 suppl. 1, 2001, p. S22-S29, doi
    10.1093/bioinformatics/17.suppl_1.S22).

    Parameters
    ----------
    weights
        How strongly two names are linked, above 0; a missing pair is not linked.
    """
    if len(names) < _FEWEST:
        return tuple(names)
    from scipy.cluster.hierarchy import leaves_list, linkage  # noqa: PLC0415 (heavy)
    from scipy.spatial.distance import squareform  # noqa: PLC0415 (heavy)

    place = {name: number for number, name in enumerate(names)}
    distances = np.ones((len(names), len(names)))
    for (one, other), weight in weights.items():
        distances[place[one], place[other]] = distances[place[other], place[one]] = 1 / (1 + weight)
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances), "average", optimal_ordering=True)
    return tuple(names[number] for number in leaves_list(tree))
