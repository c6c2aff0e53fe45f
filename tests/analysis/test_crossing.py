from hypothesis import given

from analysis.invented import CODES, corpora, corpus, mark, segment
from focuskit.analysis import cross, cross_facets
from focuskit.analysis.crossing import CROSSING_COLUMNS
from focuskit.model.codebook import Codebook
from focuskit.model.codings import CodedCorpus


def cell(study: CodedCorpus, row: str, column: str) -> dict[str, object]:
    frame = cross_facets(study)
    return frame[(frame["row_code"] == row) & (frame["column_code"] == column)].iloc[0].to_dict()


def test_rows_are_transitions_and_columns_levers_then_obstacles():
    frame = cross_facets(corpus())
    assert tuple(frame.columns) == CROSSING_COLUMNS
    rows = [code.name for code in CODES if code.facet == "transition"] + ["sans_transition"]
    columns = ["levier", "levier/reseau", "levier/temps", "frein", "frein/cout"]
    assert list(zip(frame["row_code"], frame["column_code"], strict=True)) == [
        (r, c) for r in rows for c in columns
    ]
    assert frame["segments"].sum() == 0


def test_a_cell_counts_segments_that_carry_both():
    study = corpus(
        segment("FG2.docx", 1, "Un.", mark("alimentaire/gaspillage"), mark("levier/reseau")),
        segment("FG2.docx", 2, "Deux.", mark("alimentaire"), who="P2"),
        segment("FG2.docx", 3, "Trois.", mark("levier/reseau"), who="P2"),
    )
    assert cell(study, "alimentaire", "levier")["segments"] == 1
    assert cell(study, "alimentaire/gaspillage", "levier/reseau")["persons"] == 1
    assert cell(study, "alimentaire", "frein")["segments"] == 0


def test_segments_without_any_transition_have_a_row_of_their_own():
    study = corpus(
        segment("FG2.docx", 1, "Un.", mark("frein/cout")),
        segment("FG2.docx", 2, "Deux.", mark("frein/cout"), mark("transition_generale")),
    )
    assert cell(study, "sans_transition", "frein")["segments"] == 1
    assert cell(study, "transition_generale", "frein/cout")["segments"] == 1


def test_without_the_facets_the_table_is_empty():
    other = Codebook("autre", "1", "fr", "Autre", (), CODES[-1:])
    frame = cross_facets(corpus(codebook=other))
    assert frame.empty
    assert tuple(frame.columns) == CROSSING_COLUMNS


@given(corpora())
def test_crossing_is_symmetric(study):
    there = cross(study, "transition", ("levier",)).set_index(["row_code", "column_code"])
    back = cross(study, "levier", ("transition",)).set_index(["column_code", "row_code"])
    assert there["segments"].to_dict() == back["segments"].to_dict()


@given(corpora())
def test_each_cell_can_be_counted_by_hand(study):
    def has(one, name):
        return any(m.code == name or m.code.startswith(f"{name}/") for m in one.marks)

    transitions = {code.name for code in CODES if code.facet == "transition"}
    for row in cross_facets(study).to_dict("records"):
        both = [
            one
            for one in study.segments
            if has(one, row["column_code"])
            and (
                has(one, row["row_code"])
                if row["row_code"] != "sans_transition"
                else not transitions & {m.code for m in one.marks}
            )
        ]
        assert row["segments"] == len(both)
        assert row["turns"] == len({(one.document, one.turn) for one in both})
        assert row["persons"] == len({one.participant for one in both})


def test_a_codebook_without_transitions_has_an_empty_crossing_and_no_fault():
    codes = tuple(code for code in CODES if code.facet != "transition")
    study = corpus(
        segment("FG2.docx", 1, "Un.", mark("frein/cout")), codebook=Codebook("e", "1", "fr", "", (), codes)
    )
    assert len(cross_facets(study)) == 0
