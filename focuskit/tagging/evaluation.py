"""Evaluate: suggestions of a codebook, and of a model learned elsewhere, against readings of passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from focuskit.tagging.codebook_file import read_codebook
from focuskit.tagging.gold import read_passages, read_reading
from focuskit.tagging.learned import LearnedCode, decide
from focuskit.tagging.learning import group_folds, learn_codes
from focuskit.tagging.measures import Marks, Measure, mean_f1, measure
from focuskit.tagging.passages import ReadPassage, has_code, read_by_rules


@dataclass(frozen=True, slots=True)
class CodeEvaluation:
    """One code: a measure against each reading; the readings' F1 with each other, ``None`` if undefined."""

    code: str
    n_suggested: int
    measures: tuple[Measure, ...]
    f1_readers: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Codes in alphabetical order, and what was learned where a model took part."""

    n_passages: int
    codes: tuple[CodeEvaluation, ...]
    learned: tuple[LearnedCode, ...] = ()
    with_model: bool = False

    def mean(self, reading: int) -> float | None:
        """Return the mean F1 of the codes against one reading."""
        return mean_f1([one.measures[reading] for one in self.codes])


def evaluate(
    passages: Path,
    readings: Sequence[Path],
    codebook: Path,
    *,
    train: tuple[Path, Path] | None = None,
    folds: int | None = None,
    seed: int = 0,
) -> Evaluation:
    """Measure suggestions on passages, by rules alone or with a model.

    Parameters
    ----------
    train
        Passages and a reading to learn from first.
    folds
        Learn from the first reading of the passages themselves, each passage tried by a model that saw
        nothing of its source.

    Raises
    ------
    GoldError, CodebookError
        If a file cannot be used.
    """
    grid = read_codebook(codebook)
    units = read_passages(passages)
    read = [read_reading(path) for path in readings]
    codes = sorted({code for reading in read for codes in reading.values() for code in codes})
    tagged = read_by_rules(units, grid)
    learned: tuple[LearnedCode, ...] = ()
    if train is not None:
        model = learn_codes(
            read_by_rules(read_passages(train[0]), grid), read_reading(train[1]), codes, seed=seed
        )
        suggested, learned = decide(model, tagged), model.codes
    elif folds is not None:
        suggested = _by_folds(tagged, read[0], codes, folds, seed)
    else:
        suggested = {code: np.array([has_code(one.codes, code) for one in tagged]) for code in codes}
    found = tuple(
        _evaluation(code, suggested[code], [_marks(reading, tagged, code) for reading in read])
        for code in codes
    )
    return Evaluation(len(units), found, learned, train is not None or folds is not None)


def _by_folds(
    tagged: Sequence[ReadPassage],
    reading: dict[str, frozenset[str]],
    codes: Sequence[str],
    folds: int,
    seed: int,
) -> dict[str, Marks]:
    suggested = {code: np.zeros(len(tagged), dtype=bool) for code in codes}
    groups = [one.passage.source for one in tagged]
    for train, test in group_folds(groups, np.zeros(len(tagged), dtype=bool), folds, seed):
        model = learn_codes([tagged[place] for place in train], reading, codes, seed=seed)
        decided = decide(model, [tagged[place] for place in test])
        for code in codes:
            suggested[code][test] = decided[code]
    return suggested


def _marks(reading: dict[str, frozenset[str]], tagged: Sequence[ReadPassage], code: str) -> Marks:
    return np.array([code in reading.get(one.passage.unit, ()) for one in tagged])


def _evaluation(code: str, suggested: Marks, read: Sequence[Marks]) -> CodeEvaluation:
    between = [
        measure(one, other, with_interval=False).f1
        for place, one in enumerate(read)
        for other in read[place + 1 :]
    ]
    known = [f1 for f1 in between if f1 is not None]
    f1_readers = sum(known) / len(known) if known else None
    measures = tuple(measure(suggested, marks) for marks in read)
    return CodeEvaluation(code, int(suggested.sum()), measures, f1_readers)
