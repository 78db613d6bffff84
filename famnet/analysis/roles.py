"""The role rules: which signal counts, as what, and in which life domain.

One place for all of famnet (design.md section 5). ``verdict`` is the rule, readable and one row at a
time; ``judge`` looks it up for all signals at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from famnet.analysis.ages import AgeClass, age_classes
from famnet.catalogue import load_catalogue
from famnet.vocabulary import Hardness, SignalRole, SignalStatus

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.catalogue.signals import SignalType
    from famnet.graph.family_graph import FamilyGraph

__all__ = [
    "DOMAINS",
    "REASON_NL",
    "Judgement",
    "Nature",
    "Reason",
    "Verdict",
    "judge",
    "signal_ages",
    "verdict",
]


class Nature(IntEnum):
    """What a signal is about; the first five count, the others are shown beside."""

    CARE = 0
    CRIME = 1
    NUISANCE = 2
    THREAT = 3
    VICTIM = 4
    ADMINISTRATIVE = 5
    PROTECTIVE = 6


class Reason(StrEnum):
    """Why a signal counts or doesn't; the closed list of ``episodes.reason``."""

    COUNTED = "counted"
    AS_NEED = "counted_as_need"
    AS_CARE = "counted_as_care_under_12"
    REFUTED = "refuted"
    RUMOUR = "rumour"
    ADMINISTRATIVE = "administrative"
    PROTECTIVE = "protective"
    NO_SUSPICION = "involved_is_no_suspicion"
    ROLE_UNKNOWN = "role_unknown"
    ROLE_NOT_ALLOWED = "role_not_allowed"
    NOT_BY_PERSON = "not_by_a_person"
    MINOR = "not_for_minors"


REASON_NL: Final = {
    Reason.COUNTED: "telt mee",
    Reason.AS_NEED: "telt mee als behoefte aan hulp (slachtoffer, getuige of kind in het gezin)",
    Reason.AS_CARE: "telt mee als zorg: het kind was jonger dan 12",
    Reason.REFUTED: "telt niet mee: weerlegd",
    Reason.RUMOUR: "telt niet mee: gerucht",
    Reason.ADMINISTRATIVE: "telt niet mee: maatregel of besluit",
    Reason.PROTECTIVE: "telt niet mee: dit gaat goed",
    Reason.NO_SUSPICION: "telt niet mee: betrokken is geen verdenking",
    Reason.ROLE_UNKNOWN: "telt niet mee: de rol is niet geleverd",
    Reason.ROLE_NOT_ALLOWED: "telt niet mee: deze rol past niet bij dit soort signaal",
    Reason.NOT_BY_PERSON: "telt niet mee: een huishouden kan geen verdachte zijn",
    Reason.MINOR: "telt niet mee: dit soort signaal mag niet over een minderjarige gaan",
}

DOMAINS: Final = tuple(load_catalogue().life_domains)

_REASONS: Final = tuple(Reason)
_ROLES: Final = tuple(str(role) for role in SignalRole)
_OWN: Final = (SignalRole.SUSPECT, SignalRole.CONVICTED)
_COUNTING: Final = (Reason.COUNTED, Reason.AS_NEED, Reason.AS_CARE)
_CONDUCT: Final = ("crime", "nuisance", "threat")
#: Signals looked up together.
_AT_ONCE: Final = 1_000_000
_ADULTS_ONLY: Final = ("never_for_minors", "adult_subject_only")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one signal is: its nature and life domain in this role, and why it counts or not."""

    nature: Nature
    domain: str
    reason: Reason

    @property
    def counted(self) -> bool:
        """Whether it counts, as far as type, role and age go."""
        return self.reason in _COUNTING


def verdict(kind: SignalType, role: str, *, person: bool, age: AgeClass) -> Verdict:
    """Judge a type of signal in a role; status and hardness come on top (``judge``).

    Parameters
    ----------
    kind : SignalType
        Row of the catalogue.
    role : str
        Role of the subject, empty where not delivered.
    person : bool
        Whether the subject is a person (else a household).
    age : AgeClass
        Age of that person on the day of the event, by all readings of a partial date.

    Returns
    -------
    Verdict
        Victim, witness and child in the family: the type's alternative nature and domain. A child
        that may have been under 12 is never a suspect: what it did is care, and where the type's
        domain is justice it goes to parenting, as ``PAR_U12_BEHAV`` does.

    Notes
    -----
    Source: design.md section 5; catalogue NOTES.md sections 2 and 3 (alt_nature, minor_rule).

    >>> kind = load_catalogue().signal_types["JUS_VIOLENCE"]
    >>> verdict(kind, "victim", person=True, age=AgeClass.ADULT).domain
    'EXP'
    >>> verdict(kind, "involved", person=True, age=AgeClass.ADULT).counted
    False
    """
    nature = Nature[kind.nature.upper()]
    if role and role not in kind.allowed_roles:
        return Verdict(nature, kind.domain, Reason.ROLE_NOT_ALLOWED)
    if not kind.counts_for_concentration:
        good = nature is Nature.PROTECTIVE
        return Verdict(nature, kind.domain, Reason.PROTECTIVE if good else Reason.ADMINISTRATIVE)
    if role in kind.alt_nature_roles:
        alternative = Nature[kind.alt_nature.upper()]
        return Verdict(alternative, kind.alt_domain or kind.domain, Reason.AS_NEED)
    if kind.nature not in _CONDUCT:
        return Verdict(nature, kind.domain, Reason.COUNTED)
    return _conduct(kind, role, person=person, age=age)


def _conduct(kind: SignalType, role: str, *, person: bool, age: AgeClass) -> Verdict:
    """Judge crime, nuisance and threat by the one it is about."""
    nature = Nature[kind.nature.upper()]
    no_role = _role_fault(kind, role, person=person)
    if no_role is not None:
        return Verdict(nature, kind.domain, no_role)
    if kind.minor_rule in _ADULTS_ONLY and age in _too_young(kind):
        return Verdict(nature, kind.domain, Reason.MINOR)
    if age is AgeClass.UNDER_12:
        domain = "PAR" if kind.domain == "JUS" else kind.domain
        return Verdict(Nature.CARE, domain, Reason.AS_CARE)
    return Verdict(nature, kind.domain, Reason.COUNTED)


def _role_fault(kind: SignalType, role: str, *, person: bool) -> Reason | None:
    if role in _OWN:
        return None if person else Reason.NOT_BY_PERSON
    if not role:
        # Without a role it may as well be the victim.
        unsafe = kind.nature == "crime" or kind.domain == "JUS"
        return Reason.ROLE_UNKNOWN if unsafe else None
    return Reason.NO_SUSPICION if kind.nature == "crime" else None


def _too_young(kind: SignalType) -> tuple[AgeClass, ...]:
    """For a suspicion one reading below 18 is enough, else every reading must be."""
    certain = (AgeClass.UNDER_12, AgeClass.MINOR)
    return (*certain, AgeClass.MAYBE_MINOR) if kind.nature == "crime" else certain


@dataclass(frozen=True, slots=True, repr=False)
class Judgement:
    """The verdict on every signal, one array element per row of ``graph.signals``.

    Parameters
    ----------
    nature : int8 array
        ``Nature`` in this role.
    domain : int8 array
        Position in ``DOMAINS`` in this role.
    reason : int8 array
        Position in ``Reason``.
    counted : bool array
        Whether it counts: nature, role, status and hardness alone.
    own_conduct : bool array
        Counts, and the person itself is suspect or convicted: only these may feed a crime criterion.
    """

    nature: npt.NDArray[np.int8]
    domain: npt.NDArray[np.int8]
    reason: npt.NDArray[np.int8]
    counted: npt.NDArray[np.bool_]
    own_conduct: npt.NDArray[np.bool_]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Judgement: {len(self.counted)} signals, {int(self.counted.sum())} counted>"

    def reason_words(self) -> npt.NDArray[np.object_]:
        """Return the reason code of each signal as a word."""
        return np.array([str(r) for r in _REASONS], dtype=object)[self.reason]


def judge(graph: FamilyGraph) -> Judgement:
    """Judge all signals of a graph.

    Returns
    -------
    Judgement
        Kept with the graph.

    Notes
    -----
    One look-up per signal in a table made of ``verdict``; O(signals).
    """
    made = graph._cache.get("roles")  # noqa: SLF001 - the graph keeps what is derived from it
    if made is None:
        made = graph._cache["roles"] = _judge(graph)  # noqa: SLF001
    return cast("Judgement", made)


def _judge(graph: FamilyGraph) -> Judgement:
    signals = graph.signals
    types = signals["type"].cat
    table = _table(tuple(types.categories))
    kinds = types.codes.to_numpy()
    roles = signals["role"].cat.codes.to_numpy()
    person = signals["person"].to_numpy()
    ages = signal_ages(graph)
    found = np.empty((3, len(signals)), np.int8)
    # Some at a time: indices are wide, and of a country that is gigabytes.
    for first in range(0, len(signals), _AT_ONCE):
        rows = slice(first, first + _AT_ONCE)
        about = (person[rows] >= 0).astype(np.int8)
        # A missing role is -1 and so the last column of the table.
        found[:, rows] = table[:, kinds[rows], roles[rows], about, ages[rows]]
    nature, domain, reason = found
    reason[_is(signals, "hardness", Hardness.RUMOUR)] = _at(Reason.RUMOUR)
    reason[_is(signals, "status", SignalStatus.REFUTED)] = _at(Reason.REFUTED)
    counted = np.isin(reason, [_at(r) for r in _COUNTING])
    own = np.isin(roles, [_ROLES.index(role) for role in _OWN]) & (reason == _at(Reason.COUNTED))
    return Judgement(nature, domain, reason, counted, own)


def _at(reason: Reason) -> int:
    return _REASONS.index(reason)


def _is(signals: pd.DataFrame, column: str, value: str) -> npt.NDArray[np.bool_]:
    return cast("npt.NDArray[np.bool_]", (signals[column] == str(value)).to_numpy(dtype=bool))


def signal_ages(graph: FamilyGraph) -> npt.NDArray[np.int8]:
    """Return the ``AgeClass`` of each signal's person on the day of the event; adult for a household.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    """
    signals, persons = graph.signals, graph.persons
    subject = signals["person"].to_numpy()
    ages = np.full(len(signals), int(AgeClass.ADULT), dtype=np.int8)
    rows = np.flatnonzero(subject >= 0)
    ages[rows] = age_classes(
        (
            persons["birth_date"].to_numpy()[subject[rows]],
            persons["birth_date_hi"].to_numpy()[subject[rows]],
        ),
        (signals["event_date"].to_numpy()[rows], signals["event_date_hi"].to_numpy()[rows]),
    )
    return ages


@cache
def _table(types: tuple[str, ...]) -> npt.NDArray[np.int8]:
    """Make nature, domain and reason for each type, role (last: none), subject and age class."""
    catalogue = load_catalogue()
    roles = (*_ROLES, "")
    table = np.empty((3, len(types), len(roles), 2, len(AgeClass)), dtype=np.int8)
    for t, code in enumerate(types):
        for r, role in enumerate(roles):
            for person in (False, True):
                for age in AgeClass:
                    found = verdict(catalogue.signal_types[code], role, person=person, age=age)
                    where = (slice(None), t, r, int(person), int(age))
                    table[where] = (found.nature, DOMAINS.index(found.domain), _at(found.reason))
    return table
