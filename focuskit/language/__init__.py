"""The only owner of spaCy pipelines: analysis of texts, its cache, lemmas of expressions."""

from focuskit.language.analysis import TextAnalysis, TokenType, fold
from focuskit.language.cache import AnalysisCache
from focuskit.language.lexicon import WordLemmas, cut_words, word_lemmas
from focuskit.language.model_name import MODEL_SIGNATURE
from focuskit.language.pipeline import analyse_texts, sentence_ends
from focuskit.language.vectors import word_vectors

__all__ = [
    "MODEL_SIGNATURE",
    "AnalysisCache",
    "TextAnalysis",
    "TokenType",
    "WordLemmas",
    "analyse_texts",
    "cut_words",
    "fold",
    "sentence_ends",
    "word_lemmas",
    "word_vectors",
]
