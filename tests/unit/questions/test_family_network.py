"""Questions about family networks: two families joined by one household, reasoned by hand.

Opa and Oma live in H0, their son Piet with Mies and Anna in H1, their daughter Riet with Dirk in H2.
Mies' mother Moe lives in H3. So there are two networks of two households or more: that of Opa and
Oma (H0, H1, H2) and that of Moe (H1, H3).
"""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.analysis.window_ids import window_id
from famnet.errors import UserError
from famnet.questions import ask

PERSONS = """
person_id birth_date
opa       1950-01-01
oma       1952-01-01
moe       1953-01-01
piet      1975-01-01
mies      1976-01-01
riet      1978-01-01
anna      2009-01-01
dirk      2007-12-15
"""
HOMES = """
person_id household_id
opa       H0
oma       H0
piet      H1
mies      H1
anna      H1
riet      H2
dirk      H2
moe       H3
"""
KIN = """
person_id kind       relative_id
opa       parent_of  piet
oma       parent_of  piet
opa       parent_of  riet
oma       parent_of  riet
piet      parent_of  anna
mies      parent_of  anna
piet      partner_of mies
riet      parent_of  dirk
moe       parent_of  mies
"""
GRANDPARENTS = window_id(["H0", "H1", "H2"])
MOTHER = window_id(["H1", "H3"])


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def make(**more):
    return make_graph(
        as_of="2026-01-01",
        **({"persons": PERSONS, "memberships": HOMES, "kinships": KIN} | more),
    )


def test_networks_of_person_with_boundary_and_size():
    found = ask(make(), "networks_of_person", person="anna").set_index("window_id")
    assert found["boundary"].to_dict() == {GRANDPARENTS: "core", MOTHER: "core"}
    assert found.loc[GRANDPARENTS, ["n_persons", "n_households"]].tolist() == [7, 3]
    assert found.loc[MOTHER, ["anchor_id", "n_persons", "n_households"]].tolist() == ["moe", 4, 2]
    riet = ask(make(), "networks_of_person", person="riet").set_index("window_id")
    # Riet is a sister of the partner of Mies: beside the network of Moe.
    assert riet["boundary"].to_dict() == {GRANDPARENTS: "core", MOTHER: "adjacent"}


def test_members_of_network_with_household_and_who_may_be_minor():
    found = ask(make(), "members_of_network", network=MOTHER)
    inside = found[found["boundary"] != "adjacent"]
    assert sorted(
        zip(inside["person_id"], inside["boundary"], inside["household_id"], strict=True)
    ) == [
        ("anna", "core", "H1"),
        ("mies", "core", "H1"),
        ("moe", "core", "H3"),
        ("piet", "coresident", "H1"),
    ]
    assert set(found[found["boundary"] == "adjacent"]["household_id"]) == {""}
    everyone = ask(make(), "members_of_network", network=GRANDPARENTS).set_index("person_id")
    # Dirk turned 18 in December 2025, whatever day of the month he was born.
    assert everyone["minor"][["anna", "dirk", "opa"]].tolist() == [True, False, False]
    unknown = make(persons=PERSONS.replace("2009-01-01", "-"))
    found = ask(unknown, "members_of_network", network=MOTHER).set_index("person_id")
    assert found["minor"].isna().to_dict()["anna"]


def test_bridging_households_are_all_that_two_networks_share():
    one, two = sorted([GRANDPARENTS, MOTHER])
    assert rows(ask(make(), "bridging_households")) == [("H1", one, two, 3)]
    # A grandchild that lives with nobody of them (alone) stands in both: H1 is no longer all.
    more = make(
        persons=PERSONS + "elsa 2000-01-01\n",
        kinships=KIN + "piet parent_of elsa\nmies parent_of elsa\n",
    )
    assert rows(ask(more, "bridging_households")) == []


SIGNALS = """
signal_id type         person_id household_id role     partner_id event_date status
s1        FIN_DEBT     piet      -            involved SWT        2020-01-01 -
s2        FIN_DEBT     anna      -            involved SWT        2025-01-01 -
s3        FIN_DEBT     anna      -            involved GEM        2023-01-01 -
s4        JUS_VIOLENCE mies      -            victim   POL        2022-01-01 -
s5        JUS_VIOLENCE piet      -            suspect  POL        2024-01-01 -
s6        FIN_DEBT     moe       -            involved SWT        2015-01-01 refuted
s7        HOU_ARREARS  -         H1           -        WOCO       2021-01-01 -
s8        JUS_VIOLENCE riet      -            victim   POL        2021-06-01 -
"""


def test_domains_per_network_keep_roles_apart():
    # The victim's domain is experience (EXP), the suspect's justice (JUS); Riet stands beside.
    assert rows(ask(make(signals=SIGNALS), "domains_per_network", network=MOTHER)) == [
        ("EXP", "victim", 1, 1, 1, 1),
        ("FIN", "involved", 3, 3, 2, 2),
        ("HOUS", "", 1, 1, 1, 1),
        ("JUS", "suspect", 1, 1, 1, 1),
    ]
    both = ask(make(signals=SIGNALS), "domains_per_network", network=GRANDPARENTS)
    assert both.set_index(["life_domain", "role"]).loc[("EXP", "victim"), "n_subjects"] == 2


def test_same_domain_in_two_generations_by_signals_of_their_own():
    # Moe's debt is refuted; Mies is a victim and nobody inherits that.
    assert rows(ask(make(signals=SIGNALS), "same_domain_in_two_generations")) == [
        ("piet", "anna", "FIN", "involved", "involved", 1, 2)
    ]
    assert len(ask(make(signals=SIGNALS), "same_domain_in_two_generations", life_domain="JUS")) == 0


def test_same_domain_in_two_generations_is_not_one_event_told_of_both():
    told = """
    signal_id type         person_id role     partner_id event_date incident_id
    s1        FIN_DEBT     piet      involved SWT        2025-01-01 i1
    s2        FIN_DEBT     anna      involved SWT        2025-01-01 i1
    s3        JUS_VIOLENCE mies      victim   POL        2020-01-01 -
    s4        JUS_VIOLENCE anna      victim   POL        2025-06-01 -
    s5        JUS_VIOLENCE anna      witness  POL        2024-06-01 -
    """
    assert rows(ask(make(signals=told), "same_domain_in_two_generations")) == [
        ("mies", "anna", "EXP", "victim", "victim", 1, 1),
        ("mies", "anna", "EXP", "victim", "witness", 1, 1),
    ]


def test_adjacent_in_laws_with_their_own_networks_and_who_helps():
    graph = make(
        involvements="partner_id person_id role start_date end_date\n"
        "SWT moe helper 2025-01-01 -\nGGZ moe helper 2020-01-01 2024-01-01\n"
    )
    found = ask(graph, "adjacent_in_laws", network=GRANDPARENTS)
    assert found[["person_id", "own_networks", "helped_by"]].to_numpy().tolist() == [
        ["moe", MOTHER, "SWT"]
    ]
    beside = ask(graph, "adjacent_in_laws", network=MOTHER)
    assert beside["person_id"].tolist() == ["oma", "opa", "riet"]
    assert set(beside["own_networks"]) == {GRANDPARENTS}


def test_networks_sharing_members_names_who_is_in_both():
    assert rows(ask(make(), "networks_sharing_members", network=MOTHER)) == [
        (GRANDPARENTS, 3, 4, "anna|mies|piet")
    ]
    with pytest.raises(UserError, match="geen familienetwerk"):
        ask(make(), "networks_sharing_members", network="w-nothere")
