"""Commands for the named questions: which there are, and the answer to one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path  # noqa: TC003  # typer reads it at run time
from typing import Annotated

import typer

from famnet.cli.options import AsOf, Case, InWorkspace, Json, Lang, Purpose, settings_of, tell
from famnet.progress import Progress

__all__ = ["commands"]

commands = typer.Typer()


@commands.command(epilog="Voorbeeld: famnet questions broer --category person_and_kin")
def questions(
    words: Annotated[str, typer.Argument(metavar="ZOEK", help="Woorden; leeg: alle vragen.")] = "",
    *,
    category: Annotated[str, typer.Option("--category", help="Eén categorie.")] = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """De vragen die famnet kent, om in te zoeken."""
    from famnet.pipeline import asking

    tell(asking.questions(words, category=category, lang=lang), as_json=as_json)


@commands.command(
    epilog="Voorbeeld: famnet ask residents --delivery levering --param household=H000123"
)
def ask(
    question: Annotated[str, typer.Argument(metavar="ID", help="Welke vraag.")],
    *,
    store: Annotated[str, typer.Option("--store", metavar="URL", help="Adres van de store.")] = "",
    delivery: Annotated[
        Path | None, typer.Option("--delivery", metavar="LEVERING", help="Of een levering.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAAM=WAARDE", help="Parameter; mag vaker."),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Toon de vraag en de Cypher.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="Hoogstens zoveel rijen.")
    ] = None,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """Het antwoord op een vraag, uit een store of een levering."""
    from famnet.pipeline import asking

    if show:
        tell(asking.show(question, lang=lang), as_json=as_json)
        return
    asked = asking.Asking(question, asking.given_parameters(param or []), store, delivery, limit)
    settings = replace(settings_of(as_of, workspace, purpose, case), lang=lang)
    tell(asking.ask(asked, settings, Progress(shown=not as_json)), as_json=as_json)
