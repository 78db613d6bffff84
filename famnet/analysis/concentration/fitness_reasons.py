"""Why a delivery can't be compared, and what to bear in mind if it can: one sentence per point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.rates import strata
from famnet.analysis.gate import GROUPS, Gate
from famnet.analysis.households import homes
from famnet.analysis.statements import group_nl
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from famnet.analysis.concentration.people import People
    from famnet.analysis.gate import Touches
    from famnet.analysis.period import Period
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int8]

__all__ = [
    "LEAST_TOUCHED", "LEAST_WINDOWS", "NO_DATE", "ROUGH_TOUCHED", "group_cautions", "signal_cautions",
    "signal_reasons", "size_cautions", "size_reasons", "unknown_cautions", "unknown_reasons",
]  # fmt: skip

#: Touched households below which nothing is compared, and below which it is said how rough it is. How
#: far families resemble each other is estimated from touches next to touches: its standard error goes
#: with one over the root of their number (benchmarks/smallest_area.py measures it).
LEAST_TOUCHED: Final = 300
ROUGH_TOUCHED: Final = 1000
#: Family networks below which nothing is compared: each is a part of what it is compared with.
LEAST_WINDOWS: Final = 1000
#: Part of the households that can be touched in an area; more is a list of cases, not an area.
_MOST_TOUCHED: Final = 0.5
_MANY_TOUCHED: Final = 0.25
#: Part of the persons without a birth date, or without a place.
_MOST_UNKNOWN: Final = 0.2
_SOME_UNKNOWN: Final = 0.02
#: Part of what counts that may lie within ``_SHORT`` days; the period counts as so many months.
_MOST_AT_ONCE: Final = 0.95
_SHORT: Final = 31
#: Touches of a scan group below which its expected values are rough.
_FEW_TOUCHES: Final = 25
_FEW_OBSERVERS: Final = 4
#: Strata below this one are of an unknown age.
_KNOWN_AGE: Final = int(strata(np.zeros(1, np.int32), np.zeros(1, np.int32))[0])


NO_DATE: Final = Text(
    "Er is geen peildatum: het is niet bekend hoe lang er gekeken is. Zet reference_date in delivery.toml.",
    "There is no reference date: how long was looked is not known. Put reference_date in delivery.toml.",
)
_NO_SIGNALS: Final = Text(
    "Er is geen signaal dat meetelt in de periode.", "No signal counts in the period."
)


def size_reasons(people: People, n_windows: int) -> Iterator[Text]:
    """Say what makes the area too small, or no area."""
    n_touched, n_units = int((people.masks != 0).sum()), len(people.masks)
    if n_windows < LEAST_WINDOWS:
        yield Text(
            f"Er zijn {_nl(n_windows)} familienetwerken van twee of meer huishoudens; om te weten wat"
            f" gewoon is, zijn er minstens {_nl(LEAST_WINDOWS)} nodig.",
            f"There are {n_windows:,} family networks of two or more households; to know what is"
            f" usual, at least {LEAST_WINDOWS:,} are needed.",
        )
    if n_touched < LEAST_TOUCHED:
        yield Text(
            f"Er zijn {_nl(n_touched)} huishoudens geraakt; om te weten hoeveel families op elkaar"
            f" lijken, zijn er minstens {_nl(LEAST_TOUCHED)} nodig.",
            f"{n_touched:,} households are touched; to know how far families resemble each other, at"
            f" least {LEAST_TOUCHED:,} are needed.",
        )
    if n_touched > _MOST_TOUCHED * n_units:
        yield Text(
            f"{_percent(n_touched, n_units)} van de huishoudens is geraakt: dit is een lijst met zaken,"
            " geen gebied. Wie hier gewoon is, is dat daarbuiten niet.",
            f"{_percent(n_touched, n_units)} of the households is touched: this is a list of cases,"
            " not an area. What is usual here is not usual outside.",
        )


def size_cautions(people: People) -> Iterator[Text]:
    """Say that the area is small, or looks like a selection."""
    n_touched, n_units = int((people.masks != 0).sum()), len(people.masks)
    if n_touched < ROUGH_TOUCHED:
        yield Text(
            f"Het gebied is klein ({_nl(n_touched)} geraakte huishoudens): hoeveel families op elkaar"
            " lijken, is hier ruw geschat.",
            f"The area is small ({n_touched:,} households touched): how far families resemble each"
            " other is a rough estimate here.",
        )
    if n_touched > _MANY_TOUCHED * n_units:
        yield Text(
            f"{_percent(n_touched, n_units)} van de huishoudens is geraakt. Dat is veel voor een gebied:"
            " het lijkt een selectie, en vergelijkt dus met gezinnen die zelf opvielen.",
            f"{_percent(n_touched, n_units)} of the households is touched. That is much for an area: it"
            " looks like a selection, so families are compared with others that stood out.",
        )


def unknown_reasons(graph: FamilyGraph, people: People) -> Iterator[Text]:
    """Say what is not known of too many persons."""
    ageless, placeless = _ageless(people), _placeless(graph, "neighbourhood", "municipality")
    if ageless > _MOST_UNKNOWN:
        yield Text(
            f"Van {_share(ageless)} van de personen is de geboortedatum niet bekend: wat bij een"
            " leeftijd gewoon is, valt niet te zeggen.",
            f"Of {_share(ageless)} of the persons the birth date is not known: what is usual at an age"
            " can't be told.",
        )
    if placeless > _MOST_UNKNOWN:
        yield Text(
            f"Van {_share(placeless)} van de personen is buurt noch gemeente bekend: een buurt waar veel"
            " gemeld wordt, lijkt dan vol bijzondere families.",
            f"Of {_share(placeless)} of the persons neither neighbourhood nor municipality is known: an"
            " area that reports much would then seem full of special families.",
        )


def unknown_cautions(graph: FamilyGraph, people: People) -> Iterator[Text]:
    """Say what is not known of some persons."""
    ageless = _ageless(people)
    if ageless > _SOME_UNKNOWN:
        yield Text(
            f"Van {_share(ageless)} van de personen is de geboortedatum niet bekend; zij zijn alleen met"
            " elkaar vergeleken.",
            f"Of {_share(ageless)} of the persons the birth date is not known; they are compared with"
            " each other alone.",
        )
    without = _placeless(graph, "neighbourhood")
    if without > _SOME_UNKNOWN:
        yield Text(
            f"Van {_share(without)} van de personen is de buurt niet bekend; verschillen tussen die"
            " buurten zijn niet weggewogen.",
            f"Of {_share(without)} of the persons the neighbourhood is not known; differences between"
            " those neighbourhoods are not corrected for.",
        )


def signal_reasons(graph: FamilyGraph, found: Touches) -> Iterator[Text]:
    """Say what makes the signals unfit."""
    if not len(found.signal):
        yield _NO_SIGNALS
        return
    observers, groups = _observers(found), np.unique(found.group)
    if len(observers) < Gate().observers:
        yield Text(
            "Alles wat meetelt, komt van één waarnemer: dan is niet te zien of anderen het ook zagen.",
            "All that counts comes from one observer: whether others saw it too can't be told.",
        )
    if len(groups) < Gate().domains:
        names = "; ".join(group_nl(GROUPS[g]) for g in groups.tolist())
        yield Text(
            f"Er zijn signalen over {len(groups)} van de {len(GROUPS)} groepen leefgebieden ({names});"
            f" om er {Gate().domains} bij elkaar te zien, zijn er minstens {Gate().domains} nodig.",
            f"There are signals on {len(groups)} of the {len(GROUPS)} groups of life domains; to see"
            f" {Gate().domains} together, at least {Gate().domains} are needed.",
        )
    share = _most_at_once(graph, found)
    if share > _MOST_AT_ONCE:
        yield Text(
            f"{_share(share)} van wat meetelt, ligt binnen {_SHORT} dagen: hoe lang er gekeken is, is niet"
            " bekend, en losse gebeurtenissen zijn niet te scheiden van één actie.",
            f"{_share(share)} of what counts lies within {_SHORT} days: how long was looked is not known,"
            " and separate occurrences can't be told from one campaign.",
        )


def signal_cautions(graph: FamilyGraph, found: Touches, period: Period) -> Iterator[Text]:
    """Say what the signals lack."""
    n_observers = len(_observers(found))
    if n_observers < _FEW_OBSERVERS:
        yield Text(
            f"Er zijn maar {n_observers} onafhankelijke waarnemers.",
            f"There are only {n_observers} independent observers.",
        )
    days = graph.signals["event_date"].to_numpy()[found.signal]
    known = days[days != NO_DAY]
    length = period.end - period.start
    if len(known) and int(known.max() - known.min()) < length // 2:
        yield Text(
            f"Wat meetelt, ligt in {int(known.max() - known.min()) + 1} van de {_nl(length)} dagen van de"
            " periode. Is er over de rest van de periode wel geleverd?",
            f"What counts lies in {int(known.max() - known.min()) + 1} of the {length:,} days of the"
            " period. Was the rest of the period delivered at all?",
        )


def group_cautions(people: People) -> Iterator[Text]:
    """Say of which scan groups little or nothing is there."""
    seen = np.array([people.touched_in(d).sum() for d in range(len(GROUPS))])
    empty = [GROUPS[d] for d in np.flatnonzero(seen == 0).tolist()]
    few = [GROUPS[d] for d in np.flatnonzero((seen > 0) & (seen < _FEW_TOUCHES)).tolist()]
    if empty:
        yield Text(
            f"Over {'; '.join(map(group_nl, empty))} is niets geleverd dat meetelt: daarover zegt de"
            " vergelijking niets.",
            f"Nothing that counts was delivered on {_groups_en(empty)}: the comparison says nothing of it.",
        )
    if few:
        yield Text(
            f"Over {'; '.join(map(group_nl, few))} is zo weinig geleverd dat het verwachte aantal ruw is.",
            f"So little was delivered on {_groups_en(few)} that what is expected is rough.",
        )


def _ageless(people: People) -> float:
    """Return the part of the person-time of who has no birth date."""
    whole = float(people.exposure.sum())
    return float(people.exposure[people.stratum < _KNOWN_AGE].sum()) / whole if whole else 0.0


def _placeless(graph: FamilyGraph, *columns: str) -> float:
    """Return the part of the living whose household has none of these places."""
    home, table = homes(graph), graph.households
    named = np.zeros(len(table) + 1, bool)
    for column in columns:
        named[:-1] |= (table[column].fillna("").astype(str) != "").to_numpy(dtype=bool)
    living = home.household[home.living]
    return float((~named[living]).mean()) if len(living) else 0.0


def _observers(found: Touches) -> Codes:
    seen = np.unique(found.observer)
    return seen[seen >= 0]


def _most_at_once(graph: FamilyGraph, found: Touches) -> float:
    """Return the largest part of the signals with a date that lies within ``_SHORT`` days."""
    days = graph.signals["event_date"].to_numpy()[found.signal]
    days = np.sort(days[days != NO_DAY].astype(np.int64))
    if not len(days):
        return 0.0
    ends = np.searchsorted(days, days + _SHORT, side="left")
    return float((ends - np.arange(len(days))).max()) / len(days)


def _groups_en(groups: Sequence[str]) -> str:
    return "; ".join(load_catalogue().label("scan_groups", group, "en") for group in groups)


def _nl(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _percent(part: int, whole: int) -> str:
    return _share(part / whole) if whole else "0%"


def _share(share: float) -> str:
    return f"{100 * share:.0f}%"
