"""Opening a review: which document a coder finds on the desk first."""

from __future__ import annotations

from focuskit.errors import UsageError
from focuskit.store import ProjectFolder, read_settings
from focuskit.workflow.decide import current_coder
from focuskit.workflow.disagreements import list_disagreements
from focuskit.workflow.reading_place import recall_place
from focuskit.workflow.review import Review
from focuskit.workflow.review_load import list_reviewed
from focuskit.workflow.tag import load_codebook


def open_review(
    folder: ProjectFolder, document: str | None = None, coder: str | None = None, *, disputed: bool = False
) -> Review:
    """Put a document on the desk; see `Review`.

    Parameters
    ----------
    document
        ``None``: the one this coder left; else the first with an open proposal or, for ``disputed``, with an
        open disagreement; else the first.
    coder
        ``None``: the one remembered, if there is one.

    Raises
    ------
    UsageError
        If there is no such document, or none at all; for ``disputed``, if nobody disagrees.
    """
    name = current_coder(folder, coder) if coder or read_settings(folder.path).coder else ""
    if disputed:
        found = list_disagreements(folder, load_codebook(folder)[0], document=document, is_settled=False)
        if not found:
            raise UsageError("review.no_disagreements")
        document = document or found[0].document
    return Review(folder, document or _last_document(folder, name) or _first_document(folder), name)


def _last_document(folder: ProjectFolder, coder: str) -> str:
    place = recall_place(folder, coder)
    return next((one.name for one in list_reviewed(folder) if place and one.name == place[0]), "")


def _first_document(folder: ProjectFolder) -> str:
    documents = list_reviewed(folder)
    if not documents:
        raise UsageError("review.no_documents")
    return next((one.name for one in documents if one.n_open), documents[0].name)
