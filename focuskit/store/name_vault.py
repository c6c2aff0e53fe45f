"""The table of names and what was sealed: outside the project, encrypted, for its owner alone.

A key is derived from the passphrase by scrypt (Percival & Josefsson 2016, RFC 7914; n = 2^15, r = 8, p = 1:
32 MiB a try); content is encrypted and authenticated by Fernet (AES-128-CBC, HMAC-SHA-256).
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from platformdirs import user_data_path
from sqlalchemy import insert, select

from focuskit.errors import UsageError
from focuskit.model.names import NameCase, NameEntry, NameKind, NameVerdict, name_key
from focuskit.store import schema as s
from focuskit.writing import make_folder, write_private

if TYPE_CHECKING:
    from focuskit.store.folder import ProjectFolder

_ID = "names_id"
_TABLE, _KEY, _OLD_SALT = "names.sealed", "key.sealed", "salt"
_SALT_BYTES, _KEY_BYTES, _COST = 16, 32, 2**15
_SHORTEST = 8


class NameVault:
    """The sealed folder of one project.

    Its content is encrypted with a key drawn at random; that key is encrypted with one derived from the
    passphrase, so that another passphrase rewrites one small file.

    Parameters
    ----------
    path
        The folder, made at the first sealing.
    passphrase
        Whoever forgets it has lost the table: there is no other way in.

    Raises
    ------
    UsageError
        If the passphrase is not that of the folder, or is too short for a new one.
    """

    def __init__(self, path: Path, passphrase: str) -> None:
        self.path = path
        self._new_head = b""
        if (path / _KEY).is_file():
            self._key = _opened((path / _KEY).read_bytes(), passphrase)
        elif (path / _OLD_SALT).is_file():
            self._key = _derived(passphrase, (path / _OLD_SALT).read_bytes())
        else:
            self._key = secrets.token_bytes(_KEY_BYTES)
            self._new_head = _closed(self._key, passphrase)
        self._fernet = Fernet(base64.urlsafe_b64encode(self._key))
        self._entries = self._read() if (path / _TABLE).is_file() else ()

    @property
    def entries(self) -> tuple[NameEntry, ...]:
        """The names decided so far."""
        return self._entries

    def save(self, entries: tuple[NameEntry, ...]) -> None:
        """Keep the table of names."""
        rows = [
            [one.kind, one.key, list(one.spellings), one.replacement, one.verdict, one.case]
            for one in entries
        ]
        self._prepare()
        write_private(self.path / _TABLE, self._fernet.encrypt(json.dumps(rows).encode()))
        self._entries = entries

    def seal(self, name: str, content: bytes) -> None:
        """Keep a file under a name that tells nothing; its own name is sealed with it. Twice is once."""
        self._prepare()
        head = json.dumps({"name": name}).encode()
        digest = hmac.new(self._key, head + content, "sha256").hexdigest()
        place = self.path / "files" / f"{digest}.sealed"
        if not place.is_file():
            write_private(place, self._fernet.encrypt(head + b"\n" + content))

    def sealed_files(self) -> list[tuple[str, bytes]]:
        """Return all files sealed, with their names, in the order of these and of their sealing."""
        found = []
        for path in sorted((self.path / "files").glob("*.sealed"), key=lambda one: one.stat().st_mtime):
            head, _, content = self._fernet.decrypt(path.read_bytes()).partition(b"\n")
            found.append((str(json.loads(head)["name"]), content))
        return sorted(found, key=lambda pair: pair[0])

    def change_passphrase(self, passphrase: str) -> None:
        """Let another passphrase open the folder, and the one before no longer.

        Raises
        ------
        UsageError
            If it is too short.
        """
        write_private(self.path / _KEY, _closed(self._key, passphrase))
        (self.path / _OLD_SALT).unlink(missing_ok=True)

    def _prepare(self) -> None:
        make_folder(self.path / "files")
        for folder in (self.path, self.path / "files"):
            folder.chmod(0o700)
        if self._new_head:
            write_private(self.path / _KEY, self._new_head)
            self._new_head = b""

    def _read(self) -> tuple[NameEntry, ...]:
        try:
            rows = json.loads(self._fernet.decrypt((self.path / _TABLE).read_bytes()))
        except InvalidToken as fault:
            raise UsageError("names.wrong_passphrase") from fault
        return tuple(_entry(*row) for row in rows)


def is_sealed(path: Path) -> bool:
    """Tell whether a sealed folder is there: then its passphrase is needed."""
    return (path / _KEY).is_file() or (path / _OLD_SALT).is_file()


def _derived(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=_KEY_BYTES, n=_COST, r=8, p=1).derive(passphrase.encode())


def _closed(key: bytes, passphrase: str) -> bytes:
    """Return a key encrypted with a passphrase, the salt before it."""
    if len(passphrase) < _SHORTEST:
        raise UsageError("names.short_passphrase", n=_SHORTEST)
    salt = secrets.token_bytes(_SALT_BYTES)
    return salt + Fernet(base64.urlsafe_b64encode(_derived(passphrase, salt))).encrypt(key)


def _opened(head: bytes, passphrase: str) -> bytes:
    derived = _derived(passphrase, head[:_SALT_BYTES])
    try:
        return Fernet(base64.urlsafe_b64encode(derived)).decrypt(head[_SALT_BYTES:])
    except InvalidToken as fault:
        raise UsageError("names.wrong_passphrase") from fault


def _entry(
    kind: str, key: str, spellings: list[str], replacement: str, verdict: str, case: str = "capital"
) -> NameEntry:
    return NameEntry(
        NameKind(kind),
        name_key(key),
        tuple(spellings),
        0,
        replacement,
        verdict=NameVerdict(verdict),
        case=NameCase(case),
    )


def vault_path(folder: ProjectFolder) -> Path:
    """Return where the names of a project are sealed: in the user's data folder, by a number of its own."""
    identifier = _identifier(folder)
    if identifier is None:
        identifier = str(uuid.uuid4())
        with folder.writing() as connection:
            connection.execute(insert(s.project).values(name=_ID, value=identifier))
    return _place(identifier)


def names_are_sealed(folder: ProjectFolder) -> bool:
    """Tell whether names of a project were decided before: then the passphrase is needed."""
    identifier = _identifier(folder)
    return identifier is not None and is_sealed(_place(identifier))


def _identifier(folder: ProjectFolder) -> str | None:
    row = s.project.c
    with folder.reading() as connection:
        return connection.scalar(select(row.value).where(row.name == _ID))


def _place(identifier: str) -> Path:
    base = os.environ.get("FOCUSKIT_DATA")
    return (Path(base) if base else user_data_path("focuskit")) / "names" / identifier
