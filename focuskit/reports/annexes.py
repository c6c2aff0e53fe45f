"""The annexes on people, codebook and problems met."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.model.codings import PersonInDocument
from focuskit.model.consent import is_consent
from focuskit.model.problems import Problem, Severity
from focuskit.reports.blocks import Block, Heading, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.wording import number, told

_LISTED_AT_MOST = 200
_PROBLEMS_AT_MOST = 100


def compose_participants(findings: Findings) -> Iterator[Block]:
    """Compose the annex on who took part."""
    people: dict[str, list[PersonInDocument]] = defaultdict(list)
    for person in findings.corpus.people:
        people[person.participant].append(person)
    yield Heading(say("report.annex_participants"), 1, numbered=False)
    if not people:
        yield Paragraph(say("report.no_people"))
        return
    if len(people) > _LISTED_AT_MOST:
        yield Paragraph(told("report.too_many_people", len(people)))
        yield _people_by_kind(findings)
        return
    told_of = findings.context.told_attributes
    columns = ("person", "role", "documents", *(() if told_of == () else ("attributes",)), "turns", "words")
    widths = (0.16, 0.2, 0.44, 0.1, 0.1) if told_of == () else (0.12, 0.14, 0.27, 0.3, 0.08, 0.09)
    yield TableBlock(
        say("report.caption_participants"),
        tuple(say(f"report.column_{name}") for name in columns),
        tuple(_person_row(name, places, told_of) for name, places in people.items()),
        widths,
        n_text=len(columns) - 2,
    )


def _person_row(
    name: str, places: list[PersonInDocument], told_of: tuple[str, ...] | None
) -> tuple[str, ...]:
    """Return the row of a person; ``told_of`` are the attributes that may be told, ``None`` for all."""
    roles = dict.fromkeys(say(f"report.role_{one.role}") for one in places)
    attributes = dict(pair for one in places for pair in one.attributes)
    shown = [
        value
        for key, value in attributes.items()
        if value and not is_consent(key) and (told_of is None or key in told_of)
    ]
    return (
        name,
        ", ".join(roles),
        ", ".join(dict.fromkeys(one.document for one in places)),
        *(() if told_of == () else (", ".join(shown),)),
        number(sum(one.n_turns for one in places)),
        number(sum(one.n_words for one in places)),
    )


def _people_by_kind(findings: Findings) -> TableBlock:
    kinds = {one.name: one.kind for one in findings.corpus.documents}
    counted = Counter((kinds[one.document], one.role) for one in findings.corpus.people)
    rows = tuple(
        (say(f"report.kind_{kind}"), say(f"report.role_{role}"), number(n))
        for (kind, role), n in sorted(counted.items())
    )
    columns = ("kind", "role", "persons")
    header = tuple(say(f"report.column_{name}") for name in columns)
    return TableBlock(say("report.caption_participants"), header, rows, (0.4, 0.4, 0.2), n_text=2)


def compose_codebook(findings: Findings) -> Iterator[Block]:
    """Compose the annex that holds the codebook."""
    codebook = findings.corpus.codebook
    yield Heading(say("report.annex_codebook"), 1, numbered=False)
    yield Paragraph(say("report.codebook_sentence", name=codebook.name, version=codebook.version))
    for rule in codebook.coding_rules:
        yield Paragraph(rule, "note")
    for code in codebook.codes:
        for memo in findings.method_memos_on(code.name):
            yield Paragraph(say("report.method_note", label=code.label, words=memo.words), "note")
    for facet in codebook.facets:
        codes = codebook.of_facet(facet.id)
        yield Heading(
            f"{facet.label} – {facet.question}" if facet.question else facet.label, 2, numbered=False
        )
        yield TableBlock(
            say("report.caption_codebook", facet=facet.label),
            (say("report.column_code"), say("report.column_definition")),
            tuple((f"{code.label}\n{code.name}", _definition(code)) for code in codes),
            (0.36, 0.64),
            n_text=2,
            strong=frozenset(place for place, code in enumerate(codes) if code.parent is None),
            depths=tuple(code.depth for code in codes),
        )


def _definition(code: Code) -> str:
    lines = [code.definition]
    lines += [say("report.include", words=code.include)] if code.include else []
    lines += [say("report.exclude", words=code.exclude)] if code.exclude else []
    return "\n".join(line for line in lines if line)


def compose_problems(findings: Findings) -> Iterator[Block]:
    """Compose the annex on what was doubtful at import."""
    met = findings.context.problems
    problems = [one for one in met if one.severity is not Severity.NOTE]
    notes = [one for one in met if one.severity is Severity.NOTE]
    yield Heading(say("report.annex_problems"), 1, numbered=False)
    if not problems:
        yield Paragraph(say("report.no_problems"))
    yield from _problems_table("report.caption_problems", problems)
    if notes:
        yield Paragraph(told("report.remarks_at_import", len(notes)))
    yield from _problems_table("report.caption_remarks", notes)


def _problems_table(caption: str, problems: Sequence[Problem]) -> Iterator[Block]:
    if not problems:
        return
    yield TableBlock(
        say(caption),
        (say("report.column_document"), say("report.column_line"), say("report.column_problem")),
        tuple((one.path, str(one.line or ""), one.in_report()) for one in problems[:_PROBLEMS_AT_MOST]),
        (0.28, 0.08, 0.64),
        n_text=3,
    )
    if len(problems) > _PROBLEMS_AT_MOST:
        yield Paragraph(told("report.more_problems", len(problems) - _PROBLEMS_AT_MOST), "note")
