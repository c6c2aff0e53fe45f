"""Rules that read grammar, lack and denial, questions, and the codes beside them."""

import pytest

from focuskit.language import AnalysisCache
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.tagging import compile_rules, read_question, rule_fingerprints, suggest_codes
from focuskit.tagging.codebook_file import parse_codebook
from focuskit.tagging.yaml_nodes import Faults

LEVER_AND_OBSTACLE = """
name: t
lists:
  aides: [subvention, prime]
facets:
- id: levier
  label: L
  codes:
  - id: levier
    lacking: frein
    denied: rien
    codes:
    - id: financement
      rules: ["@aides", argent]
    - id: attendu
      rules:
      - {any: [aide], near: [projection]}
- id: frein
  label: F
  codes:
  - id: frein
    denied: rien
    rules: [cher]
    codes:
    - id: financement
      rules: ["manque de @aides"]
- id: projection
  label: P
  codes:
  - id: projection
    rules:
    - "falloir[conditionnel]"
    - "[pronom,1] [verbe,futur]"
    - question: [que faudrait-il faire]
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return AnalysisCache(tmp_path_factory.mktemp("cache"))


def book(text: str):
    faults = Faults("codebook.yaml")
    codebook = parse_codebook(text, faults)
    assert not faults.found, faults.found
    return codebook


def codes(cache, text: str, question: str = "", yaml: str = LEVER_AND_OBSTACLE, **options) -> set[str]:
    compiled = compile_rules(book(yaml), cache.lemmas, **options)
    analysis = cache.get(f"t{abs(hash(text))}", [(0, text)])
    asked = None
    if question:
        read = cache.get(f"q{abs(hash(question))}", [(0, question)])
        asked = [read_question(read, compiled, 1, is_written=True)]
    segment = Segment(1, 1, Span(0, len(text)))
    return {one.code for one in suggest_codes(analysis, [segment], compiled, questions=asked)}


def faults_of(rule: str) -> list[str]:
    faults = Faults("codebook.yaml")
    parse_codebook(f"name: t\nfacets:\n- id: f\n  codes:\n  - id: top\n    rules:\n    - {rule}\n", faults)
    return [fault.key for fault in faults.found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La subvention nous a permis de démarrer.", {"levier/financement"}),
        ("On n'a pas de subvention.", {"frein/financement"}),
        ("On n'a pas vraiment de subvention cette année.", {"frein/financement"}),
        ("Il manque une prime.", {"frein/financement"}),
        ("Sans la subvention, on fermait.", {"levier/financement"}),
        ("On a tout fait sans subvention.", set()),
        ("C'est pas l'argent.", set()),
        ("Ce n'est pas l'argent qui compte.", set()),
        ("C'est cher.", {"frein"}),
        ("C'est pas cher.", set()),
        ("C'est pas si cher.", set()),
        ("Il y a un manque de prime.", {"frein/financement"}),
    ],
)
def test_a_lack_turns_a_lever_into_an_obstacle_and_a_denial_into_neither(cache, text, expected):
    assert codes(cache, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il faudrait un local.", True),
        ("Il faut un local.", False),
        ("Nous ouvrirons un local.", True),
        ("Nous ouvrons un local.", False),
    ],
)
def test_grammar_asks_for_tense_mood_and_person(cache, text, expected):
    assert ("projection" in codes(cache, text)) is expected


def test_a_rule_near_a_code_holds_only_where_that_code_is(cache):
    assert codes(cache, "Il faudrait une aide.") == {"projection", "levier/attendu"}
    assert codes(cache, "C'est une aide.") == set()


def test_a_rule_of_a_question_takes_the_whole_answer(cache):
    assert codes(cache, "Des bus.", "Selon vous, que faudrait-il faire ?") == {"projection"}
    assert codes(cache, "Des bus.", "Que faites-vous ?") == set()
    assert codes(cache, "Des bus.") == set()


def test_codes_that_others_turn_into_are_proposed_when_asked_for_alone(cache):
    assert codes(cache, "On n'a pas de subvention.", top_codes={"frein"}) == {"frein/financement"}
    assert codes(cache, "On n'a pas de subvention.", top_codes={"projection"}) == set()


def test_fingerprints_change_with_all_that_a_code_depends_on():
    before = rule_fingerprints(book(LEVER_AND_OBSTACLE))
    other_aid = rule_fingerprints(book(LEVER_AND_OBSTACLE.replace("prime]", "prime, dotation]")))
    assert before["projection"] == other_aid["projection"]
    assert before["levier"] != other_aid["levier"]
    assert before["frein"] != other_aid["frein"]
    mood = rule_fingerprints(book(LEVER_AND_OBSTACLE.replace("falloir[conditionnel]", "falloir[futur]")))
    assert before["levier"] != mood["levier"]


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ('"falloir[conditionel]"', "codebook.expression_grammar"),
        ('"falloir[]"', "codebook.expression_grammar"),
        ('"falloir[futur"', "codebook.expression_grammar"),
        ('"@inconnue"', "codebook.unknown"),
        ("{any: [a], near: [nulle-part]}", "codebook.unknown"),
    ],
)
def test_a_fault_in_a_condition_is_told(rule, key):
    assert key in faults_of(rule)
