from __future__ import annotations

import pytest

from focuskit.transcripts.guide import asked_sentence, match_question, read_guide

GUIDE = """questions:
- id: manger
  question: Qu'est-ce qui a bougé dans la façon de se nourrir ?
  relances: ["Et à la cantine, ça donne quoi ?"]
  themes: [alimentaire]
- question: Qu'est-ce qui freine ?
- Et dans dix ans, vous imaginez quoi ici ?
"""


def guide(tmp_path, text=GUIDE):
    path = tmp_path / "guide.yaml"
    path.write_text(text, encoding="utf-8")
    return read_guide(path, path.name)


def test_a_guide_has_questions_follow_ups_and_themes(tmp_path):
    read = guide(tmp_path)
    assert read.problems == ()
    first, second, third = read.guide.questions
    assert (first.id, first.follow_ups, first.themes) == (
        "manger",
        ("Et à la cantine, ça donne quoi ?",),
        ("alimentaire",),
    )
    assert (second.id, third.id) == ("q2", "q3")


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("Bon. Chez vous, qu'est-ce qui bouge dans la façon de se nourrir ? Allez-y.", "manger"),
        ("Et la cantine, ça donne quoi ?", "manger"),
        ("Alors, sur ce sujet, qu’est-ce qui freine ?", "q2"),
        ("Dans dix ans, ici, vous imaginez quoi ?", "q3"),
        ("Merci à tous.", None),
        ("Et vous, Malik ?", None),
        ("", None),
    ],
)
def test_a_turn_is_matched_with_the_question_it_asks(tmp_path, words, identifier):
    found = match_question(guide(tmp_path).guide, words)
    assert (found[0].id if found else None) == identifier


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("questions:\n- id: a\n question: x", "guide.yaml", 3),
        ("autre: 3", "guide.no_questions", 1),
        ("questions: []", "guide.no_questions", 1),
        ("questions:\n- question: Un ?\n- id: vide\n", "guide.no_question", 3),
        ("questions:\n- {id: a, question: Un ?}\n- {id: a, question: Deux ?}\n", "guide.same_id", 3),
        ("", "problem.empty_file", None),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, text, key, line):
    (problem,) = guide(tmp_path, text).problems
    assert (problem.key, problem.line) == (key, line)


def test_the_question_of_a_turn_is_its_last_sentence_that_asks():
    assert asked_sentence("Oui ? Bon. Et vous, que faites-vous ? Allez-y.") == "Et vous, que faites-vous ?"
    assert asked_sentence("Merci.") is None


SWELLING = "a0: &a0 [mot]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
MERGED = "a0: &a0 {mot: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}\n" for n in range(1, 12)
)


@pytest.mark.parametrize("bomb", [SWELLING, MERGED], ids=["lists", "mappings"])
@pytest.mark.parametrize(
    "questions",
    ["- question: *a11", "- <<: *a11\n  question: Oui ?", "- ? *a11\n  : Oui ?", "- question: Oui ?"],
)
def test_a_guide_that_repeats_itself_without_end_is_refused(tmp_path, bomb, questions):
    path = tmp_path / "guide.yaml"
    path.write_text(f"{bomb}questions:\n{questions}\n", encoding="utf-8")
    found = read_guide(path, "guide.yaml")
    assert found.guide is None
    assert [problem.key for problem in found.problems] == ["guide.yaml"]


def test_a_guide_runs_nothing_and_is_not_bottomless(tmp_path):
    path = tmp_path / "guide.yaml"
    path.write_text("questions:\n- question: !!python/object/apply:os.mkdir [ici]\n", encoding="utf-8")
    assert read_guide(path, "guide.yaml").guide is not None
    assert not (tmp_path / "ici").exists()
    path.write_text("[" * 10_000, encoding="utf-8")
    assert [problem.key for problem in read_guide(path, "guide.yaml").problems] == ["guide.yaml"]
