"""A typo is corrected after coding: decisions, memos and progress are those of before."""

import pytest
from word_edits import correct as correct_in_word
from word_edits import reply

from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.suggestions import SuggestionState
from focuskit.store.memos import load_current_memos, load_lost_memos
from focuskit.workflow.assign import assign_segments, list_portions
from focuskit.workflow.coding_ground import load_grounds
from focuskit.workflow.decide import decide, open_desk, redo, remember_coder, undo, write_memo
from focuskit.workflow.disagreements import list_disagreements
from focuskit.workflow.history import HistoryQuery, read_history
from focuskit.workflow.status import project_status
from focuskit.workflow.tag import load_codebook, tag_documents
from focuskit.workflow.update import bring_back, update_document
from focuskit.workflow.word_export import export_word
from focuskit.workflow.word_import import WordChoices, import_word
from small_study import TEXT, make_study


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


def correct(folder, old="cultivez", new="cultiviez", text=TEXT):
    assert old in text
    path = folder.path.parent / "corrige.txt"
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = update_document(folder, "groupe", path)
    tag_documents(folder)
    return done


def states(folder):
    return {one.code: one.state.value for one in open_desk(folder, "groupe").suggestions}


def offered(folder, code):
    desk = open_desk(folder, "groupe")
    return desk, next(one for one in desk.suggestions if one.code == code)


def decided(folder):
    for code, gesture in (("velo", "reject"), ("potager", "accept")):
        desk, one = offered(folder, code)
        decide(folder, "Zoé", [getattr(desk, gesture)(one)])
    desk, one = offered(folder, "frein")
    decide(folder, "Zoé", [desk.replace(one, "potager")])


DECIDED = {"velo": "rejected", "potager": "accepted", "frein": "replaced", "frein/argent": "open"}


def test_what_was_said_of_suggestions_holds_in_the_corrected_text(folder):
    decided(folder)
    assert states(folder) == DECIDED
    correct(folder)
    assert states(folder) == DECIDED
    correct(folder, "poules", "poulles")
    assert states(folder) == DECIDED


def test_a_suggestion_rejected_on_words_with_a_typo_is_not_made_again(folder):
    desk, one = offered(folder, "velo")
    decide(folder, "Zoé", [desk.reject(one)])
    correct(folder, "Moi je répare", "Moi je réparre")
    assert states(folder)["velo"] == "rejected"


def test_a_suggestion_on_words_that_nobody_read_is_open(folder):
    desk, one = offered(folder, "velo")
    decide(folder, "Zoé", [desk.reject(one)])
    correct(folder, "Moi je répare des vélos.", "Avant, personne ne venait ici en vélo, jamais.")
    assert states(folder)["velo"] == "open"


def test_a_rejection_undone_after_the_correction_opens_the_suggestion_there(folder):
    desk, one = offered(folder, "velo")
    decide(folder, "Zoé", [desk.reject(one)])
    correct(folder)
    undo(folder, "Zoé")
    assert states(folder)["velo"] == "open"
    redo(folder, "Zoé")
    assert states(folder)["velo"] == "rejected"


def test_what_was_decided_on_the_corrected_text_holds_in_the_one_before(folder):
    correct(folder)
    decided(folder)
    bring_back(folder, "groupe")
    assert states(folder) == DECIDED
    undo(folder, "Zoé")
    bring_back(folder, "groupe", 2)
    assert states(folder)["frein"] == "open"


def test_suggestions_of_the_current_text_alone_are_counted(folder):
    before = project_status(folder).n_suggestions
    assert before == len(DECIDED)
    correct(folder)
    assert project_status(folder).n_suggestions == tag_documents(folder).n_suggestions == before
    ground = load_grounds(folder)[0]
    assert sum(one.is_open for one in ground.suggestions) == before


def noted(folder, phrase, kind=MemoKind.THEORETICAL, words="à revoir"):
    desk = open_desk(folder, "groupe")
    segment = next(one for one in desk.segments if phrase in one.span.slice(desk.document.text))
    about = MemoTarget(desk.document.version_id, desk.span_of(segment.number))
    return write_memo(folder, "Zoé", kind, about, "" if kind is MemoKind.STAR else words)


def test_memos_and_stars_follow_their_words(folder):
    noted(folder, "vélos")
    noted(folder, "subvention", MemoKind.STAR)
    correct(folder)
    desk = open_desk(folder, "groupe")
    found = {one.kind: one.about.span.slice(desk.document.text) for one in desk.memos}
    assert found == {
        MemoKind.THEORETICAL: "Moi je répare des vélos. C'est trop cher neuf.",
        MemoKind.STAR: "Il faudrait une subvention.",
    }
    assert load_grounds(folder)[0].memos == desk.memos
    with folder.reading() as connection:
        assert {one.about for one in load_current_memos(connection)} == {one.about for one in desk.memos}


def test_a_memo_whose_words_are_gone_is_listed_with_them_and_comes_back(folder):
    memo = noted(folder, "subvention")
    done = correct(folder, "Léa : Il faudrait une subvention.\n", "")
    assert open_desk(folder, "groupe").memos == ()
    version = open_desk(folder, "groupe").document.version_id
    with folder.reading() as connection:
        (lost,) = load_lost_memos(connection, version)
    assert (lost.memo, lost.words_before) == (memo, "Il faudrait une subvention.")
    assert done.lost_memos == (lost,)
    bring_back(folder, "groupe")
    assert open_desk(folder, "groupe").memos == (memo,)


def test_progress_of_a_coder_goes_on_after_the_correction(folder):
    assign_segments(folder, ["Zoé"], sees_suggestions=True)
    decided(folder)
    before = list_portions(folder)
    assert before[0].n_begun == 2
    correct(folder)
    assert list_portions(folder) == before


def test_the_history_of_a_segment_goes_back_before_the_correction(folder):
    decided(folder)
    _, one = offered(folder, "velo")
    before = read_history(folder, HistoryQuery(segment=f"groupe:{one.segment}")).lines
    assert [(line.kind, line.code) for line in before] == [("reject", "velo"), ("replace", "frein")]
    correct(folder, "cultivez", "cultivez donc")
    after = read_history(folder, HistoryQuery(segment=f"groupe:{one.segment}")).lines
    assert [(line.kind, line.segment, line.words) for line in after] == [
        (line.kind, one.segment, line.words) for line in before
    ]
    assert after[0].span != before[0].span


def test_a_rejection_before_the_correction_is_a_stance_after_it(folder):
    desk, one = offered(folder, "velo")
    decide(folder, "Zoé", [desk.reject(one)])
    decide(folder, "Ana", [desk.add(desk.span_of(one.segment), "velo")])
    codebook = load_codebook(folder)[0]
    (before,) = list_disagreements(folder, codebook)
    correct(folder)
    (after,) = list_disagreements(folder, codebook)
    assert [one.stance for one in after.stances] == [one.stance for one in before.stances]
    assert after.id == before.id
    correct(folder, "Moi je répare", "Moi je réparre")
    (typo,) = list_disagreements(folder, codebook)
    assert typo.id == before.id
    assert states(folder)["velo"] == SuggestionState.REJECTED.value


@pytest.fixture
def exported(folder):
    """A Word file with the open suggestions; Claire is the project's coder."""
    remember_coder(folder, "Claire")
    (file,) = export_word(folder)
    return file.path


def test_after_a_correction_the_old_file_doubles_no_memo_and_memos_are_written_again(
    folder, exported, tmp_path
):
    reply(exported, "velo", "mémo théorique : le vélo réparé")
    reply(exported, "frein/argent", "À discuter avec Claire")
    import_word(folder, [exported])
    before = [(one.words, one.kind) for one in open_desk(folder, "groupe").memos]
    assert len(before) == 2
    corrected = tmp_path / "corrige.txt"
    corrected.write_text(TEXT.replace("cultivez", "cultivez donc"), encoding="utf-8")
    update_document(folder, "groupe", corrected)
    tag_documents(folder)
    assert not import_word(folder, [exported]).changes_anything
    assert [(one.words, one.kind) for one in open_desk(folder, "groupe").memos] == before
    (ground,) = load_grounds(folder)
    (file,) = export_word(folder)
    assert file.n_suggestions == sum(one.is_open for one in ground.suggestions)
    assert file.n_suggestions == project_status(folder).n_suggestions
    assert not import_word(folder, [file.path], WordChoices(update=True)).changes_anything


def test_a_correction_made_in_word_doubles_no_memo(folder, exported):
    reply(exported, "velo", "mémo théorique : le vélo réparé")
    reply(exported, "frein/argent", "À discuter avec Claire")
    import_word(folder, [exported])
    correct_in_word(exported, "On a ", "On a eu ")
    assert import_word(folder, [exported], WordChoices(update=True, dry_run=True)).n_memos == 0
    assert import_word(folder, [exported], WordChoices(update=True)).n_memos == 0
    assert len(open_desk(folder, "groupe").memos) == 2
