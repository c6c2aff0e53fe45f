"""``focuskit tag`` on 500,000 words: the first time, and again after an edit of the codebook.

The 28 interviews are repeated under other names until there are 500,000 words. The edit adds an expression
with a new word to one code and takes one away from another. Process start is included on both sides.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from measure import CODEBOOK, focuskit, interviews, peak_megabytes, seconds

WORDS = 500_000


def n_words(project: Path) -> int:
    """Ask the project for its words."""
    command = focuskit("status", "--json", "--project", project)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return sum(document["words"] for document in json.loads(done.stdout)["documents"])


with tempfile.TemporaryDirectory() as folder:
    place = Path(folder)
    project = place / "project"
    seconds(focuskit("init", project, "--codebook", CODEBOOK))
    copy = 0
    while not copy or n_words(project) < WORDS:
        (place / f"copy{copy}").mkdir()
        for file in interviews():
            shutil.copy(file, place / f"copy{copy}" / f"{copy:02}-{file.name}")
        seconds(focuskit("import", place / f"copy{copy}", "--project", project))
        copy += 1
    seconds(focuskit("segment", "--project", project))
    first = seconds(focuskit("tag", "--project", project))
    own = project / "codebook.yaml"
    lines = own.read_text("utf-8").splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if line.strip() == "rules:"]
    indent = lines[places[0]].split("rules:")[0]
    lines.insert(places[0] + 1, f"{indent}- zucchini farcie\n")
    own.write_text("".join(lines), encoding="utf-8")
    again = seconds(focuskit("tag", "--project", project))
    print(
        f"{n_words(project)} words: first tag {first:.1f} s, after an edit {again:.1f} s: "
        f"{first / again:.1f} times faster (at least 8)"
    )
    unchanged = seconds(focuskit("tag", "--project", project))
    print(f"nothing changed: {unchanged:.1f} s")
    print(f"peak memory {peak_megabytes():.0f} MB (under 2000)")
    seconds(focuskit("report", "--project", project))
    seconds(focuskit("table", "quotations", "--output", place / "q.csv", "--project", project))
    print(f"peak memory with report and table {peak_megabytes():.0f} MB (under 2000)")
