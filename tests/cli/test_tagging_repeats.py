"""Tagging gives the same suggestions whatever the order of files, the number of jobs and the hash seed."""

import csv
import os
import subprocess
import sys


def run(seed, *arguments):
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, "-m", "focuskit", *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def quoted(tmp_path, study, codebook, *, seed, jobs, backwards):
    project = tmp_path / f"p{seed}"
    files = sorted((path for path in study.rglob("*.txt")), reverse=backwards)
    run(seed, "init", project, "--codebook", codebook)
    for path in files:
        run(seed, "import", path, "--project", project)
    run(seed, "segment", "--project", project)
    run(seed, "tag", "--jobs", jobs, "--project", project)
    run(seed, "tag", "--project", project)
    table = project / "quotations.csv"
    run(seed, "table", "quotations", "--output", table, "--project", project)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted((row["document"], row["segment"], row["codes"], row["evidence"]) for row in rows)


def test_suggestions_depend_on_neither_order_nor_jobs_nor_hash_seed(tmp_path, study, codebook):
    one = quoted(tmp_path, study, codebook, seed=1, jobs=1, backwards=False)
    other = quoted(tmp_path, study, codebook, seed=2, jobs=2, backwards=True)
    assert len(one) > 2
    assert any(codes for _, _, codes, _ in one)
    assert one == other
