"""`lifecycle`: the global options and the groups of commands."""

from pathlib import Path

import click

from lifecycle.cli import (
    approval,
    comments,
    consultation,
    documents,
    erasure,
    forms,
    handouts,
    history,
    inspect,
    keeping,
    offices,
    plans,
    returns,
    reversal,
    steps,
    trace,
    workflows,
)
from lifecycle.cli.doorman import Options
from lifecycle.cli.speech import SpokenGroup, option
from lifecycle.documents.shipped import version


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"plan-lifecycle {version()}")
        ctx.exit()


@click.group(cls=SpokenGroup)
@option("--office", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@option("--plan", metavar="KEY")
@option("--as", "who", metavar="NAME")
@option("--role", default="coordinator", metavar="ROLE")
@option("--on", metavar="DATE")
@option("--json", is_flag=True)
@option("--lang", type=click.Choice(["cs", "en"]))
@option("--dry-run", is_flag=True)
@option("--no-input", is_flag=True)
@option("--debug", is_flag=True)
@option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@click.pass_obj
def root(
    options: Options,
    office: Path | None,
    plan: str | None,
    who: str | None,
    role: str,
    on: str | None,
    json: bool,
    lang: str | None,
    dry_run: bool,
    no_input: bool,
    debug: bool,
) -> None:
    """Take what stands before the command."""
    options.office, options.plan, options.who, options.role, options.on = office, plan, who, role, on
    options.json, options.lang, options.dry_run = json, lang, dry_run
    options.no_input, options.debug = no_input, debug


for group in (
    offices,
    plans,
    erasure,
    steps,
    reversal,
    forms,
    documents,
    inspect,
    comments,
    returns,
    consultation,
    approval,
    trace,
    history,
    handouts,
    keeping,
    workflows,
):
    group.hang(root)
