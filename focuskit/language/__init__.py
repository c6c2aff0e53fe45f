"""The only owner of spaCy pipelines: analysis of texts, its cache, lemmas of expressions."""

from focuskit.language.analysis import TextAnalysis, TokenType
from focuskit.language.cache import AnalysisCache
from focuskit.language.pipeline import MODEL_SIGNATURE, analyse_texts, analyse_words, sentence_ends

__all__ = [
    "MODEL_SIGNATURE",
    "AnalysisCache",
    "TextAnalysis",
    "TokenType",
    "analyse_texts",
    "analyse_words",
    "sentence_ends",
]
