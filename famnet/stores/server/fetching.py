"""Fetch the program files by ``jgo``, where there is no Maven: a known list, several at a time.

To find out what a server needs takes ``jgo`` a thousand small requests, one after the other, and one
that is late ends it all. So what is needed stands in ``programs.txt``, each file with its checksum.
"""

from __future__ import annotations

import hashlib
import importlib
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Program", "fetched", "listed"]

AT_ONCE: Final = 8
TRIES: Final = 4
ANSWER: Final = 60
"""Seconds in which a request must be answered: the client's own ten are few on a busy machine."""


@dataclass(frozen=True, slots=True)
class Program:
    """One file: where it stands in a Maven repository, and the checksum of its content.

    Parameters
    ----------
    group, name, version, classifier : str
        Its coordinates; most have no classifier.
    sha256 : str
        Its checksum.
    """

    group: str
    name: str
    version: str
    classifier: str
    sha256: str

    def is_whole(self, path: Path) -> bool:
        """Say whether a file is there and has this content."""
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256


def listed() -> tuple[Program, ...]:
    """Return what the server of ``artifacts.VERSION`` needs.

    Examples
    --------
    >>> {program.version for program in listed() if program.name == "neo4j-server"}
    {'5.26.30'}
    """
    text = resources.files(__package__).joinpath("programs.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(_program(coordinates, sha256) for coordinates, sha256 in lines)


def _program(coordinates: str, sha256: str) -> Program:
    group, name, version, *classifier = coordinates.split(":")
    return Program(group, name, version, "".join(classifier), sha256)


def fetched(programs: Sequence[Program], into: Path, log: Path) -> list[Path]:
    """Fetch files; what is whole already isn't fetched again.

    Parameters
    ----------
    programs : sequence of Program
        What to fetch.
    into : Path
        Folder, laid out as a Maven repository.
    log : Path
        What goes wrong is added to it.

    Returns
    -------
    list of Path
        The files; empty when one could not be had.
    """
    context = importlib.import_module("jgo.maven").MavenContext(
        repo_cache=into, local_repos=[], timeout=ANSWER
    )
    given_up = threading.Event()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda program: _one(context, program, given_up), programs))
    faults = [f"{told}\n" for _, told in found if told]
    with log.open("a", encoding="utf-8") as stream:
        stream.writelines(faults)
    return [] if faults else [path for path, _ in found]


def _one(
    context: Any,  # noqa: ANN401  # jgo has no types
    program: Program,
    given_up: threading.Event,
) -> tuple[Path, str]:
    """Return where a file lies, and why it couldn't be had; after one that couldn't, no more is tried."""
    component = context.project(program.group, program.name).at_version(program.version)
    artifact = component.artifact(program.classifier)
    path: Path = artifact.cached_path
    told = f"{path.name}: not fetched"
    for _ in range(TRIES):
        if program.is_whole(path):
            return path, ""
        if given_up.is_set():
            return path, told
        # What a broken connection left half is taken for whole by the client.
        path.unlink(missing_ok=True)
        try:
            artifact.resolve()
            told = f"{path.name}: another checksum than listed"
        except Exception as error:  # noqa: BLE001  # whatever the client or its network says
            told = f"{path.name}: {type(error).__name__}: {error}"
    if program.is_whole(path):
        return path, ""
    given_up.set()
    return path, told
