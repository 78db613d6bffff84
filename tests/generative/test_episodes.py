"""What must hold for any signals: order, what never counts, who never inherits, victims."""

from __future__ import annotations

import pytest
from factory import make_graph
from hypothesis import given, settings
from hypothesis import strategies as st

from famnet.analysis.description import describe
from famnet.analysis.episodes import episodes
from famnet.analysis.known import known
from famnet.catalogue import load_catalogue

PEOPLE = ("opa", "son", "mum", "kid", "aunt", "loner")
BORN = {
    "opa": "1950",
    "son": "1980-01-01",
    "mum": "1981",
    "kid": "2013",
    "aunt": "1978-05",
    "loner": "-",
}
HOMES = {"opa": "h0", "son": "h1", "mum": "h1", "kid": "h1", "aunt": "h2"}
TABLES = {
    "persons": "person_id birth_date\n" + "\n".join(f"{p} {BORN[p]}" for p in PEOPLE),
    "memberships": "person_id household_id\n" + "\n".join(f"{p} {h}" for p, h in HOMES.items()),
    "kinships": "person_id kind relative_id\n"
    "opa parent_of son\nopa parent_of aunt\nson parent_of kid\nmum parent_of kid\nopa parent_of loner",
}
CODES = [
    "FIN_DEBT", "EDU_HOME", "MEN_CONCERN", "JUS_DRUGS", "JUS_VIOLENCE", "HOM_DV_INCIDENT",
    "HOM_VT_REPORT", "HOU_NUISANCE", "JUS_NUISANCE", "PAR_THREAT", "JUS_HOUSE_ATTACK",
]  # fmt: skip
PARTNERS = ["POL", "VT", "SWT", "SCH", "WENI", "RVDK", "GI", "WOCO", "RIEC"]
COLUMNS = [
    "signal_id", "type", "person_id", "role", "partner_id", "origin_partner_id", "incident_id",
    "event_date", "received_date", "status", "hardness",
]  # fmt: skip


@st.composite
def _signal(draw: st.DrawFn) -> dict[str, str]:
    code = draw(st.sampled_from(CODES))
    role = draw(st.sampled_from([*load_catalogue().signal_types[code].allowed_roles, ""]))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    return {
        "type": code,
        "person_id": draw(st.sampled_from(PEOPLE)),
        "role": role,
        "partner_id": draw(st.sampled_from(PARTNERS)),
        "origin_partner_id": draw(st.sampled_from(["", "", "", *PARTNERS[:4]])),
        "incident_id": draw(st.sampled_from(["", "", "i", "j"])),
        "event_date": draw(st.sampled_from([f"2025-{month:02d}-{day:02d}", f"2025-{month:02d}", f"2024-{month:02d}-{day:02d}"])),
    }  # fmt: skip


SIGNALS = st.lists(_signal(), min_size=1, max_size=14)


def _graph(signals: list[dict[str, str]]):
    rows = [{**dict.fromkeys(COLUMNS, ""), **row} for row in signals]
    return make_graph(**TABLES, signals=rows)


def _numbered(signals: list[dict[str, str]], prefix: str = "s") -> list[dict[str, str]]:
    return [{**row, "signal_id": f"{prefix}{i:02d}"} for i, row in enumerate(signals)]


def _told(graph) -> dict[str, list]:
    frame = episodes(graph).set_index("signal_id").sort_index()
    return frame.T.to_dict("list")


@settings(deadline=None, max_examples=10)
@given(signals=SIGNALS, data=st.data())
def test_the_order_of_rows_says_nothing(signals: list, data: st.DataObject):
    rows = _numbered(signals)
    one, other = _graph(rows), _graph(data.draw(st.permutations(rows)))
    assert _told(one) == _told(other)
    assert describe(one).windows.equals(describe(other).windows)
    assert known(one).equals(known(other))


NEVER = [
    {"status": "refuted"},
    {"hardness": "rumour"},
    {"type": "HOM_BAN", "role": "subject_of_measure"},
    {"type": "NET_SUPPORT", "role": "involved"},
    {"type": "JUS_DRUGS", "role": "involved"},
]


@settings(deadline=None, max_examples=10)
@given(signals=SIGNALS, more=SIGNALS, data=st.data())
def test_what_never_counts_never_changes_what_counts(
    signals: list, more: list, data: st.DataObject
):
    # The ids of the others sort before and between those that count.
    added = [{**row, **data.draw(st.sampled_from(NEVER))} for row in _numbered(more, "s0")]
    one, other = _graph(_numbered(signals)), _graph([*added, *_numbered(signals)])
    told = _told(one)
    counted = {key for key, row in told.items() if row[4]}
    again = {key: row for key, row in _told(other).items() if key in counted}
    assert again == {key: told[key] for key in counted}
    before, after = describe(one).windows, describe(other).windows
    assert before.equals(after)
    assert [f.window_id for f in describe(one).listed] == [
        f.window_id for f in describe(other).listed
    ]


@settings(deadline=None, max_examples=8)
@given(signals=SIGNALS)
def test_a_victim_never_feeds_justice_and_involved_never_a_crime(signals: list):
    for role in ("victim", "witness", "child_in_family"):
        rows = [
            {**row, "role": role}
            for row in signals
            if role in load_catalogue().signal_types[row["type"]].allowed_roles
        ]
        if rows:
            frame = episodes(_graph(_numbered(rows)))
            assert not (frame["counted"] & (frame["life_domain"] == "JUS")).any()
    frame = episodes(
        _graph(_numbered([{**row, "type": "JUS_DRUGS", "role": "involved"} for row in signals]))
    )
    assert not frame["counted"].any()


@settings(deadline=None, max_examples=8)
@given(signals=SIGNALS)
def test_nobody_inherits_the_signals_of_a_relative(signals: list):
    rows = _numbered(signals)
    about = {row["person_id"] for row in rows}
    frame = known(_graph(rows))
    persons = set(frame.loc[frame["subject_kind"] == "person", "subject"])
    assert persons == about
    homes = set(episodes(_graph(rows))["household_id"]) - {""}
    assert homes == {HOMES[person] for person in about if person in HOMES}


@settings(deadline=None, max_examples=8)
@given(signals=SIGNALS)
def test_an_episode_has_one_domain_in_a_household_and_one_row_per_signal(signals: list):
    frame = episodes(_graph(_numbered(signals)))
    assert frame["signal_id"].tolist() == [row["signal_id"] for row in _numbered(signals)]
    domains = (
        frame[frame["household_id"] != ""]
        .groupby(["episode_id", "household_id"])["life_domain"]
        .nunique()
    )
    assert (domains <= 1).all()


@pytest.mark.parametrize("age", ["2014-01-02", "2014", "2013-06"])
def test_who_may_have_been_under_12_never_feeds_justice(age: str):
    for code in ("JUS_SUSPECT", "JUS_VIOLENCE", "JUS_NUISANCE", "JUS_WEAPON"):
        frame = episodes(make_graph(persons=f"person_id birth_date\nx {age}", signals=f"""
            signal_id type person_id role partner_id event_date
            s {code} x suspect POL 2025-06
        """))  # fmt: skip
        assert frame["life_domain"].tolist() == ["PAR"]
