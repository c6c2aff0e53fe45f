"""Checking a package for an archive: its checksums, and that nobody's words are in it without consent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import DepositError, OutputError
from focuskit.exchange.deposit import bag_faults, read_bag
from focuskit.exchange.haystack import readings_of
from focuskit.model.consent import ConsentUse
from focuskit.store import ProjectFolder
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.deposit import load_grounds, words_out
from focuskit.workflow.tag import load_codebook


@dataclass(frozen=True, slots=True)
class DepositCheck:
    """What a check found.

    Parameters
    ----------
    faults
        What is wrong (``changed``, ``missing``, ``unknown``) with which file.
    places
        Files that hold words without consent; ``None`` where there was no project to know them from.
    """

    n_files: int
    faults: tuple[tuple[str, str], ...]
    places: tuple[str, ...] | None


def check_deposit(path: Path, folder: ProjectFolder | None) -> DepositCheck:
    """Check a package, folder or zip.

    Raises
    ------
    DepositError
        If there is no package at that place.
    """
    try:
        bag = read_bag(path) if path.exists() else None
    except OSError as fault:
        raise OutputError(path=str(path), reason=fault.strerror or type(fault).__name__) from fault
    if bag is None:
        raise DepositError("deposit.no_bag", path=str(path))
    places = None
    if folder is not None:
        codebook, _ = load_codebook(folder)
        without = load_corpus(folder, codebook).people_without(ConsentUse.ARCHIVE) or frozenset()
        words = words_out(load_grounds(folder, without))
        places = tuple(
            name
            for name, content in bag.items()
            if any(words.is_in(read) for _, read in readings_of(content))
        )
    return DepositCheck(len(bag), tuple(bag_faults(bag)), places)
