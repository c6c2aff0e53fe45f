"""Matching the shipped codebook against spaCy's `PhraseMatcher`, over the same analysed documents.

The 28 interviews, each turn a document for spaCy, are analysed once and kept on both sides: by focuskit as
it keeps them, by spaCy as one `DocBin` per interview with the attributes it keeps by default. Then each side
loads every interview from disk and looks for the expressions of the codebook; spaCy by lemma, one phrase per
expression (the first choice of each word; it knows neither gaps nor grammar). Medians of nine passes in one
process.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import CODEBOOK, interviews
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, DocBin

from focuskit.language import AnalysisCache, word_lemmas
from focuskit.language.pipeline import loaded_pipeline
from focuskit.model.documents import Segment, StoredDocument
from focuskit.project import Project
from focuskit.store import load_documents, load_segments, segmented_versions
from focuskit.tagging import RuleSet, compile_rules, read_codebook, suggest_codes
from focuskit.tagging.matching import keep_tokens
from focuskit.workflow.analysed import analyse_missing, counted_segments, turn_pieces
from focuskit.workflow.initialise import locate_project

PASSES = 9


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    """Return the median time of a piece of work, and what it returns."""
    times = []
    for _ in range(PASSES):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), result


def phrases(rules: RuleSet) -> list[Doc]:
    """Return one phrase for each expression of the codebook."""
    vocab = loaded_pipeline().vocab
    made = []
    for pattern in rules.matcher.patterns:
        words = [min(slot.lemmas | slot.forms or {*slot.heads, *slot.tails, "chose"}) for slot in pattern]
        made.append(Doc(vocab, words=words, lemmas=words))
    return made


with tempfile.TemporaryDirectory() as place:
    project = Project.create(Path(place) / "project", codebook=CODEBOOK)
    project.import_documents(interviews())
    project.segment()
    folder = locate_project(project.path)
    cache = AnalysisCache(folder.cache_path)
    with folder.reading() as connection:
        documents = load_documents(connection)
        made = segmented_versions(connection)
        segments = {one.id: load_segments(connection, made[one.version_id].id) for one in documents}
    start = time.perf_counter()
    analyse_missing(cache, documents)
    analysing = time.perf_counter() - start
    codebook = read_codebook(CODEBOOK)
    rules = compile_rules(codebook, lambda forms: {form: word_lemmas(form) for form in forms})
    nlp = loaded_pipeline()
    for document in documents:
        kept = DocBin(docs=nlp.pipe([words for _, words in turn_pieces(document)]))
        kept.to_disk(Path(place) / f"{document.version_id}.spacy")
    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    matcher.add("expressions", phrases(rules))

    def counted(document: StoredDocument) -> list[Segment]:
        """Return the segments that focuskit tags."""
        return counted_segments(document, segments[document.id])

    def match() -> int:
        """Load each analysis and find every expression."""
        found = 0
        for document in documents:
            analysis = AnalysisCache(folder.cache_path).get(document.version_id, [])
            found += sum(1 for _ in rules.matcher.find(analysis, keep_tokens(analysis)))
        return found

    def suggest() -> int:
        """Load each analysis, find every expression and make suggestions of them."""
        found = 0
        for document in documents:
            analysis = AnalysisCache(folder.cache_path).get(document.version_id, [])
            found += len(suggest_codes(analysis, counted(document), rules))
        return found

    def floor() -> int:
        """Load each `DocBin` and match."""
        found = 0
        for document in documents:
            kept = DocBin().from_disk(Path(place) / f"{document.version_id}.spacy")
            found += sum(len(matcher(doc)) for doc in kept.get_docs(nlp.vocab))
        return found

    of_floor, n_floor = seconds(floor)
    of_match, n_match = seconds(match)
    of_suggest, n_suggest = seconds(suggest)
    print(f"{len(rules.matcher.patterns)} patterns; PhraseMatcher {of_floor:.3f} s ({n_floor} matches)")
    print(f"focuskit {of_match:.3f} s ({n_match} hits): {of_match / of_floor:.2f} times (at most 1.5)")
    print(
        f"with the suggestions made of them {of_suggest:.3f} s ({n_suggest} suggestions): "
        f"{of_suggest / of_floor:.2f} times"
    )
    print(f"analysing {analysing:.1f} s: {analysing / of_suggest:.0f} times all that (at least 25)")
