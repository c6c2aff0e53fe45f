from __future__ import annotations

import pytest

from .support import read_as


@pytest.mark.parametrize(
    ("header", "state"),
    [
        ("État : automatique", "automatique"),
        ("Etat de la transcription : relue", "relue"),
        ("Transcribed with noScribe vers. 0.7", "automatique"),
        ("Date : 3 mars", None),
        ("État : inconnu", "inconnu"),
    ],
)
def test_the_header_tells_the_state(tmp_path, header, state):
    result = read_as(tmp_path, "a.txt", f"{header}\n\nNadia : oui\nMalik : non\nNadia : si\n")
    assert dict(result.transcript.attributes).get("état") == state
