"""The HTML report used in a real browser: a script clicks and types in a copy of the page and tells what it sees."""

import json
import re
import subprocess
from itertools import count

import pytest
from analysis.invented import DECIDED, SUGGESTED, corpus, mark, segment
from lxml import html

from focuskit.messages import speak
from focuskit.workflow.report import report_project
from reports.test_html import BROWSER, page

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
ALL = "Tous les codes"
HELP = """
const find = (id) => document.getElementById(id);
const tick = () => new Promise((done) => setTimeout(done, 0));
const shown = () => [...document.querySelectorAll("#list blockquote")].map((one) => one.textContent.slice(2, -2));
const choose = (id, value) => { find(id).value = value; find(id).dispatchEvent(new Event("change")); };
const write = (words) => { find("search").value = words; find("search").dispatchEvent(new Event("input")); };
"""
"""What the scripts of the tests are written with."""
FRAME = """<!doctype html><body><iframe src="%s" width="%d" height="900"></iframe><pre id="told"></pre>
<script>addEventListener("message", (event) => document.getElementById("told").textContent = event.data)</script>"""


@pytest.fixture(scope="module")
def made():
    speak("fr")
    return corpus(
        segment("FG1 équipe.docx", 1, "Le bio, c'est cher.", mark("alimentaire"), mark("frein/cout"), who="P1"),
        segment("FG1 équipe.docx", 2, "On répare nous-mêmes.", mark("circulaire", DECIDED), who="P2", start=200),
        segment("FG2.docx", 1, "Trop cher, le bio.", mark("alimentaire", DECIDED), mark("frein/cout", DECIDED), who="P3"),
        segment("FG2.docx", 2, "On s'arrange.", mark("levier/reseau", SUGGESTED), who="P3", start=300),
    )  # fmt: skip


@pytest.fixture
def rapport(made, tmp_path):
    return page(tmp_path, made)


_numbers = count()


def run(path, tmp_path, *options):
    """Let the browser open a page; return what its DOM is in the end, and the addresses it asked for."""
    log = tmp_path / f"net{next(_numbers)}.json"
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'browser'}",
        f"--log-net-log={log}", "--allow-file-access-from-files", "--virtual-time-budget=10000", "--dump-dom",
        *options, path.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, timeout=240)
    asked = re.findall(r'"url":"([^"]+)"', log.read_text(encoding="utf-8", errors="replace"))
    return html.document_fromstring(done.stdout.decode("utf-8")), asked


def drive(path, tmp_path, script, *, width=None):
    """Run a script (the body of an asynchronous function) in a copy of the page; return what it returns."""
    ending = f"<script>(async () => {{{HELP}{script}}})().then((seen) => TELL(JSON.stringify(seen)))</script></body>"
    own = 'const TELL = (text) => { const made = document.createElement("pre"); made.id = "told"; made.textContent = text; document.body.append(made); }'
    tell = "const TELL = (text) => parent.postMessage(text, '*')" if width else own
    copy = tmp_path / "copie.html"
    source = path.read_text(encoding="utf-8")
    assert source.count("</body>") == 1
    copy.write_text(source.replace("</body>", f"<script>{tell}</script>{ending}"), encoding="utf-8")
    if width:
        framed = tmp_path / "cadre.html"
        framed.write_text(FRAME % (copy.name, width), encoding="utf-8")
        copy = framed
    dom, _ = run(copy, tmp_path)
    return json.loads(dom.get_element_by_id("told").text_content())


def fetched(path, tmp_path):
    """Return the addresses asked for, without those that the browser asks for itself."""
    _, asked = run(path, tmp_path)
    return {
        one for one in asked if re.match("https?:|wss?:", one) and not re.search("google|gvt1|chrom", one)
    }


def test_the_page_asks_the_network_for_nothing(rapport, tmp_path):
    other = tmp_path / "autre.html"
    other.write_text("<body><img src='http://127.0.0.1:9/x.png'></body>", encoding="utf-8")
    assert fetched(other, tmp_path) == {"http://127.0.0.1:9/x.png"}
    assert fetched(rapport, tmp_path) == set()


def test_the_policy_of_the_page_stops_what_would_be_fetched(rapport, tmp_path):
    script = """
    const stopped = [];
    document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
    try { await fetch("https://example.invalid/"); } catch (fault) { /* what is to happen */ }
    const image = new Image(); image.src = "https://example.invalid/x.png"; document.body.append(image);
    await new Promise((done) => setTimeout(done, 200));
    return stopped.sort();"""
    assert drive(rapport, tmp_path, script) == ["connect-src", "img-src"]


def test_filters_by_theme_person_and_group_combine(rapport, tmp_path):
    script = """
    find("show").click();
    const seen = [shown()];
    choose("code", "frein"); seen.push(shown());
    choose("person", "P3"); seen.push(shown());
    choose("document", "FG1 équipe.docx"); seen.push(shown(), find("count").textContent);
    choose("person", ""); seen.push(shown());
    choose("code", ""); seen.push(shown());
    find("decided").click(); seen.push(shown());
    document.querySelector("#filters [type=reset]").click(); await tick(); seen.push(shown().length);
    return seen;"""
    bio, repair, dear, manage = (
        "Le bio, c'est cher.", "On répare nous-mêmes.", "Trop cher, le bio.", "On s'arrange.",
    )  # fmt: skip
    assert drive(rapport, tmp_path, script) == [
        [bio, repair, dear, manage],
        [bio, dear],
        [dear],
        [],
        "Aucun extrait.",
        [bio],
        [bio, repair],
        [repair],
        4,
    ]


def test_words_are_looked_for_without_accents_or_capitals(rapport, tmp_path):
    script = """
    find("show").click();
    write("REPARE"); const found = shown();
    write("introuvable"); const none = [shown(), find("count").textContent];
    write("s’arrange"); return [found, none, shown()];"""
    assert drive(rapport, tmp_path, script) == [
        ["On répare nous-mêmes."],
        [[], "Aucun extrait."],
        ["On s'arrange."],
    ]


CLICK_ALL = """
const wrong = []; let n = 0;
for (const button of document.querySelectorAll("td button[data-codes]")) {
  button.click();
  while (!find("more").hidden) find("more").click();
  const cell = button.closest("td"), head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent;
  const told = Number(button.textContent.replace(/[\\u202f\\u00a0]/g, "").match(/^\\d+/)[0]);
  const segments = /segment/i.test(head) || /segments/.test(cell.closest("table").caption.textContent);
  const more = Number((find("count").textContent.match(/(\\d+)\\sde plus/) || [0, 0])[1]);
  if (segments && told !== shown().length + more) wrong.push([button.dataset.codes, told, shown().length]);
  if (!segments && !shown().length && !more) wrong.push([button.dataset.codes, told]);
  if (segments) n += 1;
}
return [n, wrong];"""


def test_every_number_of_segments_opens_as_many_quotations(rapport, tmp_path):
    n, wrong = drive(rapport, tmp_path, CLICK_ALL)
    assert n >= 5
    assert wrong == []


def test_every_number_of_the_sample_study_opens_as_many_quotations(sample_study, tmp_path):
    speak("fr")
    path = report_project(sample_study, tmp_path / "rapport.html").path
    n, wrong = drive(path, tmp_path, CLICK_ALL)
    assert n > 100
    assert wrong == []


def test_entries_of_the_contents_lead_to_their_headings(rapport, tmp_path):
    script = """
    const seen = [];
    for (const link of document.querySelectorAll("nav a")) {
      const heading = document.querySelector(link.hash);
      seen.push(heading !== null && /^H[23]$/.test(heading.tagName) && heading.textContent.includes(link.textContent.trim().split(" ").at(-1)));
    }
    const links = [...document.querySelectorAll("main a")];
    return [seen.length, seen.every(Boolean), links.every((one) => document.querySelector(one.hash) !== null)];"""
    n, headings, references = drive(rapport, tmp_path, script)
    assert n > 5
    assert headings
    assert references


def test_the_keyboard_alone_opens_and_closes_the_quotations(rapport, tmp_path):
    script = """
    const button = document.querySelector("td button[data-codes]");
    const reachable = [...document.querySelectorAll("button, select, input, a")].every((one) => one.tabIndex >= 0);
    button.focus(); button.click();
    const inside = find("panel").contains(document.activeElement) && !find("panel").hidden;
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    return [reachable, inside, find("panel").hidden, document.activeElement === button];"""
    assert drive(rapport, tmp_path, script) == [True, True, True, True]


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_is_wider_than_the_screen(rapport, tmp_path, width):
    script = """
    const wide = () => Math.max(0, document.documentElement.scrollWidth - innerWidth);
    const before = wide(); find("show").click();
    return [innerWidth, before, wide(), find("panel").getBoundingClientRect().width <= innerWidth];"""
    assert drive(rapport, tmp_path, script, width=width) == [width, 0, 0, True]
