"""Facts that are counted from signals. Roles, ages and hardness are judged in ``roles`` alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.criteria.fact import HIDDEN, Fact
from famnet.analysis.episodes import OBSERVERS
from famnet.analysis.roles import Nature, Reason
from famnet.vocabulary import Hardness, SignalRole

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.criteria.look import Look

    Longs = npt.NDArray[np.int64]

__all__ = [
    "conduct_without_person",
    "counted_domains",
    "counted_groups",
    "earlier_episodes",
    "episodes",
    "help_refused",
    "independent_observers",
    "minors_with_care",
    "own_conduct_earlier",
    "own_conduct_facts",
    "own_conduct_soft",
    "protective",
    "refuted",
    "refuted_conduct",
    "retold",
    "rumours",
    "victims_and_children",
]

_OWN: Final = (str(SignalRole.SUSPECT), str(SignalRole.CONVICTED))
_REFUSED: Final = ("PAR_HELP_REFUSED", "NET_AVOID")
_NO_PERSON: Final = (Reason.NO_SUSPICION, Reason.ROLE_UNKNOWN, Reason.NOT_BY_PERSON)
_CONDUCT: Final = (int(Nature.NUISANCE), int(Nature.THREAT), int(Nature.CRIME))


def _types(look: Look, rows: Longs) -> tuple[tuple[str, str], ...]:
    return tuple(("signal_types", code) for code in dict.fromkeys(look.view.type_names(rows)))


def _of(look: Look, rows: Longs) -> Fact:
    """Count signals."""
    if look.blind:
        return HIDDEN
    return Fact(len(rows), look.signal_ids(rows), _types(look, rows))


def _by_episode(look: Look, rows: Longs) -> Fact:
    """Count occurrences: the same told twice is one."""
    if look.blind:
        return HIDDEN
    n = len(np.unique(look.book.table.first[rows]))
    return Fact(n, look.signal_ids(rows), _types(look, rows))


def counted_groups(look: Look) -> Fact:
    """Count the groups of life domains in which something counts in the period."""
    names = tuple(("groups", g) for g in dict.fromkeys(t.group for t in look.touches))
    return Fact(len(names), look.signal_ids(look.counted), names)


def counted_domains(look: Look) -> Fact:
    """Count the life domains, also those that are one group (health: mind, body, addiction)."""
    names = tuple(("life_domains", d) for d in dict.fromkeys(t.domain for t in look.touches))
    return Fact(len(names), look.signal_ids(look.counted), names)


def episodes(look: Look) -> Fact:
    """Count the occurrences that count in the period."""
    return _by_episode(look, look.counted)


def earlier_episodes(look: Look) -> Fact:
    """Count what would count but lies before the period."""
    return _by_episode(look, _before(look, look.signals[look.book.judged.counted[look.signals]]))


def _before(look: Look, rows: Longs) -> Longs:
    return rows[~look.book.told[rows] & (look.book.high[rows] < look.book.period.start)]


def _own(look: Look) -> Longs:
    own: Longs = look.signals[look.book.judged.own_conduct[look.signals]]
    return own


def _fact_rows(look: Look, rows: Longs, *, fact: bool) -> Longs:
    hard = look.view.have(rows, "hardness", str(Hardness.FACT))
    chosen: Longs = rows[hard == fact]
    return chosen


def own_conduct_facts(look: Look) -> Fact:
    """Count own conduct, as suspect or convicted, that is established, in the period."""
    rows = _own(look)
    return _by_episode(look, _fact_rows(look, rows[look.book.told[rows]], fact=True))


def own_conduct_soft(look: Look) -> Fact:
    """Count own conduct in the period that was said but not established as a fact."""
    rows = _own(look)
    return _by_episode(look, _fact_rows(look, rows[look.book.told[rows]], fact=False))


def own_conduct_earlier(look: Look) -> Fact:
    """Count established own conduct from before the period."""
    return _by_episode(look, _fact_rows(look, _before(look, _own(look)), fact=True))


def conduct_without_person(look: Look) -> Fact:
    """Count crime, nuisance or threat in the period of which is not known who did it."""
    judged, rows = look.book.judged, look.in_period(look.signals)
    conduct = rows[np.isin(judged.nature[rows], _CONDUCT)]
    nobody = look.reasoned(conduct, *_NO_PERSON)
    counted = conduct[judged.counted[conduct] & ~judged.own_conduct[conduct]]
    return _by_episode(look, np.sort(np.concatenate([nobody, counted])))


def victims_and_children(look: Look) -> Fact:
    """Count what was said of victims, witnesses and children: a need, never own conduct."""
    return _of(look, look.reasoned(look.counted, Reason.AS_NEED, Reason.AS_CARE))


def refuted(look: Look) -> Fact:
    """Count refuted signals in the period."""
    return _of(look, look.in_period(look.reasoned(look.signals, Reason.REFUTED)))


def refuted_conduct(look: Look) -> Fact:
    """Count refuted signals about own conduct in the period."""
    rows = look.in_period(look.reasoned(look.signals, Reason.REFUTED))
    return _of(look, rows[look.view.have(rows, "role", *_OWN)])


def rumours(look: Look) -> Fact:
    """Count rumours in the period: they never count."""
    return _of(look, look.in_period(look.reasoned(look.signals, Reason.RUMOUR)))


def protective(look: Look) -> Fact:
    """Count what goes well in the period, whatever the criterion looks at."""
    rows = look.in_period(look.reasoned(look.view.everything, Reason.PROTECTIVE))
    return Fact(len(rows), look.signal_ids(rows), _types(look, rows))


def help_refused(look: Look) -> Fact:
    """Count help that was refused or ended, and doors that stayed closed, in the period."""
    rows = look.of_types(*_REFUSED)
    rows = rows[look.book.told[rows]]
    return Fact(len(rows), look.signal_ids(rows), _types(look, rows))


def minors_with_care(look: Look) -> Fact:
    """Count the minors of whom a care or victim signal counts in the period."""
    rows = look.view.everything[look.book.told[look.view.everything]]
    who = look.graph.signals["person"].to_numpy()[rows]
    need = np.isin(look.book.judged.nature[rows], (int(Nature.CARE), int(Nature.VICTIM)))
    rows, who = rows[need], who[need]
    minors = sorted(look.view.under_age.intersection(look.view.people))
    held = np.isin(who, np.array(minors, np.int64))
    return Fact(len(np.unique(who[held])), look.signal_ids(rows[held]), _types(look, rows[held]))


def independent_observers(look: Look) -> Fact:
    """Count who was the first to tell of something, in the group where most were."""
    seen: dict[str, dict[int, int]] = defaultdict(dict)
    firsts = {touch.episode: touch for touch in reversed(look.touches)}
    for touch in reversed(firsts.values()):
        observer = int(look.book.table.observer[touch.rows[0]])
        if observer >= 0:
            seen[touch.group].setdefault(observer, touch.rows[0])
    if not seen:
        return HIDDEN if look.blind else Fact(0)
    best = max(seen.values(), key=len)
    names = tuple(("partners", OBSERVERS[observer]) for observer in best)
    return Fact(len(best), look.signal_ids(tuple(best.values())), names)


def retold(look: Look) -> Fact:
    """Count signals that tell again of what somebody told before."""
    told = {touch.episode: touch.rows[0] for touch in reversed(look.touches)}
    again = [row for touch in look.touches for row in touch.rows if row != told[touch.episode]]
    return _of(look, np.array(sorted(set(again)), np.int64))
