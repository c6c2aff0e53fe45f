"""The parts that hold what comments say, who says it, who answers, and what is resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import quoteattr

from focuskit.exchange.word.marks import Numbered
from focuskit.exchange.word.names import paragraph_id
from focuskit.exchange.word.runs import paragraph, run
from focuskit.exchange.word.styles import DECLARATION, NAMESPACES
from focuskit.model.word_comments import WordReply
from focuskit.xml_words import writable

_SIGN = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or a reply as the file says it.

    ``paragraphs`` identify its lines; ``parent`` is the last paragraph of the comment it answers, ``None``
    for a comment.
    """

    number: int
    lines: tuple[str, ...]
    paragraphs: tuple[str, ...]
    author: str
    at: str | None
    initials: str
    parent: str | None
    resolved: bool


def compose_remarks(comments: Iterable[Numbered], version_id: str) -> tuple[tuple[Remark, ...], ...]:
    """Return what each comment says, its replies after it."""
    n_paragraphs = 0
    made = []
    for one in comments:
        comment = one.comment
        first = WordReply("\n".join(comment.codes), comment.author, comment.at, comment.initials)
        thread: list[Remark] = []
        for number, by in zip(one.numbers, (first, *comment.replies), strict=True):
            lines = tuple(by.text.split("\n"))
            identifiers = tuple(paragraph_id(version_id, n_paragraphs + n) for n in range(len(lines)))
            n_paragraphs += len(lines)
            parent = thread[0].paragraphs[-1] if thread else None
            thread.append(
                Remark(number, lines, identifiers, by.author, by.at, by.initials, parent, comment.resolved)
            )
        made.append(tuple(thread))
    return tuple(made)


def clock_of(at: str | None) -> str | None:
    """Return an ISO date and time as Word writes it: its clock to the second; ``None`` if it is none."""
    try:
        moment = datetime.fromisoformat(at or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=None, microsecond=0).isoformat()


def remarks_xml(remarks: Iterable[Remark]) -> str:
    """Return the part of the comments."""
    return f"{DECLARATION}<w:comments {NAMESPACES}>{''.join(map(_remark, remarks))}</w:comments>"


def threads_xml(remarks: Iterable[Remark]) -> str:
    """Return the part that tells which comment answers which, and what is resolved."""
    entries = "".join(
        f'<w15:commentEx w15:paraId="{remark.paragraphs[-1]}"'
        + (f' w15:paraIdParent="{remark.parent}"' if remark.parent else "")
        + f' w15:done="{int(remark.resolved)}"/>'
        for remark in remarks
    )
    return f"{DECLARATION}<w15:commentsEx {NAMESPACES}>{entries}</w15:commentsEx>"


def _remark(remark: Remark) -> str:
    clock = clock_of(remark.at)
    date = f' w:date="{clock}Z"' if clock else ""
    initials = f" w:initials={quoteattr(writable(remark.initials))}" if remark.initials else ""
    author = quoteattr(writable(remark.author))
    content = "".join(_lines(remark))
    return f'<w:comment w:id="{remark.number}" w:author={author}{date}{initials}>{content}</w:comment>'


def _lines(remark: Remark) -> Iterator[str]:
    """Yield the paragraphs of a comment; tabs become spaces: LibreOffice drops them there."""
    for place, (line, identifier) in enumerate(zip(remark.lines, remark.paragraphs, strict=True)):
        words = run(line.replace("\t", " "))
        yield paragraph("CommentText", (_SIGN if place == 0 else "") + words, identifier=identifier)
