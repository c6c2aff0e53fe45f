"""How soon the screen of review answers a key, in one document of 150,000 words.

An invented transcript is made, tagged with the shipped codebook, and 300 of its proposals are decided
beforehand. Each key is sent to the screen as a terminal would send it; the time runs until the changed screen
has been written out. Printed: median and worst time of each key and of all, at 80 x 24 and 200 x 60, and the
computing time of this process alone (which other programs on the machine do not lengthen so much).
"""

from __future__ import annotations

import asyncio
import gc
import random
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from measure import CODEBOOK
from textual import events

from focuskit.cli.review.app import ReviewApp
from focuskit.model.documents import count_words
from focuskit.store import ProjectFolder, create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.review import Review
from focuskit.workflow.review_opening import open_review
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents

WORDS = 150_000
ROUND = (
    "a", "down", "a", "right", "r", "tab", "asterisk", "u", "y", "l", "pagedown", "up", "v", "right", "down",
    "left", "escape", "s", "right", "right", "escape", "a", "u", "1", "a", "0", "j", "k", "end", "a", "home",
    "c", "n", "escape", "f", "escape",
)  # fmt: skip
SIGNS = {"asterisk": "*"}
ROUNDS = 12
SENTENCES = (
    "On a monté un compost avec la ressourcerie et les voisins.",
    "La subvention de la région, elle est tombée trop tard pour nous.",
    "Moi je viens à vélo quand il ne pleut pas, sinon c'est compliqué.",
    "Les légumes du jardin partagé partent à la cantine le jeudi.",
    "Franchement on n'a pas le temps, et puis c'est trop cher.",
    "Il faudrait une salle, des bénévoles, et quelqu'un pour coordonner.",
    "Je ne sais pas si les gens suivent, mais ça discute beaucoup ici.",
    "L'isolation, le chauffage, tout ça on l'a vu avec la mairie.",
    "Et alors ma mère, elle gardait tout, les bocaux, les bouts de ficelle.",
)
PEOPLE = ("Léa", "Marc", "Inès", "Paul", "Aline")


def transcript() -> str:
    """Return an invented transcript of 150,000 words, the same each time."""
    chance = random.Random(3)  # noqa: S311 (no secret)
    lines, words, turn = [], 0, 0
    while words < WORDS:
        turn += 1
        said = " ".join(chance.choices(SENTENCES, k=chance.randint(1, 14)))
        if turn % 12 == 1:
            lines.append(f"Animatrice : Et sur ce point, le numéro {turn}, qu'est-ce que vous en pensez ?")
        lines.append(f"{chance.choice(PEOPLE)} : {said}")
        words += count_words(said)
    return "\n\n".join(lines) + "\n"


def make_project(place: Path) -> ProjectFolder:
    """Make the project, with some decisions already taken."""
    source = place / "long.txt"
    source.write_text(transcript(), encoding="utf-8")
    create_project(place / "study")
    folder = open_project(place / "study")
    install_codebook(folder, CODEBOOK)
    import_documents(folder, [source], Reading(moderators=("Animatrice",)))
    segment_documents(folder)
    tag_documents(folder)
    review = open_review(folder, "long", "Zoé")
    for passage in list(review.passages[::10])[:300]:
        for code in passage.codes[:1]:
            review.accept(code)
    return folder


class Timed(ReviewApp):
    """Remembers when the screen was last written out."""

    painted = computed = 0.0

    @property
    def is_headless(self) -> bool:
        """Write the screen out, as to a terminal."""
        return False

    def post_display_hook(self) -> None:
        """Note the time."""
        self.painted, self.computed = time.perf_counter(), time.process_time()


async def measure(review: Review, size: tuple[int, int]) -> tuple[dict[str, list[float]], list[float]]:
    """Press the keys; return the milliseconds of each until the screen was written, and those computed."""
    times: dict[str, list[float]] = defaultdict(list)
    computed = []
    app = Timed(review)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in ROUND * ROUNDS:
            character = SIGNS.get(key, key if len(key) == 1 else None)
            app.painted = 0.0
            start, before = time.perf_counter(), time.process_time()
            app.post_message(events.Key(key, character))
            await pilot.pause()
            if app.painted:
                times[key].append((app.painted - start) * 1000)
                computed.append((app.computed - before) * 1000)
    return times, computed


def told(times: list[float]) -> str:
    """Write median and worst."""
    high = statistics.quantiles(times, n=20)[-1]
    return f"median {statistics.median(times):.0f} ms, 95 % within {high:.0f} ms, worst {max(times):.0f} ms"


with tempfile.TemporaryDirectory() as made:
    project = make_project(Path(made))
    began = time.perf_counter()
    opened = open_review(project, "long", "Zoé")
    print(f"opened in {time.perf_counter() - began:.2f} s: {count_words(opened.text)} words")
    print(f"{len(opened.passages)} passages, {opened.pace().n_all} proposals")
    gc.collect()
    gc.freeze()  # as `run_review` does
    for wide, high in ((80, 24), (200, 60)):
        found, computed = asyncio.run(measure(opened, (wide, high)))
        for key, each in sorted(found.items(), key=lambda pair: -max(pair[1])):
            print(f"  {key:10}{told(each)} ({len(each)})")
        print(f"{wide} x {high}: {told([one for each in found.values() for one in each])}")
        print(f"  computing alone: {told(computed)}")
