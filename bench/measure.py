"""Running commands for the benchmarks: wall time, peak memory, and where outside data is."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
CODEBOOK = ROOT / "codebooks" / "transitions.yaml"


def interviews() -> list[Path]:
    """Return the 28 Word interviews of ``$FOCUSKIT_CORPORA/artisans_docx``."""
    place = os.environ.get("FOCUSKIT_CORPORA")
    if not place:
        sys.exit("Set FOCUSKIT_CORPORA to the folder of outside data.")
    return sorted((Path(place) / "artisans_docx").glob("*.docx"))


def seconds(command: Sequence[str], *, repeat: int = 1) -> float:
    """Return the median wall time of a command in seconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak_megabytes() -> float:
    """Return the largest peak memory of any finished child process, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def focuskit(*arguments: str | Path) -> list[str]:
    """Return the command line of focuskit with these arguments."""
    return [sys.executable, "-m", "focuskit", *(str(argument) for argument in arguments)]
