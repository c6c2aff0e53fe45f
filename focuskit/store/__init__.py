"""The project folder: its database (the only SQL), its settings file, its lock."""

from focuskit.store.documents import (
    DocumentFigures,
    ImportOutcome,
    document_figures,
    load_documents,
    save_transcript,
)
from focuskit.store.folder import ProjectFolder, create_project, find_project, open_project
from focuskit.store.participants import load_participants, load_pseudonyms, save_participants
from focuskit.store.problems import load_problems, save_problems
from focuskit.store.segments import load_segments, save_segments, segmented_versions
from focuskit.store.settings_file import read_settings, update_settings
from focuskit.store.suggestions import (
    count_suggestions,
    load_suggestions,
    load_tagging_states,
    save_suggestions,
)
from focuskit.store.versions import codebook_number, load_installed_codebook, mark_installed_codebook

__all__ = [
    "DocumentFigures",
    "ImportOutcome",
    "ProjectFolder",
    "codebook_number",
    "count_suggestions",
    "create_project",
    "document_figures",
    "find_project",
    "load_documents",
    "load_installed_codebook",
    "load_participants",
    "load_problems",
    "load_pseudonyms",
    "load_segments",
    "load_suggestions",
    "load_tagging_states",
    "mark_installed_codebook",
    "open_project",
    "read_settings",
    "save_participants",
    "save_problems",
    "save_segments",
    "save_suggestions",
    "save_transcript",
    "segmented_versions",
    "update_settings",
]
