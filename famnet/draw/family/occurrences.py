"""What was told of a family network, by occurrence: the rows behind every mark of a picture.

Numbers (e01, p01, x01) are those of the evidence sheet of the page: same rows, same order. A minor
has care only; rumours are off.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.analysis.period import last_months
from famnet.catalogue import load_catalogue
from famnet.draw.family.signal_facts import SignalFacts

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.draw.family.circle import Circle, Subject

__all__ = ["CARE", "ROLE_LETTER", "Occurrence", "Occurrences", "Told", "occurrences"]

CARE: Final = "z"
# Roles of one signal, for adults only.
ROLE_LETTER: Final = {
    "suspect": "v",
    "convicted": "d",
    "victim": "s",
    "witness": "t",
    "involved": "b",
    "child_in_family": "b",
    "subject_of_measure": "b",
}
_COLUMNS: Final = (
    "signal_id", "type", "person", "household", "role", "partner", "origin_partner", "event_date",
    "event_date_hi", "hardness", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One delivered signal.

    Parameters
    ----------
    signal_id : str
        Its id.
    day, day_hi : int
        Event date, earliest and latest reading.
    name : str
        Type of the catalogue, in the language of the circle.
    subject : Subject
        Whom it is about.
    mark : str
        ``v d s b t`` as role of an adult; ``z`` of who is or was a minor.
    domain, own_domain : str
        Life domain of the occurrence where it touches; of the signal by itself.
    partner, origin : int
        Who delivered, who first saw it (-1 not said).
    hardness : str
        As delivered, empty where not.
    counted, recent : bool
        By nature, role, status and hardness; in the period.
    unit : int
        Analysis unit that it touches.
    """

    signal_id: str
    day: int
    day_hi: int
    name: str
    subject: Subject
    mark: str
    domain: str
    own_domain: str
    partner: int
    origin: int
    hardness: str
    counted: bool
    recent: bool
    unit: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Rows about one occurrence: ``e``, something that goes well (``p``), or refuted (``x``)."""

    ref: str
    kind: str
    rows: tuple[Told, ...]

    @property
    def lead(self) -> Told:
        """Return the row that stands for it: the first that counts, else the first."""
        return next((row for row in self.rows if row.counted), self.rows[0])

    @property
    def counts(self) -> bool:
        """Whether it counts in the period looked at."""
        return self.kind == "e" and any(row.counted and row.recent for row in self.rows)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of its rows."""
        return tuple(f"signals:{row.signal_id}" for row in self.rows)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Whom it is about, each once, in the order of the rows."""
        return tuple(dict.fromkeys(row.subject for row in self.rows))


@dataclass(frozen=True, slots=True)
class Occurrences:
    """All occurrences of a circle, oldest first, and the rumours, which are off."""

    all: tuple[Occurrence, ...]
    rumours: tuple[Told, ...]

    def of(self, *kinds: str) -> tuple[Occurrence, ...]:
        """Return the occurrences of some kinds."""
        return tuple(item for item in self.all if item.kind in kinds)


def occurrences(circle: Circle) -> Occurrences:
    """Return what was told about the households of a circle. O(k log n) for k rows."""
    places = circle.facts.rows("signals", "unit", circle.units)
    records = circle.facts.records("signals", places, _COLUMNS)
    judged = SignalFacts(circle.graph)
    rows = list(zip(places.tolist(), _rows(circle, judged, places, records), strict=True))
    told = [(place, row) for place, row in rows if row[1].hardness != "rumour"]
    told = _recent(circle, judged, told)
    grouped: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for place, (kind, row) in told:
        grouped[kind, judged.episode(place)].append(row)
    ordered = sorted(
        (
            (kind, tuple(sorted(group, key=lambda r: (r.day, r.signal_id))))
            for (kind, _), group in grouped.items()
        ),
        key=lambda item: (item[1][0].day, item[1][0].signal_id),
    )
    numbers = {"e": 0, "p": 0, "x": 0}
    found = []
    for kind, group in ordered:
        numbers[kind] += 1
        found.append(Occurrence(f"{kind}{numbers[kind]:02d}", kind, group))
    rumours = tuple(row for _, (kind, row) in rows if row.hardness == "rumour" and kind != "x")
    return Occurrences(tuple(found), rumours)


def _rows(
    circle: Circle,
    judged: SignalFacts,
    places: npt.NDArray[np.int64],
    records: list[dict[str, Any]],
) -> list[tuple[str, Told]]:
    types = load_catalogue().signal_types
    found = []
    parts = (places.tolist(), records, circle.about(records), circle.minors_then(records))
    for place, row, subject, young in zip(*parts, strict=True):
        kind = types[str(row["type"])]
        refuted = row["status"] == "refuted"
        protective = kind.nature == "protective"
        counted = judged.counted(place)
        care = subject.person and (young or subject.minor)
        told = Told(
            signal_id=str(row["signal_id"]),
            day=row["event_date"],
            day_hi=row["event_date_hi"],
            name=kind.name_en if circle.lang == "en" else kind.name_nl,
            subject=subject,
            mark=CARE if care else ROLE_LETTER[row["role"] or "involved"],
            domain=judged.domain(place) if counted else kind.domain,
            own_domain=kind.domain if not counted else judged.own_domain(place),
            partner=row["partner"],
            origin=row["origin_partner"],
            hardness=row["hardness"] or "",
            counted=counted,
            recent=False,
            unit=judged.unit(place),
        )
        found.append(("x" if refuted else "p" if protective else "e", told))
    return found


def _recent(
    circle: Circle, judged: SignalFacts, told: list[tuple[int, tuple[str, Told]]]
) -> list[tuple[int, tuple[str, Told]]]:
    """Mark what falls in the period: all of an occurrence in a household where one counted row does."""
    period = last_months(circle.graph.as_of)
    low = np.array([row.day for _, (_, row) in told], np.int64)
    high = np.array([row.day_hi for _, (_, row) in told], np.int64)
    within = ((high >= period.start) & (low <= period.end)).tolist()
    whole = {
        (judged.episode(place), row.unit)
        for (place, (_, row)), inside in zip(told, within, strict=True)
        if inside and row.counted
    }
    return [
        (place, (kind, replace(row, recent=(
            (judged.episode(place), row.unit) in whole if row.counted else inside
        ))))
        for (place, (kind, row)), inside in zip(told, within, strict=True)
    ]  # fmt: skip
