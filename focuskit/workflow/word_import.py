"""Word import: comments that come back become decisions, shown before any of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from focuskit.model.codebook import Codebook
from focuskit.model.problems import Problem, Severity
from focuskit.store import ProjectFolder, read_settings
from focuskit.store.brought_files import was_brought
from focuskit.transcripts import Reading
from focuskit.workflow.code_names import CodeNames, UnknownCode, UnknownCodes
from focuskit.workflow.coding_draft import CodingDraft, coders_of, save_drafts
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.new_codes import NewCode, add_new_codes, propose_new_codes, with_new_codes
from focuskit.workflow.progress import Progress, silent
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import load_codebook
from focuskit.workflow.word_changes import Signers, Tally, WordChanges
from focuskit.workflow.word_correction import correct_from_word
from focuskit.workflow.word_files import WordSource, open_word_file, place_source, tell_faults

Confirm = Callable[["WordImport"], bool]


@dataclass(frozen=True, slots=True)
class WordFileImport:
    """What the comments of one file come to.

    Parameters
    ----------
    document
        The document they are about, ``None`` where none was found.
    n_comments, n_anchored
        Comments of the file, and those placed on their words.
    tally
        Comments added, removed, changed, moved; suggestions accepted, rejected, replaced.
    changed_turns
        Turns whose words were changed in Word and that were refused.
    corrected_turns
        Those that are taken as a correction.
    is_new
        Whether the document itself is imported first.
    """

    path: str
    document: str | None
    n_comments: int = 0
    n_anchored: int = 0
    tally: Tally = field(default_factory=Tally)
    changed_turns: tuple[int, ...] = ()
    corrected_turns: tuple[int, ...] = ()
    is_new: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class WordImport:
    """What an import comes to, all files together.

    ``new_codes`` are added to the codebook; ``unknown`` are names that are no codes. ``is_saved`` tells
    whether anything was kept.
    """

    files: tuple[WordFileImport, ...]
    n_decisions: int
    n_memos: int
    unknown: tuple[UnknownCode, ...]
    new_codes: tuple[NewCode, ...]
    coders: tuple[str, ...]
    is_saved: bool = False

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to keep."""
        is_other = any(one.is_new or one.corrected_turns for one in self.files)
        return bool(self.coders or self.new_codes or is_other)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, file by file."""
        return tuple(problem for one in self.files for problem in one.problems)

    def total(self, name: str) -> int:
        """Return a figure of `Tally` summed over the files."""
        return sum(int(getattr(one.tally, name)) for one in self.files)


@dataclass(frozen=True, slots=True)
class WordChoices:
    """What the user chose: see `import_word`."""

    coder: str | None = None
    update: bool = False
    new_codes: bool = False
    dry_run: bool = False


def import_word(
    folder: ProjectFolder,
    paths: Sequence[Path],
    choices: WordChoices | None = None,
    *,
    confirm: Confirm | None = None,
    progress: Progress = silent,
) -> WordImport:
    """Bring the comments of Word files back into the project; one undoable step per coder.

    Files that focuskit wrote are compared with what was written into them; any other transcript is taken
    with all its comments as codings, and imported first where the project does not have it.

    Parameters
    ----------
    choices
        ``coder`` wins over the authors of comments; ``update`` takes changed turns as a correction;
        ``new_codes`` adds unknown names to the codebook; ``dry_run`` keeps nothing.
    confirm
        Is given what would be kept and says whether to; ``None``: yes.

    Raises
    ------
    UsageError
        If a decision has no coder, or the project has no codebook.
    CodebookError
        If the codebook has faults.
    """
    choices = choices or WordChoices()
    codebook, _ = load_codebook(folder)
    sources: list[WordSource | Problem] = []
    for done, path in enumerate(paths, 1):
        sources.append(open_word_file(folder, path))
        progress("word.step_import", done, len(paths))
    plan = _plan(folder, sources, codebook, choices)
    if choices.new_codes and plan.summary.unknown:
        new = propose_new_codes(codebook, plan.summary.unknown)
        plan = _plan(folder, sources, with_new_codes(codebook, new), choices, new)
    if choices.dry_run or not plan.summary.changes_anything:
        return plan.summary
    if confirm is not None and not confirm(plan.summary):
        return plan.summary
    return _save(folder, sources, codebook, choices, plan)


@dataclass(frozen=True, slots=True)
class _Plan:
    summary: WordImport
    drafts: tuple[CodingDraft, ...]


def _plan(
    folder: ProjectFolder,
    sources: Sequence[WordSource | Problem],
    codebook: Codebook,
    choices: WordChoices,
    new: tuple[NewCode, ...] = (),
) -> _Plan:
    """Find what the files come to, without keeping anything."""
    names = CodeNames(codebook)
    unknown = UnknownCodes(names)
    given = " ".join((choices.coder or "").split()) or None
    signers = Signers(given, read_settings(folder.path).coder, choices.dry_run)
    drafts: dict[str, CodingDraft] = {}
    files = []
    for source in sources:
        if isinstance(source, Problem):
            files.append(WordFileImport(source.path, None, problems=(source,)))
            continue
        place = place_source(folder, source, update=choices.update)
        name = place.ground.document.name
        draft = drafts.setdefault(name, CodingDraft(place.ground))
        with folder.reading() as connection:
            draft.is_known = was_brought(connection, source.digest)
        changes = WordChanges(place, draft, names, unknown, signers)
        changes.take()
        files.append(
            WordFileImport(
                source.shown,
                name,
                source.n_comments,
                sum(one.span is not None for one in place.comments),
                changes.tally,
                place.changed_turns,
                place.corrected_turns,
                source.is_new,
                (*place.problems, *tell_faults(source.shown, place, changes.n_copied, changes.n_loose)),
            )
        )
    made = tuple(drafts.values())
    n_decisions, n_memos = (sum(len(one.gestures) for one in made), sum(len(one.memos) for one in made))
    summary = WordImport(tuple(files), n_decisions, n_memos, unknown.listed(), new, coders_of(made))
    return _Plan(summary, made)


def _save(
    folder: ProjectFolder,
    sources: Sequence[WordSource | Problem],
    codebook: Codebook,
    choices: WordChoices,
    plan: _Plan,
) -> WordImport:
    """Keep all: new codes, documents and corrections first, then the decisions on the texts they make."""
    summary = plan.summary
    if summary.new_codes:
        add_new_codes(folder, summary.new_codes, summary.coders, given=choices.coder)
        codebook, _ = load_codebook(folder)
    settled = list(_settled(folder, sources, choices))
    if settled != list(sources) or any(one.corrected_turns for one in summary.files):
        plan = _plan(folder, settled, codebook, replace(choices, update=True))
    save_drafts(folder, plan.drafts, [one.digest for one in sources if isinstance(one, WordSource)])
    return replace(summary, is_saved=True)


def _settled(
    folder: ProjectFolder, sources: Sequence[WordSource | Problem], choices: WordChoices
) -> Iterator[WordSource | Problem]:
    """Import documents that are not there yet, and keep corrections; yield the sources as they then are."""
    for source in sources:
        if isinstance(source, Problem):
            yield source
            continue
        if source.is_new:
            import_documents(folder, [source.path], Reading())
            segment_documents(folder)
            yield open_word_file(folder, source.path)
            continue
        yield source
        place = place_source(folder, source, update=choices.update)
        if place.correction is not None:
            correct_from_word(folder, source.document, place.correction)


def has_errors(summary: WordImport) -> bool:
    """Tell whether anything could not be used."""
    return any(one.severity is Severity.ERROR for one in summary.problems)
