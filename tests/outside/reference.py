"""A slow second reading of cli.md and methods.md §1.3 and §2.0, for small deliveries.

Plain dictionaries and loops, nothing of famnet but its published reference lists. Where the texts
leave two readings open, both are given and a test accepts either.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import itertools
from collections import defaultdict
from functools import cached_property
from pathlib import Path

LISTS = Path(__file__).resolve().parents[2] / "famnet" / "catalogue" / "data"
TODAY = dt.date(2026, 1, 1)
COUNTING = {"care", "crime", "nuisance", "threat", "victim"}


def read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one_list(name: str, key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in read(LISTS / f"{name}.csv")}


PARTNERS = one_list("partners", "code")
TYPES = one_list("signal_types", "code")
DOMAINS = one_list("life_domains", "code")
EDGES = {
    (row["from_code"], row["to_code"]): int(row["echo_window_days"])
    for row in read(LISTS / "referral_edges.csv")
}


def day(text: str) -> dt.date | None:
    if not text:
        return None
    if text[2] == "-":
        return dt.date(*map(int, reversed(text.split("-"))))
    return dt.date.fromisoformat(text)


class Union:
    def __init__(self, items):
        self.up = {item: item for item in items}

    def find(self, item):
        while self.up[item] != item:
            item = self.up[item]
        return item

    def join(self, one, two):
        self.up[self.find(one)] = self.find(two)

    def groups(self) -> set[frozenset[str]]:
        out = defaultdict(set)
        for item in self.up:
            out[self.find(item)].add(item)
        return {frozenset(group) for group in out.values()}


class World:
    """One delivery folder, as a patient reader of the contract would understand it."""

    def __init__(self, folder: Path, today: dt.date = TODAY) -> None:
        self.today = today
        self.persons = {row["person_id"]: row for row in read(folder / "persons.csv")}
        self.households = {row["household_id"]: row for row in read(folder / "households.csv")}
        self.memberships = read(folder / "memberships.csv")
        self.kinships = read(folder / "kinships.csv")
        self.signals = {row["signal_id"]: row for row in read(folder / "signals.csv")}
        self.requests = read(folder / "requests.csv")
        self.involvements = read(folder / "involvements.csv")
        self.measures = read(folder / "measures.csv")
        self.partner_kind = {
            row["partner_id"]: row["kind"] for row in read(folder / "partners.csv")
        }

    # ---- kin

    def rows(self, kind: str) -> list[dict[str, str]]:
        return [row for row in self.kinships if row["kind"] == kind]

    @cached_property
    def parents(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("parent_of"):
            out[row["relative_id"]].add(row["person_id"])
        return out

    @cached_property
    def children(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = defaultdict(set)
        for child, parents in self.parents.items():
            for parent in parents:
                out[parent].add(child)
        return out

    @cached_property
    def families_of(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("parent_of"):
            if row.get("family_id"):
                out[row["relative_id"]].add(row["family_id"])
        return out

    @cached_property
    def siblings(self) -> dict[tuple[str, str], str]:
        """Both ways round: (one, other) -> full, half or unknown."""
        out = {}
        for parent in self.children:
            for one, two in itertools.permutations(self.children[parent], 2):
                mine, theirs = self.parents[one], self.parents[two]
                shared = mine & theirs
                if len(shared) == 2 or self.families_of[one] & self.families_of[two]:
                    out[one, two] = "full"
                elif len(mine) == 2 and len(theirs) == 2:
                    out[one, two] = "half"
                else:
                    out[one, two] = "unknown"
        for row in self.rows("sibling_of"):
            for pair in (
                (row["person_id"], row["relative_id"]),
                (row["relative_id"], row["person_id"]),
            ):
                out.setdefault(pair, "unknown")
        for one, two in itertools.permutations(list(self.families_of), 2):
            if (
                self.families_of[one] & self.families_of[two]
            ):  # even where each has another parent recorded
                out[one, two] = "full"
        return out

    @cached_property
    def partners(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """Current and former pairs, both ways round; a union that death ended is in neither."""
        now, past, dead = set(), set(), set()
        for row in self.rows("partner_of"):
            pair = (row["person_id"], row["relative_id"])
            end, start = day(row.get("end_date", "")), day(row.get("start_date", ""))
            if start and start > self.today:
                continue
            if any(self.persons[one]["death_date"] for one in pair) and not end:
                dead |= {pair, pair[::-1]}
            elif end and end <= self.today:
                past |= {pair, pair[::-1]}
            else:
                now |= {pair, pair[::-1]}
        return now, past - now - dead

    def blood_words(self) -> dict[tuple[str, str, str], set[str]]:
        """(person, relative, relation) -> the sharings that may stand there."""
        out: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        up = self.parents

        def put(person, relative, word, back, sharing):
            if person != relative:
                out[person, relative, word].add(sharing)
                out[relative, person, back].add(sharing)

        for child in list(up):
            for parent in up[child]:
                put(child, parent, "parent", "child", "")
                for grand in up.get(parent, ()):
                    put(child, grand, "grandparent", "grandchild", "")
                    for great in up.get(grand, ()):
                        put(child, great, "great_grandparent", "great_grandchild", "")
        for (one, two), sharing in self.siblings.items():
            put(one, two, "sibling", "sibling", sharing)
            for kid in self.children.get(one, ()):
                put(kid, two, "uncle_aunt", "nephew_niece", sharing)
                for cousin in self.children.get(two, ()):
                    put(kid, cousin, "cousin", "cousin", sharing)
        return out

    def married_words(self) -> set[tuple[str, str, str]]:
        now, past = self.partners
        out = {(a, b, "partner") for a, b in now} | {(a, b, "ex_partner") for a, b in past}
        for a, b in now:
            for parent in self.parents.get(b, ()):
                out |= {(a, parent, "parent_in_law"), (parent, a, "child_in_law")}
            for one, two in self.siblings:
                if one == b and two != a:
                    out |= {(a, two, "sibling_in_law"), (two, a, "sibling_in_law")}
        for parents in self.parents.values():
            for a, b in itertools.permutations(parents, 2):
                out.add((a, b, "co_parent"))
        return out

    def coefficient(self, one: str, two: str) -> float:
        """Kinship coefficient by the recursive definition, the younger generation opened first."""
        if one == two:
            parents = sorted(self.parents.get(one, ()))
            return 0.5 + (0.5 * self.coefficient(*parents) if len(parents) == 2 else 0.0)
        if self.depth(one) < self.depth(two):
            one, two = two, one
        return 0.5 * sum(self.coefficient(parent, two) for parent in self.parents.get(one, ()))

    def depth(self, person: str) -> int:
        return 1 + max((self.depth(parent) for parent in self.parents.get(person, ())), default=0)

    # ---- homes and windows

    def alive(self, person: str) -> bool:
        died = day(self.persons[person].get("death_date", ""))
        return not died or died > self.today

    @cached_property
    def homes(self) -> dict[str, str]:
        """Each person's unit: a household id, or person:ID."""
        out = {}
        mine = defaultdict(list)
        for row in self.memberships:
            mine[row["person_id"]].append(
                (
                    day(row["start_date"]) or dt.date.min,
                    day(row["end_date"]) or dt.date.max,
                    row["household_id"],
                )
            )
        for person in self.persons:
            stays = [stay for stay in mine[person] if stay[0] <= self.today]
            now = [stay for stay in stays if stay[1] > self.today]
            chosen = min(now, key=lambda s: (s[0], s[2]), default=None) or max(
                stays, key=lambda s: (s[1], s[0]), default=None
            )
            kind = self.households[chosen[2]]["kind"] if chosen else ""
            open_home = chosen and kind not in ("institution", "shelter", "student")
            out[person] = chosen[2] if open_home else f"person:{person}"
        return out

    @cached_property
    def residents(self) -> dict[str, set[str]]:
        """The living who live in each unit today; who moved out to nowhere known is in none."""
        out = defaultdict(set)
        for person, home in self.homes.items():
            if self.alive(person) and person not in self.gone:
                out[home].add(person)
        return out

    @cached_property
    def gone(self) -> set[str]:
        ends = defaultdict(list)
        for row in self.memberships:
            ends[row["person_id"]].append(day(row["end_date"]) or dt.date.max)
        return {person for person, days in ends.items() if max(days) <= self.today}

    def anchors(self) -> dict[str, set[str]]:
        """Anchor -> children; an unnamed anchor is called after its children."""
        out = {parent: set(kids) for parent, kids in self.children.items()}
        loose = Union([p for p in self.persons if not self.parents.get(p)])
        seen = set()
        for row in self.rows("sibling_of"):
            a, b = row["person_id"], row["relative_id"]
            if not self.parents.get(a) and not self.parents.get(b):
                loose.join(a, b)
                seen |= {a, b}
        for group in loose.groups():
            if len(group) > 1:
                out["?" + min(group)] = set(group)
        return out

    def windows(self, depth: int = 2) -> dict[frozenset[str], set[str]]:
        """Set of units (two or more) -> the anchors that give it."""
        out = defaultdict(set)
        for anchor, kids in self.anchors().items():
            core = self.core(anchor, kids, depth)
            units = frozenset(self.homes[person] for person in core if self.alive(person))
            if len(units) > 1:
                out[units].add("" if anchor.startswith("?") else anchor)
        return dict(out)

    def core(self, anchor: str, kids: set[str], depth: int = 2) -> set[str]:
        core = set(kids) | ({anchor} if not anchor.startswith("?") else set())
        if depth == 2:
            for kid in kids:
                core |= self.children.get(kid, set())
        return core

    # ---- episodes

    def subject(self, row: dict[str, str]) -> str:
        return row["person_id"] or row["household_id"]

    def code(self, partner: str) -> str:
        return self.partner_kind.get(partner, partner)

    def root(self, row: dict[str, str]) -> str:
        return PARTNERS[self.code(row["origin_partner_id"] or row["partner_id"])]["observer_root"]

    @functools.cache  # noqa: B019 - a World lives as long as its test session
    def episodes(self, *, all_signals: bool = False) -> set[frozenset[str]]:
        """One occurrence each; by default among the signals that count.

        The text doesn't say whether a signal that doesn't count (a decision, a rumour) can make one
        occurrence of two that do; `all_signals` takes it to the letter, and refuted ones never can.
        """
        everything = {key: row for key, row in self.signals.items() if row["status"] != "refuted"}
        signals = {key: row for key, row in everything.items() if all_signals or self.counts(row)}
        union = Union(everything)
        by_incident = defaultdict(list)
        for key, row in everything.items():
            if row["incident_id"] and key in signals:
                by_incident[row["incident_id"]].append(key)
            if row["derived_from"] in everything:
                union.join(key, row["derived_from"])
        for group in by_incident.values():
            for one in group:
                union.join(one, group[0])
        for one, two in itertools.permutations(signals.values(), 2):
            same = self.subject(one) == self.subject(two) or self.unit_of(one) == self.unit_of(two)
            if same and self.echo(one, two):
                union.join(one["signal_id"], two["signal_id"])
        groups = union.groups()
        return (
            groups
            if all_signals
            else {frozenset(group & signals.keys()) for group in groups if group & signals.keys()}
        )

    def echo(self, first: dict[str, str], second: dict[str, str]) -> bool:
        """Does `second` tell again what `first` told, along a referral edge or its declared origin?"""
        days = (day(second["event_date"]) - day(first["event_date"])).days
        a, b = self.code(first["partner_id"]), self.code(second["partner_id"])
        if (a, b) in EDGES and 0 <= days <= EDGES[a, b]:
            return True
        origin = self.code(second["origin_partner_id"]) if second["origin_partner_id"] else ""
        if origin == b:
            return False  # a partner that names itself tells nothing again
        return (
            bool(origin)
            and origin == self.code(first["origin_partner_id"] or first["partner_id"])
            and abs(days) <= max(EDGES.get((a, b), 0), 28)
        )

    def domain(self, row: dict[str, str]) -> str:
        kind = TYPES[row["type"]]
        if row["role"] in kind["alt_nature_roles"].split("|") and kind["alt_domain"]:
            return kind["alt_domain"]
        return kind["domain"]

    def counts(self, row: dict[str, str]) -> bool:
        kind = TYPES[row["type"]]
        nature = kind["nature"]
        if kind["alt_nature"] and row["role"] in kind["alt_nature_roles"].split("|"):
            nature = kind["alt_nature"]
        if (
            row["status"] == "refuted"
            or row["hardness"] == "rumour"
            or kind["counts_for_concentration"] != "yes"
        ):
            return False
        if nature == "crime" and row["role"] not in ("suspect", "convicted"):
            return False
        return nature in COUNTING

    def unit_of(self, row: dict[str, str]) -> str:
        if row["person_id"]:
            return self.homes[row["person_id"]]
        home = row["household_id"]
        if self.residents.get(home):
            return home
        members = sorted({m["person_id"] for m in self.memberships if m["household_id"] == home})
        now = [self.homes[person] for person in members if self.alive(person)] or [home]
        return min(set(now), key=lambda unit: (-now.count(unit), unit))

    @cached_property
    def touches(self) -> list[dict[str, object]]:
        """One per (episode, unit): its domain and the signals that count there."""
        out = []
        for episode in self.episodes():
            there = defaultdict(list)
            for key in episode:
                there[self.unit_of(self.signals[key])].append(self.signals[key])
            for unit, rows in there.items():
                counted = [row for row in rows if self.counts(row)]
                if not counted:
                    continue
                accused = [row for row in counted if row["role"] in ("suspect", "convicted")]
                first = min(accused or counted, key=self.order)
                out.append(
                    {
                        "episode": episode,
                        "unit": unit,
                        "domain": self.domain(first),
                        "group": DOMAINS[self.domain(first)]["scan_group"],
                        "rows": counted,
                    }
                )
        return out

    @staticmethod
    def order(row: dict[str, str]) -> tuple[dt.date, dt.date, str]:
        return day(row["event_date"]), day(row["received_date"]) or dt.date.min, row["signal_id"]
