"""What an import tells of labels nearly the same and of a guide left aside."""

from focuskit.cli import run_command_line

TALK = """Animatrice : On commence ?
Thibaut : Le potager, oui.
Thibault : Et la cantine.
Thibaut : Non.
"""


def run(capsys, *arguments):
    code = run_command_line([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, " ".join((captured.out + captured.err).split())


def test_an_import_tells_labels_nearly_the_same_and_what_to_do_with_a_guide(capsys, tmp_path):
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "groupe.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "s" / "guide.yaml").write_text("questions: []", encoding="utf-8")
    run(capsys, "init", tmp_path / "p", "--lang", "fr")
    code, told = run(capsys, "import", tmp_path / "s", "--project", tmp_path / "p", "--lang", "fr")
    assert code == 0
    assert "1 paire d’étiquettes presque pareilles" in told
    assert told.count("ressemble à «") == 1
    assert "guide.yaml : Si c’est le guide d’entretien, copiez-le" in told
    (tmp_path / "p" / "guide.yaml").write_text("questions: []", encoding="utf-8")
    _, again = run(capsys, "import", tmp_path / "s", "--project", tmp_path / "p", "--lang", "fr")
    assert "Si c’est le guide" not in again
    assert "presque pareilles" not in again
