"""Suggesters of one's own beside rules and model."""

from dataclasses import dataclass

import pytest

from focuskit.errors import UsageError
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin, Suggestion
from focuskit.store import create_project, load_suggestions, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents


@dataclass
class Word:
    """Proposes a code wherever a word stands."""

    word: str
    code: str
    version: str = "word 1"
    score: float | None = None
    calls: int = 0

    def suggest(self, talk):
        self.calls += 1
        assert len(talk.questions) == len(talk.segments)
        found = []
        for segment in talk.segments:
            at = segment.span.slice(talk.text).find(self.word)
            if at >= 0:
                start = segment.span.start + at
                evidence = Evidence(Span(start, start + len(self.word)), f"mot {self.word}")
                found.append(
                    Suggestion(segment.number, self.code, Origin.MODEL, (evidence,), score=self.score)
                )
        return found


@pytest.fixture
def folder(tmp_path, study, codebook):
    create_project(tmp_path / "p")
    (tmp_path / "p" / "codebook.yaml").write_bytes(codebook.read_bytes())
    folder = open_project(tmp_path / "p")
    import_documents(folder, [study], Reading())
    segment_documents(folder)
    return folder


def suggested(folder):
    with folder.reading() as connection:
        return [one for number in (1, 2) for one in load_suggestions(connection, number)]


def test_a_suggester_adds_to_what_rules_propose(folder):
    tag_documents(folder)
    by_rules = suggested(folder)
    tag_documents(folder, suggesters=[Word(" ", "energetique")])
    both = suggested(folder)
    added = [one for one in both if one.origin is Origin.MODEL]
    assert {one.code for one in added} == {"energetique"}
    assert len(both) == len(by_rules) + len(added)
    assert {one.codebook_version for one in added} == {1}


def test_where_both_propose_the_same_evidence_grows_and_the_score_is_taken_over(folder):
    tag_documents(folder, suggesters=[Word("temps", "frein", score=0.75)])
    (one,) = [
        one
        for one in suggested(folder)
        if one.code == "frein" and any(each.rule == "mot temps" for each in one.evidence)
    ]
    assert one.origin is Origin.RULE
    assert len(one.evidence) > 1
    assert one.score == 0.75


def test_nothing_is_asked_twice_and_a_run_without_takes_its_suggestions_away(folder):
    tag_documents(folder)
    by_rules = suggested(folder)
    word = Word(" ", "frein")
    tag_documents(folder, suggesters=[word])
    tag_documents(folder, suggesters=[word])
    assert word.calls == 2
    tag_documents(folder)
    assert suggested(folder) == by_rules


def test_another_version_is_asked_anew(folder):
    word = Word(" ", "frein")
    tag_documents(folder, suggesters=[word])
    word.version = "word 2"
    tag_documents(folder, suggesters=[word])
    assert word.calls == 4


def test_a_code_that_is_not_there_is_told(folder):
    with pytest.raises(UsageError, match=r"word 1.*inconnu"):
        tag_documents(folder, suggesters=[Word(" ", "inconnu")])
