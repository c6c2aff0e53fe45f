"""The same invariants with a colleague at work on a copy: copies merged, snapshots taken and restored."""

import shutil
import sys
from importlib import util
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from focuskit.model.spans import Span
from focuskit.store import open_project
from focuskit.store.decisions import load_decisions
from focuskit.store.snapshot_rows import load_rows
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.merge import merge_copy
from focuskit.workflow.snapshot import restore_project, take_snapshot
from focuskit.workflow.steps import redo_last, undo_last


def load_neighbour(name):
    """Load a test file beside this one: tests are no package."""
    spec = util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


alone = load_neighbour("test_invariants")
COLLEAGUES = st.sampled_from(["Ana", "Léo"])


def rows_of(folder):
    with folder.reading() as connection:
        return load_rows(connection)


class SharedStudy(alone.Study):
    """A study of which a colleague has a copy."""

    def __init__(self):
        super().__init__()
        self.unknown = set()
        self.part()

    def part(self):
        """Give the colleague a copy of the study as it is now."""
        self.folder.engine.dispose()
        shutil.rmtree(self.home / "copy", ignore_errors=True)
        shutil.copytree(self.folder.path, self.home / "copy")
        self.other = open_project(self.home / "copy")

    @rule()
    def a_new_copy_is_made(self):
        self.other.engine.dispose()
        self.part()

    @rule(
        coder=COLLEAGUES,
        place=alone.PLACES,
        kind=st.sampled_from(["accept", "reject", "add", "remove", "move"]),
    )
    def the_colleague_decides(self, coder, place, kind):
        desk, span = open_desk(self.other, "groupe"), Span(place, place + 6)
        offered, codings = desk.open_suggestions(), desk.codings
        if kind == "add":
            codes = [one.name for one in alone.load_codebook(self.other)[0].codes]
            decide(self.other, coder, [desk.add(span, codes[place % len(codes)])])
        elif kind in {"accept", "reject"} and offered:
            decide(self.other, coder, [getattr(desk, kind)(offered[place % len(offered)])])
        elif kind in {"remove", "move"} and codings:
            one = codings[place % len(codings)]
            decide(self.other, coder, [desk.remove(one) if kind == "remove" else desk.move(one, span)])

    @rule(coder=COLLEAGUES, back=st.booleans())
    def the_colleague_undoes_or_redoes(self, coder, back):
        steps = {one.step for one in alone_edits(self.other)}
        with self.other.reading() as connection:
            own = [one for one in load_decisions(connection) if one.coder == coder]
        if own and not steps & {one.step for one in own}:
            (undo_last if back else redo_last)(self.other, coder)

    @rule()
    def the_copy_is_merged_once_and_twice(self):
        done = merge_copy(self.folder, self.other.path)
        self.unknown |= {code for code, _ in done.unknown_codes}
        once = rows_of(self.folder)
        assert not merge_copy(self.folder, self.other.path).is_saved
        assert rows_of(self.folder) == once

    @rule()
    def a_snapshot_makes_the_same_project(self):
        take_snapshot(self.folder, self.home / "snap")
        shutil.rmtree(self.home / "again", ignore_errors=True)
        restore_project(self.home / "snap", self.home / "again")
        assert rows_of(open_project(self.home / "again")) == rows_of(self.folder)

    @invariant()
    def every_coding_is_of_a_code_of_the_codebook(self):
        """Codes that a merge told to be unknown here are kept with their codings."""
        if not self.unknown:
            super().every_coding_is_of_a_code_of_the_codebook()


def alone_edits(folder):
    with folder.reading() as connection:
        return alone.load_edits(connection)


class TestSharedStudy(SharedStudy.TestCase):
    """Run it."""

    settings = settings(
        max_examples=6,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
