"""Files of a project that hold names: those of text are written anew, the others go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from focuskit.language.name_matching import NameMatcher
from focuskit.store import ProjectFolder
from focuskit.store.folder import DATABASE_NAME
from focuskit.workflow.check_names import holds_names
from focuskit.workflow.reworded_names import plainly_reworded
from focuskit.writing import write_whole

_TEXT = frozenset({".csv", ".tsv", ".yaml", ".yml", ".toml", ".txt", ".md"})


def files_with_names(
    folder: ProjectFolder, matcher: NameMatcher, besides: Sequence[Path]
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the files of text that hold names, and the others that do (reports, workbooks, pictures).

    Parameters
    ----------
    besides
        Files and folders that go anyway.
    """
    rewritten: list[Path] = []
    gone: list[Path] = []
    for path in sorted(folder.path.rglob("*")):
        if not _is_own(folder, path, besides) or not (
            holds_names(path, matcher) or any(not hit.is_doubtful for hit in matcher.hits(path.name))
        ):
            continue
        is_text = path.suffix.lower() in _TEXT and not any(matcher.hits(path.name))
        (rewritten if is_text and _decoded(path) is not None else gone).append(path)
    return tuple(rewritten), tuple(gone)


def rewrite_file(path: Path, matcher: NameMatcher) -> None:
    """Replace the names in a file of text, line by line; its encoding stays.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    decoded = _decoded(path)
    if decoded is not None:
        text, codec = decoded
        lines = (plainly_reworded(line, matcher) for line in text.split("\n"))
        write_whole(path, "\n".join(lines).encode(codec, "replace"))


def _is_own(folder: ProjectFolder, path: Path, besides: Sequence[Path]) -> bool:
    if path.is_symlink() or not path.is_file() or path.name.startswith((DATABASE_NAME, ".lock")):
        return False
    within = (*besides, folder.cache_path)
    return not any(path == one or path.is_relative_to(one) for one in within)


def _decoded(path: Path) -> tuple[str, str] | None:
    content = path.read_bytes()
    codec = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    for one in (codec, "cp1252"):
        try:
            return content.decode(one), one
        except UnicodeDecodeError:
            continue
    return None
