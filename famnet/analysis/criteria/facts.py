"""The named facts that rules may use, and what they are called at the table."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from famnet.analysis.criteria import asking_facts as asking
from famnet.analysis.criteria import chain_facts as chain
from famnet.analysis.criteria import circle_facts as circle
from famnet.analysis.criteria import hand_over_facts as hand_over
from famnet.analysis.criteria import signal_facts as signal
from famnet.analysis.criteria.fact import HIDDEN, Fact
from famnet.analysis.text import Text
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from famnet.analysis.criteria.look import Look

__all__ = ["FACTS", "FactKind", "fact_of"]


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact that rules may name.

    Parameters
    ----------
    compute : callable
        From what a criterion looks at to the fact.
    label : Text
        What it counts.
    care : bool
        It is about care; the RIEC may not see it (WGS 2.19 and 2.22, BGS 2.15: no care partner and no
        category for it), so there it is "mag hier niet" and never zero.
    """

    compute: Callable[[Look], Fact]
    label: Text
    care: bool = False


FACTS: Final[Mapping[str, FactKind]] = MappingProxyType({
    "counted_groups": FactKind(
        signal.counted_groups, Text("leefgebieden (gezondheid telt als één)", "life domains (health counts as one)")
    ),
    "counted_domains": FactKind(signal.counted_domains, Text("leefgebieden, elk apart", "life domains, each by itself")),
    "episodes": FactKind(signal.episodes, Text("gebeurtenissen in de periode", "occurrences in the period")),
    "earlier_episodes": FactKind(
        signal.earlier_episodes, Text("gebeurtenissen van voor de periode", "occurrences before the period")
    ),
    "own_conduct_facts": FactKind(
        signal.own_conduct_facts, Text("eigen gedrag, vastgesteld", "own conduct, established")
    ),
    "own_conduct_soft": FactKind(
        signal.own_conduct_soft, Text("eigen gedrag, niet vastgesteld", "own conduct, not established")
    ),
    "own_conduct_earlier": FactKind(
        signal.own_conduct_earlier,
        Text("eigen gedrag van voor de periode, vastgesteld", "own conduct before the period, established"),
    ),
    "conduct_without_person": FactKind(
        signal.conduct_without_person,
        Text("gedrag waarvan niet bekend is van wie", "conduct of which is not known whose it is"),
    ),
    "victims_and_children": FactKind(
        signal.victims_and_children,
        Text("signalen over slachtoffers, getuigen en kinderen", "signals about victims, witnesses and children"),
    ),
    "refuted": FactKind(signal.refuted, Text("weerlegde signalen", "refuted signals")),
    "refuted_conduct": FactKind(
        signal.refuted_conduct, Text("weerlegde signalen over eigen gedrag", "refuted signals about own conduct")
    ),
    "rumours": FactKind(signal.rumours, Text("geruchten (tellen niet)", "rumours (don't count)")),
    "protective": FactKind(signal.protective, Text("wat goed gaat", "what goes well"), care=True),
    "help_refused": FactKind(
        signal.help_refused,
        Text("hulp geweigerd of gestopt, deur bleef dicht", "help refused or ended, door stayed closed"),
        care=True,
    ),
    "minors_with_care": FactKind(
        signal.minors_with_care, Text("kinderen met een zorgsignaal", "children with a care signal"), care=True
    ),
    "independent_observers": FactKind(
        signal.independent_observers,
        Text("waarnemers die los van elkaar iets meldden op één leefgebied", "observers who independently told of one life domain"),
    ),
    "retold": FactKind(signal.retold, Text("signalen die hetzelfde nog eens vertellen", "signals that tell the same again")),
    "running_help": FactKind(chain.running_help, Text("hulp die loopt", "help that runs"), care=True),
    "ended_help": FactKind(chain.ended_help, Text("hulp die stopte", "help that ended"), care=True),
    "measures_running": FactKind(chain.measures_running, Text("maatregelen die lopen", "measures that run")),
    "measures_ended": FactKind(chain.measures_ended, Text("maatregelen die voorbij zijn", "measures that ended")),
    "interventions": FactKind(
        chain.interventions,
        Text("ingrepen: straf, bestuur, fiscus", "action so far: penal, administrative, fiscal"),
    ),
    "referrals": FactKind(hand_over.referrals, Text("overdrachten tot nu toe", "hand-overs so far")),
    "referral_loops": FactKind(
        hand_over.referral_loops, Text("overdrachten die rondgingen", "hand-overs that went round")
    ),
    "dead_ends": FactKind(hand_over.dead_ends, Text("overdrachten die doodliepen", "hand-overs that led nowhere")),
    "passed_on_unseen": FactKind(
        hand_over.passed_on_unseen,
        Text("overdrachten doorgegeven, we zien niet aan wie", "hand-overs passed on, to whom we do not see"),
    ),
    "waiting": FactKind(
        hand_over.waiting, Text("overdrachten die langer dan gewoon wachten", "hand-overs that wait longer than usual")
    ),
    "chains_with_task": FactKind(chain.chains_with_task, Text("ketens met een taak", "chains with a task")),
    "unheard": FactKind(
        asking.unheard,
        Text("antwoorden die nog ontbreken (huishouden maal partner)", "answers still missing (household times partner)"),
    ),
    "nothing_known": FactKind(asking.nothing_known, Text("antwoorden: niets bekend", "answers: nothing known")),
    "silent_requests": FactKind(asking.silent_requests, Text("vragen zonder antwoord", "questions without an answer")),
    "households_touched": FactKind(
        circle.households_touched, Text("huishoudens met een gebeurtenis", "households with an occurrence")
    ),
    "homes_in_region": FactKind(circle.homes_in_region, Text("huishoudens in het werkgebied", "households in the region")),
    "homes_elsewhere": FactKind(circle.homes_elsewhere, Text("huishoudens elders", "households elsewhere")),
    "homes_unplaced": FactKind(
        circle.homes_unplaced, Text("huishoudens waarvan de plaats niet bekend is", "households of which the place is not known")
    ),
    "co_suspects": FactKind(circle.co_suspects, Text("banden van samen verdacht", "ties of being suspected together")),
})  # fmt: skip


#: Facts that are the same whatever a criterion looks at or asks.
_OF_THE_VIEW: Final = frozenset({
    "running_help", "ended_help", "measures_running", "measures_ended", "interventions", "referrals",
    "referral_loops", "dead_ends", "passed_on_unseen", "waiting", "silent_requests", "homes_in_region", "homes_elsewhere",
    "homes_unplaced", "co_suspects",
})  # fmt: skip


def fact_of(name: str, look: Look) -> Fact:
    """Return a fact; hidden where this world may not see it.

    Parameters
    ----------
    name : str
        One of ``FACTS``.
    look : Look
        What the criterion looks at.
    """
    kind, row = FACTS[name], look.criterion
    if kind.care and look.view.world is Workspace.RIEC:
        return HIDDEN
    # Twelve criteria ask what runs and what was handed over; the answer is that of the view.
    alike = (name,) if name in _OF_THE_VIEW else None
    key = alike or (name, row.looks_at, row.asks, row.asks_about_children)
    return look.view.kept(key, lambda: kind.compute(look))
