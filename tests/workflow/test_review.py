"""A document under review: decisions kept, shown, undone; segments cut and joined; memos and marks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focuskit.errors import UsageError
from focuskit.model.memos import MemoKind
from focuskit.model.spans import Span
from focuskit.store import create_project, open_project, segmented_versions
from focuskit.tagging import read_codebook
from focuskit.transcripts import Reading
from focuskit.workflow.decide import list_history, open_desk
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.review import Review
from focuskit.workflow.review_opening import open_review
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents
from focuskit.workflow.update import bring_back, update_document
from small_study import make_study

TEXT = """Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : On a un potager et des poules. Le potager donne. Marc y vient à vélo.

Marc : Moi je répare des vélos. C'est trop cher neuf.

Léa : Il faudrait une subvention.
"""


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path, TEXT)


@pytest.fixture
def review(folder):
    return Review(folder, "groupe", "Zoé")


def place_of(review, words):
    return next(at for at, one in enumerate(review.passages) if words in one.span.slice(review.text))


def code_of(review, words, code):
    return next(one for one in review.passages[place_of(review, words)].codes if one.code == code)


def span_of(review, words):
    start = review.text.index(words)
    return Span(start, start + len(words))


def shown(review):
    """Return all that the coder sees."""
    return [
        (
            one.span,
            [(each.code, each.coder, each.span, each.is_open) for each in one.codes],
            (one.is_starred, one.is_later, one.n_memos),
        )
        for one in review.passages
    ]


def undo_all(review):
    while not review.undo().is_nothing:
        pass


def shown_anew(review):
    return shown(Review(review.folder, review.name, review.coder))


def test_passages_show_who_speaks_and_the_question_they_answer(review):
    one = review.passages[place_of(review, "potager et")]
    assert (one.speaker, one.question, one.opens_turn) == ("P1", "Qu'est-ce que vous cultivez ici ?", True)


def test_what_is_shown_after_each_decision_is_what_a_restart_shows(review):
    review.accept(code_of(review, "potager", "potager"))
    assert shown(review) == shown_anew(review)
    review.replace(code_of(review, "subvention", "frein/argent"), "frein")
    assert shown(review) == shown_anew(review)
    review.move(code_of(review, "subvention", "frein"), span_of(review, "une subvention"))
    assert shown(review) == shown_anew(review)
    review.undo()
    assert shown(review) == shown_anew(review)


def test_a_proposal_is_accepted_on_other_words_in_one_step(review):
    review.accept(code_of(review, "potager et", "potager"), span_of(review, "un potager"))
    (coding,) = open_desk(review.folder, "groupe").codings
    assert coding.words == "un potager"
    review.undo()
    assert open_desk(review.folder, "groupe").codings == ()
    assert code_of(review, "potager et", "potager").is_open


def test_adding_a_proposed_code_accepts_the_proposal(review):
    at = place_of(review, "potager et")
    review.add(review.passages[at].span, "potager")
    assert [one.is_open for one in review.passages[at].codes if one.code == "potager"] == [False]
    assert {one.code: one.state.value for one in open_desk(review.folder, "groupe").suggestions}[
        "potager"
    ] == "accepted"


def test_a_sub_code_takes_the_place_of_the_code_above_it(review):
    at = place_of(review, "subvention")
    review.add(review.passages[at].span, "frein")
    review.refine(code_of(review, "subvention", "frein/argent"))
    assert [one.code for one in review.passages[at].codes] == ["frein/argent"]
    review.undo()
    assert [one.code for one in review.passages[at].codes] == ["frein", "frein/argent"]


def test_another_coders_coding_is_agreed_with_not_taken(folder):
    first = Review(folder, "groupe", "Ana")
    first.accept(code_of(first, "potager et", "potager"))
    second = Review(folder, "groupe", "Zoé")
    second.accept(code_of(second, "potager et", "potager"))
    assert [one.coder for one in second.passages[1].codes if one.code == "potager"] == ["Ana", "Zoé"]


def test_a_segment_is_cut_and_its_suggestions_and_codings_go_with_their_words(review):
    review.accept(code_of(review, "potager et", "potager"))
    passage = review.passages[place_of(review, "potager et")]
    before = shown(review)
    review.cut(passage, review.text.index("Marc y vient"))
    parts = [one.span.slice(review.text) for one in review.passages[1:3]]
    assert parts == ["On a un potager et des poules. Le potager donne.", "Marc y vient à vélo."]
    assert [[one.code for one in each.codes] for each in review.passages[1:3]] == [
        ["potager"],
        ["potager", "velo"],
    ]
    assert shown(review) == shown_anew(review)
    after = shown(review)
    review.undo()
    assert shown(review) == before
    review.redo()
    assert shown(review) == after


def test_cut_segments_survive_segmenting_and_tagging_again(review):
    review.cut(review.passages[1], review.text.index("Marc y vient"))
    segment_documents(review.folder)
    tag_documents(review.folder)
    assert [one[0] for one in shown_anew(review)] == [one[0] for one in shown(review)]


def test_segments_are_joined_again(review):
    before = shown(review)
    review.cut(review.passages[1], review.text.index("Marc y vient"))
    review.join(*review.passages[1:3])
    assert shown(review) == before


def test_segments_of_two_turns_are_not_joined(review):
    with pytest.raises(UsageError):
        review.join(*review.passages[1:3])
    assert list_history(review.folder) == []


def test_stars_later_marks_and_memos_are_undone_like_decisions(review):
    span = review.passages[1].span
    assert review.mark(span, MemoKind.STAR)
    assert review.mark(span, MemoKind.LATER)
    review.write(span, MemoKind.REFLEXIVE, "À relire.")
    (memo,) = [one for one in review.memos_on(span) if one.kind is MemoKind.REFLEXIVE]
    review.rewrite(memo, MemoKind.THEORETICAL, "Relu.")
    assert shown(review)[1][2] == (True, True, 1)
    assert not review.mark(span, MemoKind.STAR)
    assert shown(review)[1][2] == (False, True, 1)
    assert shown(review) == shown_anew(review)
    undo_all(review)
    assert shown(review)[1][2] == (False, False, 0)
    while not review.redo().is_nothing:
        pass
    assert [one.words for one in review.memos_on(span) if one.words] == ["Relu."]


def test_a_new_code_is_written_into_the_codebook_and_put_on_the_words(review):
    before = review.folder.codebook_path.read_text(encoding="utf-8")
    name = review.new_code(span_of(review, "C'est trop cher"), "C'est trop cher neuf")
    assert name == "a_classer/c_est_trop_cher_neuf"
    assert read_codebook(review.folder.codebook_path) == review.codebook
    after = review.folder.codebook_path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert code_of(review, "trop cher", name).span == span_of(review, "C'est trop cher")
    review.undo()
    assert review.folder.codebook_path.read_text(encoding="utf-8") == before
    assert name not in review.codebook
    review.redo()
    assert review.folder.codebook_path.read_text(encoding="utf-8") == after
    assert shown(review) == shown_anew(review)


def test_a_codebook_edited_by_hand_meanwhile_is_read_before_a_code_is_added(review):
    path = review.folder.codebook_path
    path.write_text(path.read_text(encoding="utf-8") + "# ma remarque\n", encoding="utf-8")
    name = review.new_code(span_of(review, "trop cher"), "Cher")
    assert "# ma remarque" in path.read_text(encoding="utf-8")
    assert read_codebook(path) == review.codebook
    assert name in review.codebook


def test_undo_goes_to_the_document_where_the_step_was_taken(tmp_path):
    folder = make_study(tmp_path, TEXT)
    other = tmp_path / "autre.txt"
    other.write_text("Animatrice : Et ici ?\n\nPaul : Un potager.\n", encoding="utf-8")
    import_documents(folder, [other], Reading())
    segment_documents(folder)
    tag_documents(folder)
    review = Review(folder, "autre", "Zoé")
    review.accept(code_of(review, "Un potager", "potager"))
    review.open("groupe")
    review.undo()
    assert review.name == "autre.txt"
    assert code_of(review, "Un potager", "potager").is_open


def test_progress_counts_proposals_decided_and_open(review):
    n_all = review.pace().n_all
    review.accept(code_of(review, "potager et", "potager"))
    review.reject(code_of(review, "vélos", "velo"))
    assert (review.pace().n_decided, review.pace().n_all) == (2, n_all)
    assert Review(review.folder, "groupe", "Zoé").pace().n_decided == 2


def test_without_documents_or_codebook_or_segments_the_reason_is_told(tmp_path):
    create_project(tmp_path / "vide")
    with pytest.raises(UsageError):
        open_review(open_project(tmp_path / "vide"))


def test_disagreements_are_met_and_settled_and_both_originals_stay(folder):
    ana = Review(folder, "groupe", "Ana")
    ana.accept(code_of(ana, "potager et", "potager"))
    zoe = Review(folder, "groupe", "Zoé")
    zoe.add(zoe.passages[1].span, "velo")
    with pytest.raises(UsageError):
        open_review(make_empty(folder), disputed=True)
    review = open_review(folder, None, "Zoé", disputed=True)
    disputes = review.disputes()
    assert set(disputes) == {(2, "potager"), (2, "velo")}
    review.settle(disputes[2, "potager"], holds=True)
    assert set(review.disputes()) == {(2, "velo")}
    assert {one.coder for one in review.passages[1].codes if one.code == "potager"} >= {"Ana"}


def make_empty(folder):
    path = folder.path.parent / "autre étude"
    path.mkdir()
    return make_study(path, TEXT)


def on_the_whole(review, passage):
    """Return what can be done on any passage."""
    following = review.passages[min(passage.number, len(review.passages) - 1)]
    things = {
        "u": review.undo,
        "y": review.redo,
        "*": lambda: review.mark(passage.span, MemoKind.STAR),
        "m": lambda: review.write(passage.span, MemoKind.THEORETICAL, "idée"),
        "c": lambda: review.add(Span(passage.span.start, passage.span.start + 2), "frein"),
    }
    if len(passage.span) > 4:
        things["S"] = lambda: review.cut(passage, passage.span.start + 3)
    if (following.number, following.turn) == (passage.number + 1, passage.turn):
        things["J"] = lambda: review.join(passage, following)
    return things


def do(review, kind, number):
    """Do one of the things a coder does; what cannot be done is not done."""
    passage = review.passages[number % len(review.passages)]
    things = on_the_whole(review, passage)
    if passage.codes:
        code = passage.codes[number % len(passage.codes)]
        things["r"] = lambda: review.reject(code)
        things["e"] = lambda: review.replace(code, "frein/argent")
        if code.is_open:
            things["a"] = lambda: review.accept(code)
    things.get(kind, lambda: None)()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.sampled_from("areumyc*SJ"), st.integers(0, 9)), max_size=12))
def test_whatever_a_coder_does_the_screen_is_right_and_undo_leads_back(tmp_path_factory, moves):
    review = Review(make_study(tmp_path_factory.mktemp("any"), TEXT), "groupe", "Zoé")
    first = shown(review)
    for kind, number in moves:
        do(review, kind, number)
        assert shown(review) == shown_anew(review)
        assert [one.span.slice(review.text) for one in review.passages]
    undo_all(review)
    assert shown(review) == first


def corrected(review, before, after, tmp_path):
    """Put a corrected text in the place of the group's; return what the update tells."""
    file = tmp_path / "corrected.txt"
    file.write_text(TEXT.replace(before, after), encoding="utf-8")
    assert file.read_text("utf-8") != TEXT
    return update_document(review.folder, "groupe", file)


def parts_said(folder):
    review = Review(folder, "groupe", "Zoé")
    return [one.span.slice(review.text).strip() for one in review.passages]


def test_what_was_cut_by_hand_is_cut_in_the_corrected_text(review, tmp_path):
    review.cut(review.passages[1], review.text.index("Marc y vient"))
    done = corrected(review, "des poules", "quatre poules rousses", tmp_path)
    assert (done.n_cuts, done.n_lost_cuts) == (1, 0)
    assert parts_said(review.folder)[1:3] == [
        "On a un potager et quatre poules rousses. Le potager donne.",
        "Marc y vient à vélo.",
    ]
    segment_documents(review.folder)
    tag_documents(review.folder)
    assert "Marc y vient à vélo." in parts_said(review.folder)
    bring_back(review.folder, "groupe")
    assert "Marc y vient à vélo." in parts_said(review.folder)


def test_a_cut_whose_words_the_correction_took_away_is_told(review, tmp_path):
    review.cut(review.passages[1], review.text.index("Marc y vient"))
    done = corrected(review, " Marc y vient à vélo.", "", tmp_path)
    assert (done.n_cuts, done.n_lost_cuts) == (0, 1)


def test_another_length_of_segments_keeps_what_was_cut_by_hand(review):
    review.cut(review.passages[1], review.text.index("Marc y vient"))
    segment_documents(review.folder, max_words=9)
    assert "Marc y vient à vélo." in parts_said(review.folder)
    with review.folder.reading() as connection:
        (made,) = segmented_versions(connection).values()
    assert made.parameters == {"max_words": 9, "by_hand": True}
