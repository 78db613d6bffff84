"""Three households of one family, for tests of the network page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factory import make_graph

from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from famnet.graph import FamilyGraph

TABLES = {
    "persons": """person_id birth_date sex death_date
        oma 1950-01-01 female 2020-05-05
        mum 1975-01-01 female -
        dad 1974-01-01 male -
        kid 2012-01-01 male -
        aunt 1978-01-01 female -""",
    "memberships": """person_id household_id start_date
        mum H1 2000-01-01
        dad H2 2024-01-01
        kid H1 2012-01-01
        aunt H3 2001-01-01""",
    "kinships": """person_id kind relative_id end_date certainty
        oma parent_of mum - -
        oma parent_of aunt - -
        mum parent_of kid - -
        dad parent_of kid - unconfirmed
        mum partner_of dad 2024-01-01 -""",
    "ties": "person_id other_id kind\nkid aunt contact",
    "signals": """signal_id type person_id household_id role partner_id event_date
        s1 EDU_ABSENCE kid - involved LPA 2025-03-01
        s2 EDU_ABSENCE kid - involved SCH 2025-03-01
        s3 MONEY - H3 involved WOCO 2025-03-01""",
}


def small_region(**more: str) -> FamilyGraph:
    """Build their graph; tables given replace those above."""
    # Any type of the money domain will do; the catalogue names them.
    money = next(
        t.code
        for t in load_catalogue().signal_types.values()
        if t.domain == "FIN" and t.nature == "care"
    )
    tables = {**TABLES, **more}
    return make_graph(**{**tables, "signals": tables["signals"].replace("MONEY", money)})
