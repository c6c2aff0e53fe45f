"""The readers besides those of transcripts: settings, tables, sheets, Word files, snapshots, databases."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from focuskit.errors import ForeignWordError
from focuskit.exchange.haystack import readings_of
from focuskit.exchange.name_sheet import read_name_sheet
from focuskit.exchange.placements import read_placements
from focuskit.exchange.sheet import read_coding_sheet
from focuskit.exchange.verdicts import read_verdicts
from focuskit.exchange.word.plain import read_comments_of_plain_docx
from focuskit.exchange.word.read import read_word_transcript
from focuskit.language.analysis import TextAnalysis
from focuskit.reports.verification.docx_paragraphs import read_docx_report
from focuskit.reports.verification.html_paragraphs import read_html_report
from focuskit.reports.word_places import read_places
from focuskit.reports.word_template import open_template
from focuskit.store import ProjectFolder, open_project, read_settings
from focuskit.store.settings_file import SETTINGS_NAME
from focuskit.store.snapshot_files import from_yaml, to_yaml
from focuskit.store.snapshot_folder import MANIFEST, manifest_sum
from focuskit.tagging.codebook_file import read_codebook
from focuskit.tagging.gold import read_passages, read_reading
from focuskit.tagging.learned import LearnedModel
from focuskit.transcripts import InputFile, Reading, find_inputs, read_participants, read_transcript
from focuskit.transcripts.guide import read_guide
from focuskit.workflow.bilan import take_stock
from focuskit.workflow.check import check_project
from focuskit.workflow.codebook import codebook_gaps, try_codebook
from focuskit.workflow.consensus import import_consensus
from focuskit.workflow.framework import import_framework
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.merge import merge_copy
from focuskit.workflow.participants import import_participants
from focuskit.workflow.pseudonymise import find_names
from focuskit.workflow.sheet_import import SheetChoices, import_sheet
from focuskit.workflow.snapshot import restore_project
from focuskit.workflow.verify import verify_report_file
from focuskit.workflow.word_import import WordChoices, import_word
from fuzzing import seeds
from fuzzing.guards import BrokenPropertyError
from fuzzing.mutations import unzip
from fuzzing.readers import Target, check_problems

_TEXT = seeds.TEXTS


def _on_project(
    step: Callable[[ProjectFolder, Path], object], *, checked: bool = True
) -> Callable[[Path], None]:
    """Return a step that works on a fresh copy of the small project and leaves it sound."""

    def run(path: Path) -> None:
        place = path.parent / "projet"
        shutil.copytree(
            seeds.base().path, place, ignore=shutil.ignore_patterns("transcripts", "reports", ".lock")
        )
        folder = open_project(place)
        try:
            problems = getattr(step(folder, path), "problems", ())
            if isinstance(problems, tuple):
                check_problems(problems)
            if checked and check_project(folder).problems:
                raise BrokenPropertyError("the project is not sound any more")
        finally:
            folder.engine.dispose()

    return run


def _read_guide(path: Path) -> None:
    check_problems(read_guide(path, path.name).problems)


def _read_codebook(path: Path) -> None:
    codebook = read_codebook(path)
    check_problems(codebook.problems if hasattr(codebook, "problems") else ())
    codebook_gaps(codebook)


def _try_codebook(path: Path) -> None:
    try_codebook(read_codebook(path))


def _read_settings(path: Path) -> None:
    path.rename(path.parent / SETTINGS_NAME)
    read_settings(path.parent)


def _read_participants(path: Path) -> None:
    check_problems(read_participants(path).problems)


def _read_corpus(path: Path) -> None:
    check_problems(find_inputs([path]).problems)


def _read_sonal_with_corpus(path: Path) -> None:
    transcript = path.parent / "FG1.sonal"
    transcript.write_bytes((seeds.FORMATS / "FG1.sonal").read_bytes())
    read_transcript(InputFile(transcript, transcript.name))


def _read_word(path: Path) -> None:
    try:
        read_word_transcript(path)
    except ForeignWordError:
        read_comments_of_plain_docx(path)


def _read_template(path: Path) -> None:
    open_template(path)


def _read_analysis(path: Path) -> None:
    try:
        analysis = TextAnalysis.from_bytes(path.read_bytes())
    except ValueError:
        return
    for _ in analysis.tokens if hasattr(analysis, "tokens") else ():
        pass


def _read_model(path: Path) -> None:
    try:
        LearnedModel.from_json(path.read_text(encoding="utf-8"))
    except ValueError:
        return


def _read_haystack(path: Path) -> None:
    for _, words in readings_of(path.read_bytes()):
        words.casefold()


def _restore(path: Path) -> None:
    source = path.parent / "copie"
    source.mkdir()
    for written, content in (unzip(path.read_bytes()) or {}).items():
        name = written.strip("/")
        place = source / name
        if ".." in name or "\0" in name or not name or len(name) > 200 or place.exists():
            continue
        if not any(parent.is_file() for parent in place.parents):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    _sign(source)
    restored = path.parent / "refait"
    restore_project(source, restored)
    folder = open_project(restored)
    try:
        check_project(folder)
    finally:
        folder.engine.dispose()


def _sign(source: Path) -> None:
    """Let the manifest tell the sums of the files as they are, so that changes reach what reads them."""
    import hashlib  # noqa: PLC0415 (nothing else needs it)

    path = source / MANIFEST
    try:
        facts = from_yaml(path.read_bytes().decode())
        files = facts["files"]
        for name in list(files):
            place = source / str(name)
            if place.is_file():
                files[name] = hashlib.sha256(place.read_bytes()).hexdigest()
        facts["sum"] = manifest_sum({str(name): str(value) for name, value in files.items()})
        path.write_bytes(to_yaml(facts))
    except Exception:  # noqa: BLE001 (a manifest that cannot be mended is read as it is)
        return


def _merge(folder: ProjectFolder, path: Path) -> object:
    other = path.parent / "autre"
    other.mkdir()
    for name in (SETTINGS_NAME, "codebook.yaml"):
        shutil.copyfile(folder.path / name, other / name)
    path.rename(other / "project.db")
    return merge_copy(folder, other)


def _import(folder: ProjectFolder, path: Path) -> object:
    return import_documents(folder, [path], Reading())


def _open(path: Path) -> None:
    """Open a project whose database is damaged, look at it, check it."""
    place = path.parent / "projet"
    shutil.copytree(
        seeds.base().path,
        place,
        ignore=shutil.ignore_patterns("transcripts", "reports", ".lock", "project.db*"),
    )
    path.rename(place / "project.db")
    folder = open_project(place)
    try:
        check_project(folder)
    finally:
        folder.engine.dispose()


def _names(path: Path) -> None:
    read_name_sheet(path, find_names(seeds.base()))


def _of(name: str) -> Callable[[], tuple[bytes, ...]]:
    return lambda: _TEXT[name]


def _one(make: Callable[[], bytes]) -> Callable[[], tuple[bytes, ...]]:
    return lambda: (make(),)


def _several(*names: str) -> Callable[[], tuple[bytes, ...]]:
    return lambda: tuple((seeds.FORMATS / name).read_bytes() for name in names)


OTHERS = (
    Target("codebook", ".yaml", "text", _of("codebook"), _read_codebook),
    Target("guide", ".yaml", "text", _of("guide"), _read_guide),
    Target("settings", ".toml", "text", _of("settings"), _read_settings),
    Target("participants", ".csv", "text", _of("participants"), _read_participants),
    Target("participants_xlsx", ".xlsx", "zip", lambda: seeds.transcripts(".xlsx"), _read_participants),
    Target("participants_import", ".csv", "text", _of("participants"), _on_project(import_participants)),
    Target("corpus_crp", ".crp", "text", _several("sonal_corpus.crp"), _read_corpus),
    Target("sonal_dictionary", ".crp", "text", _several("sonal_corpus.crp"), _read_sonal_with_corpus),
    Target("answers", ".csv", "text", _of("answers"), take_stock),
    Target("gold", ".csv", "text", _of("gold"), read_passages),
    Target("reading", ".csv", "text", _of("reading"), read_reading),
    Target("verdicts", ".csv", "text", _of("verdicts"), read_verdicts),
    Target("verdicts_xlsx", ".xlsx", "zip", lambda: seeds.transcripts(".xlsx"), read_verdicts),
    Target("placements", ".csv", "text", _of("placements"), read_placements),
    Target("coding_sheet", ".xlsx", "zip", _one(seeds.sheet), read_coding_sheet),
    Target(
        "coding_sheet_import", ".xlsx", "zip", _one(seeds.sheet),
        _on_project(lambda folder, path: import_sheet(folder, path, SheetChoices(new_codes=True))),
    ),
    Target("framework_import", ".xlsx", "zip", _one(seeds.framework), _on_project(lambda folder, path: import_framework(folder, path, "Nour"))),
    Target("consensus_import", ".xlsx", "zip", _one(seeds.consensus), _on_project(lambda folder, path: import_consensus(folder, path, "Nour"))),
    Target("name_sheet", ".xlsx", "zip", _one(seeds.names), _names),
    Target("word_comments", ".docx", "zip", seeds.word_files, _read_word),
    Target("word_import", ".docx", "zip", seeds.word_files, _on_project(lambda folder, path: import_word(folder, [path], WordChoices(coder="Nour", update=True, new_codes=True)))),
    Target("template", ".dotx", "zip", _one(lambda: seeds.report(".docx")), _read_template),
    Target("own_words", ".docx", "zip", _one(lambda: seeds.report(".docx")), read_places),
    Target("report_docx", ".docx", "zip", _one(lambda: seeds.report(".docx")), read_docx_report),
    Target("report_html", ".html", "text", _of("html"), read_html_report),
    Target("verify", ".docx", "zip", _one(lambda: seeds.report(".docx")), _on_project(verify_report_file, checked=False)),
    Target("haystack", ".bin", "zip", lambda: (seeds.sheet(), *_TEXT["html"]), _read_haystack),
    Target("analysis_cache", ".analysis", "text", _one(seeds.analysis), _read_analysis),
    Target("learned_model", ".json", "text", _one(seeds.model), _read_model),
    Target("snapshot_restore", ".zip", "zip", _one(seeds.snapshot), _restore),
    Target("merge", ".db", "database", _one(seeds.database), _on_project(_merge)),
    Target("database", ".db", "database", _one(seeds.database), _open),
    Target("import", ".txt", "text", lambda: seeds.transcripts(".txt"), _on_project(_import)),
)  # fmt: skip
