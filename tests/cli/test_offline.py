"""No network: the main job runs with every way to another machine forbidden."""

import socket

import pytest

from focuskit.cli import run_command_line


@pytest.fixture
def alone(monkeypatch):
    """Forbid names to be looked up and connections to be made; tell what was tried."""
    tried = []

    def refuse(*arguments, **_):
        tried.append(arguments[-1] if arguments else None)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def test_the_main_job_needs_no_network(alone, study, codebook, tmp_path):
    out = tmp_path / "out"
    assert run_command_line(["run", str(study), "--codebook", str(codebook), "--output", str(out)]) == 0
    assert (out / "report.docx").is_file()
    assert alone == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--output", "r.html"),
        ("table", "themes"),
        ("figure", "participation"),
        ("snapshot", "copie"),
        ("word", "export", "--coder", "Nour"),
        ("check",),
    ],
)
def test_other_commands_need_none_either(alone, study, codebook, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    assert run_command_line(["run", str(study), "--codebook", str(codebook), "--output", "out"]) == 0
    assert run_command_line([*arguments, "--project", "out/project"]) == 0
    assert alone == []


def test_the_guard_itself_refuses(alone):
    with pytest.raises(OSError, match="no network"), socket.socket() as one:
        one.connect(("127.0.0.1", 9))
    assert alone
