import pytest

from focuskit.language import AnalysisCache
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.tagging import compile_rules, rule_fingerprints, suggest_codes
from focuskit.tagging.codebook_file import parse_codebook
from focuskit.tagging.yaml_nodes import Faults


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return AnalysisCache(tmp_path_factory.mktemp("cache"))


def codebook_of(rules: str, more: str = ""):
    faults = Faults("codebook.yaml")
    text = "name: t\nfacets:\n- id: f\n  label: F\n  codes:\n  - id: top\n    rules:\n"
    text += "".join(f"    - {line}\n" for line in rules.split("\n")) + more
    codebook = parse_codebook(text, faults)
    assert not faults.found
    return codebook


def found(cache, rules: str, text: str, more: str = "", **options):
    """Return the words behind each suggestion on a text taken as one segment, by code."""
    compiled = compile_rules(codebook_of(rules, more), cache.lemmas, **options)
    analysis = cache.get(f"text-{abs(hash(text))}", [(0, text)])
    suggestions = suggest_codes(analysis, [Segment(1, 1, Span(0, len(text)))], compiled)
    return {one.code: [evidence.span.slice(text) for evidence in one.evidence] for one in suggestions}


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("panier de légumes", "Les paniers de légumes du jeudi.", ["paniers de légumes"]),
        ("réparer", "On a réparé le vélo, on réparait tout.", ["réparé", "réparait"]),
        ('"=bio"', "Le bio, les bios.", ["bio"]),
        ("compost*", "On composte, le compostage.", ["composte", "compostage"]),
        ('"*thèque"', "L'outilthèque.", ["outilthèque"]),
        ("manquer ... temps", "On manque vraiment de temps.", ["manque vraiment de temps"]),
        ("manquer ...1 temps", "On manque vraiment toujours de temps.", None),
        ("pas * bus", "Y a pas de bus ici.", ["pas de bus"]),
        ("pas|plus de budget", "On a plus de budget.", ["plus de budget"]),
        ("pas de budget", "Pas, euh, de budget.", ["Pas, euh, de budget"]),
        ("pas de budget", "Pas. De budget on parle.", None),
        ("plein d'énergie", "Elle est pleine d’énergie.", ["pleine d’énergie"]),
        ("{words: [AMAP]}", "Une amap, des amaps.", ["amap"]),
        ("{all: [réparer, vélo], within: 6}", "Le vélo, on l'a réparé hier.", ["vélo", "réparé"]),
        ("{all: [réparer, vélo], within: 3}", "Le vélo du voisin de ma sœur, réparé hier.", None),
        ("{any: [énergie], unless: [plein d'énergie]}", "Plein d'énergie pour l'énergie.", ["énergie"]),
        ("repair-café", "Au repair café, au repair-café.", ["repair café", "repair-café"]),
    ],
)  # fmt: skip
def test_a_rule_finds_its_words(cache, rule, text, words):
    assert found(cache, rule, text) == ({"top": words} if words else {})


def test_a_code_is_not_repeated_where_one_below_it_is_proposed(cache):
    more = "    codes:\n    - id: sub\n      rules: [jardin partagé]\n"
    assert found(cache, "jardin", "Le jardin partagé.", more) == {"top/sub": ["jardin partagé"]}


def test_at_top_level_rules_of_subcodes_propose_the_top_code(cache):
    more = "    codes:\n    - id: sub\n      rules: [jardin partagé]\n"
    assert found(cache, "potager", "Le jardin partagé.", more, top_only=True) == {"top": ["jardin partagé"]}


def test_what_crosses_two_segments_is_not_found(cache):
    text = "On a pas de bus"
    compiled = compile_rules(codebook_of("pas de bus"), cache.lemmas)
    segments = [Segment(1, 1, Span(0, 9)), Segment(2, 1, Span(9, len(text)))]
    assert suggest_codes(cache.get("crossing", [(0, text)]), segments, compiled) == []


def test_fingerprints_change_with_the_rules_of_their_top_code_only():
    more = "  - id: other\n    rules: [vélo]\n"
    before = rule_fingerprints(codebook_of("bio", more))
    after = rule_fingerprints(codebook_of("bio\nlocal", more))
    assert before["other"] == after["other"]
    assert before["top"] != after["top"]
