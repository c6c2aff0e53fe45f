"""Whatever an XML file holds, reading it ends soon, fetches nothing and tells one fault."""

from __future__ import annotations

import tracemalloc

import pytest

from .support import keys, read_as

SUFFIXES = ["eaf", "trs", "xml"]
MOST_BYTES = 20 << 20
LEVELS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE r [<!ENTITY e0 "ha">{LEVELS}]>'
HOSTILE = {
    "bomb in words": f"{BOMB}<r>&e11;</r>",
    "bomb in an attribute": f'{BOMB}<r a="&e11;"/>',
    "quadratic": f'<!DOCTYPE r [<!ENTITY e "{"x" * 50000}">]><r>{"&e;" * 50000}</r>',
    "external": '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><r>&e;</r>',
    "parameter": '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><r/>',
    "deep": "<r>" * 100_000,
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_entities_and_bottomless_trees_are_one_error_in_bounded_memory(tmp_path, suffix, content):
    tracemalloc.start()
    try:
        result = read_as(tmp_path, f"a.{suffix}", content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert result.transcript is None
    assert len(result.problems) == 1
    assert keys(result)[0] == ("xml_entities" if "<!ENTITY" in content else "xml_limits")
    assert peak < MOST_BYTES


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_broken_xml_is_one_error_with_its_line(tmp_path, suffix):
    result = read_as(tmp_path, f"a.{suffix}", "<a>\n<b></a>")
    assert [(problem.key, problem.line) for problem in result.problems] == [("problem.broken_xml", 2)]
