"""A small invented study for tests of steps and commands."""

from pathlib import Path

from focuskit.store import ProjectFolder, create_project, open_project
from focuskit.transcripts import Reading
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents

TEXT = """Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : On a un potager et des poules.

Marc : Moi je répare des vélos. C'est trop cher neuf.

Léa : Il faudrait une subvention.
"""
CODEBOOK = """name: t
facets:
- id: sujet
  label: Sujet
  codes:
  - id: potager
    label: Potager
    definition: Ce qui pousse.
    examples: [Le potager donne bien.]
    counter_examples: [Le vélo est là.]
    rules: [potager]
  - id: velo
    label: Vélo
    definition: Ce qui roule.
    rules: [vélo, vélos, "jamais vu"]
- id: frein
  label: Frein
  codes:
  - id: frein
    label: Frein
    rules: [trop cher]
    codes:
    - id: argent
      label: Argent
      examples: [La prime est tombée.]
      rules: [subvention]
"""


def make_study(tmp_path: Path, text: str = TEXT, codebook: str = CODEBOOK) -> ProjectFolder:
    """Make a project of one document, tagged."""
    source = tmp_path / "groupe.txt"
    source.write_text(text, encoding="utf-8")
    grid = tmp_path / "grille.yaml"
    grid.write_text(codebook, encoding="utf-8")
    create_project(tmp_path / "study")
    folder = open_project(tmp_path / "study")
    install_codebook(folder, grid)
    import_documents(folder, [source], Reading())
    segment_documents(folder)
    tag_documents(folder)
    return folder
