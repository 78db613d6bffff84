"""What a server is told: its neo4j.conf and the options of its Java."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from famnet.stores.server.java import Java

__all__ = ["ADMIN", "ENTRY", "HOST", "Sizing", "java_options", "quoted", "settings_text"]

HOST: Final = "127.0.0.1"
ENTRY: Final = "org.neo4j.server.CommunityEntryPoint"
ADMIN: Final = "org.neo4j.cli.AdminTool"
OPEN: Final = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(frozen=True, slots=True)
class Sizing:
    """How much a server may use.

    Parameters
    ----------
    heap_mb, page_cache_mb : int
        Memory for work and for the files of the database, in MB.
    quick : bool
        Start sooner, run heavy work slower: for tests.
    """

    heap_mb: int = 1024
    page_cache_mb: int = 256
    quick: bool = False


def settings_text(folder: Path, port: int, sizing: Sizing) -> str:
    """Return the text of neo4j.conf: reachable from this machine alone, everything in ``folder``.

    Notes
    -----
    No usage reports, no web server. Transaction logs aren't reserved in advance (a fresh folder
    takes 3 MB instead of 517); the network layer doesn't wait ten seconds at a stop.
    """
    lines = [
        f"server.default_listen_address={HOST}",
        f"server.default_advertised_address={HOST}",
        "server.bolt.enabled=true",
        f"server.bolt.listen_address={HOST}:{port}",
        f"server.bolt.advertised_address={HOST}:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.security.auth_enabled=true",
        "dbms.usage_report.enabled=false",
        f"server.memory.pagecache.size={sizing.page_cache_mb}m",
        "db.tx_log.preallocate=false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
        # A database that is emptied all the time would have its plans made anew every ten seconds.
        *(["dbms.cypher.min_replan_interval=1h"] if sizing.quick else []),
        *(
            f"server.directories.{name}={(folder / name).as_posix()}"
            for name in ("data", "logs", "run", "plugins", "import")
        ),
    ]
    return "\n".join(lines) + "\n"


def java_options(java: Java, jars: Iterable[Path], sizing: Sizing) -> list[str]:
    """Return the options of Java, up to the class path."""
    half = f"-Xmn{sizing.heap_mb // 2}m"  # fewer collections while plans are made
    quick = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", half] if sizing.quick else []
    return [
        "-Xms128m",
        f"-Xmx{sizing.heap_mb}m",
        *quick,
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPEN),
        *java.leave,
        "-cp",
        os.pathsep.join(str(jar) for jar in jars),
    ]


def quoted(options: Iterable[str]) -> str:
    r"""Return options as the text of a file that Java reads with ``@file``.

    Examples
    --------
    >>> print(quoted(["-Xmx1m", "C:\\my jars"]), end="")
    "-Xmx1m"
    "C:\\my jars"
    """
    escaped = (option.replace("\\", "\\\\").replace('"', '\\"') for option in options)
    return "".join(f'"{option}"\n' for option in escaped)
