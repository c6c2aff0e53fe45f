"""What two coders coded differently: listed, settled, counted."""

import pytest

from focuskit.errors import UsageError
from focuskit.model.agreement import Stance
from focuskit.model.spans import Span
from focuskit.store.codings import load_codings
from focuskit.store.double_coding import load_coder_names
from focuskit.transcripts import Reading
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.decide import decide, list_history, open_desk, redo, undo
from focuskit.workflow.disagreements import list_disagreements, settle, settle_named
from focuskit.workflow.tag import load_codebook
from focuskit.workflow.update import update_document
from small_study import TEXT, make_study


@pytest.fixture
def folder(tmp_path):
    """Return a study in which Ana and Zoé both accept "potager", and differ on "velo" and "frein"."""
    folder = make_study(tmp_path)
    for coder, kinds in (
        ("Ana", {"potager": "accept", "velo": "accept"}),
        ("Zoé", {"potager": "accept", "velo": "reject"}),
    ):
        desk = open_desk(folder, "groupe")
        decide(
            folder,
            coder,
            [getattr(desk, kinds[one.code])(one) for one in desk.suggestions if one.code in kinds],
        )
    desk = open_desk(folder, "groupe")
    start = desk.document.text.index("une subvention")
    decide(folder, "Zoé", [desk.add(Span(start, start + 14), "frein/argent")])
    return folder


def grid(folder):
    return load_codebook(folder)[0]


def listed(folder, **choices):
    return list_disagreements(folder, grid(folder), **choices)


def counted(folder):
    corpus = load_corpus(folder, grid(folder))
    return sorted((one.number, mark.code, mark.status.value) for one in corpus.segments for mark in one.marks)


def originals(folder):
    desk = open_desk(folder, "groupe")
    with folder.reading() as connection:
        return load_codings(connection, desk.document.version_id)


def test_what_only_one_coder_coded_is_listed_with_words_and_stances(folder):
    velo, money = listed(folder)
    assert (velo.code, velo.words) == ("velo", "Moi je répare des vélos. C'est trop cher neuf.")
    assert [(one.coder, one.stance) for one in velo.stances] == [
        ("Ana", Stance.CODED),
        ("Zoé", Stance.REJECTED),
    ]
    assert (money.code, money.words) == ("frein/argent", "Il faudrait une subvention.")
    assert [(one.coder, one.stance) for one in money.stances] == [
        ("Ana", Stance.SILENT),
        ("Zoé", Stance.CODED),
    ]
    assert money.coded_span.slice(open_desk(folder, "groupe").document.text) == "une subvention"
    assert velo.speaker == "P2"


def test_the_list_can_be_narrowed(folder):
    assert [one.code for one in listed(folder, code="frein")] == ["frein/argent"]
    assert [one.code for one in listed(folder, facet="sujet")] == ["velo"]
    assert [one.code for one in listed(folder, level="top")] == ["velo", "frein"]
    assert listed(folder, document="autre.txt") == []


def test_two_coders_on_one_segment_count_once(folder):
    assert [row for row in counted(folder) if row[1] == "potager"] == [(2, "potager", "decided")]


def test_an_open_disagreement_counts_as_somebody_coded_it(folder):
    assert [row for row in counted(folder) if row[1] == "velo"] == [(3, "velo", "decided")]


def test_dismissed_codes_count_no_more_and_both_originals_stay(folder):
    before = originals(folder)
    settle(folder, "Ana", [listed(folder)[0]], holds=False)
    assert not [row for row in counted(folder) if row[1] == "velo"]
    assert originals(folder) == before
    velo = listed(folder)[0]
    assert (velo.settled.coder, velo.settled.holds) == ("Ana", False)
    assert [one.code for one in listed(folder, is_settled=False)] == ["frein/argent"]


def test_a_code_that_holds_is_the_settlers_coding_on_the_words_coded(folder):
    settle(folder, "Marie", [listed(folder)[1]], holds=True)
    rows = [(one.code, one.words) for one in originals(folder)]
    assert rows.count(("frein/argent", "une subvention")) == 2
    assert [row for row in counted(folder) if row[1] == "frein/argent"] == [(4, "frein/argent", "decided")]
    money = listed(folder)[1]
    assert (money.settled.coder, money.settled.holds) == ("Marie", True)
    assert [one.coder for one in money.stances] == ["Ana", "Zoé"]  # who settled is no coder compared


def test_settling_can_be_undone_and_done_again(folder):
    first = counted(folder)
    settle(folder, "Marie", listed(folder), holds=False)
    settled = counted(folder)
    undo(folder, "Marie")
    assert counted(folder) == first
    assert [one.settled for one in listed(folder)] == [None, None]
    redo(folder, "Marie")
    assert counted(folder) == settled
    assert len(list_history(folder, code="velo")) == 3


def test_what_is_coded_after_settling_is_open_again(folder):
    settle(folder, "Marie", [listed(folder)[0]], holds=False)
    desk = open_desk(folder, "groupe")
    decide(folder, "Ana", [desk.add(desk.span_of(3), "velo")])
    assert listed(folder)[0].settled is None
    assert [row for row in counted(folder) if row[1] == "velo"] == [(3, "velo", "decided")]


def test_disagreements_are_settled_by_their_short_names_all_or_none(folder):
    velo, money = listed(folder)
    with pytest.raises(UsageError, match="inconnu"):
        settle_named(folder, grid(folder), "Marie", {velo.id: True, "inconnu": False})
    assert [one.settled for one in listed(folder)] == [None, None]
    settle_named(folder, grid(folder), "Marie", {velo.id: True, money.id: False})
    assert [one.settled.holds for one in listed(folder)] == [True, False]


def test_a_top_code_settled_decides_for_the_codes_below_it(folder):
    (top,) = listed(folder, level="top", facet="frein")
    settle(folder, "Marie", [top], holds=False)
    assert not [row for row in counted(folder) if row[1].startswith("frein/")]
    assert listed(folder, code="frein/argent")[0].settled.holds is False


def test_one_coder_alone_is_told(tmp_path):
    folder = make_study(tmp_path)
    with pytest.raises(UsageError, match="deux codeurs"):
        listed(folder)
    desk = open_desk(folder, "groupe")
    decide(folder, "Ana", [desk.accept(desk.suggestions[0])])
    with pytest.raises(UsageError, match="Ana"):
        listed(folder)
    with pytest.raises(UsageError, match="Paul"):
        listed(folder, coders=["Ana", "Paul"])


def test_what_was_settled_stays_settled_when_the_text_is_corrected(folder, tmp_path):
    settle_named(
        folder,
        grid(folder),
        "Marie",
        dict(zip((one.id for one in listed(folder)), (False, True), strict=True)),
    )
    corrected = tmp_path / "corrigé.txt"
    corrected.write_text(TEXT.replace("Moi je répare", "Moi, ici, je répare"), encoding="utf-8")
    update_document(folder, "groupe.txt", corrected, Reading())
    assert [one.settled.holds for one in listed(folder)] == [False, True]
    rows = {row[1] for row in counted(folder) if row[2] == "decided"}
    assert "velo" not in rows
    assert "frein/argent" in rows


def test_undoing_a_coding_leaves_no_settlement_behind_that_cannot_be_undone(folder):
    settle(folder, "Marie", [listed(folder)[1]], holds=True)
    desk = open_desk(folder, "groupe")
    settled = next(
        one for one in desk.codings if one.decision_id not in {row.decision_id for row in before(folder)}
    )
    decide(folder, "Marie", [desk.remove(settled)])
    assert listed(folder)[1].settled is None
    undo(folder, "Marie")
    assert listed(folder)[1].settled.holds is True


def before(folder):
    """Return the codings that Ana and Zoé made."""
    with folder.reading() as connection:
        names = load_coder_names(connection)
        version = open_desk(folder, "groupe").document.version_id
        return [one for one in load_codings(connection, version) if names[one.coder_id] != "Marie"]
