"""The catalogue: the reference data of the field, and the questions other parts ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from famnet.catalogue import rows
from famnet.catalogue.read import Folder, read_keyed, read_rows
from famnet.vocabulary import Workspace

__all__ = ["SCAN_GROUPS", "Catalogue", "load_catalogue", "read_catalogue"]

# The order in which pages and tables show them.
SCAN_GROUPS: Final = ("FIN", "EDU", "PARTICIPATION", "HOUS", "HOME", "PAR", "HEALTH", "JUS", "EXP")

# A list is read from the file of its own name, except where the name is taken by a property.
FILES: Final = {"groups": "scan_groups"}
_MAY: Final = {"participant", "via_municipality", "incidental"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All lists, each a mapping from code to row in file order (two without a key are tuples)."""

    partners: Mapping[str, rows.Partner]
    tasks: Mapping[str, rows.Task]
    referral_edges: Mapping[str, rows.ReferralEdge]
    life_domains: Mapping[str, rows.LifeDomain]
    signal_types: Mapping[str, rows.SignalType]
    signal_admissions: tuple[rows.SignalAdmission, ...]
    measures: Mapping[str, rows.Measure]
    meldcode_steps: Mapping[str, rows.MeldcodeStep]
    weighing_answers: Mapping[str, rows.WeighingAnswer]
    referral_steps: Mapping[str, rows.ReferralStep]
    involvement_roles: Mapping[str, rows.InvolvementRole]
    veilig_thuis_routes: Mapping[str, rows.VeiligThuisRoute]
    rvdk_grounds: Mapping[str, rows.RvdkGround]
    probation_rules: Mapping[str, rows.ProbationRule]
    zvh_criteria: Mapping[str, rows.Criterion]
    riec_criteria: Mapping[str, rows.Criterion]
    blocked_attributes: Mapping[str, rows.BlockedAttribute]
    inclusion_policy: tuple[rows.InclusionRule, ...]
    founding_sentences: Mapping[str, rows.FoundingSentence]
    groups: Mapping[str, rows.ScanGroup]
    sources: Mapping[str, rows.Source]

    def __repr__(self) -> str:
        """Show the number of rows of each list."""
        counts = ", ".join(f"{f.name} {len(getattr(self, f.name))}" for f in fields(self))
        return f"Catalogue({counts})"

    @property
    def scan_groups(self) -> tuple[str, ...]:
        """The nine groups in which domains are counted, in the order they are shown."""
        return SCAN_GROUPS

    def scan_group_of(self, domain_code: str) -> str:
        """Return the scan group of a life domain; KeyError where there is no such domain."""
        return self.life_domains[domain_code].scan_group

    def observer_root(self, partner_code: str) -> str | None:
        """Return who a partner's signals count for; None where the partner never observes.

        Two observers are independent only when their roots differ. Hubs and courts repeat what
        others saw; the umbrellas ``GEM`` and ``SOCD`` return their root and count only where none
        of their parts does.
        """
        partner = self.partners[partner_code]
        return None if partner.observer_rule == "never" else partner.observer_root

    def edge_window(self, from_code: str, to_code: str) -> int | None:
        """Return within how many days a hand-over's own record is an echo; None without an edge."""
        edge = self.referral_edges.get(f"{from_code}_{to_code}")
        return None if edge is None else edge.echo_window_days

    def admits(self, signal_code: str, workspace: str, source_partner_code: str) -> bool:
        """Say whether a workspace may see a signal of this type from this partner.

        Parameters
        ----------
        signal_code : str
            Code of the signal type.
        workspace : str
            ``riec``, ``zvh``, ``local`` or ``synthetic``.
        source_partner_code : str
            Who delivers it.

        Returns
        -------
        bool
            The exception for this partner first, then the type, then the partner's own place in
            the collaboration. ``ask_counsel`` is no until it is answered.
        """
        if workspace == Workspace.SYNTHETIC:
            return True
        asked = "zvh" if workspace == Workspace.LOCAL else str(workspace)
        word = _exceptions(self).get((signal_code, asked, source_partner_code))
        word = word or self._admission_of_type(signal_code, asked)
        if workspace == Workspace.LOCAL:
            return word in ("yes", "incidental")
        partner = self.partners[source_partner_code]
        place = partner.riec_participation if asked == "riec" else partner.zvh_participation
        return word in ("yes", "incidental") and place in _MAY

    def _admission_of_type(self, signal_code: str, workspace: str) -> str:
        signal = self.signal_types[signal_code]
        if workspace == "riec":
            return "no" if signal.riec_phase is None else "yes"
        return signal.zvh

    def label(self, kind: str, code: str, lang: Literal["nl", "en"] = "nl") -> str:
        """Return the Dutch or English label of a row of a list (``kind`` is the list's name)."""
        row = getattr(self, kind)[code]
        return str(getattr(row, f"{type(row).label}_{lang}"))


@cache
def _exceptions_of(rows_: tuple[rows.SignalAdmission, ...]) -> dict[tuple[str, str, str], str]:
    return {(r.signal_code, r.workspace, r.source_partner): r.admission for r in rows_}


def _exceptions(catalogue: Catalogue) -> dict[tuple[str, str, str], str]:
    return _exceptions_of(catalogue.signal_admissions)


def read_catalogue(folder: Folder) -> Catalogue:
    """Read a catalogue from a folder of CSV files; see ``load_catalogue`` for famnet's own."""
    lists: dict[str, Any] = {}
    for name, hint in get_type_hints(Catalogue).items():
        keyed = get_origin(hint) is not tuple
        row_type = get_args(hint)[1 if keyed else 0]
        read = read_keyed if keyed else read_rows
        lists[name] = read(folder, FILES.get(name, name), row_type)
    return Catalogue(**lists)


@cache
def load_catalogue() -> Catalogue:
    """Return famnet's own catalogue, read once.

    >>> load_catalogue().observer_root("WA")
    'POL'
    """
    return read_catalogue(files("famnet.catalogue") / "data")
