"""The errors of a real delivery: partial and missing birth dates, and a handful of faulty rows."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from famnet.synthetic.codes import code
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.random import Generator

    from famnet.synthetic.world import Columns

__all__ = ["add_faults", "blur"]

# One round of faulty rows per so many rows of signals or persons.
_ROWS_PER_ROUND = 40_000


def blur(rng: Generator, tables: dict[str, Columns]) -> None:
    """Make some birth dates partial or empty, some sexes unknown, some facts less sure, in place.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    tables : dict
        The region's tables.
    """
    persons = tables["persons"]
    n = len(persons["birth_date"])
    keep = persons.pop("exact", np.zeros(n, dtype=np.bool_)).astype(np.bool_)
    draw = rng.random(n)
    bounds = np.cumsum([0.006, 0.010, 0.003, 0.002, 0.006])
    # 0 in full, 1 month, 2 year, 3 and 4 year in GBA and Dutch form, 5 in full in Dutch form.
    precision = np.searchsorted(bounds, draw, side="right") + 1
    precision = np.where((precision > 5) | keep, 0, precision)
    persons["birth_precision"] = precision
    missing = ~keep & (draw > 0.994)
    persons["birth_date"] = np.where(missing, NO_DAY, persons["birth_date"])
    odd = rng.random(n)
    words = [code("persons", "sex", word) for word in ("x", "unknown")]
    changed = np.where(odd < 0.001, words[0], np.where(odd < 0.004, words[1], persons["sex"]))
    persons["sex"] = np.where(keep, persons["sex"], changed)
    kin = tables["kinships"]
    sure = rng.random(len(kin["kind"]))
    words = [code("kinships", "certainty", word) for word in ("probable", "unconfirmed")]
    kin["certainty"] = np.where(sure < 0.01, words[0], np.where(sure < 0.014, words[1], -1))


def add_faults(out: Path, counts: dict[str, int], width: int) -> None:
    """Append faulty rows to the files written, in proportion to their size.

    Parameters
    ----------
    out : pathlib.Path
        The delivery's folder.
    counts : dict
        Rows written per table.
    width : int
        Digits of an id.

    Notes
    -----
    The rows stand at the end, as late rows do. None of them names a person of a story.
    """
    rounds = 1 + max(counts["signals"], counts["persons"]) // _ROWS_PER_ROUND
    next_person, next_signal = counts["persons"] + 1, counts["signals"] + 1
    persons: list[dict[str, str]] = []
    signals: list[dict[str, str]] = []
    members: list[dict[str, str]] = []
    kin: list[dict[str, str]] = []
    for number in range(rounds):
        p, s = next_person + 4 * number, next_signal + 8 * number
        one, two = f"P{1 + 7 * number:0{width}d}", f"P{3 + 7 * number:0{width}d}"
        persons += _persons(p, width)
        signals += _signals(s, one, width)
        members.append({"person_id": one, "household_id": "H" + "9" * width, "role": "child"})
        kin += [
            {"person_id": one, "kind": "parent_of", "relative_id": one},
            {"person_id": two, "kind": "buurman_van", "relative_id": one},
        ]
    # The first signal once more, letter for letter.
    with (out / "signals.csv").open(encoding="utf-8", newline="") as file:
        signals += [row for row, _ in zip(csv.DictReader(file), range(rounds), strict=False)]
    for name, rows in (
        ("persons", persons),
        ("signals", signals),
        ("memberships", members),
        ("kinships", kin),
    ):
        _append(out / f"{name}.csv", rows)


def _persons(number: int, width: int) -> list[dict[str, str]]:
    def ident(shift: int) -> str:
        return f"P{number + shift:0{width}d}"

    named = {"first_names": "Test", "initials": "T.", "family_name": "Foutenrij"}
    return [
        # A citizen service number that fails the elfproef.
        {
            "person_id": ident(0),
            "bsn": "900000011",
            "birth_date": "1975-06-01",
            "sex": "female",
            **named,
        },
        # A day that does not exist.
        {"person_id": ident(1), "birth_date": "1988-02-31", "sex": "male", **named},
        # Died before birth.
        {
            "person_id": ident(2),
            "birth_date": "1990-04-04",
            "death_date": "1980-01-01",
            "sex": "male",
            **named,
        },
        # The same id for another person.
        {"person_id": f"P{1:0{width}d}", "birth_date": "1961-01-01", "sex": "x", **named},
    ]


def _signals(number: int, person: str, width: int) -> list[dict[str, str]]:
    good = {
        "person_id": person,
        "role": "involved",
        "partner_id": "GGZ",
        "type": "MEN_CONCERN",
        "event_date": "2024-05-01",
        "received_date": "2024-05-03",
    }
    faults: list[dict[str, str]] = [
        {"type": "ONBEKEND_SOORT"},
        {"event_date": "31-02-2024"},
        {"event_date": "9999-01-01", "received_date": ""},
        {"person_id": "P" + "9" * width},
        {"type": "FIN_DEBT", "partner_id": "", "role": "involved"},
        {"type": "FIN_DEBT", "partner_id": "VT", "role": "suspect"},
        {"household_id": "H" + f"{1:0{width}d}"},
        {"event_date": "2026-09-01", "received_date": ""},
    ]
    return [
        {**good, **fault, "signal_id": f"S{number + shift:0{width}d}"}
        for shift, fault in enumerate(faults)
    ]


def _append(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        write = csv.DictWriter(file, header, restval="", extrasaction="ignore", lineterminator="\n")
        write.writerows(rows)
