"""Columns of tables recognised by their names, in French and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from focuskit.transcripts.normalise import fold

TEXT, SPEAKER, START, END, ID, QUESTION = "text", "speaker", "start", "end", "id", "question"

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        TEXT: (
            "texte", "text", "reponse", "reponses", "answer", "answers", "response", "verbatim", "verbatims",
            "transcription", "transcript", "content", "contenu", "propos", "paroles", "enonce", "utterance",
            "reponse ouverte", "commentaire", "comment",
        ),
        SPEAKER: (
            "locuteur", "locutrice", "speaker", "intervenant", "speaker name", "nom du locuteur", "qui",
            "who", "personne", "interlocuteur", "speaker label",
        ),
        START: (
            "debut", "start", "start time", "time", "temps", "minutage", "horodatage", "timecode", "timespan",
            "timestamp", "heure", "begin", "tc", "tc in", "start_ms", "heure de debut",
        ),
        END: ("fin", "end", "end time", "tc out", "stop", "end_ms", "heure de fin"),
        ID: (
            "id", "identifiant", "code", "numero", "n°", "no", "num", "case", "cas", "respondent",
            "repondant", "participant", "response id", "id reponse", "uid", "cle", "key",
        ),
        QUESTION: ("question", "intitule", "intitule de la question", "question text", "libelle", "prompt"),
    }
)  # fmt: skip
"""Folded names of each kind of column, the most telling first."""


def find_column(columns: Sequence[str], kind: str) -> int | None:
    """Return the place of the first column of a kind, ``None`` if there is none."""
    folded = [_plain(name) for name in columns]
    return next((folded.index(name) for name in NAMES[kind] if name in folded), None)


def named_column(columns: Sequence[str], name: str) -> int | None:
    """Return the place of the column of that name: as written, else without case and accents."""
    if name in columns:
        return columns.index(name)
    folded = [fold(column) for column in columns]
    return folded.index(fold(name)) if fold(name) in folded else None


def list_columns(columns: Iterable[str]) -> str:
    """Return column names for a message, long ones shortened."""
    shown = [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in columns if name]
    more = ", …" if len(shown) > _MOST else ""
    return ", ".join(shown[:_MOST]) + more


_LONGEST, _MOST = 40, 20


def _plain(name: str) -> str:
    return (
        re.sub(r"[\s_]+", " ", fold(name)).strip() if fold(name) not in {"start_ms", "end_ms"} else fold(name)
    )
