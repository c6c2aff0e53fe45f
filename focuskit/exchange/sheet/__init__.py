"""Codings as rows of a spreadsheet, both ways."""

from focuskit.exchange.sheet.read import read_coding_sheet
from focuskit.exchange.sheet.write import write_coding_sheet

__all__ = ["read_coding_sheet", "write_coding_sheet"]
