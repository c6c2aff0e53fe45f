"""Learning from 2,000 coded segments: written answers of the corpora, coded here by the rules, with errors.

Every code of the shipped codebook that the rules find is learned; one reading in ten is changed at random,
so that the model is not told the rules' answer. The analysis of the texts (which `focuskit tag` did before)
is not counted, features, cross-validation and calibration are. FOCUSKIT_CORPORA tells where the answers are.
"""

import csv
import os
import random
import sys
import time
from pathlib import Path

from measure import CODEBOOK

from focuskit.tagging import read_codebook
from focuskit.tagging.gold import Passage
from focuskit.tagging.learned import FEWEST
from focuskit.tagging.learning import learn_codes
from focuskit.tagging.passages import read_by_rules

N_SEGMENTS, N_SOURCES, SEED = 2000, 20, 1

place = os.environ.get("FOCUSKIT_CORPORA")
if not place:
    sys.exit("Set FOCUSKIT_CORPORA to the folder of outside data.")
with (Path(place) / "grand_debat" / "reponses_transition.csv").open(encoding="utf-8-sig", newline="") as file:
    answers = [row["texte"] for row in csv.DictReader(file)][:: 17969 // N_SEGMENTS][:N_SEGMENTS]
passages = [
    Passage(f"{number % N_SOURCES}:{number}", str(number % N_SOURCES), text)
    for number, text in enumerate(answers)
]
codebook = read_codebook(CODEBOOK)
read = read_by_rules(passages, codebook)
chance = random.Random(SEED)  # noqa: S311 (no secret)
names = sorted({code for one in read for code in one.codes})
reading = {
    one.passage.unit: frozenset(
        chance.choice(names) if chance.random() < 0.1 else code for code in sorted(one.codes)
    )
    for one in read
}
start = time.perf_counter()
model = learn_codes(read, reading, [code.name for code in codebook.codes], seed=SEED)
spent = time.perf_counter() - start
learned = [code for code in model.codes if code.n_positive >= FEWEST]
print(
    f"{len(passages)} segments, {sum(map(len, reading.values()))} codes on them, "
    f"{len(learned)} codes with enough examples: learned in {spent:.1f} s (under 10)"
)
