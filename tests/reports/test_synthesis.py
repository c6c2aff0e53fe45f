"""The synthesis: levers observed and wished for apart, from the counts alone; absent while anything waits."""

from dataclasses import replace

import pytest
from analysis.invented import CODEBOOK, DECIDED, SUGGESTED, corpus, mark, segment

from focuskit.messages import say, speak
from focuskit.model.codebook import Code, Facet
from focuskit.reports.blocks import TableBlock
from reports.test_parts import blocks, texts

WITH_WISHES = replace(
    CODEBOOK,
    facets=(*CODEBOOK.facets, Facet("projection", "Projection")),
    codes=(*CODEBOOK.codes, Code("projection", "projection", "Projection")),
)
NB = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def study():
    return corpus(
        segment("FG2.docx", 1, "un", mark("alimentaire", DECIDED), mark("levier/temps", DECIDED), who="P1"),
        segment("FG2.docx", 2, "deux", mark("levier/reseau", DECIDED), mark("projection", DECIDED), who="P2", start=9),
        segment("FG2.docx", 3, "trois", mark("levier/reseau", DECIDED), mark("projection", DECIDED), who="P3", start=20),
        segment("E1.txt", 1, "quatre", mark("frein/cout", DECIDED), mark("alimentaire", DECIDED), who="P1"),
        codebook=WITH_WISHES,
    )  # fmt: skip


def test_levers_observed_and_wished_for_are_ranked_apart_with_their_own_counts():
    told = texts(blocks(study(), "synthesis"))
    assert (
        f"Leviers, constaté{NB}: le code le plus souvent évoqué est Temps (1{NB}/{NB}3 personnes, 1 segment)."
        in told
    )
    assert (
        f"Leviers, attendu{NB}: le code le plus souvent évoqué est Partenaires (2{NB}/{NB}3 personnes, 2 segments)."
        in told
    )
    assert f"Freins{NB}: le code le plus souvent évoqué est Coût (1{NB}/{NB}3 personnes, 1 segment)." in told
    assert len([one for one in blocks(study(), "synthesis") if isinstance(one, TableBlock)]) == 1


def test_a_kind_of_lever_that_nobody_spoke_of_is_told():
    made = study()
    kept = replace(made, segments=tuple(one for one in made.segments if one.number not in {2, 3}))
    assert f"Leviers, attendu{NB}: aucun code n’est évoqué." in texts(blocks(kept, "synthesis"))


@pytest.mark.parametrize("waiting", ["suggestion", "context", "dispute"])
def test_there_is_no_synthesis_while_anything_waits(waiting):
    made = study()
    first = made.segments[0]
    waits = {
        "suggestion": replace(first, marks=(*first.marks, mark("action", SUGGESTED))),
        "context": replace(first, context=(mark("action", SUGGESTED),)),
        "dispute": first,
    }
    made = replace(made, segments=(waits[waiting], *made.segments[1:]), n_disputed=int(waiting == "dispute"))
    assert say("report.synthesis") not in texts(blocks(made, "synthesis"))
    assert say("report.synthesis") in texts(blocks(study(), "synthesis"))
