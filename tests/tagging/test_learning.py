"""The learned model: deterministic, honest, readable."""

import json

import pytest

from focuskit.tagging.codebook_file import parse_codebook
from focuskit.tagging.gold import Passage
from focuskit.tagging.learned import FEWEST, LearnedModel, decide, suggest_learned, weightiest_words
from focuskit.tagging.learning import group_folds, learn_codes
from focuskit.tagging.passages import read_by_rules
from focuskit.tagging.yaml_nodes import Faults

GRID = """
name: t
facets:
- id: f
  label: F
  codes:
  - {id: joie, label: J, rules: [fête]}
  - {id: velo, label: V, rules: [vélo]}
  - {id: rare, label: R, rules: [licorne]}
"""
HAPPY = ["On rigole ensemble.", "C'était une belle soirée, on a ri.", "Les gens rigolent beaucoup ici."]
PLAIN = ["On remplit des dossiers.", "Le vélo est au garage.", "La réunion dure trop longtemps."]


def passages():
    made = []
    for place in range(60):
        text = (HAPPY if place % 2 else PLAIN)[place // 2 % 3]
        made.append(Passage(f"u{place}", f"doc{place % 5}", f"{text} Voilà le numéro {place}."))
    return made


def reading():
    codes = {}
    for place in range(60):
        found = {"joie"} if place % 2 else set()
        if "vélo" in PLAIN[place // 2 % 3] and not place % 2:
            found.add("velo")
        codes[f"u{place}"] = frozenset(found)
    codes["u3"] |= {"rare"}
    return codes


@pytest.fixture(scope="module")
def read():
    faults = Faults("x")
    codebook = parse_codebook(GRID, faults)
    assert not faults.found
    return read_by_rules(passages(), codebook)


@pytest.fixture(scope="module")
def model(read):
    return learn_codes(read, reading(), ["joie", "velo", "rare"])


def test_the_model_is_used_only_where_it_does_better_than_the_rules(model):
    by_code = {one.code: one for one in model.codes}
    assert by_code["joie"].is_used
    assert by_code["joie"].f1_model > by_code["joie"].f1_rules
    assert by_code["velo"].f1_rules == 1.0
    assert not by_code["velo"].is_used


def test_a_code_with_too_few_examples_is_refused(model):
    rare = next(one for one in model.codes if one.code == "rare")
    assert rare.n_positive < FEWEST
    assert (rare.f1_model, rare.is_used, rare.weights) == (None, False, {})


def test_it_says_on_how_many_examples_it_rests_with_an_interval(model):
    joy = model.codes[0]
    assert joy.n_positive == 30
    low, high = joy.interval_model
    assert 0 <= low <= joy.f1_model <= high <= 1


def test_the_same_seed_gives_the_same_model(read, model):
    assert learn_codes(read, reading(), ["joie", "velo", "rare"]).to_json() == model.to_json()


def test_probabilities_are_between_0_and_1_and_tell_the_two_apart(read, model):
    chances = suggest_learned(model, read)["joie"]
    assert ((chances > 0) & (chances < 1)).all()
    assert chances[1::2].mean() > 0.8
    assert chances[::2].mean() < 0.2


def test_the_words_that_weighed_most_are_words_of_the_passage(read, model):
    words = weightiest_words(model, "joie", read[1])
    lemmas = {kind.lemma for kind in read[1].analysis.types}
    assert words
    assert set(words) <= lemmas
    assert "on" not in words


def test_a_model_survives_its_file_which_is_plain_json(read, model):
    again = LearnedModel.from_json(json.dumps(json.loads(model.to_json())))
    assert again.version == model.version
    assert (decide(again, read)["joie"] == decide(model, read)["joie"]).all()


@pytest.mark.parametrize("text", ["{}", '{"format": "other"}', "[]", '{"format": "focuskit model 1"}'])
def test_a_file_that_is_no_model_is_refused(text):
    with pytest.raises(ValueError, match="not a model"):
        LearnedModel.from_json(text)


def test_folds_never_part_a_source(read):
    groups = [one.passage.source for one in read]
    import numpy as np  # noqa: PLC0415

    for train, test in group_folds(groups, np.array([place % 2 == 0 for place in range(60)]), 5, 0):
        assert not {groups[place] for place in train} & {groups[place] for place in test}
