"""Which role a signal type may have at which age, from the catalogue's roles and minor rules."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import words
from famnet.vocabulary import SignalRole

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["AGE_CLASSES", "age_class", "role_fits", "role_table"]

AGE_CLASSES = ("under 12", "12 to 17", "18 and over")
_CRIME_ROLES = {SignalRole.SUSPECT, SignalRole.CONVICTED, SignalRole.SUBJECT}
_BESIDE = {SignalRole.CHILD, SignalRole.VICTIM, SignalRole.WITNESS}


def age_class(years: NDArray[np.floating]) -> NDArray[np.int8]:
    """Return 0 under 12, 1 from 12 to 17, 2 from 18 on.

    >>> age_class(np.array([11.9, 12.0, 18.0])).tolist()
    [0, 1, 2]
    """
    return ((years >= 12).astype(np.int8) + (years >= 18)).astype(np.int8)


def role_fits(signal_type: str, role: str, klass: int) -> bool:
    """Say whether a type allows this role at this age class (index of ``AGE_CLASSES``).

    >>> role_fits("JUS_SUSPECT", "suspect", 0), role_fits("JUS_SUSPECT", "suspect", 1)
    (False, True)
    """
    kind = load_catalogue().signal_types[signal_type]
    if role not in kind.allowed_roles:
        return False
    minor = klass < 2
    return {
        "none": True,
        "minors_only": minor,
        "under_12_only": klass == 0,
        "care_only_under_12": klass > 0 or role not in _CRIME_ROLES,
        "never_for_minors": not minor,
        "adult_subject_only": not minor or role in _BESIDE,
    }[kind.minor_rule]


@cache
def role_table() -> NDArray[np.bool_]:
    """Return ``role_fits`` as an array over type, role and age class, in the order of ``codes``."""
    types, roles = words("signals", "type"), words("signals", "role")
    table = np.zeros((len(types), len(roles), len(AGE_CLASSES)), dtype=np.bool_)
    for i, kind in enumerate(types):
        for j, role in enumerate(roles):
            for klass in range(len(AGE_CLASSES)):
                table[i, j, klass] = role_fits(kind, role, klass)
    return table
