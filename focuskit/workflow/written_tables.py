"""Tables with what researchers wrote in sheets: framework and consensus; and any other table by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from focuskit.analysis.consensus import tabulate_consensus
from focuskit.analysis.framework import tabulate_framework
from focuskit.store import ProjectFolder
from focuskit.workflow.consensus import load_consensus
from focuskit.workflow.framework import load_framework
from focuskit.workflow.table import FoundTable, conditions_of, find_table, load_counted, table_of_frame
from focuskit.workflow.table_registry import checked_axis
from focuskit.workflow.table_request import TableRequest


def find_any_table(folder: ProjectFolder, request: TableRequest) -> FoundTable:
    """Build any table of a project; see `focuskit.workflow.table.find_table`."""
    if request.name == "framework":
        corpus = load_counted(folder, request)
        by = checked_axis(corpus, request.rows or "document")
        cells = load_framework(folder, corpus, by, request.level)
        return table_of_frame(tabulate_framework(corpus, cells), corpus, request)
    if request.name == "consensus":
        corpus = load_counted(folder, request)
        frame = tabulate_consensus(load_consensus(folder, corpus).propositions)
        return table_of_frame(frame, corpus, request)
    return find_table(folder, request)


def find_asked_table(
    folder: ProjectFolder,
    name: str,
    *,
    where: Mapping[str, str | Sequence[str]] | None = None,
    columns: str | Sequence[str] = (),
    level: str | None = None,
    **asked: Any,  # noqa: ANN401 (fields of the request, of many types)
) -> FoundTable:
    """Build one table by name; see `TableRequest`, whose fields ``asked`` are; ``level`` is top or all."""
    request = TableRequest(
        name,
        conditions_of(where),
        columns=(columns,) if isinstance(columns, str) else tuple(columns),
        level=0 if level == "top" else None,
        **asked,
    )
    return find_any_table(folder, request)
