"""Training sheets: per theme, per public × competence; who did not agree to training is never quoted."""

import zipfile
from dataclasses import replace

import pytest
from analysis.invented import CODEBOOK, DECIDED, corpus, mark, segment

from focuskit.errors import UsageError
from focuskit.messages import say, speak
from focuskit.model.codebook import Code, Facet
from focuskit.reports import write_report
from focuskit.reports.blocks import Heading, MarkedPlace, Paragraph, Quotation, TableBlock
from focuskit.reports.compose import compose_report
from focuskit.reports.training_sheet import METHODS
from reports.test_report import context

PUBLICS = replace(
    CODEBOOK,
    facets=(*CODEBOOK.facets, Facet("public", "De qui parle-t-on ?"), Facet("apprentissage", "Compétences et formation")),
    codes=(
        *CODEBOOK.codes,
        Code("habitants", "public", "Habitants", "On parle d'habitants."),
        Code("formateurs", "public", "Formateurs"),
        Code("apprentissage", "apprentissage", "Compétences et formation"),
        Code("apprentissage/competence", "apprentissage", "Compétence acquise", "On sait faire."),
        Code(METHODS, "apprentissage", "Méthode"),
    ),
)  # fmt: skip
YES, NO, UNTOLD, UNQUOTED = "Je sais réparer.", "Moi je sais coudre.", "Je sais planter.", "Je sais souder."
CONSENTS = {
    "P1": (("consent_quotation", "oui"), ("consent_training", "oui"), ("metier", "tourneur")),
    "P2": (("consent_quotation", "oui"), ("consent_training", "non"), ("metier", "couturier")),
    "P3": (("consent_quotation", "oui"),),
    "P4": (("consent_training", "oui"), ("consent_quotation", "non")),
}


@pytest.fixture(autouse=True)
def french():
    speak("fr")


def both(words, who, start, *more):
    return segment(
        "FG2.docx", start, words, mark("habitants", DECIDED), mark("apprentissage/competence", DECIDED), *more,
        who=who, start=start * 30,
    )  # fmt: skip


def study():
    return corpus(
        both(YES, "P1", 1, mark("levier/reseau", DECIDED)),
        both(NO, "P2", 2, mark("frein/cout", DECIDED)),
        both(UNTOLD, "P3", 3),
        both(UNQUOTED, "P4", 4),
        segment(
            "FG2.docx",
            5,
            "On montre avec les mains.",
            mark("habitants", DECIDED),
            mark("apprentissage/competence", DECIDED),
            mark(METHODS, DECIDED),
            who="P1",
            start=200,
        ),
        segment(
            "FG2.docx",
            6,
            "Les profs apprennent.",
            mark("formateurs", DECIDED),
            mark("apprentissage", DECIDED),
            who="P1",
            start=250,
        ),
        codebook=PUBLICS,
        attributes=CONSENTS,
    )


def sheets(made, *codes, by=()):
    return compose_report(made, context(made, sheet=codes, sheet_by=by)).blocks


def titles(found):
    return [one.text for one in found if isinstance(one, Heading) and one.level == 1]


def quoted(found):
    return [one.verbatim for one in found if isinstance(one, Quotation)]


def told(found):
    return [one.text for one in found if isinstance(one, Paragraph)]


def test_there_is_a_sheet_for_each_pair_of_public_and_competence_that_somebody_spoke_of():
    found = sheets(study(), by=("public", "competence"))
    assert titles(found) == [
        "Fiche de formation\N{NO-BREAK SPACE}: Habitants × Compétence acquise",
        "Fiche de formation\N{NO-BREAK SPACE}: Habitants × Méthode",
        "Fiche de formation\N{NO-BREAK SPACE}: Formateurs × Compétences et formation (sans précision)",
        say("report.sheets_absent"),
    ]
    assert "Formateurs × Méthode" in told(found)
    keys = [one.key for one in found if isinstance(one, MarkedPlace)]
    assert len(keys) == len(set(keys)) == 9


def test_a_sheet_holds_situation_words_levers_obstacles_questions_and_method_in_this_order():
    found = sheets(study(), "habitants", "Compétence acquise")
    assert [one.text for one in found if isinstance(one, Heading)][1:] == [
        "Situation", "Paroles", "Leviers", "Freins", "Questions à discuter", "Méthode proposée"
    ]  # fmt: skip
    assert [row[0] for one in found if isinstance(one, TableBlock) for row in one.rows] == [
        "Partenaires",
        "Coût",
    ]
    assert {"On parle d'habitants.", "On sait faire."} <= set(told(found))
    assert quoted(found)[-1] == "On montre avec les mains."


def test_only_who_agreed_to_training_and_to_quotation_is_quoted_and_the_others_are_counted():
    found = sheets(study(), "habitants")
    assert quoted(found) == [YES, "On montre avec les mains."]
    assert any(one.startswith("3 personnes qui en parlent ne sont pas citées") for one in told(found))


@pytest.mark.parametrize("name", ["fiche.docx", "fiche.html"])
def test_no_byte_of_a_sheet_holds_the_words_of_who_did_not_agree(tmp_path, name):
    made, path = study(), tmp_path / name
    write_report(made, path, context(made, sheet=(), sheet_by=("public",)))
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            content = b"".join(archive.read(one) for one in archive.namelist()).decode("utf-8", "ignore")
    else:
        content = path.read_text(encoding="utf-8")
    assert YES in content
    for words in (NO, UNTOLD, UNQUOTED):
        assert words not in content
        assert words[:-1] not in content


def test_values_of_an_attribute_make_sheets_and_tell_where_a_person_may_be_known():
    found = sheets(study(), "habitants", by=("metier",))
    assert titles(found)[:2] == [
        f"Fiche de formation\N{NO-BREAK SPACE}: Habitants × {value}" for value in ("couturier", "tourneur")
    ]
    assert sum(one.startswith("1 personne de l’étude a cette caractéristique") for one in told(found)) == 2


def test_a_theme_of_which_nobody_spoke_has_a_sheet_that_says_so():
    found = sheets(study(), "circulaire")
    assert say("report.nothing_here") in told(found)
    assert not quoted(found)


@pytest.mark.parametrize("axis", ["consent_training", "inconnu", ""])
def test_an_axis_that_is_none_is_told_with_those_that_are(axis):
    with pytest.raises(UsageError, match="metier"):
        sheets(study(), by=(axis,))


def test_sheets_are_no_workbook(tmp_path):
    made = study()
    with pytest.raises(UsageError, match="fiche"):
        write_report(made, tmp_path / "fiche.xlsx", context(made, sheet=("habitants",)))
