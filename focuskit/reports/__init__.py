"""From findings to files: Word, Excel, CSV, Markdown, JSON."""

from focuskit.reports.context import ReportContext
from focuskit.reports.report import write_report
from focuskit.reports.tables import TABLES, build_table
from focuskit.reports.text_tables import render_table, write_csv
from focuskit.reports.verify import verify_report
from focuskit.reports.workbook import write_xlsx

__all__ = [
    "TABLES",
    "ReportContext",
    "build_table",
    "render_table",
    "verify_report",
    "write_csv",
    "write_report",
    "write_xlsx",
]
