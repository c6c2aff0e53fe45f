"""What people do to the comments of a Word file, done to its XML by hand."""

from exchange.word.support import SPACE, W, edit, find, parts, signs
from lxml import etree

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
COMMENTS, THREADS = "word/comments.xml", "word/commentsExtended.xml"


def root_of(path, part=COMMENTS):
    return etree.fromstring(parts(path)[part])


def said(element):
    return "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in element.iter(W + "p"))


def number_of(path, text, author=None):
    """Return the number of the comment that says something."""
    return next(
        one.get(W + "id")
        for one in root_of(path).iter(W + "comment")
        if said(one) == text and author in {None, one.get(W + "author")}
    )


def delete(path, text, author=None):
    """Delete a comment as Word does: its signs and what it says."""
    number = number_of(path, text, author)

    def out(root):
        for one in signs(root, number):
            one.getparent().remove(one)

    edit(path, out)
    return edit(path, lambda root: root.remove(find(root, "comment", id=number)), COMMENTS)


def rewrite(path, text, *lines, author=None):
    """Give a comment other lines."""
    number = number_of(path, text, author)

    def change(root):
        comment = find(root, "comment", id=number)
        paragraphs = comment.findall(W + "p")
        last = paragraphs[-1].get(W14 + "paraId")
        for one in paragraphs:
            comment.remove(one)
        for line in lines or ("",):
            add_line(comment, line, None)
        comment[-1].set(W14 + "paraId", last)

    return edit(path, change, COMMENTS)


def add_line(comment, line, identifier):
    paragraph = etree.SubElement(comment, W + "p")
    if identifier:
        paragraph.set(W14 + "paraId", identifier)
    text = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
    text.text = line
    text.set(SPACE, "preserve")


def _new_number(path):
    return str(max((int(one.get(W + "id")) for one in root_of(path).iter(W + "comment")), default=0) + 1)


def _say(path, number, text, author, at):
    def say(root):
        comment = etree.SubElement(root, W + "comment")
        comment.set(W + "id", number)
        comment.set(W + "author", author)
        comment.set(W + "date", at)
        for line in text.split("\n"):
            add_line(comment, line, f"7{int(number):07X}")

    edit(path, say, COMMENTS)


def _split_run(run, at):
    """Cut a run of words in two; return the place between them in its paragraph."""
    text = run.find(W + "t")
    head, tail = text.text[:at], text.text[at:]
    other = etree.fromstring(etree.tostring(run))
    text.text = head
    other.find(W + "t").text = tail
    run.addnext(other)


def _run_with(root, words):
    return next(
        run
        for run in root.iter(W + "r")
        if run.find(W + "t") is not None and words in (run.find(W + "t").text or "")
    )


def comment(path, words, text, author="Claire Morvan", at="2026-03-05T14:03:00Z", until=None):
    """Add a comment on words, or from them to the end of other words."""
    number = _new_number(path)

    def put(root):
        run = _run_with(root, words)
        _split_run(run, run.find(W + "t").text.index(words))
        first = run.getnext()
        first.addprevious(etree.Element(W + "commentRangeStart", {W + "id": number}))
        last = _run_with(root, until) if until else first
        end = until or words
        _split_run(last, last.find(W + "t").text.index(end) + len(end))
        sign = etree.Element(W + "r")
        etree.SubElement(sign, W + "commentReference", {W + "id": number})
        last.addnext(sign)
        last.addnext(etree.Element(W + "commentRangeEnd", {W + "id": number}))

    edit(path, put)
    _say(path, number, text, author, at)
    return path


def reply(path, to, text, author="Hugo Petit", at="2026-03-06T09:00:00Z"):
    """Answer a comment."""
    parent, number = number_of(path, to), _new_number(path)
    identifier = find(root_of(path), "comment", id=parent).findall(W + "p")[-1].get(W14 + "paraId")

    def put(root):
        start, end, sign = signs(root, parent)
        start.addnext(etree.Element(W + "commentRangeStart", {W + "id": number}))
        other = etree.Element(W + "r")
        etree.SubElement(other, W + "commentReference", {W + "id": number})
        sign.addnext(other)
        end.addnext(etree.Element(W + "commentRangeEnd", {W + "id": number}))

    edit(path, put)
    _say(path, number, text, author, at)

    def link(root):
        values = {W15 + "paraId": f"7{int(number):07X}", W15 + "paraIdParent": identifier, W15 + "done": "0"}
        etree.SubElement(root, W15 + "commentEx", values)

    return edit(path, link, THREADS)


def resolve(path, text):
    """Mark a comment as resolved."""
    number = number_of(path, text)
    identifier = find(root_of(path), "comment", id=number).findall(W + "p")[-1].get(W14 + "paraId")

    def mark(root):
        for one in root.iter(W15 + "commentEx"):
            if one.get(W15 + "paraId") == identifier:
                one.set(W15 + "done", "1")

    return edit(path, mark, THREADS)


def move(path, text, words, author=None):
    """Put a comment on other words."""
    number = number_of(path, text, author)

    def put(root):
        start, end, sign = signs(root, number)
        run = _run_with(root, words)
        _split_run(run, run.find(W + "t").text.index(words))
        first = run.getnext()
        _split_run(first, len(words))
        first.addprevious(start)
        first.addnext(sign)
        first.addnext(end)

    return edit(path, put)


def correct(path, words, instead):
    """Type other words in the place of words that were said."""

    def put(root):
        text = _run_with(root, words).find(W + "t")
        text.text = text.text.replace(words, instead)

    return edit(path, put)


def without_paragraph(path, words):
    """Delete the paragraph that holds words."""

    def out(root):
        one = _run_with(root, words).getparent()
        while one.tag != W + "p":
            one = one.getparent()
        one.getparent().remove(one)

    return edit(path, out)
