"""First ``focuskit run`` on the 28 interviews against a script that loads the model and pipes the texts."""

import sys
import tempfile
from pathlib import Path

from measure import CODEBOOK, focuskit, interviews, seconds

with tempfile.TemporaryDirectory() as folder:
    place = Path(folder)
    pipe = [sys.executable, str(Path(__file__).with_name("spacy_floor.py")), str(place / "texts")]
    for turn in ("first", "second"):
        output = place / turn
        ours = seconds(focuskit("run", *interviews(), "--codebook", CODEBOOK, "--output", output))
        seconds(focuskit("export", "text", place / "texts", "--project", output / "project"))
        floor = seconds(pipe)
        print(f"run {ours:.1f} s, load and pipe {floor:.1f} s: {ours / floor:.2f} times (at most 1.4)")
