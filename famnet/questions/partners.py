"""Questions about partners, answered on a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.families import family_windows, members
from famnet.analysis.households import homes
from famnet.analysis.known import known
from famnet.analysis.period import last_months
from famnet.analysis.roles import judge
from famnet.catalogue import load_catalogue
from famnet.questions.about import HELP, belongs_to, may_hold, subject_codes, subject_ids
from famnet.questions.cells import code_of, day_texts, holds, ids, table_of, words
from famnet.questions.signals import days_since, stands
from famnet.vocabulary import NO_DAY, format_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Longs = npt.NDArray[np.int64]
    Words = npt.NDArray[np.object_]

__all__ = ["ANSWERS"]

_DIRECT: Final = ("process_director", "case_manager")
_DELIVERERS: Final = ("partner", "origin_partner")
_EXECUTERS: Final = ("partner", "second_partner")


def known_at(graph: FamilyGraph, household: str) -> pd.DataFrame:
    """Return who knows a household, who knows nothing, and who has not answered."""
    return _known(graph, household, "household")


def person_known_at(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Return who knows a person, who knows nothing, and who has not answered."""
    return _known(graph, person, "person")


def _known(graph: FamilyGraph, subject: str, kind: str) -> pd.DataFrame:
    table = graph.kept("questions:known", lambda: known(graph))
    rows = table[(table["subject"] == subject) & (table["subject_kind"] == kind)]
    kinds = dict(zip(graph.partners["partner_id"], words(graph.partners["kind"]), strict=True))
    return pd.DataFrame(
        {
            "partner_id": rows["partner_id"],
            "partner_kind": rows["partner_id"].map(kinds),
            **{name: rows[name] for name in ("state", "since", "last", "n_episodes")},
        }
    )


def signalled_but_not_involved(graph: FamilyGraph, household: str, months: int) -> pd.DataFrame:
    """Return partners that told of a household and are neither involved nor carry out a measure."""
    here, signals = code_of(graph, "households", household), graph.signals
    lately = signals["event_date_hi"].to_numpy() >= last_months(graph.as_of, months).start
    rows = signals[(belongs_to(graph, signals) == here) & stands(signals) & lately]
    there: set[int] = set()
    for name, columns in (("involvements", ("partner",)), ("measures", _EXECUTERS)):
        table = graph.tables[name]
        runs = table[(belongs_to(graph, table) == here) & may_hold(table, graph.as_of)]
        there |= {int(partner) for column in columns for partner in runs[column]}
    told = _by_partner(rows, _DELIVERERS)
    subject = subject_codes(graph, signals)
    found = []
    for partner, part in told[~told["partner"].isin(there)].groupby("partner"):
        about = np.unique(subject[part["row"].to_numpy()])
        last = int(signals["event_date"].to_numpy()[part["row"].to_numpy()].max())
        found.append(
            (
                *_named(graph, partner), part["row"].nunique(), format_day(last),
                list(subject_ids(graph, about)),
            )
        )  # fmt: skip
    return table_of(found, ("partner_id", "partner_kind", "n_signals", "last_day", "subjects"))


def _by_partner(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return partner and row number for each partner that one of the columns names."""
    parts = [pd.DataFrame({"partner": rows[column], "row": rows.index}) for column in columns]
    both = pd.concat(parts, ignore_index=True)
    return both[both["partner"] >= 0].drop_duplicates()


def _named(graph: FamilyGraph, partner: object) -> tuple[str, str]:
    row = graph.partners.iloc[int(str(partner))]
    return str(row["partner_id"]), str(row["kind"])


def helper_already_involved(graph: FamilyGraph, household: str, on: int) -> pd.DataFrame:
    """Return the help, treatment, guardianship and supervision of a household that may run."""
    rows = graph.tables["involvements"]
    here = belongs_to(graph, rows) == code_of(graph, "households", household)
    rows = rows[here & np.isin(words(rows["role"]), HELP) & may_hold(rows, on)]
    partner = rows["partner"].to_numpy()
    return pd.DataFrame(
        {
            "partner_id": ids(graph, "partners", partner),
            "partner_kind": words(graph.partners["kind"])[partner],
            "role": words(rows["role"]),
            "mode": words(rows["mode"]),
            "subject": subject_ids(graph, subject_codes(graph, rows)),
            "start": day_texts(rows, "start_date"),
            "end": day_texts(rows, "end_date"),
        }
    )


def many_helpers_at_one_household(graph: FamilyGraph, at_least: int) -> pd.DataFrame:
    """Return households with at least so many partners that help now."""
    rows = graph.tables["involvements"]
    rows = rows[np.isin(words(rows["role"]), HELP) & holds(rows, graph.as_of)]
    partners = graph.partners["partner_id"].to_numpy(object)
    names = graph.households["household_id"].to_numpy(object)
    found = []
    for household, part in _per_household(graph, rows, at_least):
        helping = part["partner"].unique()
        subjects = np.unique(subject_codes(graph, part))
        found.append((names[household], len(helping), list(partners[helping]), len(subjects)))
    return table_of(found, ("household_id", "n_partners", "partners", "n_subjects"))


def without_direction(graph: FamilyGraph, at_least: int) -> pd.DataFrame:
    """Return households where several partners are involved and nobody is told to direct."""
    rows = graph.tables["involvements"]
    rows = rows[may_hold(rows, graph.as_of)]
    directed = np.unique(belongs_to(graph, rows)[np.isin(words(rows["role"]), _DIRECT)])
    partners, chains = graph.partners["partner_id"].to_numpy(object), _chains(graph)
    names = graph.households["household_id"].to_numpy(object)
    found = []
    for household, part in _per_household(graph, rows[holds(rows, graph.as_of)], at_least):
        if household not in directed:
            there = part["partner"].unique()
            found.append(
                (names[household], len(there), list(partners[there]), sorted(set(chains[there])))
            )
    return table_of(found, ("household_id", "n_partners", "partners", "chains"))


def _per_household(
    graph: FamilyGraph, rows: pd.DataFrame, at_least: int
) -> Iterator[tuple[int, pd.DataFrame]]:
    """Yield the rows of each household that so many partners have to do with."""
    household = belongs_to(graph, rows)
    rows = rows.assign(at=household)[household >= 0]
    several = rows.groupby("at")["partner"].transform("nunique") >= at_least
    for code, part in rows[several].groupby("at"):
        yield int(str(code)), part


def _chains(graph: FamilyGraph) -> Words:
    """Return the chain of each partner."""
    listed = load_catalogue().partners
    return np.array([listed[str(kind)].chain for kind in graph.partners["kind"]], dtype=object)


def asked_and_not_answered(graph: FamilyGraph, days: int) -> pd.DataFrame:
    """Return questions that nobody answered, and that weren't repeated and answered later."""
    rows = graph.tables["requests"]
    no_day = rows["delivered_date"].to_numpy() == NO_DAY
    pending = np.isin(words(rows["answer"]), ("", "pending")) & no_day
    key = pd.DataFrame(
        {
            "partner": rows["partner"],
            "subject": subject_codes(graph, rows),
            "about": words(rows["life_domain"]),
        }
    )
    asked = rows["asked_date"].to_numpy().astype(np.int64)
    answered_last = key[~pending].assign(day=asked[~pending])
    later = answered_last.groupby(["partner", "subject", "about"])["day"].max()
    again = key.join(later, on=["partner", "subject", "about"])["day"].to_numpy()
    since = rows["asked_date_hi"].to_numpy()
    waited = days_since(graph, since)
    said = since != NO_DAY
    held = pending & ~(again >= asked) & (np.where(said, waited, 0) >= days)
    partner = rows["partner"].to_numpy()[held]
    return pd.DataFrame(
        {
            "partner_id": ids(graph, "partners", partner),
            "partner_kind": words(graph.partners["kind"])[partner],
            "subject": subject_ids(graph, key["subject"].to_numpy()[held]),
            "life_domain": key["about"].to_numpy(object)[held],
            "asked_date": day_texts(rows[held], "asked_date"),
            "days_waiting": pd.arrays.IntegerArray(waited[held], ~said[held]),
        }
    )


def partners_per_network(graph: FamilyGraph, network: str) -> pd.DataFrame:
    """Return the partners of a family network: signals, involvements and measures of each."""
    subjects = _in_network(graph, network)
    counts: dict[int, dict[str, int]] = {}
    signals, helped, measures = (
        graph.signals,
        graph.tables["involvements"],
        graph.tables["measures"],
    )
    told = signals[np.isin(subject_codes(graph, signals), subjects) & stands(signals)]
    _count(counts, "n_signals", _by_partner(told, _DELIVERERS))
    helped = helped[np.isin(subject_codes(graph, helped), subjects) & holds(helped, graph.as_of)]
    # Twice in two roles with one person is one.
    who = pd.DataFrame({"partner": helped["partner"], "row": subject_codes(graph, helped)})
    _count(counts, "n_involved", who.drop_duplicates())
    run = measures[np.isin(subject_codes(graph, measures), subjects) & holds(measures, graph.as_of)]
    _count(counts, "n_measures", _by_partner(run, _EXECUTERS))
    chains, names = _chains(graph), ("n_signals", "n_involved", "n_measures")
    return table_of(
        [
            (chains[partner], *_named(graph, partner), *(n.get(name, 0) for name in names))
            for partner, n in counts.items()
        ],
        ("chain", "partner_id", "partner_kind", *names),
    )


def _count(counts: dict[int, dict[str, int]], name: str, pairs: pd.DataFrame) -> None:
    for partner, n in pairs["partner"].value_counts().items():
        counts.setdefault(int(str(partner)), {})[name] = int(n)


def _in_network(graph: FamilyGraph, network: str) -> Longs:
    """Return the persons and households of a family network, as ``subject_codes`` numbers them."""
    windows = family_windows(graph)
    window = windows.window(int(np.flatnonzero(windows.window_id == network)[0]))
    people = members(graph, window)
    inside = people["boundary"].isin(("core", "coresident"))
    held = homes(graph).unit_household[window.units]
    household = held[held >= 0].astype(np.int64) + len(graph.persons)
    person = people.loc[inside, "person"].to_numpy().astype(np.int64)
    return np.concatenate([person, household])


def own_and_passed_on(graph: FamilyGraph) -> pd.DataFrame:
    """Return per partner how many signals it saw itself, passed on, or saw for another."""
    signals, n = graph.signals, len(graph.partners)
    partner = signals["partner"].to_numpy()
    origin = signals["origin_partner"].to_numpy()
    counted = judge(graph).counted
    numbers = {
        "n_signals": np.bincount(partner, minlength=n),
        "n_counted": np.bincount(partner[counted], minlength=n),
        "n_own": np.bincount(partner[origin == partner], minlength=n),
        "n_passed_on": np.bincount(partner[(origin >= 0) & (origin != partner)], minlength=n),
        "n_unknown": np.bincount(partner[origin < 0], minlength=n),
        "n_seen_for_others": np.bincount(origin[(origin >= 0) & (origin != partner)], minlength=n),
    }
    made = pd.DataFrame(
        {
            "partner_id": graph.partners["partner_id"],
            "partner_kind": words(graph.partners["kind"]),
            **numbers,
        }
    )
    return made[made["n_signals"] + made["n_seen_for_others"] > 0]


#: The answer to each question of this category.
ANSWERS: Final[Mapping[str, Callable[..., pd.DataFrame]]] = {
    "known_at": known_at,
    "person_known_at": person_known_at,
    "signalled_but_not_involved": signalled_but_not_involved,
    "helper_already_involved": helper_already_involved,
    "many_helpers_at_one_household": many_helpers_at_one_household,
    "without_direction": without_direction,
    "asked_and_not_answered": asked_and_not_answered,
    "partners_per_network": partners_per_network,
    "own_and_passed_on": own_and_passed_on,
}
