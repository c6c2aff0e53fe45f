"""What help tells: whole sentences, in the language asked for."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("language", ["fr", "en"])
def test_commands_of_a_group_are_told_in_whole_sentences(language):
    command = [sys.executable, "-m", "focuskit", "--lang", language, "codebook", "--help"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    listed = told.partition("Commandes:" if language == "fr" else "Commands:")[2]
    assert "split" in listed
    assert "..." not in listed
