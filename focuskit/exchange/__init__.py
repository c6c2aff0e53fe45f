"""Other people's files, both ways."""

from focuskit.exchange.plain_text import exported_names, write_texts

__all__ = ["exported_names", "write_texts"]
