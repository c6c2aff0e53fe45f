"""A moment of fuzzing of every reader, the same each time; ``bench/fuzz.py`` does so for as long as asked."""

from __future__ import annotations

import signal
from random import Random

import pytest

from focuskit.transcripts.formats import READERS
from focuskit.transcripts.inputs import TRANSCRIPT_SUFFIXES
from fuzzing.guards import finding_of, watched
from fuzzing.mutations import TOKENS, mutate
from fuzzing.readers import targets

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGVTALRM"), reason="processor time cannot be limited here"
)
N_CHANGES = 25


@pytest.mark.parametrize("name", targets())
def test_no_changed_file_breaks_a_reader(tmp_path, name):
    target = targets()[name]
    seeds = target.seeds()
    rng = Random(name)  # noqa: S311 (no secret: the same changes each time)
    files = [*seeds, *(mutate(rng.choice(seeds), target.kind, rng, seeds) for _ in range(N_CHANGES))]
    found = {}
    for number, data in enumerate(files):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / f"a{target.suffix}"
        path.write_bytes(data)
        finding = finding_of(lambda path=path: target.run(path), folder)
        if finding is not None:
            found[finding] = data[:200]
    assert found == {}


@pytest.mark.parametrize("name", targets())
def test_a_file_as_it_is_written_is_read_by_every_reader_and_another_is_told(tmp_path, name):
    target = targets()[name]
    for number, data in enumerate((b"", b"\x00" * 50, b"PK\x03\x04", *TOKENS[:8])):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / f"a{target.suffix}"
        path.write_bytes(data)
        assert finding_of(lambda path=path: target.run(path), folder) is None


def test_every_format_is_fuzzed():
    assert set(READERS) == TRANSCRIPT_SUFFIXES
    assert {suffix.removeprefix(".") for suffix in READERS} - {"htm"} <= set(targets())


def test_what_may_not_happen_is_found(tmp_path):
    inside = tmp_path / "dedans"
    inside.mkdir()

    def endless():
        while True:
            pass

    def told():
        import warnings  # noqa: PLC0415 (what a reader might do)

        warnings.warn("attention", stacklevel=1)

    assert finding_of(lambda: None, inside) is None
    assert "ZeroDivisionError" in finding_of(lambda: 1 / 0, inside)
    assert "UserWarning" in finding_of(told, inside)
    assert "processor time" in finding_of(endless, inside, seconds=0.1)
    assert "written outside" in finding_of(lambda: (tmp_path / "dehors").write_text("x"), inside)
    assert finding_of(lambda: (inside / "a").write_text("x"), inside) is None
    with watched(inside) as seen:
        (tmp_path / "ailleurs").mkdir()
    assert seen
