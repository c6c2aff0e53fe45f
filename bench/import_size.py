"""A 300-page Word transcript imported, against python-docx reading its paragraphs; and 18,000 answers.

Both sides of the first run in one process, five times each, the fastest taken. The second imports the 18,000
written answers of the corpora (FOCUSKIT_CORPORA) in a process of its own.
"""

from __future__ import annotations

import html
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import docx

from focuskit.store import create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents

N_WORDS = 150_000
ROUNDS = 5


def write_long_transcript(path: Path) -> int:
    """Write a focus group of 150,000 words, its turns those of the sample study again and again."""
    source = Path("transcripts_sample/fg1_la_grange.docx")
    said = (one.text.replace("\xa0", " ") for one in docx.Document(str(source)).paragraphs)
    turns = [text for text in said if " : " in text]
    assert turns
    body: list[str] = []
    n_words = 0
    while n_words < N_WORDS:
        for turn in turns:
            name, _, words = (html.escape(part) for part in turn.partition(" : "))
            body.append(
                f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{name} : </w:t></w:r>'
                f"<w:r><w:t>{words} Voilà, {n_words}.</w:t></w:r></w:p>"
            )
            n_words += len(words.split()) + 2
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "word/document.xml":
                head, _, rest = content.decode().partition("<w:body>")
                tail = rest[rest.rindex("<w:sectPr") :] if "<w:sectPr" in rest else "</w:body></w:document>"
                content = f"{head}<w:body>{''.join(body)}{tail}".encode()
            new.writestr(member, content)
    return n_words


def read_paragraphs(path: Path) -> float:
    start = time.perf_counter()
    _ = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    return time.perf_counter() - start


def import_once(path: Path, folder: Path) -> float:
    create_project(folder)
    project = open_project(folder)
    start = time.perf_counter()
    done = import_documents(project, [path], Reading())
    taken = time.perf_counter() - start
    assert done.added == (path.name,), done
    return taken


def answers() -> None:
    """Import the answers in this process and tell time and memory."""
    source = next(Path(os.environ["FOCUSKIT_CORPORA"]).glob("grand_debat/*.csv"))
    with tempfile.TemporaryDirectory() as folder:
        taken = import_once(source, Path(folder) / "p")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{source.name}: import {taken:.1f} s (under 10 s), peak {peak} MB (under 600 MB)")


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "long.docx"
        n_words = write_long_transcript(path)
        import_once(path, Path(place) / "warm")
        floor = min(read_paragraphs(path) for _ in range(ROUNDS))
        ours = min(import_once(path, Path(place) / f"p{n}") for n in range(ROUNDS))
    ratio = ours / floor
    print(f"{n_words} words: import {ours:.2f} s, python-docx {floor:.2f} s, {ratio:.2f} times (at most 3)")
    sys.stdout.flush()
    if re.search(r"\S", os.environ.get("FOCUSKIT_CORPORA", "")):
        subprocess.run([sys.executable, __file__, "answers"], check=True)


answers() if sys.argv[1:] == ["answers"] else main()
