"""Verification: what any finished report quotes, looked up in the texts of the study."""

from __future__ import annotations

from focuskit.reports.verification.docx_paragraphs import FinishedReport, read_docx_report
from focuskit.reports.verification.html_paragraphs import read_html_report
from focuskit.reports.verification.matching import Matched, QuotationMatcher, QuotationState
from focuskit.reports.verification.passages import QuotedPassage, find_passages

__all__ = [
    "FinishedReport",
    "Matched",
    "QuotationMatcher",
    "QuotationState",
    "QuotedPassage",
    "find_passages",
    "read_docx_report",
    "read_html_report",
]
