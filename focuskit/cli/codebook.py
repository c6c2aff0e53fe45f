"""``focuskit codebook``: look at the grid, compare two, try its examples, count its rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.codebook_edits import EDITS
from focuskit.cli.codebook_waiting import WAITING
from focuskit.cli.options import PATH, HelpfulGroup, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.model.codebook import Code, Codebook
    from focuskit.tagging.examples import ExampleResult
    from focuskit.workflow.codebook import CodeChange, RuleFigures, SuggestionChange

_SHOWN = 60


@click.group("codebook", cls=HelpfulGroup, help=say("cli.codebook_help"))
def command() -> None:
    """Hold the commands on codebooks."""


@command.command("check", help=say("cli.codebook_check_help"))
@click.argument("file", type=PATH, required=False)
@project_option
@language_option
@json_option
def check(file: Path | None, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Tell the faults of a codebook, and what its codes lack."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.codebook import codebook_gaps  # noqa: PLC0415 (help stays quick)

    codebook = _codebook(file, project, lang)
    gaps = codebook_gaps(codebook)
    if as_json:
        screen.print_json([{"code": one.code, "missing": one.key.partition(".no_")[2]} for one in gaps])
        return 0
    click.echo(_in_figures(codebook))
    for one in gaps:
        click.echo(f"  {one.code} : {say(one.key)}")
    click.echo(say("cli.codebook_gaps", n=len(gaps)) if gaps else say("cli.codebook_whole"))
    return 0


@command.command("show", help=say("cli.codebook_show_help"))
@click.argument("code", required=False)
@click.option("--file", type=PATH, help=say("cli.opt_codebook_file"))
@project_option
@language_option
def show(code: str | None, file: Path | None, project: Path | None, lang: str | None) -> int:
    """Show the tree of codes with their definitions, or one code whole."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)

    codebook = _codebook(file, project, lang)
    if code is None:
        _show_tree(codebook)
        return 0
    names = [one.name for one in codebook.codes if code in {one.name, one.name.rpartition("/")[2]}]
    if not names:
        raise UsageError("error.code_unknown", code=code)
    for name in names:
        _show_code(codebook.code(name), screen.out().print)
    return 0


@command.command("diff", help=say("cli.codebook_diff_help"))
@click.argument("before", type=PATH)
@click.argument("after", type=PATH, required=False)
@click.option("--list", "listed", is_flag=True, help=say("cli.opt_diff_list"))
@project_option
@language_option
@json_option
def diff(
    before: Path,
    after: Path | None,
    project: Path | None,
    lang: str | None,
    *,
    listed: bool,
    as_json: bool,
) -> int:
    """Tell what changed between two codebooks, and in a project which suggestions that adds and removes."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import ProjectNotFoundError  # noqa: PLC0415 (help stays quick)
    from focuskit.tagging import read_codebook  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import codebook as steps  # noqa: PLC0415 (help stays quick)

    old = read_codebook(before)
    new = _codebook(after, project, lang)
    suggestions: list[SuggestionChange] | None = None
    try:
        with opened(project, lang, changing=False) as folder, screen.progress_bar() as tell:
            suggestions = steps.compare_suggestions(folder, old, new, progress=tell)
    except ProjectNotFoundError:
        if project is not None:
            raise
    changes = steps.compare_codebooks(old, new)
    if as_json:
        screen.print_json(_diff_record(changes, suggestions))
    else:
        _show_diff(changes, suggestions, listed=listed)
    return 0


@command.command("stats", help=say("cli.codebook_stats_help"))
@click.argument("file", type=PATH, required=False)
@click.option("--all", "everything", is_flag=True, help=say("cli.opt_stats_all"))
@project_option
@language_option
@json_option
def stats(
    file: Path | None, project: Path | None, lang: str | None, *, everything: bool, as_json: bool
) -> int:
    """Tell which rules never match, match everywhere, or are swallowed by others."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import codebook as steps  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder, screen.progress_bar() as tell:
        figures = steps.rule_figures(folder, steps.project_codebook(folder, file), progress=tell)
    if as_json:
        screen.print_json(
            [
                {
                    "code": one.code,
                    "rule": one.expression,
                    "segments": one.n_segments,
                    "everywhere": one.is_everywhere,
                    "swallowed_by": one.swallowed_by or None,
                }
                for one in figures
            ]
        )
    else:
        _show_stats(figures, everything=everything)
    return 0


@command.command("test", help=say("cli.codebook_test_help"))
@click.argument("file", type=PATH, required=False)
@click.option("--level", type=click.Choice(["top", "all"]), default="top", help=say("cli.opt_test_level"))
@project_option
@language_option
@json_option
def test(file: Path | None, level: str, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Try the examples and counter-examples on the rules; exit 1 where one fails."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.codebook import try_codebook  # noqa: PLC0415 (help stays quick)

    results = try_codebook(_codebook(file, project, lang))
    failed = [one for one in results if not _passes(one, level) and not one.is_beyond]
    if as_json:
        screen.print_json([_result_record(one, level) for one in results])
        return int(bool(failed))
    for one in failed:
        click.echo(_told(one))
    beyond = [one for one in results if one.is_beyond]
    if beyond:
        click.echo(say("cli.test_beyond", n=len(beyond)))
    click.echo(say("cli.test_result", n=len(results) - len(beyond), failed=len(failed)))
    return int(bool(failed))


def _codebook(file: Path | None, project: Path | None, lang: str | None) -> Codebook:
    """Read a given file, or the codebook of the project."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.tagging import read_codebook  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.codebook import project_codebook  # noqa: PLC0415 (help stays quick)

    if file is not None:
        return read_codebook(file)
    with opened(project, lang, changing=False) as folder:
        return project_codebook(folder, None)


def _in_figures(codebook: Codebook) -> str:
    return say(
        "cli.codebook_figures",
        codes=len(codebook.codes),
        tops=len(codebook.top_codes()),
        rules=sum(len(code.rules) for code in codebook.codes),
        expressions=sum(
            len(rule.any_of) + len(rule.all_of) for code in codebook.codes for rule in code.rules
        ),
    )


def _show_tree(codebook: Codebook) -> None:
    from rich.text import Text  # noqa: PLC0415 (help stays quick)
    from rich.tree import Tree  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    root = Tree(Text(codebook.label or codebook.name, style="bold"))
    for facet in codebook.facets:
        branch = root.add(Text.assemble((facet.label, "bold"), f"  {facet.question}"))
        nodes: dict[str, Tree] = {}
        for code in codebook.of_facet(facet.id):
            above = nodes.get(code.parent or "", branch)
            line = Text.assemble(
                (code.name, code.color or "cyan"),
                (f"  ({say('edits.reason_retired')})" if code.retired else "", "yellow"),
                f"  {code.label}. ",
                (code.definition, "dim"),
            )
            nodes[code.name] = above.add(line)
    screen.out().print(root)


def _show_code(code: Code, tell: object) -> None:
    from rich.text import Text  # noqa: PLC0415 (help stays quick)

    assert callable(tell)
    tell(Text.assemble((code.name, "bold cyan"), f"  {code.label}"))
    for field in ("definition", "include", "exclude"):
        if getattr(code, field):
            tell(Text(f"  {say(f'cli.code_{field}')} : {getattr(code, field)}"))
    for example in code.examples:
        tell(Text(f"  + {example}", style="green"))
    for counter in code.counter_examples:
        goes = f"  → {', '.join(counter.goes_to) or counter.note}" if counter.goes_to or counter.note else ""
        tell(Text(f"  – {counter.text}{goes}", style="red"))
    rules = [rule.name for rule in code.rules]
    if rules:
        tell(Text(f"  {say('cli.code_rules', n=len(rules))} : {' ; '.join(rules)}", style="dim"))


def _diff_record(
    changes: Sequence[CodeChange], suggestions: Sequence[SuggestionChange] | None
) -> dict[str, object]:
    return {
        "codes": [
            {"code": one.code, "change": one.kind, "fields": list(one.fields), "before": one.before or None}
            for one in changes
        ],
        "suggestions": None
        if suggestions is None
        else [
            {"document": one.document, "segment": one.segment, "code": one.code, "added": one.is_added}
            for one in suggestions
        ],
    }


def _show_diff(
    changes: Sequence[CodeChange], suggestions: Sequence[SuggestionChange] | None, *, listed: bool
) -> None:
    from focuskit.workflow.codebook import count_by_code  # noqa: PLC0415 (help stays quick)

    for one in changes:
        told = ", ".join(say(f"cli.field_{field}") for field in one.fields)
        key = f"cli.diff_{one.kind}" if told or one.kind != "changed" else "cli.diff_changed"
        click.echo(say(key, code=one.code, fields=told, before=one.before))
    if not changes:
        click.echo(say("cli.diff_none"))
    if suggestions is None:
        return
    click.echo(say("cli.diff_suggestions", n=len(suggestions)))
    for code, (added, removed) in count_by_code(suggestions).items():
        click.echo(f"  {code} : +{added} −{removed}")
    for change in suggestions[: None if listed else 0]:
        sign = "+" if change.is_added else "−"
        words = " ".join(change.words.split())
        click.echo(f"{sign} {change.document}:{change.segment} {change.code} : {words[:160]}")


def _show_stats(figures: Sequence[RuleFigures], *, everything: bool) -> None:
    groups = {
        "cli.stats_never": [one for one in figures if not one.n_segments],
        "cli.stats_everywhere": [one for one in figures if one.is_everywhere],
        "cli.stats_swallowed": [one for one in figures if one.swallowed_by],
    }
    n_all = figures[0].n_all if figures else 0
    click.echo(say("cli.stats_head", rules=len(figures), n=n_all))
    for key, found in groups.items():
        click.echo(say(key, n=len(found)))
        for one in found[: None if everything else _SHOWN]:
            more = f" ⊂ {one.swallowed_by}" if key.endswith("swallowed") else ""
            click.echo(f"  {one.code} : {one.expression} ({one.n_segments}){more}")
        if len(found) > _SHOWN and not everything:
            click.echo(say("cli.stats_more", n=len(found) - _SHOWN))


def _passes(one: ExampleResult, level: str) -> bool:
    return one.passes_top if level == "top" else one.passes


def _told(one: ExampleResult) -> str:
    rules = ", ".join(dict.fromkeys(each.rule for each in one.evidence)) or "?"
    found = ", ".join(sorted(one.found)) or say("cli.test_nothing")
    if one.is_counter:
        return say("cli.test_counter", code=one.code, text=one.text, rules=rules)
    return say("cli.test_example", code=one.code, text=one.text, found=found)


def _result_record(one: ExampleResult, level: str) -> dict[str, object]:
    return {
        "code": one.code,
        "text": one.text,
        "counter_example": one.is_counter,
        "passes": _passes(one, level),
        "beyond_rules": one.is_beyond,
        "found": sorted(one.found),
    }


for _more in (*EDITS, *WAITING):
    command.add_command(_more)
