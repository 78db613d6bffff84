"""The closed words of famnet, and how days are counted.

One word per thing (ARCHITECTURE.md, Words). A day is an int32: days since 1970-01-01. A date column
``x`` of a delivery becomes two integer columns, ``x`` (earliest reading) and ``x_hi`` (latest
reading), which are equal where the day is known. ``NO_DAY`` stands for "not given"; it is the
smallest int32, so that an empty start counts as "since before the data". An empty end or death is
``FOREVER``, the largest int32: "still so". Periods are half-open: start <= day < end.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

__all__ = [
    "FOREVER",
    "NO_DAY",
    "ActionKind",
    "Certainty",
    "EndReason",
    "Hardness",
    "HouseholdKind",
    "InvolvementMode",
    "KinKind",
    "MembershipRole",
    "OriginType",
    "ReferralOutcome",
    "ReleaseGround",
    "ReporterKind",
    "RequestAnswer",
    "Sex",
    "SignalRole",
    "SignalStatus",
    "TieKind",
    "Union",
    "Workspace",
    "date_from_day",
    "day_from_date",
    "format_day",
]

NO_DAY: Final = -(2**31)
FOREVER: Final = 2**31 - 1
_EPOCH: Final = dt.date(1970, 1, 1)


class Workspace(StrEnum):
    """The legal world in which data is used (WGS chapters 2.2 and 2.3; ``synthetic`` admits all)."""

    RIEC = "riec"
    ZVH = "zvh"
    LOCAL = "local"
    SYNTHETIC = "synthetic"


class Sex(StrEnum):
    """Registered sex; ``x`` is a registered value, ``unknown`` is no value."""

    MALE = "male"
    FEMALE = "female"
    X = "x"
    UNKNOWN = "unknown"


class HouseholdKind(StrEnum):
    """What kind of address a household is; only ``private`` closes a family network."""

    PRIVATE = "private"
    INSTITUTION = "institution"
    SHELTER = "shelter"
    STUDENT = "student"
    OTHER = "other"


class MembershipRole(StrEnum):
    """Place of a person in a household."""

    HEAD = "head"
    PARTNER = "partner"
    CHILD = "child"
    OTHER = "other"


class KinKind(StrEnum):
    """Kinship as delivered: person *is the* kind relative (``A parent_of B``: A is the parent)."""

    PARENT = "parent_of"
    ADOPTIVE_PARENT = "adoptive_parent_of"
    FOSTER_PARENT = "foster_parent_of"
    STEP_PARENT = "step_parent_of"
    GUARDIAN = "guardian_of"
    PARTNER = "partner_of"
    SIBLING = "sibling_of"
    TWIN = "twin_of"
    IDENTICAL_TWIN = "identical_twin_of"


class Union(StrEnum):
    """Legal form of a couple."""

    MARRIED = "married"
    REGISTERED = "registered"
    COHABITING = "cohabiting"


class EndReason(StrEnum):
    """Why a union ended."""

    DIVORCE = "divorce"
    SEPARATION = "separation"
    DEATH = "death"


class TieKind(StrEnum):
    """Ties between persons that are no kinship."""

    CO_SUSPECT = "co_suspect"
    ASSOCIATE = "associate"
    BUSINESS = "business"
    CONTACT = "contact"
    OTHER = "other"


class SignalRole(StrEnum):
    """Role of the subject in one signal; a role of a signal, never a kind of person."""

    SUSPECT = "suspect"
    CONVICTED = "convicted"
    VICTIM = "victim"
    WITNESS = "witness"
    INVOLVED = "involved"
    CHILD = "child_in_family"
    SUBJECT = "subject_of_measure"


class ReporterKind(StrEnum):
    """What kind of reporter spoke; never who."""

    SELF = "self"
    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    BYSTANDER = "bystander"
    PROFESSIONAL = "professional"


class OriginType(StrEnum):
    """How a signal came about; consequences of an earlier finding must not feed a new one."""

    CITIZEN = "citizen"
    PROFESSIONAL = "professional"
    PROACTIVE = "proactive"
    CONSEQUENCE = "consequence"


class Hardness(StrEnum):
    """How hard a signal is (Wpg art. 4(3): facts apart from opinions)."""

    FACT = "fact"
    JUDGEMENT = "professional_judgement"
    REPORT = "report"
    RUMOUR = "rumour"


class SignalStatus(StrEnum):
    """What became of a signal."""

    REPORTED = "reported"
    UNDER_REVIEW = "under_review"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    CLOSED = "closed"


class ReleaseGround(StrEnum):
    """Ground on which professional secrecy was lifted (WGS art. 2.29(2))."""

    CONSENT = "consent"
    DUTY = "statutory_duty"
    PERMISSION = "statutory_permission"
    GOOD_CARE = "good_care"
    NONE = "none"


class ReferralOutcome(StrEnum):
    """What the receiver did with a hand-over."""

    ACCEPTED = "accepted"
    HELP_RUNNING = "help_running"
    PASSED_ON = "passed_on"
    NO_FOLLOW_UP = "no_follow_up"
    REFUSED = "refused"
    PENDING = "pending"


class InvolvementMode(StrEnum):
    """Whether a partner is involved by agreement or by order."""

    VOLUNTARY = "voluntary"
    IMPOSED = "imposed"


class RequestAnswer(StrEnum):
    """What a partner answered when asked."""

    DELIVERED = "delivered"
    NOTHING_KNOWN = "nothing_known"
    REFUSED = "refused"
    PENDING = "pending"


class ActionKind(StrEnum):
    """Which kind of action of the one plan."""

    CARE = "care"
    PENAL = "penal"
    ADMINISTRATIVE = "administrative"
    FISCAL = "fiscal"


class Certainty(StrEnum):
    """How sure a delivered fact is; empty means confirmed."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    UNCONFIRMED = "unconfirmed"


def day_from_date(value: dt.date) -> int:
    """Return the days since 1970-01-01.

    >>> day_from_date(dt.date(1970, 1, 2))
    1
    """
    return (value - _EPOCH).days


def date_from_day(day: int) -> dt.date | None:
    """Return the date of a day number; None for ``NO_DAY`` and ``FOREVER``.

    >>> date_from_day(1)
    datetime.date(1970, 1, 2)
    """
    if day in (NO_DAY, FOREVER):
        return None
    return _EPOCH + dt.timedelta(days=int(day))


def format_day(day: int, day_hi: int | None = None) -> str:
    """Write a day as ISO 8601, as precise as its two readings are; empty where there is none.

    Parameters
    ----------
    day, day_hi : int
        Earliest and latest reading; ``day_hi`` may be left out where the day is known.

    >>> format_day(10957), format_day(10957, 11322), format_day(10957, 10987), format_day(NO_DAY)
    ('2000-01-01', '2000', '2000-01', '')
    """
    low = date_from_day(day)
    high = low if day_hi is None else date_from_day(day_hi)
    if low is None or high is None:
        return ""
    if low == high:
        return low.isoformat()
    if (low.year, low.month) == (high.year, high.month):
        return f"{low.year:04d}-{low.month:02d}"
    return f"{low.year:04d}"
