"""Every exception of focuskit.

::

    FocuskitError                    an expected fault in a request; its text is the sentence to show
    ├── UsageError                   the request makes no sense (exit 2)
    │   └── ProjectNotFoundError     no project at that place or above it
    ├── ProjectInUseError            another focuskit works on the project
    ├── NewerProjectError            the project was made by a newer focuskit
    ├── DamagedProjectError          the database cannot be read
    ├── CodebookError                the codebook has faults; carries them all as problems
    ├── GoldError                    a table of coded passages cannot be used
    ├── GuideError                   the interview guide has faults; carries them all as problems
    ├── CodebookEditedError          the project's copy of the codebook was edited
    ├── WordFileError                a Word file given for its comments cannot be read
    ├── ForeignWordError             a Word file holds nothing that focuskit wrote
    ├── SnapshotError                a snapshot is damaged, not whole, or made by a newer focuskit
    ├── SheetFileError               a workbook given for its decisions cannot be read
    ├── DepositError                 a package for an archive cannot be made or read
    ├── OutputError                  a file or folder cannot be written
    └── QuotationError               a written quotation is not in the stored text

Faults in a user's *file* are no exceptions: see `focuskit.model.problems`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from focuskit.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence


class FocuskitError(Exception):
    """An expected fault; ``str()`` gives one sentence that tells what is wrong and what to do."""

    key = "error.unknown"
    exit_code = 1

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        return say(self.key, **self.facts)


class UsageError(FocuskitError):
    """The request makes no sense; ``key`` names the sentence."""

    exit_code = 2

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(**facts)
        self.key = key


class ProjectNotFoundError(UsageError):
    """No project at ``path`` or above it."""

    def __init__(self, path: str) -> None:
        super().__init__("error.project_not_found", path=path)


class ProjectInUseError(FocuskitError):
    """Another focuskit works on the project at ``path``."""

    key = "error.project_in_use"


class NewerProjectError(FocuskitError):
    """The project at ``path`` was made by a newer focuskit."""

    key = "error.project_newer"


class DamagedProjectError(FocuskitError):
    """The database at ``path`` cannot be read; ``reason`` is the database's own word."""

    key = "error.project_damaged"


class CodebookError(FocuskitError):
    """The codebook at ``path`` has faults; ``problems`` lists them all."""

    key = "error.codebook"

    def __init__(self, path: str, problems: Sequence[object]) -> None:
        super().__init__(path=path, n=len(problems))
        self.problems = tuple(problems)


class GoldError(FocuskitError):
    """A table of coded passages cannot be used; ``key`` names the sentence."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(**facts)
        self.key = key


class GuideError(FocuskitError):
    """The guide at ``path`` cannot be used; ``problems`` tells why."""

    key = "error.guide"

    def __init__(self, path: str, problems: Sequence[object]) -> None:
        super().__init__(path=path, n=len(problems))
        self.problems = tuple(problems)


class CodebookEditedError(FocuskitError):
    """The project's copy of the codebook at ``path`` was edited and differs from the one given."""

    key = "error.codebook_edited"


class WordFileError(FocuskitError):
    """The Word file at ``path`` cannot be read; ``reason`` is the key of the sentence that tells why."""

    key = "error.word_file"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path=path, reason=reason)

    def __str__(self) -> str:
        return say(self.key, path=self.facts["path"], reason=say(str(self.facts["reason"])))


class ForeignWordError(FocuskitError):
    """The Word file at ``path`` was not written by focuskit, or lost all that tells so."""

    key = "error.word_foreign"


class SnapshotError(FocuskitError):
    """A snapshot cannot be used; ``key`` names the sentence."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(**facts)
        self.key = key


class DepositError(FocuskitError):
    """A package for an archive cannot be made or read; ``key`` names the sentence."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(**facts)
        self.key = key


class SheetFileError(FocuskitError):
    """The workbook at ``path`` cannot be read; ``reason`` is the key of the sentence that tells why."""

    key = "error.word_file"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path=path, reason=reason)

    def __str__(self) -> str:
        return say(self.key, path=self.facts["path"], reason=say(str(self.facts["reason"])))


class OutputError(FocuskitError):
    """``path`` cannot be written; ``reason`` is the system's own word."""

    key = "error.output"


class QuotationError(FocuskitError):
    """Quotations in ``path`` are not in the stored text; ``places`` lists them."""

    key = "error.quotations"

    def __init__(self, path: str, places: Sequence[str]) -> None:
        super().__init__(path=path, n=len(places))
        self.places = tuple(places)
