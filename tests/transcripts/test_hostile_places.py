"""What is no file (pipe, device, folder, link without end) is told for every format, and never waited for."""

from __future__ import annotations

import os
import socket

import pytest

from focuskit.errors import FocuskitError
from focuskit.exchange.placements import read_placements
from focuskit.exchange.sheet import read_coding_sheet
from focuskit.exchange.verdicts import read_verdicts
from focuskit.exchange.word.package import read_parts
from focuskit.reports.word_template import open_template
from focuskit.store import read_settings
from focuskit.tagging.codebook_file import read_codebook
from focuskit.tagging.gold import read_passages
from focuskit.transcripts import find_inputs, read_participants
from focuskit.transcripts.formats import READERS
from focuskit.transcripts.guide import read_guide

from .hostile_files import file_of
from .support import keys, read

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
OTHERS = {
    "codebook.yaml": read_codebook,
    "guide.yaml": lambda path: read_guide(path, path.name),
    "participants.csv": read_participants,
    "participants.xlsx": read_participants,
    "verdicts.csv": read_verdicts,
    "verdicts.xlsx": read_verdicts,
    "placements.csv": read_placements,
    "passages.csv": read_passages,
    "coding.xlsx": read_coding_sheet,
    "coded.docx": read_parts,
    "template.docx": open_template,
    "focuskit.toml": lambda path: read_settings(path.parent),
}


def no_file(folder, name: str, kind: str):
    """Make something that is no file under a name."""
    path = folder / name
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "device":
            path.symlink_to("/dev/zero")
        case "socket":
            server = socket.socket(socket.AF_UNIX)
            os.chdir(folder)
            server.bind(name)
            server.close()
        case "loop":
            path.symlink_to(path)
        case "nothing":
            path.symlink_to(folder / "absent")
    return path


KINDS = ("pipe", "folder", "device", "socket", "loop", "nothing")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", READERS)
def test_what_is_no_file_is_told_and_not_waited_for(tmp_path, monkeypatch, suffix, kind):
    monkeypatch.chdir(tmp_path)
    path = no_file(tmp_path, f"a{suffix}", kind)
    assert keys(read(path)) == ["unreadable"]
    listing = find_inputs([path])
    assert not listing.files
    assert listing.problems or kind == "folder"
    assert find_inputs([tmp_path]).files == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", OTHERS)
def test_no_other_reader_waits_either(tmp_path, monkeypatch, name, kind):
    monkeypatch.chdir(tmp_path)
    path = no_file(tmp_path, name, kind)
    try:
        told = getattr(OTHERS[name](path), "problems", ())
    except FocuskitError as fault:
        told = (str(fault),)
    except OSError as fault:
        told = (fault.strerror,)
    assert told


@pytest.mark.parametrize("suffix", READERS)
def test_a_link_to_a_file_is_read_where_it_is_given_and_not_followed_out_of_a_folder(tmp_path, suffix):
    (tmp_path / "ailleurs").mkdir()
    real = tmp_path / "ailleurs" / f"vrai{suffix}"
    real.write_bytes(file_of(suffix.removeprefix("."), "oui"))
    folder = tmp_path / "dossier"
    folder.mkdir()
    link = folder / f"lien{suffix}"
    link.symlink_to(real)
    assert read(link).transcript is not None
    assert [file.path for file in find_inputs([link]).files] == [link]
    assert find_inputs([folder]).files == ()


def test_an_endless_device_as_codebook_or_table_is_refused_at_once(tmp_path):
    with pytest.raises(FocuskitError):
        read_codebook(no_file(tmp_path, "codebook.yaml", "device"))
