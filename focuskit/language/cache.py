"""Analyses kept on disk, so that tagging again does not repeat them. May be deleted at any time."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from focuskit.language.analysis import TextAnalysis
from focuskit.language.lexicon import WordLemmas, word_lemmas
from focuskit.language.model_name import MODEL_SIGNATURE
from focuskit.language.pipeline import analyse_texts
from focuskit.writing import make_folder, make_private

Pieces = Sequence[tuple[int, str]]


class AnalysisCache:
    """The folder ``cache/`` of a project.

    A damaged or foreign file in it counts as absent; failing to write only costs time later.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lemmas: dict[str, WordLemmas] | None = None

    def load(self, key: str) -> TextAnalysis | None:
        """Return the analysis kept under a key, ``None`` if there is none that can be used."""
        try:
            return TextAnalysis.from_bytes(self._file(key).read_bytes())
        except (OSError, ValueError):
            return None

    def get(self, key: str, pieces: Pieces) -> TextAnalysis:
        """Return the analysis kept under a key, made now if it cannot be had."""
        analysis = self.load(key)
        if analysis is None:
            (analysis,) = analyse_texts([pieces])
            self._write(self._file(key), analysis.to_bytes())
        return analysis

    def missing(self, keys: Sequence[str]) -> list[str]:
        """Return the keys under which nothing is kept."""
        return [key for key in keys if not self._file(key).exists()]

    def fill(
        self, texts: Mapping[str, Pieces], progress: Callable[[int], None] | None = None, *, jobs: int = 1
    ) -> None:
        """Analyse texts and keep the results, each as soon as it is there."""
        made = analyse_texts(list(texts.values()), progress, jobs=jobs)
        for key, analysis in zip(texts, made, strict=True):
            self._write(self._file(key), analysis.to_bytes())

    def lemmas(self, forms: Iterable[str]) -> dict[str, WordLemmas]:
        """Return the lemmas that folded forms may have; see `focuskit.language.word_lemmas`."""
        if self._lemmas is None:
            self._lemmas = self._read_lemmas()
        wanted = set(forms)
        unknown = sorted(wanted - self._lemmas.keys())
        if unknown:
            self._lemmas.update({form: word_lemmas(form) for form in unknown})
            kept = {form: [lemmas.alone, lemmas.together] for form, lemmas in self._lemmas.items()}
            self._write(self._lemmas_file, json.dumps(kept, ensure_ascii=False).encode())
        return {form: self._lemmas[form] for form in wanted}

    @property
    def _lemmas_file(self) -> Path:
        return self._folder / f"lemmas-{MODEL_SIGNATURE}.json"

    def _read_lemmas(self) -> dict[str, WordLemmas]:
        try:
            kept = json.loads(self._lemmas_file.read_bytes())
            return {
                form: WordLemmas(tuple(alone), tuple(together)) for form, (alone, together) in kept.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}-{MODEL_SIGNATURE}.analysis"

    def _write(self, path: Path, data: bytes) -> None:
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            make_folder(path.parent)
            make_private(temporary)
            temporary.write_bytes(data)
            temporary.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
