"""What a network picture shows, before any library draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.analysis.text import Lang

__all__ = ["NEVER", "Inside", "Line", "Mark", "NodeKind", "Proof", "Scene"]

NodeKind = Literal["person", "household", "partner", "family"]

#: A month that never comes: the end of what goes on.
NEVER: Final = 120_000


@dataclass(frozen=True, slots=True)
class Proof:
    """One delivered row behind a line.

    Parameters
    ----------
    id : str
        Signal or measure id, else table and line (``ties:4``).
    said : str
        What it says, in words.
    since, until : int
        First month (year x 12 + month - 1) on whose first day it holds, and the first on which it no
        longer does; 0 and ``NEVER`` where open.
    now : bool
        Whether it holds on the reference date.
    domain : str
        Life domain of a signal.
    """

    id: str
    said: str
    since: int = 0
    until: int = NEVER
    now: bool = True
    domain: str = ""


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
    touches : tuple of (str, str, int)
        Of a family network: life domain, partner and the month since when (``Proof.since``).
    since, died : int
        January of the year of birth of a person, 0 unknown; the month after death, else ``NEVER``.
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
    touches: tuple[tuple[str, str, int], ...] = ()
    since: int = 0
    died: int = NEVER


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
    proofs : tuple of Proof
        The rows behind it.
    """

    source: str
    target: str
    kind: str
    said: str
    said_back: str
    certainty: str = "confirmed"
    domains: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """Who stands in a family network that is drawn as one node; places from its own corner.

    Parameters
    ----------
    marks, lines, other_days : tuple
        As in ``Scene``.
    width, height : int
        Room they take.
    """

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    other_days: tuple[Line, ...]
    width: int
    height: int


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
    other_days : tuple of Line
        Lines that hold only on other days than the reference date.
    chains : mapping of str to str
        Key of a partner to the chain it belongs to.
    insides : mapping of str to Inside
        Window id to who stands in it.
    lang : str
        Language of its words, ``nl`` or ``en``.
    """

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    as_of: str = ""
    notes: tuple[str, ...] = ()
    domain_names: Mapping[str, str] = field(default_factory=dict)
    partner_names: Mapping[str, str] = field(default_factory=dict)
    other_days: tuple[Line, ...] = ()
    chains: Mapping[str, str] = field(default_factory=dict)
    insides: Mapping[str, Inside] = field(default_factory=dict)
    lang: Lang = "nl"
