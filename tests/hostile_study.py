"""A small study whose words, labels, names and codes try to be more than words in what is written of them."""

from __future__ import annotations

from pathlib import Path

from focuskit.cli import run_command_line
from focuskit.store import open_project
from focuskit.workflow.decide import decide, open_desk

MARK = "ZQX"
"""Stands in every harmful piece, so that it is found wherever it went."""
PIECES = (
    f'=HYPERLINK("http://192.0.2.1/{MARK}","potager")',
    f"=cmd|'/C calc'!{MARK}",
    f"+1+{MARK} potager",
    f"-2+{MARK} potager",
    f"@SUM({MARK}) potager",
    f"\t={MARK} potager",
    f"<script>alert('{MARK}')</script> potager",
    f'<img src="http://192.0.2.1/{MARK}" onerror="alert(1)"> potager',
    f"</script><script>{MARK}</script> potager",
    f'" onmouseover="{MARK} potager',
    f"javascript:alert('{MARK}') potager",
    f"[potager](javascript:{MARK}) ![x](http://192.0.2.1/{MARK}.png)",
    f"{{{{ {MARK} }}}} {{% {MARK} %}} potager",
    f"{{ INCLUDETEXT {MARK} }} potager",
    f"]]> &{MARK}; <!-- {MARK} potager",
    f"| {MARK} | potager \\| a",
    f"$\\frac{{{MARK}}}{{0}}$ potager _a_ ^b",
    f"not \ufffe a \uffff {MARK} potager",
)
_LABELS = ("Léa", "=Marc", "@Ana", "<b>Bo</b>", "+33", "Zoé \u202e")
_CODEBOOK = f"""name: '<script>{MARK}</script>'
facets:
- id: sujet
  label: '=1+{MARK} <i>sujet</i>'
  codes:
  - id: potager
    label: '=HYPERLINK("http://192.0.2.1/{MARK}","x")'
    definition: '</script><script>{MARK}</script> {{{{ 7*7 }}}}'
    include: '@{MARK}'
    rules: [potager]
    codes:
    - id: con
      label: '../../{MARK}'
      rules: [jardin]
- id: frein
  label: '-1+{MARK}'
  codes:
  - id: aux
    label: '" onload="{MARK}'
    rules: [alert, x]
"""
_PEOPLE = (
    "pseudonym;label;document;role;structure;consent_archive\n"
    f"=Solène{MARK};Léa;=groupe.txt;participant;=1+{MARK};oui\n"
    f"<b>Yann{MARK}</b>;=Marc;=groupe.txt;participant;</script><script>{MARK};oui\n"
)
NAMES = ("=groupe.txt", "con.txt", "-rf <b>.txt", "a'b&c (1).txt", "é" * 90 + ".txt", "{x}.txt")


def make_hostile_study(folder: Path) -> Path:
    """Make the project, coded in part; return its folder."""
    texts = folder / "textes"
    texts.mkdir(parents=True)
    for number, name in enumerate(NAMES):
        turns = ["Animatrice : Que faites-vous au jardin ?"]
        turns += [
            f"{_LABELS[(place + number) % len(_LABELS)]} : {piece}" for place, piece in enumerate(PIECES)
        ]
        (texts / name).write_text("\n\n".join(turns), encoding="utf-8")
    (folder / "grille.yaml").write_text(_CODEBOOK, encoding="utf-8")
    (folder / "personnes.csv").write_text(_PEOPLE, encoding="utf-8")
    project = folder / "projet"
    for arguments in (
        ["init", str(project), "--codebook", str(folder / "grille.yaml")],
        ["import", str(texts), "--participants", str(folder / "personnes.csv"), "--project", str(project)],
        ["segment", "--project", str(project)],
        ["tag", "--project", str(project)],
        ["coder", f"=Nour {MARK}", "--project", str(project)],
    ):
        code = run_command_line(arguments)
        assert code == 0, arguments
    _code(project)
    return project


def _code(project: Path) -> None:
    """Let two coders code the same document, not always alike."""
    folder = open_project(project)
    for number, coder in enumerate((f"=Nour {MARK}", f"<b>Ana {MARK}</b>")):
        desk = open_desk(folder, NAMES[0])
        gestures = [
            desk.accept(one) for place, one in enumerate(desk.suggestions) if place % 2 == 0 or number
        ]
        decide(folder, coder, gestures)
    folder.engine.dispose()
