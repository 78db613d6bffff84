"""Bekend bij: which partner knows which person and household, and which one we don't know of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import numpy as np
import pandas as pd

from famnet.analysis.direction import Direction, Involved, direction_of, helpers_of
from famnet.analysis.known_rows import (
    Known,
    Rows,
    Subjects,
    answers_of_partners,
    facts_of_partners,
)
from famnet.analysis.reach import reach_of
from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY, Workspace, format_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = [
    "COLUMNS", "Direction", "Involved", "Known", "direction_of", "helpers_of", "known", "may_deliver",
]  # fmt: skip

COLUMNS: Final = (
    "partner_id", "subject", "state", "since", "last", "n_episodes", "subject_kind",
)  # fmt: skip

_PLACES: Final = ("participant", "via_municipality", "incidental")
_STATES: Final = tuple(Known)
_FOLLOWED: Final = (_STATES.index(Known.NOTHING), _STATES.index(Known.SILENT))


def known(graph: FamilyGraph, *, subjects: Iterable[str] | None = None) -> pd.DataFrame:
    """Say who knows whom.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    subjects : iterable of str, optional
        Person and household ids for which also the silence is said: partners that were not asked,
        or may not deliver in this workspace. A person of whose household was asked is asked. Silence
        is said only of partners that may know something there: one whose ``region`` is the
        municipality of a household in this delivery, only of who lives in that municipality, or in
        none that is known; all other partners of everybody.

    Returns
    -------
    pandas.DataFrame
        partner_id, subject (person or household id), state (``Known``), since, last (ISO 8601;
        empty where no date was delivered), n_episodes, subject_kind (person, household); sorted by
        partner, then persons before households, then id.

    Notes
    -----
    A partner knows a person when it delivered a signal about it, first saw one (declared origin), is
    or was involved, or decides or carries out a measure; refuted signals are set aside. A household
    is known when it is itself, or somebody who belongs to it on the reference date. A person is
    never known because a relative is. Asked without a signal: ``nothing_known`` once every question
    is answered; refused is not answered. What lies after the reference date is not looked at.
    O(n log n) in signals, and subjects times the partners near them.
    """
    book = Subjects.of(graph)
    rows = facts_of_partners(graph, book)
    answers = answers_of_partners(graph, book)
    rows = rows.with_more(answers.chosen(~rows.has(answers.key)))
    if subjects is not None:
        rows = rows.with_more(_silent(graph, book, rows, book.codes_of(subjects)))
    return _in_words(graph, book, rows)


def may_deliver(kind: str, workspace: Workspace) -> bool:
    """Say whether a partner may deliver at all in a workspace (WGS 2.19 and 2.27).

    Parameters
    ----------
    kind : str
        Catalogue code of the partner.
    workspace : Workspace
        ``synthetic`` allows all; ``local`` rests on the deliverer's own ground.

    >>> may_deliver("GGZ", Workspace.RIEC)
    False
    """
    partner = load_catalogue().partners[kind]
    place = {
        Workspace.RIEC: partner.riec_participation,
        Workspace.ZVH: partner.zvh_participation,
    }.get(workspace, "participant")
    return place in _PLACES


def _silent(graph: FamilyGraph, book: Subjects, rows: Rows, subject: Longs) -> Rows:
    """Return one row per asked-for subject and partner near it of which nothing was said yet."""
    key = _asked_or_near(graph, book, rows, subject)
    key = key[~rows.has(key)]
    partner, who = book.ends(key)
    household = book.household_of(who.astype(np.int64))
    at = rows.place(np.where(household >= 0, book.key(partner, household), -1))
    # What was asked of its household was asked of a person.
    followed = (at >= 0) & np.isin(rows.state[at], _FOLLOWED) if len(rows.key) else at >= 0
    kinds = [str(kind) for kind in graph.partners["kind"]]
    allowed = np.array([may_deliver(kind, graph.workspace) for kind in kinds], bool)
    state = np.full(len(key), _STATES.index(Known.NOT_ASKED), np.int8)
    state[followed] = rows.state[at[followed]]
    # Who may not deliver here is not reproached with silence.
    state[~allowed[partner]] = _STATES.index(Known.NOT_ALLOWED)
    since, last = np.full((2, len(key)), NO_DAY, np.int32)
    since[followed], last[followed] = rows.since[at[followed]], rows.last[at[followed]]
    return Rows(key, state, since, last, np.zeros(len(key), np.int32))


def _asked_or_near(graph: FamilyGraph, book: Subjects, rows: Rows, subject: Longs) -> Longs:
    """Return each subject with the partners that work there or were asked about its household."""
    reach = reach_of(graph)
    at, near = reach.near(np.concatenate([reach.person, reach.household])[subject])
    partner, household = book.ends(rows.key[np.isin(rows.state, _FOLLOWED)])
    can_be = np.isin(partner, reach.partners)
    asked = pd.DataFrame({"household": household.astype(np.int64), "partner": partner})[can_be]
    lives = pd.DataFrame({"subject": subject, "household": book.household_of(subject)})
    both = lives.merge(asked, on="household")
    followed = book.key(both["partner"].to_numpy(), both["subject"].to_numpy())
    # Sorted by hand: numpy.unique hashes first, which takes many times as long here.
    key = np.sort(np.concatenate([book.key(near, subject[at]), followed]))
    distinct: Longs = key[np.diff(key, prepend=-1) != 0]
    return distinct


def _in_words(graph: FamilyGraph, book: Subjects, rows: Rows) -> pd.DataFrame:
    """Write the rows; every word is taken from a list, none is made twice."""
    partner, subject = book.ends(rows.key)
    ids = pd.concat([graph.persons["person_id"], graph.households["household_id"]])
    kinds = pd.array(["person", "household"], dtype="str")
    return pd.DataFrame(
        {
            "partner_id": graph.partners["partner_id"].array.take(partner),
            "subject": ids.array.take(subject),
            "state": pd.array(list(map(str, _STATES)), dtype="str").take(rows.state),
            "since": _day_words(rows.since),
            "last": _day_words(rows.last),
            "n_episodes": rows.n_episodes.astype(np.int64),
            "subject_kind": kinds.take((subject >= book.n_persons).astype(np.int8)),
        },
        columns=list(COLUMNS),
    )


def _day_words(days: Codes) -> pd.api.extensions.ExtensionArray:
    """Write days as ISO 8601; each distinct day once."""
    place, distinct = pd.factorize(days)
    words = pd.array([format_day(day) for day in distinct.tolist()], dtype="str")
    return cast("pd.api.extensions.ExtensionArray", words.take(place))
