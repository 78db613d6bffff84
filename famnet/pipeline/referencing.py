"""Case mode: the reference of an area made, and one named family compared with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.analysis.period import MONTHS
from famnet.analysis.reference import (
    MARKER,
    CaseComparison,
    build_reference,
    case_card,
    case_comparison,
    case_content,
    compared_by,
    compared_with,
    read_reference,
    write_reference,
)
from famnet.answers import Answer
from famnet.delivery.info import read_info
from famnet.errors import WrongUse
from famnet.governance import demand
from famnet.pipeline.opening import not_over, open_graph
from famnet.staging import staged_directory

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.analysis.comparison import Comparison
    from famnet.analysis.concentration.sampler import Effort
    from famnet.analysis.reference import Reference
    from famnet.config import Settings
    from famnet.graph import FamilyGraph
    from famnet.progress import Progress

__all__ = [
    "CASE_FILE",
    "ReferenceAnswer",
    "Referencing",
    "build",
    "by_reference",
    "case_of",
    "of_one",
    "write_case",
]


#: The file in a session that holds what came out for the one family.
CASE_FILE: Final = "comparison.json"


@dataclass(frozen=True, slots=True)
class Referencing:
    """How a reference is made.

    Parameters
    ----------
    months : int
        Months before the reference date that count.
    seed : int
        Seed of the draws.
    threads : int
        How many draw; the result is the same.
    """

    months: int = MONTHS
    seed: int = 0
    threads: int = 1


@dataclass(frozen=True, slots=True)
class ReferenceAnswer(Answer):
    """A reference was made."""

    folder: str
    reference_id: str
    region: str
    as_of: str
    months: int
    workspace: str
    synthetic: bool
    persons: int
    households: int
    windows: int
    left_out: tuple[str, ...]
    files: tuple[str, ...]

    def to_text(self) -> str:
        """Return what it is about and how to use it."""
        thousands = [f"{n:,}".replace(",", ".") for n in (self.persons, self.households)]
        lines = [
            (
                f"Referentie {self.reference_id}: {self.region or 'gebied zonder naam'}, ongeveer"
                f" {thousands[0]} personen in {thousands[1]} huishoudens; peildatum {self.as_of},"
                f" {self.months} maanden; werkruimte {self.workspace}."
            ),
            (
                "Er staat geen persoon, huishouden of familienetwerk in; aantallen onder de tien zijn"
                " samengevoegd en alle aantallen zijn afgerond."
            ),
        ]
        if self.left_out:
            lines.append(f"Te weinig om te vertellen over: {', '.join(self.left_out)}.")
        lines.append(
            f"Gebruik haar met: famnet run ZAAK --out MAP --reference {self.folder} --family ID"
        )
        return "\n".join(lines)


def build(
    delivery: Path, out: Path, settings: Settings, how: Referencing, progress: Progress
) -> ReferenceAnswer:
    """Make the reference of an area.

    Parameters
    ----------
    delivery : Path
        Folder or workbook with everybody in the area.
    out : Path
        Folder for it; an older reference there is replaced as a whole.
    settings : Settings
        Purpose, case, workspace, as-of.
    how : Referencing
        Period, seed, threads.
    progress : Progress
        Where stages are told.

    Raises
    ------
    UserError
        The delivery can't be used, has no reference date or is too small.
    Refused
        Purpose, case or workspace is missing.
    """
    not_over(delivery, out)
    with staged_directory(out, marker=MARKER) as fresh:
        _, graph = open_graph(delivery, settings, progress)
        info = read_info(delivery)
        with progress.stage("Referentie maken"):
            made = build_reference(
                graph,
                named=(info.region, info.deliverer),
                months=how.months,
                how=(how.seed, how.threads),
            )
        demand(
            graph.grant,
            "export",
            detail=f"referentie van een gebied, {made.about.persons} personen, zonder personen erin",
            as_of=graph.as_of,
        )
        with progress.stage("Schrijven"):
            write_reference(made, fresh)
            # Read as a user would: what can't be read back is never put in its place.
            written = read_reference(fresh)
        files = tuple(sorted(path.name for path in fresh.iterdir()))
    about = written.about
    return ReferenceAnswer(
        folder=out.name,
        reference_id=written.reference_id,
        region=about.region,
        as_of=about.reference_date,
        months=about.months,
        workspace=about.workspace,
        synthetic=about.synthetic,
        persons=about.persons,
        households=about.households,
        windows=about.windows,
        left_out=written.left_out,
        files=files,
    )


def by_reference(
    graph: FamilyGraph, folder: Path, *, effort: Effort | None, how: tuple[int, int]
) -> Comparison:
    """Compare all windows of a delivery with a stored background.

    Parameters
    ----------
    graph : FamilyGraph
        The delivery.
    folder : Path
        The reference.
    effort : Effort, optional
        How hard to try for each p.
    how : (int, int)
        Seed of the draws; how many threads draw.

    Raises
    ------
    UserError
        The reference can't be read, was changed, or can't be used for this delivery.
    """
    reference = _used(graph, folder)
    return compared_by(graph, reference, effort=effort, how=how)


def of_one(graph: FamilyGraph, folder: Path, named: tuple[str, ...]) -> CaseComparison:
    """Compare the one family that was named with a stored background.

    Parameters
    ----------
    graph : FamilyGraph
        The case.
    folder : Path
        The reference.
    named : tuple of str
        The ids of ``--family``; there must be one.

    Raises
    ------
    WrongUse
        No family is named, or more than one.
    UserError
        There is no such family; the reference can't be read, was changed, or can't be used here.
    """
    if len(named) != 1:
        said = "geen" if not named else str(len(named))
        raise WrongUse(
            f"Met --reference wordt één familienetwerk vergeleken dat vooraf is genoemd; hier zijn er"
            f" {said} genoemd.",
            hint="Noem er één met --family. Alle netwerken vergelijken: famnet scan --reference.",
        )
    reference = _used(graph, folder)
    result = compared_with(graph, reference, named[0])
    return case_comparison(graph, result, case_card(graph, reference, result))


def case_of(comparison: Comparison | None) -> dict[str, Any] | None:
    """Return what came out for the one family as plain values; None where all were compared.

    Parameters
    ----------
    comparison : Comparison or None
        Of the session.
    """
    if not isinstance(comparison, CaseComparison) or comparison.result is None:
        return None
    return case_content(comparison.result, comparison.firm)


def write_case(comparison: Comparison | None, folder: Path) -> None:
    """Write what came out for the one family into a session; nothing where all were compared.

    Parameters
    ----------
    comparison : Comparison or None
        Of the session.
    folder : Path
        Of the session.
    """
    content = case_of(comparison)
    if content is None:
        return
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (folder / CASE_FILE).write_text(text, encoding="utf-8", newline="\n")


def _used(graph: FamilyGraph, folder: Path) -> Reference:
    reference = read_reference(folder)
    demand(
        graph.grant,
        "read",
        detail=f"referentie {reference.reference_id} om mee te vergelijken",
        as_of=graph.as_of,
    )
    return reference
