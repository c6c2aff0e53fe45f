"""``focuskit figure``: pictures of findings."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, language_option, project_option
from focuskit.messages import say

NAMES = (
    "crossing",
    "themes",
    "comparison",
    "participation",
    "succession",
    "cooccurrence",
    "code_line",
    "saturation",
)


@click.command("figure", help=say("picture.help"))
@click.argument("name", type=click.Choice((*NAMES, "all")))
@click.option("--facet", "facets", multiple=True, metavar="FACET", help=say("picture.opt_facet"))
@click.option("--across", default="", metavar="AXIS", help=say("picture.opt_across"))
@click.option("--level", type=click.Choice(["top", "all"]), help=say("finding.opt_level"))
@click.option("--where", multiple=True, metavar="NAME=VALUE", help=say("finding.opt_where"))
@click.option("--output", type=PATH, metavar="FILE|DIR", help=say("picture.opt_output"))
@project_option
@language_option
def command(  # noqa: PLR0913 (one argument per option)
    *,
    name: str,
    facets: tuple[str, ...],
    across: str,
    level: str | None,
    where: tuple[str, ...],
    output: Path | None,
    project: Path | None,
    lang: str | None,
) -> int:
    """Draw pictures and tell where they are and what they show."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.reports.pictures import PictureRequest  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.conditions import parse_conditions  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.picture import draw_pictures, write_pictures  # noqa: PLC0415 (help stays quick)

    asked = PictureRequest(facets, across, 0 if level == "top" else None)
    with opened(project, lang, changing=False) as folder:
        names = NAMES if name == "all" else (name,)
        made = tuple(
            picture
            for one in names
            for picture in draw_pictures(
                folder, one, asked if name != "all" else None, parse_conditions(where)
            )
        )
        written = write_pictures(made, output or folder.path / "reports" / "figures")
    for one in made:
        click.echo(f"{one.title} – {one.alt}")
    for path in written:
        click.echo(say("cli.file_written", path=path), err=True)
    if not made:
        click.echo(say("picture.nothing"), err=True)
    return 0
