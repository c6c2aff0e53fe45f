"""500 comments to Word and back through the real commands, each a process of its own.

The project holds one invented transcript of 1,200 turns (45,600 words) and 500 codings by one coder. Half of
the comments are then edited in the file, so that the import has 250 decisions to keep.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from focuskit.archive import pack, unpack
from focuskit.store import create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.decide import current_coder, decide, open_desk
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.segment import segment_documents

N_TURNS, N_CODINGS = 1200, 500
MOST_SECONDS = 10
WORDS = "Ben le jardin partagé, la cantine du jeudi, et le chauffage : on fait avec ce qu’on a. " * 2
GRID = Path(__file__).parents[1] / "codebooks" / "transitions.yaml"


def make(place: Path) -> None:
    turns = (f"P{number % 7} : {WORDS}Voilà, {number}." for number in range(1, N_TURNS + 1))
    (place / "groupe.txt").write_text("\n\n".join(turns), encoding="utf-8")
    create_project(place / "study")
    folder = open_project(place / "study")
    install_codebook(folder, GRID)
    import_documents(folder, [place / "groupe.txt"], Reading())
    segment_documents(folder)
    current_coder(folder, "Claire")
    desk = open_desk(folder, "groupe")
    spans = [desk.span_of(one.number) for one in desk.segments[:N_CODINGS]]
    decide(folder, "Claire", [desk.add(span, "levier") for span in spans])


def focuskit(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "focuskit", *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def edit_half(path: Path) -> None:
    members = unpack(path.read_bytes())
    pieces = re.split(rb"(>levier<)", members["word/comments.xml"])
    pieces[1 : N_CODINGS // 2 * 2 : 2] = [b">frein<"] * (N_CODINGS // 2)
    members["word/comments.xml"] = b"".join(pieces)
    path.write_bytes(pack(members))


with tempfile.TemporaryDirectory() as folder:
    root = Path(folder)
    make(root)
    project = ("--project", str(root / "study"))
    out = focuskit("word", "export", "--no-suggestions", *project)
    file = root / "study" / "reports" / "word" / "groupe.docx"
    untouched = focuskit("word", "import", str(file), "--yes", *project)
    edit_half(file)
    back = focuskit("word", "import", str(file), "--yes", *project)
    desk = open_desk(open_project(root / "study"), "groupe")
    assert sum(one.code == "frein" for one in desk.codings) == N_CODINGS // 2
    assert out + back < MOST_SECONDS
    print(
        f"{N_CODINGS} comments: export {out:.1f} s, import {back:.1f} s with {N_CODINGS // 2} edited "
        f"({untouched:.1f} s untouched); {out + back:.1f} s (under {MOST_SECONDS} s)"
    )
