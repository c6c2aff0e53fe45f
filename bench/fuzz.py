"""Change files for minutes, guided by coverage, and see what every reader of them does.

``python bench/fuzz.py READER [READER...] --minutes 10 --keep FOLDER`` prints what was found; ``--list`` names
the readers. Several readers share the time. Needs ``pip install atheris``; without it changes are blind.
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
from collections import Counter
from pathlib import Path
from random import Random
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.dont_write_bytecode = True
_INSTRUMENTED = [
    "focuskit", "pypdf", "striprtf", "praatio", "odf", "openpyxl", "ruamel", "docx", "zipfile", "json",
    "tomllib",
]  # fmt: skip
_LARGEST = 1 << 18
_ADDED_MEMORY = 3 << 30
_STUCK_S = 120
_MOST_HELD = 300
_FOR_THE_LAST = 0.6


class _Reader:
    """One reader being fuzzed: what was tried, how long it took, and what was found."""

    def __init__(self, name: str, keep: Path) -> None:
        from fuzzing.readers import targets  # noqa: PLC0415 (after instrumentation is set up)

        self.target = targets()[name]
        self.keep = keep / name
        self.keep.mkdir(parents=True, exist_ok=True)
        self.seeds = tuple(one for one in self.target.seeds() if len(one) < _LARGEST)
        self.pool = list(self.seeds)
        self.n, self.processor_s = 0, 0.0
        self.found: Counter[str] = Counter()

    def one(self, data: bytes, folder: Path) -> None:
        """Read one input; keep it if something is broken that was not seen yet."""
        from fuzzing.guards import finding_of  # noqa: PLC0415 (after instrumentation is set up)

        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / f"a{self.target.suffix}"
        path.write_bytes(data)
        (self.keep / "last").write_bytes(data)
        began = time.process_time()
        finding = finding_of(lambda: self.target.run(path), folder)
        self.processor_s += time.process_time() - began
        self.n += 1
        if finding is None:
            return
        if finding not in self.found:
            name = hashlib.sha256(finding.encode()).hexdigest()[:12]
            (self.keep / f"found-{name}{self.target.suffix}").write_bytes(data)
            print(f"FOUND {self.target.name} {name} {finding}", flush=True)
        self.found[finding] += 1

    def change(self, data: bytes, rng: Random) -> bytes:
        """Return other bytes for this reader."""
        from fuzzing.mutations import mutate  # noqa: PLC0415 (after instrumentation is set up)

        return mutate(data or rng.choice(self.seeds), self.target.kind, rng, self.seeds)

    def hold(self, data: bytes, rng: Random) -> None:
        """Hold an input that was worth keeping, to begin with later."""
        if len(self.pool) < _MOST_HELD:
            self.pool.append(data)
        else:
            self.pool[rng.randrange(len(self.pool))] = data

    def told(self) -> str:
        """Return what was done in one line."""
        spent, kinds = self.processor_s, len(self.found)
        return f"DONE {self.target.name} processor_s={spent:.0f} runs={self.n} kinds={kinds}"


class _Fuzzing:
    """The readers that share the time; the first byte of an input tells whose it is."""

    def __init__(self, names: list[str], keep: Path, minutes: float) -> None:
        self.readers = [_Reader(name, keep) for name in names]
        self.place = Path(tempfile.mkdtemp(prefix="focuskit-fuzz-"))
        self.ends = time.monotonic() + minutes * 60
        for reader in self.readers:
            for seed in reader.seeds:
                reader.one(seed, self.place / "in")  # loads what it needs, which takes time
            reader.found.clear()
            for seed in reader.seeds:
                reader.one(seed, self.place / "in")
            if reader.found:
                print(f"SEEDS ARE BROKEN {reader.target.name}", flush=True)

    def one(self, data: bytes) -> None:
        """Give one input to its reader; end when the time is over."""
        if data:
            self.readers[data[0] % len(self.readers)].one(data[1:], self.place / "in")
        if time.monotonic() > self.ends:
            self.end()

    def change(self, data: bytes, rng: Random) -> bytes:
        """Return a changed input, mostly one for the reader that had least time."""
        if data:
            self.readers[data[0] % len(self.readers)].hold(data[1:], rng)
        if not data or rng.random() < _FOR_THE_LAST:
            place = min(range(len(self.readers)), key=lambda one: self.readers[one].processor_s)
            data = bytes([place]) + rng.choice(self.readers[place].pool)
            for _ in range(rng.choice((0, 1, 3))):
                data = data[:1] + self.readers[place].change(data[1:], rng)
        return data[:1] + self.readers[data[0] % len(self.readers)].change(data[1:], rng)

    def end(self) -> NoReturn:
        """Print what was done and stop, whatever drives it."""
        for reader in self.readers:
            print(reader.told(), flush=True)
            for finding, n in reader.found.most_common():
                print(f"  {n:7} {finding}", flush=True)
        shutil.rmtree(self.place, ignore_errors=True)
        os._exit(0)


def _limit_memory() -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    most = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page + _ADDED_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _guided(fuzzing: _Fuzzing, keep: Path) -> None:
    import atheris  # noqa: PLC0415 (only where it is installed)

    corpus = keep / "-".join(reader.target.name for reader in fuzzing.readers)[:100]
    corpus.mkdir(exist_ok=True)
    for place, reader in enumerate(fuzzing.readers):
        for one in reader.seeds:
            name = hashlib.sha256(one).hexdigest()[:16]
            (corpus / f"{place}-{name}").write_bytes(bytes([place]) + one)

    def change(data: bytes, largest: int, seed: int) -> bytes:
        rng = Random(seed)  # noqa: S311 (no secret: changes to files)
        kind = fuzzing.readers[data[0] % len(fuzzing.readers)].target.kind if data else ""
        if kind in {"text", "pdf"} and rng.random() < 0.2:
            return data[:1] + bytes(atheris.Mutate(data[1:], largest - 1))
        made = fuzzing.change(data, rng)
        return made if len(made) <= largest else data[:largest]

    options = [f"-max_len={_LARGEST}", "-rss_limit_mb=0", f"-timeout={_STUCK_S}", f"-artifact_prefix={keep}/"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], fuzzing.one, custom_mutator=change)
    atheris.Fuzz()


def _blind(fuzzing: _Fuzzing) -> None:
    rng = Random(time.time_ns())  # noqa: S311 (no secret: changes to files)
    while True:
        fuzzing.one(fuzzing.change(b"", rng))


def main() -> None:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "focuskit-fuzz")
    parser.add_argument("--blind", action="store_true", help="do without atheris")
    parser.add_argument("--list", action="store_true")
    chosen = parser.parse_args()
    blind = chosen.blind
    with contextlib.ExitStack() as stack:
        if chosen.list:
            from fuzzing.readers import targets  # noqa: PLC0415 (heavy)

            print("\n".join(targets()))
            return
        try:
            import atheris  # noqa: PLC0415 (only where it is installed)

            if not blind:
                stack.enter_context(atheris.instrument_imports(include=_INSTRUMENTED))
        except ImportError:
            blind = True
        fuzzing = _Fuzzing(chosen.readers, chosen.keep, chosen.minutes)
        _limit_memory()
        if blind:
            _blind(fuzzing)
        _guided(fuzzing, chosen.keep)


if __name__ == "__main__":
    main()
