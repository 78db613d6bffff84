"""Output that is either whole or not there: write beside, then rename."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["staged_directory", "staged_files"]


@contextmanager
def staged_directory(out: Path, *, marker: str) -> Iterator[Path]:
    """Give a fresh folder beside ``out`` that takes its place when the block ends well.

    Parameters
    ----------
    out : Path
        Where the result must come to stand. An older result is replaced as a whole; a folder with
        anything else in it is left alone.
    marker : str
        Name of the file by which an older result of the same kind is known.

    Raises
    ------
    UserError
        ``out`` is a file, or a folder that holds other things, or can't be written.
    """
    _usable(out, marker)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise UserError(
            f"De map {out.name} kan hier niet worden gemaakt.",
            hint="Kies met --out een map waarin u mag schrijven.",
        ) from error
    try:
        # mkdtemp makes it private to the user; the result gets what the umask says.
        fresh.chmod(0o755)
        yield fresh
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def staged_files(*outs: Path) -> Iterator[tuple[Path, ...]]:
    """Give a file beside each of ``outs``; they take their places when the block ends well.

    Parameters
    ----------
    *outs : Path
        Where the results must come to stand; folders on the way are made.

    Raises
    ------
    UserError
        One can't be written there.
    """
    parts = tuple(out.with_name(f".{out.name}.part") for out in outs)
    try:
        for out in outs:
            out.parent.mkdir(parents=True, exist_ok=True)
        yield parts
        for part, out in zip(parts, outs, strict=True):
            os.replace(part, out)  # noqa: PTH105  (atomic on every system, also over a file)
    except OSError as error:
        raise UserError(
            f"{outs[0].name}: hier kan niet geschreven worden.",
            hint="Kijk of de map bestaat, of u er mag schrijven en of het bestand niet openstaat.",
        ) from error
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _usable(out: Path, marker: str) -> None:
    if out.is_dir():
        if (out / marker).is_file() or not any(out.iterdir()):
            return
        raise UserError(
            f"De map {out.name} bestaat al en er staat iets anders in.",
            hint="Kies met --out een nieuwe of lege map; famnet gooit niets van u weg.",
        )
    if out.exists() or out.is_symlink():
        raise UserError(
            f"{out.name} is een bestand, geen map.", hint="Kies met --out een nieuwe map."
        )


def _swap(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old.", dir=out.parent))
    out.rename(old / "was")
    try:
        fresh.rename(out)
    except OSError:
        (old / "was").rename(out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
