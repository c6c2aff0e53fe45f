"""What training sheets are about: a theme or a public, or pairs of them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from focuskit.analysis import CorpusIndex, Mask
from focuskit.analysis.axes import ATTRIBUTE, UNKNOWN, axis_items, totals_of
from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.codebook import Code, Codebook
from focuskit.model.codings import CodedCorpus
from focuskit.model.consent import is_consent
from focuskit.transcripts.normalise import fold


@dataclass(frozen=True, slots=True)
class SheetSubject:
    """What one sheet is about.

    Parameters
    ----------
    label
        Its name for readers.
    key
        Its name for places to write in: full names of codes, values.
    codes
        The codes that make it, in the order they were asked for.
    mask
        Its segments, shape ``(n_segments,)``.
    n_alike
        How many people have the value of an attribute that it is about; ``None`` where it is about codes.
    """

    label: str
    key: str
    codes: tuple[Code, ...]
    mask: Mask
    n_alike: int | None = None


def code_meant(codebook: Codebook, written: str) -> Code:
    """Return the code of that name, or the only one of that label.

    Raises
    ------
    UsageError
        If there is none, or several have the label.
    """
    if written in codebook:
        return codebook.code(written)
    meant = [one for one in codebook.codes if fold(one.label) == fold(written)]
    if len(meant) != 1:
        raise UsageError("error.code_unknown", code=written)
    return meant[0]


def axis_meant(corpus: CodedCorpus, written: str) -> str:
    """Return the axis that somebody wrote: a facet, by the beginning of its name or label, or an attribute.

    Returns
    -------
    str
        The identifier of the facet, or ``attr:name``.

    Raises
    ------
    UsageError
        If there is none, or several are meant.
    """
    facets = corpus.codebook.facets
    wanted = fold(written)
    exact = [one.id for one in facets if wanted in {fold(one.id), fold(one.label)}]
    begun = [one.id for one in facets if any(fold(name).startswith(wanted) for name in (one.id, one.label))]
    attributes = {name for one in corpus.people for name, _ in one.attributes}
    attributes |= {name for one in corpus.documents for name, _ in one.attributes}
    attributes = {name for name in attributes if not is_consent(name)}
    named = [name for name in attributes if fold(name) == fold(written.removeprefix(ATTRIBUTE))]
    found = exact or [f"{ATTRIBUTE}{name}" for name in named] or begun
    if len(found) != 1 or not wanted:
        names = ", ".join([*(one.id for one in facets), *sorted(attributes)])
        raise UsageError("error.sheet_axis", axis=written, names=names)
    return found[0]


def sheet_subjects(
    index: CorpusIndex, codes: tuple[str, ...], axes: tuple[str, ...]
) -> tuple[SheetSubject, ...]:
    """Return what there are sheets on: all of the codes together, with each item of each axis.

    Subjects that nothing was said on are among them; the caller tells of these.

    Raises
    ------
    UsageError
        If there is no such code or axis.
    """
    corpus = index.corpus
    sides = [[_of_code(index, code_meant(corpus.codebook, one))] for one in codes]
    sides += [_items(index, axis_meant(corpus, one)) for one in axes]
    return tuple(_crossed(index, pair) for pair in itertools.product(*sides))


def _crossed(index: CorpusIndex, pair: tuple[SheetSubject, ...]) -> SheetSubject:
    if len(pair) == 1:
        return pair[0]
    mask = pair[0].mask
    for one in pair[1:]:
        mask = mask & one.mask
    codes = tuple(code for one in pair for code in one.codes)
    return SheetSubject(
        " × ".join(one.label for one in pair),
        "×".join(one.key for one in pair),
        codes,
        index.crossing(mask, *(code.name for code in codes)),
        min((one.n_alike for one in pair if one.n_alike is not None), default=None),
    )


def _of_code(index: CorpusIndex, code: Code) -> SheetSubject:
    return SheetSubject(code.label, code.name, (code,), index.carrying(code.name))


def _items(index: CorpusIndex, axis: str) -> list[SheetSubject]:
    """Return the codes of a facet (below its only top code), or the values of an attribute."""
    if axis.startswith(ATTRIBUTE):
        return [
            SheetSubject(
                one.name,
                f"{axis}={one.name}",
                (),
                index.at(one.rows),
                totals_of(index.corpus, [(axis, one.name)], index.totals).persons,
            )
            for one in axis_items(index, axis)
            if one.name != UNKNOWN
        ]
    codes = index.corpus.codebook.of_facet(axis)
    tops = [one for one in codes if one.parent is None]
    below = [one for one in codes if one.depth == 1]
    if len(tops) != 1 or not below:
        return [_of_code(index, one) for one in tops]
    top = _of_code(index, tops[0])
    alone = top.mask.copy()
    for one in below:
        alone &= ~index.carrying(one.name)
    rest = (
        [SheetSubject(say("report.sheet_rest", label=top.label), f"{top.key}/", top.codes, alone)]
        if alone.any()
        else []
    )
    return [*(_of_code(index, one) for one in below), *rest]
