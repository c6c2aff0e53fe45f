"""What explains suggestions, as frames: contexts, reasons, examples, rules, measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from focuskit.workflow.kwic import Context

if TYPE_CHECKING:
    from focuskit.tagging.evaluation import Evaluation
    from focuskit.tagging.examples import ExampleResult
    from focuskit.workflow.codebook import RuleFigures
    from focuskit.workflow.explain import SegmentReading, TokenReading


def frame_of_contexts(contexts: Sequence[Context]) -> pd.DataFrame:
    """Return one row per place of an expression, in the order of documents and words."""
    return pd.DataFrame(
        [
            (one.document, one.turn, one.segment, one.person, one.before, one.words, one.after)
            for one in contexts
        ],
        columns=["document", "turn", "segment", "participant", "before", "words", "after"],
    )


def frame_of_reasons(reading: SegmentReading) -> pd.DataFrame:
    """Return one row per suggestion and place of words behind it.

    ``read_as`` tells how the machine read each word: form, lemma, part of speech (Universal Dependencies).
    """
    return pd.DataFrame(
        [
            (one.code, one.origin.value, one.state.value, why.rule, why.words, _read_as(why.tokens))
            for one in reading.suggestions
            for why in one.reasons
        ],
        columns=["code", "origin", "state", "rule", "words", "read_as"],
    )


def _read_as(tokens: Sequence[TokenReading]) -> str:
    return "; ".join(f"{one.form} = {one.lemma} ({one.part_of_speech})" for one in tokens)


def frame_of_examples(results: Sequence[ExampleResult]) -> pd.DataFrame:
    """Return one row per example and counter-example of a codebook; ``passes`` for the very code."""
    return pd.DataFrame(
        [
            (
                one.code,
                one.is_counter,
                one.text,
                one.passes,
                one.passes_top,
                one.is_beyond,
                "; ".join(sorted(one.found)),
            )
            for one in results
        ],
        columns=["code", "is_counter", "example", "passes", "passes_top", "is_beyond", "found"],
    )


def frame_of_rules(figures: Sequence[RuleFigures]) -> pd.DataFrame:
    """Return one row per expression of the rules, in the order of the codebook."""
    return pd.DataFrame(
        [
            (one.code, one.expression, one.n_segments, one.n_all, one.is_everywhere, one.swallowed_by)
            for one in figures
        ],
        columns=["code", "expression", "segments", "segments_total", "everywhere", "swallowed_by"],
    )


def frame_of_evaluation(found: Evaluation, names: Sequence[str]) -> pd.DataFrame:
    """Return one row per code and reading; undefined measures are missing.

    ``low`` and ``high`` bound the F1 with 95 % confidence (`focuskit.tagging.measures`).
    """
    frame = pd.DataFrame(
        [
            (
                one.code,
                name,
                each.n_suggested,
                each.n_read,
                each.precision,
                each.recall,
                each.f1,
                each.low,
                each.high,
            )
            for one in found.codes
            for name, each in zip(names, one.measures, strict=True)
        ],
        columns=[
            "code",
            "reading",
            "units_suggested",
            "units_read",
            "precision",
            "recall",
            "f1",
            "low",
            "high",
        ],
    )
    measures = ["precision", "recall", "f1", "low", "high"]
    return frame.astype(dict.fromkeys(measures, "Float64"))
