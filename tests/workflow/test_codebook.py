"""What a codebook holds and does."""

import pytest

from focuskit.errors import UsageError
from focuskit.tagging import read_codebook
from focuskit.workflow.codebook import (
    codebook_gaps,
    compare_codebooks,
    compare_suggestions,
    count_by_code,
    project_codebook,
    rule_figures,
    try_codebook,
)
from focuskit.workflow.explain import explain_segment
from focuskit.workflow.kwic import count_contexts, find_contexts
from focuskit.workflow.similar import find_similar
from small_study import CODEBOOK, make_study


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_study(tmp_path_factory.mktemp("study"))


def grid(tmp_path, text):
    path = tmp_path / "other.yaml"
    path.write_text(text, encoding="utf-8")
    return read_codebook(path)


def test_what_codes_lack_is_told(folder):
    gaps = {(one.code, one.key) for one in codebook_gaps(project_codebook(folder, None))}
    assert ("velo", "codebook.no_example") in gaps
    assert ("frein/argent", "codebook.no_definition") in gaps
    assert not [one for one in gaps if one[0] == "potager"]


def test_examples_and_counter_examples_are_tests_of_the_rules(folder):
    results = {(one.code, one.text): one.passes for one in try_codebook(project_codebook(folder, None))}
    assert results == {
        ("potager", "Le potager donne bien."): True,
        ("potager", "Le vélo est là."): True,
        ("frein/argent", "La prime est tombée."): False,
    }


def test_what_changes_between_two_codebooks_is_told_with_the_suggestions_it_moves(folder, tmp_path):
    old = project_codebook(folder, None)
    new = grid(
        tmp_path,
        CODEBOOK.replace("rules: [potager]", "rules: [poule]").replace(
            "- id: velo\n    label: Vélo", "- id: cycle\n    label: Cycle\n    formerly: [velo]"
        ),
    )
    kinds = {one.code: (one.kind, one.fields) for one in compare_codebooks(old, new)}
    assert kinds == {"potager": ("changed", ("rules",)), "cycle": ("renamed", ("label",))}
    assert compare_suggestions(folder, old, new) == []
    fewer = grid(tmp_path, CODEBOOK.replace('rules: [vélo, vélos, "jamais vu"]', "rules: [cher]"))
    changes = compare_suggestions(folder, old, fewer)
    assert changes == []
    none = grid(tmp_path, CODEBOOK.replace("rules: [potager]", "rules: [cher]"))
    moved = {(one.code, one.is_added, one.words.strip()) for one in compare_suggestions(folder, old, none)}
    assert moved == {
        ("potager", False, "On a un potager et des poules."),
        ("potager", True, "Moi je répare des vélos. C'est trop cher neuf."),
    }
    assert count_by_code(compare_suggestions(folder, old, none)) == {"potager": (1, 1)}


def test_rules_that_never_match_are_told(folder):
    figures = {
        (one.code, one.expression): one for one in rule_figures(folder, project_codebook(folder, None))
    }
    assert figures["velo", "jamais vu"].n_segments == 0
    assert figures["potager", "potager"].n_segments == 1
    assert figures["potager", "potager"].n_all == 3


def test_a_rule_found_only_where_a_larger_one_is_counts_as_swallowed(tmp_path):
    text = "Léa : Le vieux vélo roule.\n\nMarc : Mon vélo aussi.\n"
    codebook = CODEBOOK.replace('rules: [vélo, vélos, "jamais vu"]', "rules: [vélo, vieux vélo]")
    folder = make_study(tmp_path, text, codebook)
    figures = {one.expression: one for one in rule_figures(folder, project_codebook(folder, None))}
    assert figures["vieux vélo"].swallowed_by == "vélo"
    assert figures["vélo"].swallowed_by == ""


def test_an_expression_is_shown_in_its_contexts_by_lemma(folder):
    (one,) = find_contexts(folder, "réparer")
    assert (one.document, one.before, one.words, one.after[:10]) == (
        "groupe.txt",
        "Moi je ",
        "répare",
        " des vélos",
    )
    documents, persons = count_contexts([one])
    assert documents == {"groupe.txt": 1}
    assert list(persons.values()) == [1]


def test_what_moderators_say_is_left_out_unless_asked_for(folder):
    assert find_contexts(folder, "cultiver") == []
    assert len(find_contexts(folder, "cultiver", everybody=True)) == 1


@pytest.mark.parametrize("expression", ["", "   ", "...", "devoir[conditionel]"])
def test_an_expression_that_is_none_is_refused(folder, expression):
    with pytest.raises(UsageError):
        find_contexts(folder, expression)


def test_a_suggestion_is_explained_by_words_rule_and_lemmas(folder):
    (place,) = find_contexts(folder, "vélo")
    read = explain_segment(folder, f"groupe:{place.segment}")
    velo = next(one for one in read.suggestions if one.code == "velo")
    assert read.question == "Qu'est-ce que vous cultivez ici ?"
    assert {reason.rule for reason in velo.reasons} >= {"vélo"}
    assert velo.reasons[0].tokens[0].lemma == "vélo"


@pytest.mark.parametrize("place", ["groupe", "groupe:x", "groupe:99", "autre:1", ":"])
def test_a_segment_that_is_not_there_is_told(folder, place):
    with pytest.raises(UsageError):
        explain_segment(folder, place)


def test_similar_segments_never_hold_the_segment_itself(folder):
    (place,) = find_contexts(folder, "vélo")
    found = find_similar(folder, f"groupe:{place.segment}")
    assert place.segment not in {one.segment for one in found}
    assert all(0 < one.nearness <= 1 for one in found)
