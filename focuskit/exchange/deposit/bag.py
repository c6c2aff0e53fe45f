"""Files as a bag with checksums: BagIt 1.0 (J. Kunze and others, RFC 8493, 2018), as a folder or a zip."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from focuskit.archive import BROKEN, pack, unpack
from focuskit.writing import write_private

DATA = "data/"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_DIGEST = 64


def make_bag(files: Mapping[str, bytes], information: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of a bag by path; the same files give the same bag.

    Parameters
    ----------
    files
        The payload, by path below ``data/``.
    information
        What ``bag-info.txt`` tells, by label.
    """
    payload = {f"{DATA}{path}": files[path] for path in sorted(files)}
    told = dict(information) | {
        "Payload-Oxum": f"{sum(map(len, payload.values()))}.{len(payload)}",
    }
    lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in told.items() if value.strip())
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": lines.encode(),
        _MANIFEST: _manifest(payload),
    }
    return tags | {_TAGS: _manifest(tags)} | payload


def write_bag(target: Path, bag: Mapping[str, bytes]) -> None:
    """Write the files of a bag below a folder."""
    for path, content in bag.items():
        write_private(target / path, content)


def pack_bag(bag: Mapping[str, bytes], name: str) -> bytes:
    """Return a bag as a zip with one folder of that name in it."""
    return pack({f"{name}/{path}": content for path, content in bag.items()})


def read_bag(path: Path) -> dict[str, bytes] | None:
    """Read a bag, folder or zip; ``None`` where there is none.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    if path.is_dir():
        found = [one for one in sorted(path.rglob("*")) if one.is_file()]
        files = {one.relative_to(path).as_posix(): one.read_bytes() for one in found}
    else:
        try:
            members = unpack(path.read_bytes())
        except BROKEN:
            return None
        files = {name.partition("/")[2]: content for name, content in members.items() if name[-1:] != "/"}
    return files if "bagit.txt" in files and _MANIFEST in files else None


def bag_faults(bag: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the files of a bag: ``changed``, ``missing`` or ``unknown``, and the path."""
    for manifest in (_TAGS, _MANIFEST):
        told = _sums(bag.get(manifest, b""))
        for path, digest in told.items():
            if path not in bag:
                yield "missing", path
            elif hashlib.sha256(bag[path]).hexdigest() != digest:
                yield "changed", path
    if _TAGS not in bag:
        yield "missing", _TAGS
    listed = _sums(bag.get(_MANIFEST, b""))
    yield from (("unknown", path) for path in bag if path.startswith(DATA) and path not in listed)


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def _sums(manifest: bytes) -> dict[str, str]:
    lines = manifest.decode("utf-8", "replace").splitlines()
    return {line[_DIGEST:].strip(): line[:_DIGEST] for line in lines if line.strip()}
