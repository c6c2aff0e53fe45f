"""Nothing that a file holds moves the cursor, changes colours or titles, or hides what a terminal shows."""

from __future__ import annotations

import io
import json
import os
import re

import pytest

from focuskit.cli import run_command_line
from focuskit.cli.screen import print_json
from focuskit.cli.terminal import guarded_output
from focuskit.messages import say
from focuskit.messages.harmless import harmless
from focuskit.model.problems import error

ORDERS = "\x1b[2J\x1b]0;titre\x07\x9b31m\r\x7f\u202e"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def obeyed(text: str) -> list[str]:
    return re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_words_with_orders_are_shown_with_signs_in_their_place():
    shown = harmless(f"a{ORDERS}b")
    assert obeyed(shown) == []
    assert shown.startswith("a␛[2J")
    assert harmless("oui\n\tnon — « été » 😀") == "oui\n\tnon — « été » 😀"
    assert harmless("a\nb", one_line=True) == "a␊b"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_colours_pass_on_a_terminal_and_orders_do_not(monkeypatch, stream):
    terminal = Terminal()
    monkeypatch.setattr(f"sys.{stream}", terminal)
    with guarded_output():
        import sys  # noqa: PLC0415 (the stream of the moment)

        getattr(sys, stream).write("\x1b[31mrouge\x1b[0m \x1b]0;titre\x07 fin")
    assert "\x1b[31m" in terminal.getvalue()
    assert "\x1b]" not in terminal.getvalue()
    assert "\x07" not in terminal.getvalue()


def test_facts_and_paths_of_sentences_hold_no_orders():
    assert obeyed(say("error.output", path=f"a{ORDERS}\nb", reason=ORDERS)) == []
    assert "\n" not in say("error.output", path="a\nb", reason="x")
    assert obeyed(error(f"a{ORDERS}\nb", "problem.unreadable").told()) == []


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_of_files_and_folders_hold_no_orders_on_screen(tmp_path, capsys):
    project = tmp_path / "étude"
    assert run_command_line(["init", str(project)]) == 0
    for name in (f"a{ORDERS}.txt", "b\nProjet effacé.txt", os.fsdecode(b"c\xff.txt"), "d.zip\x1b[2J"):
        (tmp_path / name).write_text("Ana : oui\n", encoding="utf-8")
    (tmp_path / "e.txt").write_text("Ana : oui\n", encoding="utf-8")
    capsys.readouterr()
    assert run_command_line(["import", str(tmp_path), "--project", str(project)]) == 1
    assert run_command_line(["import", str(tmp_path / "absent\x1b[2J.txt"), "--project", str(project)]) == 1
    assert run_command_line(["verify", str(tmp_path / "r\x1b[2J.docx"), "--project", str(project)]) in {1, 2}
    told = capsys.readouterr()
    assert obeyed(told.out + told.err) == []
    assert "\nProjet effacé" not in told.out + told.err
    assert "␛[2J" in told.out + told.err


def test_json_keeps_every_character_of_words_and_holds_no_orders(capsys):
    words = f"Zoé \u202e oui{ORDERS}"
    with guarded_output():
        print_json({"words": words})
    written = capsys.readouterr().out
    assert obeyed(written) == []
    assert json.loads(written) == {"words": words}


def test_a_codebook_with_hidden_orders_is_told_with_the_line(tmp_path, capsys):
    grid = tmp_path / "grille.yaml"
    grid.write_text(
        'facets:\n- id: a\n  codes:\n  - id: b\n    label: "x\\e[2J"\n    rules: [y]\n', encoding="utf-8"
    )
    assert run_command_line(["codebook", "check", str(grid)]) == 1
    told = capsys.readouterr()
    assert obeyed(told.out + told.err) == []
    assert "ligne 5" in told.out + told.err
