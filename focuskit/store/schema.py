"""The tables of ``project.db``. Spans are half-open, in code points of a text version; times in ms.

A coding is known by its decision: in each version of a text it is a row of ``coding`` (``words`` are its
slice, ``old_words`` what they were before a correction changed them) or, where a correction left it no
place, a row of ``orphan`` (``start``, ``end`` and ``words`` are those of ``from_version_id``).

Decisions are numbered in the order they were taken; those of one gesture share ``step`` and are undone
together. ``target`` is the decision whose coding was removed or moved; ``facts`` holds the rows taken out,
as long as they are out (see `focuskit.store.coding_rows`). ``turned_at`` tells when a decision was undone or
redone last, ``changed_at`` when a memo was changed, taken back or brought again last; empty if never.

A row of ``codebook_edit`` is one change of the codebook, among decisions by its ``number``; the decisions of
the same step let codings follow, ``facts`` is what putting suggestions and memos back needs. ``rereading``
holds the documents it asks to read again.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = "0006"
metadata = MetaData()


def _owner(target: str) -> Column[str]:
    name = target.partition(".")[0]
    return Column(f"{name}_id", ForeignKey(target, ondelete="CASCADE"), nullable=False)


project = Table(
    "project",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("name", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("kind_is_set", Integer, nullable=False, server_default="0"),
    Column("source_sha256", String, nullable=False),
    Column("text_version_id", String, nullable=False),
)

document_attribute = Table(
    "document_attribute",
    metadata,
    _owner("document.id"),
    Column("name", String, nullable=False),
    Column("value", Text, nullable=False),
    Column("position", Integer, nullable=False),
)

text_version = Table(
    "text_version",
    metadata,
    Column("id", String, primary_key=True),
    _owner("document.id"),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("source_sha256", String, nullable=False, server_default=""),
    Column("source_name", String, nullable=False, server_default=""),
    UniqueConstraint("document_id", "number"),
)

participant = Table(
    "participant",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pseudonym", String, nullable=False, unique=True),
    Column("attributes", JSON, nullable=False),
    Column("presences", JSON, nullable=False),
)

speaker = Table(
    "speaker",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner("document.id"),
    Column("label", String),
    Column("position", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("pseudonym", String, nullable=False),
    Column("attributes", JSON, nullable=False),
    Column("participant_id", ForeignKey("participant.id", ondelete="SET NULL")),
    UniqueConstraint("document_id", "label"),
)

turn = Table(
    "turn",
    metadata,
    _owner("text_version.id"),
    Column("number", Integer, nullable=False),
    Column("speaker_id", ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("start_ms", Integer),
    Column("end_ms", Integer),
    Column("question", Text),
    UniqueConstraint("text_version_id", "number"),
    CheckConstraint('start >= 0 AND "end" >= start'),
)

segmentation = Table(
    "segmentation",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner("text_version.id"),
    Column("method", String, nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("is_current", Integer, nullable=False),
)

segment = Table(
    "segment",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner("segmentation.id"),
    Column("number", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    UniqueConstraint("segmentation_id", "number"),
    CheckConstraint('start >= 0 AND "end" >= start'),
)

codebook_version = Table(
    "codebook_version",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    Column("fingerprints", JSON, nullable=False),
)

tagging = Table(
    "tagging",
    metadata,
    Column("segmentation_id", ForeignKey("segmentation.id", ondelete="CASCADE"), primary_key=True),
    Column("fingerprints", JSON, nullable=False),
)

suggestion = Table(
    "suggestion",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner("segmentation.id"),
    Column("segment", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("state", String, nullable=False),
    Column("score", Float),
    Column("codebook_version", ForeignKey("codebook_version.number"), nullable=False),
    Column("evidence", JSON, nullable=False),
    UniqueConstraint("segmentation_id", "segment", "code"),
)

coder = Table(
    "coder",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
)

decision = Table(
    "decision",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("at", String, nullable=False),
    _owner("text_version.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("replacement", String),
    Column("origin", String),
    Column("codebook_version", ForeignKey("codebook_version.number")),
    Column("undone_by", ForeignKey("decision.id")),
    Column("number", Integer, nullable=False, server_default="0"),
    Column("step", String, nullable=False, server_default=""),
    Column("target", String),
    Column("undone", Integer, nullable=False, server_default="0"),
    Column("facts", JSON, nullable=False, server_default="{}"),
    Column("turned_at", String, nullable=False, server_default=""),
)

coding = Table(
    "coding",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner("text_version.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("decision_id", ForeignKey("decision.id"), nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    Column("old_words", Text),
)

orphan = Table(
    "orphan",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner("text_version.id"),
    Column("from_version_id", ForeignKey("text_version.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("decision_id", ForeignKey("decision.id"), nullable=False),
    Column("words", Text, nullable=False),
)

guide_match = Table(
    "guide_match",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner("text_version.id"),
    Column("turn", Integer, nullable=False),
    Column("question", String, nullable=False),
    Column("state", String, nullable=False),
    Column("score", Float),
    UniqueConstraint("text_version_id", "turn"),
)

memo = Table(
    "memo",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("about", JSON, nullable=False),
    Column("words", Text, nullable=False),
    Column("step", String, nullable=False, server_default=""),
    Column("undone", Integer, nullable=False, server_default="0"),
    Column("changed_at", String, nullable=False, server_default=""),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner("document.id"),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("segments", JSON),
    Column("sees_suggestions", Integer, nullable=False, server_default="0"),
    Column("at", String, nullable=False),
    UniqueConstraint("document_id", "coder_id"),
)

codebook_edit = Table(
    "codebook_edit",
    metadata,
    Column("step", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("code", String, nullable=False),
    Column("targets", JSON, nullable=False),
    Column("renamed", JSON, nullable=False),
    Column("introduced", JSON, nullable=False),
    Column("before", ForeignKey("codebook_version.number"), nullable=False),
    Column("after", ForeignKey("codebook_version.number"), nullable=False),
    Column("undone", Integer, nullable=False, server_default="0"),
    Column("facts", JSON, nullable=False, server_default="{}"),
)

rereading = Table(
    "rereading",
    metadata,
    Column("step", ForeignKey("codebook_edit.step"), primary_key=True),
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String, primary_key=True),
    Column("segments", JSON),
    Column("done_at", String),
)

written_cell = Table(
    "written_cell",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("step", String, nullable=False),
    Column("sheet", String, nullable=False),
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE")),
    Column("case_key", String, nullable=False),
    Column("column_key", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("undone", Integer, nullable=False, server_default="0"),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("event", String, nullable=False),
    Column("facts", JSON, nullable=False),
)

problem = Table(
    "problem",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", String, nullable=False),
    Column("line", Integer),
    Column("severity", String, nullable=False),
    Column("key", String, nullable=False),
    Column("facts", JSON, nullable=False),
)

Index("suggestion_by_segmentation", suggestion.c.segmentation_id)
Index("turn_by_version", turn.c.text_version_id)
Index("segment_by_segmentation", segment.c.segmentation_id)
Index("coding_by_version", coding.c.text_version_id)
Index("orphan_by_version", orphan.c.text_version_id)
Index("decision_by_version", decision.c.text_version_id)
Index("written_cell_by_sheet", written_cell.c.sheet)
Index("decision_by_number", decision.c.number)
Index("coding_by_decision", coding.c.decision_id)
Index("orphan_by_decision", orphan.c.decision_id)
Index("decision_by_target", decision.c.target)
