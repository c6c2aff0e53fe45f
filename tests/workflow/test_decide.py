"""Decisions: kept, counted, undone and done again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focuskit.errors import UsageError
from focuskit.model.codings import UnitStatus
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import create_project, open_project
from focuskit.store.codings import load_codings
from focuskit.transcripts import Reading
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.decide import (
    current_coder,
    decide,
    list_history,
    open_desk,
    redo,
    remember_coder,
    remember_first_coder,
    undo,
    write_memo,
)
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import load_codebook, tag_documents

TEXT = """Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : On a un potager et des poules.

Marc : Moi je répare des vélos. C'est trop cher neuf.

Léa : Il faudrait une subvention.
"""
CODEBOOK = """name: t
facets:
- id: sujet
  label: Sujet
  codes:
  - id: potager
    label: Potager
    rules: [potager]
  - id: velo
    label: Vélo
    rules: [vélo]
- id: frein
  label: Frein
  codes:
  - id: frein
    label: Frein
    rules: [trop cher]
    codes:
    - id: argent
      label: Argent
      rules: [subvention]
"""


def make(tmp_path):
    source = tmp_path / "groupe.txt"
    source.write_text(TEXT, encoding="utf-8")
    codebook = tmp_path / "grille.yaml"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    create_project(tmp_path / "study")
    folder = open_project(tmp_path / "study")
    install_codebook(folder, codebook)
    import_documents(folder, [source], Reading())
    segment_documents(folder)
    tag_documents(folder)
    return folder


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path)


def coded(folder):
    corpus = load_corpus(folder, load_codebook(folder)[0])
    return sorted((one.number, mark.code, mark.status.value) for one in corpus.segments for mark in one.marks)


def state(folder):
    desk = open_desk(folder, "groupe")
    codings = sorted((one.span, one.code, one.words) for one in desk.codings)
    return codings, [(one.segment, one.code, one.state) for one in desk.suggestions], coded(folder)


def suggestion(folder, code):
    desk = open_desk(folder, "groupe")
    return desk, next(one for one in desk.suggestions if one.code == code)


def test_an_accepted_suggestion_becomes_a_coding_of_its_segment(folder):
    desk, one = suggestion(folder, "potager")
    decide(folder, "Zoé", [desk.accept(one)])
    (coding,) = open_desk(folder, "groupe").codings
    assert (coding.code, coding.words) == ("potager", "On a un potager et des poules.")
    assert (one.segment, "potager", UnitStatus.DECIDED.value) in coded(folder)


def test_a_rejected_suggestion_is_counted_no_more_and_not_proposed_again(folder):
    desk, one = suggestion(folder, "velo")
    decide(folder, "Zoé", [desk.reject(one)])
    tag_documents(folder)
    assert not [row for row in coded(folder) if row[1] == "velo"]


def test_a_free_span_counts_once_in_each_segment_it_overlaps(folder):
    desk = open_desk(folder, "groupe")
    text = desk.document.text
    span = Span(text.index("des poules"), text.index("des vélos"))
    decide(folder, "Zoé", [desk.add(span, "frein/argent")])
    touched = [one.number for one in desk.segments if one.span.overlaps(span)]
    rows = [row for row in coded(folder) if row[1:] == ("frein/argent", "decided")]
    assert [row[0] for row in rows] == touched


def test_everything_can_be_undone_and_done_again(folder):
    before = state(folder)
    desk, one = suggestion(folder, "potager")
    decide(folder, "Zoé", [desk.accept(one)])
    desk, two = suggestion(folder, "velo")
    decide(folder, "Zoé", [desk.replace(two, "frein/argent")])
    desk = open_desk(folder, "groupe")
    decide(folder, "Zoé", [desk.move(desk.codings[0], Span(0, 4)), desk.remove(desk.codings[1])])
    after = state(folder)
    while undo(folder, "Zoé"):
        pass
    assert state(folder) == before
    while redo(folder, "Zoé"):
        pass
    assert state(folder) == after


def test_a_coder_undoes_only_what_is_theirs(folder):
    desk, one = suggestion(folder, "potager")
    decide(folder, "Zoé", [desk.accept(one)])
    assert undo(folder, "Ana") == []
    assert len(open_desk(folder, "groupe").codings) == 1


def test_a_code_that_is_not_in_the_codebook_is_refused_and_nothing_kept(folder):
    desk, one = suggestion(folder, "potager")
    codebook, _ = load_codebook(folder)
    with pytest.raises(UsageError, match="tarte"):
        decide(folder, "Zoé", [desk.accept(one), desk.add(Span(0, 4), "tarte")], codebook)
    assert open_desk(folder, "groupe").codings == ()


def test_the_coder_is_remembered_and_never_guessed(folder):
    with pytest.raises(UsageError, match="--coder"):
        current_coder(folder)
    assert remember_first_coder(folder, " Zoé  Petit ") == "Zoé Petit"
    assert current_coder(folder) == "Zoé Petit"
    assert (current_coder(folder, "Ana"), remember_first_coder(folder, "Ana")) == ("Ana", "Zoé Petit")
    remember_coder(folder, "Ana")
    assert current_coder(folder) == "Ana"


def test_history_tells_who_decided_what_and_what_was_undone(folder):
    desk, one = suggestion(folder, "potager")
    decide(folder, "Zoé", [desk.accept(one)])
    undo(folder, "Zoé")
    (entry,) = list_history(folder, code="potager")
    assert (entry.decision.coder, entry.decision.is_undone) == ("Zoé", True)
    assert "potager" in entry.words


def test_memos_and_stars_stand_beside_words(folder):
    desk = open_desk(folder, "groupe")
    about = MemoTarget(desk.document.version_id, Span(0, 4))
    write_memo(folder, "Zoé", MemoKind.REFLEXIVE, about, "À relire après l'entretien.")
    write_memo(folder, "Zoé", MemoKind.STAR, about)
    kinds = [one.kind for one in open_desk(folder, "groupe").memos]
    assert sorted(kinds) == sorted([MemoKind.REFLEXIVE, MemoKind.STAR])


def do(folder, kind: str, number: int) -> None:
    """Do one thing: accept, reject, replace, remove, move, undo, or do again."""
    desk = open_desk(folder, "groupe")
    offered = desk.open_suggestions()
    if kind in "uy":
        (undo if kind == "u" else redo)(folder, "Zoé")
    elif kind in "arp" and offered:
        one = offered[number % len(offered)]
        made = {"a": desk.accept(one), "r": desk.reject(one), "p": desk.replace(one, "frein")}
        decide(folder, "Zoé", [made[kind]])
    elif kind in "xm" and desk.codings:
        one = desk.codings[number % len(desk.codings)]
        decide(folder, "Zoé", [desk.remove(one) if kind == "x" else desk.move(one, Span(number, number + 5))])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.sampled_from("arpxmuy"), st.integers(0, 9)), max_size=14))
def test_any_sequence_of_decisions_keeps_every_coding_on_a_decision(tmp_path_factory, moves):
    folder = make(tmp_path_factory.mktemp("any"))
    first = state(folder)
    for kind, number in moves:
        do(folder, kind, number)
        desk = open_desk(folder, "groupe")
        with folder.reading() as connection:
            kept = load_codings(connection, desk.document.version_id)
        decisions = {entry.decision.id: entry.decision for entry in list_history(folder)}
        for coding in kept:
            assert not decisions[coding.decision_id].is_undone
            assert coding.words == coding.span.slice(desk.document.text)
        assert len({one.decision_id for one in kept}) == len(kept)
    while undo(folder, "Zoé"):
        pass
    assert state(folder) == first


def test_a_coding_comes_back_only_while_its_decision_holds_whoever_undoes_first(folder):
    desk, one = suggestion(folder, "potager")
    decide(folder, "Zoé", [desk.accept(one)])
    desk = open_desk(folder, "groupe")
    decide(folder, "Ana", [desk.remove(desk.codings[0])])
    undo(folder, "Zoé")
    undo(folder, "Ana")
    assert open_desk(folder, "groupe").codings == ()
    redo(folder, "Zoé")
    assert [coding.code for coding in open_desk(folder, "groupe").codings] == ["potager"]
    redo(folder, "Ana")
    assert open_desk(folder, "groupe").codings == ()
    undo(folder, "Ana")
    assert [coding.code for coding in open_desk(folder, "groupe").codings] == ["potager"]
