import json

import pytest

from focuskit.cli import run_command_line
from focuskit.store import create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents
from invented import PARTICIPANTS


@pytest.fixture
def folder(tmp_path, study):
    create_project(tmp_path / "p")
    folder = open_project(tmp_path / "p")
    import_documents(folder, [study], Reading())
    (tmp_path / "gens.csv").write_text(PARTICIPANTS, encoding="utf-8")
    return folder


def run(capsys, folder, *arguments):
    code = run_command_line(["participants", *arguments, "--project", str(folder.path)])
    return code, capsys.readouterr()


def listed(capsys, folder):
    return {one["pseudonym"]: one for one in json.loads(run(capsys, folder, "--json")[1].out)}


def test_a_table_is_joined_and_tells_who_never_spoke(folder, capsys, tmp_path):
    code, shown = run(capsys, folder, "import", str(tmp_path / "gens.csv"))
    assert code == 0
    assert "3 personnes inscrites" in shown.out
    people = listed(capsys, folder)
    assert people["Solène"]["spoke_in"] == ["groupe.txt"]
    assert (people["Odile"]["spoke_in"], people["Odile"]["silent_in"]) == ([], ["groupe.txt"])


def test_an_attribute_is_set_and_removed(folder, capsys, tmp_path):
    run(capsys, folder, "import", str(tmp_path / "gens.csv"))
    assert run(capsys, folder, "set", "Marc", "tranche=60-74", "structure=")[0] == 0
    assert listed(capsys, folder)["Marc"]["attributes"] == {"tranche": "60-74"}


def test_an_unknown_person_or_a_word_that_is_no_pair_is_told(folder, capsys):
    assert run(capsys, folder, "set", "Zoé", "a=b")[0] == 2
    assert run(capsys, folder, "set", "Zoé", "ab")[0] == 2


def test_without_a_table_the_list_is_empty(folder, capsys):
    code, shown = run(capsys, folder)
    assert code == 0
    assert "0 personne inscrite" in shown.out


def test_a_table_without_pseudonyms_is_an_error_and_changes_nothing(folder, capsys, tmp_path):
    run(capsys, folder, "import", str(tmp_path / "gens.csv"))
    (tmp_path / "faux.csv").write_text("nom,document\nA,groupe.txt\n", encoding="utf-8")
    assert run(capsys, folder, "import", str(tmp_path / "faux.csv"))[0] == 1
    assert len(listed(capsys, folder)) == 3


def test_who_never_spoke_and_who_is_not_listed_are_named(folder, capsys, tmp_path):
    (tmp_path / "gens.csv").write_text(
        "pseudonyme,label,document\nFlore,Absente,groupe.txt\n", encoding="utf-8"
    )
    code, shown = run(capsys, folder, "import", str(tmp_path / "gens.csv"))
    assert code == 0
    assert "Flore (étiquette « Absente »)" in shown.out
    spoken = {one["label"] for one in speakers(capsys, folder) if one["role"] == "participant"}
    assert spoken
    assert all(f"{label} : parle, mais" in shown.out for label in spoken)


def speakers(capsys, folder):
    run_command_line(["speakers", "--json", "--project", str(folder.path)])
    return [one for one in json.loads(capsys.readouterr().out) if one["label"]]
