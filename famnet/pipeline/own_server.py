"""The use "a Neo4j server of one's own": up, down, status, and what is answered."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.answers import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.stores.server import Server

__all__ = ["DownAnswer", "StatusAnswer", "UpAnswer", "down", "status", "up"]


@dataclass(frozen=True, slots=True)
class UpAnswer(Answer):
    """A server that runs: where, and who to log in as.

    Parameters
    ----------
    uri, user, password : str
        What a driver needs; asked for, so told.
    folder : str
        Where its data lie.
    was_up : bool
        It ran already.
    """

    uri: str
    user: str
    password: str
    folder: str
    was_up: bool

    def to_text(self) -> str:
        """Return what to know and what to type next."""
        word, mark = ("set", "") if os.name == "nt" else ("export", "'")
        return "\n".join(
            [
                "De server draait al." if self.was_up else "De server draait.",
                f"  adres:      {self.uri}",
                f"  gebruiker:  {self.user}",
                f"  wachtwoord: {self.password}",
                f"  gegevens:   {self.folder}",
                "Zet dit in uw omgeving, dan kan famnet erbij:",
                f"  {word} NEO4J_USERNAME={mark}{self.user}{mark}",
                f"  {word} NEO4J_PASSWORD={mark}{self.password}{mark}",
                f"Daarna: famnet load LEVERING --store {self.uri}",
                f"Stoppen: {_command('down', self.folder)}",
            ]
        )


@dataclass(frozen=True, slots=True)
class DownAnswer(Answer):
    """Whether a server was stopped; False: none was running."""

    stopped: bool
    folder: str

    def to_text(self) -> str:
        """Return one line."""
        if self.stopped:
            return f"De server is gestopt; de gegevens blijven in {self.folder}."
        return f"Er draait geen server in {self.folder}."


@dataclass(frozen=True, slots=True)
class StatusAnswer(Answer):
    """Whether a server runs, where, and whether it answers; no password."""

    running: bool
    answers: bool
    uri: str | None
    user: str | None
    folder: str

    def to_text(self) -> str:
        """Return one line."""
        if not self.running:
            return f"Er draait geen server in {self.folder}. Starten: {_command('up', self.folder)}"
        if not self.answers:
            return f"De server in {self.folder} draait, maar geeft geen antwoord op {self.uri}."
        return f"De server draait op {self.uri} (gegevens in {self.folder})."


def up(folder: Path | None, port: int | None) -> UpAnswer:
    """Start a server, or find it running."""
    from famnet.stores import server

    found: Server = server.start(folder, port=port)
    return UpAnswer(found.uri, found.user, found.password, str(found.folder), found.was_up)


def down(folder: Path | None) -> DownAnswer:
    """Stop a server."""
    from famnet.stores import server

    stopped = server.stop(folder)
    return DownAnswer(stopped, str(server.named(folder)))


def status(folder: Path | None) -> StatusAnswer:
    """Look whether a server runs."""
    from famnet.stores import server

    found = server.status(folder)
    place = str(server.named(folder))
    if found is None:
        return StatusAnswer(running=False, answers=False, uri=None, user=None, folder=place)
    return StatusAnswer(
        running=True, answers=server.answers(found), uri=found.uri, user=found.user, folder=place
    )


def _command(word: str, folder: str) -> str:
    """Return the command for the server of a folder; a folder of one's own has to be said again."""
    from famnet.stores import server

    said = "" if folder == str(server.named(None)) else f' --folder "{folder}"'
    return f"famnet store {word}{said}"
