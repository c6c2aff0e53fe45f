"""Comments that come back from Word become decisions, each once, with a trace, nothing by itself."""

import shutil
from dataclasses import astuple
from datetime import datetime

import docx
import pytest
from word_edits import comment, correct, delete, move, reply, resolve, rewrite, without_paragraph

from focuskit.errors import UsageError
from focuskit.model.codings import DecisionKind
from focuskit.model.memos import MemoKind
from focuskit.model.spans import Span
from focuskit.model.suggestions import SuggestionState
from focuskit.store import create_project, open_project
from focuskit.workflow.decide import decide, list_history, open_desk, redo, remember_coder, undo
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.update import list_orphans
from focuskit.workflow.word_export import export_word
from focuskit.workflow.word_import import WordChoices, has_errors, import_word
from small_study import CODEBOOK, make_study

AT = datetime(2026, 3, 5, 14, 3).astimezone().isoformat(timespec="seconds")


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


@pytest.fixture
def exported(folder):
    """A file with codings by two coders and the open suggestions; Claire is the project's coder."""
    remember_coder(folder, "Claire")
    desk = open_desk(folder, "groupe")
    decide(folder, "Claire", [desk.add(span(desk, "des poules"), code) for code in ("potager", "frein")])
    decide(folder, "Hugo", [desk.add(span(desk, "répare des vélos"), "velo")])
    (file,) = export_word(folder)
    return file.path


def span(desk, words):
    start = desk.document.text.index(words)
    return Span(start, start + len(words))


def codings(folder):
    desk = open_desk(folder, "groupe")
    return {(one.words, one.code) for one in desk.codings}


def states(folder):
    return {one.code: one.state for one in open_desk(folder, "groupe").suggestions}


def last_kinds(folder):
    entries = list_history(folder)
    step = entries[-1].decision.step
    return [one.decision.gesture.kind for one in entries if one.decision.step == step]


def tally(summary):
    (file,) = summary.files
    return {name: n for name, n in zip(file.tally.__slots__, astuple(file.tally), strict=True) if n}


def bring(folder, path, **choices):
    return import_word(folder, [path], WordChoices(**choices))


def test_an_untouched_file_changes_nothing(folder, exported):
    before = list_history(folder)
    summary = bring(folder, exported)
    (file,) = summary.files
    assert (file.n_comments, file.n_anchored, tally(summary)) == (6, 6, {})
    assert not summary.changes_anything
    assert list_history(folder) == before
    assert set(states(folder).values()) == {SuggestionState.OPEN}


def test_an_added_comment_is_a_coding_by_its_author_at_its_date(folder, exported):
    comment(exported, "potager et", "potager\nFrein", "Nadia B", "2026-03-05T14:03:00Z")
    assert tally(bring(folder, exported)) == {"added": 1}
    (first, second) = [one.decision for one in list_history(folder)[-2:]]
    assert {first.coder, second.coder} == {"Nadia B"}
    assert datetime.fromisoformat(first.at) == datetime.fromisoformat(AT)
    assert {("potager et", "potager"), ("potager et", "frein")} <= codings(folder)


def test_a_suggestion_put_on_other_words_is_coded_there(folder, exported):
    move(exported, "velo", "Moi je", "focuskit ?")
    assert tally(bring(folder, exported)) == {"moved": 1}
    assert ("Moi je", "velo") in codings(folder)


def test_comments_on_moderators_and_over_several_turns_are_kept(folder, exported):
    comment(exported, "cultivez", "potager")
    comment(exported, "trop cher neuf", "frein", until="Il faudrait")
    bring(folder, exported)
    assert ("cultivez", "potager") in codings(folder)
    assert ("trop cher neuf.\nIl faudrait", "frein") in codings(folder)


def test_a_deleted_comment_removes_its_codings_with_a_trace(folder, exported):
    delete(exported, "frein\npotager", "Claire")
    assert tally(bring(folder, exported)) == {"removed": 1}
    assert ("des poules", "frein") not in codings(folder)
    assert last_kinds(folder) == [DecisionKind.REMOVE, DecisionKind.REMOVE]


def test_edited_codes_are_replaced_added_and_removed(folder, exported):
    rewrite(exported, "frein\npotager", "frein/argent", "potager", "velo")
    assert tally(bring(folder, exported)) == {"changed": 1}
    assert {code for words, code in codings(folder) if words == "des poules"} == {
        "frein/argent",
        "potager",
        "velo",
    }
    assert last_kinds(folder) == [DecisionKind.MOVE, DecisionKind.ADD]


def test_a_moved_comment_moves_its_coding(folder, exported):
    move(exported, "velo", "Moi je", "Hugo")
    summary = bring(folder, exported)
    assert tally(summary) == {"moved": 1}
    assert ("Moi je", "velo") in codings(folder)
    assert ("répare des vélos", "velo") not in codings(folder)
    assert last_kinds(folder) == [DecisionKind.MOVE]


@pytest.mark.parametrize("answer", ["ok", "OK.", "Oui", "d’accord", "accepté"])
def test_a_suggestion_answered_with_yes_is_accepted_by_who_answers(folder, exported, answer):
    reply(exported, "frein/argent", answer)
    summary = bring(folder, exported)
    assert tally(summary) == {"accepted": 1}
    assert states(folder)["frein/argent"] is SuggestionState.ACCEPTED
    assert summary.coders == ("Hugo Petit",)
    assert summary.n_memos == 0


@pytest.mark.parametrize("answer", ["non", "No", "rejeté"])
def test_a_suggestion_answered_with_no_is_rejected(folder, exported, answer):
    reply(exported, "frein/argent", answer)
    assert tally(bring(folder, exported)) == {"rejected": 1}
    assert states(folder)["frein/argent"] is SuggestionState.REJECTED


def test_any_other_answer_decides_nothing_and_is_a_memo(folder, exported):
    reply(exported, "frein/argent", "À discuter avec Claire")
    reply(exported, "velo", "mémo théorique : le vélo réparé")
    summary = bring(folder, exported)
    assert (tally(summary), summary.n_memos) == ({}, 2)
    memos = open_desk(folder, "groupe").memos
    assert {(one.coder, one.kind, one.words) for one in memos} == {
        ("Hugo Petit", MemoKind.METHODOLOGICAL, "À discuter avec Claire"),
        ("Hugo Petit", MemoKind.THEORETICAL, "le vélo réparé"),
    }


def test_a_resolved_suggestion_is_accepted_by_the_coder_of_the_project(folder, exported):
    resolve(exported, "frein/argent")
    summary = bring(folder, exported)
    assert (tally(summary), summary.coders) == ({"accepted": 1}, ("Claire",))
    assert states(folder)["frein/argent"] is SuggestionState.ACCEPTED


def test_a_deleted_suggestion_is_rejected_with_a_trace(folder, exported):
    delete(exported, "frein/argent")
    assert tally(bring(folder, exported)) == {"removed": 1, "rejected": 1, "removed_suggestions": 1}
    assert states(folder)["frein/argent"] is SuggestionState.REJECTED
    assert last_kinds(folder) == [DecisionKind.REJECT]


def test_another_code_in_a_suggestion_replaces_it(folder, exported):
    rewrite(exported, "frein/argent", "frein")
    assert tally(bring(folder, exported)) == {"changed": 1, "replaced": 1}
    assert states(folder)["frein/argent"] is SuggestionState.REPLACED
    assert ("Il faudrait une subvention.", "frein") in codings(folder)


def test_a_code_beside_the_suggested_one_accepts_it_and_is_added(folder, exported):
    rewrite(exported, "frein/argent", "frein/argent", "potager")
    assert tally(bring(folder, exported)) == {"changed": 1, "accepted": 1}
    assert {code for words, code in codings(folder) if "subvention" in words} == {"frein/argent", "potager"}


def test_an_unknown_code_is_proposed_and_nothing_is_lost(folder, exported):
    rewrite(exported, "velo", "vélos", author="Hugo")
    comment(exported, "Moi je", "potagé ; frein")
    grid = folder.codebook_path.read_bytes()
    summary = bring(folder, exported)
    assert folder.codebook_path.read_bytes() == grid
    assert [one.written for one in summary.unknown] == ["potagé", "vélos"]
    assert [one.nearest[0] for one in summary.unknown] == ["potager", "velo"]
    assert ("répare des vélos", "velo") in codings(folder)
    assert ("Moi je", "frein") in codings(folder)


def test_labels_accents_and_former_spelling_find_their_code(folder, exported):
    comment(exported, "Moi je", "POTAGER, Argent")
    bring(folder, exported)
    assert {("Moi je", "potager"), ("Moi je", "frein/argent")} <= codings(folder)


def test_importing_twice_does_nothing_the_second_time(folder, exported):
    comment(exported, "Moi je", "potager\nmémo : à revoir")
    delete(exported, "frein\npotager", "Claire")
    rewrite(exported, "velo", "frein", author="Hugo")
    resolve(exported, "frein/argent")
    reply(exported, "potager", "ok")
    assert bring(folder, exported).is_saved
    before = list_history(folder), open_desk(folder, "groupe").memos
    second = bring(folder, exported)
    assert (tally(second), second.is_saved) == ({}, False)
    assert (list_history(folder), open_desk(folder, "groupe").memos) == before


def test_importing_the_same_file_again_with_another_coder_does_nothing(folder, exported):
    comment(exported, "Moi je", "potager\nmémo : à revoir", "Nadia")
    delete(exported, "frein\npotager", "Claire")
    delete(exported, "velo", "focuskit ?")
    rewrite(exported, "frein", "potager", author="focuskit ?")
    resolve(exported, "frein/argent")
    assert bring(folder, exported, coder="Claire").is_saved
    before = list_history(folder), open_desk(folder, "groupe").memos
    second = bring(folder, exported, coder="Zoé")
    assert (tally(second), second.coders, second.is_saved) == ({}, (), False)
    assert (list_history(folder), open_desk(folder, "groupe").memos) == before


def test_after_an_undo_the_same_file_is_taken_for_another_coder(folder, exported):
    delete(exported, "velo", "focuskit ?")
    bring(folder, exported, coder="Claire")
    undo(folder, "Claire")
    assert bring(folder, exported, coder="Zoé").coders == ("Zoé",)


def test_the_whole_import_is_one_step_of_each_coder_undone_and_done_again(folder, exported):
    before = codings(folder), states(folder)
    comment(exported, "Moi je", "potager\nmémo : à revoir", "Claire")
    comment(exported, "un potager", "potager", "Hugo")
    delete(exported, "frein\npotager", "Claire")
    resolve(exported, "frein/argent")
    bring(folder, exported)
    after = codings(folder), states(folder)
    assert len(open_desk(folder, "groupe").memos) == 1
    undo(folder, "Claire")
    assert open_desk(folder, "groupe").memos == ()
    undo(folder, "Hugo")
    assert (codings(folder), states(folder)) == before
    redo(folder, "Claire")
    redo(folder, "Hugo")
    assert (codings(folder), states(folder)) == after
    assert len(open_desk(folder, "groupe").memos) == 1


def test_the_coder_given_wins_over_authors(folder, exported):
    comment(exported, "Moi je", "potager", "Nadia")
    delete(exported, "velo", "Hugo")
    reply(exported, "potager", "ok")
    assert bring(folder, exported, coder="Odile").coders == ("Odile",)


def test_a_dry_run_keeps_nothing(folder, exported):
    comment(exported, "Moi je", "potager")
    before = list_history(folder)
    summary = bring(folder, exported, dry_run=True)
    assert (tally(summary), summary.is_saved) == ({"added": 1}, False)
    assert list_history(folder) == before


def test_a_refused_confirmation_keeps_nothing(folder, exported):
    comment(exported, "Moi je", "potager")
    seen = []
    summary = import_word(folder, [exported], confirm=lambda one: seen.append(one) or False)
    assert (len(seen), summary.is_saved) == (1, False)
    assert ("Moi je", "potager") not in codings(folder)


def test_a_changed_turn_is_refused_with_its_comments_and_the_rest_is_taken(folder, exported):
    comment(exported, "un potager", "velo")
    comment(exported, "Moi je", "frein")
    correct(exported, "On a ", "On avait ")
    summary = bring(folder, exported)
    (file,) = summary.files
    assert file.changed_turns == (2,)
    assert has_errors(summary)
    assert ("Moi je", "frein") in codings(folder)
    assert ("un potager", "velo") not in codings(folder)
    assert "potager et des poules" in open_desk(folder, "groupe").document.text


def test_a_deleted_turn_takes_no_coding_with_it(folder, exported):
    before = codings(folder)
    without_paragraph(exported, "On a un")
    summary = bring(folder, exported)
    assert summary.files[0].changed_turns == (2,)
    assert (codings(folder), tally(summary)) == (before, {})


def test_with_update_changed_turns_are_a_correction_and_comments_stand_on_it(folder, exported):
    comment(exported, "un potager", "velo")
    correct(exported, "On a ", "On a eu ")
    dry = bring(folder, exported, update=True, dry_run=True)
    assert dry.files[0].corrected_turns == (2,)
    assert "On a un potager" in open_desk(folder, "groupe").document.text
    summary = bring(folder, exported, update=True)
    text = open_desk(folder, "groupe").document.text
    assert summary.is_saved
    assert "On a eu un potager" in text
    assert ("un potager", "velo") in codings(folder)
    again = bring(folder, exported, update=True)
    assert (tally(again), again.files[0].corrected_turns, again.is_saved) == ({}, (), False)
    assert not has_errors(again)


def test_a_file_from_before_a_correction_still_finds_its_words(folder, exported, tmp_path):
    old = shutil.copy(exported, tmp_path / "old.docx")
    correct(exported, "Moi je", "Moi ben je")
    bring(folder, exported, update=True)
    comment(old, "Il faudrait", "potager")
    summary = bring(folder, old)
    assert tally(summary) == {"added": 1}
    assert ("Il faudrait", "potager") in codings(folder)


def test_a_decision_without_coder_is_refused_and_one_who_alone_wrote_in_the_file_is_the_coder(tmp_path):
    folder = make_study(tmp_path)
    (file,) = export_word(folder)
    delete(file.path, "frein/argent")
    with pytest.raises(UsageError):
        bring(folder, file.path)
    assert tally(bring(folder, file.path, dry_run=True)) == {
        "removed": 1,
        "rejected": 1,
        "removed_suggestions": 1,
    }
    comment(file.path, "Moi je", "potager", "Nadia")
    assert bring(folder, file.path).coders == ("Nadia",)


def test_a_comment_without_name_is_the_coder_of_the_project_s(folder, exported):
    comment(exported, "Moi je", "potager", "Auteur")
    assert bring(folder, exported).coders == ("Claire",)


def test_a_file_of_another_project_is_told(folder, exported, tmp_path):
    other = tmp_path / "other"
    create_project(other)
    (tmp_path / "g.yaml").write_text(CODEBOOK, encoding="utf-8")
    elsewhere = open_project(other)
    install_codebook(elsewhere, tmp_path / "g.yaml")
    summary = bring(elsewhere, exported)
    assert [one.key for one in summary.problems] == ["word.no_document"]


def test_files_that_are_no_word_files_are_told_and_the_others_taken(folder, exported, tmp_path):
    (tmp_path / "x.docx").write_bytes(b"no archive")
    comment(exported, "Moi je", "potager")
    summary = import_word(folder, [tmp_path / "x.docx", tmp_path / "none.docx", exported])
    assert has_errors(summary)
    assert ("Moi je", "potager") in codings(folder)


def test_two_copies_of_a_file_are_brought_back_together(folder, exported, tmp_path):
    copy = shutil.copy(exported, tmp_path / "copy.docx")
    for path in (exported, copy):
        delete(path, "velo", "Hugo")
    comment(exported, "Moi je", "potager", "Nadia")
    comment(copy, "Moi je", "potager", "Odile")
    import_word(folder, [exported, copy])
    assert ("répare des vélos", "velo") not in codings(folder)
    coders = {one.decision.coder for one in list_history(folder)}
    assert {"Nadia", "Odile"} <= coders


def plain(path, *paragraphs):
    document = docx.Document()
    for text, comments in paragraphs:
        paragraph = document.add_paragraph()
        runs = [paragraph.add_run(piece) for piece in text.split("|")]
        for place, said in comments:
            document.add_comment(runs[place], said, author="Odile", initials="O")
    document.save(str(path))
    return path


PLAIN = (
    ("Animatrice : Qu'est-ce que vous cultivez ici ?", ()),
    ("Léa : On a un |potager et des poules|.", ((1, "potager ; frein"),)),
    (
        "Marc : Moi je répare des vélos. |C'est trop cher neuf.|",
        ((1, "frein/argent\nmémo : et l'occasion ?"),),
    ),
    ("Léa : |Il faudrait une subvention.", ((0, "frein"),)),
)


def test_a_transcript_focuskit_never_saw_is_imported_with_its_comments(folder, tmp_path):
    path = plain(tmp_path / "groupe.docx", *PLAIN)
    summary = bring(folder, path)
    assert (summary.files[0].document, summary.files[0].is_new) == ("groupe.txt", False)
    assert {
        ("potager et des poules", "potager"),
        ("potager et des poules", "frein"),
        ("C'est trop cher neuf.", "frein/argent"),
    } <= codings(folder)
    assert summary.coders == ("Odile",)
    assert [one.words for one in open_desk(folder, "groupe").memos] == ["et l'occasion ?"]
    assert not bring(folder, path).changes_anything


def test_a_transcript_that_is_not_in_the_project_is_imported_first(tmp_path):
    create_project(tmp_path / "study")
    folder = open_project(tmp_path / "study")
    (tmp_path / "g.yaml").write_text(CODEBOOK, encoding="utf-8")
    install_codebook(folder, tmp_path / "g.yaml")
    path = plain(tmp_path / "groupe.docx", *PLAIN)
    dry = bring(folder, path, dry_run=True)
    assert (dry.files[0].is_new, tally(dry)) == (True, {"added": 3})
    assert bring(folder, path).is_saved
    assert ("C'est trop cher neuf.", "frein/argent") in codings(folder)
    assert open_desk(folder, "groupe").document.name == "groupe.docx"


def test_new_codes_are_added_to_the_codebook_where_asked_for_and_its_comments_stay(folder, exported):
    path = folder.codebook_path
    path.write_text(f"# à relire\n{path.read_text('utf-8')}", encoding="utf-8")
    comment(exported, "Moi je", "Frein / Temps perdu\nBricolage")
    assert bring(folder, exported, new_codes=True, dry_run=True).new_codes
    assert "bricolage" not in path.read_text("utf-8")
    summary = bring(folder, exported, new_codes=True)
    assert [one.name for one in summary.new_codes] == ["frein/temps_perdu", "bricolage"]
    assert summary.unknown == ()
    assert {("Moi je", "frein/temps_perdu"), ("Moi je", "bricolage")} <= codings(folder)
    assert path.read_text("utf-8").startswith("# à relire\n")
    assert "Temps perdu" in path.read_text("utf-8")
    assert not bring(folder, exported, new_codes=True).changes_anything


def test_words_rewritten_in_word_keep_their_coding_with_update(folder, exported):
    correct(exported, "des poules", "trois lapins blancs")
    assert tally(bring(folder, exported, update=True, dry_run=True)) == {"moved": 1}
    bring(folder, exported, update=True)
    assert {("trois lapins blancs", "potager"), ("trois lapins blancs", "frein")} <= codings(folder)
    assert list_orphans(folder) == ()
    assert not bring(folder, exported, update=True).changes_anything
