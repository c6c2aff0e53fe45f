"""Group and alone, structures, waves, quotes, portraits."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from analysis.invented import CODES, DECIDED, corpora, corpus, mark, segment
from focuskit.analysis.group_alone import compare_group_and_alone, people_compared
from focuskit.analysis.portrait import portray, portray_theme
from focuskit.analysis.quotes import quote
from focuskit.analysis.structures import compare_structures
from focuskit.analysis.waves import compare_waves, find_waves

GROUP, ALONE = "FG2.docx", "E1.txt"


def has(one, code):
    return any(m.code == code or m.code.startswith(f"{code}/") for m in one.marks)


@pytest.fixture
def study():
    return corpus(
        segment(GROUP, 1, "Cher, oui.", mark("frein/cout"), who="Léa", turn=3, ms=65_000),
        segment(GROUP, 2, "Du temps.", mark("levier/temps", DECIDED), who="Léa", turn=4),
        segment(GROUP, 3, "Le réseau.", mark("levier/reseau"), who="Marc", turn=5),
        segment(ALONE, 1, "Très cher.", mark("frein/cout"), who="Léa"),
        segment(ALONE, 2, "On a agi.", mark("action"), who="Léa"),
        attributes={"Léa": (("structure", "école"),), "Marc": (("structure", "école"),)},
    )


def test_each_theme_of_a_person_is_in_the_group_alone_or_in_both(study):
    frame = compare_group_and_alone(study)
    assert people_compared(study) == ("Léa",)
    assert dict(zip(frame["code"], frame["where"], strict=True)) == {
        "levier": "group",
        "levier/temps": "group",
        "frein": "both",
        "frein/cout": "both",
        "action": "interview",
    }
    row = frame.set_index("code").loc["frein/cout"]
    assert row["group_quotations"] == "« Cher, oui. » (Léa, FG2.docx:3, 0:01:05, suggéré)"
    assert row["interview_quotations"] == "« Très cher. » (Léa, E1.txt:1, suggéré)"


@given(corpora())
@settings(max_examples=30)
def test_group_and_alone_are_counted_by_hand(study):
    frame = compare_group_and_alone(study)
    for row in frame.to_dict("records"):
        own = [o for o in study.segments if o.participant == row["participant"] and has(o, row["code"])]
        assert row["group_segments"] == sum(one.kind == "focus_group" for one in own)
        assert row["interview_segments"] == sum(one.kind == "interview" for one in own)
    kinds = {who: {o.kind for o in study.segments if o.participant == who} for who in ("P1", "P2", "P3")}
    both = {who for who, found in kinds.items() if {"focus_group", "interview"} <= {str(k) for k in found}}
    assert set(people_compared(study)) == both


def test_members_of_a_structure_stand_side_by_side_with_their_contradictions():
    grid_study = corpus(
        segment(GROUP, 1, "Le temps aide.", mark("levier/temps", DECIDED), who="Léa"),
        segment(GROUP, 2, "Pas le temps.", mark("frein/temps", DECIDED), who="Marc"),
        attributes=dict.fromkeys(("Léa", "Marc"), (("structure", "école"),)),
    )
    code = replace(CODES[-4], name="frein/temps", facet="frein")
    book = grid_study.codebook
    grid_study = replace(grid_study, codebook=replace(book, codes=(*book.codes, code)))
    frame = compare_structures(grid_study).set_index("code")
    row = frame.loc["levier/temps"]
    assert (row["n_members"], row["n_saying"], row["not_saying"]) == (2, 1, "Marc")
    assert (row["opposite_by"], bool(row["contradiction"])) == ("Marc: frein/temps", True)
    assert row["side_by_side"] == "Léa: « Le temps aide. » (Léa, FG2.docx:1)\nMarc: –"
    assert not frame.loc["levier", "contradiction"]


def test_a_structure_of_one_has_nobody_to_compare_with():
    lonely = corpus(
        segment(GROUP, 1, "Un.", mark("action"), who="Léa"), attributes={"Léa": (("structure", "a"),)}
    )
    assert compare_structures(lonely).empty


def waves_of(study, **waves):
    documents = [
        replace(one, attributes=(("vague", waves[one.name[:2]]),)) if one.name[:2] in waves else one
        for one in study.documents
    ]
    return replace(study, documents=tuple(documents))


def test_only_people_present_in_both_waves_are_compared_and_losses_are_listed(study):
    two = waves_of(study, FG="1", E1="2")
    assert find_waves(two).kept == ("Léa",)
    assert find_waves(two).lost == (("1", ()), ("2", ("Marc",)))
    frame = compare_waves(two).set_index("code")
    assert tuple(frame.loc["frein", ["persons_compared", "1: persons", "2: persons"]]) == (1, 1, 1)
    assert frame.loc["action", "appears_for"] == "Léa"
    assert frame.loc["levier/temps", "gone_for"] == "Léa"
    assert "levier/reseau" not in frame.index


def test_one_wave_is_nothing_to_compare(study):
    assert compare_waves(waves_of(study, FG="1")).empty


def test_a_cell_of_quotes_has_the_words_with_their_origin_decided_first(study):
    frame = quote(study, most=1).set_index("code")
    assert frame.loc["levier", GROUP] == "« Du temps. » (Léa, FG2.docx:4)\n(+1)"
    assert frame.loc["levier", ALONE] == ""
    assert "circulaire" not in frame.index


@given(corpora())
@settings(max_examples=30)
def test_all_verbatims_are_told_where_all_are_asked_for(study):
    for row in quote(study, "person", most=0).to_dict("records"):
        for who in {one.participant for one in study.segments}:
            own = [one for one in study.segments if one.participant == who and has(one, row["code"])]
            assert row[who].count("« des mots. »") == len(own)


def test_a_portrait_tells_the_themes_of_whom_is_left(study):
    frame = portray(study)
    assert list(frame["code"][:2]) == ["levier", "levier/reseau"]
    assert frame.set_index("code").loc["frein", "documents"] == 2


def test_a_theme_is_followed_through_every_person_zeros_included(study):
    frame = portray_theme(study, "levier")
    told = list(frame[["document", "participant", "segments", "of_segments"]].itertuples(index=False))
    assert [tuple(one) for one in told] == [(GROUP, "Léa", 1, 2), (GROUP, "Marc", 1, 1), (ALONE, "Léa", 0, 2)]


@given(corpora())
@settings(max_examples=30)
def test_structures_and_waves_are_recounted_slowly(drawn):
    people = tuple(
        replace(one, attributes=(("structure", "a" if one.participant < "P3" else "b"),))
        for one in drawn.people
    )
    study = waves_of(replace(drawn, people=people), FG="1", E1="2")
    for row in compare_structures(study).to_dict("records"):
        saying = {o.participant for o in study.segments if has(o, row["code"])} & {"P1", "P2"}
        assert row["structure"] == "a"
        assert row["n_saying"] == len(saying)
        assert set(filter(None, row["not_saying"].split(", "))) == {"P1", "P2"} - saying
    wave = {one.name: dict(one.attributes).get("vague") for one in study.documents}
    there = {w: {o.participant for o in study.people if wave[o.document] == w} for w in "12"}
    kept = there["1"] & there["2"]
    for row in compare_waves(study).to_dict("records"):
        said = {
            w: [
                o.participant
                for o in study.segments
                if wave[o.document] == w and o.participant in kept and has(o, row["code"])
            ]
            for w in "12"
        }
        assert row["persons_compared"] == len(kept)
        assert (row["1: persons"], row["2: segments"]) == (len(set(said["1"])), len(said["2"]))
        assert set(filter(None, row["gone_for"].split(", "))) == set(said["1"]) - set(said["2"])


@given(corpora())
@settings(max_examples=30)
def test_portraits_are_recounted_slowly(study):
    for row in portray(study).to_dict("records"):
        own = [one for one in study.segments if has(one, row["code"])]
        assert (row["segments"], row["documents"]) == (len(own), len({one.document for one in own}))
    for row in portray_theme(study, "frein").to_dict("records"):
        own = [
            one
            for one in study.segments
            if (one.document, one.participant) == (row["document"], row["participant"])
        ]
        assert (row["segments"], row["of_segments"]) == (sum(has(o, "frein") for o in own), len(own))
