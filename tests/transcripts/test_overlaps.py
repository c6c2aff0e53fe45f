from __future__ import annotations

from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.overlaps import part_overlaps

from .support import read_as, turns


def test_the_pieces_keep_the_beginning_and_the_end(tmp_path):
    drafts, asides = part_overlaps([Draft("S01", 3, ("a //S02: b // c",), 10, 90)])
    assert [(draft.label, draft.text, draft.start_ms, draft.end_ms) for draft in drafts] == [
        ("S01", "a", 10, None),
        ("S02", "b", None, None),
        ("S01", "c", None, 90),
    ]
    assert [aside.text for aside in asides] == ["//", "S02"]


def test_slashes_that_name_nobody_stay_in_the_text():
    for words in ("voir //exemple.fr: oui // non", "un // deux", "//Inconnu: oui //", "// S02 // oui"):
        draft = Draft("S01", 1, (words,))
        assert part_overlaps([draft]) == ([draft], [])


def test_names_of_the_document_are_known(tmp_path):
    result = read_as(
        tmp_path, "a.txt", "Nadia : je dis //Malik: mais non // que si\nMalik : bon\nNadia : oui\n"
    )
    assert turns(result)[:3] == [("Nadia", "je dis"), ("Malik", "mais non"), ("Nadia", "que si")]


def test_an_overlap_at_the_very_beginning_leaves_no_empty_turn():
    drafts, _ = part_overlaps([Draft("S01", 1, ("//S02: b //",), 10, 90)])
    assert [(draft.label, draft.text, draft.start_ms, draft.end_ms) for draft in drafts] == [
        ("S02", "b", 10, 90)
    ]
