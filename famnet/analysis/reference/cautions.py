"""What to bear in mind when a case is compared with an area that it may not lie in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.gate import GROUPS
from famnet.analysis.neighbours import stretches
from famnet.analysis.reference.strata_cells import LABELS
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY, date_from_day

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.people import People
    from famnet.analysis.gate import Touches
    from famnet.analysis.reference.reference import About, Reference
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]

__all__ = ["AGELESS", "ALL_AGELESS", "ageless", "area_words", "at_once", "cautions_of"]

#: Part of the time of a family's persons without a birth date above which it isn't compared, as in a scan.
_MOST_AGELESS: Final = 0.2
_AGELESS: Final = frozenset(s for s, label in enumerate(LABELS) if label.endswith(":unknown"))
#: What counts that lies within so many days may come from one action.
_SHORT: Final = 31
_ENOUGH: Final = 3
AGELESS: Final = Text(
    "Van meer dan een vijfde van de personen in dit netwerk is de geboortedatum niet bekend: wat bij een"
    " leeftijd gewoon is, valt niet te zeggen. Daarom is het niet vergeleken.",
    "Of more than a fifth of the persons in this network the birth date is not known: what is usual at an"
    " age can't be told. So it was not compared.",
)
ALL_AGELESS: Final = Text(
    "Van meer dan een vijfde van de personen is de geboortedatum niet bekend: wat bij een leeftijd gewoon"
    " is, valt niet te zeggen.",
    "Of more than a fifth of the persons the birth date is not known: what is usual at an age can't be"
    " told.",
)
#: Days after which the area may have become another.
_OLD: Final = 366


def area_words(about: About) -> Text:
    """Say with what is compared: region, size, day.

    Parameters
    ----------
    about : About
        What a reference is about.
    """
    households = f"{about.households:,}"
    return Text(
        f"Vergeleken met: {about.region or 'een gebied zonder naam'},"
        f" {households.replace(',', '.')} huishoudens, peildatum {about.reference_date}.",
        f"Compared with: {about.region or 'an area without a name'}, {households} households, reference"
        f" date {about.reference_date}.",
    )


def ageless(people: People, units: Codes) -> bool:
    """Say whether too little is known of the ages in a family to say what is usual.

    Parameters
    ----------
    people : People
        Everybody in the case.
    units : int32 array
        The units of the family, or of all families.
    """
    mine = np.isin(people.unit, units)
    unknown = np.isin(people.stratum, list(_AGELESS)) & mine
    whole = float(people.exposure[mine].sum())
    return float(people.exposure[unknown].sum()) > _MOST_AGELESS * whole


def at_once(graph: FamilyGraph, found: Touches, units: Codes) -> tuple[Text, ...]:
    """Say that all that counts in a family lies within a month; empty where it doesn't.

    Parameters
    ----------
    graph : FamilyGraph
        The case.
    found : Touches
        What counts, per unit.
    units : int32 array
        The units of the family.
    """
    touch, _ = stretches(found.start, units)
    places, _ = stretches(found.first, touch)
    days = graph.signals["event_date"].to_numpy()[found.signal[places]]
    days = days[days != NO_DAY]
    if len(days) < _ENOUGH or int(days.max() - days.min()) >= _SHORT:
        return ()
    return (
        Text(
            f"Alles wat meetelt, ligt binnen {_SHORT} dagen. Losse gebeurtenissen zijn dan"
            " niet te scheiden van één actie waarin iedereen tegelijk keek.",
            f"All that counts lies within {_SHORT} days. Separate occurrences can't be told"
            " then from one action in which everybody looked at once.",
        ),
    )


def cautions_of(
    graph: FamilyGraph, looked: tuple[Codes, People], reference: Reference, months: int
) -> tuple[Text, ...]:
    """Return what to bear in mind.

    Parameters
    ----------
    graph : FamilyGraph
        The case.
    looked : (int32 array, People)
        The units of the family or families, and everybody in the case.
    reference : Reference
        What it is compared with.
    months : int
        Length of the period looked at.
    """
    units, people = looked
    members = np.flatnonzero(np.isin(people.unit, units))
    return (
        *_other_places(reference, [people.places[a] for a in np.unique(people.area[members])]),
        *_other_period(graph, reference, months),
        *_without_data(reference, np.unique(people.stratum[members]).tolist()),
        *_left_out(reference),
    )


def _other_places(reference: Reference, places: list[tuple[str, str]]) -> list[Text]:
    strange = sorted(
        place[1] or place[0] for place in places if any(place) and not reference.knows(place)
    )
    out: list[Text] = []
    if strange:
        named = ", ".join(strange)
        out.append(
            Text(
                f"Niet apart bekend in de referentie: {named}. Gebruikt is wat in de gemeente of het"
                " hele gebied gewoon is.",
                f"Not known by itself in the reference: {named}. What is usual in the municipality or"
                " the whole area was used.",
            )
        )
    if any(not any(place) for place in places):
        out.append(
            Text(
                "Van een deel van dit netwerk is de buurt niet bekend; daar is gebruikt wat in het"
                " gebied gewoon is.",
                "Of a part of this network the neighbourhood isn't known; what is usual in the area was"
                " used there.",
            )
        )
    return out


def _other_period(graph: FamilyGraph, reference: Reference, months: int) -> list[Text]:
    about, out = reference.about, []
    if months != about.months:
        out.append(
            Text(
                f"De referentie is gemaakt over {about.months} maanden, hier is over {months} maanden"
                " gekeken. Wat te verwachten is, is naar de duur omgerekend; dat is een benadering.",
                f"The reference was made over {about.months} months, here {months} months were looked"
                " at. What is expected was converted by length, which is an approximation.",
            )
        )
    today = date_from_day(graph.as_of)
    then = dt.date.fromisoformat(about.reference_date)
    if today is not None and abs((today - then).days) > _OLD:
        out.append(
            Text(
                f"De referentie is van {then}, de zaak van {today}: intussen kan er meer of minder zijn"
                " gemeld.",
                f"The reference is of {then}, the case of {today}: more or less may be reported since.",
            )
        )
    return out


def _without_data(reference: Reference, strata: list[int]) -> list[Text]:
    missing = sorted(LABELS[s].split(":")[1] for s in strata if LABELS[s] not in reference.met())
    if not missing:
        return []
    ages = ", ".join(dict.fromkeys("onbekend" if age == "unknown" else age for age in missing))
    ages_en = ", ".join(dict.fromkeys(missing))
    return [
        Text(
            f"Van deze leeftijden (met dit geslacht) kwam in het gebied niemand voor: {ages}. Van hen"
            " is verwacht wat in het gebied gemiddeld is.",
            f"Nobody of these ages (and sex) was in the area: {ages_en}. What is usual over all ages"
            " is expected of them.",
        )
    ]


def _left_out(reference: Reference) -> list[Text]:
    words = load_catalogue().groups
    named = [words[group] for group in reference.left_out if group in GROUPS]
    if not named:
        return []
    return [
        Text(
            "In het gebied was hierover te weinig bekend om te vergelijken: "
            + ", ".join(group.name_nl for group in named)
            + ".",
            "Too little was known in the area to compare: "
            + ", ".join(group.name_en for group in named)
            + ".",
        )
    ]
