"""Agreement of two coders on 5,000 segments and the whole of the transitions codebook, intervals included.

Ten invented transcripts of 500 turns; each coder puts two codes on each segment, the second coder mostly
those of the first. Beside it, the package ``krippendorff`` computing one alpha per code on the same table.
"""

import random
import tempfile
import time
from pathlib import Path

import krippendorff
import numpy as np
from measure import CODEBOOK

from focuskit.store import create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.agree import measure_agreement
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import load_codebook

DOCUMENTS, TURNS = 10, 500
WORDS = "on a monté un atelier le samedi avec les voisins et la mairie nous prête la salle du bas".split()  # noqa: SIM905


def main(folder: Path) -> None:
    """Measure, and say so."""
    source = random.Random(1)  # noqa: S311 (no secret)
    inputs = folder / "in"
    inputs.mkdir()
    for number in range(DOCUMENTS):
        turns = (f"P{turn % 6} : {' '.join(source.sample(WORDS, 12))}." for turn in range(TURNS))
        (inputs / f"groupe{number}.txt").write_text("\n\n".join(turns), encoding="utf-8")
    create_project(folder / "p")
    project = open_project(folder / "p")
    install_codebook(project, Path(CODEBOOK))
    import_documents(project, [inputs], Reading())
    segment_documents(project)
    codebook, _ = load_codebook(project)
    names = [code.name for code in codebook.codes]
    for number in range(DOCUMENTS):
        desk = open_desk(project, f"groupe{number}.txt")
        first = [(one.number, name) for one in desk.segments for name in source.sample(names, 2)]
        second = [pair if source.random() < 0.7 else (pair[0], source.choice(names)) for pair in first]
        for coder, pairs in (("Ana", first), ("Zoé", second)):
            decide(project, coder, [desk.add(desk.span_of(segment), name) for segment, name in pairs])
    start = time.perf_counter()
    summary = measure_agreement(project, codebook)
    spent = time.perf_counter() - start
    values = np.random.default_rng(1).integers(0, 2, (2, summary.n_units))
    start = time.perf_counter()
    for _ in summary.rows:
        krippendorff.alpha(reliability_data=values, level_of_measurement="nominal")
    bare = time.perf_counter() - start
    counted = f"{summary.n_units} segments, {len(summary.rows)} codes and facets"
    print(f"{counted}, {len(summary.disagreements)} disagreements: {spent:.1f} s; bare alphas {bare:.1f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(Path(place))
