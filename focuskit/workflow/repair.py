"""Repair: what of a damaged project can be had again, from its own pages, copies and original files."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from focuskit.errors import FocuskitError, OutputError, ProjectNotFoundError
from focuskit.messages import say
from focuskit.store import ProjectFolder, create_project, open_project
from focuskit.store.damage import LOGS, copy_database, damage_of, is_older
from focuskit.store.folder import DATABASE_NAME, unopened_project
from focuskit.store.leftovers import clear_leftovers, leftovers
from focuskit.store.originals import ERASING
from focuskit.store.rebuild import Rebuilt, Sound, rebuild_database, sound_rows
from focuskit.store.salvage import salvage
from focuskit.store.settings_file import SETTINGS_NAME
from focuskit.store.snapshot_folder import MANIFEST, is_snapshot
from focuskit.store.snapshot_restore import restore_snapshot
from focuskit.store.snapshot_rows import Row, Rows, load_rows
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.repair_files import mend_codebook, mend_settings, tell_originals
from focuskit.workflow.segment import segment_documents

_WORK = ".repair.new"
_MADE_AGAIN = frozenset(
    {"document", "decision", "turn", "speaker", "segmentation", "segment", "tagging", "suggestion",
     "guide_match", "document_attribute", "problem"}
)  # fmt: skip
"""Tables of which lost rows are told otherwise, or are made again by another step."""
_OF_DOCUMENT = frozenset({"document", "text_version", "turn", "speaker"})


@dataclass(slots=True)
class Repair:
    """What a repair found, did and could not have again: sentences; and the figures behind them.

    Parameters
    ----------
    aside
        Folder, relative to the project, where the damaged files are; ``None`` if nothing was damaged.
    n_lost_decisions, lost_documents
        What is in no page that can be read, nor in any copy.
    """

    found: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    aside: str | None = None
    n_lost_decisions: int = 0
    lost_documents: tuple[str, ...] = ()

    def tell(self, where: list[str], key: str, **facts: Any) -> None:  # noqa: ANN401 (facts of a sentence)
        """Add a sentence."""
        where.append(say(f"repair.{key}", **facts))


def locate_damaged(given: Path | None) -> Path:
    """Return the folder of the project to repair: the one given, else the nearest that holds part of one.

    Raises
    ------
    ProjectNotFoundError
        If nothing tells that there is, or was, a project.
    """
    start = (given or Path.cwd()).absolute()
    for folder in (start, *start.parents):
        if any((folder / name).is_file() for name in (SETTINGS_NAME, DATABASE_NAME, f"{DATABASE_NAME}-wal")):
            return folder
    raise ProjectNotFoundError(str(given or Path.cwd()))


def repair_project(path: Path, *, copies: Sequence[Path] = (), is_trial: bool = False) -> Repair:
    """Repair what is damaged in a project's folder; what is whole stays as it is.

    Damaged files are kept aside, untouched. The database is made anew of every row that can be read, then of
    snapshots and backups (``copies`` first, then those in the folder, the newest first), then of the original
    files. Rows that cannot be true are not taken over.

    Parameters
    ----------
    copies
        Snapshots outside the project's folder.
    is_trial
        Only tell; nothing is changed.

    Raises
    ------
    ProjectInUseError
        If another command holds the project.
    OutputError
        If the folder cannot be written.
    """
    repair = Repair()
    with unopened_project(path).locked():
        work = path / _WORK
        try:
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
            _repair(path, work, copies, repair, is_trial=is_trial)
        except OSError as fault:
            raise OutputError(path=str(path), reason=fault.strerror or type(fault).__name__) from fault
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return repair


def _repair(path: Path, work: Path, copies: Sequence[Path], repair: Repair, *, is_trial: bool) -> None:
    aside = path / f"damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    left = list(leftovers(path))
    if left:
        repair.tell(repair.found, "leftovers", n=len(left))
        if not is_trial:
            clear_leftovers(path)
    snapshots = [*copies, *_snapshots(path)]
    mend_settings(path, aside, snapshots, repair, is_trial=is_trial)
    database = path / DATABASE_NAME
    copy = copy_database(database, work)
    damage = damage_of(copy)
    if damage is None and is_older(copy):
        repair.tell(repair.found, "older")
        return
    sound = sound_rows(salvage(copy_database(database, work)), work)
    if damage is None and sound.damaged:
        damage = ", ".join(sorted(sound.damaged))
    made = database
    if damage is not None:
        repair.tell(repair.found, "database", reason=damage)
        made = work / "rebuilt" / DATABASE_NAME
        made.parent.mkdir()
        rebuilt = rebuild_database(made, sound, _sources(path, work, sound, snapshots, repair))
        _tell_rebuilt(repair, sound, rebuilt)
        if not is_trial:
            _put_in_place(database, made, aside, rebuilt)
            made = database
            repair.aside = aside.name
    folder = unopened_project(made.parent)
    try:
        mend_codebook(folder, path, aside, repair, is_trial=is_trial)
        tell_originals(folder, path, snapshots, repair, is_trial=is_trial)
    finally:
        folder.engine.dispose()
    if aside.is_dir():
        repair.aside = aside.name


def _snapshots(path: Path) -> list[Path]:
    """Return the snapshots in a project's folder, the newest first."""
    found = [one.parent for one in path.rglob(MANIFEST) if is_snapshot(one.parent) and _WORK not in one.parts]
    return sorted(found, key=lambda one: (-(one / MANIFEST).stat().st_mtime_ns, str(one)))


def _sources(
    path: Path, work: Path, sound: Sound, snapshots: Sequence[Path], repair: Repair
) -> Mapping[str, Rows]:
    """Return the rows of other copies by the name of each; none that does not know of a withdrawal."""
    erased = _erasings(sound.rows)
    found: dict[str, Rows] = {}
    for name, rows in _copies(path, work, snapshots, repair):
        if erased <= _erasings(rows):
            found[name] = rows
        else:
            repair.tell(repair.found, "copy_before_erasing", copy=name)
    if _OF_DOCUMENT & sound.damaged and path.joinpath("transcripts").is_dir():
        found[say("repair.originals")] = _of_originals(path, work)
    return found


def _erasings(rows: Rows) -> set[str]:
    return {repr(row["facts"]) for row in rows["history"] if row["event"] in ERASING}


def _copies(path: Path, work: Path, snapshots: Sequence[Path], repair: Repair) -> Iterator[tuple[str, Rows]]:
    for number, snapshot in enumerate(snapshots):
        try:
            restore_snapshot(snapshot, work / f"copy{number}", with_originals=False)
            yield str(snapshot), _rows(work / f"copy{number}")
        except FocuskitError as fault:
            repair.found.append(str(fault))
    backups = [*path.glob("project.*backup.db"), *path.glob(f"damaged-*/{DATABASE_NAME}")]
    for backup in sorted(backups, key=lambda one: (-one.stat().st_mtime_ns, str(one))):
        place = work / backup.name
        place.mkdir(exist_ok=True)
        yield (
            backup.relative_to(path).as_posix(),
            sound_rows(salvage(copy_database(backup, place)), place).rows,
        )


def _of_originals(path: Path, work: Path) -> Rows:
    """Import the original files anew, apart."""
    place = work / "originals"
    create_project(place)
    folder = open_project(place)
    try:
        versions = path / "transcripts" / "versions"
        table = next(iter(sorted(path.glob("participants.*"))), None)
        import_documents(
            folder, [path / "transcripts"], Reading(), participants=table, without=list(versions.rglob("*"))
        )
        segment_documents(folder)
        with folder.reading() as connection:
            return load_rows(connection)
    finally:
        folder.engine.dispose()


def _rows(place: Path) -> Rows:
    folder: ProjectFolder = open_project(place)
    try:
        with folder.reading() as connection:
            return load_rows(connection)
    finally:
        folder.engine.dispose()


def _tell_rebuilt(repair: Repair, sound: Sound, rebuilt: Rebuilt) -> None:
    counts = sound.n_read
    repair.tell(
        repair.done,
        "read",
        documents=counts["document"],
        decisions=counts["decision"],
        codings=counts["coding"],
        memos=counts["memo"],
    )
    for source, brought in rebuilt.completed.brought.items():
        if brought:
            facts = {
                "documents": brought["document"],
                "decisions": brought["decision"],
                "codings": brought["coding"] + brought["orphan"],
                "n": sum(brought.values()),
            }
            repair.tell(repair.done, "brought", copy=source, **facts)
    if rebuilt.n_codings:
        repair.tell(repair.done, "codings", n=rebuilt.n_codings)
    if rebuilt.n_decisions:
        repair.tell(repair.done, "decisions", n=rebuilt.n_decisions)
    _tell_lost(repair, sound, rebuilt)


def _tell_lost(repair: Repair, sound: Sound, rebuilt: Rebuilt) -> None:
    lost = Counter(table for table, _ in rebuilt.dropped)
    there = {row["name"] for row in rebuilt.completed.rows["document"]}
    gone = [row["name"] for table, row in rebuilt.dropped if table == "document" and row["name"] not in there]
    repair.lost_documents = tuple(sorted(set(gone)))
    if repair.lost_documents:
        repair.tell(
            repair.lost,
            "lost_documents",
            n=len(repair.lost_documents),
            names=", ".join(repair.lost_documents),
        )
    if "decision" in sound.damaged:
        repair.n_lost_decisions = max(lost["decision"], _gaps(rebuilt.completed.rows))
        if repair.n_lost_decisions:
            repair.tell(repair.lost, "lost_decisions", n=repair.n_lost_decisions)
        elif "decision" in sound.unread:
            repair.tell(repair.lost, "lost_uncounted")
    others = sum(n for table, n in lost.items() if table not in _MADE_AGAIN)
    if others:
        repair.tell(repair.lost, "lost_rows", n=others)
    repair.tell(repair.done, "tag_again")


def _gaps(rows: Rows) -> int:
    """Return how many numbers are missing among what was decided, one after the other."""
    numbers: set[int] = set()
    for table in ("decision", "codebook_edit", "written_cell"):
        numbers |= {row["number"] for row in rows[table]}
    return max(numbers) - min(numbers) + 1 - len(numbers) if numbers else 0


def _put_in_place(database: Path, made: Path, aside: Path, rebuilt: Rebuilt) -> None:
    """Keep the damaged files aside, then put the new database in their place."""
    aside.mkdir(exist_ok=True)
    for ending in ("", *LOGS):
        damaged = database.with_name(f"{database.name}{ending}")
        if damaged.is_file():
            shutil.copyfile(damaged, aside / damaged.name)
            (aside / damaged.name).chmod(0o600)
    if rebuilt.dropped:
        lines = "".join(_line(table, row) for table, row in rebuilt.dropped)
        (aside / "lost.jsonl").write_text(lines, encoding="utf-8")
        (aside / "lost.jsonl").chmod(0o600)
    for ending in LOGS:
        database.with_name(f"{database.name}{ending}").unlink(missing_ok=True)
    made.replace(database)


def _line(table: str, row: Row) -> str:
    return json.dumps({"table": table, **row}, ensure_ascii=False, sort_keys=True, default=repr) + "\n"
