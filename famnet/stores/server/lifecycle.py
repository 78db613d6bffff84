"""Start, stop and look at a Neo4j server of our own, on this machine."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import psutil

from famnet.errors import UserError
from famnet.stores.server import password, ports, readiness, record
from famnet.stores.server.artifacts import VERSION, program_files
from famnet.stores.server.configuration import (
    ADMIN,
    ENTRY,
    HOST,
    Sizing,
    java_options,
    quoted,
    settings_text,
)
from famnet.stores.server.death import cause_of_death, full, set_aside
from famnet.stores.server.java import find_java
from famnet.stores.server.lock import alone
from famnet.stores.server.readiness import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.stores.server.java import Java

__all__ = ["Server", "answers", "named", "start", "status", "stop"]

START_PATIENCE: Final = 180.0
"""Seconds a server gets to answer; on an idle machine it takes 4 to 11."""
STOP_PATIENCE: Final = 60.0
ROOM: Final = 100 * 2**20
"""Bytes that must be free on the disk; a server on a full one doesn't die, it waits for ever."""
FOR_ADMIN: Final = Sizing(heap_mb=256, quick=True)
PAUSE: Final = 0.2

# Held on to, so that a server that this process started can be waited for when it stops.
_children: Final[dict[int, subprocess.Popen[bytes]]] = {}


@atexit.register
def _let_go() -> None:
    """Let the servers that still run outlive this process, as they are meant to."""
    _reap()
    for child in _children.values():
        # Python complains of a child that nobody waited for; nobody should for this one.
        child.returncode = 0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs.

    Parameters
    ----------
    uri : str
        Its address, for ``open_store`` and the driver.
    user, password : str
        Who to log in as; the password stands in no repr.
    folder : Path
        Where its data, logs and password lie.
    pid : int
        Its process number.
    port : int
        The port it listens on, of this machine alone.
    was_up : bool
        It ran already: nothing was started.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    folder: Path
    pid: int
    port: int
    was_up: bool = False


def named(folder: Path | None) -> Path:
    """Return the folder that is meant: without one, that in the user's state folder."""
    if folder is not None:
        return folder.absolute()
    from platformdirs import user_state_path

    return user_state_path("famnet", appauthor=False) / "server"


def start(
    folder: Path | None = None, *, port: int | None = None, sizing: Sizing | None = None
) -> Server:
    """Start the server of a folder, or find it running.

    Parameters
    ----------
    folder : Path, optional
        Where its data are kept; made when it isn't there.
    port : int, optional
        On which port it listens; without it a free one is found.
    sizing : Sizing, optional
        How much memory it may use.

    Returns
    -------
    Server
        One that has answered a query.

    Raises
    ------
    UserError
        No Java, no program files and no way to get them, port taken, folder in use, disk full, or
        the server died while starting.

    Notes
    -----
    It listens on this machine alone, as a process of its own that outlives this one.
    """
    folder = _own_folder(folder)
    _reap()
    with alone(folder / "lock"):
        before = record.read(folder)
        process = record.running(before)
        if process is not None and before is not None:
            return _waited_for(_server(folder, before, was_up=True), process)
        sizing = sizing or Sizing()
        number = ports.chosen(port, before.port if before else None)
        command = _prepared(folder, number, sizing)
        return _started(folder, number, command)


def stop(folder: Path | None = None) -> bool:
    """Stop the server of a folder; its data stay.

    Returns
    -------
    bool
        Whether one was running.

    Raises
    ------
    UserError
        It doesn't stop within a minute.
    """
    folder = named(folder)
    if not folder.is_dir():
        return False
    with alone(folder / "lock"):
        process = record.running(record.read(folder))
        if process is None:
            _reap()
            record.forget(folder)
            return False
        _ended(process, folder)
        record.forget(folder)
    return True


def status(folder: Path | None = None) -> Server | None:
    """Return the server of a folder when its process runs, None when it doesn't."""
    folder = named(folder)
    found = record.read(folder)
    if found is None or record.running(found) is None:
        return None
    return _server(folder, found, was_up=True)


def answers(server: Server) -> bool:
    """Say whether a server runs a query for its own user.

    Raises
    ------
    UserError
        It doesn't take the password that was kept.
    """
    process = record.running(record.read(server.folder))
    if process is None or not record.listens(process, server.port):
        return False
    answer = readiness.asked(server.port, (server.user, server.password))
    if answer is Answer.WRONG_PASSWORD:
        raise UserError(
            f"De server (proces {server.pid}) draait, maar neemt het wachtwoord niet aan dat in"
            f" {server.folder} staat.",
            hint="Zet daar in het bestand password het wachtwoord dat u zelf hebt ingesteld.",
        )
    return answer is Answer.READY


def _own_folder(folder: Path | None) -> Path:
    folder = named(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"De map {folder} kan niet worden gemaakt ({error.strerror}).",
            hint="Kies met --folder een map waarin u mag schrijven.",
        ) from error
    if shutil.disk_usage(folder).free < ROOM:
        raise UserError(
            f"De schijf van {folder} is vol: er is minder dan {ROOM // 2**20} MB vrij.",
            hint="Maak ruimte, of kies met --folder een map op een andere schijf.",
        )
    return folder


def _server(folder: Path, found: record.Record, *, was_up: bool) -> Server:
    return Server(
        uri=f"neo4j://{HOST}:{found.port}",
        user=password.USER,
        password=password.kept(folder),
        folder=folder,
        pid=found.pid,
        port=found.port,
        was_up=was_up,
    )


def _prepared(folder: Path, port: int, sizing: Sizing) -> tuple[str, ...]:
    """Lay down configuration and password; return the command that starts the server."""
    java = find_java()
    jars = program_files()
    options = java_options(java, jars, sizing)
    try:
        for name in ("conf", "data", "logs", "run", "plugins", "import"):
            (folder / name).mkdir(exist_ok=True)
        set_aside(folder)
        (folder / "conf" / "neo4j.conf").write_text(
            settings_text(folder, port, sizing), encoding="utf-8"
        )
        arguments = folder / "conf" / "java.args"
        arguments.write_text(quoted(options), encoding="utf-8")
        _protect(folder, java, jars)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return (
        str(java.path), f"@{arguments}", ENTRY,
        f"--home-dir={folder}", f"--config-dir={folder / 'conf'}", "--console-mode",
    )  # fmt: skip


def _protect(folder: Path, java: Java, jars: tuple[Path, ...]) -> None:
    """Set the first password, before there is anything to log in to."""
    if (folder / "data" / "dbms" / "auth.ini").is_file() or (
        folder / "data" / "databases"
    ).is_dir():
        password.kept(folder)
        return
    words = [
        *java_options(java, jars, FOR_ADMIN),
        ADMIN,
        "dbms",
        "set-initial-password",
        password.made(folder),
    ]
    # In a file: on a command line every user of this machine could read it.
    arguments = folder / "conf" / "first.args"
    password.secret_file(arguments, quoted(words))
    try:
        done = subprocess.run(  # noqa: S603  # our own words, no shell
            [java.path, f"@{arguments}"],
            env=_environment() | {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=START_PATIENCE,
            check=False,
        )
    finally:
        arguments.unlink(missing_ok=True)
    if done.returncode != 0:
        raise UserError(
            "Het eerste wachtwoord van de server kon niet worden gezet.",
            hint="Kies met --folder een lege map waarin u mag schrijven en waar nog ruimte is.",
        )


def _unwritable(folder: Path, error: OSError) -> UserError:
    return UserError(
        f"In de map {folder} kan niet worden geschreven ({error.strerror}).",
        hint="Kies met --folder een map waarin u mag schrijven en waar nog ruimte is.",
    )


def _environment() -> dict[str, str]:
    """Return what a server sees of our environment: nothing of other servers, no password."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}


def _started(folder: Path, port: int, command: tuple[str, ...]) -> Server:
    log = folder / "logs" / "console.log"
    with log.open("wb") as stream:
        child = subprocess.Popen(  # noqa: S603  # our own words, no shell
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            # Apart from our terminal, by the word for it on either kind of system.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    _children[child.pid] = child
    found = record.Record(child.pid, port, command, VERSION)
    try:
        record.write(folder, found)
    except OSError as error:
        # A server that can't be found again would be nobody's.
        child.kill()
        child.wait()
        raise _unwritable(folder, error) from error
    return _waited_for(_server(folder, found, was_up=False), psutil.Process(child.pid))


def _waited_for(server: Server, process: psutil.Process) -> Server:
    until = time.monotonic() + START_PATIENCE
    while not answers(server):
        if not _lives(server):
            record.forget(server.folder)
            raise cause_of_death(server.folder)
        if full(server.folder):
            _ended(process, server.folder)
            record.forget(server.folder)
            raise cause_of_death(server.folder)
        if time.monotonic() > until:
            raise UserError(
                f"De server (proces {process.pid}) draait, maar geeft na"
                f" {START_PATIENCE:.0f} seconden nog geen antwoord.",
                hint=f"Zijn verslag staat in {server.folder / 'logs'}."
                " Stoppen kan met: famnet store down",
            )
        time.sleep(PAUSE)
    return server


def _lives(server: Server) -> bool:
    child = _children.get(server.pid)
    if child is None:
        return record.running(record.read(server.folder)) is not None
    # Our own child is asked directly: just after its start its command line can still be empty.
    _reap()
    return child.returncode is None


def _ended(process: psutil.Process, folder: Path) -> None:
    process.terminate()
    until = time.monotonic() + STOP_PATIENCE
    while record.running(record.read(folder)) is not None:
        if time.monotonic() > until:
            raise UserError(
                f"De server (proces {process.pid}) stopt niet binnen {STOP_PATIENCE:.0f} seconden.",
                hint="Probeer het later nog eens; hij kan nog bezig zijn met wegschrijven.",
            )
        time.sleep(PAUSE / 4)
    child = _children.get(process.pid)
    if child is not None:  # it lets go of its command line a little before it is gone
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(STOP_PATIENCE)
    _reap()


def _reap() -> None:
    """Wait for the servers of this process that ended, also those that were killed."""
    for pid, child in list(_children.items()):
        if child.poll() is not None:
            del _children[pid]
