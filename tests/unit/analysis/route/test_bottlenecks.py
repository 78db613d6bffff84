"""Bottlenecks against a naive count, and nothing in them from which a small number can be reckoned."""

from __future__ import annotations

import json
import math
import statistics
from collections import Counter, defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from factory import make_graph
from generated_graphs import regions
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.analysis.route.worlds import graph_of

from famnet.analysis.route.bottlenecks import bottlenecks
from famnet.analysis.route.cells import Cell, safe, shielded
from famnet.vocabulary import NO_DAY, Workspace

if TYPE_CHECKING:
    import random

STEPS = ("help_request", "vt_report", "rvdk_inquiry", "other")
KINDS = ("SCH", "SWT", "VT", "GGZ", "POL", "RVDK")
OUTCOMES = ("accepted", "help_running", "passed_on", "no_follow_up", "refused", "pending", "")


@st.composite
def busy(draw):
    """Many hand-overs about few people, so that some cells are large."""
    rng = draw(st.randoms(use_true_random=False))
    referrals = [_hand_over(rng, nth) for nth in range(rng.randint(0, 90))]
    requests = [
        {"partner_id": rng.choice(KINDS), "person_id": rng.choice("abc"), "asked_date": "2025-01-01",
         "answer": rng.choice(["delivered", "nothing_known", "refused", "pending", ""])}
        for _ in range(rng.randint(0, 40))
    ]  # fmt: skip
    return make_graph(
        persons=[{"person_id": who, "birth_date": "1990-01-01"} for who in "abc"],
        signals=[
            {"signal_id": f"s{nth}", "type": "FIN_DEBT", "role": "involved", "person_id": rng.choice("abc"),
             "partner_id": "SWT", "event_date": f"202{nth % 5}-02-01"}
            for nth in range(6)
        ],
        referrals=referrals,
        requests=requests,
    )  # fmt: skip


def _hand_over(rng: random.Random, nth: int) -> dict[str, str]:
    day = rng.randint(1, 28)
    month, year = rng.randint(1, 11), rng.choice([2024, 2025])
    sent = rng.choice([f"{year}-{month:02}-{day:02}", f"{year}-{month:02}"])
    row = {
        "referral_id": f"r{nth}",
        "from_partner_id": rng.choice(KINDS),
        "to_partner_id": rng.choice(KINDS),
    }
    row |= {
        "step": rng.choice((*STEPS, "feedback", "")),
        "sent_date": sent,
        "outcome": rng.choice(OUTCOMES),
    }
    if rng.random() < 0.5:
        row["answered_date"] = f"{year}-{month + 1:02}-{day:02}"
    return row | rng.choice([{"signal_id": f"s{rng.randint(0, 5)}"}, {"person_id": rng.choice("abc")}])  # fmt: skip


def naive(graph):
    """One row at a time, with the words of the tables: what there is to count."""
    groups, waits, requests = defaultdict(list), Counter(), defaultdict(list)
    kinds = graph.partners["kind"].tolist()
    for row in graph.tables["referrals"].to_dict("records"):
        step = row["step"] if isinstance(row["step"], str) else ""
        if step == "feedback":
            continue
        open_ = row["answered_date"] == NO_DAY and row["outcome"] not in OUTCOMES[:5]
        days = None if row["answered_date"] == NO_DAY else row["answered_date"] - row["sent_date"]
        waited = graph.as_of - row["sent_date_hi"] if open_ else None
        item = (open_, days, waited)
        groups[step, "", ""].append(item)
        groups[step, kinds[row["from_partner"]], kinds[row["to_partner"]]].append(item)
        waits["sent"] += 1
        waits["waiting"] += open_
    for row in graph.tables["requests"].to_dict("records"):
        given = row["answer"] in ("delivered", "nothing_known")
        requests[kinds[row["partner"]]].append(not given)
    return groups, waits, requests


def shown(cell, number):
    """Whether a cell is hidden, or says the number."""
    return bool(cell.hidden) or cell.value == pytest.approx(number)


def nine_in_ten(days):
    return sorted(days)[math.ceil(0.9 * len(days)) - 1]


@settings(max_examples=25)
@given(st.one_of(busy(), regions(families=2)))
def test_what_is_shown_is_a_naive_count(graph):
    found, (groups, waits, requests) = bottlenecks(graph), naive(graph)
    assert {(r.step, r.from_code, r.to_code) for r in (*found.steps, *found.edges)} == set(groups)
    assert shown(found.sent, waits["sent"])
    assert shown(found.waiting, waits["waiting"])
    for row in (*found.steps, *found.edges):
        items = groups[row.step, row.from_code, row.to_code]
        days = [item[1] for item in items if item[1] is not None]
        waited = [item[2] for item in items if item[2] is not None]
        waiting = sum(item[0] for item in items)
        assert shown(row.sent, len(items))
        assert shown(row.waiting, waiting)
        assert shown(row.answered, len(items) - waiting)
        assert shown(row.unanswered_share, waiting / len(items))
        if row.median.value is not None:
            assert row.median.value == statistics.median(days)
            assert row.p90.value == nine_in_ten(days)
            assert row.longest.value == max(days)
        if row.longest_waiting.value is not None:
            assert row.longest_waiting.value == max(waited)
        if row.usual and row.longer.value is not None:
            assert row.longer.value == sum(days > row.usual.days for days in waited)
    assert {row.code for row in found.requests} == set(requests)
    for row in found.requests:
        assert shown(row.asked, len(requests[row.code]))
        assert shown(row.unanswered, sum(requests[row.code]))


def small(cell):
    return cell.value is not None and 0 < cell.value < 5


@settings(max_examples=25)
@given(busy())
def test_no_small_number_is_shown_or_can_be_reckoned(graph):
    found, (groups, waits, _) = bottlenecks(graph), naive(graph)
    counts = [
        cell
        for row in (*found.steps, *found.edges)
        for cell in (row.sent, row.answered, row.waiting, row.longer)
    ]
    counts += [
        found.sent,
        found.waiting,
        found.longer,
        found.loops,
        found.dead_ends,
        found.unheard,
        found.reports,
        found.returning,
    ]
    counts += [
        row.number
        for part in (found.loops_to, found.dead_ends_in, found.unheard_by)
        for row in part
    ]
    counts += [cell for row in found.requests for cell in (row.asked, row.unanswered)]
    assert not any(map(small, counts))

    def hidden(rows, of):
        return [of(groups[r.step, r.from_code, r.to_code]) for r in rows if r.sent.hidden]

    if found.sent.value is not None:
        assert safe(hidden(found.steps, len))
    for step in found.steps:
        edges = [edge for edge in found.edges if edge.step == step.step]
        if step.sent.value is not None:
            assert safe(hidden(edges, len))
        if step.waiting.value is not None:
            left = [groups[e.step, e.from_code, e.to_code] for e in edges if e.waiting.hidden]
            assert safe([sum(item[0] for item in items) for items in left])
    if found.waiting.value is not None:
        left = [groups[s.step, "", ""] for s in found.steps if s.waiting.hidden]
        assert safe([sum(item[0] for item in items) for items in left])
        assert sum(sum(i[0] for i in items) for items in left) <= waits["waiting"]
    # A waiting number that is shown doesn't give away the answered ones beside it.
    for row in (*found.steps, *found.edges):
        if row.waiting.value is not None and row.sent.value is not None:
            assert not 0 < row.sent.value - row.waiting.value < 5  # fmt: skip


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 20), max_size=8))
def test_shields_hide_all_small_and_are_safe_unless_nothing_is_left(counts):
    why = shielded(counts)
    assert all(why[key] == "few" for key, n in counts.items() if 0 < n < 5)
    hidden = [counts[key] for key, word in why.items() if word]
    left = [n for key, n in counts.items() if not why[key] and n >= 5]
    assert safe(hidden) or not left


def test_nobody_stands_in_it():
    handed = [f"child SCH SWT help_request 2025-01-{day:02} - -" for day in range(1, 9)]
    found = bottlenecks(graph_of(handed=handed))
    text = json.dumps(asdict(found))
    assert not any(f'"{who}"' in text for who in ("child", "teen", "h1", "h2", "r1"))
    assert found.steps[0].waiting == Cell(8)
    assert found.longer == Cell(None, "shielded")  # the step says it
    assert found.steps[0].longer == Cell(8)


def test_returning_reports():
    handed = [f"child SCH VT vt_report 2025-0{month}-01 2025-0{month}-05 accepted" for month in range(1, 8)]  # fmt: skip
    found = bottlenecks(graph_of(handed=[*handed, "teen SCH VT vt_report 2020-01-01 - -"]))
    assert found.reports == Cell(8)
    # Six come back; of the two others one is the first, one another child's: too few to show.
    assert found.returning == Cell(None, "shielded")
    many = [*handed, *(f"{who} SCH VT vt_report 2020-01-01 - -" for who in ("teen", "mother", "father", "grandma"))]  # fmt: skip
    assert bottlenecks(graph_of(handed=many)).returning == Cell(6)


def test_the_same_occurrence_reported_twice_returns_not():
    signals = [f"HOM_CHILD_ABUSE child victim {p} 2025-09-01 incident_id=i" for p in ("SCH", "POL")]
    handed = [f"s{1 + n % 2} SCH VT vt_report 2025-09-{2 + n:02} - -" for n in range(6)]
    assert bottlenecks(graph_of(signals=signals, handed=handed)).returning == Cell(0)


def test_in_the_riec_hand_overs_of_care_are_not_counted():
    handed = [f"father GGZ SWT help_request 2025-09-{day:02} - -" for day in range(1, 9)]
    assert bottlenecks(graph_of(Workspace.RIEC, handed=handed)).sent == Cell(0)


def test_nothing_handed_over():
    found = bottlenecks(graph_of())
    assert found.sent == Cell(0)
    assert found.steps == found.edges == found.requests == ()
