"""The command line: parsing here, work in the pipeline."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final

import typer

from famnet import failures
from famnet.cli.bias_commands import commands as bias_commands
from famnet.cli.criteria_commands import commands as criteria_commands
from famnet.cli.graph_commands import commands as graph_commands
from famnet.cli.picture_commands import commands as picture_commands
from famnet.cli.question_commands import commands as question_commands
from famnet.cli.reference_commands import commands as reference_commands
from famnet.cli.route_commands import commands as route_commands
from famnet.cli.scan_commands import commands as scan_commands
from famnet.cli.server_commands import commands as server_commands
from famnet.cli.session_commands import commands as session_commands
from famnet.cli.synth_commands import commands as synth_commands
from famnet.cli.table_commands import commands as table_commands
from famnet.cli.verify_commands import commands as verify_commands

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["app", "main"]

#: They tell what became of the rows in their answer.
_TELL_ROWS_THEMSELVES: Final = ("check", "demo", "run")

app = typer.Typer(
    name="famnet",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Laat zien waar zorgen uit meerdere leefgebieden samenkomen in een familienetwerk.\n\n"
    "Begin met: famnet demo --out demo",
)


def main() -> None:
    """Run the command line; every error ends in one line, a hint and an exit code."""
    # Loading the libraries makes many objects that stay: looking for garbage after every 700 of them
    # takes a tenth of a small command.
    gc.set_threshold(50_000, 10, 10)
    sys.exit(failures.guarded(app, sys.argv[1:]))


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Toon de versie.")] = False,
) -> None:
    if version:
        from famnet.version import __version__

        typer.echo(f"famnet {__version__}")
        raise typer.Exit
    if context.invoked_subcommand not in _TELL_ROWS_THEMSELVES:
        context.with_resource(_rows_on_standard_error())


class _OnStandardError(logging.Handler):
    """Writes where standard error is now, so that standard output stays the answer alone."""

    def emit(self, record: logging.LogRecord) -> None:
        typer.echo(record.getMessage(), err=True)


@contextmanager
def _rows_on_standard_error() -> Iterator[None]:
    from famnet.pipeline.rows_told import LOGGER

    handler, level = _OnStandardError(), LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(level)


app.add_typer(session_commands)
app.add_typer(bias_commands)
app.add_typer(criteria_commands)
app.add_typer(graph_commands)
app.add_typer(picture_commands)
app.add_typer(question_commands)
app.add_typer(scan_commands)
app.add_typer(reference_commands)
app.add_typer(server_commands)
app.add_typer(route_commands)
app.add_typer(synth_commands)
app.add_typer(table_commands)
app.add_typer(verify_commands)
