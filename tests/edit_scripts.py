"""Random edit scripts over the invented transcripts: words keep their identity, so the truth is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from focuskit.model.spans import Span
from focuskit.transcripts import InputFile, read_transcript

SAMPLE = Path(__file__).parents[1] / "transcripts_sample"
INSERTED = (
    "Enfin je crois que c'est surtout une question d'habitude.",
    "Oui.",
    "Il y a aussi le compost au fond de la cour, on en parle peu.",
    "Et puis le bio, c'est trop cher pour nous.",
    "D'accord.",
)
NAMES = ("Solenn", "Yannick", "Fatou", "Bernard", "Odette", "Malo")
LETTERS = "abcdeéèilmnorstu"


@dataclass(frozen=True)
class Word:
    """A word that keeps its identity whatever happens to its letters; ``home`` is ``None`` if inserted."""

    home: int | None
    letters: str


Sentence = list[Word]


@dataclass
class Turn:
    """What one speaker says, sentence by sentence."""

    label: str
    sentences: list[Sentence]


def sample_turns(name: str) -> list[Turn]:
    transcript = read_transcript(InputFile(SAMPLE / name, name)).transcript
    turns: list[Turn] = []
    home = 0
    for turn in transcript.turns:
        sentences: list[Sentence] = [[]]
        for letters in turn.span.slice(transcript.text).split():
            sentences[-1].append(Word(home, letters))
            home += 1
            if letters[-1] in ".?!…":
                sentences.append([])
        turns.append(Turn(turn.label, [sentence for sentence in sentences if sentence]))
    return turns


def lay_out(turns: list[Turn]) -> tuple[str, dict[int, Span], list[tuple[Span, int | None]]]:
    """Return the text, the span of each word that has a home, and all words in order."""
    text: list[str] = []
    at = 0
    places: dict[int, Span] = {}
    words: list[tuple[Span, int | None]] = []
    for turn in turns:
        for word in (word for sentence in turn.sentences for word in sentence):
            span = Span(at, at + len(word.letters))
            words.append((span, word.home))
            if word.home is not None:
                places[word.home] = span
            text.append(word.letters + " ")
            at = span.end + 1
        if turn.sentences:
            text[-1] = text[-1][:-1] + "\n"
    return "".join(text)[:-1], places, words


def as_file(turns: list[Turn]) -> str:
    """Write turns as a researcher types them: ``Name : words``, a blank line between turns."""
    return "\n\n".join(f"{turn.label} : {lay_out([turn])[0]}" for turn in turns) + "\n"


def edit(turns: list[Turn], random: Random, n_edits: int) -> list[Turn]:
    """Apply a random script to turns; no word changes its identity.

    Typos, words taken out, sentences put in and taken out, paragraphs moved, a speaker renamed everywhere, a
    turn given to another speaker.
    """
    edited = [Turn(turn.label, [list(sentence) for sentence in turn.sentences]) for turn in turns]
    for _ in range(n_edits):
        kind = random.choice(["typo"] * 6 + ["insert", "delete", "word", "move", "rename", "give"])
        turn = random.choice([turn for turn in edited if turn.sentences])
        if kind == "move":
            edited.remove(turn)
            edited.insert(random.randrange(len(edited) + 1), turn)
        elif kind == "rename":
            rename(edited, turn.label, f"{random.choice(NAMES)} {random.choice(NAMES)}")
        elif kind == "give":
            turn.label = random.choice(edited).label
        else:
            edit_words(turn, kind, random)
    return edited


def edit_words(turn: Turn, kind: str, random: Random) -> None:
    sentence = random.choice(turn.sentences)
    place = random.randrange(len(sentence))
    if kind == "typo":
        sentence[place] = Word(sentence[place].home, misspell(sentence[place].letters, random))
    elif kind == "insert":
        words = [Word(None, letters) for letters in random.choice(INSERTED).split()]
        turn.sentences.insert(random.randrange(len(turn.sentences) + 1), words)
    elif kind == "delete" and len(turn.sentences) > 1:
        turn.sentences.remove(sentence)
    elif kind == "word" and len(sentence) > 3:
        del sentence[place]


def rename(turns: list[Turn], old: str, new: str) -> None:
    for turn in turns:
        if turn.label == old:
            turn.label = new


def misspell(letters: str, random: Random) -> str:
    if len(letters) < 5:
        return letters
    place = random.randrange(1, len(letters) - 2)
    changed = random.choice(LETTERS)
    return random.choice(
        [
            letters[:place] + changed + letters[place + 1 :],
            letters[:place] + letters[place + 1 :],
            letters[:place] + changed + letters[place:],
            letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :],
        ]
    )


def codings(turns: list[Turn], random: Random, n: int) -> list[list[int]]:
    """Return codings as the words they hold: parts of a turn, whole sentences or any words of it."""
    found: list[list[int]] = []
    for _ in range(n):
        turn = random.choice(turns).sentences
        if random.random() < 0.6:
            first = random.randrange(len(turn))
            words = [
                word for sentence in turn[first : random.randrange(first, len(turn)) + 1] for word in sentence
            ]
        else:
            words = [word for sentence in turn for word in sentence]
            first = random.randrange(len(words))
            words = words[first : random.randrange(first, len(words)) + 1]
        found.append([word.home for word in words])
    return found
