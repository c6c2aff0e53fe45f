"""Consents in tables: what is doubtful is told with its line, and never taken for an agreement."""

from focuskit.model.consent import ConsentUse, consent_to
from focuskit.transcripts import InputFile, Reading, read_participants, read_transcript


def people(folder, text):
    path = folder / "participants.csv"
    path.write_text(text, encoding="utf-8")
    return read_participants(path)


def told(result):
    return [(one.key, one.line, one.severity.value, dict(one.facts)) for one in result.problems]


def test_an_unclear_answer_is_told_with_its_line_and_is_no_consent(tmp_path):
    result = people(tmp_path, "pseudonym,consentement citation\nAnne,oui\nZoé,sauf la fin\nLéo,non\n")
    assert told(result) == [("consent.unclear", 3, "warning", {"column": "consentement citation"})]
    answers = [consent_to(one.attributes, ConsentUse.QUOTATION) for one in result.participants]
    assert answers == [True, False, False]


def test_people_without_an_answer_are_told_with_their_lines_but_for_the_team(tmp_path):
    result = people(
        tmp_path,
        "pseudonym,role,consent_archive\nAnne,participant,oui\nZoé,,\nM,moderator,\nO,observateur,\nAnne,,\n",
    )
    facts = {"column": "consent_archive", "n": "1", "lines": "3"}
    assert told(result) == [("consent.empty", None, "warning", facts)]


def test_a_column_that_nobody_filled_asks_nothing(tmp_path):
    assert told(people(tmp_path, "pseudonym,consent_archive\nAnne,\nZoé,\n")) == []


def test_dates_alone_and_columns_without_a_use_are_told(tmp_path):
    result = people(
        tmp_path,
        "pseudonym,consent_training,consentement,consent_image\nAnne,2025-03-12,oui,oui\nZoé,12/03/2025,oui,non\n",
    )
    assert told(result) == [
        ("consent.dated", None, "note", {"column": "consent_training", "n": "2", "lines": "2, 3"}),
        ("consent.general", None, "note", {"column": "consentement"}),
        ("consent.no_use", None, "note", {"column": "consent_image"}),
    ]


def test_of_two_rows_on_one_person_the_most_cautious_answer_holds(tmp_path):
    for rows in ("Anne,oui\nAnne,non\n", "Anne,non\nAnne,oui\n"):
        result = people(tmp_path, f"pseudonym,consent_quotation\n{rows}")
        assert result.participants[0].attributes == (("consent_quotation", "non"),)
        assert told(result) == [("consent.contradiction", 3, "warning", {"column": "consent_quotation"})]


def test_a_table_of_answers_tells_its_consents_too(tmp_path):
    path = tmp_path / "réponses.csv"
    path.write_text(
        "id,réponse,Consentement à être cité\nR1,On trie.,oui\nR2,On composte.,bof\nR3,Rien.,\n", "utf-8"
    )
    result = read_transcript(InputFile(path, path.name), Reading())
    kept = [(one.key, one.line) for one in result.problems if one.key.startswith("consent.")]
    assert kept == [("consent.unclear", 3), ("consent.empty", None)]


def test_one_respondent_on_two_rows_has_the_most_cautious_answer(tmp_path):
    path = tmp_path / "réponses.csv"
    path.write_text("id,réponse,consent_citation\nR1,On trie.,oui\nR1,On composte.,non\n", "utf-8")
    transcript = read_transcript(InputFile(path, path.name), Reading()).transcript
    attributes = dict(transcript.speakers[0].attributes)
    assert attributes["consent_citation"] == "non"
