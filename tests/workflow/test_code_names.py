"""Codes as people write them."""

import pytest

from focuskit.tagging.codebook_edit import codebook_of, retire_code_in_yaml
from focuskit.workflow.code_names import CodeNames, UnknownCode, UnknownCodes

GRID = """name: t
facets:
- id: frein
  label: Frein
  codes:
  - id: frein
    label: Ce qui bloque
    formerly: [obstacle]
    codes:
    - id: cout
      label: Coût
    - id: temps
      label: Temps
- id: levier
  label: Levier
  codes:
  - id: levier
    label: Ce qui aide
    codes:
    - id: temps
      label: Temps
"""


@pytest.fixture
def names():
    return CodeNames(codebook_of(GRID))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("frein/cout", "frein/cout"),
        (" Frein / Coût ", "frein/cout"),
        ("coût", "frein/cout"),
        ("Ce qui bloque", "frein"),
        ("obstacle", "frein"),
        ("ce qui aide / temps", "levier/temps"),
        ("temps", None),
        ("inconnu/coût", None),
        ("inconnu/frein", None),
        ("", None),
    ],
)
def test_a_code_is_found_by_its_name_former_name_or_own_label(names, written, code):
    assert names.find(written) == code


def test_unknown_names_are_counted_once_however_they_are_written(names):
    unknown = UnknownCodes(names)
    for written in ("coûts", "Couts", "coûts"):
        unknown.add(written)
    (one,) = unknown.listed()
    assert one == UnknownCode("coûts", 3, one.nearest)
    assert one.nearest[0] == "frein/cout"


def test_a_retired_code_is_not_given_any_more():
    names = CodeNames(codebook_of(retire_code_in_yaml(GRID, "frein/cout")))
    assert names.find("coût") is None


@pytest.mark.parametrize("remark", ["X", "À revoir avec Claire, c'est le temps qui manque.", "1"])
def test_a_remark_has_no_near_code(names, remark):
    assert names.nearest(remark) == ()
