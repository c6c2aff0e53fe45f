"""18,000 written answers from file to themes table, against spaCy's bare pipe over the same texts.

``init``, ``import``, ``segment``, ``tag`` and ``table themes`` one after the other, process starts included;
the floor loads the whole model and pipes every answer (`spacy_floor.py`). Then ten times the answers, as ten
files, for the peak memory. FOCUSKIT_CORPORA tells where the answers are.
"""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import CODEBOOK, focuskit, peak_megabytes, seconds

COPIES = 10


def answers() -> Path:
    """Return the table of answers of ``$FOCUSKIT_CORPORA/grand_debat``."""
    place = os.environ.get("FOCUSKIT_CORPORA")
    if not place:
        sys.exit("Set FOCUSKIT_CORPORA to the folder of outside data.")
    return Path(place) / "grand_debat" / "reponses_transition.csv"


def chain(project: Path, inputs: Path, *options: str) -> float:
    """Return the seconds from files to themes table."""
    spent = seconds(focuskit("init", project, "--codebook", CODEBOOK))
    spent += seconds(focuskit("import", inputs, "--project", project))
    spent += seconds(focuskit("segment", "--project", project))
    spent += seconds(focuskit("tag", "--project", project, *options))
    return spent + seconds(
        focuskit("table", "themes", "--output", project / "themes.csv", "--project", project)
    )


def main(folder: Path) -> None:
    """Measure, and say so."""
    table = folder / "once" / "answers.csv"
    table.parent.mkdir()
    table.write_bytes(answers().read_bytes())
    once = chain(folder / "p1", table)
    peak = peak_megabytes()
    both = chain(folder / "p2", table, "--jobs", "2")
    print(f"one process {once:.1f} s, two {both:.1f} s; peak memory {peak:.0f} MB")
    texts = folder / "texts"
    texts.mkdir()
    with table.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            (texts / f"{number:06}.txt").write_text(row["texte"], encoding="utf-8")
    floor = seconds([sys.executable, str(Path(__file__).with_name("spacy_floor.py")), str(texts)])
    print(f"bare pipe {floor:.1f} s: {once / floor:.2f} times, {both / floor:.2f} with two (at most 1.3)")
    if "--memory" in sys.argv:
        many = folder / "many"
        many.mkdir()
        for copy in range(COPIES):
            (many / f"answers{copy}.csv").write_bytes(table.read_bytes().replace(b"gd", f"g{copy}".encode()))
        code = "import sys; sys.path.insert(0, sys.argv[1]); import answers; from pathlib import Path"
        code += "; answers.chain(Path(sys.argv[2]), Path(sys.argv[3])); print(answers.peak_megabytes())"
        command = [sys.executable, "-c", code, str(Path(__file__).parent), str(folder / "p3"), str(many)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        ten = float(done.stdout)
        print(f"ten times the answers: peak {ten:.0f} MB, {ten / peak:.2f} times (at most 1.3)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(Path(place))
