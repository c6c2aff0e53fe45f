"""Change files for minutes, guided by coverage, and see what every reader of them does.

``python bench/fuzz.py READER --minutes 10 --keep FOLDER`` prints what was found; ``--list`` names the readers.
Needs ``pip install atheris``; without it changes are made blindly.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
_INSTRUMENTED = ["focuskit", "pypdf", "striprtf", "praatio", "odf", "openpyxl", "ruamel", "docx", "zipfile", "json", "tomllib"]
_LARGEST = 1 << 18
_ADDED_MEMORY = 3 << 30
_STUCK_S = 120


class Run:
    """One reader being fuzzed: what was tried and what was found."""

    def __init__(self, name: str, keep: Path, minutes: float) -> None:
        from fuzzing.guards import finding_of  # noqa: PLC0415 (after instrumentation is set up)
        from fuzzing.readers import targets  # noqa: PLC0415 (same)

        self.target = targets()[name]
        self.finding_of = finding_of
        self.keep = keep / name
        self.keep.mkdir(parents=True, exist_ok=True)
        self.place = Path(tempfile.mkdtemp(prefix="focuskit-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.seeds = self.target.seeds()
        self.others = tuple(one for one in self.seeds if len(one) < _LARGEST)
        self.ends = time.monotonic() + minutes * 60
        self.began, self.processor = time.monotonic(), time.process_time()
        self.n = 0
        self.found: dict[str, int] = {}

    def one(self, data: bytes) -> None:
        """Read one input; keep it if something is broken that was not seen yet."""
        folder = self.place / "in"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / f"a{self.target.suffix}"
        path.write_bytes(data)
        (self.keep / "last").write_bytes(data)
        finding = self.finding_of(lambda: self.target.run(path), folder)
        self.n += 1
        if finding is not None:
            if finding not in self.found:
                name = hashlib.sha256(finding.encode()).hexdigest()[:12]
                (self.keep / f"found-{name}{self.target.suffix}").write_bytes(data)
                print(f"FOUND {self.target.name} {name} {finding}", flush=True)
            self.found[finding] = self.found.get(finding, 0) + 1
        if time.monotonic() > self.ends:
            self.tell()
            os._exit(0)

    def tell(self) -> None:
        """Print what was done."""
        clock, spent = time.monotonic() - self.began, time.process_time() - self.processor
        print(f"DONE {self.target.name} minutes={clock / 60:.1f} processor_s={spent:.0f} runs={self.n} kinds={len(self.found)}", flush=True)
        for finding, n in sorted(self.found.items(), key=lambda one: -one[1]):
            print(f"  {n:7} {finding}", flush=True)
        shutil.rmtree(self.place, ignore_errors=True)


def _limit_memory() -> None:
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (used + _ADDED_MEMORY, used + _ADDED_MEMORY))


def _guided(run: Run) -> None:
    import atheris  # noqa: PLC0415 (only where it is installed)

    from fuzzing.mutations import mutate  # noqa: PLC0415 (after instrumentation is set up)

    corpus = run.keep / "corpus"
    corpus.mkdir(exist_ok=True)
    for one in run.others:
        (corpus / hashlib.sha256(one).hexdigest()[:16]).write_bytes(one)

    def change(data: bytes, largest: int, seed: int) -> bytes:
        rng = Random(seed)
        if run.target.kind in {"text", "pdf"} and rng.random() < 0.3:
            return bytes(atheris.Mutate(data, largest))
        made = mutate(data or rng.choice(run.others), run.target.kind, rng, run.others)
        return made if len(made) <= largest else data[:largest]

    options = [f"-max_len={_LARGEST}", "-rss_limit_mb=0", f"-timeout={_STUCK_S}", "-print_final_stats=1", "-verbosity=1", f"-artifact_prefix={run.keep}/"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], run.one, custom_mutator=change)
    atheris.Fuzz()


def _blind(run: Run) -> None:
    from fuzzing.mutations import mutate  # noqa: PLC0415 (same)

    rng = Random(time.time_ns())
    while True:
        data = rng.choice(run.others)
        for _ in range(rng.choice((1, 1, 2, 4))):
            data = mutate(data, run.target.kind, rng, run.others)
        run.one(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", nargs="?")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "focuskit-fuzz")
    parser.add_argument("--blind", action="store_true", help="do without atheris")
    parser.add_argument("--list", action="store_true")
    chosen = parser.parse_args()
    if chosen.list:
        from fuzzing.readers import targets  # noqa: PLC0415 (heavy)

        print("\n".join(targets()))
        return
    blind = chosen.blind
    with contextlib.ExitStack() as stack:
        try:
            import atheris  # noqa: PLC0415 (only where it is installed)

            if not blind:
                stack.enter_context(atheris.instrument_imports(include=_INSTRUMENTED))
        except ImportError:
            blind = True
        run = Run(chosen.reader, chosen.keep, chosen.minutes)
        _limit_memory()
        for seed in run.seeds:
            run.one(seed)
        if run.found:
            print("SEEDS ARE BROKEN", flush=True)
        (_blind if blind else _guided)(run)


if __name__ == "__main__":
    main()
