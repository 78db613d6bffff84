"""How often things occur, by type and place: hand-made worlds."""

from __future__ import annotations

from factory import make_graph

from famnet.questions import ask


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_episodes_per_type_counts_an_occurrence_once_and_roles_apart():
    graph = make_graph(
        persons="person_id birth_date\nanna 1980\nbram 1982\ncato 2016\n",
        signals="""
        signal_id type         person_id role    partner_id event_date incident_id status  hardness
        S1        JUS_VIOLENCE anna      suspect POL        2025-01-01 I1          -       -
        S2        JUS_VIOLENCE anna      suspect OM         2025-01-01 I1          -       -
        S3        JUS_VIOLENCE bram      victim  POL        2025-01-01 I1          -       -
        S4        JUS_VIOLENCE cato      suspect POL        2025-06-01 I2          -       -
        S5        JUS_VIOLENCE bram      suspect POL        2025-07-01 I3          refuted -
        S6        JUS_VIOLENCE bram      suspect POL        2025-08-01 I4          -       rumour
        S7        EDU_ABSENCE  cato      -       SCH        2025-01-01 -           -       -
        """,
    )
    # S4: the child was 9, S6 is a rumour: both occur, neither makes a suspect.
    assert rows(ask(graph, "episodes_per_type")) == [
        ("JUS_VIOLENCE", 3, 5, 1, 1),
        ("EDU_ABSENCE", 1, 1, 0, 0),
    ]


def test_episodes_per_type_of_nothing():
    assert rows(ask(make_graph(persons="person_id\nanna\n"), "episodes_per_type")) == []


HOUSES = """
household_id kind        municipality neighbourhood
H1           private     Veen         Noord
H2           private     Veen         Noord
H3           private     Dam          Noord
H4           private     Veen         -
H5           institution Veen         Noord
H6           private     Veen         -
"""
NUISANCE = """
signal_id type         household_id partner_id event_date hardness
S1        HOU_NUISANCE H1           WOCO       2025-01-01 -
S2        HOU_NUISANCE H1           WOCO       2024-01-01 -
S3        HOU_NUISANCE H2           WOCO       2025-03-01 -
S4        HOU_NUISANCE H3           WOCO       2025-04-01 -
S5        HOU_NUISANCE H2           WOCO       2023-05-01 rumour
S6        HOU_NUISANCE H5           WOCO       2025-06-01 -
S7        HOU_NUISANCE H6           WOCO       2025-07-01 -
"""


def test_episodes_in_neighbourhood_counts_households_and_names_none():
    graph = make_graph(
        persons="person_id\nanna\n",
        households=HOUSES,
        memberships="person_id household_id\nanna H1\n",
        signals=NUISANCE,
    )
    # H3 is in another town's Noord; S5 is a rumour; an institution is no household that counts.
    assert rows(ask(graph, "episodes_in_neighbourhood", household="H2")) == [("HOUS", 3, 2)]
    assert rows(ask(graph, "episodes_in_neighbourhood", household="H3")) == [("HOUS", 1, 1)]
    # Where the neighbourhood isn't known, H6 is no neighbour of H4.
    assert rows(ask(graph, "episodes_in_neighbourhood", household="H4")) == []
