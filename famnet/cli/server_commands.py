"""Commands for a store: a Neo4j server of one's own (``up``, ``down``, ``status``), and emptying one."""

from __future__ import annotations

from pathlib import Path  # typer reads it at run time
from typing import Annotated

import typer

from famnet.cli.options import Case, InWorkspace, Json, Purpose, settings_of, tell
from famnet.progress import Progress

__all__ = ["commands"]

commands = typer.Typer()
_store = typer.Typer(
    epilog="Voorbeeld: famnet store up",
    no_args_is_help=True,
    help="Een eigen Neo4j-server op deze machine: starten, stoppen, bekijken; en een store leegmaken.",
)
commands.add_typer(_store, name="store")

Folder = Annotated[
    Path | None,
    typer.Option(
        "--folder",
        metavar="MAP",
        help="Waar de gegevens van de server staan; standaard in uw eigen statusmap.",
    ),
]


@_store.command(epilog="Voorbeeld: famnet store up")
def up(
    *,
    folder: Folder = None,
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="N", help="Poort; standaard 7687, of een vrije."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Start een Neo4j-server; zegt adres, gebruiker en wachtwoord. De gegevens blijven bewaard."""
    from famnet.pipeline import own_server

    tell(own_server.up(folder, port), as_json=as_json)


@_store.command(epilog="Voorbeeld: famnet store down")
def down(*, folder: Folder = None, as_json: Json = False) -> None:
    """Stop de server die met store up is gestart; de gegevens blijven bewaard."""
    from famnet.pipeline import own_server

    tell(own_server.down(folder), as_json=as_json)


@_store.command(epilog="Voorbeeld: famnet store status")
def status(*, folder: Folder = None, as_json: Json = False) -> None:
    """Zegt of de server draait, en waar."""
    from famnet.pipeline import own_server

    tell(own_server.status(folder), as_json=as_json)


@_store.command(epilog="Voorbeeld: famnet store empty --store neo4j://localhost:7687")
def empty(
    *,
    store: Annotated[str, typer.Option("--store", metavar="URL", help="Adres van de store.")],
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Haal weg wat in een store is geladen, ook als dat niet heel is. Punten van anderen blijven."""
    from famnet.pipeline import loading

    settings = settings_of(None, workspace, purpose, case)
    tell(loading.empty(store, settings, Progress(shown=not as_json)), as_json=as_json)
