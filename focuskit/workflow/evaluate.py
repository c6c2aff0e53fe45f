"""Evaluate: suggestions of a codebook, and of a model learned elsewhere, against readings of passages."""

from focuskit.tagging.evaluation import CodeEvaluation, Evaluation, evaluate

__all__ = ["CodeEvaluation", "Evaluation", "evaluate"]
