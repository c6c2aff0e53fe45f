"""Who spoke how much: one bar per person, the moderator apart, silent people shown as silent."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.messages import say
from focuskit.reports.figures.style import INK, QUIET, SERIES, Picture, develop, drawing, entitle
from focuskit.reports.wording import listed, number, percent

_ROW_CM = 0.75


@dataclass(frozen=True, slots=True)
class PersonBar:
    """A person of a document: words and turns there; ``is_counted`` is false for who asks or observes."""

    person: str
    n_words: int
    n_turns: int
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Participation:
    """The people of one document, in the order to show."""

    title: str
    people: tuple[PersonBar, ...]


def draw_participation(values: Participation, name: str) -> Picture:
    """Draw the words of each person, with their share of all words and their turns beside the bar."""
    total = sum(one.n_words for one in values.people)
    with drawing(16, 2.6 + max(1, len(values.people)) * _ROW_CM) as figure:
        axes = figure.subplots()
        highest = max((one.n_words for one in values.people), default=0) or 1
        for place, one in enumerate(values.people):
            face, hatch = (SERIES[0], None) if one.is_counted else ("white", "////")
            axes.barh(place, one.n_words, 0.62, color=face, edgecolor=QUIET, hatch=hatch, linewidth=0.6)
            beside = one.n_words + highest * 0.012
            axes.text(beside, place, _told(one, total), va="center", fontsize=8, color=INK)
        axes.set_yticks(range(len(values.people)), [_label(one) for one in values.people])
        axes.set_ylim(max(1, len(values.people)) - 0.5, -0.5)
        axes.set_xlim(0, highest * 1.45)
        axes.set_xlabel(say("picture.words"))
        axes.xaxis.set_major_formatter(lambda value, _: number(round(value)))
        entitle(axes, values.title)
        return develop(figure, name, values.title, describe_participation(values))


def _label(one: PersonBar) -> str:
    return one.person if one.is_counted else say("picture.not_counted", person=one.person)


def _told(one: PersonBar, total: int) -> str:
    if not one.n_turns:
        return say("picture.silent")
    share = percent(one.n_words / total) if total else "–"
    return say("picture.share_and_turns", n=one.n_turns, share=share, turns=number(one.n_turns))


def describe_participation(values: Participation) -> str:
    """Say how many people spoke, who most, and who not at all."""
    total = sum(one.n_words for one in values.people)
    heard = sorted((one for one in values.people if one.n_turns), key=lambda one: -one.n_words)
    silent = [one.person for one in values.people if not one.n_turns]
    if not heard:
        return say("picture.nobody_spoke")
    shares = listed([f"{_label(one)} ({percent(one.n_words / total)})" for one in heard[:3]])
    told = say("picture.participation_alt", n=len(heard), shown=number(len(heard)), shares=shares)
    return told if not silent else f"{told} {say('picture.silent_people', people=listed(silent))}"
