"""From a checked delivery to a FamilyGraph, under a grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from famnet.config import Settings
from famnet.delivery.contract import TABLES
from famnet.errors import Refused
from famnet.governance import Grant, demand, grant_for, pseudonyms
from famnet.graph.family_graph import FamilyGraph
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from famnet.delivery import Delivery
    from famnet.delivery.info import DeliveryInfo

__all__ = ["build_graph", "output_ids"]

_LETTERS = {"persons": "P", "households": "H"}


def build_graph(delivery: Delivery, *, grant: Grant | None = None) -> FamilyGraph:
    """Build the graph of a delivery.

    Parameters
    ----------
    delivery : Delivery
        What ``read_delivery`` gave.
    grant : Grant, optional
        Permission; made silently where the delivery says it is synthetic.

    Returns
    -------
    FamilyGraph
        The accepted tables without identifying columns. Outside synthetic data persons and
        households carry pseudonyms of the case instead of their ids.

    Raises
    ------
    Refused
        The data isn't synthetic and there is no grant, or the grant is for another workspace than
        the one the delivery was read in.

    Notes
    -----
    Leaves an audit event. O(rows); the tables are shared with the delivery, not copied.
    """
    info = delivery.info
    if grant is None and info.synthetic:
        grant = grant_for(Settings(workspace=info.workspace), synthetic=True)
    sizes = ", ".join(f"{len(delivery.tables[name])} {name}" for name in ("persons", "signals"))
    demand(grant, "build_graph", detail=sizes, as_of=delivery.as_of)
    assert grant is not None
    workspace = _workspace(info, grant)
    tables = {
        table.name: _without_identifying(delivery.tables[table.name], table.name)
        for table in TABLES
    }
    if not info.synthetic:
        for name in _LETTERS:
            tables[name] = tables[name].assign(
                **{_key(name): output_ids(delivery, grant.case, name)}
            )
    return FamilyGraph(
        tables=tables,
        as_of=delivery.as_of,
        synthetic=info.synthetic,
        workspace=workspace,
        grant=grant,
        region=info.region,
        deliverer=info.deliverer,
    )


def output_ids(delivery: Delivery, case: str, name: str) -> pd.Series[str]:
    """Return the ids that outputs show, in the order of a table of the delivery.

    Parameters
    ----------
    delivery : Delivery
        Where the own ids are.
    case : str
        The case the pseudonyms belong to.
    name : str
        ``persons`` or ``households``.
    """
    own: pd.Series[str] = delivery.tables[name][_key(name)]
    if delivery.info.synthetic:
        return own
    names = pseudonyms(own.tolist(), case=case, letter=_LETTERS[name])
    return pd.Series(names, index=own.index, dtype="str")


def _workspace(info: DeliveryInfo, grant: Grant) -> Workspace:
    """Return the world the signals were admitted to, which must be the one of the grant."""
    # Read without a workspace, everything was admitted: only synthetic data may be used so.
    read_in = info.workspace or Workspace.SYNTHETIC
    same = read_in is grant.workspace and (info.synthetic or read_in is not Workspace.SYNTHETIC)
    stricter = info.synthetic and grant.workspace is Workspace.SYNTHETIC
    if same or stricter:
        return read_in
    raise Refused(
        f"De levering is gelezen voor werkruimte '{read_in}', de toestemming is voor"
        f" '{grant.workspace}'.",
        hint=f"Lees de levering voor de werkruimte van de zaak: --workspace {grant.workspace}.",
    )


def _key(name: str) -> str:
    return f"{name.removesuffix('s')}_id"


def _without_identifying(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    # The reader splits them off already; this holds also for a Delivery made by hand. Birth dates
    # stay, as days, to compute ages (family_graph.py).
    declared = next(table for table in TABLES if table.name == name)
    out = {c.name for c in declared.columns if c.identifying and c.kind != "date"}
    return frame[[column for column in frame.columns if column not in out]]
