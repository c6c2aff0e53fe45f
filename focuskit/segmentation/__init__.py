"""Turns to segments: one module per method, and what was cut by hand."""

from focuskit.segmentation.by_hand import HandCuts, apply_hand_cuts, find_hand_cuts, follow_text
from focuskit.segmentation.sentences import METHOD, segment_turns

__all__ = ["METHOD", "HandCuts", "apply_hand_cuts", "find_hand_cuts", "follow_text", "segment_turns"]
