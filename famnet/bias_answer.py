"""What ``famnet audit-bias`` answers: the figures that matter most, in words or as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from famnet.analysis.bias.cautions import unfit_lines
from famnet.answers import Answer

if TYPE_CHECKING:
    from famnet.analysis.bias import BiasAudit
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["BiasAnswer"]

_METHODS = {
    "nl": {
        "scan": "famnet, met buurtcorrectie",
        "national": "famnet, zonder buurtcorrectie",
        "raw": "signalen tellen",
    },
    "en": {
        "scan": "famnet, with neighbourhood correction",
        "national": "famnet, without it",
        "raw": "counting signals",
    },
}


@dataclass(frozen=True, slots=True)
class BiasAnswer(Answer):
    """The outcome of an audit.

    Parameters
    ----------
    found : BiasAudit
        What was found.
    as_of : str or None
        Reference date.
    workspace : str
        Whose eyes.
    lang : str
        Language of the text.
    """

    found: BiasAudit
    as_of: str | None
    workspace: str
    lang: Lang

    @classmethod
    def of(cls, found: BiasAudit, graph: FamilyGraph, lang: Lang) -> BiasAnswer:
        """Make the answer."""
        return cls(found, graph.as_of_text, str(graph.workspace), lang)

    def _fields(self) -> dict[str, Any]:
        found = self.found
        return {
            "as_of": self.as_of,
            "workspace": self.workspace,
            "months": found.months,
            "windows": found.n_windows,
            "areas": found.n_areas,
            "flagged": len(found.flags.windows),
            "flagged_are_reported": found.flags.reported,
            "found": found.found,
            "found_permuted": list(found.found_permuted),
            "reporting": [asdict(row) for row in found.ratios],
            "cautions": [
                text.of(self.lang) for text in (*unfit_lines(found.unfit), *found.cautions)
            ],
            "comparable": not found.unfit,
            "why_not": [text.of(self.lang) for text in found.unfit],
        }

    def to_text(self) -> str:
        """Return the figures that matter most, then what they can't stand for."""
        found, nl = self.found, self.lang == "nl"
        said = "Peildatum" if nl else "As of"
        lines = [
            f"{said} {self.as_of or '-'}; {found.n_windows} "
            + ("familienetwerken bekeken" if nl else "family networks looked at"),
        ]
        cautions = [f"! {one.of(self.lang)}" for one in found.cautions]
        if found.unfit:
            first, *why = (one.of(self.lang) for one in unfit_lines(found.unfit))
            return "\n".join([*lines, first, *(f"  {one}" for one in why), *cautions])
        return "\n".join([*lines, *self._compared(), *cautions])

    def _compared(self) -> list[str]:
        """Return high against low areas, and what is found beside chance."""
        found, nl = self.found, self.lang == "nl"
        lines = [
            "Hoog tegen laag meldende buurten, in geschudde werelden:"
            if nl
            else "High against low reporting neighbourhoods, in shuffled worlds:"
        ]
        few = "te weinig om te tonen" if nl else "too few to show"
        for row in found.ratios:
            if row.world == "permuted":
                ends = (
                    f"{row.ratio:.2f} ({row.ratio_low:.2f}-{row.ratio_high:.2f})"
                    if row.ratio
                    else few
                )
                lines.append(f"  {_METHODS[self.lang][row.method]}: {ends}")
        if found.found_permuted:
            mean = sum(found.found_permuted) / len(found.found_permuted)
            n = len(found.found_permuted)
            lines.append(
                f"De scan meldt {found.found}; in {n} geschudde werelden gemiddeld {mean:.1f}"
                if nl
                else f"The scan reports {found.found}; in {n} shuffled worlds {mean:.1f} on average"
            )
        return lines
