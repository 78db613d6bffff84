"""Make a synthetic region or a world of known truth, and write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.answers import Answer, SynthAnswer
from famnet.errors import WrongUse
from famnet.staging import staged_directory
from famnet.synthetic.region import synthesize
from famnet.synthetic.strength import make_world
from famnet.synthetic.written import write_world

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.progress import Progress
    from famnet.synthetic.plan import WorldPlan

__all__ = ["WorldAnswer", "synth", "synth_world"]

_FEWEST = 100


@dataclass(frozen=True, slots=True)
class WorldAnswer(Answer):
    """A world of known truth was written."""

    persons: int
    households: int
    signals: int
    seed: int
    background: str
    planted: int
    decoys: int

    def to_text(self) -> str:
        """Return its size."""
        return (
            f"Synthetische regio: {self.persons} personen, {self.households} huishoudens,"
            f" {self.signals} signalen; achtergrond {self.background}; {self.planted} families geplant,"
            f" {self.decoys} misleidende families; startgetal {self.seed}. Alle mensen zijn verzonnen."
            " Wat er geplant is staat in truth.csv, hoe echt het is in synthetic_card.md."
        )


def synth(
    persons: int,
    seed: int,
    out: Path,
    *,
    signals_per_person: float | None = None,
    progress: Progress,
) -> SynthAnswer:
    """Write a synthetic region; an older one there is replaced as a whole."""
    with (
        progress.stage("Synthetische regio maken"),
        staged_directory(out, marker="delivery.toml") as fresh,
    ):
        made = synthesize(persons, seed, fresh, signals_per_person=signals_per_person)
    return SynthAnswer(made.persons, made.households, made.signals, made.stories, seed)


def synth_world(plan: WorldPlan, out: Path, *, progress: Progress) -> WorldAnswer:
    """Write a world of known truth; an older one there is replaced as a whole.

    Parameters
    ----------
    plan : WorldPlan
        What it should be.
    out : pathlib.Path
        Folder for the delivery.
    progress : Progress
        Where to tell how far it is.

    Raises
    ------
    WrongUse
        Too few persons were asked for.
    """
    if plan.persons < _FEWEST:
        raise WrongUse(
            f"--persons {plan.persons} is te weinig voor --plant, --decoys of --background.",
            hint=f"Vraag minstens {_FEWEST} personen.",
        )
    with (
        progress.stage("Synthetische regio maken"),
        staged_directory(out, marker="delivery.toml") as fresh,
    ):
        world = make_world(plan)
        made = write_world(world, fresh)
    return WorldAnswer(
        persons=made.persons,
        households=made.households,
        signals=made.signals,
        seed=plan.seed,
        background=plan.background.name,
        planted=plan.planting.families,
        decoys=sum(case.decoy for case in world.cases),
    )
