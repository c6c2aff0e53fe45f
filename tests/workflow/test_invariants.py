"""Whatever coders do, in any order: no coding without decision, no decision without coder, spans in text.

`Study` holds the rules and what must hold; a subclass may add rules of its own (they need only go through the
steps of the workflow) and is run by ``class Test...(Study.TestCase)``.
"""

import contextlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from focuskit.errors import UsageError
from focuskit.model.spans import Span
from focuskit.store import load_documents, open_project
from focuskit.store import schema as s
from focuskit.store.codebook_edits import load_edits, load_rereadings
from focuskit.store.codings import coder_names, load_codings
from focuskit.store.decisions import load_decisions
from focuskit.store.memos import load_memos
from focuskit.workflow.codebook_edits import (
    NewCode,
    add_code,
    merge_codes,
    move_code,
    rename_code,
    retire_code,
    split_code,
)
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.steps import redo_last, undo_last
from focuskit.workflow.tag import load_codebook
from small_study import make_study

CODERS = st.sampled_from(["Zoé", "Ana"])
PLACES = st.integers(0, 40)


@cache
def template() -> Path:
    """Make the study once; each run works on a copy."""
    path = Path(tempfile.mkdtemp())
    make_study(path).engine.dispose()
    return path / "study"


def state_of(folder):
    """Return all that steps may change, but for the history itself."""
    with folder.reading() as connection:
        columns = (s.suggestion.c.segment, s.suggestion.c.code, s.suggestion.c.state)
        suggestions = [tuple(row) for row in connection.execute(select(*columns).order_by(*columns))]
        codings = [
            (one.decision_id, one.coder_id, one.code, one.span, one.words)
            for document in load_documents(connection)
            for one in load_codings(connection, document.version_id)
        ]
        memos = [(one.coder, one.about, one.words) for one in load_memos(connection)]
        rereadings = load_rereadings(connection)
    return sorted(codings), suggestions, memos, rereadings, folder.codebook_path.read_bytes()


class Study(RuleBasedStateMachine):
    """Two coders at work on one small study."""

    def __init__(self):
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        shutil.copytree(template(), self.home / "study")
        self.folder = open_project(self.home / "study")
        self.first = state_of(self.folder)
        self.n_names = 0

    # What is done ---------------------------------------------------------------------------------

    def attempt(self, do, *arguments, **named):
        """Do something; what is refused must leave all as it was."""
        before = state_of(self.folder)
        try:
            do(self.folder, *arguments, **named)
        except UsageError:
            assert state_of(self.folder) == before

    def codes(self):
        return [one.name for one in load_codebook(self.folder)[0].codes]

    def new_name(self):
        self.n_names += 1
        return f"n{self.n_names}"

    @rule(coder=CODERS, place=PLACES, kind=st.sampled_from(["accept", "reject", "replace"]))
    def decide_on_a_suggestion(self, coder, place, kind):
        desk = open_desk(self.folder, "groupe")
        offered = desk.open_suggestions()
        if offered:
            one = offered[place % len(offered)]
            codes = self.codes()
            more = (codes[place % len(codes)],) if kind == "replace" else ()
            self.attempt(decide, coder, [getattr(desk, kind)(one, *more)])

    @rule(coder=CODERS, place=PLACES, length=st.integers(2, 30))
    def code_words(self, coder, place, length):
        codes = self.codes()
        gesture = open_desk(self.folder, "groupe").add(Span(place, place + length), codes[place % len(codes)])
        self.attempt(decide, coder, [gesture], load_codebook(self.folder)[0])

    @rule(coder=CODERS, place=PLACES, removed=st.booleans())
    def change_a_coding(self, coder, place, removed):
        desk = open_desk(self.folder, "groupe")
        if desk.codings:
            one = desk.codings[place % len(desk.codings)]
            self.attempt(
                decide, coder, [desk.remove(one) if removed else desk.move(one, Span(place, place + 9))]
            )

    @rule(coder=CODERS)
    def undo(self, coder):
        self.attempt(undo_last, coder)

    @rule(coder=CODERS)
    def redo(self, coder):
        self.attempt(redo_last, coder)

    @rule(coder=CODERS, place=PLACES, why=st.sampled_from(["", "Entendu deux fois"]))
    def add_a_code(self, coder, place, why):
        codes = self.codes()
        self.attempt(add_code, coder, NewCode(f"{codes[place % len(codes)]}/{self.new_name()}"), why=why)

    @rule(coder=CODERS, place=PLACES, why=st.sampled_from(["", "Mot des gens"]))
    def rename_a_code(self, coder, place, why):
        codes = self.codes()
        self.attempt(rename_code, coder, codes[place % len(codes)], self.new_name(), why=why)

    @rule(coder=CODERS, place=PLACES, other=PLACES)
    def move_a_code(self, coder, place, other):
        codes = self.codes()
        self.attempt(move_code, coder, codes[place % len(codes)], below=codes[other % len(codes)])

    @rule(coder=CODERS, place=PLACES, other=PLACES)
    def merge_two_codes(self, coder, place, other):
        codes = self.codes()
        self.attempt(merge_codes, coder, codes[place % len(codes)], codes[other % len(codes)])

    @rule(coder=CODERS, place=PLACES, back=st.booleans())
    def retire_a_code(self, coder, place, back):
        codes = self.codes()
        self.attempt(retire_code, coder, codes[place % len(codes)], back=back)

    @rule(coder=CODERS, place=PLACES)
    def split_a_code(self, coder, place):
        codings = open_desk(self.folder, "groupe").codings
        if codings:
            one = codings[place % len(codings)]
            facet = load_codebook(self.folder)[0].code(one.code).facet
            part = NewCode(self.new_name(), facet)
            self.attempt(split_code, coder, one.code, [part], [(one.decision_id, part.name)])

    # What must hold -------------------------------------------------------------------------------

    @invariant()
    def every_coding_has_a_decision_that_holds_and_is_of_its_coder(self):
        desk = open_desk(self.folder, "groupe")
        with self.folder.reading() as connection:
            decisions = {one.id: one for one in load_decisions(connection)}
            names = coder_names(connection)
        assert len({one.decision_id for one in desk.codings}) == len(desk.codings)
        for one in desk.codings:
            decision = decisions[one.decision_id]
            assert not decision.is_undone
            assert names[one.coder_id] == decision.coder

    @invariant()
    def every_decision_has_a_coder_and_a_place_in_order(self):
        with self.folder.reading() as connection:
            decisions = load_decisions(connection)
            edits = load_edits(connection)
        assert all(one.coder for one in (*decisions, *edits))
        numbers = [one.number for one in decisions]
        assert len(set(numbers)) == len(numbers)

    @invariant()
    def every_coding_is_words_of_the_text(self):
        desk = open_desk(self.folder, "groupe")
        for one in desk.codings:
            assert one.span.slice(desk.document.text) == one.words
            assert one.words.strip()

    @invariant()
    def every_coding_is_of_a_code_of_the_codebook(self):
        codes = set(self.codes())
        assert {one.code for one in open_desk(self.folder, "groupe").codings} <= codes

    def teardown(self):
        """Undo to the start, the last step of all first: that is the first state, and is never refused."""
        try:
            while coder := self.last_coder():
                assert not undo_last(self.folder, coder).is_nothing
            assert state_of(self.folder) == self.first
        finally:
            self.folder.engine.dispose()
            with contextlib.suppress(OSError):
                shutil.rmtree(self.home)

    def last_coder(self):
        with self.folder.reading() as connection:
            every = [*load_decisions(connection), *load_edits(connection)]
        holding = [one for one in every if not one.is_undone]
        return max(holding, key=lambda one: one.number).coder if holding else None


class TestStudy(Study.TestCase):
    """Run it."""

    settings = settings(
        max_examples=12,
        stateful_step_count=16,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
