"""Invented transcripts with comments, and edits by hand of the files they become."""

import zipfile
from dataclasses import replace

from lxml import etree

from focuskit.archive import pack, unpack
from focuskit.exchange.word import read_word_transcript, write_word_transcript
from focuskit.model.word_comments import (
    WordCode,
    WordComment,
    WordLabels,
    WordReply,
    WordTranscript,
    WordTurn,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LABELS = WordLabels(
    "fr",
    "Pour coder, commentez des mots : un code par ligne.",
    "Grille de codage",
    "Copiez le nom d'un code dans un commentaire.",
    "Libellé",
    "Code à copier",
    "Définition",
)
CODES = (
    WordCode("Transition alimentaire", "alimentaire", "Manger autrement.", "Transition"),
    WordCode("Produire", "alimentaire/production", "Jardins, potagers.", "Transition", 1),
    WordCode("Coût", "frein/cout", "Ce qui est dit trop cher.", "Frein", 1),
)
TURNS = (
    WordTurn(1, "Animatrice", True, "00:00:04", None, "Qu’est-ce qui se fait ici\u00a0?"),
    WordTurn(
        2, "P1", False, "00:00:12", "Ici", "Le potager  partagé,\net la\tcantine. Grâce aux partenaires."
    ),
    WordTurn(3, "P2", False, None, "Ici", "Le bio, c’est trop cher. [rires]"),
    WordTurn(4, "P1", False, "00:01:07", "Ici", "Mm."),
    WordTurn(7, "", False, None, "Le bâtiment", " L’isolation : pas le temps "),
)


def comment(key, words, codes=("frein/cout",), *, until=None, turns=TURNS, **values):
    """Return a comment on words of a turn, or from them to words of a later turn."""
    first = next(turn for turn in turns if words in turn.text)
    last = first if until is None else next(turn for turn in turns if until in turn.text)
    end = last.text.index(until or words) + len(until or words)
    made = WordComment(
        key,
        first.number,
        first.text.index(words),
        last.number,
        end,
        codes,
        "Claire Morvan",
        "2026-03-05T14:03:00",
        "CM",
    )
    return replace(made, **values)


COMMENTS = (
    comment("0b1e8a52-7a3c-5d4e-9f60-718293a4b5c6", "potager  partagé", ("alimentaire/production",)),
    comment(
        "c2", "partagé,\net la\tcantine", ("alimentaire", "projection"), author="Hugo Petit", initials="HP"
    ),
    comment("clé é", "partenaires", ("levier/reseau",), until="trop cher", at="2026-03-05T15:00:00+01:00"),
    comment("c4", "c’est trop cher", at=None),
    comment(
        "c5", "c’est trop cher", ("frein/cout", "imaginaire"), author="Hugo Petit", at="2026-04-01T08:00:00"
    ),
    comment(
        "c6",
        "pas le temps",
        ("frein/temps",),
        replies=(WordReply("D’accord.\nÀ garder\u00a0!", "Hugo Petit", "2026-03-06T09:00:00", "HP"),),
        resolved=True,
    ),
)
TRANSCRIPT = WordTranscript("groupes/fg1 é.docx", "Groupe de La Grange", "v-1", TURNS, COMMENTS, CODES)


def written(path, transcript=TRANSCRIPT):
    """Write a transcript and return its path."""
    write_word_transcript(path, transcript, LABELS)
    return path


def there_and_back(path, transcript=TRANSCRIPT):
    """Write a transcript and return what is read."""
    return read_word_transcript(written(path, transcript))


def parts(path):
    """Return the members of a file."""
    return unpack(path.read_bytes())


def edit(path, change, part="word/document.xml"):
    """Let a function change the root of a part."""
    members = parts(path)
    root = etree.fromstring(members[part])
    change(root)
    members[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    path.write_bytes(pack(members))
    return path


def without(path, *names):
    """Take members out of a file, and the relations to them."""
    members = {name: one for name, one in parts(path).items() if name not in names}
    path.write_bytes(pack(members))
    return path


def find(root, local, /, **attributes):
    """Return the first element of a local name with these attributes."""
    return next(
        one
        for one in root.iter(W + local)
        if all(one.get(W + key) == value for key, value in attributes.items())
    )


def sign_of(root, bookmark):
    """Return the identifier of the comment whose bookmark has this name."""
    mark = find(root, "bookmarkStart", name=bookmark)
    return mark.getnext().find(f"{W}commentReference").get(W + "id")


def signs(root, number):
    """Return start, end and the run of the reference of a comment."""
    reference = find(root, "commentReference", id=number).getparent()
    return find(root, "commentRangeStart", id=number), find(root, "commentRangeEnd", id=number), reference


def by_key(read):
    """Return the comments read by key."""
    return {one.key: one for one in (*read.comments, *read.outside)}


def is_as_written(one):
    """Tell whether a comment read is in everything what was written."""
    was = one.written
    return was is not None and (
        one.key,
        one.anchor,
        one.codes,
        one.author,
        one.at,
        one.initials,
        one.replies,
        one.resolved,
        one.has_same_words,
    ) == (was.key, was.anchor, was.codes, was.author, was.at, was.initials, was.replies, was.resolved, True)


def packed(path, members):
    """Write an archive with ordinary means."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
