"""Bekend bij: which partner knows which person and household, and which one we don't know of."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.direction import Direction, Involved, direction_of, helpers_of
from famnet.analysis.episodes import episode_table
from famnet.analysis.households import homes
from famnet.analysis.neighbours import id_ranks
from famnet.catalogue import load_catalogue
from famnet.vocabulary import FOREVER, NO_DAY, RequestAnswer, SignalStatus, Workspace, format_day

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
_LATER: Final = 2**40


class Known(StrEnum):
    """What a partner is to a person or household; the closed list of ``known.state``."""

    KNOWN = "known"
    NOTHING = "nothing_known"
    SILENT = "not_answered"
    NOT_ASKED = "not_asked"
    NOT_ALLOWED = "not_allowed"


def known(graph: FamilyGraph, *, subjects: Iterable[str] | None = None) -> pd.DataFrame:
    """Say who knows whom.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    subjects : iterable of str, optional
        Person and household ids for which also the silence is said: partners that were not asked,
        or may not deliver in this workspace. A person of whose household was asked is asked.

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
    O(n log n) in signals.
    """
    size = len(graph.persons) + len(graph.households)
    rows = pd.concat([_known(graph, size), _asked(graph, size)], ignore_index=True)
    rows = rows.drop_duplicates("key", keep="first")
    if subjects is not None:
        rows = pd.concat([rows, _silent(graph, size, rows, subjects)], ignore_index=True)
    return _in_words(graph, size, rows)


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


def _today(graph: FamilyGraph) -> int:
    return FOREVER - 1 if graph.as_of == NO_DAY else graph.as_of


def _known(graph: FamilyGraph, size: int) -> pd.DataFrame:
    """One row per partner and subject that it knows."""
    facts = [*_signals(graph), *_involvements(graph), *_measures(graph)]
    partner, person, household, since, last, episode = (
        np.concatenate(part) for part in zip(*facts, strict=True)
    )
    home = homes(graph)
    unit = np.append(home.unit, np.int32(-1))[person]
    lives = np.where(unit >= 0, home.unit_household[unit], -1) if len(home.unit) else unit
    household = np.where(person >= 0, lives, household)
    n = len(graph.persons)
    subject = np.concatenate([person, np.where(household >= 0, household + n, -1)]).astype(np.int64)
    key = np.tile(partner, 2).astype(np.int64) * size + subject
    held = (subject >= 0) & (np.tile(partner, 2) >= 0)
    return _per_key(key[held], *(np.tile(part, 2)[held] for part in (since, last, episode)))


def _per_key(key: Longs, since: Longs, last: Longs, episode: Longs) -> pd.DataFrame:
    """Put together what one partner knows of one subject."""
    order = np.lexsort((episode, key))
    key, episode = key[order], episode[order]
    start = np.flatnonzero(np.diff(key, prepend=-1))
    if not len(start):
        return _rows(key, Known.KNOWN, key, key, key)
    fresh = (episode >= 0) & (np.diff(episode, prepend=-2) != 0)
    fresh[start] = episode[start] >= 0
    since = np.where(since == NO_DAY, _LATER, since)[order]
    first = np.minimum.reduceat(since, start)
    first[first == _LATER] = NO_DAY
    latest = np.maximum.reduceat(last[order], start)
    count = np.add.reduceat(fresh.astype(np.int64), start)
    return _rows(key[start], Known.KNOWN, first, latest, count)


def _rows(key: Longs, state: Known, since: Longs, last: Longs, count: Longs) -> pd.DataFrame:
    states = np.full(len(key), str(state), object)
    return pd.DataFrame(
        {"key": key, "state": states, "since": since, "last": last, "n_episodes": count}
    )


_Fact = tuple["Codes", "Codes", "Codes", "Longs", "Longs", "Longs"]


def _signals(graph: FamilyGraph) -> list[_Fact]:
    """Who delivered a signal, and who first saw it."""
    signals = graph.signals
    rows = (signals["status"] != str(SignalStatus.REFUTED)).to_numpy(dtype=bool)
    rows = rows & (signals["event_date"].to_numpy() <= _today(graph))
    first = episode_table(graph).first[rows]
    day = signals["event_date"].to_numpy()[rows].astype(np.int64)
    person, household = (signals[name].to_numpy()[rows] for name in ("person", "household"))
    return [
        (signals[name].to_numpy()[rows], person, household, day, day, first)
        for name in ("partner", "origin_partner")
    ]


def _involvements(graph: FamilyGraph) -> list[_Fact]:
    return [_periods(graph, graph.tables["involvements"], "partner")]


def _measures(graph: FamilyGraph) -> list[_Fact]:
    names = ("decided_by_partner", "partner", "second_partner")
    return [_periods(graph, graph.tables["measures"], name) for name in names]


def _periods(graph: FamilyGraph, table: pd.DataFrame, name: str) -> _Fact:
    rows = table["start_date"].to_numpy() <= _today(graph)
    start = table["start_date"].to_numpy()[rows].astype(np.int64)
    end = table["end_date"].to_numpy()[rows].astype(np.int64)
    # What still runs was last seen today; where there is no date at all, when it began.
    last = (
        np.minimum(end, graph.as_of)
        if graph.as_of != NO_DAY
        else np.where(end == FOREVER, start, end)
    )
    partner, person, household = (table[c].to_numpy()[rows] for c in (name, "person", "household"))
    return partner, person, household, start, last, np.full(len(start), -1, np.int64)


def _asked(graph: FamilyGraph, size: int) -> pd.DataFrame:
    """One row per partner and subject that it was asked about, by the last answers."""
    table = graph.tables["requests"]
    table = table[table["asked_date"].to_numpy() <= _today(graph)]
    person, household = table["person"].to_numpy(), table["household"].to_numpy()
    subject = np.where(person >= 0, person, household + len(graph.persons)).astype(np.int64)
    came = table["delivered_date"].to_numpy()
    in_time = came <= _today(graph)
    answer = table["answer"]
    told = (answer == str(RequestAnswer.DELIVERED)) | (answer.isna() & (came != NO_DAY))
    nothing = answer == str(RequestAnswer.NOTHING_KNOWN)
    level = np.where(told & in_time, 2, np.where(nothing & in_time, 1, 0))
    asked = pd.DataFrame(
        {
            "key": table["partner"].to_numpy().astype(np.int64) * size + subject,
            "about": table["life_domain"].cat.codes.to_numpy(),
            "since": table["asked_date"].to_numpy().astype(np.int64),
            "last": came.astype(np.int64),
            "level": level,
        }
    ).sort_values(["key", "about", "since", "level", "last"])
    latest = asked.drop_duplicates(["key", "about"], keep="last")
    return _by_level(latest)


def _by_level(latest: pd.DataFrame) -> pd.DataFrame:
    """Known once it delivered anything; nothing known only when every question was answered."""
    groups = latest.groupby("key", sort=True)
    most, least = groups["level"].max().to_numpy(), groups["level"].min().to_numpy()
    words = np.array([str(Known.SILENT), str(Known.NOTHING), str(Known.KNOWN)], object)
    level = np.where(most == 2, 2, least)
    return pd.DataFrame(
        {
            "key": groups["level"].max().index.to_numpy(),
            "state": words[level],
            "since": groups["since"].min().to_numpy(),
            "last": np.where(level > 0, groups["last"].max().to_numpy(), NO_DAY),
            "n_episodes": np.zeros(len(most), np.int64),
        }
    )


def _silent(
    graph: FamilyGraph, size: int, rows: pd.DataFrame, subjects: Iterable[str]
) -> pd.DataFrame:
    """One row per partner and asked-for subject of which nothing was said yet."""
    subject = _subject_codes(graph, subjects)
    catalogue = load_catalogue()
    kinds = [str(kind) for kind in graph.partners["kind"]]
    asked = [i for i, kind in enumerate(kinds) if catalogue.partners[kind].observer_rule != "never"]
    partner = np.repeat(np.array(asked, np.int64), len(subject))
    subject = np.tile(subject, len(asked))
    free = ~np.isin(partner * size + subject, rows["key"].to_numpy())
    partner, subject = partner[free], subject[free]
    allowed = np.array([may_deliver(kind, graph.workspace) for kind in kinds], bool)
    household = _household_of(graph, subject)
    key = np.where(household >= 0, partner * size + household, -1)
    of_household = rows.set_index("key").reindex(key)
    state = of_household["state"].to_numpy(object)
    followed = np.isin(state.astype(str), [str(Known.NOTHING), str(Known.SILENT)])
    said = np.where(followed, state, str(Known.NOT_ASKED))
    # Who may not deliver here is not reproached with silence.
    said = np.where(allowed[partner], said, str(Known.NOT_ALLOWED)) if len(partner) else said
    dates = {
        name: np.where(followed, of_household[name].fillna(NO_DAY), NO_DAY).astype(np.int64)
        for name in ("since", "last")
    }
    return pd.DataFrame(
        {
            "key": partner * size + subject,
            "state": said,
            **dates,
            "n_episodes": np.zeros(len(partner), np.int64),
        }
    )


def _household_of(graph: FamilyGraph, subject: Longs) -> Longs:
    """Return the subject code of the household of a person; of a household -1."""
    n, home = len(graph.persons), homes(graph)
    person = np.minimum(subject, n - 1)
    household = home.unit_household[home.unit[person]].astype(np.int64) if n else person
    return np.where((subject < n) & (household >= 0), household + n, -1)


def _subject_codes(graph: FamilyGraph, subjects: Iterable[str]) -> Longs:
    asked = sorted(set(subjects))
    persons = np.flatnonzero(graph.persons["person_id"].isin(asked).to_numpy(dtype=bool))
    households = np.flatnonzero(graph.households["household_id"].isin(asked).to_numpy(dtype=bool))
    return np.concatenate([persons, households + len(graph.persons)]).astype(np.int64)


def _in_words(graph: FamilyGraph, size: int, rows: pd.DataFrame) -> pd.DataFrame:
    n = len(graph.persons)
    key = rows["key"].to_numpy()
    partner, subject = np.divmod(key, max(size, 1))
    ids = np.concatenate(
        [
            graph.persons["person_id"].to_numpy(object),
            graph.households["household_id"].to_numpy(object),
        ]
    )
    rank = np.concatenate(
        [id_ranks(graph.persons["person_id"]), id_ranks(graph.households["household_id"]) + n]
    )
    order = np.lexsort((rank[subject], id_ranks(graph.partners["partner_id"])[partner]))
    partner, subject, rows = partner[order], subject[order], rows.iloc[order]
    return pd.DataFrame(
        {
            "partner_id": graph.partners["partner_id"].to_numpy(object)[partner],
            "subject": ids[subject],
            "state": rows["state"].to_numpy(),
            "since": _day_words(rows["since"]),
            "last": _day_words(rows["last"]),
            "n_episodes": rows["n_episodes"].to_numpy(np.int64),
            "subject_kind": np.where(subject < n, "person", "household"),
        },
        columns=list(COLUMNS),
    ).astype(
        dict.fromkeys(("partner_id", "subject", "state", "since", "last", "subject_kind"), "str")
    )


def _day_words(days: pd.Series) -> npt.NDArray[np.object_]:
    """Write days as ISO 8601; each distinct day once."""
    distinct, place = np.unique(days.to_numpy(np.int64), return_inverse=True)
    words: npt.NDArray[np.object_] = np.array([format_day(int(d)) for d in distinct], object)[place]
    return words
