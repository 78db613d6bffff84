"""The answer of ``famnet draw``: what was drawn and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from famnet.answers import Answer

__all__ = ["PictureAnswer"]


@dataclass(frozen=True, slots=True)
class PictureAnswer(Answer):
    """A picture was written.

    Parameters
    ----------
    picture : str
        Which kind.
    file : str
        Name of the file, without its folder.
    as_of : str or None
        The day it shows.
    items : dict of str to int
        How many of each kind stand in it.
    notes : tuple of str
        What isn't drawn.
    """

    picture: str
    file: str
    as_of: str | None
    items: dict[str, int]
    notes: tuple[str, ...] = ()

    def to_text(self) -> str:
        """Return plain Dutch lines."""
        told = ", ".join(f"{kind}: {n}" for kind, n in self.items.items())
        lines = [f"{self.file} geschreven ({told}). Peildatum: {self.as_of or 'geen'}."]
        return "\n".join([*lines, *self.notes])
