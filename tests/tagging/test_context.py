"""Codes taken over from a question or an exchange."""

import pytest

from focuskit.language import AnalysisCache
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Origin
from focuskit.tagging import QuestionReading, compile_rules, read_question, suggest_codes
from focuskit.tagging.codebook_file import parse_codebook
from focuskit.tagging.yaml_nodes import Faults

GRID = """
name: t
facets:
- id: transition
  label: T
  from_context: oui
  codes:
  - {id: alimentaire, label: A, rules: [manger, potager]}
  - {id: energetique, label: E, rules: [chauffage]}
- id: frein
  label: F
  codes:
  - {id: frein, label: F, rules: [trop cher]}
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return AnalysisCache(tmp_path_factory.mktemp("cache"))


def suggested(
    cache, turns: list[str], question: str = "", numbers: list[int] | None = None, *, written: bool = False
):
    faults = Faults("x")
    codebook = parse_codebook(GRID, faults)
    assert not faults.found
    rules = compile_rules(codebook, cache.lemmas)
    text = "\n".join(turns)
    segments, pieces, start = [], [], 0
    for number, words in enumerate(turns, 1):
        segments.append(Segment(number, number, Span(start, start + len(words))))
        pieces.append((start, words))
        start += len(words) + 1
    analysis = cache.get(f"d{abs(hash(text))}", pieces)
    asked = (
        read_question(cache.get(f"q{abs(hash(question))}", [(0, question)]), rules, 1, is_written=written)
        if question
        else QuestionReading(0, is_written=written)
    )
    questions = [
        asked if numbers is None or numbers[place] == 1 else QuestionReading(numbers[place])
        for place in range(len(turns))
    ]
    found = suggest_codes(analysis, segments, rules, 3, questions)
    return {(one.segment, one.code, one.origin) for one in found}


def test_an_elliptical_answer_takes_over_the_transition_of_its_question(cache):
    found = suggested(cache, ["Ben, c'est trop cher."], "Et pour manger bio, comment faites-vous ?")
    assert (1, "alimentaire", Origin.CONTEXT) in found
    assert (1, "frein", Origin.RULE) in found


def test_a_segment_with_a_transition_of_its_own_takes_over_none(cache):
    found = suggested(cache, ["Le chauffage, c'est trop cher."], "Et pour manger bio ?")
    assert {one for one in found if one[2] is Origin.CONTEXT} == set()


def test_an_exchange_hands_its_transition_on_within_a_few_turns(cache):
    turns = ["On a un potager.", "Oui, et c'est trop cher ailleurs.", "Moi je sais pas trop quoi en dire."]
    found = suggested(cache, [*turns, *["Bon alors voilà quoi hein."] * 3])
    assert {(2, "alimentaire", Origin.CONTEXT), (3, "alimentaire", Origin.CONTEXT)} <= found
    assert (6, "alimentaire", Origin.CONTEXT) not in found


@pytest.mark.parametrize("question", ["", "Qu'est-ce qui manque ?"])
def test_a_written_answer_takes_over_nothing_from_the_one_before(cache, question):
    turns = ["On a un potager.", "Oui, et c'est trop cher ailleurs."]
    assert (2, "alimentaire", Origin.CONTEXT) in suggested(cache, turns, question)
    assert (2, "alimentaire", Origin.CONTEXT) not in suggested(cache, turns, question, written=True)
    asked = suggested(cache, turns, "Et pour se chauffer, le chauffage ?", written=True)
    assert (2, "energetique", Origin.CONTEXT) in asked


def test_a_new_question_ends_the_exchange(cache):
    turns = ["On a un potager.", "C'est trop cher tout ça."]
    found = suggested(cache, turns, numbers=[2, 3])
    assert (2, "alimentaire", Origin.CONTEXT) not in found


def test_a_bare_assent_takes_over_nothing(cache):
    found = suggested(cache, ["Oui voilà."], "Et pour manger bio ?")
    assert found == set()


def test_suggestions_carry_the_version_of_the_codebook(cache):
    assert suggested(cache, ["On a un potager."]) == {(1, "alimentaire", Origin.RULE)}
