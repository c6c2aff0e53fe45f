"""Every key of the screen does what the help says."""

import asyncio

import pytest

from focuskit.cli.review.app import ACTIONS, ReviewApp
from focuskit.cli.review.background import is_light
from focuskit.cli.review.drawing import clock, short_name
from focuskit.cli.review.keys import CODEBOOK, GROUPS, PICKING, READING, action_of, last_line
from focuskit.cli.review.palette import DARK, LIGHT, readable
from focuskit.cli.review.telling import help_text
from focuskit.messages import speak
from focuskit.model.memos import MemoKind
from focuskit.review.filters import Only
from focuskit.workflow.decide import open_desk
from focuskit.workflow.review import Review
from small_study import make_study

TEXT = """Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : On a un potager et des poules. Le potager donne bien, et la cave aussi.

Marc : Moi je répare des vélos. C'est trop cher neuf.

Léa : Il faudrait une subvention.
"""


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path, TEXT)


def drive(folder, *keys, look=None, size=(80, 24), palette=DARK, disputed=False, mouse=None):
    """Press keys on the screen, then use the mouse; return what ``look`` sees of it at the end."""

    async def run():
        app = ReviewApp(Review(folder, "groupe", "Zoé"), palette, disputed=disputed)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            if mouse:
                await mouse(pilot)
                await pilot.pause()
            return look(app) if look else None

    return asyncio.run(run())


def coded(folder):
    return sorted((one.code, one.words) for one in open_desk(folder, "groupe").codings)


def memos(folder):
    return [(one.kind, one.words) for one in open_desk(folder, "groupe").memos]


PASSAGE = "On a un potager et des poules. Le potager donne bien, et la cave aussi."


def test_e_replaces_by_a_code_found_by_typing(folder):
    drive(folder, "e", *"argent", "enter")
    assert coded(folder) == [("frein/argent", PASSAGE)]


def test_a_word_that_names_no_code_chooses_none(folder):
    drive(folder, "c", *"potagere", "enter")
    drive(folder, "e", *"mairie", "enter")
    drive(folder, "c", *"pousse", "enter")
    assert coded(folder) == []
    drive(folder, "c", *"mairie", "up", "enter")
    assert [code.rpartition("/")[2] for code, _ in coded(folder)] == ["mairie"]


def test_c_adds_a_code_and_accents_are_optional(folder):
    drive(folder, "c", *"velo", "enter")
    assert coded(folder) == [("velo", PASSAGE)]


def test_a_code_that_is_not_there_is_made_on_the_spot(folder):
    drive(folder, "c", *"les poules", "up", "enter")
    drive(folder, "c", *"zzz", "down", "enter")
    assert ("a_classer/zzz", PASSAGE) in coded(folder)


def test_n_makes_a_code_of_the_words_picked(folder):
    drive(folder, "s", "right", "right", "n", "enter")
    assert coded(folder) == [("a_classer/on_a_un", "On a un")]
    assert "label: On a un" in folder.codebook_path.read_text(encoding="utf-8")


def test_v_shrinks_the_span_of_a_proposal_and_keeps_it(folder):
    drive(folder, "v", "up", "left", "left", "enter")
    assert coded(folder) == [("potager", "On a un potager et des")]


def test_the_start_of_a_span_moves_after_tab_and_escape_gives_up(folder):
    drive(folder, "v", "tab", "right", "right", "right", "enter")
    assert coded(folder) == [("potager", PASSAGE.removeprefix("On a un "))]
    drive(folder, "v", "left", "escape")
    assert coded(folder) == [("potager", PASSAGE.removeprefix("On a un "))]


def test_l_star_and_m_leave_marks_and_memos(folder):
    drive(folder, "*", "m", *"ok", "tab", "ctrl+s", "l")
    assert sorted(memos(folder)) == [
        (MemoKind.LATER, ""),
        (MemoKind.METHODOLOGICAL, "ok"),
        (MemoKind.STAR, ""),
    ]
    drive(folder, "m", *"!", "ctrl+s")
    assert (MemoKind.METHODOLOGICAL, "!ok") in memos(folder)


def test_capital_s_cuts_after_the_sentence_and_capital_j_joins(folder):
    drive(folder, "S", "enter")
    spans = [
        one.span.stripped(TEXT_OF(folder)).slice(TEXT_OF(folder))
        for one in open_desk(folder, "groupe").segments
    ]
    assert spans[1:3] == ["On a un potager et des poules.", "Le potager donne bien, et la cave aussi."]
    drive(folder, "J")
    assert len(open_desk(folder, "groupe").segments) == 4


def TEXT_OF(folder):  # noqa: N802 (short beside TEXT)
    return open_desk(folder, "groupe").document.text


def test_one_asks_for_top_codes_and_two_for_sub_codes(folder):
    place = drive(
        folder, "1", "g", *"4", "enter", look=lambda app: [one.code for one in app.reading.codes(3)]
    )
    assert place == ["frein"]
    found = drive(
        folder, "2", *"frein", "enter", look=lambda app: (app.reading.code.code, app.reading.passage.number)
    )
    assert found == ("frein", 3)


def test_f_filters_and_filters_add_up(folder):
    def look(app):
        return app.reading.filter, app.reading.passage.speaker

    chosen, speaker = drive(folder, "f", *"P2", "enter", look=look)
    assert (chosen.people, speaker) == ({"P2"}, "P2")
    both, _ = drive(folder, "f", *"P2", "enter", "f", *"decider", "enter", look=look)
    assert (both.people, both.only) == ({"P2"}, {Only.UNREVIEWED})
    assert drive(folder, "f", *"P2", "enter", "0", look=look)[0].is_empty


def test_slash_searches_without_accents_and_goes_on(folder):
    def look(app):
        return len(app.hits), app.hit, app.reading.passage.number

    assert drive(folder, "/", *"POTAGER", "enter", ">", look=look) == (2, 1, 2)
    assert drive(folder, "/", *"velos", "enter", look=look) == (1, 0, 3)


def test_g_goes_to_a_turn(folder):
    assert drive(folder, "g", *"3", "enter", look=lambda app: app.reading.passage.turn) == 3


def test_b_shows_the_codebook_and_enter_puts_its_code(folder):
    drive(folder, "b", "down", "enter")
    assert coded(folder) == [("velo", PASSAGE)]


def test_question_mark_shows_the_keys_and_any_size_works(folder):
    for size in ((80, 24), (200, 60)):
        assert drive(folder, "?", size=size, look=lambda app: len(app.screen_stack)) == 2
        assert drive(folder, "?", "escape", size=size, look=lambda app: len(app.screen_stack)) == 1


def test_arrows_move_between_passages_and_codes(folder):
    def look(app):
        return app.reading.passage.number, app.reading.item

    assert drive(folder, "home", look=look) == (1, 0)
    assert drive(folder, "end", look=look) == (4, 0)
    assert drive(folder, "down", "right", look=look) == (3, 1)
    assert drive(folder, "down", "right", "left", "up", look=look) == (2, 0)


def test_o_and_d_and_capital_t_and_i_do_their_work(folder):
    assert drive(folder, "o", "down", "enter", look=lambda app: app.reading.order.value) == "unsure"
    assert drive(folder, "d", "enter", look=lambda app: app.review.name) == "groupe.txt"
    assert drive(folder, "T", look=lambda app: app.palette) is LIGHT
    assert drive(folder, "i", look=lambda app: len(app.screen_stack)) == 1


def test_a_click_chooses_a_code_and_a_key_of_the_last_line(folder):
    async def click(pilot):
        await pilot.click("#keys", offset=(2, 0))

    drive(folder, mouse=click)
    assert coded(folder) == [("potager", PASSAGE)]


def test_words_are_picked_by_dragging(folder):
    async def drag(pilot):
        await pilot.mouse_down("#conversation", offset=(2, 4))
        await pilot.hover("#conversation", offset=(11, 4))
        await pilot.mouse_up("#conversation", offset=(11, 4))

    words = drive(folder, mouse=drag, look=lambda app: app.reading.selection.span.slice(app.review.text))
    assert words == "On a un potager"


def test_disagreements_are_settled_with_a_and_r(folder):
    ana = Review(folder, "groupe", "Ana")
    ana.accept(next(one for one in ana.passages[1].codes if one.code == "potager"))
    zoe = Review(folder, "groupe", "Zoé")
    zoe.add(zoe.passages[1].span, "velo")
    left = drive(folder, "a", look=lambda app: set(app.reading.disputes), disputed=True)
    assert left == {(2, "velo")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_tells_every_key_and_every_key_does_something(language):
    speak(language)
    told = help_text(DARK).plain
    for _, keys in GROUPS:
        assert all(key.told in told for key in keys)
    assert {key.action for key in (*READING, *PICKING)} <= ACTIONS.keys()
    for keys in (READING, PICKING, CODEBOOK):
        names = [name for key in keys for name in key.names]
        assert len(names) == len(set(names))


def test_accept_stands_first_in_the_last_line():
    assert next(iter(last_line(READING))) == ("a", "accepter")
    assert action_of(READING, "question_mark", "?") == "help"
    assert action_of(READING, "z", "z") is None


def test_a_terminal_tells_its_background():
    assert is_light(b"\x1b]11;rgb:ffff/ffff/eeee\x1b\\")
    assert not is_light(b"\x1b]11;rgb:1616/1919/1d1d\x07")
    assert not is_light(b"nothing")


@pytest.mark.parametrize("palette", [DARK, LIGHT])
@pytest.mark.parametrize("color", ["#000000", "#ffffff", "#808080", ""])
def test_colours_can_be_read_on_the_background(palette, color):
    assert readable(color, palette) != palette.background


def test_long_names_keep_their_last_part():
    assert short_name("levier/financement", 20) == "levier/financement"
    assert short_name("alimentaire/cuisine_repas", 20) == "alime/cuisine_repas"
    assert short_name("alimentaire/approvisionnement_local", 20).startswith("ali/approvision")
    assert len(short_name("a" * 50, 20)) <= 20


def test_times_are_written_with_hours_where_there_are_some():
    assert (clock(75_000), clock(3_675_000)) == ("01:15", "1:01:15")
