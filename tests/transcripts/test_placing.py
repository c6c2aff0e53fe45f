"""Corrections of a coded transcript: every coding on its own words, or offered again, never elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from edit_scripts import as_file, codings, edit, lay_out, sample_turns
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focuskit.model.spans import Span
from focuskit.transcripts.placing import place_spans

from .support import read_as


@dataclass
class Counts:
    n_placeable: int = 0
    n_placed: int = 0
    n_wrong: int = 0
    n_orphans: int = 0


def judge(counts: Counts, homes: list[int], placed: Span | None, places, words) -> None:
    """Compare a placement with the truth, known from the words that are still there."""
    kept = [places[home] for home in homes if home in places]
    whole = homes[0] in places and homes[-1] in places
    truth = (
        Span(places[homes[0]].start, places[homes[-1]].end)
        if whole and places[homes[0]].start < places[homes[-1]].end
        else None
    )
    if truth is not None and not all(truth.holds(span) for span in kept):
        truth = None
    counts.n_placeable += truth is not None
    if placed is None:
        counts.n_orphans += 1
        return
    own = set(homes)
    inside = [home for span, home in words if span.start < placed.end and span.end > placed.start]
    is_right = (
        placed == truth if truth is not None else bool(inside) and inside[0] in own and inside[-1] in own
    )
    counts.n_placed += truth is not None and is_right
    counts.n_wrong += not is_right


def test_two_hundred_edit_scripts_put_no_coding_on_wrong_words(tmp_path):
    counts = Counts()
    studies = [sample_turns("fg1_la_grange.docx"), sample_turns("entretien_coordinatrice.docx")]

    @settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 2**32), n_edits=st.integers(1, 60), study=st.sampled_from([0, 1]))
    def script(seed, n_edits, study):
        random = Random(seed)  # noqa: S311 (an edit script that can be repeated)
        turns = studies[study]
        old, old_places, _ = lay_out(turns)
        chosen = codings(turns, random, 60)
        edited = edit(turns, random, n_edits)
        new, places, words = lay_out(edited)
        assert read_as(tmp_path, "corrigé.txt", as_file(edited)).transcript.text == new
        spans = [Span(old_places[homes[0]].start, old_places[homes[-1]].end) for homes in chosen]
        before = counts.n_wrong
        for homes, placement in zip(chosen, place_spans(old, new, spans), strict=True):
            judge(counts, homes, placement.span, places, words)
        assert counts.n_wrong == before

    script()
    assert counts.n_placeable > 5000
    assert counts.n_placed >= 0.99 * counts.n_placeable
