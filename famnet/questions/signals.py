"""Questions about signals, answered on a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.episodes import OBSERVERS, episode_table
from famnet.analysis.households import homes
from famnet.analysis.period import last_months
from famnet.analysis.roles import DOMAINS, judge
from famnet.questions.about import belongs_to, subject_codes, subject_ids, subject_kinds
from famnet.questions.cells import code_of, day_texts, ids, table_of, words
from famnet.questions.occurrences import episodes_in_neighbourhood, episodes_per_type
from famnet.vocabulary import NO_DAY, format_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Longs = npt.NDArray[np.int64]
    Words = npt.NDArray[np.object_]

__all__ = ["ANSWERS", "days_since", "stands"]

_OPEN: Final = ("", "reported", "under_review")
_VERIFIED: Final = ("fact", "professional_judgement")


def stands(signals: pd.DataFrame) -> Bools:
    """Which signals were told for real: neither refuted nor a rumour."""
    refuted = words(signals["status"]) == "refuted"
    rumour = words(signals["hardness"]) == "rumour"
    return np.asarray(~refuted & ~rumour, dtype=np.bool_)


def days_since(graph: FamilyGraph, days: npt.NDArray[np.int32]) -> Longs:
    """Return the days from each day to the reference date, 0 for a later or unknown day."""
    known = np.where(days > NO_DAY, days, graph.as_of).astype(np.int64)
    passed: Longs = np.maximum(graph.as_of - known, 0)
    return passed


def signals_per_domain(graph: FamilyGraph, months: int) -> pd.DataFrame:
    """Return numbers of signals per life domain and role, what counts apart from what doesn't."""
    judged, signals = judge(graph), graph.signals
    frame = pd.DataFrame(
        {
            "life_domain": _domain_words(judged.domain),
            "role": words(signals["role"]),
            "counted": judged.counted,
            "episode": np.where(judged.counted, episode_table(graph).first, -1),
            "subject": subject_codes(graph, signals),
        }
    )
    frame = frame[signals["event_date_hi"].to_numpy() >= last_months(graph.as_of, months).start]
    found = []
    for (domain, role), part in frame.groupby(["life_domain", "role"]):
        counted = part["counted"]
        episodes = part.loc[counted, "episode"].nunique()
        found.append(
            (domain, role, counted.sum(), (~counted).sum(), episodes, part["subject"].nunique())
        )
    return table_of(
        found,
        ("life_domain", "role", "n_counted", "n_not_counted", "n_episodes", "n_subjects"),
    )


def domains_that_come_together(graph: FamilyGraph, months: int, at_least: int) -> pd.DataFrame:
    """Return pairs of life domains with the number of units that episodes of both touch."""
    told, counted = episode_table(graph), judge(graph).counted
    lately = graph.signals["event_date_hi"].to_numpy() >= last_months(graph.as_of, months).start
    running = np.unique(told.first[counted & lately])
    held = counted & (told.unit >= 0) & np.isin(told.first, running)
    touched = np.zeros((homes(graph).n_units, len(DOMAINS)), np.int64)
    touched[told.unit[held], told.domain[held]] = 1
    both = touched.T @ touched
    return table_of(
        [
            (DOMAINS[i], DOMAINS[j], both[i, j], both[i, i], both[j, j])
            for i in range(len(DOMAINS))
            for j in range(len(DOMAINS))
            if DOMAINS[i] < DOMAINS[j] and both[i, j] >= at_least
        ],
        ("life_domain", "other_domain", "n_households", "n_with_domain", "n_with_other"),
    )


def repeat_reports(graph: FamilyGraph, days: int) -> pd.DataFrame:
    """Return signals that count with earlier episodes about the same subject and life domain."""
    judged, signals = judge(graph), graph.signals
    frame = pd.DataFrame(
        {
            "row": np.arange(len(signals)),
            "subject": subject_codes(graph, signals),
            "domain": judged.domain,
            "episode": episode_table(graph).first,
            "low": signals["event_date"].to_numpy().astype(np.int64),
            "high": signals["event_date_hi"].to_numpy().astype(np.int64),
        }
    )[judged.counted]
    pairs = frame.merge(frame, on=["subject", "domain"], suffixes=("", "_before"))
    pairs = pairs[
        (pairs["episode"] != pairs["episode_before"])
        & (pairs["high_before"] < pairs["low"])
        & (pairs["high"] <= pairs["low_before"] + days)
    ]
    signal_id = signals["signal_id"].to_numpy(object)
    names = pairs["row_before"].map(dict(enumerate(signal_id)))
    grouped = pairs.assign(name=names).groupby("row", sort=True)
    row = np.unique(pairs["row"].to_numpy())
    subject = subject_codes(graph, signals)[row]
    return pd.DataFrame(
        {
            "subject": subject_ids(graph, subject),
            "subject_kind": subject_kinds(graph, subject),
            "life_domain": _domain_words(judged.domain[row]),
            "signal_id": signal_id[row],
            "event_date": day_texts(signals.iloc[row], "event_date"),
            "n_earlier": grouped["episode_before"].nunique().to_numpy(),
            "earlier_signals": grouped["name"].agg(list).to_numpy(object),
        }
    )


def one_incident_by_several_partners(graph: FamilyGraph, at_least: int) -> pd.DataFrame:
    """Return episodes that several partners told, with who saw them independently."""
    told, signals = episode_table(graph), graph.signals
    frame = pd.DataFrame(
        {
            "first": told.first,
            "partner": ids(graph, "partners", signals["partner"].to_numpy()),
            "observer": np.array([*OBSERVERS, ""], object)[told.observer],
            "day": signals["event_date"].to_numpy(),
        }
    )[stands(signals)]
    signal_id = signals["signal_id"].to_numpy(object)
    several = frame.groupby("first")["partner"].transform("nunique") >= at_least
    found = []
    for first, part in frame[several].groupby("first"):
        partners = sorted(set(part["partner"]))
        observers = sorted(set(part["observer"]) - {""})
        found.append(
            (
                f"e-{signal_id[int(str(first))]}", format_day(int(part["day"].min())), len(part),
                len(partners), partners, len(observers), observers,
            )
        )  # fmt: skip
    return table_of(
        found,
        (
            "episode_id", "first_day", "n_signals", "n_partners", "partners",
            "n_observers", "observers",
        ),
    )  # fmt: skip


def signals_without_origin(graph: FamilyGraph, observer: str) -> pd.DataFrame:
    """Return signals without a declared origin, with the observer that is assumed meanwhile."""
    signals = graph.signals
    unsaid = (signals["origin_partner"] < 0) & (signals["derived_from"] < 0)
    assumed = np.array([*OBSERVERS, ""], object)[episode_table(graph).observer]
    if observer != "any":
        unsaid &= (assumed == "") == (observer == "nobody")
    rows = signals[unsaid]
    return pd.DataFrame(
        {
            "signal_id": rows["signal_id"],
            "type": words(rows["type"]),
            "event_date": day_texts(rows, "event_date"),
            "status": words(rows["status"]),
            "reporter_kind": words(rows["reporter_kind"]),
            "partner_id": ids(graph, "partners", rows["partner"].to_numpy()),
            "assumed_observer": assumed[unsaid.to_numpy()],
        }
    )


def unverified_only(graph: FamilyGraph, at_least: int) -> pd.DataFrame:
    """Return persons and households of whom no signal is a fact, a judgement or confirmed."""
    signals = graph.signals
    status, hardness = words(signals["status"]), words(signals["hardness"])
    left = status != "refuted"
    frame = pd.DataFrame(
        {
            "n_signals": left,
            "n_reports": left & (hardness == "report"),
            "n_rumours": left & (hardness == "rumour"),
            "n_unknown": left & (hardness == ""),
            "n_refuted": ~left,
            "verified": left & (np.isin(hardness, _VERIFIED) | (status == "confirmed")),
        }
    ).astype(np.int64)
    # A refuted signal is no last one.
    frame["day"] = np.where(left, signals["event_date"].to_numpy(), NO_DAY)
    grouped = frame.groupby(subject_codes(graph, signals))
    made = grouped.sum().assign(day=grouped["day"].max())
    made = made[(made["verified"] == 0) & (made["n_signals"] >= at_least)]
    subject = made.index.to_numpy()
    made.insert(0, "subject", subject_ids(graph, subject))
    made.insert(1, "subject_kind", subject_kinds(graph, subject))
    made["last_day"] = [format_day(day) for day in made["day"].tolist()]
    return made.drop(columns=["verified", "day"])


def signals_older_than(graph: FamilyGraph, days: int) -> pd.DataFrame:
    """Return signals that are open for longer than some days, in every reading of their dates."""
    signals = graph.signals
    received = signals["received_date_hi"].to_numpy()
    since = np.where(received == NO_DAY, signals["event_date_hi"].to_numpy(), received)
    open_for = days_since(graph, since)
    held = np.isin(words(signals["status"]), _OPEN) & (open_for > days)
    rows = signals[held]
    return pd.DataFrame(
        {
            "signal_id": rows["signal_id"],
            "subject": subject_ids(graph, subject_codes(graph, rows)),
            "type": words(rows["type"]),
            "status": words(rows["status"]),
            "partner_id": ids(graph, "partners", rows["partner"].to_numpy()),
            "event_date": day_texts(rows, "event_date"),
            "received_date": day_texts(rows, "received_date"),
            "days_open": open_for[held],
        }
    )


def signals_of_household(graph: FamilyGraph, household: str) -> pd.DataFrame:
    """Return the signals about a household and who belongs to it, and what each counts for."""
    judged, signals = judge(graph), graph.signals
    here = belongs_to(graph, signals) == code_of(graph, "households", household)
    rows, signal_id = signals[here], signals["signal_id"].to_numpy(object)
    return pd.DataFrame(
        {
            "event_date": day_texts(rows, "event_date"),
            "signal_id": rows["signal_id"],
            "subject": subject_ids(graph, subject_codes(graph, rows)),
            "type": words(rows["type"]),
            "life_domain": _domain_words(judged.domain[here]),
            "role": words(rows["role"]),
            "partner_id": ids(graph, "partners", rows["partner"].to_numpy()),
            "hardness": words(rows["hardness"]),
            "status": words(rows["status"]),
            "counted": judged.counted[here],
            "reason": judged.reason_words()[here],
            "episode_id": "e-" + signal_id[episode_table(graph).first[here]],
        }
    )


def signals_told_again(graph: FamilyGraph, status_of_first: str) -> pd.DataFrame:
    """Return signals derived from another signal, with both partners and statuses."""
    signals = graph.signals
    source = signals["derived_from"].to_numpy()
    # One of itself is of no other.
    told = (source >= 0) & (source != np.arange(len(source)))
    rows, first = signals[told], signals.iloc[source[told]]
    found = pd.DataFrame(
        {
            "signal_id": rows["signal_id"].to_numpy(object),
            "partner_id": ids(graph, "partners", rows["partner"].to_numpy()),
            "status": words(rows["status"]),
            "counted": judge(graph).counted[told],
            "first_signal_id": first["signal_id"].to_numpy(object),
            "first_partner_id": ids(graph, "partners", first["partner"].to_numpy()),
            "first_status": words(first["status"]),
        }
    )
    return found if status_of_first == "any" else found[found["first_status"] == status_of_first]


def _domain_words(codes: npt.NDArray[np.int8]) -> Words:
    return np.array(DOMAINS, dtype=object)[codes]


#: The answer to each question of this category.
ANSWERS: Final[Mapping[str, Callable[..., pd.DataFrame]]] = {
    "signals_per_domain": signals_per_domain,
    "domains_that_come_together": domains_that_come_together,
    "repeat_reports": repeat_reports,
    "one_incident_by_several_partners": one_incident_by_several_partners,
    "signals_without_origin": signals_without_origin,
    "unverified_only": unverified_only,
    "signals_older_than": signals_older_than,
    "signals_of_household": signals_of_household,
    "signals_told_again": signals_told_again,
    "episodes_per_type": episodes_per_type,
    "episodes_in_neighbourhood": episodes_in_neighbourhood,
}
