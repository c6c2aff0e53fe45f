"""Whatever was decided, a file that nobody touched brings nothing back, and one edited brings just that."""

import docx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from word_edits import comment

from focuskit.exchange.word import read_word_transcript
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.workflow.decide import decide, list_history, open_desk, undo, write_memo
from focuskit.workflow.sheet_export import export_sheet
from focuskit.workflow.sheet_import import import_sheet
from focuskit.workflow.word_export import export_word, is_untouched
from focuskit.workflow.word_import import WordChoices, import_word
from small_study import make_study

CODES = ("potager", "velo", "frein", "frein/argent")
ACTIONS = ("accept", "reject", "replace", "add", "remove", "move", "undo", "memo")


@st.composite
def actions(draw):
    step = st.tuples(
        st.sampled_from(ACTIONS),
        st.sampled_from(("Claire", "Hugo É.")),
        st.integers(0, 500),
        st.integers(1, 90),
        st.sampled_from(CODES),
    )
    return draw(st.lists(step, max_size=12))


def whole_words(text, start, length):
    """Return a span of about that length that cuts no word: comments are added to words by hand."""
    first = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    ends = [at for at in (text.find(" ", start + length), text.find("\n", start + length)) if at >= 0]
    return Span(first, min(ends, default=len(text))).stripped(text)


def act(folder, action, coder, place, length, code):
    desk = open_desk(folder, "groupe")
    text = desk.document.text
    span = whole_words(text, place % len(text), length)
    waiting, codings = desk.open_suggestions(), desk.codings
    if action in {"accept", "reject", "replace"} and waiting:
        one = waiting[place % len(waiting)]
        make = {"accept": desk.accept, "reject": desk.reject, "replace": lambda it: desk.replace(it, code)}
        decide(folder, coder, [make[action](one)])
    elif action == "add" and span.start < span.end:
        decide(folder, coder, [desk.add(span, code)])
    elif action in {"remove", "move"} and codings:
        one = codings[place % len(codings)]
        if action == "remove":
            decide(folder, coder, [desk.remove(one)])
        elif span.start < span.end:
            decide(folder, coder, [desk.move(one, span, code)])
    elif action == "undo":
        undo(folder, coder)
    elif action == "memo" and codings:
        one = codings[place % len(codings)]
        about = MemoTarget(desk.document.version_id, one.span, decision=one.decision_id)
        write_memo(folder, coder, MemoKind.REFLEXIVE, about, f"{code} ?\nÀ voir : ok")


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(actions())
def test_an_untouched_file_brings_nothing_whatever_was_decided(tmp_path_factory, steps):
    folder = make_study(tmp_path_factory.mktemp("etude"))
    for step in steps:
        act(folder, *step)
    before = list_history(folder), open_desk(folder, "groupe")
    (file,) = export_word(folder)
    read = read_word_transcript(file.path)
    assert is_untouched(read)
    assert {one.words for one in read.comments} <= {
        one.span.slice(before[1].document.text) for one in before[1].codings
    } | {before[1].span_of(one.number).slice(before[1].document.text) for one in before[1].segments}
    summary = import_word(folder, [file.path])
    assert (summary.changes_anything, summary.problems) == (False, ())
    assert summary.files[0].n_anchored == summary.files[0].n_comments == len(read.comments)
    sheet = import_sheet(folder, export_sheet(folder).path)
    assert (sheet.changes_anything, sheet.problems, sheet.n_placed) == (False, (), sheet.n_rows)
    assert (list_history(folder), open_desk(folder, "groupe")) == before


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(actions(), st.data())
def test_a_comment_added_anywhere_is_a_coding_of_just_its_words(tmp_path_factory, steps, data):
    folder = make_study(tmp_path_factory.mktemp("etude"))
    for step in steps:
        act(folder, *step)
    desk = open_desk(folder, "groupe")
    before = [(one.words, one.code, one.span) for one in desk.codings]
    words = data.draw(st.sampled_from(("cultivez", "potager", "répare", "cher", "faudrait")))
    (file,) = export_word(folder)
    comment(file.path, words, "frein/argent ; velo", "Nadia")
    summary = import_word(folder, [file.path])
    start = desk.document.text.index(words)
    after = [(one.words, one.code, one.span) for one in open_desk(folder, "groupe").codings]
    added = [(words, code, Span(start, start + len(words))) for code in ("frein/argent", "velo")]
    assert sorted(after, key=str) == sorted(before + added, key=str)
    assert summary.files[0].tally.added == 1
    assert not import_word(folder, [file.path]).changes_anything


def test_nested_and_overlapping_comments_of_a_table_nobody_wrote_for_us_are_placed(tmp_path):
    folder = make_study(tmp_path)
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for speaker, said in (
        ("Animatrice", "Qu'est-ce que vous cultivez ici ?"),
        ("Léa", "On a un |potager| et des poules|."),
        ("Marc", "Moi je répare des vélos. |C'est trop cher neuf.|"),
        ("Léa", "Il faudrait| une subvention."),
    ):
        cells = table.add_row().cells
        cells[0].text = speaker
        for piece in said.split("|"):
            cells[1].paragraphs[0].add_run(piece)
    runs = [row.cells[1].paragraphs[0].runs for row in table.rows]
    document.add_comment(runs[1][1], "potager", author="Odile", initials="O")
    document.add_comment(runs[1][1:3], "frein", author="Odile", initials="O")
    document.add_comment([*runs[2][1:2], *runs[3][:1]], "frein/argent", author="Odile", initials="O")
    document.save(str(tmp_path / "groupe.docx"))
    summary = import_word(folder, [tmp_path / "groupe.docx"], WordChoices())
    assert summary.files[0].n_anchored == 3
    assert {(one.words, one.code) for one in open_desk(folder, "groupe").codings} == {
        ("potager", "potager"),
        ("potager et des poules", "frein"),
        ("C'est trop cher neuf.\nIl faudrait", "frein/argent"),
    }
