"""Imaginaries and what researchers wrote: in the order of the codebook, never by counts, nothing left out."""

import re
from dataclasses import replace

import pytest
from analysis.invented import CODEBOOK, DECIDED, corpus, mark, segment

from focuskit.messages import say, speak
from focuskit.model.codebook import Code, Facet
from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.reports.blocks import FigureBlock, Heading, MarkedPlace, Paragraph, Quotation, TableBlock
from focuskit.reports.compose import compose_report
from focuskit.reports.html import render_html
from reports.test_parts import blocks, texts
from reports.test_report import context

NARROW = "\N{NO-BREAK SPACE}"
WITH_IMAGES = replace(
    CODEBOOK,
    facets=(*CODEBOOK.facets, Facet("projection", "Projection")),
    codes=(
        *CODEBOOK.codes,
        Code("imaginaire/passe", "imaginaire", "Le passé"),
        Code("imaginaire/fin", "imaginaire", "La fin"),
        Code("projection", "projection", "Projection"),
        Code("projection/crainte", "projection", "Ce qu'on craint"),
    ),
)


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def memo(words, kind=MemoKind.THEORETICAL, **about):
    return Memo(words, kind, "Nour", "2026-01-01", MemoTarget(**about), words)


def images():
    """Return a study in which the last image of the codebook is the one most often spoken of."""
    often = [
        segment(
            "FG2.docx",
            n,
            f"la fin du monde, dit {n}",
            mark("imaginaire/fin", DECIDED),
            who=f"P{n}",
            start=n * 40,
        )
        for n in range(2, 6)
    ]
    return corpus(
        segment("FG2.docx", 1, "moi je ferais mon pain", mark("imaginaire/autonomie", DECIDED), who="P1"),
        *often,
        segment("E1.txt", 1, "j'ai peur de l'été", mark("projection/crainte", DECIDED), who="P9"),
        codebook=WITH_IMAGES,
    )


def test_images_stand_in_the_order_of_the_codebook_whatever_their_counts():
    found = blocks(images(), "imaginaries")
    named = [one.code for one in found if isinstance(one, Heading) and one.code]
    assert named == ["imaginaire/autonomie", "imaginaire/fin", "projection/crainte"]
    again = blocks(replace(images(), segments=tuple(reversed(images().segments))), "imaginaries")
    assert [one.code for one in again if isinstance(one, Heading) and one.code] == named


def test_nothing_is_counted_in_the_chapter_on_images_nor_in_its_page():
    found = blocks(images(), "imaginaries")
    assert not [one for one in found if isinstance(one, TableBlock | FigureBlock)]
    told = [one.text for one in found if isinstance(one, Paragraph | Heading)]
    assert not [one for one in told if re.search(r"\d", re.sub(r"\bP\d\b", "", one))]
    made = images()
    report = compose_report(made, context(made, parts=("imaginaries",)))
    page = render_html(report, made.segments, made.codebook).decode()
    main = page[page.index("<main>") : page.index("</main>")]
    assert "<table" not in main
    assert not re.search(r"<button[^>]*>\s*\d", main)


def test_a_memo_becomes_paragraphs_before_the_passages_and_its_lack_a_place_to_write():
    memos = (memo("Faire soi-même.\n\nTenir seul.", code="imaginaire/autonomie"),)
    found = list(blocks(images(), "imaginaries", memos=memos))
    first = texts(found).index("Faire soi-même.")
    assert texts(found)[first + 1] == "Tenir seul."
    quoted = [one.verbatim for one in found if isinstance(one, Quotation)]
    assert found.index(Paragraph("Tenir seul.")) < found.index(
        next(one for one in found if isinstance(one, Quotation))
    )
    assert "moi je ferais mon pain" in quoted
    places = [one.key for one in found if isinstance(one, MarkedPlace)]
    assert places == [
        "imaginaries_imaginaire", "code_imaginaire/fin", "imaginaries_projection", "code_projection/crainte"
    ]  # fmt: skip
    assert all(one.prompt.startswith("À écrire") for one in found if isinstance(one, MarkedPlace))


def test_a_memo_on_words_follows_them_and_brings_them_first():
    notes = {("FG2.docx", 5): ("Elle sourit en le disant.",)}
    found = list(blocks(images(), "imaginaries", notes=notes))
    place = found.index(Paragraph("Elle sourit en le disant."))
    assert found[place - 1].verbatim.endswith("dit 5")
    fin = next(n for n, one in enumerate(found) if isinstance(one, Heading) and one.code == "imaginaire/fin")
    assert next(one for one in found[fin:] if isinstance(one, Quotation)) is found[place - 1]
    assert "Elle sourit en le disant." not in texts(blocks(images(), "chapters", notes=notes))


def test_images_have_no_chapter_among_the_transitions():
    assert not [one for one in texts(blocks(images(), "chapters")) if "Imaginaire" in one]


def crossed():
    return corpus(
        segment("FG2.docx", 1, "trop cher ici", mark("alimentaire", DECIDED), mark("frein/cout", DECIDED), who="P1"),
        segment("FG2.docx", 2, "trop cher là", mark("circulaire", DECIDED), mark("frein/cout", DECIDED), who="P2", start=30),
        segment("E1.txt", 1, "on partage", mark("alimentaire", DECIDED), mark("levier/reseau", DECIDED), who="P3"),
    )  # fmt: skip


def test_memos_and_summaries_stand_in_the_chapter_of_their_theme_said_of_whom():
    found = blocks(
        crossed(),
        "chapters",
        memos=(memo("On compte devant les autres.", code="frein/cout"),),
        summaries={("FG2.docx", "frein/cout"): "Le prix arrête tout.", ("E1.txt", "alimentaire"): "Le goût."},
        summaries_beside={("commune", "frein/cout"): "La commune n'en dit rien."},
    )
    told = texts(found)
    section = told[told.index("Coût") :]
    assert section[1:4] == [
        "On compte devant les autres.",
        f"FG2.docx (résumé de l’analyse){NARROW}: Le prix arrête tout.",
        f"commune (résumé de l’analyse){NARROW}: La commune n'en dit rien.",
    ]
    assert told[1] == f"E1.txt (résumé de l’analyse){NARROW}: Le goût."


def test_what_was_written_on_a_code_stands_once_and_is_pointed_to_where_the_code_comes_again():
    told = texts(blocks(crossed(), "chapters", memos=(memo("On compte.", code="frein/cout"),)))
    assert told.count("On compte.") == 1
    assert say("report.written_above", chapter="Transition alimentaire") in told


def test_what_was_written_on_a_code_that_nothing_carries_is_not_lost():
    told = texts(blocks(crossed(), "chapters", memos=(memo("Personne n'a le temps.", code="levier/temps"),)))
    assert told[-3:] == [say("report.written_elsewhere"), "Temps", "Personne n'a le temps."]


def test_notes_on_method_about_a_code_stand_with_the_codebook_and_not_in_a_chapter():
    memos = (memo("Fondu avec Prix doux.", MemoKind.METHODOLOGICAL, code="frein/cout"),)
    assert "Fondu avec Prix doux." not in " ".join(texts(blocks(crossed(), "chapters", memos=memos)))
    assert "Fondu avec Prix doux." in " ".join(texts(blocks(crossed(), "codebook", memos=memos)))
