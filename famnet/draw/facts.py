"""What holds on the reference date for the persons of a picture, as plain rows.

Each function takes ``within``, a mask over all persons, and filters before it makes rows: a region
has millions of rows, a picture some thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.graph.layers import active

if TYPE_CHECKING:
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["PartnerLink", "domain_names", "kin_rows", "partner_links", "residences", "tie_rows"]

# Signals that never count stand on no picture (design.md section 5).
_LEFT_OUT = ("refuted",)
_SURENESS = ("confirmed", "probable", "unconfirmed")


@dataclass(frozen=True, slots=True)
class PartnerLink:
    """What one partner has about one subject, of one kind and certainty.

    Parameters
    ----------
    partner : int
        Row of the partner.
    person, household : int
        Row of the subject; the other is -1.
    kind : str
        signal, protective, involvement or measure.
    certainty : str
        confirmed, probable or unconfirmed.
    count : int
        Rows behind it.
    domains : tuple of str
        Life domains of those signals, sorted.
    """

    partner: int
    person: int
    household: int
    kind: str
    certainty: str
    count: int
    domains: tuple[str, ...]


def residences(graph: FamilyGraph, within: np.ndarray) -> list[tuple[int, int, str]]:
    """Return who lives where on the reference date: person, household, certainty; longest stay first."""
    rows = graph.memberships
    rows = rows[within[rows["person"]] & active(rows, graph.as_of)]
    rows = rows.sort_values(["person", "start_date", "line"], kind="stable")
    rows = rows.drop_duplicates(["person", "household"])
    return [
        (int(person), int(household), str(certainty))
        for person, household, certainty in zip(
            rows["person"], rows["household"], rows["certainty"], strict=True
        )
    ]


def kin_rows(graph: FamilyGraph, within: np.ndarray) -> list[dict[str, Any]]:
    """Return kinship that holds or held, once per pair and kind, with ``ended`` beside it."""
    rows = graph.kinships
    rows = rows[
        within[rows["person"]] & within[rows["relative"]] & (rows["person"] != rows["relative"])
    ]
    rows = rows[rows["start_date"] <= graph.as_of]
    rows = rows.assign(ended=~active(rows, graph.as_of)).sort_values(
        ["ended", "line"], kind="stable"
    )
    rows = rows.drop_duplicates(["person", "relative", "kind"]).sort_values("line", kind="stable")
    # A guardian or a foster parent of before is no longer a tie; an ex-partner and a parent stay.
    lasting = ~rows["ended"] | ~rows["kind"].isin(
        ["guardian_of", "foster_parent_of", "step_parent_of"]
    )
    names = ["person", "relative", "kind", "certainty", "ended", "end_reason"]
    records: list[dict[str, Any]] = rows.loc[lasting, names].astype(object).to_dict("records")
    return records


def tie_rows(graph: FamilyGraph, within: np.ndarray) -> list[tuple[int, int, str, str]]:
    """Return running ties once per pair and kind: person, other, kind, certainty."""
    rows = graph.ties
    rows = rows[within[rows["person"]] & within[rows["other"]] & active(rows, graph.as_of)]
    found: dict[tuple[int, int, str], str] = {}
    for one, two, kind, certainty in zip(
        rows["person"], rows["other"], rows["kind"], rows["certainty"], strict=True
    ):
        if one != two:
            found.setdefault((min(one, two), max(one, two), str(kind)), str(certainty))
    return [(int(one), int(two), kind, sure) for (one, two, kind), sure in found.items()]


def partner_links(graph: FamilyGraph, within: np.ndarray, homes: np.ndarray) -> list[PartnerLink]:
    """Return per partner and subject what it has: signals, what goes well, running help and measures.

    Notes
    -----
    Refuted signals and rumours are left out; so is what comes after the reference date. ``homes`` is
    a mask over all households, for signals about a household.
    """
    found: dict[tuple[int, int, int, str, str], list[set[str] | int]] = {}
    for frame, kinds, domains in (
        _signals(graph, within, homes),
        *_running(graph, within, homes),
    ):
        columns = ["partner", "person", "household", "certainty"]
        for (partner, person, household, certainty), kind, domain in zip(
            frame[columns].itertuples(index=False, name=None), kinds, domains, strict=True
        ):
            if partner < 0:
                continue
            key = (int(partner), int(person), int(household), kind, str(certainty))
            cell = found.setdefault(key, [0, set()])
            cell[0] += 1  # type: ignore[operator]
            if domain:
                cell[1].add(domain)  # type: ignore[union-attr]
    return [
        PartnerLink(*key, count=int(count), domains=tuple(sorted(domains)))  # type: ignore[arg-type]
        for key, (count, domains) in sorted(
            found.items(), key=lambda item: (*item[0][:4], _SURENESS.index(item[0][4]))
        )
    ]


def _about(rows: pd.DataFrame, within: np.ndarray, homes: np.ndarray) -> np.ndarray:
    """Say which rows are about these persons or households; row -1 is nobody."""
    person, household = rows["person"].to_numpy(), rows["household"].to_numpy()
    told = np.zeros(len(rows), dtype=bool)
    told[person >= 0] = within[person[person >= 0]]
    told[household >= 0] |= homes[household[household >= 0]]
    return told


def _signals(
    graph: FamilyGraph, within: np.ndarray, homes: np.ndarray
) -> tuple[pd.DataFrame, list[str], list[str]]:
    types = load_catalogue().signal_types
    rows = graph.signals
    rows = rows[_about(rows, within, homes)]
    keep = ~rows["status"].isin(_LEFT_OUT) & (rows["hardness"] != "rumour")
    rows = rows[keep & (rows["event_date"] <= graph.as_of)]
    codes = [str(code) for code in rows["type"]]
    kinds = ["protective" if types[code].nature == "protective" else "signal" for code in codes]
    return rows, kinds, [types[code].domain for code in codes]


def _running(
    graph: FamilyGraph, within: np.ndarray, homes: np.ndarray
) -> list[tuple[pd.DataFrame, list[str], list[str]]]:
    out = []
    for name, kind in (("involvements", "involvement"), ("measures", "measure")):
        rows = graph.tables[name]
        rows = rows[_about(rows, within, homes) & active(rows, graph.as_of)]
        out.append((rows, [kind] * len(rows), [""] * len(rows)))
    return out


def domain_names() -> dict[str, str]:
    """Return life domain to its letters and Dutch name, in the catalogue's order."""
    from famnet.draw.words import DOMAIN_LETTER

    return {
        code: f"{DOMAIN_LETTER.get(code, code)} {domain.name_nl}"
        for code, domain in load_catalogue().life_domains.items()
    }
