"""The screen, driven by its keys."""

import asyncio

import pytest

from focuskit.cli import run_command_line
from focuskit.cli.review.app import ReviewApp
from focuskit.cli.review.palette import LIGHT
from focuskit.workflow.assign import assign_segments
from focuskit.workflow.decide import open_desk
from focuskit.workflow.reading_place import remember_place
from focuskit.workflow.review import Review
from small_study import make_study


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


def drive(folder, *keys, coder="Zoé", size=(80, 24), look=None, palette=LIGHT):
    """Press keys on the screen; return what ``look`` sees of it at the end."""

    async def run():
        app = ReviewApp(Review(folder, "groupe", coder), palette)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            return look(app) if look else None

    return asyncio.run(run())


def coded(folder):
    return sorted((one.code, one.words) for one in open_desk(folder, "groupe").codings)


def states(folder):
    return {one.code: one.state.value for one in open_desk(folder, "groupe").suggestions}


def test_a_accepts_the_proposal_at_hand_and_goes_on_to_the_next(folder):
    at_hand = drive(folder, "a", look=lambda app: app.reading.code.code)
    assert coded(folder) == [("potager", "On a un potager et des poules.")]
    assert at_hand == "velo"


def test_r_rejects_it(folder):
    drive(folder, "r")
    assert states(folder)["potager"] == "rejected"
    assert coded(folder) == []


def test_everything_is_undone_and_done_again_also_after_a_restart(folder):
    drive(folder, "a", "r", "a")
    after = (coded(folder), states(folder))
    drive(folder, "u", "u", "u", "u")
    assert coded(folder) == []
    assert set(states(folder).values()) == {"open"}
    drive(folder, "y", "y", "y")
    assert (coded(folder), states(folder)) == after


def test_whoever_decides_first_is_asked_for_their_name(folder):
    drive(folder, "a", *"Ana", "enter", coder="")
    (coding,) = open_desk(folder, "groupe").codings
    assert coding.code == "potager"
    assert 'coder = "Ana"' in (folder.path / "focuskit.toml").read_text(encoding="utf-8")


def test_without_a_name_nothing_is_decided(folder):
    drive(folder, "a", "escape", coder="")
    assert coded(folder) == []


def test_without_a_terminal_the_command_says_so(folder, capsys):
    assert run_command_line(["review", "--project", str(folder.path)]) == 2
    assert "terminal" in capsys.readouterr().err


def test_the_first_line_shows_who_codes_however_long_the_name_and_narrow_the_screen(folder):
    def first_line(app):
        return str(app.query_one("#above").render()).partition("\n")[0]

    assert "groupe.txt · Zoé " in drive(folder, look=first_line)
    assert "groupe.txt · Élisabeth" in drive(
        folder, coder="Élisabeth de la Tour du Pin Montauban", look=first_line
    )


def test_the_screen_opens_where_the_coder_was(folder):
    remember_place(folder, "Zoé", "groupe.txt", 4)
    assert drive(folder, look=lambda app: app.reading.passage.number) == 4
    assert drive(folder, coder="Ana", look=lambda app: app.reading.passage.number) != 4


def test_a_coder_without_suggestions_sees_how_many_segments_are_coded(folder):
    assign_segments(folder, ["Zoé"])
    above, below = drive(
        folder,
        look=lambda app: [str(app.query_one(name).render()) for name in ("#above", "#below")],
    )
    assert "0/3 codés" in above
    assert "proposition" not in below
