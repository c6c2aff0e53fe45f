"""The body of a written transcript: title, turns with the signs of their comments, codebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby

from focuskit.exchange.word.ledger import shown_head
from focuskit.exchange.word.marks import Numbered, comment_signs
from focuskit.exchange.word.names import END_BOOKMARK, question_bookmark, turn_bookmark
from focuskit.exchange.word.runs import bookmark, paragraph, run
from focuskit.exchange.word.styles import (
    DECLARATION,
    INK,
    LINE,
    NAMESPACES,
    PALE,
    TEXT_TWIPS,
    section_xml,
)
from focuskit.model.word_comments import WordCode, WordLabels, WordTranscript, WordTurn

_WIDTHS = (2700, 2685, 3800)
_INDENT = 170
_EDGE = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
_STRAIGHT = '<w:i w:val="0"/>'


def document_xml(transcript: WordTranscript, comments: Sequence[Numbered], labels: WordLabels) -> str:
    """Return the main part."""
    body = "".join(
        (
            paragraph("Title", run(transcript.title)),
            paragraph("Note", run(labels.how_to)) if labels.how_to else "",
            *_turns(transcript, comment_signs(comments, transcript, 0), len(comments)),
            *_codebook(transcript.codes, labels, len(comments) + 2 * len(transcript.turns)),
        )
    )
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{section_xml()}</w:body></w:document>"


def _turns(
    transcript: WordTranscript, signs: Mapping[int, Mapping[int, str]], n_bookmarks: int
) -> Iterator[str]:
    numbers = count(n_bookmarks)
    asked = None
    for turn in transcript.turns:
        if turn.question is not None and turn.question != asked:
            name = question_bookmark(turn.number)
            yield paragraph("Question", bookmark(name, next(numbers), run(turn.question)))
        asked = turn.question
        words = _words(turn.text, signs.get(turn.number, {}))
        content = _head(turn) + bookmark(turn_bookmark(turn.number, turn.text), next(numbers), words)
        yield paragraph("ModeratorTurn" if turn.is_moderator else "Turn", content)


def _head(turn: WordTurn) -> str:
    """Return the runs above the words: who speaks in bold, when in grey, the end of their line."""
    shown = shown_head(turn)
    if not shown:
        return ""
    straight = _STRAIGHT if turn.is_moderator else ""
    time = len(" ".join((turn.time or "").split()))
    split = len(shown) - time if time else len(shown)
    return (
        run(shown[:split], f'<w:rStyle w:val="Speaker"/>{straight}')
        + run(shown[split:], f'<w:rStyle w:val="TurnTime"/>{straight}')
        + "<w:r><w:br/></w:r>"
    )


def _words(text: str, signs: Mapping[int, str]) -> str:
    """Return the runs of a turn's words, cut where signs stand."""
    pieces, done = [], 0
    for offset in sorted(signs):
        pieces += [run(text[done:offset]), signs[offset]]
        done = offset
    return "".join((*pieces, run(text[done:])))


def _codebook(codes: Sequence[WordCode], labels: WordLabels, number: int) -> Iterator[str]:
    if not codes:
        return
    yield paragraph("Heading1", bookmark(END_BOOKMARK, number, run(labels.codebook)))
    if labels.codebook_note:
        yield paragraph("Note", run(labels.codebook_note))
    rows = [_head_row((labels.column_label, labels.column_name, labels.column_definition))]
    for facet, members in groupby(codes, key=lambda code: code.facet):
        if facet:
            looks = f'<w:b/><w:color w:val="{INK}"/>'
            rows.append(_row([_cell(run(facet, looks), TEXT_TWIPS, fill=PALE, span=len(_WIDTHS))]))
        rows += [_code_row(code) for code in members]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_TWIPS}" w:type="dxa"/><w:tblBorders><w:top {_EDGE}/>'
        f"<w:bottom {_EDGE}/><w:insideH {_EDGE}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="80" '
        'w:type="dxa"/><w:bottom w:w="45" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    yield paragraph("Normal", "")


def _head_row(names: Sequence[str]) -> str:
    looks = '<w:b/><w:color w:val="FFFFFF"/>'
    cells = (_cell(run(name, looks), width, fill=INK) for name, width in zip(names, _WIDTHS, strict=True))
    return _row(tuple(cells), head=True)


def _code_row(code: WordCode) -> str:
    label, name, definition = _WIDTHS
    return _row(
        (
            _cell(run(code.label, "" if code.depth else "<w:b/>"), label, depth=code.depth),
            _cell(run(code.name, '<w:rStyle w:val="CodeName"/>'), name),
            _cell(run(code.definition), definition),
        )
    )


def _row(cells: Sequence[str], *, head: bool = False) -> str:
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, *, fill: str = "", span: int = 1, depth: int = 0) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    indent = f'<w:ind w:left="{depth * _INDENT}"/>' if depth else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shade}</w:tcPr>'
        f"{paragraph('Cell', content, indent)}</w:tc>"
    )
