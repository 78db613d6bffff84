"""What partners were asked, read once per view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY, RequestAnswer

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

__all__ = ["Request", "requests_in"]

_GIVEN = (str(RequestAnswer.DELIVERED), str(RequestAnswer.NOTHING_KNOWN))


class Request(NamedTuple):
    """One question to a partner.

    Parameters
    ----------
    line, unit, person : int
        Line in the delivery; unit and person it is about, -1 for the household.
    kind, root, domain : str
        What the partner is; for which body it speaks; life domain asked about, empty for all.
    answered, nothing : bool
        Whether it was answered; with "nothing known".
    low, high : int
        Day of the answer, or of the question where that isn't given.
    """

    line: int
    unit: int
    person: int
    kind: str
    root: str
    domain: str
    answered: bool
    nothing: bool
    low: int
    high: int


def requests_in(table: pd.DataFrame, kinds: tuple[str, ...]) -> tuple[Request, ...]:
    """Return the requests of a table.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows of ``requests`` with ``unit``.
    kinds : tuple of str
        What each partner is in the catalogue.
    """
    return tuple(_request(row, kinds) for row in table.to_dict("records"))


def _request(row: Mapping[Hashable, Any], kinds: tuple[str, ...]) -> Request:
    kind, answer, domain = kinds[row["partner"]], row["answer"], row["life_domain"]
    given = row["delivered_date"] != NO_DAY
    day = "delivered_date" if given else "asked_date"
    return Request(
        line=row["line"],
        unit=row["unit"],
        person=row["person"],
        kind=kind,
        root=load_catalogue().partners[kind].observer_root,
        domain=domain if isinstance(domain, str) else "",
        answered=answer in _GIVEN or (given and not isinstance(answer, str)),
        nothing=answer == str(RequestAnswer.NOTHING_KNOWN),
        low=row[day],
        high=row[f"{day}_hi"],
    )
