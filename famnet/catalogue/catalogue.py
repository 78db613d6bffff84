"""The catalogue: the reference data of the field, and the questions other parts ask of it."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - read at run time, as is the next
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from famnet.catalogue import actors, procedures, signals, tabling, texts  # noqa: TC001
from famnet.catalogue.integrity import check_integrity
from famnet.catalogue.read import Folder, read_keyed, read_rows
from famnet.errors import OurFault
from famnet.vocabulary import Workspace

__all__ = ["Catalogue", "load_catalogue", "read_catalogue"]

# A list is read from the file of its own name; this one's name is taken by the tuple of its codes.
_FILES: Final = {"groups": "scan_groups"}
_MAY_DELIVER: Final = frozenset({"participant", "via_municipality", "incidental"})
_ADMITTED: Final = frozenset({"yes", "incidental"})
_UMBRELLA: Final = "only_without_parts"


@dataclass(frozen=True, slots=True, repr=False)
class Catalogue:
    """All lists, each a mapping from code to row in file order; three without a key are tuples.

    Codes are text, also where they look like numbers (``3RO``, ``172B``, meldcode step ``"1"``).
    """

    partners: Mapping[str, actors.Partner]
    tasks: Mapping[str, actors.Task]
    referral_edges: Mapping[str, actors.ReferralEdge]
    referral_steps: Mapping[str, actors.ReferralStep]
    involvement_roles: Mapping[str, actors.InvolvementRole]
    groups: Mapping[str, signals.ScanGroup]
    life_domains: Mapping[str, signals.LifeDomain]
    signal_types: Mapping[str, signals.SignalType]
    signal_admissions: tuple[signals.SignalAdmission, ...]
    inclusion_policy: tuple[signals.InclusionRule, ...]
    blocked_attributes: Mapping[str, signals.BlockedAttribute]
    measures: Mapping[str, procedures.Measure]
    measure_conflicts: Mapping[str, procedures.MeasureConflict]
    capability_needs: Mapping[str, tabling.CapabilityNeed]
    must_rules: Mapping[str, tabling.MustRule]
    meldcode_steps: Mapping[str, procedures.MeldcodeStep]
    weighing_answers: Mapping[str, procedures.WeighingAnswer]
    next_steps: Mapping[str, procedures.NextStep]
    veilig_thuis_routes: Mapping[str, procedures.VeiligThuisRoute]
    rvdk_grounds: Mapping[str, procedures.RvdkGround]
    probation_rules: Mapping[str, procedures.ProbationRule]
    zvh_criteria: Mapping[str, procedures.Criterion]
    riec_criteria: Mapping[str, procedures.Criterion]
    founding_sentences: Mapping[str, texts.FoundingSentence]
    sources: Mapping[str, texts.Source]
    terms: tuple[texts.Term, ...]
    _exceptions: Mapping[tuple[str, str, str], str] = field(init=False)
    _words: Mapping[tuple[str, str], texts.Term] = field(init=False)

    def __post_init__(self) -> None:
        """Index what is asked often."""
        exceptions = {
            (row.signal_code, row.workspace, row.source_partner): row.admission
            for row in self.signal_admissions
        }
        object.__setattr__(self, "_exceptions", MappingProxyType(exceptions))
        words = {(term.kind, term.code): term for term in self.terms}
        object.__setattr__(self, "_words", MappingProxyType(words))

    def __repr__(self) -> str:
        """Show the number of rows of each list."""
        counts = (f"{f.name} {len(getattr(self, f.name))}" for f in fields(self) if f.init)
        return f"Catalogue({', '.join(counts)})"

    @property
    def scan_groups(self) -> tuple[str, ...]:
        """The nine groups in which domains are counted, in the order they are shown.

        >>> load_catalogue().scan_groups
        ('FIN', 'EDU', 'PARTICIPATION', 'HOUS', 'HOME', 'PAR', 'HEALTH', 'JUS', 'EXP')
        """
        return tuple(self.groups)

    def scan_group_of(self, domain_code: str) -> str:
        """Return the scan group of a life domain; KeyError where there is no such domain.

        >>> load_catalogue().scan_group_of("ADD")
        'HEALTH'
        """
        return self.life_domains[domain_code].scan_group

    def observer_root(self, partner_code: str) -> str | None:
        """Return who a partner's signals count for; None where the partner never observes.

        Two observers are independent only when their roots differ. Hubs and courts repeat what
        others saw. An umbrella (``umbrella_parts``) returns its root.

        >>> load_catalogue().observer_root("WA"), load_catalogue().observer_root("KR")
        ('POL', None)
        """
        partner = self.partners[partner_code]
        return None if partner.observer_rule == "never" else partner.observer_root

    def umbrella_parts(self, partner_code: str) -> tuple[str, ...]:
        """Return the parts of an umbrella: it counts as an observer only if none of them does.

        Empty for a partner that is no umbrella.

        >>> load_catalogue().umbrella_parts("SOCD")
        ('WENI', 'LPA', 'ZOWE', 'OPV', 'CJG', 'SWT')
        """
        if self.partners[partner_code].observer_rule != _UMBRELLA:
            return ()
        return tuple(
            code
            for code, partner in self.partners.items()
            if partner_code in (partner.part_of, partner.legal_body, *partner.works_in)
        )

    def edge_window(self, from_code: str, to_code: str) -> int | None:
        """Return within how many days a hand-over's own record is an echo; None without an edge.

        A part hands over and receives as the body it is part of: a community officer's report to
        Veilig Thuis is a police report. The nearest edge counts, sender before receiver.

        >>> load_catalogue().edge_window("WA", "VT"), load_catalogue().edge_window("VT", "WOCO")
        (14, None)
        """
        for sender in self._upwards(from_code):
            for receiver in self._upwards(to_code):
                edge = self.referral_edges.get(f"{sender}_{receiver}")
                if edge is not None:
                    return edge.echo_window_days
        return None

    def _upwards(self, code: str) -> tuple[str, ...]:
        chain = [code]
        while parent := self.partners[chain[-1]].part_of:
            chain.append(parent)
        return tuple(chain)

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
            The exception for this partner (or the body it is part of) first, then the type, then
            the partner's own place in the collaboration. ``ask_counsel`` is no until it is answered. ``local``, which is no
            collaboration under the WGS, follows what the ZVH may see, from any partner.

        Examples
        --------
        >>> catalogue = load_catalogue()
        >>> catalogue.admits("HOU_NUISANCE", "riec", "VEIL"), catalogue.admits(
        ...     "HOU_NUISANCE", "riec", "WOCO"
        ... )
        (True, False)
        """
        space = Workspace(workspace)
        if space is Workspace.SYNTHETIC:
            return True
        asked = Workspace.RIEC if space is Workspace.RIEC else Workspace.ZVH
        answers = (
            self._exceptions.get((signal_code, asked.value, code))
            for code in self._upwards(source_partner_code)
        )
        answer = next(filter(None, answers), None) or self._admission_of_type(signal_code, asked)
        if answer not in _ADMITTED:
            return False
        if space is Workspace.LOCAL:
            return True
        partner = self.partners[source_partner_code]
        riec = space is Workspace.RIEC
        place = partner.riec_participation if riec else partner.zvh_participation
        return place in _MAY_DELIVER

    def _admission_of_type(self, signal_code: str, workspace: Workspace) -> str:
        signal = self.signal_types[signal_code]
        if workspace is Workspace.RIEC:
            return "no" if signal.riec_phase is None else "yes"
        return signal.zvh

    def label(self, kind: str, code: str, lang: Literal["nl", "en"] = "nl") -> str:
        """Return the Dutch or English label of a code.

        Parameters
        ----------
        kind : str
            A list (``partners``, ``signal_types`` …) or a kind of ``terms`` (``chain``, ``nature``
            …).
        code : str
            Its code.
        lang : str
            ``nl`` or ``en``.

        Examples
        --------
        >>> load_catalogue().label("nature", "care"), load_catalogue().label("groups", "EDU", "en")
        ('zorg', 'School')
        """
        row: Any = self._words.get((kind, code))
        if row is None:
            row = getattr(self, "groups" if kind == "scan_groups" else kind)[code]
        return str(getattr(row, f"{row.label}_{lang}"))


def read_catalogue(folder: Folder) -> Catalogue:
    """Read a catalogue from a folder of CSV files, unchecked; see ``load_catalogue``.

    Raises
    ------
    OurFault
        Where a file has other columns than its rows, or a cell can't be read.
    """
    hints = get_type_hints(Catalogue)
    lists: dict[str, Any] = {}
    for name in (f.name for f in fields(Catalogue) if f.init):
        keyed = get_origin(hints[name]) is not tuple
        read = read_keyed if keyed else read_rows
        lists[name] = read(folder, _FILES.get(name, name), get_args(hints[name])[keyed])
    return Catalogue(**lists)


@cache
def load_catalogue() -> Catalogue:
    """Return famnet's own catalogue, read and checked once.

    Raises
    ------
    OurFault
        Where its lists don't fit together: they are part of famnet.

    Examples
    --------
    >>> len(load_catalogue().founding_sentences)
    122
    """
    catalogue = read_catalogue(files("famnet.catalogue") / "data")
    faults = check_integrity(catalogue)
    if faults:
        raise OurFault(f"De catalogus klopt niet: {faults[0]} ({len(faults)} in totaal)")
    return catalogue
