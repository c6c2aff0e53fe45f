"""What was sealed, for its owner: opened again outside the project, and another passphrase."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from focuskit.errors import UsageError
from focuskit.exchange.name_sheet import write_name_sheet
from focuskit.store import ProjectFolder
from focuskit.store.name_vault import NameVault, names_are_sealed, vault_path
from focuskit.writing import write_private

_TABLE = "noms.csv"
_OWNER_ALONE = 0o700


def reopen_names(folder: ProjectFolder, target: Path, passphrase: str) -> int:
    """Write the table of names, the texts and files as they were into a new folder; return how many.

    Nothing in the project changes. Of several contents that one file had, the later ones get a number.

    Raises
    ------
    UsageError
        If nothing was sealed, the passphrase is wrong, or the folder lies in the project or holds anything.
    OutputError
        If a file cannot be written.
    """
    vault = _vault(folder, passphrase)
    if target.resolve().is_relative_to(folder.path.resolve()):
        raise UsageError("names.sheet_inside", path=str(target))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError("names.folder_there", path=str(target))
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(_OWNER_ALONE)
    write_name_sheet(vault.entries, target / _TABLE)
    sealed = vault.sealed_files()
    for name, content in sealed:
        write_private(_free(target, name), content)
    return len(sealed) + 1


def change_passphrase(folder: ProjectFolder, passphrase: str, other: str) -> None:
    """Let another passphrase open what is sealed.

    Raises
    ------
    UsageError
        If nothing was sealed, the first passphrase is wrong, or the other one too short.
    """
    _vault(folder, passphrase).change_passphrase(other)


def _vault(folder: ProjectFolder, passphrase: str) -> NameVault:
    if not names_are_sealed(folder):
        raise UsageError("names.nothing_sealed")
    return NameVault(vault_path(folder), passphrase)


def _free(target: Path, name: str) -> Path:
    """Return a path below a folder that no file has; no part of a name leads out of it."""
    parts = [part for part in PurePosixPath(name).parts if part not in {"/", "..", "."}]
    path = target.joinpath(*parts)
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{Path(parts[-1]).stem} ({number}){path.suffix}")
    return path
