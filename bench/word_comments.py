"""500 comments written to Word and read back, against python-docx opening and saving the same file.

All in one process, five times each, the fastest taken. The transcript is invented: 1,200 turns, 45,600 words.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from focuskit.exchange.word import read_word_transcript, write_word_transcript
from focuskit.model.word_comments import (
    WordCode,
    WordComment,
    WordLabels,
    WordReply,
    WordTranscript,
    WordTurn,
)

N_TURNS, N_COMMENTS, N_CODES = 1200, 500, 126
MOST_SECONDS = 10
ROUNDS = 5
WORDS = "Ben le jardin partagé, la cantine du jeudi, et le chauffage : on fait avec ce qu’on a. " * 2
LABELS = WordLabels("fr", "Un code par ligne.", "Grille", "À copier.", "Libellé", "Code", "Définition")


def transcript() -> WordTranscript:
    turns = tuple(
        WordTurn(number, f"P{number % 7}", number % 7 == 0, "00:10:00", None, f"{WORDS}Voilà, {number}.")
        for number in range(1, N_TURNS + 1)
    )
    comments = tuple(_comment(place) for place in range(N_COMMENTS))
    codes = tuple(
        WordCode(f"Code {n}", f"c/{n}", "Ce qui en est dit.", f"Axe {n // 20}") for n in range(N_CODES)
    )
    return WordTranscript("groupe.docx", "Groupe", "v1", turns, comments, codes)


def _comment(place: int) -> WordComment:
    first = 1 + place * 2
    last = first + (place % 10 == 0)
    replies = (WordReply("D’accord.", "Hugo", "2026-03-06T09:00:00"),) if place % 5 == 0 else ()
    codes = (f"c/{place % N_CODES}", "imaginaire")
    return WordComment(f"k{place}", first, 7, last, 60, codes, "Claire", "2026-03-05T14:03:00", "C", replies)


def fastest(step: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return min(times)


with tempfile.TemporaryDirectory() as folder:
    path, copy = Path(folder) / "a.docx", Path(folder) / "b.docx"
    values = transcript()
    write = fastest(lambda: write_word_transcript(path, values, LABELS))
    read = fastest(lambda: read_word_transcript(path))
    found = read_word_transcript(path)
    assert len(found.comments) == N_COMMENTS
    assert all(one.anchor == one.written.anchor for one in found.comments if one.written)
    assert not found.changed_turns
    floor = fastest(lambda: docx.Document(str(path)).save(str(copy)))
    ours = write + read
    assert ours < MOST_SECONDS
    print(
        f"{N_COMMENTS} comments: written {write:.2f} s, read {read:.2f} s; python-docx opens and saves in "
        f"{floor:.2f} s: {ours / floor:.2f} times (under {MOST_SECONDS} s)"
    )
