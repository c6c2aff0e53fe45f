"""Codes in the words of participants, added to the codebook's file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.errors import UsageError
from focuskit.tagging.codebook_file import parse_codebook
from focuskit.tagging.in_vivo import add_in_vivo, identifier_of
from focuskit.tagging.yaml_nodes import Faults

SHIPPED = Path(__file__).parents[2] / "codebooks" / "transitions.yaml"
PLAIN = """# Ma grille
name: t
facets:
- id: frein
  label: Frein
  codes:
  - id: frein   # le premier
    rules: [cher]

# fin
"""
INDENTED = """facets:
  - id: emergent
    label: Émergent
    codes:
      - id: a_classer
        label: À classer
        codes:
          - id: deja
            label: Déjà
      # un mot pour la suite
      - id: autre
coding_rules: [une]
"""


def read(content):
    faults = Faults("grille.yaml")
    codebook = parse_codebook(content, faults)
    assert faults.found == []
    return codebook


def added(content, label):
    made = add_in_vivo(content, read(content), label)
    assert read(made.content) == made.codebook
    return made


@pytest.mark.parametrize(
    "content", [PLAIN, INDENTED, PLAIN.rstrip("\n"), SHIPPED.read_text(encoding="utf-8")]
)
def test_the_code_is_read_again_and_every_line_stays(content):
    made = added(content, "C’est l’œuf : « la poule » # 1")
    assert made.codebook.code(made.name).label == "C’est l’œuf : « la poule » # 1"
    assert made.name == "a_classer/c_est_l_oeuf_la_poule_1"
    rest = iter(made.content.splitlines())
    assert all(line in rest for line in content.splitlines())


def test_a_second_code_stands_beside_the_first_under_another_name():
    made = added(INDENTED, "Déjà")
    again = added(made.content, "déjà")
    assert [code.name for code in again.codebook.codes if code.name.startswith("a_classer/")] == [
        "a_classer/deja",
        "a_classer/deja_2",
        "a_classer/deja_3",
    ]


def test_a_label_without_letters_is_refused():
    with pytest.raises(UsageError):
        add_in_vivo(PLAIN, read(PLAIN), " … ")


def test_a_file_in_flow_style_is_refused_rather_than_broken():
    content = "facets: [{id: f, codes: [{id: a}]}]\n"
    with pytest.raises(UsageError, match=r"codebook\.yaml"):
        add_in_vivo(content, read(content), "mot")


@settings(max_examples=40, deadline=None)
@given(
    labels=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=12), max_size=3
    )
)
def test_any_label_can_be_read_again(labels):
    content = PLAIN
    for label in labels:
        if identifier_of(label):
            content = added(content, label).content
