"""Short lines under a sign: life domain and role of an adult, care alone of a child.

What counts is what counts on the page (``famnet.analysis.roles``, the last 24 months): refuted
signals, rumours and what is only administrative leave no mark. A minor never has a role, also not of
what happened then: who was a minor on the day has care too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from famnet.analysis.period import last_months
from famnet.catalogue import load_catalogue
from famnet.draw.domain_words import domain_name
from famnet.draw.family.ages import age_at
from famnet.draw.family.signal_facts import SignalFacts
from famnet.draw.genogram.sizes import MARK
from famnet.draw.picture import text_width
from famnet.draw.words import DOMAIN_LETTER, ROLE_WORD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from famnet.analysis.text import Lang
    from famnet.draw.family.facts import FactIndex
    from famnet.draw.family.people import Household, Person
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["CARE", "ROLE_LETTER", "Marks", "mark_lines", "marks_of"]

ROLE_LETTER: Final = {
    "suspect": "v",
    "convicted": "d",
    "victim": "s",
    "witness": "t",
    "involved": "b",
    "child_in_family": "b",
    "subject_of_measure": "b",
}
CARE: Final = "z"
GOOD: Final = "+"
_ROLES: Final = "dvsbt"
_WIDEST: Final = 84.0
_COLUMNS: Final = (
    "signal_id", "type", "person", "household", "role", "status", "hardness", "event_date",
    "event_date_hi",
)  # fmt: skip


@dataclass(slots=True)
class Marks:
    """By person or household code: lines under the sign, facts and signal ids behind them."""

    lines: dict[int, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    evidence: dict[int, tuple[str, ...]] = field(default_factory=dict)
    home_domains: dict[int, tuple[str, ...]] = field(default_factory=dict)
    home_evidence: dict[int, tuple[str, ...]] = field(default_factory=dict)


def marks_of(
    graph: FamilyGraph,
    facts: FactIndex,
    people: Sequence[Person],
    households: Sequence[Household],
    lang: Lang = "nl",
) -> Marks:
    """Return the marks of the people and households of a picture. O(k log n) for k signals."""
    judged = SignalFacts(graph)
    period = last_months(graph.as_of)
    by_code = {person.person: person for person in people}
    own: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    homes: dict[int, set[str]] = defaultdict(set)
    behind: dict[tuple[str, int], list[str]] = defaultdict(list)
    codes = [home.code for home in households if home.code >= 0]
    rows = sorted(
        {
            *facts.rows("signals", "person", list(by_code)).tolist(),
            *facts.rows("signals", "household", codes).tolist(),
        }
    )
    births = dict(
        zip(by_code, facts.records("persons", list(by_code), ("birth_date", "birth_date_hi")), strict=True)
    )  # fmt: skip
    for number, row in zip(rows, facts.records("signals", rows, _COLUMNS), strict=True):
        if row["event_date_hi"] < period.start or row["event_date"] > period.end:
            continue
        good = load_catalogue().signal_types[str(row["type"])].nature == "protective"
        shown = row["status"] != "refuted" and row["hardness"] != "rumour"
        if not (judged.counted(number) or (good and shown)):
            continue
        domain = judged.own_domain(number) if good else judged.domain(number)
        person = row["person"]
        if person >= 0:
            letter = GOOD if good else _letter(row, by_code[person], births[person])
            own[person][domain].add(letter)
            behind["person", person].append(f"signals:{row['signal_id']}")
        elif not good:
            homes[row["household"]].add(domain)
            behind["household", row["household"]].append(f"signals:{row['signal_id']}")
    return _marks(own, homes, behind, (by_code, lang))


def _letter(row: dict[str, Any], person: Person, birth: dict[str, Any]) -> str:
    then = age_at(birth["birth_date"], birth["birth_date_hi"], row["event_date"])
    if person.minor or then.may_be_minor:
        return CARE
    return ROLE_LETTER[row["role"] or "involved"]


def _marks(
    own: Mapping[int, Mapping[str, set[str]]],
    homes: Mapping[int, set[str]],
    behind: Mapping[tuple[str, int], list[str]],
    called: tuple[Mapping[int, Person], Lang],
) -> Marks:
    made = Marks()
    by_code, lang = called
    for person, domains in own.items():
        made.lines[person] = mark_lines(domains, minor=by_code[person].minor)
        made.facts[person] = tuple(
            (
                domain_name(code, lang),
                ", ".join(_words(domains[code], lang, minor=by_code[person].minor)),
            )
            for code in DOMAIN_LETTER
            if code in domains
        )
        made.evidence[person] = tuple(behind["person", person])
    for household, found in homes.items():
        made.home_domains[household] = tuple(code for code in DOMAIN_LETTER if code in found)
        made.home_evidence[household] = tuple(behind["household", household])
    return made


def _words(letters: set[str], lang: Lang, *, minor: bool) -> list[str]:
    shown = {CARE if minor and letter != GOOD else letter for letter in letters}
    return [ROLE_WORD[letter].of(lang) for letter in (*_ROLES, CARE, GOOD) if letter in shown]


def mark_lines(domains: Mapping[str, set[str]], *, minor: bool) -> tuple[str, ...]:
    """Return at most two short lines.

    Parameters
    ----------
    domains : mapping of str to set of str
        Letters of roles by life domain; ``z`` care, ``+`` goes well.
    minor : bool
        Then ``z`` and the domains only.

    Examples
    --------
    >>> mark_lines({"JUS": {"v", "d"}, "FIN": {"b"}, "WORK": {"b"}}, minor=False)
    ('JU d/v · FI WE b',)
    >>> mark_lines({"JUS": {"v"}, "HOME": {"z"}}, minor=True)
    ('z TH JU',)
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for code, letters in DOMAIN_LETTER.items():
        found = domains.get(code, set())
        roles = "/".join(r for r in _ROLES if r in found)
        if found - {GOOD} and (minor or CARE in found):
            groups[CARE].append(letters)
        if roles and not minor:
            groups[roles].append(letters)
        if GOOD in found:
            groups[GOOD].append(letters)
    order = sorted(groups, key=lambda r: (r == GOOD, r == CARE, min(map(_rank, r.split("/")))))
    parts = [
        f"{roles} {' '.join(groups[roles])}"
        if roles in (CARE, GOOD)
        else f"{' '.join(groups[roles])} {roles}"
        for roles in order
    ]
    return _fitted(parts)


def _rank(letter: str) -> int:
    return (_ROLES + CARE + GOOD).index(letter)


def _fitted(parts: list[str]) -> tuple[str, ...]:
    """Lay parts into two lines; what doesn't fit is said to be there."""
    words = [
        word for i, part in enumerate(parts) for word in ([] if i == 0 else ["·"]) + part.split()
    ]
    lines = [""]
    for k, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, MARK) <= _WIDEST:
            lines[-1] = longer
        elif len(lines) < 2:
            lines[-1] = lines[-1].removesuffix(" ·")
            lines.append("" if word == "·" else word)
        else:
            left = sum(w.isupper() and len(w) == 2 for w in words[k:])
            lines[-1] = f"{lines[-1].removesuffix(' ·')} +{left}" if left else lines[-1]
            break
    return tuple(line for line in lines if line)
