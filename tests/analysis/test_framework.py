"""Cases by codes: what is charted, what is not, what is empty."""

from hypothesis import given, settings

from analysis.invented import corpora, corpus, mark, segment
from focuskit.analysis.framework import CellState, chart, tabulate_framework


def test_a_cell_is_charted_uncharted_unsupported_or_empty():
    study = corpus(
        segment("FG2.docx", 1, "Un.", mark("frein/cout"), turn=4),
        segment("E1.txt", 1, "Deux.", mark("action")),
    )
    summaries = {("FG2.docx", "frein"): "Le prix revient.", ("E1.txt", "levier"): "Rien dit, mais montré."}
    states = {(cell.case, cell.code): cell.state for cell in chart(study, summaries)}
    assert states["FG2.docx", "frein"] is CellState.CHARTED
    assert states["E1.txt", "action"] is CellState.UNCHARTED
    assert states["E1.txt", "levier"] is CellState.UNSUPPORTED
    assert states["FG2.docx", "action"] is CellState.EMPTY
    frame = tabulate_framework(study, chart(study, summaries)).set_index(["case", "code"])
    assert frame.loc[("FG2.docx", "frein"), "references"] == "FG2.docx:4"
    assert ("FG2.docx", "frein/cout") not in frame.index


def test_a_deeper_code_with_a_summary_is_a_column_too():
    study = corpus(segment("FG2.docx", 1, "Un."))
    cells = chart(study, {("FG2.docx", "frein/cout"): "Cher."})
    assert "frein/cout" in {cell.code for cell in cells}


@given(corpora())
@settings(max_examples=30)
def test_references_lead_to_every_segment(study):
    for cell in chart(study, {}, "person", level=None):
        own = [
            one
            for one in study.segments
            if one.participant == cell.case
            and any(m.code == cell.code or m.code.startswith(f"{cell.code}/") for m in one.marks)
        ]
        assert len(cell.rows) == len(own)
        assert set(cell.references) == {f"{one.document}:{one.turn}" for one in own}
        assert cell.state is (CellState.UNCHARTED if own else CellState.EMPTY)
