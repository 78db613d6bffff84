"""A named story: a small family, read from one TOML file, checked against the catalogue.

Times are in months ago, so that a story stays the same whatever the reference date. A file holds
``title_nl``, ``title_en``, ``summary_nl``, ``expect`` (listed or not_listed), ``why_nl``, ``why_en`` and lists of
rows; ``on`` names a person or a home, ``by`` a partner's code. Kinship is written in words:
``"oma parent_of moeder"``, ``"oma partner_of opa married until 40 death"``.
"""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from famnet.errors import UserError

__all__ = [
    "Action",
    "Home",
    "Involvement",
    "Kin",
    "Measure",
    "Person",
    "Referral",
    "Request",
    "Signal",
    "Stay",
    "Story",
    "Tie",
    "all_stories",
    "read_story",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Home:
    """A household of the story."""

    key: str
    kind: str = "private"


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a person lived, from and until so many months ago."""

    home: str
    since: float
    until: float | None = None
    role: str = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """A person; ``died`` in months ago; ``stays`` for who moved, else ``home``."""

    key: str
    age: float
    sex: str
    home: str = ""
    role: str = ""
    died: float | None = None
    secret: bool = False
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Kin:
    """``person`` is the ``kind`` of ``relative``."""

    person: str
    kind: str
    relative: str
    union: str = ""
    since: float | None = None
    until: float | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal; ``origin`` is who first saw it, ``derived_from`` another signal's ``key``."""

    type: str
    on: str
    by: str
    months_ago: float
    role: str = "involved"
    key: str = ""
    origin: str = ""
    incident: str = ""
    derived_from: str = ""
    hardness: str = "professional_judgement"
    status: str = "reported"
    reporter: str = ""
    origin_type: str = "professional"
    received: float | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A hand-over, of a signal (its key) or about a person or home; no ``answered`` is still waiting."""

    sender: str
    to: str
    step: str
    sent: float
    signal: str = ""
    on: str = ""
    answered: float | None = None
    outcome: str = "pending"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: decided by, carried out by, from and until."""

    type: str
    on: str
    decided: str
    since: float
    by: str = ""
    second: str = ""
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Involvement:
    """A partner that is there already."""

    by: str
    on: str
    role: str
    since: float
    mode: str = ""
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A partner that was asked, and what it answered."""

    by: str
    on: str
    asked: float
    answer: str = "pending"
    delivered: float | None = None
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the plan; ``due`` may lie ahead (a negative number of months ago)."""

    on: str
    goal: str
    action: str
    kind: str
    owner: str
    due: float
    done: float | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two persons that is no kinship."""

    person: str
    other: str
    kind: str
    since: float
    incident: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A story as read; ``joined`` names a person whose parents live in the region."""

    name: str
    title_nl: str
    title_en: str
    summary_nl: str
    expect: str
    why_nl: str
    homes: tuple[Home, ...]
    persons: tuple[Person, ...]
    kinship: tuple[Kin, ...] = ()
    signals: tuple[Signal, ...] = ()
    referrals: tuple[Referral, ...] = ()
    measures: tuple[Measure, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    requests: tuple[Request, ...] = ()
    actions: tuple[Action, ...] = ()
    ties: tuple[Tie, ...] = ()
    joined: str = ""
    why_en: str = ""

    def shift(self, person: Person) -> int:
        """Return how many days before the round age a person's birthday lies, other for each."""
        if person.age != int(person.age):
            return 0
        return 20 + [p.key for p in self.persons].index(person.key) * 47 % 290

    def __repr__(self) -> str:
        """Show the name and the counts."""
        return f"Story({self.name!r}, persons {len(self.persons)}, signals {len(self.signals)})"


_LISTS: dict[str, type[Any]] = {
    "signals": Signal,
    "referrals": Referral,
    "measures": Measure,
    "involvements": Involvement,
    "requests": Request,
    "actions": Action,
    "ties": Tie,
}


@dataclass(slots=True)
class _Reading:
    """A file on its way to a story, with its name for messages."""

    name: str
    given: dict[str, Any] = field(default_factory=dict)

    def fault(self, what: str) -> UserError:
        return UserError(f"verhaal {self.name}: {what}", hint="Verbeter het TOML-bestand.")

    def row(self, kind: type[T], given: Any) -> T:  # noqa: ANN401  (whatever the file holds)
        if not isinstance(given, dict):
            raise self.fault(f"{given!r} is geen rij ({kind.__name__})")
        known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
        unknown = sorted(set(given) - known)
        if unknown:
            raise self.fault(f"{kind.__name__} kent geen {', '.join(unknown)}")
        needed = {
            f.name
            for f in fields(kind)  # type: ignore[arg-type]
            if f.default is MISSING and f.default_factory is MISSING
        }
        missing = sorted(needed - set(given))
        if missing:
            raise self.fault(f"{kind.__name__} mist {', '.join(missing)}")
        return kind(**given)

    def kin(self, text: Any) -> Kin:  # noqa: ANN401
        words = str(text).split()
        if len(words) < 3:
            raise self.fault(f"verwantschap {text!r} heeft niet de vorm 'A parent_of B'")
        more: dict[str, Any] = {}
        rest = iter(words[3:])
        for word in rest:
            if word in ("since", "until"):
                more[word] = float(next(rest, "nan"))
            elif word in ("married", "registered", "cohabiting"):
                more["union"] = word
            elif word in ("divorce", "separation", "death"):
                more["end_reason"] = word
            else:
                raise self.fault(f"verwantschap {text!r}: {word!r} is onbekend")
        return Kin(words[0], words[1], words[2], **more)


def read_story(name: str, text: str) -> Story:
    """Read a story from the text of its file.

    Parameters
    ----------
    name : str
        Name of the story (the file without ``.toml``).
    text : str
        TOML.

    Returns
    -------
    Story
        The story; its codes are checked by ``story_checks.problems``.

    Raises
    ------
    UserError
        The text is no TOML, or a row has unknown or missing parts.
    """
    reading = _Reading(name)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise reading.fault(f"geen geldig TOML ({error})") from error
    given["name"] = name
    given["homes"] = tuple(
        Home(home) if isinstance(home, str) else reading.row(Home, home)
        for home in given.get("homes", [])
    )
    persons = []
    for row in given.get("persons", []):
        stays = tuple(reading.row(Stay, stay) for stay in row.pop("stays", []))
        persons.append(reading.row(Person, {**row, "stays": stays}))
    given["persons"] = tuple(persons)
    given["kinship"] = tuple(reading.kin(line) for line in given.get("kinship", []))
    for part, kind in _LISTS.items():
        given[part] = tuple(reading.row(kind, row) for row in given.get(part, []))
    return reading.row(Story, given)


@cache
def all_stories() -> tuple[Story, ...]:
    """Return the stories that come with famnet, in order of name, all checked.

    Raises
    ------
    UserError
        A story names a code the catalogue does not know, or breaks a rule of its type.
    """
    from famnet.synthetic.story_checks import problems

    folder = files("famnet.synthetic") / "stories"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    stories = tuple(
        read_story(name.removesuffix(".toml"), (folder / name).read_text(encoding="utf-8"))
        for name in names
    )
    for story in stories:
        found = problems(story)
        if found:
            raise UserError(f"verhaal {story.name}: {'; '.join(found)}")
    return stories
