from __future__ import annotations

from .support import read_as, turns


def noscribe(*turns: tuple[int, int, str, str]) -> str:
    anchors = "".join(
        f'<p><a name="ts_{start}_{end}_{code}">{code}: <span>[00:00:0{start // 1000}]</span> {words}</a></p>'
        for start, end, code, words in turns
    )
    return f"<html><head><title>t</title></head><body><p>Groupe</p><p>Transcribed with noScribe vers. 0.7</p>{anchors}</body></html>"


def test_anchors_give_times_to_the_millisecond(tmp_path):
    result = read_as(tmp_path, "a.html", noscribe((120, 980, "S00", "Oui ?"), (1000, 2500, "S01", "Non.")))
    assert turns(result) == [("S00", "Oui ?"), ("S01", "Non.")]
    assert [(turn.start_ms, turn.end_ms) for turn in result.transcript.turns] == [(120, 980), (1000, 2500)]


def test_speech_over_speech_is_a_turn_where_it_was_heard(tmp_path):
    result = read_as(
        tmp_path,
        "a.html",
        noscribe((0, 900, "S01", "Je dis //S02: Ah oui. // que non."), (1000, 2000, "S02", "Bon.")),
    )
    assert turns(result) == [("S01", "Je dis"), ("S02", "Ah oui."), ("S01", "que non."), ("S02", "Bon.")]


def test_blocks_are_lines_and_scripts_are_no_words(tmp_path):
    text = "<body><script>var x = 1</script><div>Nadia : le\n  bio<br>Malik : non</div><p>Nadia : si &amp; toujours</p></body>"
    result = read_as(tmp_path, "a.html", text)
    assert turns(result) == [("Nadia", "le bio"), ("Malik", "non"), ("Nadia", "si & toujours")]
