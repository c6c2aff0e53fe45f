import pytest

from focuskit.store import count_suggestions, create_project, load_suggestions, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents


@pytest.fixture
def folder(tmp_path, study, codebook):
    create_project(tmp_path / "p")
    (tmp_path / "p" / "codebook.yaml").write_bytes(codebook.read_bytes())
    folder = open_project(tmp_path / "p")
    import_documents(folder, [study], Reading())
    segment_documents(folder)
    return folder


def edit(folder, before, after):
    path = folder.codebook_path
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def suggested(folder):
    with folder.reading() as connection:
        return [
            (number, one.segment, one.code, one.evidence, one.codebook_version)
            for number in (1, 2)
            for one in load_suggestions(connection, number)
        ]


def test_tagging_twice_changes_nothing(folder):
    first = tag_documents(folder)
    before = suggested(folder)
    again = tag_documents(folder)
    assert (first.n_documents, first.n_analysed) == (2, 2)
    assert (again.n_documents, again.n_analysed) == (0, 0)
    assert suggested(folder) == before


def test_after_an_edit_only_the_edited_top_code_is_proposed_anew(folder):
    tag_documents(folder)
    before = suggested(folder)
    edit(folder, "pas le temps", "pas le temps, hein")
    made = tag_documents(folder)
    assert made.n_analysed == 0
    after = suggested(folder)
    assert [one for one in before if one[2] != "frein"] == [one for one in after if one[2] != "frein"]
    assert {one[4] for one in after if one[2] == "frein"} == {2}


def test_editing_leads_to_what_tagging_from_nothing_gives(folder, tmp_path):
    tag_documents(folder)
    edit(folder, "bio]", "cher]")
    edit(folder, "    - id: production\n      label: Produire\n      rules: [jardin partagé, potager]\n", "")
    edit(folder, "    codes:\n  - id: energetique", "  - id: energetique")
    tag_documents(folder)
    edited = [one[:4] for one in suggested(folder)]
    with folder.writing() as connection:
        connection.exec_driver_sql("DELETE FROM suggestion")
        connection.exec_driver_sql("DELETE FROM tagging")
    tag_documents(folder)
    assert [one[:4] for one in suggested(folder)] == edited


def test_words_of_moderators_get_no_suggestion(folder):
    edit(folder, "bio]", "alimentation]")
    tag_documents(folder)
    assert not [one for one in suggested(folder) if one[3][0].rule == "alimentation"]


def test_what_was_rejected_is_not_proposed_again(folder):
    tag_documents(folder)
    with folder.writing() as connection:
        connection.exec_driver_sql("UPDATE suggestion SET state = 'rejected' WHERE code = 'frein'")
    edit(folder, "pas le temps", "pas ... temps")
    tag_documents(folder)
    with folder.reading() as connection:
        states = {
            one.state
            for number in (1, 2)
            for one in load_suggestions(connection, number)
            if one.code == "frein"
        }
        n_open = count_suggestions(connection)
    assert states == {"rejected"}
    assert n_open == len([one for one in suggested(folder) if one[2] != "frein"])


def test_a_lost_cache_only_costs_time(folder):
    tag_documents(folder)
    before = suggested(folder)
    for file in folder.cache_path.iterdir():
        file.unlink()
    edit(folder, "pas le temps", "pas le temps, hein")
    assert tag_documents(folder).n_analysed == 2
    assert [one[:4] for one in suggested(folder)] == [one[:4] for one in before]


def test_analyses_that_are_missing_are_made_again_though_no_rule_has_changed(folder):
    tag_documents(folder)
    n = len(list(folder.cache_path.glob("*.analysis")))
    for path in folder.cache_path.glob("*.analysis"):
        path.unlink()
    again = tag_documents(folder)
    assert (again.n_documents, again.n_analysed) == (0, 2)
    assert len(list(folder.cache_path.glob("*.analysis"))) == n
    assert tag_documents(folder).n_analysed == 0


def test_a_step_is_announced_before_anything_of_it_is_done(folder):
    told = []
    tag_documents(folder, progress=lambda step, done, total: told.append((step, done, total)))
    first = {step: done for step, done, _ in reversed(told)}
    assert first["cli.step_analyse"] == 0
    assert all(total > 0 for step, _, total in told if step == "cli.step_analyse")
