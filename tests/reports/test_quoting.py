"""Exchanges quoted turn by turn, long quotations cut at sentence ends; the self-check accepts true pieces only."""

from dataclasses import replace

import pytest
from analysis.invented import DECIDED, corpus, mark, refusing, segment
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.messages import say, speak
from focuskit.model.documents import DocumentKind, Role, count_words
from focuskit.model.talk import Talk, TalkTurn
from focuskit.reports.blocks import Heading, Quotation, Report
from focuskit.reports.elision import CUT, elided
from focuskit.reports.verification import QuotationMatcher, QuotationState
from focuskit.reports.verify import verify_report
from focuskit.reports.word import render_word
from reports.test_parts import blocks, texts


@pytest.fixture(autouse=True)
def french():
    speak("fr")


SENTENCE = "On a mis {n} caisses de légumes dans la cour et personne ne les a prises. "
LONG = "".join(SENTENCE.format(n=n) for n in range(1, 21)).strip()


def test_a_short_quotation_is_not_cut():
    one = segment("FG2.docx", 1, "Deux mots.")
    assert elided(one) == "Deux mots."


def test_a_long_quotation_keeps_whole_sentences_around_its_evidence():
    made = segment(
        "FG2.docx", 1, LONG, mark("action", DECIDED, (LONG.index("12 caisses"), LONG.index("12 caisses") + 2))
    )
    quoted = elided(made, ["action"])
    assert quoted.startswith(f"{CUT} On a mis")
    assert "12 caisses" in quoted
    assert quoted.endswith(f"prises. {CUT}")
    assert count_words(quoted) <= 90


def test_one_endless_sentence_is_quoted_whole():
    words = " ".join(["mot"] * 120)
    assert elided(segment("FG2.docx", 1, words)) == words


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["oui.", "alors", "non !", "bon…", "\n", "«", "»", "mais", "?"]), max_size=300)
)
def test_what_is_left_of_a_quotation_is_always_found_in_its_text(words):
    text = " ".join(words).strip()
    quoted = elided(segment("FG2.docx", 1, text), most=20)
    state = QuotationMatcher({"FG1": text}).match(quoted, "FG1").state
    if any(map(str.isalnum, quoted)):
        assert state in {QuotationState.EXACT, QuotationState.ELIDED}


@pytest.mark.parametrize(
    ("words", "is_lost"),
    [
        (f"un deux. {CUT} cinq six.", False),
        (f"cinq six. {CUT} un deux.", True),
        (f"un deux. {CUT} sept.", True),
        (CUT, True),
    ],
)
def test_the_self_check_accepts_cuts_between_true_pieces_in_their_order(tmp_path, words, is_lost):
    path = tmp_path / "r.docx"
    report = Report("", "", (Heading("Un", 1), Quotation(words, "(P1, FG1, tour 1)", "FG1")))
    path.write_bytes(render_word(report).content)
    assert bool(verify_report(path, {"FG1": "un deux. trois quatre. cinq six."})) is is_lost


def disputed(**more):
    said = [("P1", "Ça aide beaucoup."), ("P2", "Non, je ne suis pas d'accord."), ("P1", "Mais si, ça aide.")]
    turns = tuple(
        TalkTurn(number, who, Role.PARTICIPANT, words, count_words(words))
        for number, (who, words) in enumerate(said, 1)
    )
    made = corpus(
        *(
            segment("FG2.docx", number, words, mark("alimentaire", DECIDED), mark("levier/temps", DECIDED), who=who, start=40 * number)
            for number, (who, words) in enumerate(said, 1)
        ),
        **more,
    )  # fmt: skip
    return replace(made, talks=(Talk("FG2.docx", DocumentKind.FOCUS_GROUP, turns),))


def test_a_dispute_is_quoted_turn_by_turn_each_with_its_speaker():
    found = blocks(disputed(), "chapters")
    told = say("report.exchange", first=1, last=3)
    place = next(number for number, one in enumerate(found) if getattr(one, "text", "") == told)
    quoted = found[place + 1 : place + 4]
    assert [one.source.split(",")[0] for one in quoted] == ["(P1", "(P2", "(P1"]
    assert quoted[1].verbatim == "Non, je ne suis pas d'accord."


def test_an_exchange_with_somebody_who_refused_is_not_quoted():
    made = disputed(attributes=refusing("P2"))
    found = blocks(made, "chapters")
    assert say("report.exchange", first=1, last=3) not in texts(found)
    assert not any("pas d'accord" in one.verbatim for one in found if isinstance(one, Quotation))
