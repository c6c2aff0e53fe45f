"""The sample study as a project in which everything is decided, for tests of whole reports."""

from pathlib import Path

from focuskit.messages import speak
from focuskit.store import ProjectFolder, open_project
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.run import RunRequest, run_study
from focuskit.workflow.status import project_status

ROOT = Path(__file__).parents[1]


def make_sample_study(target: Path) -> ProjectFolder:
    """Run the README's first command, then accept every suggestion."""
    speak("fr")
    request = RunRequest(
        (ROOT / "transcripts_sample",), ROOT / "codebooks" / "transitions.yaml", target, language="fr"
    )
    run_study(request)
    folder = open_project(target / "project")
    for document in project_status(folder).documents:
        desk = open_desk(folder, document.name)
        decide(folder, "Essai", [desk.accept(one) for one in desk.open_suggestions()])
    return folder
