"""How much room each part of a genogram takes, by the metrics of the font."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.draw.genogram.sentences import couple_label
from famnet.draw.genogram.words import speech
from famnet.draw.picture import text_width

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.genogram.kindred import Home, Kindred, Member
    from famnet.draw.genogram.places import Part
    from famnet.draw.genogram.skeleton import Skeleton

__all__ = [
    "CLOSEST",
    "HOME",
    "HOME_LINE",
    "LABEL",
    "LEAST",
    "LINE",
    "MARK",
    "PAD",
    "SYMBOL",
    "UNION",
    "Sizes",
    "label_lines",
    "see_line",
]

SYMBOL: Final = 34.0
LABEL: Final = 10.5
MARK: Final = 9.5
UNION: Final = 9.0
HOME: Final = 9.0
LINE: Final = 12.0
HOME_LINE: Final = 13.0
# Between an outline and what stands in it.
PAD: Final = 8.0
_ONE_LINE: Final = 66.0
LEAST: Final = 29.0
_AIR: Final = 6.0
#: No two people of a row stand closer than this, middle to middle.
CLOSEST: Final = 2 * LEAST + _AIR


def label_lines(member: Member) -> tuple[tuple[str, bool], ...]:
    """Return the lines under a symbol, bold or not: code and word, then the marks."""
    code = member.code + ("?" if member.certainty != "confirmed" else "")
    whole = f"{code} {member.word}".strip()
    if member.minor or text_width(whole, LABEL, bold=True) <= _ONE_LINE:
        name: tuple[tuple[str, bool], ...] = ((code if member.minor else whole, True),)
    else:
        name = ((code, True), (member.word, True))
    return name + tuple((mark, False) for mark in member.marks)


def see_line(member: Member, lang: Lang = "nl") -> tuple[tuple[str, bool], ...]:
    """Return the line under a dotted copy."""
    return ((speech(lang)("see", code=member.code), True),)


class Sizes:
    """Half widths of parts and the least distances between them.

    Parameters
    ----------
    kindred : Kindred
        Labels and households.
    skeleton : Skeleton
        Slots and ties.
    """

    def __init__(self, kindred: Kindred, skeleton: Skeleton) -> None:
        self.kindred, self.skeleton = kindred, skeleton

    def lines(self, slot: int) -> tuple[tuple[str, bool], ...]:
        """Return the lines under a slot."""
        it = self.skeleton.slots[slot]
        if it.kind == "person":
            return label_lines(self.kindred.members[it.ref])
        if it.kind != "copy":
            return ()
        return see_line(self.kindred.members[it.ref], self.kindred.lang)

    def low(self, part: Part) -> float:
        """Half the width below the symbols: labels, or a line."""
        if part.tie >= 0 or not self.lines(part.slot):
            return 1.0
        width = max(
            text_width(text, LABEL if bold else MARK, bold=bold)
            for text, bold in self.lines(part.slot)
        )
        return max(LEAST, width / 2)

    def high(self, part: Part) -> float:
        """Half the width at the height of the symbols: symbol, or what stands on a couple's line."""
        if part.tie >= 0:
            couple = self.kindred.couples[self.skeleton.ties[part.tie].couple]
            return max(9.0, text_width(couple_label(couple, self.kindred.lang), UNION) / 2)
        kind = self.skeleton.slots[part.slot].kind
        return SYMBOL / 2 + 5 if kind in ("person", "copy") else 2.0

    def home(self, part: Part) -> str:
        """Letter of the household of a part, empty for none."""
        if part.tie >= 0 or self.skeleton.slots[part.slot].kind != "person":
            return ""
        return self.kindred.members[self.skeleton.slots[part.slot].ref].home

    def apart(self, one: Part, two: Part) -> float:
        """Return the least distance of two neighbours in a row."""
        first, second = self.home(one), self.home(two)
        pads = 0.0 if first == second and first else PAD * (bool(first) + bool(second))
        low = self.low(one) + self.low(two) + _AIR + pads
        high = self.high(one) + self.high(two) + 4
        return max(low, high)

    def left(self, part: Part) -> float:
        """Room that a part needs on one side of its middle, outline included."""
        return max(self.low(part), self.high(part)) + PAD

    def home_rows(self, home: Home, width: float) -> tuple[int, int]:
        """Return how many lines of badges stand under a household, and how many in one line."""
        per_line = max(1, int((width - 8) // 25))
        return -(-len(home.domains) // per_line), per_line
