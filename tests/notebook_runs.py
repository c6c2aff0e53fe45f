"""Running the notebooks, and writing their outputs again: ``python tests/notebook_runs.py``."""

import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = tuple(sorted(FOLDER.glob("*.ipynb")))
STUDY = "FOCUSKIT_NOTEBOOK_STUDY"
PICTURES = ("image/svg+xml", "image/png")


def run(path):
    """Execute a notebook from clean, in French, and return it with nothing of the machine in it."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=300,
        record_timing=False,
        resources={"metadata": {"path": str(FOLDER)}},
    )
    metadata = dict(notebook.metadata)
    client.execute()
    notebook.metadata = nbformat.from_dict(metadata)
    for cell in notebook.cells:
        cell.metadata.clear()
    return notebook


def readable(notebook):
    """Return what a reader sees of the outputs: words and tables, and that there is a picture."""
    return [[_seen(output) for output in cell.outputs] for cell in notebook.cells if cell.cell_type == "code"]


def _seen(output):
    if output.output_type == "stream":
        return output.name, output.text
    data = output.get("data", {})
    words = re.sub(r"<style>.*?</style>", "", data.get("text/html", ""), flags=re.DOTALL)
    return output.output_type, data.get("text/plain"), words, [form for form in PICTURES if form in data]


def main():
    """Write the outputs of all notebooks, or of those named, again."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ[STUDY] = folder
        for path in NOTEBOOKS:
            if len(sys.argv) == 1 or path.stem in sys.argv[1:]:
                nbformat.write(run(path), path)


if __name__ == "__main__":
    main()
