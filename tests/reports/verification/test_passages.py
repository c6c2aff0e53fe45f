"""What a report quotes: paragraphs made for it, and words in quotation marks within the text."""

import pytest

from focuskit.reports.verification.passages import ParagraphKind, ReportParagraph, find_passages

NB = "\N{NO-BREAK SPACE}"


def passages(*paragraphs):
    return find_passages(iter(paragraphs))


def test_a_verbatim_takes_its_source_from_the_next_paragraph():
    (one,) = passages(
        ReportParagraph("Freins", ParagraphKind.HEADING),
        ReportParagraph(f"«{NB}C'est trop cher, « vingt-huit euros ».{NB}»", ParagraphKind.VERBATIM),
        ReportParagraph("(P1, FG1.docx, tour 3)", ParagraphKind.SOURCE),
    )
    assert one.words == "C'est trop cher, « vingt-huit euros »."
    assert (one.chapter, one.source, one.is_verbatim) == ("Freins", "P1, FG1.docx, tour 3", True)


def test_a_verbatim_may_carry_its_source_itself_or_have_none():
    first, second = passages(
        ReportParagraph("« Ben oui. » (P1, FG1, tour 3)", ParagraphKind.VERBATIM),
        ReportParagraph("Ben non.", ParagraphKind.VERBATIM),
    )
    assert (first.words, first.source) == ("Ben oui.", "P1, FG1, tour 3")
    assert (second.words, second.source) == ("Ben non.", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Elle dit que «{NB}on n'a jamais le temps de rien{NB}».", ["on n'a jamais le temps de rien"]),
        ("Elle dit “on n'a jamais le temps de rien”.", ["on n'a jamais le temps de rien"]),
        ("Un « tiers-lieu » est un lieu.", []),
        ("Un « tiers-lieu » (P1, FG1, tour 2) est un lieu.", ["tiers-lieu"]),
        ("Rien.", []),
        ("« ouvert sans fin et jamais refermé", []),
    ],
)
def test_short_words_in_quotation_marks_count_only_with_a_source(text, words):
    assert [one.words for one in passages(ReportParagraph(text))] == words


def test_passages_are_numbered_in_order():
    found = passages(
        ReportParagraph("a", ParagraphKind.VERBATIM),
        ReportParagraph("et « b b b b b » puis « c c c c c »"),
        ReportParagraph("d", ParagraphKind.VERBATIM),
    )
    assert [(one.number, one.words[0]) for one in found] == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
