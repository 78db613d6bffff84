"""Where everything of an ecogram stands: households in the middle, partners left and right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.draw.ecogram.ties import WHOLE
from famnet.draw.picture.metrics import text_width
from famnet.draw.picture.shapes import Box
from famnet.draw.picture.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.draw.ecogram.gather import Around, HomeCard, PartnerCard
    from famnet.draw.picture.shapes import Point

__all__ = ["NAME", "SUB", "Chain", "Layout", "Placed", "Way", "lay_out"]

NAME: Final = 10.5
SUB: Final = 9.0
WIDTH: Final = 880.0
BOX: Final = 236.0
MIDDLE: Final = (334.0, 546.0)
FRAME: Final = (322.0, 558.0)
TOP: Final = 8.0
_LINE: Final = 12.0
_GAP: Final = 7.0
_HEAD: Final = 24.0
_PORT: Final = 9.0
_CHAIR: Final = 30.0
# Of more households than this, those that no line reaches stand low: name and people on one line.
_CROWD: Final = 6
_LOW: Final = 19.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its lines of text; ``low``: they stand behind the name, not under it."""

    box: Box
    lines: tuple[str, ...]
    low: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Head above the partners of a chain."""

    chain: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Way:
    """A line: which partner, which of its ties, from where to where."""

    partner: int
    tie: int
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """All places; ``frame`` is around the households, None where nothing needs it."""

    homes: tuple[Placed, ...]
    partners: tuple[Placed, ...]
    chains: tuple[Chain, ...]
    ways: tuple[Way, ...]
    frame: Box | None
    height: float


def lay_out(around: Around) -> Layout:
    """Place an ecogram.

    Parameters
    ----------
    around : Around
        What is drawn.

    Notes
    -----
    Chains stay whole and in their order: the first on the left, the rest on the right, cut where
    both sides are most alike in height. On the side of a household lines arrive in the order of their
    partners, so that lines to one household never cross. O(n log n).
    """
    chains = _chains(around.partners)
    tall = [sum(_tall(around.partners[i]) + _GAP for i in group) + _HEAD for group in chains]
    cut = min(
        range(len(chains) + 1), key=lambda k: (max(sum(tall[:k]), sum(tall[k:])), -k), default=0
    )
    sides = (chains[:cut], chains[cut:])
    frame = len(around.homes) != 1 or any(
        tie.home == WHOLE for partner in around.partners for tie in partner.ties
    )
    head = _frame_head(around, sides) if frame else 0.0
    heights = _home_heights(around.homes, _ports(around, sides))
    middle = (
        head
        + sum(heights)
        + sum(_between(tall_, heights) for tall_ in heights[:-1])
        + (head - 10 if frame else 0.0)
    )
    whole = max(sum(tall[:cut]), sum(tall[cut:]), middle, 60.0)
    placed: dict[int, Placed] = {}
    heads: list[Chain] = []
    for side, groups in enumerate(sides):
        free = whole - (sum(tall[:cut]) if side == 0 else sum(tall[cut:]))
        _column(around.partners, groups, side, TOP + free / 2, (placed, heads))
    y = TOP + (whole - middle) / 2
    outline = Box(FRAME[0], y, FRAME[1], y + middle) if frame else None
    homes = _stack(around.homes, heights, y + head)
    partners = tuple(placed[i] for i in range(len(around.partners)))
    return Layout(
        homes, partners, tuple(heads), _ways(around, sides, homes, (partners, outline)),
        outline, TOP + whole + 8.0,
    )  # fmt: skip


def _chains(partners: Sequence[PartnerCard]) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for i, partner in enumerate(partners):
        found.setdefault(partner.chain, []).append(i)
    return list(found.values())


def _lines(partner: PartnerCard) -> tuple[str, ...]:
    room = BOX - 20.0 - (_CHAIR if partner.chair else 0.0)
    return wrapped(partner.says, room, SUB, 3 if len(partner.says) > 3 else 2)


def _tall(partner: PartnerCard) -> float:
    return 23.0 + _LINE * max(1, len(_lines(partner)))


def _people(home: HomeCard) -> tuple[str, ...]:
    return wrapped(home.people, MIDDLE[1] - MIDDLE[0] - 20, SUB, 6, sign=", ")


def _beside(home: HomeCard) -> tuple[str, ...]:
    """Return the people on the one line behind the name of their household."""
    room = MIDDLE[1] - MIDDLE[0] - 26 - text_width(home.title, NAME, bold=True)
    return wrapped(home.people, room, SUB, 1, sign=", ")


def _home_heights(homes: Sequence[HomeCard], ports: Sequence[int]) -> list[float]:
    crowd = len(homes) > _CROWD
    return [
        _LOW if crowd and not n else _home_height(home, n)
        for home, n in zip(homes, ports, strict=True)
    ]


def _home_height(home: HomeCard, ports: int) -> float:
    # A household that no line reaches needs no room for lines.
    air = 26.0 if ports else 14.0
    return max(air + 14.0 * (1 + len(_people(home))), _PORT * ports + 12.0)


def _ports(around: Around, sides: tuple[list[list[int]], ...]) -> list[int]:
    """Return how many lines arrive at a household, on the side with most."""
    return [
        max(
            sum(
                tie.home == place
                for group in groups
                for i in group
                for tie in around.partners[i].ties
            )
            for groups in sides
        )
        for place in range(len(around.homes))
    ]


def _frame_head(around: Around, sides: tuple[list[list[int]], ...]) -> float:
    whole = max(
        sum(tie.home == WHOLE for group in groups for i in group for tie in around.partners[i].ties)
        for groups in sides
    )
    return max(28.0, _PORT * whole + 12.0)


def _column(
    partners: Sequence[PartnerCard],
    groups: list[list[int]],
    side: int,
    top: float,
    into: tuple[dict[int, Placed], list[Chain]],
) -> None:
    placed, heads = into
    left = 2.0 if side == 0 else WIDTH - BOX - 2.0
    y = top
    for group in groups:
        heads.append(Chain(partners[group[0]].chain, left, y + 15.0))
        y += _HEAD
        for i in group:
            tall = _tall(partners[i])
            placed[i] = Placed(Box(left, y, left + BOX, y + tall), _lines(partners[i]))
            y += tall + _GAP


def _between(height: float, heights: Sequence[float]) -> float:
    """Return the room under a household: less where there are many, least under a low one."""
    if len(heights) <= _CROWD:
        return 22.0
    return 4.0 if height == _LOW else 10.0


def _stack(homes: Sequence[HomeCard], heights: list[float], y: float) -> tuple[Placed, ...]:
    found = []
    for home, tall in zip(homes, heights, strict=True):
        low = tall == _LOW
        lines = _beside(home) if low else _people(home)
        found.append(Placed(Box(MIDDLE[0], y, MIDDLE[1], y + tall), lines, low))
        y += tall + _between(tall, heights)
    return tuple(found)


def _ways(
    around: Around,
    sides: tuple[list[list[int]], ...],
    homes: tuple[Placed, ...],
    rest: tuple[tuple[Placed, ...], Box | None],
) -> tuple[Way, ...]:
    """Spread the ends of lines along both sides of each household, in the order of the partners."""
    partners, frame = rest
    found = []
    for side, groups in enumerate(sides):
        wanted: dict[int, list[tuple[int, int]]] = {}
        for i in (i for group in groups for i in group):
            for k, tie in enumerate(around.partners[i].ties):
                wanted.setdefault(tie.home, []).append((i, k))
        for place, ends in wanted.items():
            heights = (
                _spread(homes[place].box, len(ends))
                if place != WHOLE
                else _on_frame(frame, [partners[i].box for i, _ in ends])
            )
            edge = MIDDLE if place != WHOLE else FRAME
            for (i, k), height in zip(ends, heights, strict=True):
                own = partners[i].box
                ties = len(around.partners[i].ties)
                out = own.top + (own.bottom - own.top) * (k + 1) / (ties + 1)
                x = (own.right, edge[0]) if side == 0 else (own.left, edge[1])
                found.append(Way(i, k, (x[0], out), (x[1], height)))
    return tuple(sorted(found, key=lambda way: (way.partner, way.tie)))


def _spread(box: Box, n: int) -> list[float]:
    step = (box.bottom - box.top) / (n + 1)
    return [box.top + step * k for k in range(1, n + 1)]


def _on_frame(frame: Box | None, partners: Sequence[Box]) -> list[float]:
    """Return where lines reach the frame: above its households, or below them for who stands low."""
    assert frame is not None
    middle = (frame.top + frame.bottom) / 2
    low = [box for box in partners if (box.top + box.bottom) / 2 > middle]
    high = len(partners) - len(low)
    above = [frame.top + 10 + _PORT * k for k in range(high)]
    below = [frame.bottom - 8 - _PORT * k for k in range(len(low))]
    return [*above, *reversed(below)]
