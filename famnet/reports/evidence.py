"""The evidence of a page: every delivered row about its households, by episode.

Numbers on the page are counted from these rows and nothing else. A minor has care only: no role of
a child is ever shown as suspect or convicted. Rumours are off: they are counted as not shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from famnet.catalogue import load_catalogue
from famnet.draw.family.ages import ADULT, age_at
from famnet.reports.marks import ROLE_LETTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.catalogue.signals import SignalType
    from famnet.draw.family.people import Family, Person
    from famnet.reports.session import Session

__all__ = ["Evidence", "Group", "Row", "evidence"]

CARE: Final = "z"
COLUMNS: Final = (
    "signal_id", "type", "person", "household", "role", "partner", "origin_partner", "event_date",
    "event_date_hi", "hardness", "status", "release_ground",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    people: dict[int, Person]
    letters: dict[int, str]
    persons: dict[int, dict[str, Any]]
    homes: dict[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """One delivered signal as the page shows it; ``mark`` is its letter in the matrix."""

    signal: int
    signal_id: str
    day: int
    date: str
    type: str
    type_name: str
    domain: str
    subject: str
    who: str
    role: str
    mark: str
    minor: bool
    partner: int
    origin: int
    delivered_by: str
    seen_by: str
    observer: str
    hardness: str
    hardness_name: str
    status: str
    release: str
    counted: bool
    recent: bool
    reason: str
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows about one occurrence (``e``), something that goes well (``p``) or was refuted (``x``)."""

    ref: str
    kind: str
    domains: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: bool

    @property
    def day(self) -> int:
        """When it first happened."""
        return self.rows[0].day

    @property
    def observers(self) -> tuple[str, ...]:
        """Independent observers of the rows that count."""
        return tuple(
            sorted(
                {row.observer for row in self.rows if row.counted and row.recent and row.observer}
            )
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """All groups of a page, oldest first, and how many rows are not shown."""

    groups: tuple[Group, ...]
    rumours: int

    def of(self, kind: str) -> tuple[Group, ...]:
        """Return the groups of a kind: e, p or x."""
        return tuple(group for group in self.groups if group.kind == kind)

    @property
    def counting(self) -> tuple[Group, ...]:
        """Episodes that count within the period looked at."""
        return tuple(group for group in self.groups if group.counts)

    @property
    def observers(self) -> tuple[str, ...]:
        """Independent observers over all episodes that count."""
        return tuple(sorted({name for group in self.counting for name in group.observers}))

    @property
    def domains(self) -> tuple[str, ...]:
        """Life domains of the rows that count, as codes."""
        return tuple(sorted({
            row.domain for group in self.counting for row in group.rows if row.counted and row.recent
        }))  # fmt: skip

    @property
    def scan_groups(self) -> tuple[str, ...]:
        """Scan groups (of nine) of the rows that count."""
        catalogue = load_catalogue()
        found = {catalogue.scan_group_of(domain) for domain in self.domains}
        return tuple(group for group in catalogue.scan_groups if group in found)

    def refs_by_subject(self) -> dict[tuple[str, int], list[str]]:
        """Return the refs of groups per (subject id, delivering partner)."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for group in self.groups:
            for row in group.rows:
                for partner in {row.partner, row.origin} - {-1}:
                    if group.ref not in found[row.subject, partner]:
                        found[row.subject, partner].append(group.ref)
        return found


def evidence(session: Session, family: Family, units: Sequence[int]) -> Evidence:
    """Collect the evidence rows of the households of a page.

    Parameters
    ----------
    session : Session
        What is known.
    family : Family
        The people of the page.
    units : sequence of int
        Analysis units of the window.

    Returns
    -------
    Evidence
        Numbered e01, e02 …, p01 …, x01 … in order of the day.

    Notes
    -----
    O(k log n) for k rows.
    """
    signals = session.facts.rows("signals", "unit", units).tolist()
    rows = _in_period(session, _rows(session, family, signals))
    shown = [row for row in rows if row.hardness != "rumour"]
    grouped: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in shown:
        grouped[_kind(row), session.episodes.episode(row.signal)].append(row)
    ordered = sorted(
        (
            (kind, sorted(group, key=lambda r: (r.day, r.signal_id)))
            for (kind, _), group in grouped.items()
        ),
        key=lambda item: (item[1][0].day, item[1][0].signal_id),
    )
    numbers = {"e": 0, "p": 0, "x": 0}
    groups = []
    for kind, group in ordered:
        numbers[kind] += 1
        groups.append(_group(session, f"{kind}{numbers[kind]:02d}", kind, group))
    return Evidence(tuple(groups), len(rows) - len(shown))


def _in_period(session: Session, rows: list[Row]) -> list[Row]:
    """Mark what falls in the period: all of an episode in a household where one counted row does."""
    signals, period = session.graph.signals, session.period
    places = [row.signal for row in rows]
    within = period.holds(
        signals["event_date"].take(places), signals["event_date_hi"].take(places)
    ).tolist()
    facts = session.episodes
    whole = {
        (facts.episode(row.signal), facts.unit(row.signal))
        for row, inside in zip(rows, within, strict=True)
        if inside and row.counted
    }
    return [
        replace(row, recent=(
            (facts.episode(row.signal), facts.unit(row.signal)) in whole if row.counted else inside
        ))
        for row, inside in zip(rows, within, strict=True)
    ]  # fmt: skip


def _kind(row: Row) -> str:
    if row.status == "refuted":
        return "x"
    return "p" if load_catalogue().signal_types[row.type].nature == "protective" else "e"


def _group(session: Session, ref: str, kind: str, rows: list[Row]) -> Group:
    counts = kind == "e" and any(row.counted and row.recent for row in rows)
    domains = tuple(
        dict.fromkeys(row.domain for row in rows if row.counted == counts or not counts)
    )
    told: list[Row] = []
    said = False
    for row in rows:
        text = _tells(session, row, kind, said=said)
        said = said or (row.counted and row.recent)
        told.append(replace(row, tells=text))
    return Group(ref, kind, domains, tuple(told), counts)


def _tells(session: Session, row: Row, kind: str, *, said: bool) -> str:
    texts = session.texts
    if kind != "e":
        return texts(f"counts.{kind}")
    if not row.counted:
        return texts("counts.no", why=texts.get(f"reason.{row.reason}", row.reason))
    if not row.recent:
        return texts("counts.no", why=texts("reason.too_old"))
    return texts("counts.same" if said else "counts.yes", domain=session.domain_name(row.domain))


def _rows(session: Session, family: Family, signals: Sequence[int]) -> list[Row]:
    found = session.facts.records("signals", signals, COLUMNS)
    known = _subjects(session, family, found)
    return [
        _row(session, known, number, record) for number, record in zip(signals, found, strict=True)
    ]


def _subjects(session: Session, family: Family, found: list[dict[str, Any]]) -> _Known:
    """Look up all persons and households that the signals are about, at once."""
    persons = sorted({row["person"] for row in found if row["person"] >= 0})
    homes = sorted({row["household"] for row in found if row["household"] >= 0})
    births = ("person_id", "birth_date", "birth_date_hi")
    return _Known(
        people=family.by_code(),
        letters={home.code: home.letter for home in family.households},
        persons=dict(zip(persons, session.facts.records("persons", persons, births), strict=True)),
        homes=dict(
            zip(homes, session.facts.records("households", homes, ("household_id",)), strict=True)
        ),
    )


def _row(session: Session, known: _Known, number: int, record: dict[str, Any]) -> Row:
    texts, episodes = session.texts, session.episodes
    kind = load_catalogue().signal_types[str(record["type"])]
    day = record["event_date"]
    subject, who, minor = _who(session, known, record, day)
    role = record["role"] or "involved"
    partner, origin = record["partner"], record["origin_partner"]
    seen_by = session.partners.full(origin) if origin not in (-1, partner) else ""
    return Row(
        signal=int(number),
        signal_id=str(record["signal_id"]),
        day=day,
        date=texts.day(day, record["event_date_hi"]),
        type=kind.code,
        type_name=kind.name_en if texts.lang == "en" else kind.name_nl,
        domain=_domain(session, number, kind),
        subject=subject,
        who=who,
        role=_role_text(session, role, minor=minor),
        mark=CARE if minor else ROLE_LETTER[role],
        minor=minor,
        partner=partner,
        origin=origin,
        delivered_by=session.partners.full(partner),
        seen_by=seen_by,
        observer=episodes.observer(number),
        hardness=(record["hardness"] or ""),
        hardness_name=texts.get(f"hardness.{record['hardness']}", ""),
        status=record["status"] or "",
        release=texts.get(f"release.{record['release_ground']}", ""),
        counted=episodes.counted(number),
        recent=False,
        reason=episodes.reason(number),
    )


def _who(
    session: Session, known: _Known, record: dict[str, Any], day: int
) -> tuple[str, str, bool]:
    """Return the id of the subject, its label, and whether it was or is a minor."""
    person, household = record["person"], record["household"]
    if person < 0:
        letter = known.letters.get(household)
        text = (
            session.texts("page.household", letter=letter)
            if letter
            else session.texts("page.old_household")
        )
        return str(known.homes[household]["household_id"]), text, False
    card = known.people.get(person)
    row = known.persons[person]
    then = age_at(row["birth_date"], row["birth_date_hi"], day)
    minor = then.low is not None and then.low < ADULT
    if card is None:
        return str(row["person_id"]), session.texts("page.former"), minor
    return card.person_id, card.label.text, minor or card.minor


def _domain(session: Session, number: int, kind: SignalType) -> str:
    """Return the domain of its episode; what doesn't count keeps its own."""
    if session.episodes.counted(number):
        return session.episodes.domain(number)
    return kind.domain


def _role_text(session: Session, role: str, *, minor: bool) -> str:
    if not minor:
        return session.texts(f"role.{role}")
    return session.texts.get(f"minor_role.{role}", session.texts("minor_role.other"))
