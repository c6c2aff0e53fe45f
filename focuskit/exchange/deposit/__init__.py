"""A study as files for a data archive: texts, codings, codebook, people, documentation, checksums."""

from focuskit.exchange.deposit.bag import bag_faults, pack_bag, read_bag, write_bag
from focuskit.exchange.deposit.files import files_of

__all__ = ["bag_faults", "files_of", "pack_bag", "read_bag", "write_bag"]
