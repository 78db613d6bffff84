"""The way back from the ids of outputs to people: for the key file alone, and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from famnet.governance import demand
from famnet.graph.build import output_ids
from famnet.graph.layers import active
from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from famnet.delivery import Delivery
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["KEY_COLUMNS", "SECRET", "identity_key"]

KEY_COLUMNS: Final = (
    "person_id",
    "own_id",
    "name",
    "family_name",
    "name_prefix",
    "birth_date",
    "bsn",
    "address",
    "household_id",
    "own_household_id",
)
#: What stands for an address that is kept secret.
SECRET: Final = "geheim adres"  # noqa: S105  # words on a page, no password


def identity_key(delivery: Delivery, graph: FamilyGraph) -> pd.DataFrame:
    """Return who the persons of a graph are.

    Parameters
    ----------
    delivery : Delivery
        The delivery the graph was built of.
    graph : FamilyGraph
        The whole graph or a scope of it; its grant is used.

    Returns
    -------
    pandas.DataFrame
        One row per person of the graph, in its order, all text: person_id as outputs show it, own_id
        of the delivery, name (as one reads it), family_name and name_prefix (to sort by), birth_date,
        bsn, address (empty where unknown, "geheim adres" where it must not be shown), household_id
        and own_household_id of the home on ``graph.as_of``.

    Raises
    ------
    Refused
        There is no grant, or it has expired.

    Notes
    -----
    Leaves an audit event. Of two homes on one day the one that began last is given.
    """
    demand(graph.grant, "key_file", detail=f"{len(graph.persons)} persons", as_of=graph.as_of)
    case = graph.grant.case
    known = _known(delivery, "persons")
    frame = pd.DataFrame(
        {
            "person_id": output_ids(delivery, case, "persons").to_numpy(),
            "own_id": delivery.tables["persons"]["person_id"].to_numpy(),
            "name": _names(known),
            "family_name": _text(known, "family_name"),
            "name_prefix": _text(known, "name_prefix"),
            "birth_date": _births(delivery),
            "bsn": _text(known, "bsn"),
        },
        dtype="str",
    )
    frame = frame.join(_homes(delivery, case))
    place = pd.Index(frame["person_id"]).get_indexer(pd.Index(graph.persons["person_id"]))
    chosen: pd.DataFrame = frame.iloc[place].reset_index(drop=True)[list(KEY_COLUMNS)]
    return chosen


def _known(delivery: Delivery, name: str) -> pd.DataFrame:
    # Rows that others imply (a household only memberships name) have nothing identifying.
    frame = delivery.identifying[name].reset_index(drop=True)
    return frame.reindex(range(len(delivery.tables[name])))


def _text(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    if column not in frame.columns:
        return pd.Series([""] * len(frame), dtype="str")
    return frame[column].astype("str").fillna("")


def _joined(frame: pd.DataFrame, columns: tuple[str, ...], between: str) -> pd.Series[str]:
    """Join the words of each row, empty ones left out."""
    out = _text(frame, columns[0])
    for column in columns[1:]:
        word = _text(frame, column)
        gap = pd.Series(between, index=out.index, dtype="str").where((out != "") & (word != ""), "")
        out = out + gap + word
    return out


def _names(known: pd.DataFrame) -> pd.Series[str]:
    first = _text(known, "first_names")
    named = known.assign(called=first.where(first != "", _text(known, "initials")))
    return _joined(named, ("called", "name_prefix", "family_name"), " ")


def _births(delivery: Delivery) -> list[str]:
    persons = delivery.tables["persons"]
    days = list(zip(persons["birth_date"].tolist(), persons["birth_date_hi"].tolist(), strict=True))
    # Far fewer days than people.
    words = {pair: format_day(*pair) for pair in set(days)}
    return [words[pair] for pair in days]


def _homes(delivery: Delivery, case: str) -> pd.DataFrame:
    """Home of each person on the delivery's day: address and ids, empty where there is none."""
    rows = delivery.tables["memberships"]
    rows = rows[active(rows, delivery.as_of)]
    rows = rows.sort_values(["person", "start_date"], kind="stable").drop_duplicates(
        "person", keep="last"
    )
    place = rows["household"].to_numpy()
    known = _known(delivery, "households")
    street = _addresses(known)
    homes = pd.DataFrame(
        {
            "address": street.to_numpy()[place],
            "household_id": output_ids(delivery, case, "households").to_numpy()[place],
            "own_household_id": delivery.tables["households"]["household_id"].to_numpy()[place],
        },
        index=rows["person"].to_numpy(),
        dtype="str",
    ).reindex(range(len(delivery.tables["persons"])), fill_value="")
    secret = delivery.tables["persons"]["secret_address"].to_numpy()
    homes.loc[secret, "address"] = SECRET
    return homes


def _addresses(known: pd.DataFrame) -> pd.Series[str]:
    number = _joined(known, ("house_number", "house_letter", "house_addition"), " ")
    return _joined(known.assign(number=number), ("postcode", "number"), " ")
