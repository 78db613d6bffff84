"""The key sheet: from a name to a label and a page; kept apart from everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from famnet.delivery.output import write_table
from famnet.graph.identity import identity_key
from famnet.reports.dutch_order import dutch_key
from famnet.reports.family_page import family_of
from famnet.reports.render import css_text, render, write_page

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.delivery import Delivery
    from famnet.reports.session import Session

__all__ = ["SHOWN", "key_html", "key_table", "write_key"]

# More rows than this make a page that no browser searches at ease; the csv has all.
SHOWN: Final = 20_000
COLUMNS: Final = (
    "name", "birth_date", "address", "person_id", "own_id", "label", "window_id", "page",
    "household_id", "own_household_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    birth: str
    address: str
    person_id: str
    own_id: str
    label: str
    page: str


def write_key(session: Session, delivery: Delivery, out: Path) -> tuple[Path, Path]:
    """Write ``sleutelblad.csv`` and ``sleutelblad.html``.

    Parameters
    ----------
    session : Session
        What is known.
    delivery : Delivery
        Whose identifying columns are opened.
    out : Path
        Folder of the session.

    Returns
    -------
    tuple of Path
        The two files.

    Raises
    ------
    Refused
        There is no grant. Making it leaves an audit event.
    """
    table = key_table(session, delivery)
    csv = write_table(table, out / "sleutelblad.csv")
    page = out / "sleutelblad.html"
    write_page(page, key_html(session, table))
    return csv, page


def key_table(session: Session, delivery: Delivery) -> pd.DataFrame:
    """Return who is who: all persons, by family name without its prefix.

    Returns
    -------
    DataFrame
        name, birth_date, address, person_id, own_id, label and window_id (of the first page that
        shows the person; empty without a page), page (address of that page), household_id and
        own_household_id of its home.
    """
    key = identity_key(delivery, session.graph)
    labels: dict[str, tuple[str, str, str]] = {}
    for page in session.pages:
        for person in family_of(session, page).everyone:
            labels.setdefault(person.person_id, (person.label.text, page.window_id, page.href))
    found = [labels.get(person_id, ("", "", "")) for person_id in key["person_id"].tolist()]
    key = key.assign(
        label=pd.array([label for label, _, _ in found], dtype="str"),
        window_id=pd.array([window for _, window, _ in found], dtype="str"),
        page=pd.array([page for _, _, page in found], dtype="str"),
    )
    return key.iloc[_by_name(key)].reset_index(drop=True)[list(COLUMNS)]


def _by_name(key: pd.DataFrame) -> list[int]:
    # Far fewer names than people.
    keys = {
        name: dutch_key(name) for column in ("family_name", "name") for name in key[column].unique()
    }
    family = [keys[name][0] for name in key["family_name"].tolist()]
    names, ids = key["name"].tolist(), key["person_id"].tolist()
    # Who has no name stands last: nobody looks for it by name.
    return sorted(
        range(len(key)), key=lambda i: (not family[i], family[i], names[i].casefold(), ids[i])
    )


def key_html(session: Session, table: pd.DataFrame) -> str:
    """Make the key sheet as a page with a search box."""
    shown = table if len(table) <= SHOWN else table[table["window_id"] != ""]
    columns = (
        shown[name].tolist()
        for name in ("name", "birth_date", "address", "person_id", "own_id", "label", "page")
    )
    lines = [
        _Line(name, "-".join(reversed(birth.split("-"))), *rest)
        for name, birth, *rest in zip(*columns, strict=True)
    ]
    texts, graph = session.texts, session.graph
    context: dict[str, object] = {
        "grant": session.granted,
        "as_of": session.as_of,
        "lines": lines,
        "all": len(table),
        "more": len(table) - len(lines),
        "own_ids": not graph.synthetic,
    }
    corner = css_text(f"{texts('key.title_full')} · {session.granted.case}")
    font = 'font:7pt Arial,"Liberation Sans",sans-serif'
    margins = (
        f"@page{{size:A4 portrait;margin:12mm 10mm 11mm;@top-left{{content:{corner};{font}}}}}"
    )
    return render("key.jinja", texts, context, script="key.js", margins=margins)
