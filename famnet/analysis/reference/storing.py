"""A reference as a folder: one file that says what it is, and a table per file that anyone can read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from famnet.analysis.concentration.effect import GammaMixture
from famnet.analysis.concentration.frailty import FittedFrailty
from famnet.analysis.concentration.second_persons import SecondPersons
from famnet.analysis.gate import GROUPS
from famnet.analysis.reference.limits import COUNT_BASE, SIZE_BASE, SMALLEST, TOTAL_BASE
from famnet.analysis.reference.reference import COLUMNS, About, Reference, Tables
from famnet.delivery import write_table
from famnet.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FORMAT", "MARKER", "read_reference", "write_reference"]

#: The file by which a reference is known.
MARKER: Final = "reference.json"
#: A reference of another form can't be read. In the second, an area's multiplier of a group stands
#: beside its own of "any", and second persons are told of.
FORMAT: Final = 2

_KIND: Final = "famnet reference"
_ID_LETTERS: Final = 16
_LARGEST: Final = 100_000_000
_AGAIN: Final = "Maak haar opnieuw met famnet reference build."


def write_reference(reference: Reference, folder: Path) -> Reference:
    """Write a reference into a folder that is there.

    Parameters
    ----------
    reference : Reference
        From ``build_reference``.
    folder : Path
        Where its files come.

    Returns
    -------
    Reference
        The same, with its id.
    """
    for name in COLUMNS:
        write_table(getattr(reference.tables, name), folder / f"{name}.csv")
    content: dict[str, Any] = {
        "kind": _KIND,
        "format": FORMAT,
        "about": asdict(reference.about),
        "scan_groups": list(GROUPS),
        "left_out": list(reference.left_out),
        "told": {
            "least_in_a_cell": SMALLEST,
            "counts_rounded_to": COUNT_BASE,
            "sizes_rounded_to": SIZE_BASE,
            "totals_rounded_to": TOTAL_BASE,
        },
        "pooled": _pooled(reference),
        "frailty": asdict(reference.frailty),
        "second_persons": asdict(reference.second),
        "prior": asdict(reference.prior),
        "files": {f"{name}.csv": _digest(folder / f"{name}.csv") for name in COLUMNS},
    }
    content["reference_id"] = _own_id(content)
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    (folder / MARKER).write_text(text, encoding="utf-8", newline="\n")
    return replace(reference, reference_id=content["reference_id"])


def _pooled(reference: Reference) -> dict[str, str]:
    """Say in words what can't be seen by itself."""
    areas, classes = reference.tables.areas, reference.tables.classes
    towns = int((areas["neighbourhood"] == "*").sum())
    kinds = int(classes["composition"].str.contains("|", regex=False).sum())
    ages = int(reference.tables.rates["who"].str.contains("|", regex=False).sum())
    return {
        "rates": f"{ages} van {len(reference.tables.rates)} rijen voegen leeftijden of geslachten samen",
        "areas": f"{towns} van {len(areas)} rijen voegen buurten samen (*)",
        "classes": f"{kinds} van {len(classes)} rijen voegen soorten huishoudens samen",
        "profiles": (
            f"{len(reference.tables.profiles)} combinaties staan er apart in;"
            " alle andere zitten in de totalen"
        ),
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _own_id(content: dict[str, Any]) -> str:
    rest = {key: value for key, value in content.items() if key != "reference_id"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LETTERS]


def read_reference(folder: Path) -> Reference:
    """Read a reference.

    Parameters
    ----------
    folder : Path
        Made by ``famnet reference build``.

    Raises
    ------
    UserError
        It isn't there, isn't a reference, is of another form or other scan groups, or was changed.
    """
    content = _content(folder)
    if content.get("format") != FORMAT:
        raise UserError(
            f"De referentie in {folder.name} heeft vorm {str(content.get('format'))[:20]}; deze versie van"
            f" famnet leest vorm {FORMAT}.",
            hint=_AGAIN,
        )
    if content.get("scan_groups") != list(GROUPS):
        raise UserError(
            f"De referentie in {folder.name} kent andere leefgebieden dan deze versie van famnet;"
            " daarmee kan niet worden vergeleken.",
            hint=_AGAIN,
        )
    files = content.get("files")
    if not isinstance(files, dict) or set(files) != {f"{name}.csv" for name in COLUMNS}:
        raise _changed(folder, MARKER)
    for name, digest in files.items():
        path = folder / name
        if not path.is_file() or _digest(path) != digest:
            raise _changed(folder, name)
    try:
        return _built(content, folder)
    except (KeyError, TypeError, ValueError) as error:
        # Its hash is right, yet it isn't what famnet writes.
        raise _changed(folder, MARKER) from error


def _built(content: dict[str, Any], folder: Path) -> Reference:
    frailty, prior, second = (content[name] for name in ("frailty", "prior", "second_persons"))
    tables = Tables(**{name: _table(folder, name) for name in COLUMNS})
    if tables.rates.empty or tables.classes.empty:
        raise ValueError("no rates")
    (bulk, tail), (slow, fast) = _numbers(prior["shape"]), _numbers(prior["rate"])
    return Reference(
        about=About(**content["about"]),
        tables=tables,
        frailty=FittedFrailty(_numbers(frailty["variance"]), float(frailty["beta"])),
        second=SecondPersons(float(second["level"]), float(second["richness"])),
        prior=GammaMixture((bulk, tail), (slow, fast), float(prior["first"])),
        left_out=tuple(content["left_out"]),
        reference_id=content["reference_id"],
    )


def _numbers(values: list[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _content(folder: Path) -> dict[str, Any]:
    path = folder / MARKER
    if not path.is_file():
        raise UserError(
            f"In {folder.name} staat geen referentie: {MARKER} ontbreekt.",
            hint="Wijs met --reference een map aan die famnet reference build heeft gemaakt.",
        )
    if path.stat().st_size > _LARGEST:
        raise UserError(f"{MARKER} in {folder.name} is te groot voor een referentie.", hint=_AGAIN)
    try:
        content = json.loads(path.read_bytes())
    except ValueError as error:
        raise _changed(folder, MARKER) from error
    if not isinstance(content, dict) or content.get("kind") != _KIND:
        raise UserError(
            f"{MARKER} in {folder.name} is geen referentie van famnet.",
            hint="Wijs met --reference een map aan die famnet reference build heeft gemaakt.",
        )
    if content.get("format") == FORMAT and content.get("reference_id") != _own_id(content):
        raise _changed(folder, MARKER)
    return content


def _changed(folder: Path, name: str) -> UserError:
    return UserError(
        f"De referentie in {folder.name} is na het maken veranderd: {name} is niet wat het was.",
        hint="Vraag de referentie opnieuw op bij wie haar maakte. famnet rekent niet met een"
        " referentie die veranderd is.",
    )


def _table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(
        folder / f"{name}.csv", dtype=dict(COLUMNS[name]), keep_default_na=False, na_values=[]
    )
