"""Tables: built from the coded corpus, rendered or written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from focuskit.errors import UsageError
from focuskit.reports import build_table, render_table, write_csv, write_xlsx
from focuskit.store import ProjectFolder
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.tag import load_codebook
from focuskit.writing import write_whole


def load_table(folder: ProjectFolder, name: str) -> pd.DataFrame:
    """Build one table (``themes``, ``crossing``, ``quotations``) of a project."""
    codebook, _ = load_codebook(folder)
    return build_table(name, load_corpus(folder, codebook))


def table_text(folder: ProjectFolder, name: str, form: str) -> str:
    """Build one table and render it as ``csv``, ``md`` or ``json``."""
    return render_table(load_table(folder, name), name, form)


def write_table(folder: ProjectFolder, name: str, form: str, path: Path) -> Path:
    """Build one table and write it to a file.

    Raises
    ------
    UsageError
        If the path is a folder.
    OutputError
        If it cannot be written.
    """
    if path.is_dir():
        raise UsageError("error.output_is_folder", path=str(path))
    if form == "xlsx":
        codebook, _ = load_codebook(folder)
        write_xlsx(load_corpus(folder, codebook), path, only=name)
    elif form == "csv":
        write_csv(load_table(folder, name), path)
    else:
        write_whole(path, table_text(folder, name, form).encode("utf-8"))
    return path
