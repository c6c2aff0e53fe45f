from __future__ import annotations

import pytest

from .support import keys, read_as, turns

SLOTS = "".join(
    f'<TIME_SLOT TIME_SLOT_ID="ts{place}"{value}/>'
    for place, value in enumerate([' TIME_VALUE="0"', ' TIME_VALUE="1000"', "", ' TIME_VALUE="3000"'])
)


def annotation(start: int, end: int, words: str) -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="ts{start}" TIME_SLOT_REF2="ts{end}">'
        f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


def document(*tiers: str) -> str:
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{SLOTS}</TIME_ORDER>{''.join(tiers)}</ANNOTATION_DOCUMENT>"


def tier(attributes: str, *annotations: str) -> str:
    return f"<TIER {attributes}>{''.join(annotations)}</TIER>"


def test_annotations_are_ordered_by_time_and_those_of_one_speaker_in_a_row_are_one_turn(tmp_path):
    nadia = tier('TIER_ID="Nadia"', annotation(2, 3, "bien\n  sûr."), annotation(0, 1, "Oui,"))
    malik = tier('TIER_ID="t2" PARTICIPANT="Malik"', annotation(3, 3, "Non."), annotation(1, 2, " "))
    result = read_as(tmp_path, "a.EAF", document(nadia, malik))
    assert turns(result) == [("Nadia", "Oui, bien sûr."), ("Malik", "Non.")]
    assert [(turn.start_ms, turn.end_ms) for turn in result.transcript.turns] == [(0, 3000), (3000, 3000)]
    assert keys(result) == []


def test_a_slot_without_a_time_gives_none_and_keeps_its_place(tmp_path):
    tiers = (tier('TIER_ID="A"', annotation(2, 3, "après")), tier('TIER_ID="B"', annotation(0, 1, "avant")))
    result = read_as(tmp_path, "a.eaf", document(*tiers))
    assert turns(result) == [("B", "avant"), ("A", "après")]
    assert result.transcript.turns[1].start_ms is None


def test_tiers_that_hang_on_another_are_set_aside_with_a_warning(tmp_path):
    gloss = (
        "<ANNOTATION><REF_ANNOTATION><ANNOTATION_VALUE>yes</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )
    tiers = (tier('TIER_ID="A"', annotation(0, 1, "oui")), tier('TIER_ID="A-en" PARENT_REF="A"', gloss))
    result = read_as(tmp_path, "a.eaf", document(*tiers))
    assert turns(result) == [("A", "oui")]
    assert keys(result) == ["dependent_tiers"]
    assert [aside.text for aside in result.transcript.asides] == ["yes"]


def test_frames_are_told_in_milliseconds(tmp_path):
    text = document(tier('TIER_ID="A"', annotation(0, 1, "oui")))
    text = text.replace("<TIME_ORDER>", '<HEADER TIME_UNITS="PAL-frames"/><TIME_ORDER>')
    assert read_as(tmp_path, "a.eaf", text).transcript.turns[0].end_ms == 40000


@pytest.mark.parametrize("content", ["<Trans/>", "<html><body>Nadia</body></html>"])
def test_another_xml_file_is_one_error(tmp_path, content):
    result = read_as(tmp_path, "a.eaf", content)
    assert result.transcript is None
    assert keys(result) == ["not_elan"]
