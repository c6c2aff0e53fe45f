"""The HTML report: whole in one file, safe, and every number opens its quotations in a real browser."""

import json
import re
import shutil
import subprocess
from urllib.parse import quote

import pytest
from analysis.invented import SUGGESTED, corpus, mark, refusing, segment
from lxml import html

from focuskit.messages import speak
from focuskit.reports import write_report
from focuskit.reports.verification import find_passages, read_html_report
from reports.test_report import context, study, texts

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
NEVER = "</script><script>document.title='pris'</script>"


def page(tmp_path, made, name="rapport.html"):
    path = tmp_path / name
    write_report(made, path, context(made))
    return path


def data_of(path):
    return json.loads(html.parse(str(path)).getroot().get_element_by_id("data").text)


def test_the_page_asks_for_nothing_outside(tmp_path):
    root = html.parse(str(page(tmp_path, study()))).getroot()
    for element in root.iter():
        for name in ("src", "href", "action", "data"):
            value = element.get(name) if isinstance(element.tag, str) else None
            assert value is None or value.startswith(("#", "data:image/svg+xml;base64,"))
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none';")


def test_no_heading_of_the_page_stands_above_nothing(tmp_path):
    root = html.parse(str(page(tmp_path, study()))).getroot()
    headings = [one for one in root.xpath("//main/*") if one.tag in {"h2", "h3", "h4"}]
    assert headings
    empty = [
        one.text_content()
        for one in headings
        if one.getnext() is None or (one.getnext().tag in {"h2", "h3", "h4"} and one.getnext().tag <= one.tag)
    ]
    assert empty == []


def test_the_same_study_gives_the_same_page(tmp_path):
    assert page(tmp_path, study()).read_bytes() == page(tmp_path, study(), "b.html").read_bytes()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_in_the_language_of_the_report_and_says_what_is_undecided(tmp_path, language):
    speak(language)
    root = html.parse(str(page(tmp_path, study()))).getroot()
    assert root.get("lang") == language
    assert root.xpath("//p[@class='working']")


def test_every_quotation_of_the_page_is_word_for_word_in_its_text(tmp_path):
    made = study()
    passages = find_passages(iter(read_html_report(page(tmp_path, made)).paragraphs))
    known = texts(made)
    assert passages
    assert all(
        any(one.words in text for name, text in known.items() if name in one.source) for one in passages
    )


def test_words_of_a_transcript_cannot_become_markup_or_script(tmp_path):
    made = corpus(segment("FG2.docx", 1, f"Ben {NEVER} <b>cher</b> & trop", mark("frein", SUGGESTED)))
    path = page(tmp_path, made)
    assert b"<script>document.title" not in path.read_bytes()
    assert data_of(path)[0][1] == f"Ben {NEVER} <b>cher</b> & trop"


def test_codes_above_and_missing_transitions_are_keys_of_a_quotation(tmp_path):
    rows = data_of(page(tmp_path, study()))
    assert rows[0][0] == ["alimentaire", "frein/cout", "frein"]
    assert rows[1][0] == ["frein", "sans_transition"]


def test_of_who_refused_to_be_quoted_only_codes_are_in_the_page(tmp_path):
    path = page(tmp_path, study(attributes=refusing("P1")))
    assert [len(row) for row in data_of(path)] == [1, 8, 8]
    assert "vingt-huit" not in path.read_text(encoding="utf-8")


def test_cells_with_a_count_open_what_they_count_and_zeros_open_nothing(tmp_path):
    root = html.parse(str(page(tmp_path, study()))).getroot()
    rows = data_of(tmp_path / "rapport.html")
    buttons = root.xpath("//td/button")
    assert buttons
    for button in buttons:
        codes = button.get("data-codes").split()
        first = re.match(r"\d+", button.text_content())
        found = sum(all(code in row[0] for code in codes) for row in rows)
        assert found
        if "segments" in "".join(button.xpath("ancestor::table/caption//text()")):
            assert int(first.group()) == found


def browse(path, tmp_path, codes):
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'browser'}",
        "--virtual-time-budget=4000", "--dump-dom", f"{path.as_uri()}#codes={quote(codes)}",
    ]  # fmt: skip
    shown = subprocess.run(command, check=True, capture_output=True, timeout=120)
    return html.document_fromstring(shown.stdout.decode("utf-8"))


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_in_a_browser_a_crossing_shows_its_quotations_and_tells_how_many_are_not_shown(tmp_path):
    made = corpus(
        segment("FG2.docx", 1, f"Le bio, {NEVER}", mark("alimentaire"), mark("frein/cout"), who="P1"),
        segment("FG2.docx", 2, "Trop cher, le bio.", mark("alimentaire"), mark("frein"), who="P2", start=200),
        segment("FG2.docx", 3, "On s'arrange.", mark("levier/reseau"), who="P3", start=300),
        attributes=refusing("P2"),
    )
    root = browse(page(tmp_path, made), tmp_path, "alimentaire frein")
    assert root.get_element_by_id("panel").get("hidden") is None
    assert [one.text_content() for one in root.xpath("//div[@id='list']//blockquote")] == [
        f"«\N{NO-BREAK SPACE}Le bio, {NEVER}\N{NO-BREAK SPACE}»"
    ]
    told = root.get_element_by_id("count").text_content()
    assert told.startswith("1\N{NO-BREAK SPACE}extrait – ")
    assert "1 de plus" in told
    assert root.xpath("//title/text()") == ["Étude d'essai"]
