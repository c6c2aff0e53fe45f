"""The notebooks: executed from clean, and their committed outputs are those of the run."""

import json
import re

import nbformat
import pytest

from notebook_runs import FOLDER, NOTEBOOKS, STUDY, readable, run

# What jupyter_client says of its own transport, and of event loops, is no fault of the notebooks.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:jupyter_client"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:nbclient"),
    pytest.mark.filterwarnings("ignore::ResourceWarning:zmq"),
]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Return a folder in which the first notebook makes the study and the others find it."""
    return tmp_path_factory.mktemp("etude")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_clean_and_its_outputs_are_those_committed(path, study, monkeypatch):
    monkeypatch.setenv(STUDY, str(study))
    assert readable(run(path)) == readable(nbformat.read(path, as_version=4)), (
        "python tests/notebook_runs.py writes the outputs again"
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_outputs_in_order_and_nothing_of_a_machine(path):
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = json.dumps([cell.outputs for cell in cells])
    assert sum(bool(cell.outputs) for cell in cells) >= len(cells) - 1
    assert not re.search(r"/tmp/|/home/|/root/|stderr|Traceback|Warning", outputs)  # noqa: S108 (looked for)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_text_of_a_notebook_holds_no_figure_that_a_cell_should_compute(path):
    notebook = nbformat.read(path, as_version=4)
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    without_titles = re.sub(r"(?m)^# \d\. .*$|\[.*?\]\(.*?\)", "", words)
    assert not re.search(r"\d", without_titles)


def test_there_are_the_three_notebooks():
    names = [path.name for path in NOTEBOOKS]
    assert [name[0] for name in names] == ["1", "2", "3"]
    assert all((FOLDER / name).is_file() for name in names)
