"""Word vectors of the model, for words as they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable

from focuskit.language.pipeline import loaded_pipeline


def word_vectors(forms: Iterable[str]) -> dict[str, tuple[float, ...]]:
    """Return the vector (300 numbers) of each form that has one."""
    vocabulary = loaded_pipeline().vocab
    found: dict[str, tuple[float, ...]] = {}
    for form in forms:
        if vocabulary.has_vector(form):
            found[form] = tuple(float(value) for value in vocabulary.get_vector(form))
    return found
