"""What tables count in a project: whose codings, of what origin, and what moderators bring up."""

import pandas as pd
import pytest

from focuskit import Project
from focuskit.model.codings import DecisionKind, Gesture
from focuskit.model.spans import Span
from focuskit.model.suggestions import Origin
from focuskit.store import load_documents
from focuskit.workflow.decide import decide
from focuskit.workflow.guide import match_guide
from small_study import make_study

TEXT = """Animatrice : Le potager, ça se passe comment ?

Léa : On a un potager et des poules.

Animatrice : Et les vélos, ça roule ?

Marc : Moi je répare des vélos. C'est trop cher neuf.
"""
GUIDE = """questions:
- id: jardin
  question: Le potager, ça se passe comment ?
- id: velos
  question: Et les vélos, ça roule ?
- id: autre
  question: Qui voudrait chanter demain soir à la mairie ?
"""


@pytest.fixture
def folder(tmp_path):
    made = make_study(tmp_path, TEXT)
    made.guide_path.write_text(GUIDE, encoding="utf-8")
    match_guide(made)
    with made.reading() as connection:
        (document,) = load_documents(connection)

    def code(coder, words, name, kind=DecisionKind.ADD, origin=None):
        start = document.text.index(words)
        span = Span(start, start + len(words))
        decide(made, coder, [Gesture(kind, document.version_id, span, name, origin=origin)])

    code("Ana", "des poules", "frein")
    code("Ben", "Moi je répare", "velo")
    code("Ben", "Le potager", "potager")
    code("Ben", "On a un potager et des poules.", "potager", DecisionKind.ACCEPT, Origin.RULE)
    return made


def codes(frame):
    return {row["code"]: row["segments"] for row in frame.to_dict("records") if row["segments"]}


def test_a_coder_counts_as_if_nobody_else_had_coded(folder):
    study = Project(folder.path)
    assert codes(study.themes(where={"coder": "Ana"})) == {"frein": 1}
    assert codes(study.themes(where={"coder": "Ben"})) == {"potager": 1, "velo": 1}
    assert codes(study.themes(where={"coder": ["Ana", "Ben"]})) == {"potager": 1, "velo": 1, "frein": 1}


def test_an_origin_is_that_of_suggestions_and_of_what_was_decided_on_them(folder):
    study = Project(folder.path)
    assert codes(study.themes(where={"origin": "manual"})) == {"velo": 1, "frein": 1}
    assert codes(study.themes(where={"origin": "rule"})) == {"potager": 1, "velo": 1, "frein": 1}
    assert codes(study.themes(where={"origin": "rule", "status": "decided"})) == {"potager": 1}


def test_moderators_are_out_unless_everybody_is_asked_for(folder):
    study = Project(folder.path)
    plain, everybody = (
        study.table("themes", everybody=asked).set_index("code").loc["potager"] for asked in (False, True)
    )
    assert (plain["segments"], plain["persons"], plain["persons_total"]) == (1, 1, 2)
    assert (everybody["segments"], everybody["persons"], everybody["persons_total"]) == (2, 2, 3)


def test_what_moderators_ask_about_is_read_in_their_turns(folder):
    themes = Project(folder.path).themes().set_index("code")
    assert tuple(themes.loc["potager", ["spontaneous", "prompted", "after_moderator"]]) == (0, 1, 1)
    assert tuple(themes.loc["velo", ["spontaneous", "prompted"]]) == (0, 1)
    assert tuple(themes.loc["frein", ["spontaneous", "prompted"]]) == (2, 0)


def test_questions_of_the_guide_have_their_blocks_and_what_was_not_asked(folder):
    frame = Project(folder.path).questions().set_index(["question", "code"])
    assert frame.loc[("jardin", ""), "segments"] == 1
    assert frame.loc[("velos", "velo"), ["segments", "groups_asked"]].tolist() == [1, 1]
    assert frame.loc[("autre", ""), ["groups_asked", "groups_not_asked"]].tolist() == [0, 1]


def test_without_analysis_nobody_knows_what_moderators_brought_up(folder):
    for file in sorted(folder.cache_path.rglob("*")):
        if file.is_file():
            file.unlink()
    themes = Project(folder.path).themes()
    assert themes["spontaneous"].isna().all()
    assert not pd.isna(themes["segments"]).any()
