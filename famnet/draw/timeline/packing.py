"""Things on rows, so that nothing lies on anything else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CLOSE", "Rows", "Spot"]

#: Two marks closer than this stand on two heights.
CLOSE: Final = 20.0
_AIR: Final = 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something came to stand: its row, and which side its text is on (``""`` without)."""

    row: int
    side: str


@dataclass(slots=True)
class Rows:
    """Rows that fill up from above.

    Parameters
    ----------
    left, right : float
        Text stays between these.
    """

    left: float
    right: float
    _taken: list[list[tuple[float, float]]] = field(default_factory=list)
    _middles: list[list[float]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows are used."""
        return len(self._taken)

    def put(
        self, low: float, high: float, text: float = 0.0, *, middle: float | None = None
    ) -> Spot:
        """Put something from ``low`` to ``high`` with a text beside it on the first row with room.

        Parameters
        ----------
        low, high : float
            What the sign takes.
        text : float
            Width of its text, 0 for none; it stands right, else left, else on a further row.
        middle : float, optional
            Middle of a mark: two of them on a row keep ``CLOSE`` apart.
        """
        row = 0
        while True:
            self._grow(row)
            for side, box in self._ways(low, high, text):
                if self._free(row, box) and self._apart(row, middle):
                    self._taken[row].append(box)
                    if middle is not None:
                        self._middles[row].append(middle)
                    return Spot(row, side)
            row += 1

    def _grow(self, row: int) -> None:
        if row == len(self._taken):
            self._taken.append([])
            self._middles.append([])

    def _ways(self, low: float, high: float, text: float) -> Sequence[tuple[str, tuple[float, float]]]:  # fmt: skip
        if not text:
            return [("", (low, high))]
        right = ("right", (low, high + text))
        left = ("left", (low - text, high))
        found = [way for way in (right, left) if way[1][0] >= self.left and way[1][1] <= self.right]
        # A text wider than the picture stands where it hurts least.
        return found or [right if high + text - self.right < self.left - low + text else left]

    def _free(self, row: int, box: tuple[float, float]) -> bool:
        return all(
            box[1] + _AIR <= other[0] or other[1] + _AIR <= box[0] for other in self._taken[row]
        )

    def _apart(self, row: int, middle: float | None) -> bool:
        return middle is None or all(abs(middle - other) >= CLOSE for other in self._middles[row])
