"""Transcripts as Word files whose comments are codings, both ways."""

from focuskit.exchange.word.plain import read_comments_of_plain_docx
from focuskit.exchange.word.read import read_word_transcript
from focuskit.exchange.word.write import write_word_transcript

__all__ = ["read_comments_of_plain_docx", "read_word_transcript", "write_word_transcript"]
