"""What a store says about itself, and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from famnet.vocabulary import NO_DAY, format_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.vocabulary import Workspace

__all__ = ["MODEL_VERSION", "Counts", "Status", "StoreInfo"]

#: Version of how a graph is stored (docs/neo4j-model.md); another one is loaded again.
MODEL_VERSION: Final = 1


class Status(StrEnum):
    """Whether a store holds a whole delivery."""

    LOADING = "loading"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in a store.

    Parameters
    ----------
    by_label, by_type : mapping of str to int
        Nodes by label and relationships by type; none with 0.
    """

    by_label: Mapping[str, int] = field(default_factory=dict)
    by_type: Mapping[str, int] = field(default_factory=dict)

    @property
    def nodes(self) -> int:
        """All nodes."""
        return sum(self.by_label.values())

    @property
    def relationships(self) -> int:
        """All relationships."""
        return sum(self.by_type.values())


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What stands in a store, without a person.

    Parameters
    ----------
    status : Status
        Whether it is whole.
    fingerprint : str
        Of all that was to be stored: equal for equal graphs, on every machine.
    as_of : int
        "Today" of the graph as a day number.
    synthetic : bool
        Whether the delivery says so.
    workspace : Workspace
        Legal world it was read in.
    case, purpose : str
        What it was stored for.
    region, deliverer : str
        As the delivery says.
    identifying : bool
        Whether full birth days are in it.
    expected : Counts
        What a whole load has: the nodes and relationships of the model, without a store's own
        bookkeeping.
    model_version : int
        How it is stored.
    """

    status: Status
    fingerprint: str
    as_of: int
    synthetic: bool
    workspace: Workspace
    case: str
    purpose: str
    region: str = ""
    deliverer: str = ""
    identifying: bool = False
    expected: Counts = field(default_factory=Counts)
    model_version: int = MODEL_VERSION

    @property
    def as_of_text(self) -> str | None:
        """As-of day as ISO 8601, None where there is no date at all."""
        return None if self.as_of == NO_DAY else format_day(self.as_of)
