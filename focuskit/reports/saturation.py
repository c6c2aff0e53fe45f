"""Enough material? Codes met document after document, and what such a curve does not say."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.analysis.saturation import BASE, RUN, count_answers, measure_saturation
from focuskit.messages import say
from focuskit.reports.blocks import Block, FigureBlock, Heading, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.figures import draw_saturations
from focuskit.reports.pictures import saturation_curves
from focuskit.reports.wording import number, percent

_WIDTHS = (0.4, 0.15, 0.15, 0.15, 0.15)


def compose_saturation(findings: Findings) -> Iterator[Block]:
    """Compose the chapter; where nothing is decided it says that nothing can be said."""
    frame = measure_saturation(findings.corpus)
    is_empty = not len(frame) or int(frame["seen"].max()) == 0
    yield Heading(say("report.saturation"), 1)
    if is_empty:
        yield Paragraph(say("report.saturation_none"))
        return
    yield Paragraph(say("finding.about_saturation", base=BASE, run=RUN))
    yield Paragraph(say("finding.about_use"))
    curves = [(say(f"report.kind_{kind}"), curve) for kind, curve in saturation_curves(findings.corpus)]
    picture = draw_saturations(curves, "saturation")
    yield FigureBlock(picture.title, picture)
    rows = tuple(
        (
            str(document),
            number(int(used)),
            number(int(new)),
            number(int(seen)),
            "–" if information is None else percent(float(information)),
        )
        for document, used, new, seen, information in frame[
            ["document", "codes_used", "new_codes", "seen", "new_information"]
        ]
        .astype(object)
        .where(frame[["document", "codes_used", "new_codes", "seen", "new_information"]].notna(), None)
        .itertuples(index=False, name=None)
    )
    columns = ("document", "codes_used", "new_codes", "seen", "new_information")
    header = tuple(say(f"report.column_{name}") for name in columns)
    yield TableBlock(say("report.caption_saturation"), header, rows, _WIDTHS)
    yield Paragraph(say("finding.about_reached"), "note")
    if n_answers := count_answers(findings.corpus):
        yield Paragraph(say("finding.answers_left_out", n=n_answers), "note")
