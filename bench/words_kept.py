"""Words of the 28 Word interviews that are in the stored text or were set aside as label, time or header.

The words of a file are counted from its XML, independently of focuskit's reader: every ``w:t`` outside
deletions, one space at each paragraph, break and tab.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree
from measure import interviews

from focuskit.transcripts import InputFile, read_transcript

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD = re.compile(r"\w+")
TARGET = 0.995


def raw_words(path: Path) -> Counter[str]:
    """Count the words of the document part, whoever reads it."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    pieces = []
    for node in root.iter():
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag in {f"{W}p", f"{W}br", f"{W}tab", f"{W}cr"}:
            pieces.append(" ")
    return Counter(WORD.findall("".join(pieces)))


def main() -> None:
    total = kept = 0
    fewest = None
    for path in interviews():
        transcript = read_transcript(InputFile(path, path.name)).transcript
        assert transcript is not None, path.name
        assert len(transcript.speakers) >= 2, path.name
        ours = Counter(WORD.findall(transcript.text))
        for aside in transcript.asides:
            ours.update(WORD.findall(aside.text))
        raw = raw_words(path)
        missing = raw - ours
        total += raw.total()
        kept += raw.total() - missing.total()
        share = 1 - missing.total() / raw.total()
        fewest = min(share, fewest or 1)
        if missing:
            print(f"{path.name}: {share:.3%}, missing {dict(missing.most_common(8))}")
    print(
        f"28 interviews: {kept} of {total} words kept, {kept / total:.3%}; "
        f"lowest {fewest:.3%} (at least {TARGET:.1%})"
    )


main()
