"""The list: its order, its clusters, its sentences; a case whatever the gate says."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from factory import make_graph

from famnet.analysis.description import (
    FINDING_COLUMNS,
    WINDOW_COLUMNS,
    describe,
    describe_window,
    findings_table,
)
from famnet.analysis.families import window_of
from famnet.analysis.overlap import cluster_leaders

HEADER = "signal_id type person_id role partner_id event_date status hardness\n"


def _family(name: str, brothers: int) -> dict[str, list[str]]:
    """A grandparent with children who each live alone with one child."""
    persons, homes, kin = [f"{name}0 1950-01-01"], [f"{name}0 {name}h0"], []
    for i in range(1, brothers + 1):
        persons += [f"{name}{i} 1980-01-0{i}", f"{name}{i}k 2012-01-0{i}"]
        homes += [f"{name}{i} {name}h{i}", f"{name}{i}k {name}h{i}"]
        kin += [f"{name}0 parent_of {name}{i}", f"{name}{i} parent_of {name}{i}k"]
    return {"persons": persons, "homes": homes, "kin": kin}


def _graph(families: dict[str, int], signals: str, **tables: str):
    parts = [_family(name, size) for name, size in families.items()]
    joined = {key: "\n".join(line for part in parts for line in part[key]) for key in parts[0]}
    return make_graph(
        persons="person_id birth_date\n" + joined["persons"],
        memberships="person_id household_id\n" + joined["homes"],
        kinships="person_id kind relative_id\n" + joined["kin"],
        signals=HEADER + signals,
        **tables,
    )


def _signals(name: str, *, domains: int = 3, observers: int = 3, key: str = "") -> str:
    """Signals in so many domains; ``observers`` of at most so many partners."""
    kinds = [
        ("FIN_DEBT", f"{name}1", "involved", "WENI"), ("EDU_ABSENCE", f"{name}1k", "involved", "LPA"),
        ("MEN_CONCERN", f"{name}0", "involved", "HA"), ("HOU_NUISANCE", f"{name}2", "involved", "WOCO"),
    ]  # fmt: skip
    lines = []
    for i, (kind, person, role, partner) in enumerate(kinds[:domains]):
        who = partner if i < observers else kinds[observers - 1][3]
        lines.append(f"{key}{name}s{i} {kind} {person} {role} {who} 2025-0{2 * i + 1}-01 - -")
    return "\n".join(lines) + "\n"


def test_the_order_of_the_list():
    signals = (
        _signals("a")
        + _signals("b", domains=4)
        + _signals("c", domains=4, observers=3)
        + _signals("d")
    )
    description = describe(_graph({"a": 3, "b": 3, "c": 3, "d": 2}, signals))
    shown = [finding.household_ids[0][0] for finding in description.listed]
    # Most scan groups; then most observers; then fewest households.
    assert shown == ["b", "c", "d", "a"]
    assert description.commonness.eligible == 4
    assert "leefgebieden" in description.order_nl


def test_ties_go_by_window_id():
    description = describe(_graph(dict.fromkeys("abcdef", 2), "".join(map(_signals, "abcdef"))))
    ids = [finding.window_id for finding in description.listed]
    assert ids == sorted(ids)
    assert len(ids) == 6


def test_clusters_against_the_definition():
    rng = np.random.default_rng(4)
    sets = [set(rng.choice(12, rng.integers(2, 7), replace=False).tolist()) for _ in range(60)]
    ranked = rng.permutation(60)[:50]
    starts = np.cumsum([0, *map(len, sets)])
    units = np.array([u for one in sets for u in sorted(one)], np.int32)
    leader = cluster_leaders(starts, units, ranked)

    def close(i: int, j: int) -> bool:
        return 4 * len(sets[i] & sets[j]) > len(sets[i] | sets[j])

    leaders: list[int] = []
    for window in ranked.tolist():
        near = [one for one in leaders if close(window, one)]
        assert leader[window] == (near[0] if near else window)
        if not near:
            leaders.append(window)
    assert not any(close(i, j) for i, j in itertools.combinations(leaders, 2))
    assert (leader[np.setdiff1d(np.arange(60), ranked)] == -1).all()
    assert len(leaders) > 5


def test_one_window_per_cluster_and_how_many_it_stands_for():
    # Two grandparents with the same children: two windows, of which one household differs.
    graph = make_graph(
        persons="person_id birth_date\nopa 1950-01-01\noma 1951-01-01\nson 1980-01-01\naunt 1981-01-01",
        memberships="person_id household_id\nopa h0\noma h9\nson h1\naunt h2",
        kinships="person_id kind relative_id\nopa parent_of son\nopa parent_of aunt\noma parent_of son\noma parent_of aunt",
        signals=HEADER
        + """
            s1 FIN_DEBT son involved WENI 2025-01-01 - -
            s2 MEN_CONCERN aunt involved HA 2025-04-01 - -
            s3 HOU_NUISANCE aunt involved WOCO 2025-08-01 - -
            s4 HOU_NUISANCE son involved VEIL 2025-10-01 - -
        """,
    )
    description = describe(graph)
    windows = description.windows
    assert windows["eligible"].tolist() == [True, True]
    assert windows["cluster_id"].nunique() == 1
    assert [(f.stands_for, f.window_id) for f in description.listed] == [
        (2, windows["window_id"].min())
    ]
    table = findings_table(description)
    assert table["stands_for"].tolist() == [2]


def test_columns_and_empty_statistics():
    description = describe(_graph({"a": 2, "b": 2}, _signals("a")))
    windows, table = description.windows, findings_table(description)
    assert tuple(windows.columns[:24]) == WINDOW_COLUMNS
    assert tuple(table.columns) == FINDING_COLUMNS
    assert windows[["t", "p", "q_bh", "rate_ratio", "certified_domains"]].isna().all(axis=None)
    assert windows["window_id"].is_monotonic_increasing
    # Every window of two households or more is there, only eligible ones are in a cluster.
    assert len(windows) == 2
    assert ((windows["cluster_id"] != "") == windows["eligible"]).all()
    row = table.iloc[0]
    assert row["evidence"] == "as0|as1|as2"
    assert row["domains"] == "FIN|EDU|HEALTH"
    assert (row["n_households"], row["n_observers"], row["n_episodes"]) == (3, 3, 3)


def test_what_a_finding_says():
    signals = _signals("a") + (
        "x1 NET_SUPPORT a0 involved SWT 2025-01-01 - -\n"
        "x2 HOU_NUISANCE a2 involved WOCO 2025-01-01 refuted -\n"
        "x3 JUS_DRUGS a2 involved POL 2025-01-01 - -\n"
        "x4 FIN_DEBT a2 involved WENI 2020-01-01 - -\n"
        "x5 MEN_CONCERN a1 involved HA 2025-11-01 - report\n"
        "x6 PAR_MEASURE a1k subject_of_measure GI 2025-11-01 - -\n"
    )
    graph = _graph({"a": 2}, signals, requests="partner_id household_id asked_date\n GGD ah1 2025-05-05",
                   partners="partner_id kind\n SVB BD")  # fmt: skip
    description = describe(graph)
    finding = description.listed[0]
    assert finding.statement == (
        "In dit familienetwerk zijn 4 gebeurtenissen bekend op 3 leefgebieden: Financiën en schulden;"
        " Onderwijs; Gezondheid. Zij raken 2 van de 3 huishoudens. 3 waarnemers zagen dit. Periode:"
        " 2024-01-01 tot en met 2026-01-01. Er gaat ook iets goed: 1 signaal."
    )
    against, unknown = " ".join(finding.speaks_against), " ".join(finding.unknown)
    assert "Dit gaat goed: x1." in against
    assert "Weerlegd: x2." in against
    assert "Onderwijs is door één waarnemer gemeld (LPA)." in against
    assert "Niet vastgesteld, alleen gemeld: 1 van de 4 signalen." in against
    assert "Gevraagd, geen antwoord: GGD." in unknown
    assert "Niet gevraagd: SVB." in unknown
    english = description.listed.told_in("en")[0]
    assert english.statement == (
        "In this family network 4 events are known in 3 life domains: Finance and debt; Education;"
        " Health. 2 of the 3 households are touched. 3 observers saw this. Period: 2024-01-01 up to"
        " and including 2026-01-01. Something goes well too: 1 signal."
    )
    assert "Education was reported by one observer (LPA)." in english.speaks_against
    assert english.unknown == ("Asked, no answer: GGD.", "Not asked: SVB.")
    # Another language is another word, never another number.
    assert len(english.speaks_against) == len(finding.speaks_against)
    assert (english.evidence, english.strength) == (finding.evidence, finding.strength)
    assert finding.strength is None
    assert any("toeval" in caveat for caveat in finding.caveats)
    assert "Niet op de lijst betekent niet: niets aan de hand." in finding.caveats
    assert finding.single_source  # without any of the three one domain is lost
    beside = describe_window(graph, window_of(graph, "a0")).facts.beside
    assert beside.protective == ("x1",)
    assert beside.refuted == ("x2",)
    assert beside.administrative == ("x6",)
    assert beside.other == (("x3", "involved_is_no_suspicion"),)
    assert beside.outside == ("x4",)


def test_a_case_is_described_whatever_the_gate_says():
    graph = _graph({"a": 2}, "s1 FIN_DEBT a1 involved WENI 2025-01-01 - -\n")
    description = describe(graph)
    assert len(description.listed) == 0
    case = describe_window(graph, window_of(graph, "a1"))
    assert case.finding is not None
    assert case.facts.fails == "few_episodes"
    assert case.facts.signals == ("s1",)
    assert "Het komt niet door de drempel van de lijst." in case.statement
    nothing = describe_window(_graph({"a": 2}, ""), window_of(_graph({"a": 2}, ""), "a1"))
    assert nothing.finding is None
    assert "geen gebeurtenis bekend die meetelt" in nothing.statement


def test_a_household_by_itself_can_be_a_case():
    graph = make_graph(
        persons="person_id birth_date\nx -",
        memberships="person_id household_id\nx h",
        signals=HEADER + "s1 FIN_DEBT x involved WENI 2025-01-01 - -",
    )
    case = describe_window(graph, window_of(graph, "x"))
    assert case.facts.groups == (("FIN", 1),)
    assert case.facts.unknown.ages == 1
    assert "Van 1 van de 1 personen weten we de leeftijd niet." in case.unknown


@pytest.mark.parametrize(
    ("signals", "words"),
    [
        ("", ["Er zijn geen signalen geleverd"]),
        (
            "s1 JUS_DRUGS a1 involved POL 2025-01-01 - -\ns2 JUS_VIOLENCE a2 involved POL 2025-05-01 - -\n",
            ["Alle 2 signalen gaan over justitie", "rol 'betrokken'", "Dat is geen verdenking"],
        ),
        (_signals("a").replace("2025", "2021"), ["ligt in de periode 2024-01-01", "Het laatste is van 2021-05-01"]),
        (
            "s1 FIN_DEBT a1 involved WENI 2025-01-01 - -\n",
            ["van één waarnemer", "1 van de 1 familienetwerken: er zijn te weinig gebeurtenissen"],
        ),
        ("s1 FIN_DEBT a1 involved WENI 2025-01-01 refuted -\n", ["1 van de 1 signalen: is weerlegd"]),
    ],
)  # fmt: skip
def test_an_empty_list_says_why(signals: str, words: list[str]):
    description = describe(_graph({"a": 2}, signals))
    assert len(description.listed) == 0
    for word in words:
        assert word in description.why_empty.nl


def test_a_list_that_is_not_empty_has_no_excuse():
    description = describe(_graph({"a": 2, "b": 2, "c": 2}, _signals("a")))
    assert description.why_empty.nl == description.why_empty.en == ""
    assert (description.commonness.eligible, description.commonness.windows) == (1, 3)
    assert description.commonness.text_nl.startswith("1 van de 3 familienetwerken")
    assert "33,3 van elke 100" in description.commonness.text_nl
    assert repr(description) == "<Description: 3 windows, 1 eligible, 1 listed>"


def test_the_order_of_rows_says_nothing():
    signals = _signals("a", domains=4) + _signals("b") + _signals("a", key="again")
    lines = signals.strip().splitlines()
    one = describe(_graph({"a": 3, "b": 2}, signals))
    other = describe(_graph({"b": 2, "a": 3}, "\n".join(reversed(lines)) + "\n"))
    assert one.windows.equals(other.windows)
    assert findings_table(one).equals(findings_table(other))
