"""Questions about hand-overs, answered on a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.period import last_months
from famnet.questions.about import HELP, subject_codes, subject_ids
from famnet.questions.cells import code_of, day_texts, ids, table_of, words
from famnet.questions.matters import same_matter, subjects_of, waiting
from famnet.questions.signals import days_since
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Longs = npt.NDArray[np.int64]
    Words = npt.NDArray[np.object_]

__all__ = ["ANSWERS"]

_NOT_TAKEN_UP: Final = ("no_follow_up", "refused")
_MELDCODE: Final = "meldcode_"


def referral_path(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Return the hand-overs about a person, each with those to its sender before it."""
    about = subjects_of(graph)
    chosen = about.loc[about["subject"] == code_of(graph, "persons", person), "row"].to_numpy()
    rows, place, pairs = graph.tables["referrals"], _in_time(graph), same_matter(graph)
    sender, receiver = rows["from_partner"].to_numpy(), rows["to_partner"].to_numpy()
    names = rows["referral_id"].to_numpy(object)
    one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
    before = pairs[(receiver[other] == sender[one]) & (place[other] < place[one])]
    earlier = before.groupby("one")["other"].agg(list).to_dict()
    follows = [list(names[earlier.get(row, [])]) for row in chosen]
    part = rows.iloc[chosen]
    return pd.DataFrame(
        {
            "sent_date": day_texts(part, "sent_date"),
            "referral_id": names[chosen],
            "from_partner_id": ids(graph, "partners", sender[chosen]),
            "to_partner_id": ids(graph, "partners", receiver[chosen]),
            "step": words(part["step"]),
            "outcome": words(part["outcome"]),
            "answered_date": day_texts(part, "answered_date"),
            "days": _days_to_answer(part),
            "waiting": waiting(part),
            "follows": pd.Series(follows, dtype=object),
        }
    )


def _in_time(graph: FamilyGraph) -> Longs:
    """Return the place of each hand-over by the day it was sent, then as delivered."""
    order = np.argsort(graph.tables["referrals"]["sent_date"].to_numpy(), kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place


def _days_to_answer(rows: pd.DataFrame) -> pd.arrays.IntegerArray:
    """Return the days until the answer, by the earliest readings; missing without both days."""
    sent = rows["sent_date"].to_numpy().astype(np.int64)
    answered = rows["answered_date"].to_numpy().astype(np.int64)
    return pd.arrays.IntegerArray(answered - sent, (answered == NO_DAY) | (sent == NO_DAY))


def referral_loops(graph: FamilyGraph) -> pd.DataFrame:
    """Return hand-overs to a partner that handed the same matter over before."""
    rows, place = graph.tables["referrals"], _in_time(graph)
    sender, receiver = rows["from_partner"].to_numpy(), rows["to_partner"].to_numpy()
    steps = words(rows["step"])
    pairs = same_matter(graph)
    one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
    back = (
        (sender[other] == receiver[one])
        & (sender[one] != receiver[one])
        & (place[other] < place[one])
        & (steps[one] != "feedback")
        & (steps[other] != "feedback")
    )
    names, sent = rows["referral_id"].to_numpy(object), rows["sent_date"].to_numpy()
    said, about = day_texts(rows, "sent_date"), _subject_lists(graph)
    found = []
    for row, part in pairs[back].groupby("one"):
        earlier = part["other"].to_numpy()
        partners = ids(graph, "partners", [receiver[row], sender[row]])
        first = int(sent[earlier].min())
        days = None if first == NO_DAY else int(sent[row]) - first
        found.append(
            (*partners, names[row], steps[row], said[row], list(names[earlier]), days, about[row])
        )
    return table_of(
        found,
        (
            "partner_id", "from_partner_id", "referral_id", "step", "sent_date",
            "earlier_referrals", "days_since_first", "subjects",
        ),
    )  # fmt: skip


def _subject_lists(graph: FamilyGraph) -> pd.Series:
    """Return per hand-over the ids of whom it is about."""
    about = subjects_of(graph)
    about["id"] = subject_ids(graph, about["subject"].to_numpy())
    return about.groupby("row")["id"].agg(lambda names: sorted(set(names)))


def waiting_longer_than(graph: FamilyGraph, days: int) -> pd.DataFrame:
    """Return hand-overs without an answer for longer than some days."""
    rows = graph.tables["referrals"]
    waited = days_since(graph, rows["sent_date_hi"].to_numpy())
    held = np.flatnonzero(_unanswered(rows) & (waited > days))
    names = (
        "referral_id", "from_partner_id", "to_partner_id", "step", "sent_date",
        "days_waiting", "subjects",
    )  # fmt: skip
    return _told(graph, held)[list(names)]


def _unanswered(rows: pd.DataFrame) -> Bools:
    """Which hand-overs wait for an answer; feedback asks for none."""
    return np.asarray(waiting(rows) & (words(rows["step"]) != "feedback"), dtype=np.bool_)


def _told(graph: FamilyGraph, chosen: Longs) -> pd.DataFrame:
    """Return what several questions tell of a hand-over."""
    rows = graph.tables["referrals"].iloc[chosen]
    return pd.DataFrame(
        {
            "referral_id": rows["referral_id"].to_numpy(object),
            "from_partner_id": ids(graph, "partners", rows["from_partner"].to_numpy()),
            "to_partner_id": ids(graph, "partners", rows["to_partner"].to_numpy()),
            "step": words(rows["step"]),
            "outcome": words(rows["outcome"]),
            "sent_date": day_texts(rows, "sent_date"),
            "answered_date": day_texts(rows, "answered_date"),
            "days_waiting": days_since(graph, rows["sent_date_hi"].to_numpy()),
            "subjects": _subject_lists(graph).reindex(chosen).to_numpy(object),
        }
    )


def stuck_step(graph: FamilyGraph) -> pd.DataFrame:
    """Return hand-overs without an answer after which the matter was not handed over again."""
    rows, pairs = graph.tables["referrals"], same_matter(graph)
    sent = rows["sent_date"].to_numpy()
    one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
    after = np.bincount(one[sent[other] > sent[one]], minlength=len(rows))
    before = np.bincount(one[sent[other] < sent[one]], minlength=len(rows))
    step = pd.Series(words(rows["step"]), dtype=object)
    number = step.where(step.str.startswith(_MELDCODE), None).str.removeprefix(_MELDCODE)
    furthest = pd.to_numeric(number).iloc[other].groupby(one).max()
    held = np.flatnonzero(_unanswered(rows) & (after == 0))
    made = _told(graph, held)
    made["meldcode_step"] = furthest.reindex(held).to_numpy()
    made["n_before"] = before[held]
    names = (
        "referral_id", "step", "meldcode_step", "from_partner_id", "to_partner_id", "n_before",
        "sent_date", "days_waiting", "subjects",
    )  # fmt: skip
    return made[list(names)]


def dead_ends(graph: FamilyGraph) -> pd.DataFrame:
    """Return refused or unfollowed hand-overs after which nothing was delivered any more."""
    rows, pairs = graph.tables["referrals"], same_matter(graph)
    sent = rows["sent_date"].to_numpy()
    one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
    went_on = np.bincount(one[sent[other] > sent[one]], minlength=len(rows)) > 0
    about = subjects_of(graph)
    # The last day on which help or a measure began; an unknown start was before the data.
    began: dict[int, int] = {}
    for name in ("involvements", "measures"):
        table = graph.tables[name]
        starts = zip(subject_codes(graph, table), table["start_date_hi"], strict=True)
        for subject, start in starts:
            began[int(subject)] = max(began.get(int(subject), NO_DAY), int(start))
    latest = about["subject"].map(lambda subject: began.get(subject, NO_DAY)).to_numpy()
    helped = (latest >= sent[about["row"]]) & (latest > NO_DAY)
    followed = np.zeros(len(rows), bool)
    followed[about["row"].to_numpy()[helped]] = True
    ended = np.isin(words(rows["outcome"]), _NOT_TAKEN_UP)
    names = (
        "referral_id", "from_partner_id", "to_partner_id", "step", "outcome", "sent_date",
        "answered_date", "subjects",
    )  # fmt: skip
    return _told(graph, np.flatnonzero(ended & ~went_on & ~followed))[list(names)]


def reporters_without_feedback(graph: FamilyGraph) -> pd.DataFrame:
    """Return hand-overs that went on to another while the sender was told nothing."""
    rows, pairs = graph.tables["referrals"], same_matter(graph)
    sender, receiver = rows["from_partner"].to_numpy(), rows["to_partner"].to_numpy()
    sent, outcome = rows["sent_date"].to_numpy(), words(rows["outcome"])
    back = words(rows["step"]) == "feedback"
    one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
    later = sent[other] >= sent[one]
    told = np.unique(one[later & back[other] & (receiver[other] == sender[one])])
    on = later & ~back[other] & (sender[other] == receiver[one]) & (one != other)
    on &= receiver[other] != sender[one]
    went = pd.Series(ids(graph, "partners", receiver[other[on]]), dtype=object)
    went_on_to = went.groupby(one[on]).agg(lambda names: sorted(set(names))).to_dict()
    passed_on = outcome == "passed_on"
    unheard = ~back & (passed_on | waiting(rows)) & ~np.isin(np.arange(len(rows)), told)
    unheard &= passed_on | np.isin(np.arange(len(rows)), one[on])
    chosen = np.flatnonzero(unheard)
    made = _told(graph, chosen).rename(
        columns={"from_partner_id": "partner_id", "days_waiting": "days_since"}
    )
    made["went_on_to"] = pd.Series([went_on_to.get(row, []) for row in chosen], dtype=object)
    names = (
        "partner_id", "referral_id", "to_partner_id", "step", "outcome", "sent_date",
        "went_on_to", "days_since",
    )  # fmt: skip
    return made[list(names)]


def referrals_past_a_helper(graph: FamilyGraph) -> pd.DataFrame:
    """Return hand-overs about whom another helper had already, on the day they were sent."""
    rows, help_rows = graph.tables["referrals"], graph.tables["involvements"]
    help_rows = help_rows[np.isin(words(help_rows["role"]), HELP)]
    helps = pd.DataFrame(
        {
            "subject": subject_codes(graph, help_rows),
            "helper": help_rows["partner"].to_numpy(),
            "role": words(help_rows["role"]),
            "start": day_texts(help_rows, "start_date"),
            "low": help_rows["start_date"].to_numpy(),
            "end": help_rows["end_date"].to_numpy(),
        }
    )
    sender, receiver = rows["from_partner"].to_numpy(), rows["to_partner"].to_numpy()
    both = subjects_of(graph).merge(helps, on="subject")
    row, helper = both["row"].to_numpy(), both["helper"].to_numpy()
    sent = rows["sent_date"].to_numpy()[row]
    there = (both["low"].to_numpy() <= sent) & (both["end"].to_numpy() > sent)
    there &= sent > NO_DAY
    there &= (helper != sender[row]) & (helper != receiver[row])
    there &= words(rows["step"])[row] != "feedback"
    both = both[there]
    made = _told(graph, both["row"].to_numpy())
    made["subject"] = subject_ids(graph, both["subject"].to_numpy())
    made["helper_id"] = ids(graph, "partners", both["helper"].to_numpy())
    made["role"], made["start"] = both["role"].to_numpy(object), both["start"].to_numpy(object)
    names = (
        "referral_id", "sent_date", "step", "from_partner_id", "to_partner_id", "subject",
        "helper_id", "role", "start",
    )  # fmt: skip
    return made[list(names)]


def hand_overs_between_partners(graph: FamilyGraph, months: int) -> pd.DataFrame:
    """Return numbers of hand-overs by kind of sender and receiver, and what became of them."""
    rows = graph.tables["referrals"]
    rows = rows[rows["sent_date_hi"].to_numpy() >= last_months(graph.as_of, months).start]
    kinds, outcome = words(graph.partners["kind"]), words(rows["outcome"])
    frame = pd.DataFrame(
        {
            "from_kind": kinds[rows["from_partner"].to_numpy()],
            "to_kind": kinds[rows["to_partner"].to_numpy()],
            "n_sent": 1,
            "n_taken_up": np.isin(outcome, ("accepted", "help_running")).astype(int),
            "n_passed_on": (outcome == "passed_on").astype(int),
            "n_not_taken_up": np.isin(outcome, _NOT_TAKEN_UP).astype(int),
            "n_waiting": waiting(rows).astype(int),
            "n_partners": rows["from_partner"].to_numpy(),
        }
    )
    grouped = frame.groupby(["from_kind", "to_kind"])
    numbers = grouped.sum().assign(n_partners=grouped["n_partners"].nunique())
    return numbers.reset_index()[list(frame.columns)]


def waits_per_step(graph: FamilyGraph) -> pd.DataFrame:
    """Return per step how long answers took and how long others wait."""
    rows = graph.tables["referrals"]
    frame = pd.DataFrame(
        {
            "step": words(rows["step"]),
            "days": _days_to_answer(rows),
            "waited": pd.arrays.IntegerArray(
                days_since(graph, rows["sent_date_hi"].to_numpy()), ~waiting(rows)
            ),
        }
    )
    grouped = frame.groupby("step")
    made = pd.DataFrame(
        {
            "n_sent": grouped.size(),
            "n_answered": grouped["days"].count(),
            # Divided once, as the server does: no mean of means, no other last digit.
            "mean_days": grouped["days"].sum() / grouped["days"].count(),
            "most_days": grouped["days"].max(),
            "n_waiting": grouped["waited"].count(),
            "most_days_waiting": grouped["waited"].max(),
        }
    )
    return made.reset_index()


#: The answer to each question of this category.
ANSWERS: Final[Mapping[str, Callable[..., pd.DataFrame]]] = {
    "referral_path": referral_path,
    "referral_loops": referral_loops,
    "waiting_longer_than": waiting_longer_than,
    "stuck_step": stuck_step,
    "dead_ends": dead_ends,
    "reporters_without_feedback": reporters_without_feedback,
    "referrals_past_a_helper": referrals_past_a_helper,
    "hand_overs_between_partners": hand_overs_between_partners,
    "waits_per_step": waits_per_step,
}
