"""What a notebook shows of a study."""

import os
import subprocess
import sys

import pytest

import focuskit as fk
from focuskit.errors import ProjectNotFoundError
from focuskit.messages import spoken
from focuskit.project import Project
from small_study import make_study


def test_importing_focuskit_loads_nothing_heavy_and_completes_its_names():
    script = (
        "import sys, focuskit; "
        "heavy = {'spacy','pandas','numpy','sqlalchemy','matplotlib','click','rich'} & set(sys.modules); "
        "sys.exit(len(heavy) + ({'open', 'Project', 'shown', 'speak'} - set(dir(focuskit)) != set()))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, env={**os.environ}).returncode == 0


def test_a_study_is_opened_by_its_folder_and_speaks_its_language(tmp_path):
    make_study(tmp_path)
    study = fk.open(tmp_path / "study")
    assert isinstance(study, Project)
    assert spoken() == "fr"
    fk.open(tmp_path / "study", language="en")
    assert spoken() == "en"
    with pytest.raises(ProjectNotFoundError):
        fk.open(tmp_path)
    with pytest.raises(AttributeError):
        _ = fk.no_such_name


def test_a_study_tells_what_it_holds_without_the_path_of_the_machine(tmp_path):
    study = Project(make_study(tmp_path).path)
    assert "Étude « study » : 1 document, 4 segments" in repr(study).replace("\u00a0", " ")
    assert "groupe.txt" in study._repr_html_()
    assert str(tmp_path) not in repr(study) + study._repr_html_()
    assert "est encore décidé" in study._repr_html_()


def test_an_empty_study_shows_itself_and_says_what_to_do(tmp_path):
    study = Project.create(tmp_path / "vide")
    assert "import_documents" in study._repr_html_()
    assert "0 document" in repr(study)


def test_a_table_is_shown_with_its_notes_and_its_frame_is_that_of_the_method(tmp_path):
    study = Project(make_study(tmp_path).path)
    shown = study.show_table("themes", only=["code", "segments"], most=1)
    assert shown.frame.equals(study.themes()[["code", "segments"]])
    assert any("seulement suggérés" in note for note in shown.notes)


def test_an_expression_is_found_with_the_words_around_it(tmp_path):
    study = Project(make_study(tmp_path).path)
    (place,) = study.kwic("vélo").itertuples()
    assert (place.words, place.turn, place.document) == ("vélos", 3, "groupe.txt")
    assert study.kwic("château").empty


def test_a_suggestion_is_explained_by_its_rule_and_its_words(tmp_path):
    (why,) = Project(make_study(tmp_path).path).explain("groupe", 2).itertuples()
    assert (why.code, why.rule, why.words, why.state) == ("potager", "potager", "potager", "open")
    assert "potager = potager" in why.read_as


def test_examples_rules_and_a_sample_without_suggestion(tmp_path):
    study = Project(make_study(tmp_path).path)
    tried = study.try_codebook().set_index("example")
    assert bool(tried.loc["Le potager donne bien.", "passes"])
    assert not tried.loc["La prime est tombée.", "passes"]
    figures = study.rule_figures().set_index("expression")["segments"]
    assert (figures["potager"], figures["jamais vu"]) == (1, 0)


def test_rules_are_measured_on_passages_that_somebody_read(tmp_path):
    study = Project(make_study(tmp_path).path)
    (tmp_path / "passages.csv").write_text("unit,text\n1,Le potager\n2,Un vélo\n3,Rien\n", encoding="utf-8")
    (tmp_path / "lea.csv").write_text("unit,codes\n1,potager\n2,\n3,potager\n", encoding="utf-8")
    (row,) = study.evaluate(tmp_path / "passages.csv", tmp_path / "lea.csv").itertuples()
    assert (row.code, row.reading, row.units_suggested, row.units_read) == ("potager", "lea", 1, 2)
    assert (row.precision, row.recall) == (1.0, 0.5)


def test_a_sample_holds_segments_without_suggestion_and_is_remembered(tmp_path):
    text = "Animatrice : Alors ?\n\nLéa : On a un potager.\n\nMarc : Moi je dors.\n"
    study = Project(make_study(tmp_path, text=text).path)
    drawn = study.draw_sample(5)
    assert [(turn.number, [piece.words for piece in turn.pieces]) for turn in drawn.turns] == [
        (3, ["Moi je dors."])
    ]
    assert drawn == study.draw_sample(5)
