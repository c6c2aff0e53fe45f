from __future__ import annotations

import pytest

from focuskit.transcripts.header import find_header_end, header_attributes
from focuskit.transcripts.lines import split_lines


@pytest.mark.parametrize(
    ("text", "n_lines"),
    [
        ("", 0),
        ("Nadia : oui.\nDate : hier", 0),
        ("Entretien\nDate : hier\nNadia : oui.", 2),
        ("Date : hier\nLieu : Brest\n\nNadia : oui.", 2),
        ("Date : hier\nEnquêteur : M. Martin\nLieu : Brest\nEnquêteur : Bonjour à tous.", 3),
        ("Lieu : Brest\nAnimatrice : Sophie Martin\n\nAnimatrice : Bonjour à toutes et à tous.", 2),
        ("Lieu : Brest\nAnimatrice : Bonjour !\nNadia : Bonjour.", 1),
        ("**Date :** hier\n- Lieu : Brest\nNadia : oui.", 2),
    ],
)
def test_the_header_ends_with_its_last_known_key(text, n_lines):
    assert find_header_end(split_lines(text)) == n_lines


def test_keys_become_attributes_in_small_letters_and_the_first_value_stays():
    lines = split_lines("Titre\nDate de l'entretien : 12 mars\n**Lieu** : Brest\nlieu : Rennes\nhttp://a.fr")
    assert header_attributes(lines) == (("date de l'entretien", "12 mars"), ("lieu", "Brest"))
