"""What people write in a comment or a cell beside codes: memos, yes and no."""

from __future__ import annotations

import re

from focuskit.model.memos import MemoKind
from focuskit.transcripts.normalise import fold

_YES = frozenset(
    {"ok", "okay", "oui", "yes", "d'accord", "accepte", "accepter", "acceptee", "accept", "accepted",
     "valide", "validee", "valider", "garder", "keep", "+", "✓", "✔", "👍"}
)  # fmt: skip
_NO = frozenset(
    {"non", "no", "rejete", "rejetee", "rejeter", "reject", "rejected", "refuse", "refusee", "refuser",
     "retirer", "-", "–", "✗", "✘", "👎"}
)  # fmt: skip
_MEMO = re.compile(
    r"^[ \t]*(?:m[ée]mo|note)[ \t]*(th[ée]or|theor|m[ée]tho|r[ée]flex)?\w*[ \t\u00a0\u202f]*:[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_KINDS = {"the": MemoKind.THEORETICAL, "met": MemoKind.METHODOLOGICAL, "ref": MemoKind.REFLEXIVE}


def split_memo(text: str) -> tuple[str, str | None]:
    """Return what stands before a line that begins with « mémo : », and the memo, ``None`` without one."""
    found = _MEMO.search(text)
    return (text, None) if found is None else (text[: found.start()], text[found.start() :])


def verdict_of(words: str) -> bool | None:
    """Return whether words say yes or no, ``None`` where they say anything else."""
    bare = fold(words).strip(" .!;,")
    return True if bare in _YES else False if bare in _NO else None


def read_memo(words: str) -> tuple[MemoKind, str]:
    """Return the kind of a memo and its words, without « mémo théorique : »; methodological by default."""
    found = _MEMO.match(words)
    mark = fold(found[1] or "")[:3] if found else ""
    bare = words[found.end() :] if found else words
    return _KINDS.get(mark, MemoKind.METHODOLOGICAL), bare
