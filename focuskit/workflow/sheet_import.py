"""Sheet import: what was filled in becomes decisions, shown before any of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from focuskit.exchange.sheet import read_coding_sheet
from focuskit.model.codebook import Codebook
from focuskit.model.coding_sheet import ReadRow, RowKey, RowKind, SheetDecision
from focuskit.model.codings import DecisionKind
from focuskit.model.problems import Problem, error
from focuskit.model.spans import Span
from focuskit.model.word_comments import parse_codes
from focuskit.store import ProjectFolder, load_documents, read_settings
from focuskit.store.text_versions import load_text_versions
from focuskit.transcripts.placing import place_spans
from focuskit.workflow.code_names import CodeNames, UnknownCode, UnknownCodes
from focuskit.workflow.coding_draft import By, CodingDraft, coders_of, save_drafts
from focuskit.workflow.coding_ground import CodingGround, load_grounds
from focuskit.workflow.new_codes import NewCode, add_new_codes, propose_new_codes, with_new_codes
from focuskit.workflow.tag import load_codebook
from focuskit.workflow.word_changes import Signers, Tally
from focuskit.workflow.written_words import read_memo

_WORDS = {
    "accepter": SheetDecision.ACCEPT, "accept": SheetDecision.ACCEPT, "ok": SheetDecision.ACCEPT,
    "oui": SheetDecision.ACCEPT, "yes": SheetDecision.ACCEPT,
    "rejeter": SheetDecision.REJECT, "reject": SheetDecision.REJECT, "refuser": SheetDecision.REJECT,
    "non": SheetDecision.REJECT, "no": SheetDecision.REJECT,
    "remplacer": SheetDecision.REPLACE, "replace": SheetDecision.REPLACE,
    "ajouter": SheetDecision.ADD, "add": SheetDecision.ADD,
    "retirer": SheetDecision.REMOVE, "remove": SheetDecision.REMOVE, "supprimer": SheetDecision.REMOVE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetImport:
    """What a workbook comes to.

    Parameters
    ----------
    n_rows, n_placed
        Rows of the workbook, and those whose words are proven.
    tally
        Rows that added, removed, changed; suggestions accepted, rejected, replaced.
    """

    n_rows: int
    n_placed: int
    tally: Tally
    n_decisions: int
    n_memos: int
    unknown: tuple[UnknownCode, ...]
    new_codes: tuple[NewCode, ...]
    coders: tuple[str, ...]
    problems: tuple[Problem, ...]
    is_saved: bool = False

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.coders or self.new_codes)


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """What the user chose: see `import_sheet`."""

    coder: str | None = None
    new_codes: bool = False
    dry_run: bool = False


def import_sheet(
    folder: ProjectFolder,
    path: Path,
    choices: SheetChoices | None = None,
    *,
    confirm: Callable[[SheetImport], bool] | None = None,
) -> SheetImport:
    """Bring what was filled in a workbook back into the project, as one undoable step.

    Parameters
    ----------
    choices
        ``coder``: whose decisions these are, else the project's coder; ``new_codes`` adds unknown names to
        the codebook; ``dry_run`` keeps nothing.
    confirm
        Is given what would be kept and says whether to; ``None``: yes.

    Raises
    ------
    UsageError
        If nobody is known as coder, or the project has no codebook.
    SheetFileError
        If the workbook cannot be read.
    """
    choices = choices or SheetChoices()
    codebook, _ = load_codebook(folder)
    rows = read_coding_sheet(path)
    summary, drafts = _plan(folder, path, rows, codebook, choices)
    if choices.new_codes and summary.unknown:
        new = propose_new_codes(codebook, summary.unknown)
        summary, drafts = _plan(folder, path, rows, with_new_codes(codebook, new), choices)
        summary = replace(summary, new_codes=new)
    if choices.dry_run or not summary.changes_anything or (confirm is not None and not confirm(summary)):
        return summary
    if summary.new_codes:
        add_new_codes(folder, summary.new_codes, summary.coders, given=choices.coder)
    save_drafts(folder, drafts)
    return replace(summary, is_saved=True)


def _plan(
    folder: ProjectFolder, path: Path, rows: Sequence[ReadRow], codebook: Codebook, choices: SheetChoices
) -> tuple[SheetImport, list[CodingDraft]]:
    names = CodeNames(codebook)
    given = " ".join((choices.coder or "").split()) or None
    signers = Signers(given, read_settings(folder.path).coder, choices.dry_run)
    texts = _Texts(folder, [row.key for row in rows if row.key is not None])
    changes = _SheetChanges(str(path), names, UnknownCodes(names), signers)
    n_placed = 0
    for row in rows:
        place = texts.place(row)
        n_placed += place is not None
        if place is not None:
            changes.take(row, *place)
        elif not (row.is_empty and row.is_unchanged):
            changes.problems.append(error(str(path), texts.reason(row), line=row.line))
    drafts = list(changes.drafts.values())
    summary = SheetImport(
        len(rows),
        n_placed,
        changes.tally,
        sum(len(one.gestures) for one in drafts),
        sum(len(one.memos) for one in drafts),
        changes.unknown.listed(),
        (),
        coders_of(drafts),
        tuple(changes.problems),
    )
    return summary, drafts


class _Texts:
    """The documents that rows are about, and where the words of each row are in them now."""

    def __init__(self, folder: ProjectFolder, keys: Sequence[RowKey]) -> None:
        wanted = {key.version_id for key in keys}
        self._spans: dict[RowKey, tuple[CodingGround, Span]] = {}
        self._versions: set[str] = set()
        with folder.reading() as connection:
            versions = [
                (document, version)
                for document in load_documents(connection)
                for version in load_text_versions(connection, document.id)
                if version.id in wanted
            ]
        names = {document.name for document, _ in versions}
        grounds = {one.document.name: one for one in load_grounds(folder, sorted(names))} if names else {}
        for document, version in versions:
            self._versions.add(version.id)
            ground = grounds[document.name]
            own = [one for one in keys if one.version_id == version.id and one.end <= len(version.text)]
            spots = place_spans(version.text, document.text, [Span(one.start, one.end) for one in own])
            for key, spot in zip(own, spots, strict=True):
                if spot.span is not None and not spot.is_changed:
                    self._spans[key] = (ground, spot.span)

    def place(self, row: ReadRow) -> tuple[CodingGround, RowKey, Span] | None:
        """Return the document and words of a row, ``None`` where they are not proven."""
        found = self._spans.get(row.key) if row.key is not None and row.is_unchanged else None
        return (found[0], row.key, found[1]) if found and row.key else None

    def reason(self, row: ReadRow) -> str:
        """Return why the words of a row are not proven."""
        if row.key is None:
            return "sheet.no_key"
        if row.key.version_id not in self._versions:
            return "sheet.no_document"
        return "sheet.words_changed" if not row.is_unchanged else "sheet.words_gone"


@dataclass(slots=True)
class _SheetChanges:
    """Turns rows into decisions of drafts, one per document."""

    path: str
    names: CodeNames
    unknown: UnknownCodes
    signers: Signers
    tally: Tally = field(default_factory=Tally)
    problems: list[Problem] = field(default_factory=list)
    drafts: dict[str, CodingDraft] = field(default_factory=dict)

    def take(self, row: ReadRow, ground: CodingGround, key: RowKey, span: Span) -> None:
        """Take what is filled in a row."""
        if row.is_empty:
            return
        draft = self.drafts.setdefault(ground.document.id, CodingDraft(ground))
        by = By(self.signers.decider())
        if row.memo:
            kind, words = read_memo(row.memo)
            draft.note(by, span, words, kind, key.decision or None)
        codes, is_whole = self._codes(row)
        decision = self._decision(row, key)
        if decision is None or not is_whole:
            return
        if decision in {SheetDecision.REPLACE, SheetDecision.ADD} and not codes:
            self._tell(row, "sheet.no_code")
            return
        take = self._suggestion if key.kind is RowKind.SUGGESTION else self._coding
        take(draft, by, key, span, decision, codes)

    def _codes(self, row: ReadRow) -> tuple[list[str], bool]:
        """Return the codes of a row, and whether all its names are codes."""
        written = parse_codes("\n".join(row.codes), lambda name: self.names.find(name) is not None)
        found = [(name, self.names.find(name)) for name in written]
        for name, code in found:
            if code is None:
                self.unknown.add(name)
        return list(dict.fromkeys(code for _, code in found if code)), all(code for _, code in found)

    def _decision(self, row: ReadRow, key: RowKey) -> SheetDecision | None:
        """Return what was decided; a code beside a segment that has none is added."""
        if not row.decision:
            if row.codes and key.kind is not RowKind.SEGMENT:
                self._tell(row, "sheet.code_without_decision")
            return SheetDecision.ADD if row.codes and key.kind is RowKind.SEGMENT else None
        decision = _WORDS.get(row.decision.casefold())
        if decision is None:
            self._tell(row, "sheet.no_decision")
        elif key.kind is RowKind.SEGMENT and decision is not SheetDecision.ADD:
            self._tell(row, "sheet.nothing_to_decide")
            return None
        elif decision in {SheetDecision.REJECT, SheetDecision.REMOVE} and row.codes:
            self._tell(row, "sheet.code_and_no")
            return None
        return decision

    def _tell(self, row: ReadRow, reason: str) -> None:
        self.problems.append(error(self.path, reason, line=row.line))

    def _suggestion(
        self, draft: CodingDraft, by: By, key: RowKey, span: Span, decision: SheetDecision, codes: list[str]
    ) -> None:
        rest = codes
        if decision is SheetDecision.ACCEPT:
            self.tally.accepted += draft.decide(by, DecisionKind.ACCEPT, span, key.code)
        elif decision in {SheetDecision.REJECT, SheetDecision.REMOVE}:
            self.tally.rejected += draft.decide(by, DecisionKind.REJECT, span, key.code)
        elif decision is SheetDecision.REPLACE:
            self.tally.replaced += draft.decide(by, DecisionKind.REPLACE, span, key.code, codes[0])
            rest = codes[1:]
        added = [draft.add(by, span, code) for code in rest]
        self.tally.added += any(added)

    def _coding(
        self, draft: CodingDraft, by: By, key: RowKey, span: Span, decision: SheetDecision, codes: list[str]
    ) -> None:
        """Take a decision on a coding, or codes for a segment without any."""
        owned = (one for one in draft.ground.codings if one.kept.decision_id == key.decision)
        coding = next(owned, None)
        rest = codes
        if decision is SheetDecision.ACCEPT:
            rest = [key.code, *codes]
        elif decision in {SheetDecision.REJECT, SheetDecision.REMOVE}:
            self.tally.removed += coding is not None and draft.remove(by, coding)
        elif decision is SheetDecision.REPLACE:
            self.tally.changed += coding is not None and draft.move(by, coding, span, codes[0])
            rest = codes[1:]
        added = [draft.add(by, span, code) for code in rest]
        self.tally.added += any(added)
