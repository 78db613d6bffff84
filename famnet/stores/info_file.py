"""``store.toml``: what a store in a folder says about itself."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, Final

from famnet.errors import UserError
from famnet.graph.day_text import days_of, text_of
from famnet.stores.info import Counts, Status, StoreInfo
from famnet.vocabulary import NO_DAY, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["INFO_FILE", "read_info", "write_info"]

INFO_FILE: Final = "store.toml"


def write_info(path: Path, info: StoreInfo, files: Mapping[str, str]) -> None:
    """Write what a store is and the SHA-256 of each of its files.

    Parameters
    ----------
    path : pathlib.Path
        Where.
    info : StoreInfo
        What it is.
    files : mapping of str to str
        SHA-256 of each file, by its place in the folder.
    """
    told: dict[str, str | bool | int] = {
        "status": str(info.status),
        "model_version": info.model_version,
        "fingerprint": info.fingerprint,
        "as_of": text_of(info.as_of, info.as_of, empty=NO_DAY),
        "synthetic": info.synthetic,
        "workspace": str(info.workspace),
        "case": info.case,
        "purpose": info.purpose,
        "region": info.region,
        "deliverer": info.deliverer,
        "identifying": info.identifying,
    }
    lines = [f"{name} = {_toml(value)}" for name, value in told.items()]
    parts = (
        ("nodes", info.expected.by_label),
        ("relationships", info.expected.by_type),
        ("files", files),
    )
    for title, part in parts:
        lines += ["", f"[{title}]", *(f"{_toml(key)} = {_toml(part[key])}" for key in sorted(part))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def read_info(path: Path) -> tuple[StoreInfo, dict[str, str]]:
    """Read what ``write_info`` wrote.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    tuple of StoreInfo and dict
        What the store is, and the SHA-256 of each of its files.

    Raises
    ------
    UserError
        It is damaged or written by another version.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return _info(told), {str(name): str(sha) for name, sha in told["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"{INFO_FILE} in de store is beschadigd of van een andere versie van famnet.",
            hint="Verwijder de map van de store en laad de levering opnieuw met famnet load.",
        ) from error


def _info(told: dict[str, Any]) -> StoreInfo:
    return StoreInfo(
        status=Status(told["status"]),
        fingerprint=str(told["fingerprint"]),
        as_of=days_of(told["as_of"], empty=NO_DAY)[0],
        synthetic=told["synthetic"] is True,
        workspace=Workspace(told["workspace"]),
        case=str(told["case"]),
        purpose=str(told["purpose"]),
        region=str(told["region"]),
        deliverer=str(told["deliverer"]),
        identifying=told["identifying"] is True,
        expected=Counts(dict(told["nodes"]), dict(told["relationships"])),
        model_version=int(told["model_version"]),
    )


def _toml(value: str | bool | int) -> str:  # noqa: FBT001
    # A JSON string is a TOML string, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
