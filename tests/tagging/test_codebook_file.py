import os

import pytest

from focuskit.errors import CodebookError
from focuskit.model.codebook import MachineUse
from focuskit.tagging import read_codebook

GOOD = """
name: essai
version: "2"
facets:
- id: levier
  label: Levier
  question: Qu'est-ce qui aide ?
  codes:
  - id: levier
    label: Levier
    color: "#336699"
    rules: [grâce à]
    codes:
    - id: financement
      label: Financement de l’activité
      machine: indices
      examples: ["On a eu la subvention."]
      counter_examples:
      - {text: "La salle est prêtée.", goes_to: [levier/lieu], note: un lieu}
      rules:
      - {any: [subvention], unless: [pas de subvention]}
    - id: lieu
      machine: jamais
"""


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "grille é.yaml"
    path.write_text(text, encoding=encoding)
    return path


def faults_of(tmp_path, text):
    with pytest.raises(CodebookError) as caught:
        read_codebook(write(tmp_path, text))
    return caught.value.problems


def test_a_codebook_is_read_with_its_tree(tmp_path):
    codebook = read_codebook(write(tmp_path, GOOD))
    assert [code.name for code in codebook.codes] == ["levier", "levier/financement", "levier/lieu"]
    funding = codebook.code("levier/financement")
    assert (funding.parent, funding.top, funding.color) == ("levier", "levier", "#336699")
    assert funding.machine is MachineUse.CUES
    assert funding.rules[0].unless == ("pas de subvention",)
    assert funding.counter_examples[0].goes_to == ("levier/lieu",)


def test_all_faults_are_told_at_once_with_line_column_and_the_nearest_word(tmp_path):
    text = GOOD.replace("definition", "d").replace("color: ", "colour: ").replace("jamais", "jamai")
    text = text.replace("goes_to: [levier/lieu]", "goes_to: [levier/lieux]")
    problems = faults_of(tmp_path, text)
    assert [(problem.line, dict(problem.facts)["nearest"]) for problem in problems] == [
        (11, "color"),
        (23, "jamais"),
        (19, "levier/lieu"),
    ]
    assert dict(problems[0].facts)["column"] == "5"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("rules: [grâce à]", "rules: [grâce à"), "codebook.syntax"),
        (("- id: lieu", "- id: financement"), "codebook.code_twice"),
        (("- id: lieu", "- id: lieu é"), "codebook.identifier"),
        (("- id: lieu", "- label: lieu"), "codebook.no_id"),
        (("machine: jamais", "machine: jamais\n      rules: [salle]"), "codebook.never_rules"),
        (('"#336699"', "bleu"), "codebook.color"),
        (("any: [subvention]", "any: [subvention], all: [a, b]"), "codebook.rule_kind"),
        (("any: [subvention]", "any: []"), "codebook.rule_empty"),
        (("any: [subvention]", "all: [a, b], within: peu"), "codebook.within"),
        (("[grâce à]", "['... à']"), "codebook.expression_gap"),
        (("[grâce à]", "['gr*ce']"), "codebook.expression_star"),
        (("[grâce à]", "['=']"), "codebook.expression_empty"),
        (("[grâce à]", '["j\'ai|tu as"]'), "codebook.expression_choice"),
        (("codes:\n  - id", "codes: texte\n  # - id"), "codebook.syntax"),
        (("facets:", "facet:"), "codebook.unknown_near"),
    ],
)
def test_each_fault_has_its_sentence(tmp_path, change, key):
    problems = faults_of(tmp_path, GOOD.replace(*change, 1))
    assert key in {problem.key for problem in problems}
    assert all(problem.sentence() for problem in problems)


@pytest.mark.parametrize("text", ["", "# rien\n", "name: x\n", "- a\n- b\n", "texte"])
def test_a_codebook_without_code_is_refused(tmp_path, text):
    assert faults_of(tmp_path, text)


def test_a_codebook_in_another_encoding_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(CodebookError) as caught:
        read_codebook(write(tmp_path, GOOD, "cp1252"))
    assert caught.value.problems[0].key == "codebook.encoding"


def test_a_missing_codebook_is_told(tmp_path):
    with pytest.raises(CodebookError) as caught:
        read_codebook(tmp_path / f"absent{os.getpid()}.yaml")
    assert caught.value.problems[0].key == "study.unreadable"
