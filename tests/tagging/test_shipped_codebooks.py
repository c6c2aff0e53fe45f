"""The codebooks that ship: without fault, complete, and true to their own examples."""

from pathlib import Path

import pytest

from focuskit.language import word_lemmas
from focuskit.model.codebook import MachineUse
from focuskit.tagging import read_codebook
from focuskit.tagging.examples import try_examples

FOLDER = Path(__file__).parents[2] / "codebooks"
NAMES = ["transitions", "deffinov_bilan"]


def lemmas(forms):
    return {form: word_lemmas(form) for form in forms}


@pytest.mark.parametrize("name", NAMES)
def test_every_code_says_what_it_is_with_example_and_counter_example(name):
    for code in read_codebook(FOLDER / f"{name}.yaml").codes:
        assert code.definition, code.name
        assert code.include, code.name
        assert code.exclude, code.name
        assert code.examples, code.name
        assert code.counter_examples, code.name


@pytest.mark.parametrize("name", NAMES)
def test_examples_pass_at_top_level_but_those_the_codebook_names(name):
    results = try_examples(read_codebook(FOLDER / f"{name}.yaml"), lemmas)
    failed = [(one.code, one.text) for one in results if not one.passes_top and not one.is_beyond]
    assert failed == []
    assert [one.code for one in results if one.is_beyond and one.passes_top] == []


def test_codes_of_the_tree_are_the_shipped_ones():
    codebook = read_codebook(FOLDER / "transitions.yaml")
    assert len(codebook.codes) == 126
    assert len([code for code in codebook.codes if code.rules]) > 100
    assert all(not code.rules for code in codebook.codes if code.machine is MachineUse.NEVER)
