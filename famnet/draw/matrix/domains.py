"""Life domain by household and person: how many occurrences count, in which role.

A household counts each occurrence that touches it once. A minor has care alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from famnet.draw.domain_words import domain_name, domain_short
from famnet.draw.family.circle import day_text
from famnet.draw.matrix.grid import Cell, Column, Row
from famnet.draw.matrix.words import speech
from famnet.draw.words import ROLE_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.draw.family.circle import Circle
    from famnet.draw.family.occurrences import Occurrence, Told
    from famnet.draw.speech import Speech

__all__ = ["domain_rows"]

_ORDER: Final = "dvsbtz+"


@dataclass(slots=True)
class _Found:
    refs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    facts: dict[tuple[str, str], None] = field(default_factory=dict)
    evidence: dict[str, None] = field(default_factory=dict)


def domain_rows(
    circle: Circle, shown: Sequence[Occurrence], columns: Sequence[Column]
) -> tuple[Row, ...]:
    """Return a row per life domain in which something counts, or goes well.

    Parameters
    ----------
    circle : Circle
        The family network.
    shown : sequence of Occurrence
        What was told.
    columns : sequence of Column
        Households and persons.
    """
    found: dict[tuple[str, str], _Found] = defaultdict(_Found)
    say = speech(circle.lang)
    homes = {home.unit: home.household_id for home in circle.family.households if home.code >= 0}
    for item in shown:
        for row in item.rows:
            if row.day > circle.today or not (item.kind == "p" or (row.counted and row.recent)):
                continue
            letter = "+" if item.kind == "p" else row.mark
            _note(found[row.domain, row.subject.id], item, row, (letter, say))
            home = homes.get(row.unit, "")
            if home and home != row.subject.id:
                own = ("+" if item.kind == "p" else "", say)
                _note(found[row.domain, home], item, row, own)
            elif home:
                found[row.domain, home].refs["" if letter != "+" else "+"].add(item.ref)
    rows = []
    for domain, name in domain_short(circle.lang).items():
        cells = tuple(
            _cell((domain, say), place, column, found[domain, column.subject])
            for place, column in enumerate(columns)
            if (domain, column.subject) in found
        )
        if cells:
            rows.append(Row(name, domain, "", "", cells))
    return tuple(rows)


def _note(into: _Found, item: Occurrence, row: Told, how: tuple[str, Speech]) -> None:
    letter, say = how
    into.refs[letter].add(item.ref)
    when = day_text(row.day, row.day_hi, say.lang) or say("undated")
    role = (
        f" ({ROLE_WORD[row.mark].of(say.lang)})" if row.subject.person and item.kind != "p" else ""
    )
    into.facts[item.ref, f"{when}, {row.name}, {row.subject.text}{role}"] = None
    into.evidence[f"signals:{row.signal_id}"] = None


def _cell(what: tuple[str, Speech], place: int, column: Column, found: _Found) -> Cell:
    (domain, say), parts, words = what, [], []
    if column.person:
        letters = [letter for letter in _ORDER if letter in found.refs]
        for letter in letters:
            n = len(found.refs[letter])
            parts.append(f"{letter}{n}")
            words.append(say("times", n=n, what=ROLE_WORD[letter].of(say.lang)))
    else:
        for letter in ("", "+"):
            n = len(found.refs.get(letter, ()))
            if n:
                parts.append(f"{letter}{n}")
                words.append(say("good", n=n) if letter else say.many(n, "event"))
    name = domain_name(domain, say.lang)
    return Cell(
        place, "counts", tuple(parts), f"{name}, {column.text}: {', '.join(words)}.",
        tuple(found.facts), tuple(found.evidence),
    )  # fmt: skip
