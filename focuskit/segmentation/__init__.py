"""Turns to segments: one module per method."""

from focuskit.segmentation.sentences import METHOD, segment_turns

__all__ = ["METHOD", "segment_turns"]
