"""Files → text → speaker turns: one module per format."""

from __future__ import annotations

from focuskit.transcripts.formats import read_transcript
from focuskit.transcripts.inputs import TRANSCRIPT_SUFFIXES, InputListing, find_inputs
from focuskit.transcripts.participants import ParticipantsTable, read_participants
from focuskit.transcripts.reading import InputFile, Reading, ReadResult
from focuskit.transcripts.speakers import RecognisedRole, recognise_role

__all__ = [
    "TRANSCRIPT_SUFFIXES",
    "InputFile",
    "InputListing",
    "ParticipantsTable",
    "ReadResult",
    "Reading",
    "RecognisedRole",
    "find_inputs",
    "read_participants",
    "read_transcript",
    "recognise_role",
]
