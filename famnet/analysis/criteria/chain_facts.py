"""Facts about help and measures: what was done already, what runs, and by which chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.criteria.fact import Fact, Name, partner_names
from famnet.analysis.roles import Reason
from famnet.analysis.row_names import row_ids
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    import pandas as pd

    from famnet.analysis.criteria.look import Look

__all__ = [
    "chains_with_task",
    "ended_help",
    "interventions",
    "measures_ended",
    "measures_running",
    "running_help",
]

_HELP: Final = ("helper", "treatment", "guardian", "supervisor")
_INTERVENES: Final = ("penal", "administrative", "fiscal")
_STEPS: Final = ("administrative_report", "prosecution_file", "riec_advice")
_REFUTED: Final = tuple(Reason).index(Reason.REFUTED)
#: Types that record what was done, not what was seen.
_DONE: Final = (
    "HOU_CLOSURE", "HOM_BAN", "BIZ_PERMIT", "FIN_TAX", "JUS_DETENTION", "JUS_BREACH",
)  # fmt: skip


def running_help(look: Look) -> Fact:
    """Count help, treatment, guardianship and supervision that runs today."""
    rows = look.view.running_of("involvements")
    rows = rows[rows["role"].isin(_HELP)]
    return Fact(len(rows), row_ids("involvements", rows), partner_names(look, rows))


def ended_help(look: Look) -> Fact:
    """Count help that ended."""
    rows = _helpers(look)
    rows = rows[rows["end_date_hi"] <= look.view.today]
    return Fact(len(rows), row_ids("involvements", rows), partner_names(look, rows))


def _helpers(look: Look) -> pd.DataFrame:
    rows = look.view.rows_of("involvements")
    return rows[rows["role"].isin(_HELP)]


def _types(rows: pd.DataFrame) -> tuple[Name, ...]:
    return tuple(("measures", str(code)) for code in dict.fromkeys(rows["type"].tolist()))


def measures_running(look: Look) -> Fact:
    """Count measures that run today."""
    rows = look.view.running_of("measures")
    return Fact(len(rows), row_ids("measures", rows), _types(rows))


def measures_ended(look: Look) -> Fact:
    """Count measures that ended."""
    rows = look.view.rows_of("measures")
    rows = rows[rows["end_date_hi"] <= look.view.today]
    return Fact(len(rows), row_ids("measures", rows), _types(rows))


def interventions(look: Look) -> Fact:
    """Count penal, administrative and fiscal action so far.

    Notes
    -----
    Measures of these kinds; hand-overs that are a report, a file or an advice; signals of types that
    record a decision, unless refuted.
    """
    measures = look.view.rows_of("measures")
    kinds = [load_catalogue().measures[str(code)].kind for code in measures["type"].tolist()]
    measures = measures[np.isin(np.array(kinds, str), _INTERVENES)]
    handed = look.view.rows_of("referrals")
    handed = handed[handed["step"].isin(_STEPS)]
    signals = look.of_types(*_DONE)
    signals = signals[look.book.judged.reason[signals] != _REFUTED]
    evidence = (
        *row_ids("measures", measures), *row_ids("referrals", handed), *look.signal_ids(signals),
    )  # fmt: skip
    steps = tuple(("referral_steps", str(step)) for step in dict.fromkeys(handed["step"]))
    types = dict.fromkeys(look.view.type_names(signals))
    names = (*_types(measures), *steps, *(("signal_types", code) for code in types))
    return Fact(len(evidence), evidence, names)


def chains_with_task(look: Look) -> Fact:
    """Count chains with a task here.

    Notes
    -----
    The chain of who is involved or carries out a measure today, hubs and courts apart; and the chain
    that the catalogue names for each life domain in which something counts.
    """
    domains = load_catalogue().life_domains
    acting = look.view.kept(("chains that act",), lambda: _acting(look))
    chains = [chain for _, chain in acting.names]
    chains += [domains[touch.domain].lead_chain for touch in look.touches]
    names = tuple(("chain", chain) for chain in dict.fromkeys(chains) if chain)
    return Fact(len(names), (*acting.evidence, *look.signal_ids(look.counted)), names)


def _acting(look: Look) -> Fact:
    """Count the chains of who is involved or carries out a measure today: the same for every criterion."""
    partners = load_catalogue().partners
    tables = {name: look.view.running_of(name) for name in ("involvements", "measures")}
    found = [partners[kind] for rows in tables.values() for _, kind in partner_names(look, rows)]
    chains = tuple(("chain", p.chain) for p in found if p.kind not in ("hub", "court"))
    evidence = tuple(one for name, rows in tables.items() for one in row_ids(name, rows))
    return Fact(len(chains), evidence, chains)
