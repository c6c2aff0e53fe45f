"""How many names are found, without and with review, in invented and in outside transcripts.

*Without review*: the names that the machine is sure of are replaced. *With review*: so are those that it shows
as doubtful, and a researcher accepts. In `names_planted` two invented talks have their names marked: rules
were mended on the one and not on the other. Of outside transcripts (``FOCUSKIT_CORPORA``) the mentions are kept
as offsets alone: `name_mentions.json` are those by which rules were mended, `name_mentions_fresh.json` those
marked before the present rules were tried on them.
"""

import hashlib
import json
from pathlib import Path

import pytest
from planted_names import Share, is_covered, places, planted

from focuskit.language.name_matching import NameMatcher
from focuskit.model.spans import Span
from focuskit.store import create_project, load_documents, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.find_names import common_in, find_names
from focuskit.workflow.import_documents import import_documents

HERE = Path(__file__).parent
WITHOUT, WITH = 0.85, 0.98


def study(tmp_path, paths):
    create_project(tmp_path / "study")
    folder = open_project(tmp_path / "study")
    import_documents(folder, paths, Reading())
    return folder


def found_in(folder):
    """Return the spans of names in each text: those sure, and all that are shown."""
    entries = find_names(folder)
    with folder.reading() as connection:
        texts = [one.text for one in load_documents(connection)]
    common = common_in(texts)
    sure = NameMatcher([one for one in entries if not one.is_doubtful], common)
    shown = NameMatcher(entries, common)
    return {text: [[hit.span for hit in one.hits(text)] for one in (sure, shown)] for text in texts}, entries


def shares(found, mentions):
    """Return the shares found without and with review of the mentions of each text."""
    seen = [
        [is_covered(text, one, hits) for one in listed]
        for level in (0, 1)
        for text, listed in mentions.items()
        for hits in [found[text][level]]
    ]
    half = len(seen) // 2
    return [Share(sum(map(sum, part)), sum(map(len, part))) for part in (seen[:half], seen[half:])]


@pytest.mark.parametrize("name", ["mending.txt", "fresh.txt"])
def test_planted_people_are_found(tmp_path, name):
    text, names = planted(name)
    (tmp_path / name).write_text(text, encoding="utf-8")
    found, _ = found_in(study(tmp_path, [tmp_path / name]))
    (stored,) = found
    marked = places(stored, names)
    without, with_review = shares(found, {stored: marked["person"]})
    assert without.found >= WITHOUT * without.known
    assert with_review.found >= WITH * with_review.known
    for kind in ("phone", "email", "address", "birth_date", "handle", "place"):
        share, _ = shares(found, {stored: marked[kind]})
        assert share.found == share.known, kind


@pytest.mark.parametrize(("name", "least"), [("name_mentions.json", 300), ("name_mentions_fresh.json", 30)])
def test_mentions_of_people_in_outside_transcripts_are_found(corpora, tmp_path, name, least):
    told = json.loads((HERE / name).read_text(encoding="utf-8"))
    told = {path: one for path, one in told.items() if one["mentions"] and "reponses" not in path}
    found, entries = found_in(study(tmp_path, [corpora / path for path in told]))
    by_sum = {hashlib.sha256(text.encode()).hexdigest(): text for text in found}
    mentions = {
        by_sum[one["sha256"]]: [Span(*mention) for mention in one["mentions"]]
        for one in told.values()
        if one["sha256"] in by_sum
    }
    without, with_review = shares(found, mentions)
    print(f"{name}: without {without}; with {with_review}; {len(entries)} entries")  # noqa: T201 (the figure)
    assert without.known >= min(least, 12)
    assert without.found >= 0.9 * without.known
    assert with_review.found >= WITH * with_review.known
