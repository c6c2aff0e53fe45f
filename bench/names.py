"""Names found, replaced and looked for in a project of 150,000 words: time and peak memory of each command.

The texts are the 18 transcripts of ``tests/workflow/name_mentions.json`` (FOCUSKIT_CORPORA), several times.
Every proposal that the machine is sure of is accepted.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import ROOT, focuskit, peak_megabytes, seconds

from focuskit.store import create_project, load_documents, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents

N_WORDS = 150_000
MOST_ROUNDS = 5


def main() -> None:
    """Measure the three commands."""
    place = os.environ.get("FOCUSKIT_CORPORA")
    if not place:
        sys.exit("Set FOCUSKIT_CORPORA to the folder of outside data.")
    told = json.loads((ROOT / "tests/workflow/name_mentions.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        os.environ |= {"FOCUSKIT_DATA": str(base / "data"), "FOCUSKIT_PASSPHRASE": "une phrase de passe"}
        project, n_words = _project(base, [Path(place) / path for path in told])
        print(f"{n_words} words")
        sheet = base / "noms.csv"
        _tell("--sheet", seconds(focuskit("pseudonymise", "--sheet", sheet, "--project", project)))
        _accept(sheet)
        _tell("--apply", seconds(focuskit("pseudonymise", "--apply", sheet, "--project", project)))
        start = time.perf_counter()
        command = focuskit("pseudonymise", "--check", project, "--project", project)
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        print(f"--check ended with {done.returncode}")
        _tell("--check", time.perf_counter() - start)


def _project(base: Path, sources: list[Path]) -> tuple[Path, int]:
    create_project(base / "study")
    folder = open_project(base / "study")
    n_words = 0
    for number in range(1, MOST_ROUNDS + 1):
        if n_words >= N_WORDS:
            break
        for source in sources:
            copy = base / f"copies{number}" / f"{source.stem} {number}{source.suffix}"
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(source.read_bytes() + f"\n\n{number} fois.\n".encode())
        import_documents(folder, [base / f"copies{number}"], Reading())
        with folder.reading() as connection:
            n_words = sum(len(one.text.split()) for one in load_documents(connection))
    return base / "study", n_words


def _accept(sheet: Path) -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for row in rows[1:]:
        row[0] = "non" if row[3].endswith("?") else "oui"
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _tell(what: str, taken: float) -> None:
    print(f"{what}: {taken:.1f} s; peak so far {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
