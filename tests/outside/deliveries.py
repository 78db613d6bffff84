"""Random deliveries, messy but valid: many small family histories in one folder.

Written from cli.md and design.md §3 alone. Every word in these files is made up.
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 1, 1)

# Partner kinds with a referral edge of their own between them, and others without one.
PARTNERS = [
    "POL",
    "VT",
    "SCH",
    "LPA",
    "GI",
    "RVDK",
    "WOCO",
    "WENI",
    "HA",
    "SWT",
    "GGZ",
    "JGZ",
    "IB",
    "COLL",
    "CJG",
]

# type, role, one holder each: (type, roles, holders)
ADULT_SIGNALS = [
    ("FIN_DEBT", ["involved"], ["WENI", "SWT"]),
    ("HOU_ARREARS", ["involved"], ["WOCO"]),
    ("HOU_NUISANCE", ["involved", "victim"], ["WOCO", "COLL"]),
    ("MEN_CONCERN", ["involved"], ["HA", "SWT", "GGZ"]),
    ("ADD_USE", ["involved"], ["POL", "SWT"]),
    ("NET_AVOID", ["involved"], ["SWT", "VT"]),
    ("WRK_NONE", ["involved"], ["WENI"]),
    ("JUS_SUSPECT", ["suspect"], ["POL"]),
    ("JUS_DRUGS", ["suspect", "convicted", "involved"], ["POL"]),
    ("JUS_VIOLENCE", ["suspect", "victim", "witness", "involved"], ["POL"]),
    ("HOM_DV_INCIDENT", ["suspect", "victim", "involved"], ["POL", "VT"]),
    ("HOM_VT_REPORT", ["victim", "involved"], ["VT", "RVDK", "SWT"]),
    ("EXP_TRAFFICKED", ["victim"], ["POL", "VT"]),
    ("FIN_BENEFIT", ["involved"], ["WENI"]),
    ("FIN_GUARD", ["subject_of_measure"], ["WENI"]),
    ("MEN_TREATMENT", ["involved"], ["GGZ"]),
    ("FIN_BEN_FRAUD", ["suspect", "involved"], ["WENI"]),
]
CHILD_SIGNALS = [
    ("EDU_ABSENCE", ["involved", "child_in_family"], ["LPA", "SCH"]),
    ("EDU_CONCERN", ["involved"], ["SCH", "IB"]),
    ("PAR_JGZ", ["involved"], ["JGZ"]),
    ("PAR_THREAT", ["victim", "child_in_family"], ["RVDK", "VT", "GI"]),
    ("HOM_CHILD_WITNESS", ["witness", "victim"], ["VT", "POL", "RVDK"]),
    ("HOM_DV_INCIDENT", ["child_in_family", "victim"], ["POL", "VT"]),
    ("PAR_MEASURE", ["subject_of_measure"], ["GI", "RVDK"]),
    ("EXP_CRIMINAL", ["victim"], ["POL", "VT"]),
]
HOUSEHOLD_SIGNALS = [
    ("HOU_ARREARS", ["WOCO"]),
    ("HOM_VT_REPORT", ["VT"]),
    ("FIN_DEBT", ["WENI"]),
    ("HOU_NUISANCE", ["COLL", "WOCO"]),
]


@dataclass
class Rows:
    """The tables being written; each a list of rows."""

    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def add(self, table: str, **cells: object) -> None:
        self.tables.setdefault(table, []).append(
            {k: "" if v is None else str(v) for k, v in cells.items()}
        )


@dataclass
class Person:
    id: str
    year: int
    born: dt.date
    died: dt.date | None = None
    father: str | None = None
    mother: str | None = None


def day_text(rng: random.Random, day: dt.date, *, messy: bool = True) -> str:
    """A date as deliveries write it: sometimes Dutch, as one day always."""
    if messy and rng.random() < 0.15:
        return day.strftime("%d-%m-%Y")
    return day.isoformat()


def birth_text(rng: random.Random, day: dt.date) -> str:
    choice = rng.random()
    if choice < 0.06:
        return str(day.year)
    if choice < 0.12:
        return f"{day.year}-{day.month:02d}"
    if choice < 0.16:
        return f"{day.year}{day.month:02d}00"
    if choice < 0.2:
        return f"00-00-{day.year}"
    return day_text(rng, day)


class Story:
    """One family history of three or four generations, with its homes."""

    def __init__(self, rng: random.Random, rows: Rows, tag: str) -> None:
        self.rng, self.rows, self.tag = rng, rows, tag
        self.people: dict[str, Person] = {}
        self.count = 0
        self.home_count = 0
        self.union_count = 0

    def person(self, year: int) -> Person:
        rng = self.rng
        self.count += 1
        person = Person(
            f"{self.tag}{rng.randrange(100):02d}{self.count:02d}",
            year,
            dt.date(year, rng.randint(1, 12), rng.randint(1, 28)),
        )
        if (TODAY.year - year > 60 and rng.random() < 0.4) or rng.random() < 0.03:
            person.died = dt.date(max(year + 45, 2005), 3, 1) + dt.timedelta(
                days=rng.randrange(6000)
            )
            if person.died >= TODAY or (person.died.year - year) < 40:
                person.died = None
        self.people[person.id] = person
        return person

    def household(self, kind: str = "private") -> str:
        self.home_count += 1
        home = f"H-{self.tag}{self.rng.randrange(100):02d}{self.home_count:02d}"
        self.rows.add(
            "households",
            household_id=home,
            kind=kind,
            postcode="1234AB",
            house_number="7",
            neighbourhood="Verzonnen buurt",
        )
        return home

    def child(
        self, year: int, parents: list[Person], *, family: str | None, known: list[bool]
    ) -> Person:
        kid = self.person(year)
        for parent, is_known in zip(parents, known, strict=True):
            if is_known:
                self.rows.add(
                    "kinships",
                    person_id=parent.id,
                    kind="parent_of",
                    relative_id=kid.id,
                    family_id=family,
                )
        return kid

    def couple(self, a: Person, b: Person, *, ended: bool) -> None:
        start = dt.date(max(a.year, b.year) + 19, 5, 1)
        end = None
        if ended:
            end = min(start + dt.timedelta(days=self.rng.randint(900, 4000)), dt.date(2025, 6, 1))
        self.rows.add(
            "kinships",
            person_id=a.id,
            kind="partner_of",
            relative_id=b.id,
            union="married" if self.rng.random() < 0.5 else "",
            end_reason="divorce" if ended else "",
            start_date=start.isoformat(),
            end_date=end and end.isoformat(),
        )

    def children(self, parents: list[Person], number: int) -> list[Person]:
        rng = self.rng
        self.union_count += 1
        family = f"f{self.tag}{self.union_count}" if rng.random() < 0.3 else None
        base = max(parent.year for parent in parents) + rng.randint(20, 27)
        out = []
        for i in range(number):
            known = [rng.random() < 0.85 for _ in parents]
            year = base + 2 * i
            if year > 2025:
                break
            if any(parent.died and parent.died.year <= year + 1 for parent in parents):
                for parent in parents:
                    parent.died = None
            out.append(self.child(year, parents, family=family, known=known))
        return out

    def live(self, people: list[Person], *, to: dt.date | None = None) -> str:
        """A household for these people; some are said with dates, some without."""
        home = self.household()
        for person in people:
            start = (
                person.born + dt.timedelta(days=self.rng.choice([0, 0, 7300]))
                if TODAY.year - person.year > 25
                else person.born
            )
            undated = to is None and person.died is None and self.rng.random() < 0.2
            self.rows.add(
                "memberships",
                person_id=person.id,
                household_id=home,
                role=self.rng.choice(["head", "partner", "child", "other", ""]),
                start_date="" if undated else day_text(self.rng, start),
                end_date=""
                if undated
                else ((person.died and person.died.isoformat()) or (to and to.isoformat())),
            )
        return home


def grow(rng: random.Random, rows: Rows, tag: str) -> list[Person]:
    """Three generations: founders, their children with partners from outside, grandchildren."""
    story = Story(rng, rows, tag)
    founder = [story.person(rng.randint(1935, 1955)) for _ in range(2)]
    if rng.random() < 0.7:
        story.couple(*founder, ended=rng.random() < 0.3)
    second = story.children(founder, rng.randint(1, 4))
    if rng.random() < 0.3:  # the first founder has a child with another
        other = story.person(founder[0].year + 3)
        second += story.children([founder[0], other], 1)
        founder.append(other)
    outsiders: list[Person] = []
    minors: list[Person] = []
    homes: list[list[Person]] = (
        [[person] for person in founder] if rng.random() < 0.4 else [founder]
    )
    for adult in second:
        if TODAY.year - adult.year < 22:
            minors.append(adult)
            homes[0].append(adult)
            continue
        here = [adult]
        for nth in range(rng.choice([0, 1, 1, 1, 2])):
            partner = story.person(adult.year + rng.randint(-4, 4))
            outsiders.append(partner)
            ended = nth == 1 or rng.random() < 0.25
            story.couple(adult, partner, ended=ended)
            kids = story.children([adult, partner], rng.randint(0, 3))
            minors += kids
            if ended:
                homes.append([partner, *kids]) if rng.random() < 0.5 else (
                    here.extend(kids),
                    homes.append([partner]),
                )
            else:
                here += [partner, *kids]
        homes.append(here)
    if outsiders and rng.random() < 0.5:  # in-laws
        groom = outsiders[0]
        law = story.person(groom.year - 27)
        rows.add("kinships", person_id=law.id, kind="parent_of", relative_id=groom.id)
        homes.append([law])
        if rng.random() < 0.5:
            brother = story.person(groom.year + 2)
            rows.add("kinships", person_id=law.id, kind="parent_of", relative_id=brother.id)
            homes.append([brother])
    if rng.random() < 0.4:  # siblings without recorded parents
        group = [story.person(1970 + 3 * i) for i in range(rng.randint(2, 3))]
        for one, two in itertools.pairwise(group):
            rows.add("kinships", person_id=one.id, kind="sibling_of", relative_id=two.id)
        kid = story.child(2001, [group[0]], family=None, known=[True])
        homes += [[group[0]], [group[1], kid], *[[extra] for extra in group[2:]]]
    settle(story, homes)
    for person in story.people.values():
        rows.add(
            "persons",
            person_id=person.id,
            family_name="Verzonnen",
            first_names="Naam",
            birth_date=birth_text(rng, person.born),
            death_date=person.died and person.died.isoformat(),
            sex=rng.choice(["male", "female", "M", "V", "X", "unknown"]),
        )
    return list(story.people.values())


def settle(story: Story, homes: list[list[Person]]) -> None:
    rng, rows = story.rng, story.rows
    done: set[str] = set()
    for home in homes:
        people = [person for person in home if person.id not in done]
        done.update(person.id for person in people)
        if not people:
            continue
        leavers = [p for p in people if len(people) > 1 and p.died is None and rng.random() < 0.12]
        people = [p for p in people if p not in leavers]
        address = story.live(people)
        for person in leavers:
            fate = rng.choice(["moved", "gone", "institution", "nowhere"])
            moved = dt.date(2024, 7, 1)
            if person.born >= moved:
                fate = "nowhere"
            if fate != "nowhere":
                rows.add(
                    "memberships",
                    person_id=person.id,
                    household_id=address,
                    role="child",
                    start_date=person.born.isoformat(),
                    end_date=moved.isoformat(),
                )
            if fate == "moved":
                new = story.household()
                rows.add(
                    "memberships",
                    person_id=person.id,
                    household_id=new,
                    role="head",
                    start_date=moved.isoformat(),
                )
            if fate == "institution":
                place = "institution-" + rng.choice("ab")
                rows.add(
                    "memberships",
                    person_id=person.id,
                    household_id=place,
                    role="other",
                    start_date=moved.isoformat(),
                )


def tell(rng: random.Random, rows: Rows, people: list[Person], tag: str, homes: list[str]) -> None:  # noqa: PLR0912 - one branch a mess
    """Signals about these people, with incidents, chains, echoes, refuted ones and rumours."""
    number = 0
    told: list[tuple[str, str, str, dt.date]] = []
    for _ in range(rng.randint(2, 14)):
        number += 1
        signal_id = f"s{tag}{rng.randrange(100):02d}{number:02d}"
        day = TODAY - dt.timedelta(
            days=rng.choice([rng.randint(1, 710), rng.randint(1, 710), rng.randint(760, 1500)])
        )
        subject: dict[str, str] = {}
        derived = incident = ""
        if told and rng.random() < 0.35:
            _, earlier_subject, _, earlier_day = rng.choice(told)
            day = min(
                earlier_day
                + dt.timedelta(days=rng.choice([0, 5, 14, 15, 28, 29, 42, 60, 90, 120])),
                TODAY - dt.timedelta(days=1),
            )
            if earlier_subject.startswith("H-"):
                subject["household_id"] = earlier_subject
            else:
                subject["person_id"] = earlier_subject
        elif rng.random() < 0.12 and homes:
            subject["household_id"] = rng.choice(homes)
        else:
            subject["person_id"] = rng.choice(people).id
        if "household_id" in subject:
            kind, holders = rng.choice(HOUSEHOLD_SIGNALS)
            role = "involved"
        else:
            person = next(p for p in people if p.id == subject["person_id"])
            if (person.died and day >= person.died) or day <= person.born:
                continue
            age_low = day.year - person.year - 1
            if 12 <= age_low <= 18 or (age_low < 18 <= day.year - person.year):
                choices = [
                    row for row in CHILD_SIGNALS if row[0] in ("EDU_CONCERN", "HOM_DV_INCIDENT")
                ]
            else:
                choices = CHILD_SIGNALS if age_low < 12 else ADULT_SIGNALS
            kind, roles, holders = rng.choice(choices)
            role = rng.choice(roles)
        same = [old for old in told if abs((old[3] - day).days) < 100]
        if same and rng.random() < 0.2:
            derived = rng.choice(same)[0]
        if rng.random() < 0.2:
            incident = f"i{tag}{rng.randint(1, 3)}-{day.year}{(day.month - 1) // 4}"
        partner = rng.choice(holders)
        origin = rng.choice(PARTNERS) if rng.random() < 0.12 else ""
        rows.add(
            "signals",
            signal_id=signal_id,
            type=kind,
            **{"person_id": "", "household_id": "", **subject},
            role=role,
            partner_id=partner,
            origin_partner_id=origin,
            incident_id=incident,
            derived_from=derived,
            event_date=day_text(rng, day),
            received_date=(day + dt.timedelta(days=rng.randint(0, 9))).isoformat()
            if rng.random() < 0.5 and day < dt.date(2025, 12, 1)
            else "",
            hardness=rng.choice(
                ["fact", "professional_judgement", "report", "report", "report"]
                + ["rumour"] * (rng.random() < 0.2)
            ),
            status=rng.choice(
                ["reported", "confirmed", "closed", "under_review", "reported"]
                + ["refuted"] * (rng.random() < 0.2)
            ),
            release_ground="consent",
        )
        told.append(
            (signal_id, subject.get("household_id", subject.get("person_id", "")), partner, day)
        )


def ask(rng: random.Random, rows: Rows, people: list[Person]) -> None:
    """Requests and their answers, involvements and measures."""
    for _ in range(rng.randint(0, 5)):
        partner, person = rng.choice(PARTNERS), rng.choice(people)
        answer = rng.choice(["nothing_known", "pending", "refused", ""])
        rows.add(
            "requests",
            partner_id=partner,
            person_id=person.id,
            household_id="",
            asked_date="2025-10-01",
            delivered_date="2025-10-09" if answer == "nothing_known" else "",
            answer=answer,
        )
    alive = [person for person in people if person.died is None and person.year < 2005]
    for _ in range(rng.randint(0, 2)):
        rows.add(
            "involvements",
            partner_id=rng.choice(["SWT", "GI", "GGZ"]),
            person_id=rng.choice(alive).id,
            role="helper",
            mode="voluntary",
            start_date="2025-02-01",
        )


def generate(folder: Path, seed: int, families: int = 25) -> Path:
    """Write a delivery of `families` independent family histories into `folder`."""
    rng = random.Random(seed)
    rows = Rows()
    for place in "ab":
        rows.add(
            "households",
            household_id=f"institution-{place}",
            kind=rng.choice(["institution", "shelter", "student"]),
        )
    everyone: list[list[Person]] = []
    for number in range(families):
        tag = f"{chr(97 + number % 26)}{number // 26}"
        people = grow(rng, rows, tag)
        everyone.append(people)
        own = {person.id for person in people}
        homes = sorted(
            {m["household_id"] for m in rows.tables["memberships"] if m["person_id"] in own}
            - {"institution-a", "institution-b"}
        )
        tell(rng, rows, people, tag, homes)
        ask(rng, rows, people)
    for code in PARTNERS:
        rows.add("partners", partner_id=code, kind=code, name=f"Partner {code}")
    write(folder, rows, rng)
    return folder


def write(folder: Path, rows: Rows, rng: random.Random) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "delivery.toml").write_text(
        f'synthetic = true\nreference_date = "{TODAY}"\n', encoding="utf-8"
    )
    for name, table in rows.tables.items():
        shuffled = rng.sample(table, len(table))
        write_csv(folder / f"{name}.csv", shuffled)


def write_csv(path: Path, table: list[dict[str, str]]) -> None:
    columns: dict[str, None] = {}
    for row in table:
        columns.update(dict.fromkeys(row))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: row.get(column, "") for column in columns} for row in table)
