"""The table of names and what was sealed: outside the project, encrypted, for its owner alone.

A key is derived from the passphrase by scrypt (Percival & Josefsson 2016, RFC 7914; n = 2^15, r = 8, p = 1:
32 MiB a try); content is encrypted and authenticated by Fernet (AES-128-CBC, HMAC-SHA-256).
"""

from __future__ import annotations

import base64
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
_TABLE = "names.sealed"
_SALT_BYTES, _KEY_BYTES, _COST = 16, 32, 2**15


class NameVault:
    """The sealed folder of one project; ``there`` tells whether anything was sealed yet.

    Parameters
    ----------
    path
        The folder, made at the first sealing.
    passphrase
        Whoever forgets it has lost the table: there is no other way in.

    Raises
    ------
    UsageError
        If the passphrase is not that of the folder.
    """

    def __init__(self, path: Path, passphrase: str) -> None:
        self.path = path
        salt_path = path / "salt"
        self.there = salt_path.is_file()
        self._salt = salt_path.read_bytes() if self.there else secrets.token_bytes(_SALT_BYTES)
        key = Scrypt(salt=self._salt, length=_KEY_BYTES, n=_COST, r=8, p=1).derive(passphrase.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(key))
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
        """Keep a file under a name that tells nothing; its own name is sealed with it."""
        self._prepare()
        place = self.path / "files" / f"{uuid.uuid4()}.sealed"
        head = json.dumps({"name": name}).encode()
        write_private(place, self._fernet.encrypt(head + b"\n" + content))

    def sealed_files(self) -> list[tuple[str, bytes]]:
        """Return all files sealed, with their names, in the order of these."""
        found = []
        for path in (self.path / "files").glob("*.sealed"):
            head, _, content = self._fernet.decrypt(path.read_bytes()).partition(b"\n")
            found.append((str(json.loads(head)["name"]), content))
        return sorted(found)

    def _prepare(self) -> None:
        make_folder(self.path / "files")
        for folder in (self.path, self.path / "files"):
            folder.chmod(0o700)
        if not (self.path / "salt").is_file():
            write_private(self.path / "salt", self._salt)
        self.there = True

    def _read(self) -> tuple[NameEntry, ...]:
        try:
            rows = json.loads(self._fernet.decrypt((self.path / _TABLE).read_bytes()))
        except InvalidToken as fault:
            raise UsageError("names.wrong_passphrase") from fault
        return tuple(_entry(*row) for row in rows)


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
    row = s.project.c
    with folder.reading() as connection:
        identifier = connection.scalar(select(row.value).where(row.name == _ID))
    if identifier is None:
        identifier = str(uuid.uuid4())
        with folder.writing() as connection:
            connection.execute(insert(s.project).values(name=_ID, value=identifier))
    base = os.environ.get("FOCUSKIT_DATA")
    return (Path(base) if base else user_data_path("focuskit")) / "names" / identifier
