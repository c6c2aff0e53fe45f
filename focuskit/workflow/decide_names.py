"""Decide on names one by one: each answer is sealed at once, nothing is lost and all can go on later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from focuskit.language.name_matching import NameMatcher
from focuskit.model.names import NameEntry, NameVerdict
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.name_vault import NameVault, vault_path
from focuskit.workflow.find_names import common_in, find_names

_AROUND = 60
_BLANKS = re.compile(r"\s+")


class NameSession:
    """The names of a project with the decisions on them.

    Parameters
    ----------
    passphrase
        Of the sealed table of names, or the one it is to have.

    Raises
    ------
    UsageError
        If the passphrase is wrong, or too short for a new table.
    """

    def __init__(self, folder: ProjectFolder, passphrase: str) -> None:
        self._vault = NameVault(vault_path(folder), passphrase)
        self.entries = list(find_names(folder, passphrase))
        self._undone: list[tuple[int, NameEntry]] = []
        with folder.reading() as connection:
            self._texts = [one.text for one in load_documents(connection)]
        self._common = common_in(self._texts)

    @property
    def waiting(self) -> list[int]:
        """Places of the names that nobody decided on, the doubtful ones last."""
        return [at for at, one in enumerate(self.entries) if one.verdict is NameVerdict.OPEN]

    def decide(self, at: int, verdict: NameVerdict, replacement: str = "") -> None:
        """Take a decision on a name and seal it."""
        before = self.entries[at]
        self._undone.append((at, before))
        self.entries[at] = replace(before, verdict=verdict, replacement=replacement or before.replacement)
        self._save()

    def take_back(self) -> int | None:
        """Take the last decision back; return whose it was, ``None`` if there is none left."""
        if not self._undone:
            return None
        at, before = self._undone.pop()
        self.entries[at] = before
        self._save()
        return at

    def is_taken(self, at: int, replacement: str) -> bool:
        """Tell whether another name has that replacement already: two people would become one."""
        mine = self.entries[at]
        return any(
            one.verdict is NameVerdict.REPLACE
            and one.key != mine.key
            and one.replacement.casefold() == replacement.casefold()
            for one in self.entries
        )

    def contexts(self, at: int, first: int, n: int) -> Sequence[tuple[str, str, str]]:
        """Return ``n`` places of a name from number ``first`` on: words before, the name, words after."""
        matcher = NameMatcher([self.entries[at]], self._common)
        found = []
        for text in self._texts:
            for hit in matcher.hits(text):
                start, end = hit.span.start, hit.span.end
                before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
                found.append((_on_a_line(before), text[start:end], _on_a_line(after)))
                if len(found) == first + n:
                    return found[first:]
        return found[first:]

    def _save(self) -> None:
        decided = (one for one in self.entries if one.verdict is not NameVerdict.OPEN)
        self._vault.save(tuple(decided))


def _on_a_line(words: str) -> str:
    return _BLANKS.sub(" ", words)
