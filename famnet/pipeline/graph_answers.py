"""How loading and exporting a graph are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from famnet.answers import Answer

__all__ = ["EmptyAnswer", "ExportAnswer", "LoadAnswer"]


@dataclass(frozen=True, slots=True)
class LoadAnswer(Answer):
    """What stands in the store after loading, as counted there."""

    nodes: int
    relationships: int
    labels: dict[str, int]
    types: dict[str, int]
    as_of: str | None
    workspace: str
    synthetic: bool
    identifying: bool
    replaced: bool
    unchanged: bool

    def to_text(self) -> str:
        """Return the counts, and what became of what stood there."""
        before = "Deze levering stond er al; er is niets veranderd. " if self.unchanged else ""
        if self.replaced:
            before = "De vorige levering van deze zaak is vervangen. "
        births = (
            "Volledige geboortedagen staan erin."
            if self.identifying
            else "Van geboortedagen staat alleen de maand erin."
        )
        return "\n".join(
            [
                (
                    f"{before}In de store staan {self.nodes} punten en {self.relationships} verbindingen;"
                    f" peildatum {self.as_of or 'geen'}. {births}"
                ),
                *(f"  {name}: {count}" for name, count in self.labels.items()),
            ]
        )


@dataclass(frozen=True, slots=True)
class EmptyAnswer(Answer):
    """A store was emptied; how much was loaded there, 0 where nothing was."""

    nodes: int
    relationships: int

    def to_text(self) -> str:
        """Return what went, and what stays."""
        if not self.nodes:
            return "In de store stond niets van famnet; er is niets veranderd."
        return (
            f"De store is leeg: een lading van {self.nodes} punten en {self.relationships} verbindingen"
            " is weg. Wat anderen er met eigen labels bij zetten, blijft."
        )


@dataclass(frozen=True, slots=True)
class ExportAnswer(Answer):
    """A graph was written for other tools."""

    format: str
    files: list[str] = field(default_factory=list)
    nodes: int = 0
    edges: int = 0
    as_of: str | None = None
    workspace: str = ""

    def to_text(self) -> str:
        """Return what was written."""
        return (
            f"{' en '.join(self.files)}: {self.nodes} punten, {self.edges} verbindingen; peildatum"
            f" {self.as_of or 'geen'}. Namen, adressen en geboortedagen staan er niet in."
        )
