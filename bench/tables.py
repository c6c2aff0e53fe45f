"""Every table on 100,000 coded units in 1,000 documents: seconds of computing after loading, peak memory.

The corpus is invented: 60 focus groups of eight people and a moderator, 940 interviews, 100 segments each,
one or two codes of the shipped codebook on each. ``python bench/tables.py [TABLE]``; each table runs in a
process of its own, on one core.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from measure import CODEBOOK

from focuskit.analysis.framework import chart, tabulate_framework
from focuskit.model.codebook import Codebook
from focuskit.model.codings import (
    CodedCorpus,
    CodedSegment,
    CodeMark,
    DocumentOverview,
    PersonInDocument,
    UnitStatus,
)
from focuskit.model.documents import DocumentKind, Role
from focuskit.model.guide import GuideQuestion
from focuskit.model.spans import Span
from focuskit.model.talk import Talk, TalkTurn
from focuskit.tagging import read_codebook
from focuskit.workflow.table_registry import BUILDERS
from focuskit.workflow.table_request import TableRequest

N_DOCUMENTS, N_GROUPS, N_SEGMENTS, N_IN_GROUP = 1000, 60, 100, 8
WORDS = "On a essayé, tout à fait, mais ça coûte cher et personne n'a le temps de s'en occuper ici."


def make_document(
    number: int, codebook: Codebook, draw: random.Random
) -> tuple[list, Talk, list, DocumentOverview]:
    """Invent one document: its segments, its talk, its people, its overview."""
    is_group = number < N_GROUPS
    kind = DocumentKind.FOCUS_GROUP if is_group else DocumentKind.INTERVIEW
    name = f"{kind}_{number}"
    first = number * N_IN_GROUP if is_group else number % (N_GROUPS * N_IN_GROUP)
    people = [f"P{first + place}" for place in range(N_IN_GROUP if is_group else 1)]
    codes = [code.name for code in codebook.codes]
    segments, turns = [], []
    for place in range(1, N_SEGMENTS + 1):
        block = 1 + (place - 1) // 10
        if place % 5 == 1:
            brought = (draw.choice(codes),)
            turns.append(
                TalkTurn(
                    2 * place - 1,
                    "M1",
                    Role.MODERATOR,
                    "Et ici ?",
                    2,
                    block=block,
                    question=f"q{block}",
                    codes=brought,
                )
            )
        who = draw.choice(people)
        turns.append(TalkTurn(2 * place, who, Role.PARTICIPANT, WORDS, 18, block=block, question=f"q{block}"))
        marks = tuple(
            CodeMark(code, draw.choice(list(UnitStatus)))
            for code in draw.sample(codes, draw.choice((1, 1, 2)))
        )
        span = Span(place * 100, place * 100 + len(WORDS))
        segments.append(
            CodedSegment(
                name, kind, place, 2 * place, span, WORDS, who, who, Role.PARTICIPANT, None, None, marks
            )
        )
    present = [
        PersonInDocument(name, one, one, Role.PARTICIPANT, 10, 200, (("structure", f"s{hash(one) % 40}"),))
        for one in people
    ]
    overview = DocumentOverview(
        name, kind, len(people) + 1, len(turns), N_SEGMENTS, 2000, None, (("vague", str(1 + number % 2)),)
    )
    return segments, Talk(name, kind, tuple(turns)), present, overview


def make_corpus() -> CodedCorpus:
    """Invent the corpus."""
    codebook, draw = read_codebook(CODEBOOK), random.Random(4)  # noqa: S311 (no secret)
    made = [make_document(number, codebook, draw) for number in range(N_DOCUMENTS)]
    return CodedCorpus(
        codebook=codebook,
        documents=tuple(overview for *_, overview in made),
        people=tuple(one for _, _, present, _ in made for one in present),
        segments=tuple(one for segments, *_ in made for one in segments),
        people_listed=True,
        talks=tuple(talk for _, talk, *_ in made),
        guide=tuple(GuideQuestion(f"q{number}", "?") for number in range(1, 11)),
    )


def measure(name: str) -> None:
    corpus = make_corpus()
    asked = {"code": "alimentaire"} if name == "portrait_of_theme" else {}
    start = time.process_time()
    if name == "framework":
        frame = tabulate_framework(corpus, chart(corpus, {}))
    elif name == "cooccurrence_near":
        frame = BUILDERS["cooccurrence"](corpus, TableRequest("cooccurrence", unit="near"))
    else:
        frame = BUILDERS["portrait" if asked else name](corpus, TableRequest(name, **asked))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:20} {seconds:6.2f} s  {peak:6.0f} MB  {frame.shape[0]} x {frame.shape[1]}")


def main() -> None:
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    for name in (*BUILDERS, "portrait_of_theme", "cooccurrence_near", "framework"):
        subprocess.run(
            [sys.executable, __file__, name], check=True, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        )


main()
