"""State of a transcript: whether people have checked what a machine wrote down."""

from __future__ import annotations

from collections.abc import Iterable

from focuskit.model.documents import AUTOMATIC, CHECKED, STATE_KEY, Aside, AsideKind
from focuskit.transcripts.normalise import fold

_KEYS = frozenset(
    {
        "etat",
        "etat de la transcription",
        "statut de la transcription",
        "transcript state",
        "state",
        "relecture",
    }
)
_LONGEST = 1000
_PROGRAMS = (
    "transcribed with noscribe",
    "transcribed by turboscribe",
    "transcribed by otter",
    "transcribed by whisper",
)
_WORDS = {
    "automatique": AUTOMATIC,
    "automatic": AUTOMATIC,
    "machine": AUTOMATIC,
    "non relu": AUTOMATIC,
    "non relue": AUTOMATIC,
    "unchecked": AUTOMATIC,
    "relu": CHECKED,
    "relue": CHECKED,
    "checked": CHECKED,
    "corrigee": CHECKED,
    "manuelle": CHECKED,
}


def parse_state(written: str) -> str | None:
    """Return the state that a word names, in French or English; ``None`` if it names none."""
    return _WORDS.get(fold(written))


def with_state(attributes: Iterable[tuple[str, str]], asides: Iterable[Aside]) -> tuple[tuple[str, str], ...]:
    """Return attributes with the state under its own key, as told by the header or by the program named."""
    known = dict(attributes)
    told = next(
        (state for key in known if fold(key) in _KEYS and (state := parse_state(known[key])) is not None),
        None,
    )
    if told is None and any(_names_program(aside) for aside in asides):
        told = AUTOMATIC
    if told is not None:
        known[STATE_KEY] = told
    return tuple(known.items())


def _names_program(aside: Aside) -> bool:
    """Tell whether a line of the header says that a program wrote the transcript down."""
    if aside.kind not in {AsideKind.HEADER, AsideKind.MARKUP} or len(aside.text) > _LONGEST:
        return False
    folded = fold(aside.text)
    return any(program in folded for program in _PROGRAMS)
