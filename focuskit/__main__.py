"""``python -m focuskit``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from focuskit.cli import run_command_line  # noqa: PLC0415 (``import focuskit.__main__`` does nothing)

    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
