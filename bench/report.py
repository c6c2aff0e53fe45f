"""A Word report of 2,000 quotations and 40 figures: time and peak memory, page numbers by LibreOffice off."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from focuskit.reports.blocks import FigureBlock, Heading, Paragraph, Quotation, Report, TableBlock, Title
from focuskit.reports.figures import Participation, PersonBar, draw_participation, drawn_only_as
from focuskit.reports.word import render_word

N_QUOTATIONS, N_FIGURES, PER_SECTION = 2_000, 40, 5
WORDS = "Alors là on a commencé avec trois fois rien, une table, deux bénévoles et un carton de vis. " * 3


def _report() -> Report:
    blocks: list[object] = [Title("Étude inventée", "Rapport")]
    for number in range(N_QUOTATIONS):
        if number % (N_QUOTATIONS // N_FIGURES) == 0:
            name = f"Chapitre {number}"
            people = tuple(PersonBar(f"P{place}", 10 * place + number % 7, place) for place in range(1, 9))
            blocks.append(Heading(name, 1))
            blocks.append(FigureBlock(name, draw_participation(Participation(name, people), name)))
        if number % PER_SECTION == 0:
            blocks.append(Heading(f"Thème {number}", 3, code="levier/temps"))
            blocks.append(Paragraph("Segments : 5 · tours : 5", "counts"))
        blocks.append(Quotation(WORDS, f"(P{number % 30}, fg1.docx, tour {number})", "fg1.docx"))
    rows = tuple((f"P{one % 30}", "fg1.docx", str(one), "Temps", WORDS) for one in range(N_QUOTATIONS))
    header = ("Personne", "Document", "Tour", "Code", "Paroles")
    blocks.append(Heading("Annexe", 1, numbered=False, wide=True))
    blocks.append(TableBlock("Extraits", header, rows, (0.1, 0.17, 0.05, 0.22, 0.46), n_text=5, wide=True))
    return Report("Étude inventée", "", tuple(blocks))  # type: ignore[arg-type]


def main() -> None:
    """Draw, compose and render, then print seconds and megabytes."""
    start = time.perf_counter()
    with drawn_only_as("png"):
        report = _report()
    drawn = time.perf_counter()
    made = render_word(report)
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"figures {drawn - start:.1f} s, Word {end - drawn:.1f} s, in all {end - start:.1f} s")
    print(f"seconds of processor time, libraries loaded: {time.process_time():.1f} s")
    print(f"{len(made.content) / 1e6:.1f} MB written, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
