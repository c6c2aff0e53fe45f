import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from focuskit import messages
from focuskit.messages import say, say_in_report, speak, system_language
from focuskit.messages.french import set_as_french

FOLDER = Path(messages.__file__).parent
DOMAINS = sorted(path.stem for path in (FOLDER / "fr").glob("*.po"))
PACKAGE = FOLDER.parent


def catalogue(language, domain):
    with (FOLDER / language / f"{domain}.po").open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: message
            for message in read_po(file)
            if message.id
        }


def strings(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_sentences_with_the_same_facts(domain):
    french, english = catalogue("fr", domain), catalogue("en", domain)
    assert french.keys() == english.keys()
    for key, message in french.items():
        facts = [set(re.findall(r"{(\w+)", " ".join(strings(one)))) for one in (message, english[key])]
        assert facts[0] == facts[1], key


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("domain", DOMAINS)
def test_no_key_stands_twice_in_a_catalogue(language, domain):
    source = (FOLDER / language / f"{domain}.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', source, re.MULTILINE)
    assert keys
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_is_that_of_the_source(language, domain):
    with (FOLDER / language / f"{domain}.mo").open("rb") as file:
        compiled = {
            message.id if isinstance(message.id, str) else message.id[0]: strings(message)
            for message in read_mo(file)
            if message.id
        }
    assert compiled == {key: strings(message) for key, message in catalogue(language, domain).items()}


def test_every_key_named_in_the_program_has_a_sentence():
    known = {key for domain in DOMAINS for key in catalogue("fr", domain)}
    pattern = re.compile(rf'"((?:{"|".join(DOMAINS)})\.[a-z_]+)"')
    named = {key for path in PACKAGE.rglob("*.py") for key in pattern.findall(path.read_text("utf-8"))} - {
        "codebook.yaml",
        "report.docx",
    }
    assert named
    assert named <= known


@pytest.mark.parametrize(
    ("locale", "language"),
    [("fr_FR.UTF-8", "fr"), ("en_GB.UTF-8", "en"), ("C.UTF-8", "fr"), ("", "fr"), ("de_DE", "fr")],
)
def test_the_language_of_the_system_is_english_only_where_it_says_so(monkeypatch, locale, language):
    monkeypatch.setenv("LANG", locale)
    assert system_language() == language


def test_a_sentence_takes_singular_and_plural():
    speak("en")
    assert say("cli.documents", n=1) == "1 document"
    assert say("cli.documents", n=0) == "0 documents"
    speak("fr")
    assert say("cli.documents", n=0) == "0 document"


def test_an_unknown_key_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        say("cli.no_such_sentence")


IN_REPORTS = ("report", "table", "agree", "finding", "coreq", "picture", "page")
"""Catalogues whose sentences stand in a report."""
UNFRENCH = {
    "a straight apostrophe": r"\w'\w",
    "a breaking space before a high mark": r" [:;!?»%](?!\w)",
    "a breaking space behind an opening mark": r"« |«\w",
    "no space before a closing mark": r"\w»",
    "a stroke with breaking spaces": r" / ",
}


@pytest.mark.parametrize("domain", IN_REPORTS)
@pytest.mark.parametrize("fault", UNFRENCH)
def test_what_stands_in_a_french_report_is_set_as_french_is(domain, fault):
    found = [
        (key, one)
        for key, message in catalogue("fr", domain).items()
        for one in strings(message)
        if re.search(UNFRENCH[fault], one)
    ]
    assert found == []


@pytest.mark.parametrize("fault", UNFRENCH)
def test_what_the_report_tells_of_problems_is_set_as_french_is(fault):
    sentences = [one for message in catalogue("fr", "problem").values() for one in strings(message)]
    assert [one for one in map(set_as_french, sentences) if re.search(UNFRENCH[fault], one)] == []


def test_words_put_into_a_sentence_of_a_report_keep_their_signs():
    speak("fr")
    told = say_in_report("problem.mistyped_role", written="l'Enquête : ça ?", meant="d'eux !")
    assert "«\N{NO-BREAK SPACE}l'Enquête : ça ?\N{NO-BREAK SPACE}»" in told
    assert "d'eux !" in told
    assert "l’étiquette" in told
