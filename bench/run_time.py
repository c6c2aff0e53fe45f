"""First ``focuskit run`` on the 28 interviews against a script that loads the model and pipes the texts."""

import sys
import tempfile
from pathlib import Path

from measure import CODEBOOK, focuskit, interviews, seconds

with tempfile.TemporaryDirectory() as folder:
    place = Path(folder)
    files = interviews()
    run = seconds(focuskit("run", *files, "--codebook", CODEBOOK, "--output", place / "out"))
    seconds(focuskit("export", "text", place / "texts", "--project", place / "out" / "project"))
    floor = seconds([sys.executable, str(Path(__file__).with_name("spacy_floor.py")), str(place / "texts")])
    run_again = seconds(focuskit("run", *files, "--codebook", CODEBOOK, "--output", place / "again"))
    floor_again = seconds([sys.executable, str(Path(__file__).with_name("spacy_floor.py")), str(place / "texts")])
    for ours, theirs in ((run, floor), (run_again, floor_again)):
        print(f"run {ours:.1f} s, load and pipe {theirs:.1f} s: {ours / theirs:.2f} times (at most 1.4)")
