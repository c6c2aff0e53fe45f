"""Time of ``focuskit --help`` against ``python -c "import click"``."""

import sys

from measure import focuskit, seconds

floor = seconds([sys.executable, "-c", "import click"], repeat=21)
ours = seconds(focuskit("--help"), repeat=21)
print(f"import click {floor:.3f} s, focuskit --help {ours:.3f} s: {ours / floor:.2f} times (at most 2.5)")
