"""Codebooks changed in the text of their file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.errors import CodebookError, UsageError
from focuskit.tagging.codebook_edit import (
    add_code_to_yaml,
    codebook_of,
    merge_codes_in_yaml,
    move_code_in_yaml,
    rename_code_in_yaml,
    retire_code_in_yaml,
)

SHIPPED = Path(__file__).parents[2] / "codebooks" / "transitions.yaml"
GRID = """\
# Ma grille, à garder telle quelle
name: t
facets:
# Les objets
- id: objet
  label: "Objet"   # entre guillemets
  codes:
  # ce qui pousse
  - id: potager
    label: Potager
    definition: >
      Ce qui pousse,
      en long.
    counter_examples:
    - text: Le vélo est là.
      goes_to: [velo]
    rules: [potager]   # une ligne
    # fin du potager
  - id: velo
    label: Vélo
    unless: [vélo d'appartement]
    rules:
    - vélo   # au singulier
    - {all: [roue, chaîne], within: 5}
    codes:
    - id: prix
      label: Prix
      rules: [prix du vélo]

- id: frein
  label: Frein
  codes: [{id: frein, label: Frein, rules: [trop cher]}, {id: manque, lacking: frein}]
# la fin
"""
FLAT = (
    "name: t\nfacets:\n  - id: f\n    label: F\n    codes:\n      - id: a\n        label: A\n      - id: b\n"
)


def names(text: str) -> list[str]:
    return [code.name for code in codebook_of(text).codes]


def untouched(before: str, after: str) -> bool:
    """Tell whether every line of the first text is in the second, in order."""
    lines = iter(after.splitlines())
    return all(any(line == other for other in lines) for line in before.splitlines())


def comments(text: str) -> list[str]:
    return sorted(line[line.index("#") :].strip() for line in text.splitlines() if "# " in line)


@pytest.mark.parametrize("name", ["nouveau", "velo/cadre", "potager/serre"])
def test_a_code_is_added_and_every_line_stays(name):
    facet = None if "/" in name else "objet"
    made = add_code_to_yaml(
        GRID, name, facet=facet, label="L'été : oui", definition="Dit: ainsi", rules=["a|b"]
    )
    assert untouched(GRID, made)
    code = codebook_of(made).code(name)
    assert (code.label, code.definition, code.facet) == ("L'été : oui", "Dit: ainsi", "objet")
    assert [rule.name for rule in code.rules] == ["a|b"]


def test_a_code_is_added_to_lists_in_brackets():
    made = add_code_to_yaml(
        add_code_to_yaml(GRID, "neuf", facet="frein"), "manque/argent", label="Sous, même"
    )
    assert names(made)[-3:] == ["manque", "manque/argent", "neuf"]
    assert comments(made) == comments(GRID)


def test_a_code_is_added_after_a_last_line_without_end():
    assert names(add_code_to_yaml(FLAT.rstrip("\n"), "b/c")) == ["a", "b", "b/c"]


@pytest.mark.parametrize(
    ("name", "facet", "told"),
    [
        ("velo", "objet", "déjà"),
        ("inconnu/x", None, "inconnu"),
        ("été", "objet", "accent"),
        ("neuf", "objt", "objet"),
    ],
)
def test_a_code_that_cannot_be_added_is_told_with_what_could_be_meant(name, facet, told):
    with pytest.raises(UsageError, match=told):
        add_code_to_yaml(GRID, name, facet=facet)


def test_an_unknown_code_is_told_with_the_nearest_names():
    with pytest.raises(UsageError, match="potager"):
        rename_code_in_yaml(GRID, "Potagé", "x")


def test_a_renamed_code_is_followed_by_all_that_names_it():
    made = rename_code_in_yaml(GRID, "velo", "bicyclette", label="Bicyclette")
    grid = codebook_of(made)
    assert grid.code("potager").counter_examples[0].goes_to == ("bicyclette",)
    assert grid.code("bicyclette").formerly == ("velo",)
    assert grid.code("bicyclette/prix").formerly == ("velo/prix",)
    assert grid.code("bicyclette").label == "Bicyclette"
    assert comments(made) == comments(GRID)
    again = codebook_of(rename_code_in_yaml(made, "bicyclette", "roue"))
    assert set(again.code("roue/prix").formerly) == {"velo/prix", "bicyclette/prix"}


def test_a_name_given_back_is_no_former_name():
    back = rename_code_in_yaml(rename_code_in_yaml(GRID, "velo", "x"), "x", "velo")
    assert codebook_of(back).code("velo").formerly == ("x",)


def test_names_that_come_and_go_are_kept_once():
    text = GRID
    for old, new in [("velo", "x"), ("x", "velo"), ("velo", "x"), ("x", "velo")]:
        text = rename_code_in_yaml(text, old, new)
    assert codebook_of(text).code("velo").formerly == ("x",)


def test_a_code_moves_with_its_comments_and_all_below_it():
    made = move_code_in_yaml(GRID, "velo", "potager/velo")
    grid = codebook_of(made)
    assert names(made)[:3] == ["potager", "potager/velo", "potager/velo/prix"]
    assert grid.code("potager/velo/prix").formerly == ("velo/prix",)
    assert grid.code("potager").counter_examples[0].goes_to == ("potager/velo",)
    assert comments(made) == comments(GRID)
    assert codebook_of(move_code_in_yaml(made, "potager/velo", "velo")).code("velo/prix").rules


def test_a_code_moves_to_another_facet_and_into_brackets():
    made = move_code_in_yaml(GRID, "potager", "potager", facet="frein")
    assert codebook_of(made).code("potager").facet == "frein"
    made = move_code_in_yaml(GRID, "manque", "velo/absence")
    assert codebook_of(made).code("velo/absence").formerly == ("manque",)
    assert names(made)[-1] == "frein"


def test_the_last_code_below_another_leaves_no_empty_list():
    made = move_code_in_yaml(GRID, "velo/prix", "prix", facet="objet")
    assert names(made)[:3] == ["potager", "velo", "prix"]
    assert made.count("codes:") == GRID.count("codes:") - 1


@pytest.mark.parametrize("target", ["velo/prix/velo", "velo/velo"])
def test_a_code_does_not_move_below_itself(target):
    with pytest.raises(UsageError, match="lui-même"):
        move_code_in_yaml(GRID, "velo", target)


def test_merged_codes_keep_rules_examples_and_former_names():
    made = merge_codes_in_yaml(GRID, "velo", "potager")
    code = codebook_of(made).code("potager")
    assert [rule.name for rule in code.rules] == ["potager", "vélo", "roue + chaîne"]
    assert code.rules[1].unless == ("vélo d'appartement",)
    assert code.formerly == ("velo",)
    assert code.examples == ("Le vélo est là.",)
    assert code.counter_examples == ()
    assert codebook_of(made).code("potager/prix").formerly == ("velo/prix",)


def test_sub_codes_of_the_same_name_are_merged_too():
    grid = add_code_to_yaml(GRID, "potager/prix", rules=["prix des plants"])
    code = codebook_of(merge_codes_in_yaml(grid, "velo", "potager")).code("potager/prix")
    assert [rule.name for rule in code.rules] == ["prix des plants", "prix du vélo"]


def test_a_retired_code_has_no_rules_and_neither_has_what_is_below():
    made = retire_code_in_yaml(GRID, "velo")
    grid = codebook_of(made)
    assert all(grid.code(name).retired and not grid.code(name).rules for name in ("velo", "velo/prix"))
    assert untouched(GRID, made)
    assert codebook_of(retire_code_in_yaml(made, "velo", retired=False)).code("velo").rules


def test_a_retired_code_is_not_proposed_for_what_is_lacking():
    assert codebook_of(retire_code_in_yaml(GRID, "frein")).code("manque").lacking == ""


def test_line_ends_stay_as_they_were():
    made = add_code_to_yaml(FLAT.replace("\n", "\r\n"), "c")
    assert made.count("\r\n") == made.count("\n")
    assert names(made) == ["a", "b", "c"]


def test_a_codebook_with_faults_is_not_changed():
    with pytest.raises(CodebookError):
        add_code_to_yaml("name: t\nfacets: [{id: f, codes: [{id: a, lacking: zz}]}]", "b")


def test_the_codebook_that_ships_stays_as_written_around_a_change():
    text = SHIPPED.read_text(encoding="utf-8")
    made = add_code_to_yaml(text, "levier/essai", label="Essai")
    assert untouched(text, made)
    assert len(made.splitlines()) == len(text.splitlines()) + 2
    moved = move_code_in_yaml(made, "levier/essai", "frein/essai")
    assert len(moved.splitlines()) == len(made.splitlines()) + 1


def test_an_only_sub_code_moved_below_its_own_parent_is_renamed():
    made = move_code_in_yaml(GRID, "velo/prix", "velo/cout")
    assert made == rename_code_in_yaml(GRID, "velo/prix", "velo/cout")
    assert codebook_of(made).code("velo/cout").formerly == ("velo/prix",)


MOVES = st.lists(
    st.tuples(st.sampled_from(["add", "rename", "move", "merge"]), st.integers(0, 50), st.integers(0, 50)),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(moves=MOVES)
def test_any_changes_leave_a_codebook_that_tells_what_became_of_every_code(moves):
    text = GRID
    for number, (kind, one, other) in enumerate(moves):
        known = names(text)
        first, second = known[one % len(known)], known[other % len(known)]
        try:
            if kind == "add":
                text = add_code_to_yaml(text, f"{first}/n{number}")
            elif kind == "rename":
                text = rename_code_in_yaml(text, first, f"{first}{number}")
            elif kind == "move":
                text = move_code_in_yaml(text, first, f"{second}/m{number}")
            else:
                text = merge_codes_in_yaml(text, first, second)
        except UsageError:
            continue
    grid = codebook_of(text)
    known = {code.name for code in grid.codes} | {old for code in grid.codes for old in code.formerly}
    assert known >= set(names(GRID))
    assert set(comments(text)) <= set(comments(GRID))
