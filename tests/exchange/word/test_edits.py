"""What people do to the file in Word, done here by hand to its XML."""

import copy
from dataclasses import replace

import pytest
from lxml import etree

from focuskit.exchange.word import read_word_transcript
from focuskit.model.word_comments import TurnFound, WordTurn

from .support import (
    SPACE,
    TRANSCRIPT,
    TURNS,
    W,
    by_key,
    edit,
    find,
    is_as_written,
    sign_of,
    signs,
    without,
    written,
)


@pytest.fixture
def path(tmp_path):
    return written(tmp_path / "a.docx")


def run_of(root, words):
    return next(one for one in root.iter(W + "t") if words in (one.text or "")).getparent()


def new_run(words, tag="t"):
    run = etree.Element(W + "r")
    text = etree.SubElement(run, W + tag)
    text.text = words
    text.set(SPACE, "preserve")
    return run


def add_comment(path, number, text, around, author="Odile", date="2026-05-01T10:00:00Z"):
    """Add a comment on the run that holds words."""

    def say(root):
        one = etree.SubElement(
            root, W + "comment", {W + "id": number, W + "author": author, W + "date": date}
        )
        etree.SubElement(one, W + "p").append(new_run(text))

    def mark(root):
        run = run_of(root, around)
        run.addprevious(etree.Element(W + "commentRangeStart", {W + "id": number}))
        reference = etree.Element(W + "r")
        etree.SubElement(reference, W + "commentReference", {W + "id": number})
        run.addnext(reference)
        run.addnext(etree.Element(W + "commentRangeEnd", {W + "id": number}))

    edit(path, say, "word/comments.xml")
    return edit(path, mark)


def others_are_as_written(read, *but):
    return all(is_as_written(one) for key, one in by_key(read).items() if key not in but)


@pytest.mark.parametrize("keeps_text", [True, False])
def test_a_deleted_comment_is_told_with_what_it_was(path, keeps_text):
    number = []

    def remove(root):
        number.append(sign_of(root, "fk_c_c2"))
        for one in signs(root, number[0]):
            one.getparent().remove(one)

    edit(path, remove)
    if not keeps_text:
        edit(path, lambda root: root.remove(find(root, "comment", id=number[0])), "word/comments.xml")
    read = read_word_transcript(path)
    gone = TRANSCRIPT.comments[1]
    assert (read.removed, read.removed_keys, read.outside) == ((gone,), ("c2",), ())
    assert len(read.comments) == len(TRANSCRIPT.comments) - 1
    assert others_are_as_written(read, "c2")


def test_a_comment_moved_to_other_words_keeps_its_key(path):
    def move(root):
        start, end, reference = signs(root, sign_of(root, "fk_c_c4"))
        bookmark = find(root, "bookmarkStart", name="fk_c_c4")
        run = run_of(root, "Mm.")
        run.addprevious(start)
        for one in (bookmark.getnext().getnext(), reference, bookmark, end):
            run.addnext(one)

    read = read_word_transcript(edit(path, move))
    one = by_key(read)["c4"]
    assert (one.anchor.first, one.anchor.start, one.anchor.last, one.anchor.end) == (4, 0, 4, 3)
    assert one.written == TRANSCRIPT.comments[3]
    assert (one.words, one.has_same_words, one.codes) == ("Mm.", False, ("frein/cout",))
    assert others_are_as_written(read, "c4")


def test_a_comment_added_by_somebody_else_is_new(path):
    read = read_word_transcript(add_comment(path, "77", "\u2022 imaginaire ; frein/cout", "Mm."))
    (new,) = (one for one in read.comments if one.key is None)
    assert (new.words, new.author, new.at) == ("Mm.", "Odile", "2026-05-01T10:00:00")
    assert (new.codes, new.text) == (("imaginaire", "frein/cout"), "\u2022 imaginaire ; frein/cout")
    assert (new.written, new.has_same_words) == (None, None)
    assert (new.anchor.first, new.anchor.start, new.anchor.end) == (4, 0, 3)
    assert others_are_as_written(read, None)


def test_a_comment_on_the_title_or_a_name_is_reported_apart(path):
    add_comment(path, "77", "beau titre", "Groupe de La Grange")
    read = read_word_transcript(add_comment(path, "78", "qui est-ce ?", "P2"))
    assert [(one.text, one.words, one.anchor) for one in read.outside] == [
        ("beau titre", "Groupe de La Grange", None),
        ("qui est-ce ?", "P2", None),
    ]
    assert len(read.comments) == len(TRANSCRIPT.comments)


def test_a_comment_of_which_the_text_was_edited_keeps_its_key(path):
    number = []
    edit(path, lambda root: number.append(sign_of(root, "fk_c_c4")))

    def rewrite(root):
        find(find(root, "comment", id=number[0]), "t").text = "levier/prix, frein/cout"

    read = read_word_transcript(edit(path, rewrite, "word/comments.xml"))
    one = by_key(read)["c4"]
    assert one.codes == ("levier/prix", "frein/cout")
    assert (one.written.codes, one.anchor, one.has_same_words) == (("frein/cout",), one.written.anchor, True)
    assert others_are_as_written(read, "c4")


def test_changed_words_are_told_and_comments_stay_on_theirs(path):
    def correct(root):
        text = find(run_of(root, "Le bio, "), "t")
        text.text = "Le bio local, "

    read = read_word_transcript(edit(path, correct))
    assert read.changed_turns == (3,)
    assert read.turns[2].text == "Le bio local, c’est trop cher. [rires]"
    assert len(read.turns[2].sha256) == 64
    one = by_key(read)["c4"]
    assert (one.anchor.start, one.words, one.has_same_words) == (14, "c’est trop cher", True)


def test_words_typed_behind_the_last_or_before_the_first_word_belong_to_the_turn(path):
    def type_around(root):
        paragraph = run_of(root, "Mm.").getparent()
        paragraph.append(new_run(" Voilà."))
        find(paragraph, "bookmarkStart").addprevious(new_run("Oui. "))

    read = read_word_transcript(edit(path, type_around))
    assert read.turns[3].text == "Oui. Mm. Voilà."
    assert read.strays == ()


def test_a_turn_cut_in_two_paragraphs_stays_one_turn(path):
    def cut(root):
        mark = find(
            root, "bookmarkEnd", id=find(run_of(root, "Mm.").getparent(), "bookmarkStart").get(W + "id")
        )
        paragraph = etree.Element(W + "p")
        mark.getparent().addnext(paragraph)
        paragraph.append(new_run("Enfin si."))
        paragraph.append(mark)

    assert read_word_transcript(edit(path, cut)).turns[3].text == "Mm.\nEnfin si."


def test_a_paragraph_somebody_put_between_turns_is_told(path):
    def put(root):
        paragraph = etree.Element(W + "p")
        paragraph.append(new_run("P9 : et moi alors ?"))
        run_of(root, "Mm.").getparent().addnext(paragraph)

    read = read_word_transcript(edit(path, put))
    assert read.strays == ("P9 : et moi alors ?",)
    assert read.changed_turns == ()


def test_a_deleted_turn_is_missing(path):
    def remove(root):
        paragraph = run_of(root, "Mm.").getparent()
        paragraph.getparent().remove(paragraph)

    read = read_word_transcript(edit(path, remove))
    assert read.changed_turns == (4,)
    assert (read.turns[3].text, read.turns[3].found) == (None, TurnFound.MISSING)


def test_tracked_insertions_are_words_and_deletions_are_not(path):
    def track(root):
        run = run_of(root, "Mm.")
        inserted = etree.Element(W + "ins", {W + "id": "900", W + "author": "Odile"})
        inserted.append(new_run("Hein. "))
        run.addprevious(inserted)
        deleted = etree.Element(W + "del", {W + "id": "901", W + "author": "Odile"})
        run.addprevious(deleted)
        deleted.append(new_run("Mm.", "delText"))
        run.getparent().remove(run)

    read = read_word_transcript(edit(path, track))
    assert read.turns[3].text == "Hein. "
    assert (read.n_insertions, read.n_deletions) == (1, 1)
    assert read.changed_turns == (4,)


def test_a_comment_on_words_deleted_by_a_tracked_change_is_still_there(path):
    def track(root):
        start, end, _ = signs(root, sign_of(root, "fk_c_c6"))
        run = start.getnext()
        while run.tag != W + "r":
            run = run.getnext()
        find(run, "t").tag = W + "delText"
        deleted = etree.Element(W + "del", {W + "id": "901", W + "author": "Odile"})
        run.addprevious(deleted)
        deleted.append(run)
        assert end is not None

    read = read_word_transcript(edit(path, track))
    one = by_key(read)["c6"]
    assert (one.words, one.has_same_words) == ("", False)
    assert read.turns[4].text == " L’isolation :  "


def test_an_answer_added_and_a_thread_resolved_are_read(path):
    edit(
        path,
        lambda root: [one.set(f"{{{root.nsmap['w15']}}}done", "1") for one in root],
        "word/commentsExtended.xml",
    )
    read = read_word_transcript(path)
    assert all(one.resolved for one in read.comments)
    assert by_key(read)["c6"].replies == TRANSCRIPT.comments[5].replies


def test_where_threads_are_lost_answers_and_resolved_are_as_they_were(path):
    read = read_word_transcript(without(path, "word/commentsExtended.xml"))
    assert read.outside == ()
    assert all(is_as_written(one) for one in read.comments)
    assert len(read.comments) == len(TRANSCRIPT.comments)


def test_where_authors_were_taken_out_codes_and_words_tell_the_comments(path):
    def anonymise(root):
        for one in root:
            one.set(W + "author", "Auteur")
            one.attrib.pop(W + "date", None)

    read = read_word_transcript(edit(path, anonymise, "word/comments.xml"))
    assert by_key(read).keys() == {one.key for one in TRANSCRIPT.comments}
    assert {one.author for one in read.comments} == {"Auteur"}
    assert read.removed == ()


def unmark(root):
    for name in ("bookmarkStart", "bookmarkEnd"):
        for one in list(root.iter(W + name)):
            one.getparent().remove(one)


def test_without_bookmarks_turns_are_found_by_their_words(path):
    read = read_word_transcript(edit(path, unmark))
    assert [turn.text for turn in read.turns] == [turn.text for turn in TURNS]
    assert {turn.found for turn in read.turns} == {TurnFound.WORDS}
    assert all(is_as_written(one) for one in read.comments)


def test_without_bookmarks_a_changed_turn_is_found_by_who_speaks(path):
    def change(root):
        unmark(root)
        find(run_of(root, "Mm."), "t").text = "Mm, oui."

    read = read_word_transcript(edit(path, change))
    assert (read.turns[3].text, read.turns[3].found) == ("Mm, oui.", TurnFound.ORDER)
    assert read.changed_turns == (4,)


def test_of_two_bookmarks_of_one_name_the_one_on_the_words_counts(path):
    def double(root):
        paragraph = run_of(root, "Mm.").getparent()
        other = copy.deepcopy(paragraph)
        for one in other.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            one.set(W + "id", "5" + one.get(W + "id"))
        find(run_of(other, "Mm."), "t").text = "Copie."
        paragraph.addprevious(other)

    read = read_word_transcript(edit(path, double))
    assert read.changed_turns == ()
    assert read.strays == ("P1\u200300:01:07\nCopie.",)


def test_ids_given_anew_do_not_matter(path):
    def renumber(root):
        for one in root.iter(
            W + "comment", W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
        ):
            one.set(W + "id", str(900 - int(one.get(W + "id"))))

    edit(path, renumber, "word/comments.xml")
    read = read_word_transcript(edit(path, renumber))
    assert len(read.comments) == len(TRANSCRIPT.comments)
    assert all(is_as_written(one) for one in read.comments)


def test_runs_cut_into_letters_and_wrapped_do_not_matter(path):
    def shred(root):
        for run in list(root.iter(W + "r")):
            text = run.find(W + "t")
            if text is None or len(run.findall(W + "t")) > 1 or len(run) > 2:
                continue
            for letter in text.text:
                box = etree.Element(W + "smartTag")
                box.append(new_run(letter))
                run.addprevious(box)
            run.getparent().remove(run)

    read = read_word_transcript(edit(path, shred))
    assert read.changed_turns == ()
    assert all(is_as_written(one) for one in read.comments)


def test_a_file_of_another_transcript_has_the_same_signs_and_its_own_names(tmp_path, path):
    turns = (WordTurn(1, "P1", False, None, None, "Autre chose."),)
    other = written(tmp_path / "b.docx", replace(TRANSCRIPT, version_id="v-2", turns=turns, comments=()))
    read = read_word_transcript(other)
    assert (read.version_id, read.comments) == ("v-2", ())
    assert read.turns[0].sha256 != read_word_transcript(path).turns[0].sha256
