"""A code with 2,000 codings renamed and merged, that undone and done again; codebook of 126 codes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from focuskit.store import create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.codebook_edits import merge_codes, rename_code
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.steps import redo_last, undo_last

N_TURNS = 1000
CODES = ("levier/financement", "levier/motivation", "frein/financement")
CODEBOOK = Path(__file__).parent.parent / "codebooks" / "transitions.yaml"


def main() -> None:
    """Code every turn with three codes, then change the codebook."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        source = home / "groupe.txt"
        lines = (
            f"{'Léa' if n % 2 else 'Marc'} : Nous avons trouvé la somme numéro {n}." for n in range(N_TURNS)
        )
        source.write_text("\n\n".join(lines), encoding="utf-8")
        create_project(home / "study")
        folder = open_project(home / "study")
        install_codebook(folder, CODEBOOK)
        import_documents(folder, [source], Reading())
        segment_documents(folder)
        desk = open_desk(folder, "groupe")
        spans = [desk.span_of(one.number) for one in desk.segments]
        decide(folder, "Z", [desk.add(span, code) for span in spans for code in CODES])
        print(f"{len(spans) * len(CODES)} codings")
        timed("rename levier", lambda: rename_code(folder, "Z", "levier", "appui"))
        timed("undo", lambda: undo_last(folder, "Z"))
        timed("redo", lambda: redo_last(folder, "Z"))
        timed("merge", lambda: merge_codes(folder, "Z", "appui/financement", "appui/motivation"))
        timed("undo", lambda: undo_last(folder, "Z"))


def timed(what: str, do: Callable[[], object]) -> None:
    """Print how long something takes."""
    start = time.perf_counter()
    do()
    print(f"{what}: {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
