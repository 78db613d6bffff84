"""Who may receive a signal from its holder: the edges of the catalogue, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from famnet.analysis.route.circle import has_place, label_of
from famnet.analysis.route.signal_sheet import Receiver
from famnet.analysis.route.usual import upwards
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.vocabulary import SignalRole, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from famnet.catalogue.actors import ReferralEdge

__all__ = ["AT_HOME", "OWN", "Told", "receivers_of"]

_NONE: Final = Text("", "")
_HUBS: Final = {"RIEC": Workspace.RIEC, "ZVH": Workspace.ZVH}
#: Roles of one's own conduct.
OWN: Final = (str(SignalRole.SUSPECT), str(SignalRole.CONVICTED))
#: Life domains in which anybody with a suspicion may turn to Veilig Thuis.
AT_HOME: Final = ("HOME", "PAR", "EXP")
_ANYBODY: Final = "MELD_VT"
_REFUTED: Final = Text("het signaal is weerlegd", "the signal is refuted")
_NO_PLACE: Final = Text(
    "deze partner heeft in deze werkruimte geen plaats; daarbuiten gelden andere regels",
    "this partner has no place in this workspace; outside it other rules hold",
)
_NO_PENAL: Final = Text(
    "onder 12 jaar is er geen strafrechtelijk spoor (Sv 486)",
    "under 12 there is no penal path (Sv 486)",
)
_NO_SUSPECT: Final = Text(
    "een dossier gaat over een verdachte; dat is deze rol niet",
    "a file is about a suspect; this role is not that",
)
_ADVICE_FIRST: Final = Text(
    "De leeftijd is niet zeker: ga die eerst na.", "The age is not certain: check it first."
)


@dataclass(frozen=True, slots=True)
class Told:
    """A signal as an edge looks at it.

    Parameters
    ----------
    code, domain, role : str
        Type, life domain in this role, role.
    holder : str
        Partner code of who delivers it.
    refuted, consent : bool
        Whether it is refuted; whether consent to hand on is recorded.
    release_ground : str
        On what ground secrecy was lifted; empty where not delivered.
    workspace : Workspace
        In which workspace one looks.
    of_age : callable
        Says whether ``subject`` or ``household`` has somebody between two ages; None not known.
    """

    code: str
    domain: str
    role: str
    holder: str
    refuted: bool
    consent: bool
    release_ground: str
    workspace: Workspace
    of_age: Callable[[str, int | None, int | None], bool | None]


def receivers_of(told: Told) -> tuple[Receiver, ...]:
    """Return who may receive a signal, with those who may not and why, in the order of the catalogue."""
    givers = upwards(told.holder)
    edges = [e for e in load_catalogue().referral_edges.values() if e.from_code in givers]
    found = {edge.to_code: edge for edge in reversed(edges)}
    held = [edge for edge in edges if found[edge.to_code] is edge]
    if "VT" not in found and told.domain in AT_HOME and told.holder != "VT":
        # Whoever has a suspicion may turn to Veilig Thuis (founding text 60).
        held.append(load_catalogue().referral_edges[_ANYBODY])
    return tuple(_receiver(told, edge) for edge in held)


def _receiver(told: Told, edge: ReferralEdge) -> Receiver:
    why, sure = _why_not(told, edge)
    return Receiver(
        row=f"referral_edges:{edge.edge_id}",
        code=edge.to_code,
        name=label_of("partners", edge.to_code),
        what=Text(edge.what_nl, edge.what_en),
        trigger=edge.trigger_nl,
        legal_basis=edge.legal_basis,
        admitted=not why.nl,
        why=why,
        ask=_NONE if why.nl else _ask(told, edge, sure=sure),
    )


def _why_not(told: Told, edge: ReferralEdge) -> tuple[Text, bool]:
    """Return why it may not, empty where it may; and whether the age is certain."""
    if told.refuted:
        return _REFUTED, True
    hub = _HUBS.get(edge.to_code)
    if hub is not None and not load_catalogue().admits(told.code, str(hub), told.holder):
        name = label_of("partners", edge.to_code)
        return Text(
            f"{name.nl} mag dit soort signaal van deze partner niet zien",
            f"{name.en} may not see this type of signal from this partner",
        ), True
    if not has_place(edge.to_code, told.workspace):
        return _NO_PLACE, True
    if edge.echo_class == "penal_file":
        return _penal(told)
    return _aged(told, edge)


def _penal(told: Told) -> tuple[Text, bool]:
    if told.role not in OWN:
        return _NO_SUSPECT, True
    of_age = told.of_age("subject", 12, None)
    return (_NO_PENAL if of_age is False else _NONE), of_age is True


def _aged(told: Told, edge: ReferralEdge) -> tuple[Text, bool]:
    bands = _bands(edge.from_code, edge.to_code)
    if not bands:
        return _NONE, True
    said = [told.of_age(*band) for band in bands]
    if any(answer is not False for answer in said):
        return _NONE, True in said
    who, low, high = bands[0]
    if who == "subject" and low == 12 and told.of_age("subject", 0, 11):  # penal age
        return _NO_PENAL, True
    if high is None:
        return Text(f"alleen vanaf {low} jaar", f"only from {low} years"), True
    nl, en = ("hier woont niemand van", "nobody here is") if who == "household" else ("alleen van", "only from")  # fmt: skip
    return Text(f"{nl} {low} tot en met {high} jaar", f"{en} {low} to {high} years"), True


@cache
def _bands(giver: str, taker: str) -> tuple[tuple[str, int | None, int | None], ...]:
    """Return for whom a hand-over is, as ``next_steps`` has it: any of these."""
    return tuple(
        dict.fromkeys(
            (rule.about, rule.min_age, rule.max_age)
            for rule in load_catalogue().next_steps.values()
            if rule.about != "any" and giver in rule.by_codes and taker in rule.next_codes
        )
    )


def _ask(told: Told, edge: ReferralEdge, *, sure: bool) -> Text:
    """Return what people must check first."""
    asks = [] if sure else [_ADVICE_FIRST]
    if "toestemming" in edge.legal_basis:
        asks.append(
            Text("Toestemming om door te geven is vastgelegd.", "Consent to hand on is recorded.")
            if told.consent
            else Text("Of er toestemming is, is niet vastgelegd: ga het na.", "Whether there is consent is not recorded: check.")
        )  # fmt: skip
    if load_catalogue().signal_types[told.code].needs_release_ground and told.release_ground in (
        "",
        "none",
    ):
        asks.append(
            Text("Beroepsgeheim: op welke grond het mag, is niet vastgelegd.", "Professional secrecy: on what ground it may is not recorded.")
        )  # fmt: skip
    return Text(" ".join(ask.nl for ask in asks), " ".join(ask.en for ask in asks))
