"""How many mentions of people's names are found without review, on outside transcripts.

The mentions are kept as offsets alone. They are all places of words that a reader judged to be names of people,
among all words in capitals of these texts.
"""

import hashlib
import json
from pathlib import Path

from focuskit.language.name_matching import NameMatcher, small_words
from focuskit.model.spans import Span
from focuskit.store import create_project, load_documents, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.pseudonymise import find_names

MENTIONS = json.loads(Path(__file__).with_name("name_mentions.json").read_text(encoding="utf-8"))
LEAST = 0.9


def test_nine_mentions_of_people_in_ten_are_found_without_review(corpora, tmp_path):
    create_project(tmp_path / "study")
    folder = open_project(tmp_path / "study")
    import_documents(folder, [corpora / path for path in MENTIONS], Reading())
    entries = find_names(folder)
    with folder.reading() as connection:
        documents = load_documents(connection)
    matcher = NameMatcher(entries, small_words(document.text for document in documents))
    by_text = {hashlib.sha256(one.text.encode()).hexdigest(): one.text for one in documents}
    n_found = n_known = 0
    for told in MENTIONS.values():
        text = by_text.get(told["sha256"])
        if text is None:
            continue
        hits = [hit.span for hit in matcher.hits(text)]
        mentions = [Span(*mention) for mention in told["mentions"]]
        n_known += len(mentions)
        n_found += sum(any(hit.holds(mention) for hit in hits) for mention in mentions)
    print(f"{n_found} of {n_known}: {n_found / max(n_known, 1):.3f}; {len(entries)} entries")  # noqa: T201 (the figure)
    assert n_known >= 300
    assert n_found >= LEAST * n_known
