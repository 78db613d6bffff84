"""Silence is said of partners that work where somebody lives, and of no others."""

from __future__ import annotations

from factory import make_graph

from famnet.analysis.description import describe, describe_window, findings_table
from famnet.analysis.families import window_of
from famnet.analysis.known import known

# Two schools and two municipalities; the police has another region; the care office has none.
PARTNERS = """
    partner_id kind region
    school_a SCH Aadorp
    school_b SCH Beedorp
    police POL Noord
    woco WOCO -
    court KR Aadorp
"""
WORLD = {
    "persons": "person_id birth_date\n gran 1950-01-01\n ann 1980-01-01\n bob 1981-01-01\n cas 1982-01-01\n dee 1983-01-01",
    "households": "household_id kind municipality\n h0 private Aadorp\n ha private Aadorp\n hb private Beedorp\n hc private -",
    "memberships": "person_id household_id\n gran h0\n ann ha\n bob hb\n cas hc",
    "kinships": "person_id kind relative_id\n gran parent_of ann",
    "partners": PARTNERS,
}


def _silent_of(graph, subject: str, state: str = "not_asked") -> list[str]:
    frame = known(graph, subjects=[subject])
    rows = frame[(frame["subject"] == subject) & (frame["state"] == state)]
    return rows["partner_id"].tolist()


def test_not_asked_follows_the_municipality_of_the_home():
    graph = make_graph(**WORLD)
    assert _silent_of(graph, "ann") == ["police", "school_a", "woco"]
    assert _silent_of(graph, "ha") == ["police", "school_a", "woco"]
    assert _silent_of(graph, "bob") == ["police", "school_b", "woco"]
    assert _silent_of(graph, "hb") == ["police", "school_b", "woco"]
    # A home without municipality, and no home at all: any of them may know something.
    everyone = ["police", "school_a", "school_b", "woco"]
    assert [_silent_of(graph, who) for who in ("cas", "hc", "dee")] == [everyone] * 3


def test_case_and_spaces_in_names_of_places_don_t_matter():
    partners = "partner_id kind region\n s1 SCH AADORP\n s2 SCH Beedorp"
    graph = make_graph(**{**WORLD, "partners": partners})
    graph.partners["region"] = graph.partners["region"] + " "
    assert _silent_of(graph, "ann") == ["s1"]


def test_what_was_delivered_is_said_wherever_the_partner_works():
    graph = make_graph(
        **WORLD,
        signals="signal_id type person_id role partner_id event_date\n s1 EDU_ABSENCE ann involved school_b 2025-01-05",
        requests="partner_id person_id asked_date answer\n school_a bob 2025-06-01 pending",
    )
    states = {
        (r.partner_id, r.subject): r.state
        for r in known(graph, subjects=["ann", "bob"]).itertuples()
    }
    assert states["school_b", "ann"] == "known"
    assert states["school_a", "bob"] == "not_answered"
    assert states["school_b", "bob"] == "not_asked"


def test_who_was_asked_about_the_household_was_asked_wherever_it_works():
    graph = make_graph(
        **WORLD,
        requests="partner_id household_id asked_date answer\n school_a hb 2025-06-01 pending\n school_a h0 2025-06-01 pending",
    )
    assert _silent_of(graph, "bob", "not_answered") == ["school_a"]
    assert _silent_of(graph, "bob") == ["police", "school_b", "woco"]


def test_not_allowed_follows_it_too():
    partners = "partner_id kind region\n ggz_a GGZ Aadorp\n ggz_b GGZ Beedorp"
    graph = make_graph(**{**WORLD, "partners": partners}, workspace="riec")
    assert _silent_of(graph, "ann", "not_allowed") == ["ggz_a"]


def test_a_person_in_an_institution_lives_where_it_stands():
    graph = make_graph(**{
        **WORLD,
        "households": WORLD["households"] + "\n inst institution Beedorp",
        "memberships": "person_id household_id\n gran h0\n ann inst\n bob hb\n cas hc",
    })  # fmt: skip
    assert _silent_of(graph, "ann") == ["police", "school_b", "woco"]


def _unasked(graph, ref: str) -> tuple[str, ...]:
    return describe_window(graph, window_of(graph, ref)).facts.unknown.not_asked


def test_the_sentence_of_a_family_network_follows_it():
    graph = make_graph(**WORLD)
    assert _unasked(graph, "gran") == ("police", "school_a", "woco")
    assert _unasked(graph, "bob") == ("police", "school_b", "woco")
    assert _unasked(graph, "dee") == ("police", "school_a", "school_b", "woco")


def test_a_family_in_two_municipalities_and_in_an_unknown_one():
    kin = WORLD["kinships"] + "\n gran parent_of bob\n gran parent_of dee"
    graph = make_graph(**{**WORLD, "kinships": kin})
    assert _unasked(graph, "gran") == ("police", "school_a", "school_b", "woco")
    # Who lives nowhere known adds no other municipality to the family.
    kin = WORLD["kinships"] + "\n gran parent_of dee"
    graph = make_graph(**{**WORLD, "kinships": kin})
    assert _unasked(graph, "gran") == ("police", "school_a", "woco")


def test_the_list_says_the_same():
    kin = WORLD["kinships"] + "\n gran parent_of cas"
    signals = """
        signal_id type person_id role partner_id event_date
        s1 FIN_DEBT ann involved WENI 2025-01-01
        s2 MEN_CONCERN cas involved HA 2025-04-01
        s3 HOU_NUISANCE cas involved woco 2025-08-01
        s4 EDU_ABSENCE ann involved LPA 2025-10-01
    """
    partners = PARTNERS + "    WENI WENI -\n    HA HA -\n    LPA LPA -"
    description = describe(
        make_graph(**{**WORLD, "kinships": kin, "partners": partners}, signals=signals)
    )
    (finding,) = description.listed
    assert finding.unknown == ("Niet gevraagd: police, school_a.",)
    assert findings_table(description)["unknown"].tolist() == ["Niet gevraagd: police, school_a."]
