"""Waves: the same people from one wave of the inquiry to the next; who was lost is listed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from focuskit.analysis.axes import UNKNOWN, variable_of_people, variable_of_segments, wave_of
from focuskit.analysis.tally import CorpusIndex
from focuskit.model.codings import CodedCorpus

FIXED_COLUMNS = ("facet", "code", "label", "persons_compared")


@dataclass(frozen=True, slots=True)
class Waves:
    """The waves in their order, who was present in all, and who was missing from each."""

    names: tuple[str, ...]
    kept: tuple[str, ...]
    lost: tuple[tuple[str, tuple[str, ...]], ...]


def find_waves(corpus: CodedCorpus) -> Waves:
    """Return the waves that attributes of documents tell, sorted, and the people of each.

    Whoever was present without a word was present.
    """
    names = tuple(sorted(set(variable_of_people(corpus, "wave")) - {UNKNOWN}))
    waves = {one.name: wave_of(one.attributes) for one in corpus.documents}
    present: dict[str, set[str]] = {}
    for one in corpus.people:
        wave = waves.get(one.document)
        if wave is not None and one.role in corpus.counted_roles:
            present.setdefault(one.participant, set()).add(wave)
    kept = tuple(person for person, found in present.items() if found.issuperset(names))
    lost = tuple(
        (wave, tuple(person for person, found in present.items() if wave not in found)) for wave in names
    )
    return Waves(names, kept, lost)


def compare_waves(corpus: CodedCorpus, *, level: int | None = None) -> pd.DataFrame:
    """Compare what the people present in every wave say in each.

    Returns
    -------
    pandas.DataFrame
        One row per code that one of them says in a wave: `FIXED_COLUMNS`; then, for each wave, persons
        (``wave: persons``) and segments (``wave: segments``); then who says it in the last wave and not in
        the first (``appears_for``), and the other way round (``gone_for``). Not said again is not given up.
        Empty with fewer than two waves.
    """
    waves = find_waves(corpus)
    columns = [
        *FIXED_COLUMNS,
        *(f"{wave}: {what}" for wave in waves.names for what in ("persons", "segments")),
    ]
    columns += ["appears_for", "gone_for"]
    if len(waves.names) < _FEWEST:
        return pd.DataFrame([], columns=columns)
    index = CorpusIndex(corpus)
    of_segments = variable_of_segments(corpus, "wave")
    kept = set(waves.kept)
    rows = []
    for code in corpus.codebook.codes:
        said: dict[str, list[str]] = {wave: [] for wave in waves.names}
        for row in index.rows(code.name).tolist():
            person = corpus.segments[row].participant
            if person in kept and of_segments[row] in said:
                said[of_segments[row]].append(person)
        if any(said.values()) and (level is None or code.depth <= level):
            rows.append((code.facet, code.name, code.label, len(kept), *_cells(waves, said)))
    return pd.DataFrame(rows, columns=columns)


_FEWEST = 2


def _cells(waves: Waves, said: dict[str, list[str]]) -> tuple[object, ...]:
    first, last = set(said[waves.names[0]]), set(said[waves.names[-1]])
    counts = [n for wave in waves.names for n in (len(set(said[wave])), len(said[wave]))]
    return (
        *counts,
        ", ".join(person for person in waves.kept if person in last - first),
        ", ".join(person for person in waves.kept if person in first - last),
    )
