"""What sets levers and obstacles apart: observed or wished for, lived or attributed to others.

A lever that stands with a projection is wished for, else observed; a lever or an obstacle that stands with a
public is attributed to others, else lived. Where the codebook lacks the facet, nobody can tell.
"""

from __future__ import annotations

from focuskit.analysis.prompting import Prompts
from focuskit.analysis.tally import CorpusIndex, Rows, Tally
from focuskit.model.codebook import Codebook

LEVERS, OBSTACLES = "levier", "frein"
WISHES, OTHERS = "projection", "public"
SPLIT_COLUMNS = (
    "observed",
    "wished",
    "lived",
    "of_others",
    "spontaneous",
    "prompted",
    "after_moderator",
    "first_movers",
    "one_voice",
)
_MOST_MOVERS = 12


def split_cells(
    index: CorpusIndex, prompts: Prompts, rows: Rows, codes: tuple[str, ...], tally: Tally
) -> tuple[object, ...]:
    """Return the cells of `SPLIT_COLUMNS` for the segments at ``rows`` that make the theme ``codes``.

    The first six are segments, missing where they have no meaning or nobody can tell. ``first_movers`` names
    who opens the theme in each focus group; ``one_voice`` is whether one person has more than half of its
    segments, missing where there are none.
    """
    prompting = prompts.measure(rows, *codes)
    moved = index.first_movers(rows)
    told = "; ".join(f"{document}: {person}" for document, person in moved[:_MOST_MOVERS])
    more = f" … (+{len(moved) - _MOST_MOVERS})" if len(moved) > _MOST_MOVERS else ""
    return (
        *_split(index, rows, codes, (LEVERS,), WISHES),
        *_split(index, rows, codes, (LEVERS, OBSTACLES), OTHERS),
        *(
            (prompting.spontaneous, prompting.prompted, prompting.after_moderator)
            if prompting
            else (None, None, None)
        ),
        told + more,
        tally.top_person * 2 > tally.segments if tally.segments else None,
    )


def _split(
    index: CorpusIndex, rows: Rows, codes: tuple[str, ...], facets: tuple[str, ...], by: str
) -> tuple[int | None, int | None]:
    """Return how many of the segments lack, and carry, the facet ``by``."""
    codebook = index.corpus.codebook
    if not _is_of(codebook, codes, facets) or not codebook.of_facet(by):
        return None, None
    n_with = int(index.carrying_facet(by)[rows].sum())
    return len(rows) - n_with, n_with


def _is_of(codebook: Codebook, codes: tuple[str, ...], facets: tuple[str, ...]) -> bool:
    return any(name in codebook and codebook.code(name).facet in facets for name in codes)
