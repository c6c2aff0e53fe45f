"""Whom a report is for: it decides what stands beside a quotation, and what is left out."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Readers of a report.

    `SPONSOR` and `PUBLICATION` see the attributes that the settings name beside quotations. `PARTICIPANTS`,
    to whom results are given back, see none, and nothing that was said in an interview only.
    """

    SPONSOR = "commanditaire"
    PARTICIPANTS = "participants"
    PUBLICATION = "publication"
