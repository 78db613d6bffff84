"""How long an answer usually takes, by whose word; and how long one waits now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY

__all__ = ["Usual", "Wait", "edge_of", "upwards", "usual_of", "usual_of_step", "wait_of"]

_UNKNOWN: Final = Text(
    "wat gewoon is, staat in de catalogus niet", "what is usual, the catalogue does not say"
)
_OWNERS: Final = {
    "proposal": Text("voorstel van famnet, geen wet", "proposal of famnet, not law"),
    "five working days, in calendar days": Text("vijf werkdagen, Handelingsprotocol Utrecht", "five working days, Utrecht protocol"),
    "ten weeks": Text("tien weken, eigen kennis van famnet", "ten weeks, famnet's own knowledge"),
    "Leerplichtwet 21a: 16 hours in 4 weeks": Text("Leerplichtwet 21a: 16 lesuren in 4 weken", "Leerplichtwet 21a: 16 hours in 4 weeks"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Usual:
    """How long an answer usually takes.

    Parameters
    ----------
    days : int
        Days.
    row : str
        Row of the catalogue it stands in: ``referral_steps:vt_report`` or ``referral_edges:SCH_VT``.
    owner : Text
        Who says so.
    """

    days: int
    row: str
    owner: Text


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a hand-over waits for its answer.

    Parameters
    ----------
    days : int or None
        At least so many days, by the latest reading of the day it was sent; None without a date.
    exact : bool
        Whether the day it was sent is known.
    usual : Usual or None
        None where the catalogue doesn't say.
    longer : bool or None
        Whether that is longer than usual; None where the dates or the catalogue don't say.
    """

    days: int | None
    exact: bool
    usual: Usual | None
    longer: bool | None

    @property
    def text(self) -> Text:
        """Say it: ``133 dagen, gewoon is 30``."""
        if self.days is None:
            return Text("hoe lang, weten we niet", "how long, we do not know")
        least = Text("", "") if self.exact else Text("ten minste ", "at least ")
        nl = f"{least.nl}{self.days} {'dag' if self.days == 1 else 'dagen'}"
        en = f"{least.en}{self.days} {'day' if self.days == 1 else 'days'}"
        if self.usual is None:
            return Text(f"{nl}; {_UNKNOWN.nl}", f"{en}; {_UNKNOWN.en}")
        return Text(
            f"{nl}, gewoon is {self.usual.days} ({self.usual.owner.nl})",
            f"{en}, usual is {self.usual.days} ({self.usual.owner.en})",
        )


@cache
def edge_of(sender: str, receiver: str) -> str:
    """Return the id of the nearest edge between two partner codes; empty without one.

    Notes
    -----
    A part hands over and receives as the body it is part of, as ``Catalogue.edge_window`` has it.

    >>> edge_of("WA", "VT"), edge_of("VT", "WOCO")
    ('POL_VT', '')
    """
    edges = load_catalogue().referral_edges
    for giver in upwards(sender):
        for taker in upwards(receiver):
            if f"{giver}_{taker}" in edges:
                return f"{giver}_{taker}"
    return ""


@cache
def upwards(code: str) -> tuple[str, ...]:
    """Return a partner and the bodies it is part of, nearest first.

    >>> upwards("WA")
    ('WA', 'POL')
    """
    chain, partners = [code], load_catalogue().partners
    while parent := partners[chain[-1]].part_of:
        chain.append(parent)
    return tuple(chain)


@cache
def usual_of(step: str, sender: str, receiver: str) -> Usual | None:
    """Return how long the answer usually takes: by the step, else by the edge.

    Parameters
    ----------
    step : str
        Code of ``referral_steps``; empty where not delivered.
    sender, receiver : str
        Partner codes.

    >>> usual_of("vt_report", "SCH", "VT").days, usual_of("other", "SCH", "VT").row
    (7, 'referral_edges:SCH_VT')
    >>> usual_of("", "VT", "WOCO") is None
    True
    """
    by_step = usual_of_step(step)
    edge = edge_of(sender, receiver)
    if by_step is not None or not edge:
        return by_step
    held = load_catalogue().referral_edges[edge]
    return Usual(held.echo_window_days, f"referral_edges:{edge}", _owner(f"echo class {held.echo_class}"))  # fmt: skip


def usual_of_step(step: str) -> Usual | None:
    """Return how long the answer to a step usually takes; None where only edges say."""
    row = load_catalogue().referral_steps.get(step)
    if row is None or row.waits_days is None:
        return None
    return Usual(row.waits_days, f"referral_steps:{step}", _owner(row.waits_source))


def _owner(source: str) -> Text:
    if source.startswith("echo class "):
        code = source.removeprefix("echo class ")
        label = load_catalogue().label
        nl, en = label("echo_class", code), label("echo_class", code, "en")
        return Text(f"voorstel van famnet: {nl}", f"proposal of famnet: {en}")
    return _OWNERS.get(source, Text(source, source))


def wait_of(sent: tuple[int, int], as_of: int, usual: Usual | None) -> Wait:
    """Say how long something waits.

    Parameters
    ----------
    sent : (int, int)
        Day it was sent, earliest and latest reading.
    as_of : int
        Reference date, ``NO_DAY`` where there is none.
    usual : Usual or None
        How long is usual.

    >>> wait_of((100, 130), 200, usual_of("vt_report", "SCH", "VT")).text.nl
    'ten minste 70 dagen, gewoon is 7 (vijf werkdagen, Handelingsprotocol Utrecht)'
    """
    low, high = sent
    if NO_DAY in (as_of, high):
        return Wait(None, exact=False, usual=usual, longer=None)
    least, most = max(0, as_of - high), (as_of - low if low != NO_DAY else None)
    longer = None
    if usual is not None and least > usual.days:
        longer = True
    elif usual is not None and most is not None and most <= usual.days:
        longer = False
    return Wait(least, exact=low == high, usual=usual, longer=longer)
