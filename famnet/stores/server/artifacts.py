"""The program files of Neo4j: fetched once by an ordinary client, kept outside the project."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from famnet.errors import UserError
from famnet.stores.server.fetching import fetched, listed
from famnet.stores.server.lock import alone

__all__ = ["ARTIFACTS", "VERSION", "cache_folder", "program_files"]

VERSION: Final = "5.26.30"
ARTIFACTS: Final = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
COPY: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
LIST: Final = "complete.json"
PATIENCE: Final = 900.0
"""Seconds that fetching may take (120 MB)."""


def cache_folder() -> Path:
    """Return where the files are kept: FAMNET_SERVER_CACHE, else the user's cache folder."""
    named = os.environ.get("FAMNET_SERVER_CACHE")
    if named:
        return Path(named).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("famnet", appauthor=False) / "server"


def program_files() -> tuple[Path, ...]:
    """Return the jars of the server, sorted; fetch them when they aren't all there.

    Raises
    ------
    UserError
        They can't be fetched: no client for it, or no way to the internet.

    Notes
    -----
    By Maven, where there is one, else by ``jgo`` of the extra ``server``. The folder is whole or
    not there: filled beside and renamed, with the size of every file listed in it, which is looked
    at each time. Two processes at once: the second waits and finds what the first fetched.
    """
    folder = cache_folder() / f"neo4j-{VERSION}"
    with alone(folder.parent / "lock", patience=PATIENCE):
        if not _whole(folder):
            _fill(folder)
    return tuple(sorted(folder.glob("*.jar")))


def _whole(folder: Path) -> bool:
    try:
        sizes = json.loads((folder / LIST).read_text(encoding="utf-8"))
        return bool(sizes) and all(
            (folder / name).stat().st_size == size for name, size in sizes.items()
        )
    except (OSError, ValueError):
        return False


def _fill(folder: Path) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _fetch(fresh, folder.parent / "fetch.log")
        sizes = {path.name: path.stat().st_size for path in sorted(fresh.glob("*.jar"))}
        (fresh / LIST).write_text(json.dumps(sizes, indent=0), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    except OSError as error:
        raise UserError(
            f"De programmabestanden van Neo4j passen niet in {folder.parent} ({error.strerror}).",
            hint="Er is 150 MB nodig. Een andere map kan met FAMNET_SERVER_CACHE.",
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fetch(into: Path, log: Path) -> None:
    ways = []
    if shutil.which("mvn") and (shutil.which("java") or os.environ.get("JAVA_HOME")):
        ways.append(_by_maven)
    if importlib.util.find_spec("jgo") is not None:
        ways.append(_by_jgo)
    if not ways:
        raise UserError(
            "De programmabestanden van Neo4j staan hier nog niet en er is niets om ze op te halen.",
            hint="Installeer Maven (mvn), of doe: pip install 'famnet[server]'",
        )
    log.write_bytes(b"")
    if not any(way(into, log) and _complete(into) for way in ways):
        raise UserError(
            f"De programmabestanden van Neo4j {VERSION} konden niet worden opgehaald.",
            hint=f"Is er internet, of een eigen Maven-opslag? Wat er misging staat in {log}",
        )


def _complete(folder: Path) -> bool:
    names = [*(name.split(":")[1] for name in ARTIFACTS), "neo4j-bolt"]
    return all((folder / f"{name}-{VERSION}.jar").is_file() for name in names)


def _by_maven(into: Path, log: Path) -> bool:
    needs = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId>"
        f"<version>{VERSION}</version></dependency>"
        for group, name in (artifact.split(":") for artifact in ARTIFACTS)
    )
    pom = into / "pom.xml"
    pom.write_text(
        "<project><modelVersion>4.0.0</modelVersion><groupId>famnet</groupId>"
        "<artifactId>server</artifactId><version>1</version><packaging>pom</packaging>"
        f"<dependencies>{needs}</dependencies></project>",
        encoding="utf-8",
    )
    done = _ran(
        [
            shutil.which("mvn") or "mvn", "--batch-mode", "--strict-checksums",
            "-Dorg.slf4j.simpleLogger.log.org.apache.maven.cli.transfer.Slf4jMavenTransferListener=warn",
            f"--file={pom}", COPY, "-DincludeScope=runtime", f"-DoutputDirectory={into}",
        ],
        log,
    )  # fmt: skip
    pom.unlink(missing_ok=True)
    return done is not None


def _by_jgo(into: Path, log: Path) -> bool:
    """Fetch what is listed; what one try got is kept for the next."""
    kept = cache_folder() / "fetched"
    paths = fetched(listed(), kept, log)
    for path in paths:
        shutil.copyfile(path, into / path.name)
    if paths:
        shutil.rmtree(kept, ignore_errors=True)
    return bool(paths)


def _ran(command: list[str], log: Path) -> str | None:
    """Run a client; its output goes to the log; None when it failed."""
    with log.open("a", encoding="utf-8") as stream:
        try:
            done = subprocess.run(  # noqa: S603  # our own fixed words, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stream,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            stream.write(f"{type(error).__name__}\n")
            return None
        stream.write(done.stdout)
    return done.stdout if done.returncode == 0 else None
