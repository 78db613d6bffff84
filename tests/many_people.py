"""A family network of sixty people in twelve households, with signals, for pages that must hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drawn_family import drawn_family

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["many_people", "sixty_people"]

HOUSES = 12
CHILDREN = 3


def sixty_people(**options: object) -> FamilyGraph:
    """Return two grandparents, eleven grown children with partner and three children each, and lodgers."""
    return many_people(HOUSES, 1, **options)


def many_people(houses: int, rounds: int, **options: object) -> FamilyGraph:
    """Return a family of so many households, each child with so many signals."""
    persons = ["person_id birth_date sex", "g1 1945-01-02 male", "g2 1947-03-04 female"]
    members = [
        "person_id household_id role start_date",
        "g1 h0 head 1975-01-01",
        "g2 h0 partner 1975-01-01",
    ]
    kin = ["person_id kind relative_id", "g1 partner_of g2"]
    signals = ["signal_id type person_id role partner_id event_date hardness"]
    types = ("EDU_ABSENCE", "FIN_DEBT", "HOM_VT_REPORT", "ADD_USE", "PAR_THREAT")
    partners = ("LPA", "WENI", "VT", "RN", "SWT")
    for n in range(1, houses):
        home, one, two = f"h{n}", f"a{n}", f"b{n}"
        persons += [f"{one} {1968 + n % 20}-05-06 female", f"{two} {1967 + n % 20}-07-08 male"]
        members += [f"{one} {home} head 2010-01-01", f"{two} {home} partner 2010-01-01"]
        kin += [f"g1 parent_of {one}", f"g2 parent_of {one}", f"{one} partner_of {two}"]
        for k in range(CHILDREN):
            child = f"c{n}_{k}"
            persons.append(f"{child} {2010 + (n + k) % 14}-02-03 {'male' if k % 2 else 'female'}")
            members.append(f"{child} {home} child {2010 + (n + k) % 14}-02-03")
            kin += [f"{one} parent_of {child}", f"{two} parent_of {child}"]
            signals += [
                f"s{n}_{k}{r or ''} {types[(n + k + r) % 5]} {child} child_in_family {partners[(n + k + r) % 5]} 2026-0{1 + k + r % 6}-1{n % 10} fact"
                for r in range(rounds)
            ]
        signals.append(
            f"s{n}_p {types[n % 2]} {one} involved {partners[n % 2]} 2025-0{1 + n % 9}-02 fact"
        )
    households = [{"household_id": f"h{n}", "neighbourhood": "Molenwijk"} for n in range(houses)]
    lodgers = [f"l{n}" for n in range(3)]
    persons += [f"{name} 1990-01-0{n + 1} male" for n, name in enumerate(lodgers)]
    members += [f"{name} h{n + 1} other 2020-01-01" for n, name in enumerate(lodgers)]
    tables: dict[str, object] = {
        "persons": "\n".join(persons),
        "memberships": "\n".join(members),
        "kinships": "\n".join(kin),
        "signals": "\n".join(signals),
        "households": households,
        "measures": [],
        "involvements": [],
        "referrals": [],
        "requests": [],
    }
    return drawn_family(**(tables | options))
