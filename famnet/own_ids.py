"""From the delivery's own number, where an analyst starts, to the id that outputs show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.graph.identity import identity_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.delivery import Delivery
    from famnet.graph import FamilyGraph

__all__ = ["shown_ids"]


def shown_ids(delivery: Delivery, graph: FamilyGraph, refs: Sequence[str]) -> list[str]:
    """Return for each own id of the delivery the id that outputs show; others as they are.

    Parameters
    ----------
    delivery : Delivery
        The delivery the graph was built of.
    graph : FamilyGraph
        Its graph.
    refs : sequence of str
        Own ids of persons or households, pseudonyms or window ids.

    Notes
    -----
    Synthetic data shows its own ids, so nothing is looked up. Elsewhere the key is opened, which
    leaves an audit event.
    """
    if graph.synthetic or not refs:
        return list(refs)
    key = identity_key(delivery, graph)
    own = dict(zip(key["own_household_id"], key["household_id"], strict=True))
    own |= dict(zip(key["own_id"], key["person_id"], strict=True))
    # A pseudonym may look like somebody's own number: what outputs show goes first.
    shown = {*key["person_id"], *key["household_id"]}
    return [ref if ref in shown else str(own.get(ref, ref)) for ref in refs]
