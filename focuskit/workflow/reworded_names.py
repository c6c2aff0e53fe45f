"""Words with the names in them replaced: texts, strings beside them, lines of files, names of documents."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from focuskit.language.name_matching import NameHit, NameMatcher
from focuskit.model.names import NameKind
from focuskit.model.rewording import Replacement, Rewording

_IDENTIFIER = re.compile(r"[0-9a-f]{8,}(?:-[0-9a-f]+)*|[0-9a-f]{8}-[0-9a-f-]+")


def reworded(text: str, matcher: NameMatcher) -> Rewording:
    """Return a text with the names it holds replaced; one in capitals by capitals."""
    return Rewording(text, [Replacement(hit.span, in_case(hit, text)) for hit in matcher.hits(text)])


def cleaned_string(text: str, matcher: NameMatcher) -> str:
    """Return a string beside the texts with its names replaced; identifiers stay."""
    return text if _IDENTIFIER.fullmatch(text) else reworded(text, matcher).text


def plainly_reworded(line: str, matcher: NameMatcher) -> str:
    """Return a line of a file with its names replaced; kinds lose their brackets, which would mean more."""
    return Rewording(
        line,
        [
            Replacement(hit.span, in_case(hit, line).strip("[]"))
            for hit in matcher.hits(line)
            if not hit.is_doubtful
        ],
    ).text


def cleaned_name(name: str, matcher: NameMatcher) -> str:
    """Return the name of a document with its names replaced; its ending stays."""
    path = PurePosixPath(name)
    return plainly_reworded(str(path.with_suffix("")), matcher) + path.suffix if path.name else name


def in_case(hit: NameHit, text: str) -> str:
    """Return a replacement in capitals or small letters like the name in whose place it goes."""
    words, replacement = hit.span.slice(text), hit.entry.replacement
    if replacement.startswith("["):
        return replacement
    if words.islower() and hit.entry.kind is NameKind.PERSON:
        return replacement.lower()
    return replacement.upper() if words.isupper() and len(words) > 1 else replacement
