"""What a FamilyGraph becomes in a store: labels and relationship types, declared once.

No label or type comes from data: all are members of ``Label`` and ``RelType``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from famnet.vocabulary import KinKind

__all__ = ["KIN_TYPES", "NODES", "REFERENCES", "ROWS", "Label", "Reference", "RelType", "Row"]


class Label(StrEnum):
    """Labels of nodes; the last two are a store's own bookkeeping."""

    PERSON = "Person"
    HOUSEHOLD = "Household"
    PARTNER = "Partner"
    SIGNAL = "Signal"
    EPISODE = "Episode"
    MEASURE = "Measure"
    REFERRAL = "Referral"
    ACTION = "Action"
    FAMILY_NETWORK = "FamilyNetwork"
    DELIVERY = "Delivery"
    SCHEMA_STEP = "SchemaStep"


class RelType(StrEnum):
    """Types of relationships."""

    LIVES_IN = "LIVES_IN"
    PARENT_OF = "PARENT_OF"
    ADOPTIVE_PARENT_OF = "ADOPTIVE_PARENT_OF"
    FOSTER_PARENT_OF = "FOSTER_PARENT_OF"
    STEP_PARENT_OF = "STEP_PARENT_OF"
    GUARDIAN_OF = "GUARDIAN_OF"
    PARTNER_OF = "PARTNER_OF"
    SIBLING_OF = "SIBLING_OF"
    TWIN_OF = "TWIN_OF"
    IDENTICAL_TWIN_OF = "IDENTICAL_TWIN_OF"
    TIED_TO = "TIED_TO"
    ABOUT = "ABOUT"
    REPORTED_BY = "REPORTED_BY"
    OBSERVED_BY = "OBSERVED_BY"
    DERIVED_FROM = "DERIVED_FROM"
    CONCERNS = "CONCERNS"
    SENT_BY = "SENT_BY"
    HANDED_TO = "HANDED_TO"
    INVOLVED_WITH = "INVOLVED_WITH"
    ASKED_ABOUT = "ASKED_ABOUT"
    DECIDED_BY = "DECIDED_BY"
    CARRIED_OUT_BY = "CARRIED_OUT_BY"
    ALSO_CARRIED_OUT_BY = "ALSO_CARRIED_OUT_BY"
    OWNED_BY = "OWNED_BY"
    ENTERED_BY = "ENTERED_BY"
    HOME = "HOME"
    PART_OF = "PART_OF"
    TOUCHES = "TOUCHES"
    HAS_HOUSEHOLD = "HAS_HOUSEHOLD"
    HAS_MEMBER = "HAS_MEMBER"


#: Tables whose rows are nodes.
NODES: Final = {
    "persons": Label.PERSON,
    "households": Label.HOUSEHOLD,
    "partners": Label.PARTNER,
    "signals": Label.SIGNAL,
    "referrals": Label.REFERRAL,
    "measures": Label.MEASURE,
    "actions": Label.ACTION,
}

#: The type of each kind of kinship.
KIN_TYPES: Final = {kind: RelType[kind.value.upper()] for kind in KinKind}


@dataclass(frozen=True, slots=True)
class Row:
    """A table whose rows are relationships: from a column to the one of others that is filled.

    Parameters
    ----------
    tail : str
        Column it comes from.
    heads : tuple of str
        Columns of which one is filled: where it goes.
    type : RelType or None
        None: by the row's ``kind`` (``KIN_TYPES``).
    """

    tail: str
    heads: tuple[str, ...]
    type: RelType | None


ROWS: Final = {
    "memberships": Row("person", ("household",), RelType.LIVES_IN),
    "kinships": Row("person", ("relative",), None),
    "ties": Row("person", ("other",), RelType.TIED_TO),
    "involvements": Row("partner", ("person", "household"), RelType.INVOLVED_WITH),
    "requests": Row("partner", ("person", "household"), RelType.ASKED_ABOUT),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of a node's table that is a relationship where it is filled."""

    table: str
    column: str
    type: RelType


REFERENCES: Final = (
    Reference("persons", "source_partner", RelType.ENTERED_BY),
    Reference("signals", "person", RelType.ABOUT),
    Reference("signals", "household", RelType.ABOUT),
    Reference("signals", "partner", RelType.REPORTED_BY),
    Reference("signals", "origin_partner", RelType.OBSERVED_BY),
    Reference("signals", "derived_from", RelType.DERIVED_FROM),
    Reference("referrals", "signal", RelType.CONCERNS),
    Reference("referrals", "person", RelType.ABOUT),
    Reference("referrals", "household", RelType.ABOUT),
    Reference("referrals", "from_partner", RelType.SENT_BY),
    Reference("referrals", "to_partner", RelType.HANDED_TO),
    Reference("measures", "person", RelType.ABOUT),
    Reference("measures", "household", RelType.ABOUT),
    Reference("measures", "decided_by_partner", RelType.DECIDED_BY),
    Reference("measures", "partner", RelType.CARRIED_OUT_BY),
    Reference("measures", "second_partner", RelType.ALSO_CARRIED_OUT_BY),
    Reference("actions", "person", RelType.ABOUT),
    Reference("actions", "household", RelType.ABOUT),
    Reference("actions", "owner_partner", RelType.OWNED_BY),
)
