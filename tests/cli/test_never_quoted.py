"""Words of somebody who did not agree to be quoted stand in nothing that is given away."""

import pytest

from focuskit.cli import run_command_line
from focuskit.exchange.haystack import readings_of
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.initialise import locate_project
from focuskit.workflow.table_registry import BUILDERS
from small_study import CODEBOOK, make_study

MARKER = "zyzomys"
TEXT = """Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : On a un potager et des poules.

Marc : Moi zyzomys je répare des vélos zyzomys. Zyzomys, c'est trop cher neuf, je ne suis pas d'accord.

Léa : Mais si, il faudrait une subvention, c'est trop cher pour le vélo et le potager.

Marc : Zyzomys ! Oui zyzomys, une subvention pour le potager zyzomys, tout à fait.

Animatrice : Et le potager ?

Marc : Zyzomys le potager, pas le vélo zyzomys.
"""
PEOPLE = """pseudonym,label,document,role,structure,consent_quotation,consent_training
Solène,Léa,groupe.txt,participant,La Grange,oui,oui
Odilon,Marc,groupe.txt,participant,Ressourcerie,plutôt,oui
"""
FORMS = ("csv", "html", "xlsx")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Return what every command that writes something to give away has written and printed."""
    place = tmp_path_factory.mktemp("never")
    project = make_study(place, TEXT, CODEBOOK.replace("id: sujet", "id: transition")).path
    table = place / "people.csv"
    table.write_text(PEOPLE, encoding="utf-8")
    given = place / "given"
    given.mkdir()

    def run(*arguments):
        return run_command_line([*map(str, arguments), "--project", str(project)])

    assert run("participants", "import", table) == 0
    (project / "guide.yaml").write_text(
        "questions:\n- id: q1\n  question: Et le potager ?\n", encoding="utf-8"
    )
    run("guide", "match")
    folder = locate_project(project)
    for coder, left in (("Nour", 2), ("Sam", 3)):
        desk = open_desk(folder, "groupe")
        gestures = [
            desk.reject(one) if number % left == 0 else desk.accept(one)
            for number, one in enumerate(desk.suggestions)
        ]
        decide(folder, coder, gestures)
    folder.engine.dispose()
    for name in BUILDERS:
        for form in FORMS:
            code = run("table", name, "--format", form, "--output", given / f"{name}.{form}", *_more(name))
            assert code == (2 if name == "waves" else 0), name
    assert run("figure", "all", "--output", given / "figures") == 0
    for number, more in enumerate(
        ((), ("--document", "groupe"), ("--person", "Odilon"), ("--sheet", "potager"))
    ):
        for ending in ("docx", "html"):
            made = given / f"report{number}.{ending}"
            assert run("report", "--no-page-numbers", "--output", made, *more) == 0
    assert run("framework", "export", given / "framework.xlsx") == 0
    assert run("consensus", "export", given / "consensus.xlsx") in {0, 1}
    assert run("agree", "--output", given / "agree.csv") == 0
    return given


def _more(name):
    return ("--code", "potager") if name == "portrait" else ()


def test_no_file_given_away_holds_the_words(outputs):
    files = [path for path in outputs.rglob("*") if path.is_file()]
    assert len(files) > 70
    assert any(
        "il faudrait une subvention" in words for path in files for _, words in readings_of(path.read_bytes())
    )
    held = [
        f"{path.name}: {member}"
        for path in files
        for member, words in readings_of(path.read_bytes())
        if MARKER in words.casefold()
    ]
    assert not held, "\n".join(held)
