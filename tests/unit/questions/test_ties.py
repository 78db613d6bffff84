"""Questions about ties: hand-made worlds."""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.questions import ask

PEOPLE = """
person_id birth_date
anna      1980
bram      1982
cato      2012-03
dirk      1979
elin      1981
fons      2016-05
"""
# anna - bram - dirk - elin in a row, anna - dirk as well; cato is tied to bram until 2025.
TIES = """
person_id other_id kind       start_date end_date   weight source certainty
anna      bram     contact    -          -          0.5    -      -
bram      anna     business   2020-01-01 -          2      POL    probable
bram      dirk     associate  -          -          -      POL    -
dirk      anna     contact    -          -          -      POL    -
anna      dirk     contact    -          -          -      GEM    -
elin      dirk     co_suspect -          -          1      -      -
cato      bram     other      -          2025-01-01 1      -      unconfirmed
"""
KIN = """
person_id kind       relative_id start_date end_date
elin      parent_of  fons        -          -
bram      partner_of cato        -          2020-01-01
"""
# Dirk is a suspect and was a victim; elin was convicted; fons is told as a suspect but is 9; of
# bram there is a rumour only; anna was a victim.
SIGNALS = """
signal_id type         person_id role      partner_id event_date incident_id hardness status
S1        JUS_VIOLENCE dirk      suspect   POL        2025-02-01 I1          -        -
S2        JUS_VIOLENCE dirk      suspect   OM         2025-02-01 I1          -        -
S3        JUS_VIOLENCE dirk      victim    POL        2025-05-01 I2          -        -
S4        JUS_VIOLENCE elin      convicted POL        2025-02-01 I1          -        -
S5        JUS_VIOLENCE anna      victim    POL        2025-02-01 I1          -        -
S6        JUS_VIOLENCE fons      suspect   POL        2025-02-01 I1          -        -
S7        JUS_VIOLENCE bram      suspect   POL        2025-02-01 I1          rumour   -
S8        JUS_DRUGS    elin      suspect   POL        2025-08-01 I3          -        -
S9        JUS_DRUGS    dirk      suspect   POL        2025-08-01 I3          -        refuted
"""


def world(**tables):
    return make_graph(
        **{"persons": PEOPLE, "ties": TIES, "kinships": KIN, "signals": SIGNALS} | tables
    )


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_persons_within_steps_over_ties_and_over_kin():
    graph = world()
    assert rows(ask(graph, "persons_within_steps", person="anna", steps=1)) == [
        ("bram", 1),
        ("dirk", 1),
    ]
    # Cato's tie has ended, and so has the union; fons is elin's child.
    assert rows(ask(graph, "persons_within_steps", person="anna", steps=4)) == [
        ("bram", 1), ("dirk", 1), ("elin", 2),
    ]  # fmt: skip
    both = ask(graph, "persons_within_steps", person="anna", steps=4, over="ties_and_kin")
    assert rows(both)[2:] == [("elin", 2), ("fons", 3)]
    then = ask(graph, "persons_within_steps", person="anna", on="2024-12-31")
    assert ("cato", 2) in rows(then)
    assert rows(ask(graph, "persons_within_steps", person="cato")) == []


def test_ways_between_has_every_shortest_way():
    graph = world()
    assert rows(ask(graph, "ways_between", person="bram", other="elin")) == [
        (0, "bram", ""),
        (1, "dirk", "associate"),
        (2, "elin", "co_suspect"),
    ]
    # Two ways of equal length: both are in it.
    row = "person_id other_id kind\n"
    diamond = row + "anna bram contact\nanna dirk other\nbram elin contact\ndirk elin business\n"
    assert rows(ask(world(ties=diamond), "ways_between", person="anna", other="elin")) == [
        (0, "anna", ""), (1, "bram", "contact"), (1, "dirk", "other"), (2, "elin", "business|contact"),
    ]  # fmt: skip


def test_ways_between_over_kin_only_when_asked_and_never_to_oneself():
    graph = world()
    assert ask(graph, "ways_between", person="dirk", other="fons")["by"].tolist() == [
        "", "co_suspect", "parent_of",
    ]  # fmt: skip
    assert rows(ask(graph, "ways_between", person="dirk", other="fons", over="ties")) == []
    assert rows(ask(graph, "ways_between", person="dirk", other="dirk")) == []


def test_ways_between_stops_after_six_steps():
    links = "".join(f"p{n} p{n + 1} contact\n" for n in range(7))
    people = "person_id\n" + "".join(f"p{n}\n" for n in range(8))
    graph = make_graph(persons=people, ties="person_id other_id kind\n" + links)
    assert len(ask(graph, "ways_between", person="p0", other="p6")) == 7
    assert len(ask(graph, "ways_between", person="p0", other="p7")) == 0


def test_contacts_in_common():
    graph = world()
    assert rows(ask(graph, "contacts_in_common", person="anna", other="elin")) == [
        ("dirk", "contact", "co_suspect")
    ]
    # Anna and bram both know dirk; that they know each other makes neither a common contact.
    assert rows(ask(graph, "contacts_in_common", person="anna", other="bram")) == [
        ("dirk", "contact", "associate")
    ]
    assert rows(ask(graph, "contacts_in_common", person="anna", other="anna")) == []
    then = ask(graph, "contacts_in_common", person="cato", other="anna", on="2024-12-31")
    assert then["person_id"].tolist() == ["bram"]


def test_triangles_say_who_did_something_apart_from_who_was_a_victim():
    graph = world()
    # Of the three dirk did something; dirk and anna were victims. The rumour about bram is nothing.
    assert rows(ask(graph, "triangles")) == [
        ("anna", "bram", "dirk", "business|contact", "associate", "contact", 1, 2)
    ]
    # Before 2020 the business wasn't there yet, the contact was.
    assert rows(ask(graph, "triangles", on="2019-06-01"))[0][3] == "contact"
    ended = TIES.replace(
        "bram      dirk     associate  -          - ", "bram dirk associate - 2025-01-01 "
    )
    assert rows(ask(world(ties=ended), "triangles")) == []


def test_ties_without_second_source():
    # Anna and dirk are told by two; bram and anna by one, since the other row names none.
    assert rows(ask(world(), "ties_without_second_source")) == [
        ("anna", "bram", "business|contact", "POL", "confirmed|probable", 2),
        ("bram", "cato", "other", "", "unconfirmed", 1),
        ("bram", "dirk", "associate", "POL", "confirmed", 1),
        ("dirk", "elin", "co_suspect", "", "confirmed", 1),
    ]


def test_ties_of_many_kinds():
    graph = world()
    # Two rows of one kind are one kind.
    assert rows(ask(graph, "ties_of_many_kinds")) == [("anna", "bram", "business|contact", 2, 2.0)]
    assert rows(ask(graph, "ties_of_many_kinds", least=3)) == []
    assert rows(ask(graph, "ties_of_many_kinds", on="2019-12-31")) == []
    unweighed = "person_id other_id kind\nanna bram contact\nanna bram other\n"
    assert ask(world(ties=unweighed), "ties_of_many_kinds")["most_weight"].isna().all()


def test_same_incident_persons_by_role():
    graph = world()
    # With anna in I1: dirk (told twice) and elin did it; fons is 9 and bram only rumoured.
    assert rows(ask(graph, "same_incident_persons", person="anna")) == [
        ("bram", 1, 0, 0, 0, 1),
        ("dirk", 1, 1, 0, 0, 0),
        ("elin", 1, 1, 0, 0, 0),
        ("fons", 1, 0, 0, 0, 1),
    ]
    # Dirk's part in I3 is refuted, so elin was there with nobody.
    elin = {row[0]: row[1:] for row in rows(ask(graph, "same_incident_persons", person="elin"))}
    assert elin["dirk"] == (1, 1, 0, 0, 0)
    assert elin["anna"] == (1, 0, 1, 0, 0)
    assert rows(ask(graph, "same_incident_persons", person="cato")) == []


def test_suspected_contacts_lists_no_victim_for_being_one():
    graph = world(
        memberships="person_id household_id\nanna H1\nbram H2\ndirk H3\nelin H4\n",
        households="""
        household_id municipality neighbourhood
        H1           Veen         Noord
        H2           Veen         Noord
        H3           Veen         Noord
        H4           Dam          -
        """,
    )
    # Anna is a victim and bram a rumour: bram sees dirk alone, anna isn't in his list. S1 and S2 are
    # one incident told twice.
    assert rows(ask(graph, "suspected_contacts", person="bram")) == [("dirk", 1, 1, 0, 1, 0, True)]
    two = ask(graph, "suspected_contacts", person="bram", steps=2)
    # Elin did two things; another municipality settles that it is another neighbourhood.
    assert rows(two)[1] == ("elin", 2, 1, 1, 0, 0, False)
    assert len(ask(graph, "suspected_contacts", person="cato", steps=3)) == 0


def test_suspected_contacts_without_a_known_home():
    found = ask(world(), "suspected_contacts", person="bram")
    assert found["same_neighbourhood"].isna().all()


def test_suspected_contacts_of_household_from_outside_alone():
    graph = world(
        memberships="""
        person_id household_id end_date
        anna      H1           -
        bram      H1           -
        cato      H1           -
        fons      H1           2025-06-01
        elin      H2           -
        """
    )
    # Cato is 13; fons, younger, has left.
    assert rows(ask(graph, "suspected_contacts_of_household", household="H1")) == [
        ("dirk", "anna|bram", "associate|contact", 1, 1, 1)
    ]
    then = ask(graph, "suspected_contacts_of_household", household="H1", on="2025-05-31")
    assert then["minors_in_house"].tolist() == [2]
    # Who lives in the house is no contact from outside.
    inside = world(memberships="person_id household_id\nanna H1\ndirk H1\nbram H1\n")
    assert ask(inside, "suspected_contacts_of_household", household="H1")["person_id"].tolist() == [
        "elin"
    ]


@pytest.mark.parametrize(
    ("born", "n"), [("2008-01-02", 0), ("2008-01", 0), ("2008-02", 1), ("", 0)]
)
def test_suspected_contacts_of_household_counts_who_is_surely_a_minor(born, n):
    # On 1 January 2026, of whom no more than the month of birth is used.
    people = [{"person_id": p, "birth_date": ""} for p in ("anna", "bram", "dirk", "elin", "fons")]
    graph = world(
        persons=[*people, {"person_id": "cato", "birth_date": born}],
        memberships="person_id household_id\nanna H1\ncato H1\n",
    )
    found = ask(graph, "suspected_contacts_of_household", household="H1")
    assert found["minors_in_house"].tolist() == [n]


def test_same_suspicion_nearby_needs_own_acts_of_both():
    graph = world()
    assert rows(ask(graph, "same_suspicion_nearby", person="dirk")) == [("elin", 1, "JUS_VIOLENCE")]
    # Anna was a victim, bram a rumour; the drugs of dirk were refuted.
    assert rows(ask(graph, "same_suspicion_nearby", person="anna")) == []
    assert rows(ask(graph, "same_suspicion_nearby", person="bram")) == []
    assert ask(graph, "same_suspicion_nearby", person="elin")["types"].tolist() == ["JUS_VIOLENCE"]


FAMILIES = """
person_id kind      relative_id
olaf      parent_of anna
olaf      parent_of bram
pien      parent_of dirk
pien      parent_of elin
"""
HOUSES = """
person_id household_id
olaf      H0
anna      H1
bram      H2
pien      H9
dirk      H3
elin      H4
"""
MORE = PEOPLE + "olaf 1950\npien 1951\n"


def test_co_suspects_across_families():
    graph = world(
        persons=MORE,
        kinships=FAMILIES,
        memberships=HOUSES,
        ties="person_id other_id kind\nbram dirk co_suspect\nelin dirk co_suspect\nanna elin contact\n",
        signals="""
        signal_id type         person_id role    partner_id event_date incident_id hardness
        S1        JUS_VIOLENCE anna      suspect POL        2025-02-01 I1          -
        S2        JUS_VIOLENCE elin      suspect POL        2025-02-01 I1          -
        S3        JUS_VIOLENCE bram      victim  POL        2025-02-01 I1          -
        S4        JUS_VIOLENCE dirk      suspect POL        2025-02-01 I1          rumour
        """,
    )
    found = ask(graph, "co_suspects_across_families")
    # Anna and elin by signals, bram and dirk by a tie; dirk and elin are of one family; bram was
    # the victim in I1, and of dirk there it is rumoured.
    assert rows(found[["person_id", "other_id", "ties", "incidents"]]) == [
        ("anna", "elin", 0, 1),
        ("bram", "dirk", 1, 0),
    ]
    mine, theirs = found.iloc[0][["networks", "other_networks"]]
    assert mine and theirs and mine != theirs


def test_co_suspects_across_families_of_whom_one_has_no_family_here():
    graph = world(
        persons=MORE,
        kinships=FAMILIES,
        memberships=HOUSES,
        ties="person_id other_id kind\nbram fons co_suspect\n",
        signals="signal_id type partner_id event_date\n",
    )
    assert rows(ask(graph, "co_suspects_across_families")) == []
