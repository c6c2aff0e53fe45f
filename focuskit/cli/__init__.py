"""The command line: parse, call, print, exit. One file per command."""

from __future__ import annotations

import contextlib
import gettext
import os
import sys
from collections.abc import Sequence

import click

from focuskit.messages import LANGUAGES, catalogue_folder, say, speak, spoken
from focuskit.writing import kept_within

COMMANDS = {
    "run": "focuskit.cli.run",
    "init": "focuskit.cli.init",
    "import": "focuskit.cli.import_files",
    "update": "focuskit.cli.update",
    "documents": "focuskit.cli.documents",
    "speakers": "focuskit.cli.speakers",
    "participants": "focuskit.cli.participants",
    "pseudonymise": "focuskit.cli.pseudonymise",
    "guide": "focuskit.cli.guide",
    "notes": "focuskit.cli.notes",
    "memo": "focuskit.cli.memo",
    "marks": "focuskit.cli.marks",
    "segment": "focuskit.cli.segment",
    "tag": "focuskit.cli.tag",
    "codebook": "focuskit.cli.codebook",
    "learn": "focuskit.cli.learn",
    "kwic": "focuskit.cli.kwic",
    "explain": "focuskit.cli.explain",
    "review": "focuskit.cli.review",
    "similar": "focuskit.cli.similar",
    "recall": "focuskit.cli.recall",
    "agree": "focuskit.cli.agree",
    "settle": "focuskit.cli.settle",
    "table": "focuskit.cli.table",
    "figure": "focuskit.cli.figure",
    "bilan": "focuskit.cli.bilan",
    "framework": "focuskit.cli.framework",
    "consensus": "focuskit.cli.consensus",
    "report": "focuskit.cli.report",
    "verify": "focuskit.cli.verify",
    "status": "focuskit.cli.status",
    "check": "focuskit.cli.check",
    "evaluate": "focuskit.cli.evaluate",
    "export": "focuskit.cli.export",
    "word": "focuskit.cli.word",
    "sheet": "focuskit.cli.sheet",
    "history": "focuskit.cli.history",
    "undo": "focuskit.cli.undo",
    "redo": "focuskit.cli.redo",
    "coder": "focuskit.cli.coder",
    "assign": "focuskit.cli.assign",
    "merge": "focuskit.cli.merge",
    "snapshot": "focuskit.cli.snapshot",
    "restore": "focuskit.cli.restore",
    "archive": "focuskit.cli.archive",
    "repair": "focuskit.cli.repair",
}
_BUG, _INTERRUPTED, _USAGE = 3, 130, 2


class _LazyGroup(click.Group):
    """Loads a command's file only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module  # noqa: PLC0415 (help needs it not)

        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section(say("cli.commands")):
            formatter.write_dl([(name, say(f"cli.{name}_short")) for name in COMMANDS])


def run_command_line(arguments: Sequence[str]) -> int:
    """Run focuskit with these arguments and return the exit code.

    0 done, 1 expected error, 2 usage, 3 fault of the program (a log is written), 130 interrupted.
    """
    from focuskit.cli.terminal import guarded_output  # noqa: PLC0415 (completion needs it not)

    with guarded_output():
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    _choose_language(arguments)
    try:
        with kept_within() if arguments else contextlib.nullcontext():
            result = _group().main(args=list(arguments), prog_name="focuskit", standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo(say("cli.interrupted"), err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as fault:  # noqa: BLE001 (the last place: everything else is a fault of the program)
        return _tell(fault)
    return result if isinstance(result, int) else 0


def _group() -> click.Group:
    group = _LazyGroup("focuskit", help=say("cli.about"), no_args_is_help=False, invoke_without_command=True)
    group.params += [
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_show_version,
            help=say("cli.version"),
        ),
        click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=say("cli.opt_lang")),
    ]

    def show_help(*_: object, **__: object) -> None:
        context = click.get_current_context()
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    group.callback = show_help
    return group


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's form)
    if value:
        from focuskit import __version__  # noqa: PLC0415 (only for --version)

        click.echo(f"focuskit {__version__}")
        ctx.exit()


def _choose_language(arguments: Sequence[str]) -> None:
    """Take ``--lang`` before anything speaks; a wrong value is told later by the command.

    Click speaks through the standard library's gettext, which listens to ``LANGUAGE``.
    """
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in LANGUAGES:
            speak(value)
            break
    else:
        speak(None)
    gettext.bindtextdomain("messages", str(catalogue_folder()))
    os.environ["LANGUAGE"] = spoken()


def _tell(fault: Exception) -> int:
    from focuskit.errors import FocuskitError  # noqa: PLC0415 (only when something went wrong)

    if isinstance(fault, FocuskitError):
        click.echo(str(fault), err=True)
        for problem in getattr(fault, "problems", ()):
            click.echo(f"  {problem.told()}", err=True)
        for place in getattr(fault, "places", ()):
            click.echo(f"  {place}", err=True)
        return fault.exit_code
    if isinstance(fault, OSError) and fault.strerror:
        click.echo(say("error.output", path=fault.filename or ".", reason=fault.strerror), err=True)
        return 1
    from focuskit.cli.fault_log import write_fault_log  # noqa: PLC0415 (only when something went wrong)

    click.echo(say("cli.bug", kind=type(fault).__name__, path=write_fault_log(fault)), err=True)
    if os.environ.get("FOCUSKIT_DEBUG"):
        raise fault
    return _BUG
