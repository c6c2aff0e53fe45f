"""Names that people wrote and that are no codes yet, made codes of the codebook where this was asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from focuskit.model.codebook import Code, Codebook
from focuskit.store import ProjectFolder, read_settings
from focuskit.workflow import codebook_edits
from focuskit.workflow.code_names import CodeNames, UnknownCode
from focuskit.workflow.decide import current_coder

EMERGENT = "emergent"
"""Identifier of the facet for codes that the grid did not foresee."""

_MOST_LETTERS = 60
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code to be: its full name, the facet it stands in, and its label as somebody wrote it."""

    name: str
    facet: str
    label: str


def propose_new_codes(codebook: Codebook, unknown: Iterable[UnknownCode]) -> tuple[NewCode, ...]:
    """Return codes for unknown names: below the parent written before a ``/``, else in the facet `EMERGENT`.

    Without such a facet the last one takes them. Names longer than 60 characters are sentences, no codes.
    """
    names = CodeNames(codebook)
    taken = {code.name for code in codebook.codes}
    last = codebook.facets[-1].id if codebook.facets else EMERGENT
    fallback = EMERGENT if EMERGENT in {facet.id for facet in codebook.facets} else last
    made: list[NewCode] = []
    for one in unknown:
        above, _, label = one.written.strip().rpartition("/")
        parent = names.find(above) if above else None
        identifier = _identifier(label if parent else one.written)
        name = f"{parent}/{identifier}" if parent else identifier
        if not identifier or len(one.written) > _MOST_LETTERS or name in taken:
            continue
        taken.add(name)
        facet = codebook.code(parent).facet if parent else fallback
        made.append(NewCode(name, facet, (label if parent else one.written).strip()))
    return tuple(made)


def with_new_codes(codebook: Codebook, new: Sequence[NewCode]) -> Codebook:
    """Return the codebook as it would be with them."""
    codes = (*codebook.codes, *(Code(one.name, one.facet, one.label) for one in new))
    return replace(codebook, codes=codes)


def add_new_codes(
    folder: ProjectFolder, new: Sequence[NewCode], coders: Sequence[str] = (), *, given: str | None = None
) -> None:
    """Write them into the project's ``codebook.yaml``, in one step that can be undone.

    Parameters
    ----------
    coders
        Whose words they come from: the first makes the change where no coder is remembered.
    given
        Who makes the change, whoever is remembered.

    Raises
    ------
    CodebookError
        If the codebook has faults.
    UsageError
        If a name is taken, or nobody is known to make the change.
    """
    first = None if read_settings(folder.path).coder else next(iter(coders), None)
    made = [
        codebook_edits.NewCode(one.name, None if "/" in one.name else one.facet, one.label) for one in new
    ]
    codebook_edits.add_codes(folder, current_coder(folder, given or first), made)


def _identifier(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _OTHER.sub("_", bare).strip("_")
