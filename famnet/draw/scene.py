"""What a network picture shows, before any library draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Line", "Mark", "NodeKind", "Scene"]

NodeKind = Literal["person", "household", "partner", "family"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One node: a person, household, partner or family network.

    Parameters
    ----------
    key : str
        Unique in the picture: a letter for the kind, a colon, the output id.
    kind : str
        What it is.
    label : str
        What stands at it; never an identifying value.
    code : str
        The output id (pseudonym for data that isn't synthetic).
    x, y : int
        Place; it means nothing.
    facts : tuple of (str, str)
        Name and value, in the order in which the details show them.
    page : str
        Relative address of the page of its family network, empty where there is none.
    variant : str
        Form: ``deceased`` of a person, the chain of a partner, the kind of a household.
    families : tuple of str
        Family networks (window ids) it belongs to.
    below : str
        What stands under the label.
    domains, partners : tuple of str
        Of a family network: what the filters ask, sorted.
    """

    key: str
    kind: NodeKind
    label: str
    code: str
    x: int = 0
    y: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    page: str = ""
    variant: str = ""
    below: str = ""
    families: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One edge.

    Parameters
    ----------
    source, target : str
        Keys of the marks.
    kind : str
        Kind of line (``famnet.draw.words.KIND``).
    said, said_back : str
        What it says from the source, and from the target.
    certainty : str
        confirmed, probable or unconfirmed.
    domains : tuple of str
        Life domains of the signals behind it, sorted.
    """

    source: str
    target: str
    kind: str
    said: str
    said_back: str
    certainty: str = "confirmed"
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Marks and lines with what is said around them.

    Parameters
    ----------
    marks, lines : tuple
        In the order in which they are drawn and listed.
    as_of : str
        "Today" as ISO 8601, empty where there is no date.
    notes : tuple of str
        Sentences under the heading: what is and isn't shown.
    domain_names : mapping of str
        Life domain (code) to its name with letters, in the catalogue's order.
    partner_names : mapping of str to str
        Key of a partner to its label, for pictures in which partners are no nodes.
    """

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    as_of: str = ""
    notes: tuple[str, ...] = ()
    domain_names: Mapping[str, str] = field(default_factory=dict)
    partner_names: Mapping[str, str] = field(default_factory=dict)
