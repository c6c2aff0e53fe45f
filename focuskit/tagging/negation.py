"""Words said to be missing or denied: "pas de subvention", "manque de bras", "c'est pas l'argent".

The marks below stand before the words concerned; articles and adverbs may come between. "Sans elle, on
fermait" names a support by its absence: *sans* with a conditional or an imperfect in the same sentence
says nothing is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from focuskit.language import TextAnalysis
from focuskit.tagging.expressions import Lemmas, Pattern, expression_forms, parse_expression


class Said(Enum):
    """What is said of the words found."""

    MISSING = "missing"
    DENIED = "denied"
    WITHOUT = "without"
    SUPPORT = "support"


_MARKS: Mapping[Said, tuple[str, ...]] = {
    Said.MISSING: (
        "pas de", "pas d'", "pas du tout de", "pas du tout d'", "pas assez de", "pas assez d'",
        "pas beaucoup de", "pas beaucoup d'", "pas tellement de", "pas suffisamment de", "pas vraiment de",
        "pas vraiment d'", "pas trop de", "pas trop d'", "pas forcément de",
        "pas toujours de", "pas encore de",
        "avoir pas =le|la|les", "avoir pas l'", "avoir pas eu =le|la|les|de", "avoir pas eu d'",
        "avoir pas toujours|forcément|encore =le|la|les", "trouver pas de", "trouver pas d'",
        "=ne ...2 plus de", "=ne ...2 plus d'", "n' ...2 plus de", "n' ...2 plus d'",
        "n' avoir plus =le|la|les",
        "jamais de", "jamais d'", "jamais eu de", "jamais eu d'", "aucun|aucune", "manque de", "manque d'",
        "manquer de", "manquer d'", "il manque =un|une|des|du|le|la|les", "il manque", "ce qui manque c'est",
        "absence de", "absence d'", "défaut de", "défaut d'", "insuffisance de", "pénurie de", "pénurie d'",
        "faute de", "faute d'", "peu de", "peu d'", "privé de", "privé d'",
        "avoir moins de", "avoir moins d'", "de moins en moins de", "de moins en moins d'",
        "dépourvu de", "ni =le|la|les", "ni", "zéro", "plus aucun|aucune",
    ),
    Said.DENIED: (
        "c' être pas =le|la|les|un|une|du|des|de|mon|ma|mes|notre|nos", "c' être pas l'", "c' être pas d'",
        "ce n' être pas =le|la|les|un|une|du|des|de", "ce n' être pas l'",
        "=pas =si|trop|très|tellement|vraiment|spécialement",
        "=pas", "=jamais", "=nullement", "c' être pas =question de", "n' être pas =le|la|les|un|une",
    ),
    Said.WITHOUT: ("sans", "sans avoir"),
    Said.SUPPORT: ("sans ...12 [verbe,conditionnel]", "sans ...8 [verbe,imparfait]"),
}  # fmt: skip
_BETWEEN = frozenset({"DET", "ADV", "ADJ", "ADP"})
_MOST_BETWEEN = 2
_NOT_BETWEEN = frozenset({"que", "seulement", "mais"})


@dataclass(frozen=True, slots=True)
class NegationMarks:
    """The numbers of the expressions that mark a lack or a denial, in the matcher that holds them."""

    numbers: Mapping[int, Said]

    def places(
        self, analysis: TextAnalysis, kept: Sequence[int], hits: Collection[tuple[int, int, int]]
    ) -> dict[int, Said]:
        """Return what is said of an expression that begins at a kept token.

        Parameters
        ----------
        kept
            For each kept token its type index.
        hits
            Number, first and last kept token of each mark found.
        """
        supported = {first for number, first, _ in hits if self.numbers[number] is Said.SUPPORT}
        said: dict[int, Said] = {}
        for number, first, last in sorted(hits):
            kind = self.numbers[number]
            if kind is Said.SUPPORT or (kind is Said.WITHOUT and first in supported):
                continue
            for place in _concerned(analysis, kept, last + 1):
                if said.get(place) is not Said.MISSING:
                    said[place] = kind
        return said


def negation_patterns(lemmas: Lemmas, first_number: int) -> tuple[NegationMarks, list[tuple[int, Pattern]]]:
    """Return the marks, numbered from ``first_number`` on, and their patterns."""
    numbered = [(said, mark) for said, marks in _MARKS.items() for mark in marks]
    patterns = [
        (first_number + place, pattern)
        for place, (_, mark) in enumerate(numbered)
        for pattern in parse_expression(mark, lemmas)
    ]
    return NegationMarks({first_number + place: said for place, (said, _) in enumerate(numbered)}), patterns


def negation_forms() -> set[str]:
    """Return the folded forms whose lemmas `negation_patterns` will ask for."""
    return {form for marks in _MARKS.values() for mark in marks for form in expression_forms(mark)}


def _concerned(analysis: TextAnalysis, kept: Sequence[int], place: int) -> list[int]:
    """Return the kept tokens at which words concerned by a mark before ``place`` may begin."""
    found = [place]
    while place < len(kept) and len(found) <= _MOST_BETWEEN:
        kind = analysis.types[kept[place]]
        if kind.pos not in _BETWEEN or kind.form in _NOT_BETWEEN:
            break
        place += 1
        found.append(place)
    return found
