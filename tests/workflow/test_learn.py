"""Learning from decisions, recall, and suggestions of a model."""

import pytest

from focuskit.errors import UsageError
from focuskit.model.suggestions import Origin
from focuskit.transcripts import Reading
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.learn import learn_from_project
from focuskit.workflow.learned_model import forget_model, load_model
from focuskit.workflow.recall import draw_sample, load_sample, mark_read, recall_by_code
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents
from small_study import CODEBOOK, make_study

HAPPY = ["On rigole bien ensemble.", "Les gens rigolent et chantent.", "On a chanté, on a ri."]
PLAIN = ["Le dossier est en retard.", "La réunion dure longtemps.", "Le formulaire est perdu."]


def talk(shift: int) -> str:
    lines = [(HAPPY if place % 2 else PLAIN)[(place + shift) % 3] for place in range(24)]
    return "\n\n".join(f"{'Léa' if place % 3 else 'Marc'} : {line}" for place, line in enumerate(lines))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("learn")
    codebook = CODEBOOK.replace("rules: [potager]", "rules: [potager, chanter]")
    folder = make_study(place, talk(0), codebook)
    for number in (1, 2):
        path = place / f"groupe{number}.txt"
        path.write_text(talk(number), encoding="utf-8")
        import_documents(folder, [path], Reading())
    segment_documents(folder)
    tag_documents(folder)
    return folder


def code_joy(folder):
    for name in ("groupe.txt", "groupe1.txt", "groupe2.txt"):
        desk = open_desk(folder, name)
        for segment in desk.segments:
            words = segment.span.slice(desk.document.text)
            happy = "rigol" in words or "chant" in words
            gesture = desk.add(desk.span_of(segment.number), "potager" if happy else "frein/argent")
            decide(folder, "Zoé", [gesture])


def test_recall_is_unknown_until_a_sample_was_read(folder):
    assert {one.recall for one in recall_by_code(folder).values()} == {None}
    sample = draw_sample(folder, 5, seed=1)
    assert len(sample.segments) == 5
    assert draw_sample(folder, 5, seed=1) == sample
    assert {one.recall for one in recall_by_code(folder).values()} == {None}
    with pytest.raises(UsageError):
        learn_from_project(folder)
    mark_read(folder)
    assert load_sample(folder).is_read
    code_joy(folder)
    found = recall_by_code(folder)["frein/argent"]
    assert (found.n_found, found.n_sample) == (0, 5)
    assert found.recall == 0.0


def test_a_model_learned_from_decisions_makes_suggestions_that_say_so(folder):
    made = learn_from_project(folder)
    assert (made.n_passages, made.n_documents) == (72, 3)
    joy = next(one for one in made.model.codes if one.code == "potager")
    assert joy.n_positive == 36
    assert joy.is_used
    assert joy.f1_model > joy.f1_rules
    tag_documents(folder)
    suggestions = [one for one in open_desk(folder, "groupe").suggestions if one.origin is Origin.MODEL]
    assert suggestions
    for one in suggestions:
        assert 0 < one.score <= 1
        assert made.model.version in one.evidence[0].rule
    assert load_model(folder).version == made.model.version
    assert forget_model(folder)
    tag_documents(folder)
    assert not [one for one in open_desk(folder, "groupe").suggestions if one.origin is Origin.MODEL]


def test_a_damaged_model_file_is_told(folder):
    (folder.path / "model.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"model\.json"):
        tag_documents(folder)
    forget_model(folder)
