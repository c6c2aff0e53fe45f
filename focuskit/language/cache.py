"""Analyses kept on disk, so that tagging again does not repeat them. May be deleted at any time."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from focuskit.language.analysis import TextAnalysis
from focuskit.language.pipeline import MODEL_SIGNATURE, analyse_texts, analyse_words

Pieces = Sequence[tuple[int, str]]


class AnalysisCache:
    """The folder ``cache/`` of a project.

    A damaged or foreign file in it counts as absent; failing to write only costs time later.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words: dict[str, tuple[tuple[str, str], ...]] | None = None

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

    def fill(self, texts: Mapping[str, Pieces], progress: Callable[[int], None] | None = None) -> None:
        """Analyse texts and keep the results, each as soon as it is there."""
        for key, analysis in zip(texts, analyse_texts(list(texts.values()), progress), strict=True):
            self._write(self._file(key), analysis.to_bytes())

    def words(self, expressions: Sequence[str]) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return the tokens (folded form, folded lemma) of short expressions; see `analyse_words`."""
        if self._words is None:
            self._words = self._read_words()
        unknown = sorted({words for words in expressions if words not in self._words})
        if unknown:
            self._words.update(zip(unknown, analyse_words(unknown), strict=True))
            kept = json.dumps(self._words, ensure_ascii=False).encode()
            self._write(self._words_file, kept)
        return {words: self._words[words] for words in expressions}

    @property
    def _words_file(self) -> Path:
        return self._folder / f"expressions-{MODEL_SIGNATURE}.json"

    def _read_words(self) -> dict[str, tuple[tuple[str, str], ...]]:
        try:
            kept = json.loads(self._words_file.read_bytes())
            return {words: tuple((form, lemma) for form, lemma in tokens) for words, tokens in kept.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}-{MODEL_SIGNATURE}.analysis"

    def _write(self, path: Path, data: bytes) -> None:
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
