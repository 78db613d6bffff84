"""The timeline of a page: one lane per life domain, marks at the days, bars for what runs.

It is a picture of the evidence table, no more: each mark opens its rows, and the table says the same
in words. Positions are computed; marks closer than 20 units stand on two heights.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.period import last_months
from famnet.reports.marks import DOMAIN_ORDER
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day, day_from_date

if TYPE_CHECKING:
    from famnet.reports.evidence import Evidence, Group, Row
    from famnet.reports.records import Records
    from famnet.reports.session import Session

__all__ = ["Bar", "Lane", "Mark", "Tick", "Timeline", "timeline"]

LEFT: Final = 150.0
RIGHT: Final = 838.0
TOP: Final = 24.0
LANE: Final = 30.0
CLOSE: Final = 20.0
SHOWN_MONTHS: Final = 36
BAR: Final = 17.0
MOST_BARS: Final = 12
HELPING: Final = ("helper", "treatment", "guardian", "supervisor")
_SHAPES: Final = {"v": "square", "d": "square", "z": "diamond"}
_FILL: Final = {"fact": "fact", "professional_judgement": "half"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One episode on a lane; ``left`` puts its text on the left."""

    x: float
    y: float
    shape: str
    fill: str
    text: str
    sentence: str
    ref: str
    left: bool
    echoes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A life domain."""

    domain: str
    name: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure or help, from day to day; ``inside`` says that its text stands in the bar."""

    x: float
    width: float
    y: float
    css: str
    text: str
    text_x: float
    anchor: str
    inside: bool
    ref: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A start of a quarter; ``year`` where one begins."""

    x: float
    text: str
    year: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, in its own units."""

    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: float
    old_until: float
    today: float
    older: int

    @property
    def bottom(self) -> float:
        """Where the lanes end."""
        return self.height - 14


def timeline(session: Session, proof: Evidence, acts: Records) -> Timeline | None:
    """Lay out the episodes of a page; None where there is nothing or no today.

    Notes
    -----
    At most the last 36 months are drawn; what is older is counted.
    """
    today = session.graph.as_of
    groups = [group for group in proof.groups if group.kind != "x"]
    if not groups or today == NO_DAY:
        return None
    first = max(last_months(today, SHOWN_MONTHS).start, min(group.day for group in groups))
    first = min(first, session.period.start)
    start = _quarter(first)
    scale = _Scale(start, today)
    shown = [group for group in groups if group.day >= start]
    lanes, y = [], TOP
    for domain in DOMAIN_ORDER:
        marks = _marks([g for g in shown if domain in g.domains[:1]], scale, y)
        if marks:
            height = LANE + (12.0 if any(mark.y > y + LANE / 2 + 1 for mark in marks) else 0.0)
            lanes.append(Lane(domain, session.domain_name(domain), y, height, marks))
            y += height
    ticks = tuple(_ticks(start, today, scale))
    bars = tuple(_bars(session, acts, scale, y + 6))
    y += BAR * len(bars) + (8 if bars else 0)
    return Timeline(
        tuple(lanes),
        bars,
        ticks,
        y + 14,
        scale(session.period.start),
        scale(today),
        len(groups) - len(shown),
    )


def _bars(session: Session, acts: Records, scale: _Scale, y: float) -> list[Bar]:
    """Return what was imposed, then voluntary help, each on its own line."""
    texts = session.texts
    found = [
        (
            m.mode != "imposed",
            m.days,
            f"{texts.get(f'measure_short.{m.code}', m.name)} {m.who}",
            m.ref,
        )
        for m in acts.measures
    ] + [
        (h.mode != texts("mode.imposed"), h.days, f"{h.partner_name} {h.who}", h.ref)
        for h in acts.help
        if h.role in HELPING
    ]
    shown = [
        item
        for item in found
        if scale(item[1][1]) > LEFT and scale(item[1][0]) < scale(scale.end) + 1
    ]
    shown.sort(key=lambda item: (item[0], item[1][0], item[3]))
    return [_bar(scale, item, y + BAR * number) for number, item in enumerate(shown[:MOST_BARS])]


def _bar(scale: _Scale, item: tuple[bool, tuple[int, int], str, str], y: float) -> Bar:
    free, (start, end), text, ref = item
    x, right = scale(start), scale(end)
    width, room = max(3.0, round(right - x, 1)), 6.2 * len(text) + 12
    inside = width > room
    left = not inside and right + room > RIGHT + 30
    place = x + 5 if inside else (x - 5 if left else right + 5)
    anchor = "end" if left else "start"
    css = "vol" if free else "imp"
    return Bar(x, width, y, css, text, round(place, 1), anchor, inside, ref)


class _Scale:
    def __init__(self, start: int, end: int) -> None:
        self._start = start
        self.end = end
        self._width = max(1, end - start)

    def __call__(self, day: int) -> float:
        if day in (NO_DAY, FOREVER):
            return LEFT if day == NO_DAY else RIGHT
        place = (day - self._start) / self._width
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, place)), 1)


def _quarter(day: int) -> int:
    date = date_from_day(day)
    assert date is not None
    return day_from_date(dt.date(date.year, (date.month - 1) // 3 * 3 + 1, 1))


def _ticks(start: int, today: int, scale: _Scale) -> list[Tick]:
    date = date_from_day(start)
    assert date is not None
    found = []
    while (day := day_from_date(date)) <= today:
        text = str(date.year) if date.month == 1 else {4: "apr", 7: "jul", 10: "okt"}[date.month]
        found.append(Tick(scale(day), text, date.month == 1))
        date = dt.date(
            date.year + (date.month == 10), date.month % 12 + 3 if date.month != 10 else 1, 1
        )
    return found


def _marks(groups: list[Group], scale: _Scale, y: float) -> tuple[Mark, ...]:
    """Place the marks of a lane; each text goes where there is room, right of its mark if it can."""
    marks: list[Mark] = []
    taken: dict[bool, float] = {False: LEFT, True: LEFT}
    low, before = False, -1e9
    for place, group in enumerate(groups):
        x = scale(group.day)
        low = x - before < CLOSE and not low
        before = x
        row = group.rows[0]
        text = f"{group.ref} {' '.join(dict.fromkeys(_short(r) for r in group.rows[:6]))}".strip()
        width = 14 + 6.4 * len(text)
        following = scale(groups[place + 1].day) if place + 1 < len(groups) else RIGHT + 30
        crowded = x + width > RIGHT + 30 or (following - x >= CLOSE and x + width > following - 8)
        left = crowded and x - width > taken[low]
        taken[low] = x + (8 if left else width)
        marks.append(Mark(
            x, y + LANE / 2 + (13 if low else 0), _shape(group),
            "plus" if group.kind == "p" else _FILL.get(row.hardness, "open"), text,
            f"{group.ref}, {row.date}: {row.type_name}, {row.who}", group.ref, left, _echoes(group, scale, x),
        ))  # fmt: skip
    return tuple(marks)


def _echoes(group: Group, scale: _Scale, x: float) -> tuple[float, ...]:
    return tuple(sorted({scale(row.day) for row in group.rows[1:] if scale(row.day) - x > 6}))


def _short(row: Row) -> str:
    return next((word for word in row.who.split() if word[:1].isupper()), "")


def _shape(group: Group) -> str:
    if group.kind == "p":
        return "plus"
    marks = {row.mark for row in group.rows if row.counted} or {group.rows[0].mark}
    for mark, shape in _SHAPES.items():
        if mark in marks:
            return shape
    return "circle"
