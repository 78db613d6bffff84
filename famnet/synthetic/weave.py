"""Weave the named stories into a region: their persons, homes and rows come after the region's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import TABLES, table
from famnet.synthetic.names import service_numbers
from famnet.synthetic.people import YEAR
from famnet.synthetic.rates import read
from famnet.synthetic.story import Story, all_stories
from famnet.synthetic.story_rows import Rows, story_rows
from famnet.synthetic.world import Columns, Outcome
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.places import Places

__all__ = ["Told", "append", "choose_stories", "empty_tables", "groups_of"]


def choose_stories(room: int) -> tuple[Story, ...]:
    """Return the stories, in order of name, that fit into so many persons."""
    if room <= 0:
        return ()
    chosen, used = [], 0
    for story in all_stories():
        if used + len(story.persons) <= room:
            chosen.append(story)
            used += len(story.persons)
    return tuple(chosen)


def groups_of(story: Story) -> tuple[str, ...]:
    """Return the scan groups a story's counting signals lie in, in the catalogue's order."""
    catalogue = load_catalogue()
    kinds = catalogue.signal_types
    found = {
        catalogue.scan_group_of(kinds[signal.type].domain)
        for signal in story.signals
        if kinds[signal.type].counts_for_concentration
        and signal.status != "refuted"
        and signal.hardness != "rumour"
    }
    return tuple(group for group in catalogue.scan_groups if group in found)


@dataclass(slots=True)
class Told:
    """The stories of a region and, once appended, what should become of them."""

    stories: tuple[Story, ...]
    today: int
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def persons(self) -> int:
        """Number of persons in all stories."""
        return sum(len(story.persons) for story in self.stories)

    def append_to(self, rng: Generator, tables: dict[str, Columns], places: Places) -> None:
        """Add the stories' rows to the region's tables.

        Parameters
        ----------
        rng : numpy.random.Generator
            Source of chance: neighbourhoods, names, addresses.
        tables : dict
            The region's tables; changed in place.
        places : Places
            The region's map.
        """
        region = len(tables["persons"]["birth_date"])
        exact = np.zeros(region, dtype=np.bool_)
        names = _Names(rng, region)
        joins = _Joins(tables, self.today)
        for story in self.stories:
            hood = int(rng.integers(0, len(places.hoods)))
            start = {name: _length(columns) for name, columns in tables.items()}
            start["incident_id"] = int(tables["signals"]["incident_id"].max(initial=-1)) + 1
            start["family_id"] = int(tables["kinships"]["family_id"].max(initial=-1)) + 1
            rows = story_rows(story, self.today, start, (places, hood))
            names.give(rows, story)
            _address(rng, rows, places, hood)
            joins.join(rows, story, start["persons"])
            for name, given in rows.items():
                append(tables, name, given)
            first = start["households"]
            private = tuple(
                first + i for i, home in enumerate(story.homes) if home.kind == "private"
            )
            homes = private or tuple(range(first, first + len(story.homes)))
            self.outcomes.append(
                Outcome(
                    story.name, story.title_nl, homes, groups_of(story), story.expect, story.why_nl
                )
            )
        told = np.ones(len(tables["persons"]["birth_date"]) - region, dtype=np.bool_)
        tables["persons"]["exact"] = np.concatenate((exact, told))


def _length(columns: Columns) -> int:
    return len(next(iter(columns.values())))


def empty_tables() -> dict[str, Columns]:
    """Return all tables of the contract without a row, in the form of ``world.Columns``."""
    return {
        declared.name: {
            column.name: np.array([], dtype=_dtype(declared.name, column.name))
            for column in declared.columns
            if column.kind != "key"
        }
        for declared in TABLES
    }


def append(tables: dict[str, Columns], name: str, rows: list[dict[str, Any]]) -> None:
    """Append rows to a table; what a row leaves out is empty, also for columns new to the table."""
    columns = tables[name]
    if not rows:
        return
    size = _length(columns)
    for column in sorted({key for row in rows for key in row} - set(columns)):
        columns[column] = np.array([_empty(name, column)] * size, dtype=_dtype(name, column))
    for column, values in columns.items():
        empty = _empty(name, column)
        new = np.array([row.get(column, empty) for row in rows], dtype=values.dtype)
        columns[column] = np.concatenate((values, new))


def _empty(name: str, column: str) -> Any:  # noqa: ANN401  (a cell of any kind)
    kind = table(name).column(column).kind
    if kind == "date":
        return FOREVER if column in ("end_date", "death_date") else NO_DAY
    return {"text": "", "number": np.nan, "flag": False}.get(kind, -1)


def _dtype(name: str, column: str) -> Any:  # noqa: ANN401
    kind = table(name).column(column).kind
    return {"text": object, "number": np.float64, "flag": np.bool_}.get(kind, np.int64)


class _Names:
    """Give the persons of a story invented names and numbers; a family shares its name."""

    def __init__(self, rng: Generator, used: int) -> None:
        self.rng, self.used = rng, used
        self.surnames = read("surnames.csv")
        self.first = read("first_names.csv")

    def give(self, rows: Rows, story: Story) -> None:
        numbers = service_numbers(self.used, len(story.persons))
        self.used += len(story.persons)
        family: dict[str, int] = {}
        parents = [kin for kin in story.kinship if kin.kind in ("parent_of", "adoptive_parent_of")]
        male = {person.key for person in story.persons if person.sex == "male"}
        by_age = sorted(story.persons, key=lambda person: -person.age)
        for person in by_age:
            above = [kin.person for kin in parents if kin.relative == person.key]
            above.sort(key=lambda key: key not in male)
            known = [family[key] for key in above if key in family]
            drawn = int(self.rng.integers(0, len(self.surnames)))
            family[person.key] = known[0] if known else drawn
        for row, person, number in zip(rows["persons"], story.persons, numbers, strict=True):
            sex = "male" if person.sex == "male" else "female"
            stock = [name["first_name"] for name in self.first if name["sex"] == sex]
            first = stock[int(self.rng.integers(0, len(stock)))]
            surname = self.surnames[family[person.key]]
            row.update(
                bsn=str(number),
                first_names=first,
                initials=f"{first[0]}.",
                name_prefix=surname["name_prefix"],
                family_name=surname["family_name"],
            )


def _address(rng: Generator, rows: Rows, places: Places, hood: int) -> None:
    for row in rows["households"]:
        row.update(
            postcode=f"{1012 + hood * 37 % 8900}{'BCDFGHJK'[int(rng.integers(0, 8))]}X",
            house_number=str(int(rng.integers(241, 400))),
            municipality=places.towns[places.town_of[hood]],
            neighbourhood=places.hoods[hood],
        )


class _Joins:
    """Find, in the region, parents for a story's person who marries in."""

    def __init__(self, tables: dict[str, Columns], today: int) -> None:
        kin, persons = tables["kinships"], tables["persons"]
        couples = kin["kind"] == list(table("kinships").column("kind").values).index("partner_of")
        self.woman = kin["person_id"][couples]
        self.man = kin["relative_id"][couples]
        self.birth: NDArray[np.int64] = persons["birth_date"]
        self.death: NDArray[np.int64] = persons["death_date"]
        self.today = today
        self.used: set[int] = set()

    def join(self, rows: Rows, story: Story, start: int) -> None:
        if not story.joined:
            return
        keys = [person.key for person in story.persons]
        person = start + keys.index(story.joined)
        born = self.today - story.persons[keys.index(story.joined)].age * YEAR
        gap = (born - self.birth[self.woman]) / YEAR
        fits = (gap > 22) & (gap < 38) & (self.death[self.woman] > self.today)
        free = [int(i) for i in np.flatnonzero(fits) if int(i) not in self.used]
        if not free:
            return
        self.used.add(free[0])
        kind = list(table("kinships").column("kind").values).index("parent_of")
        for parent in (self.woman[free[0]], self.man[free[0]]):
            rows["kinships"].append({"person_id": int(parent), "kind": kind, "relative_id": person})
