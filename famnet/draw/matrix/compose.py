"""From the matrices to a scene: each cell one item, named by a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.draw.matrix.words import STATE, speech
from famnet.draw.partner_words import CHAIN_COLOUR, chain_letter
from famnet.draw.picture import (
    Entry,
    Figure,
    Item,
    Pen,
    Polyline,
    Scene,
    Text,
    clean,
    domain_badge,
    isolated,
    shortened,
    text_width,
)
from famnet.draw.picture.shapes import INK, PALE, RULE, SECOND_INK
from famnet.draw.words import CHAIN_NAME, ROLE_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.draw.matrix.grid import Cell, Column, Grid, Row
    from famnet.draw.picture import Shape
    from famnet.draw.speech import Speech

__all__ = ["compose"]

HEAD: Final = 182.0
CELL: Final = 32.0
#: Columns side by side; more stand in a block below.
MOST: Final = 22
_ROW: Final = 21.0
_LINE: Final = 10.0
_TEXT: Final = 9.0
_ROOM: Final = CELL - 5


@dataclass(frozen=True, slots=True)
class _Block:
    columns: tuple[int, ...]
    top: float


def compose(grid: Grid, *, as_of: str = "") -> Scene:
    """Return both matrices as a scene.

    Parameters
    ----------
    grid : Grid
        Columns, rows, cells.
    as_of : str
        "Today" as ISO 8601.
    """
    items: list[Item] = []
    ground: list[Shape] = []
    y, say = 6.0, speech(grid.lang)
    for columns in _blocks(grid.columns):
        for title, rows in (
            (say("domains"), grid.domains),
            (say("partners"), grid.partners),
        ):
            said = [row for row in rows if _says(row, columns)]
            if not said:
                continue
            y = _matrix((title, say), said, (grid.columns, columns), y, (items, ground)) + 14
    if not items:
        text = say("nothing_said")
        shapes = (Text(8, 30, text, 10, anchor="start"),)
        items.append(Item("n-0", say("empty"), say("nothing"), text, shapes))
        y = 48.0
    wide = max((len(columns) for columns in _blocks(grid.columns)), default=0)
    return Scene(
        name="matrix",
        title=say("title"),
        description=_describe(grid, say),
        items=tuple(items),
        width=max(HEAD + CELL * wide + 8, 470.0),
        height=y,
        decoration=tuple(ground),
        legend=_legend(grid, say),
        notes=(*_key(grid, say), *grid.notes),
        as_of=as_of,
        lang=grid.lang,
    )


def _blocks(columns: Sequence[Column]) -> list[tuple[int, ...]]:
    """Cut columns into blocks, whole households together where they can be."""
    groups: list[list[int]] = []
    for place, column in enumerate(columns):
        if groups and columns[groups[-1][0]].letter == column.letter and len(groups[-1]) < MOST:
            groups[-1].append(place)
        else:
            groups.append([place])
    cut: list[list[int]] = []
    for group in groups:
        if cut and len(cut[-1]) + len(group) <= MOST:
            cut[-1] += group
        else:
            cut.append(list(group))
    return [tuple(places) for places in cut]


def _says(row: Row, columns: tuple[int, ...]) -> bool:
    states = {cell.state for cell in row.cells if cell.column in columns}
    return bool(states - {"not_asked"})


def _matrix(
    called: tuple[str, Speech],
    rows: Sequence[Row],
    over: tuple[Sequence[Column], tuple[int, ...]],
    top: float,
    into: tuple[list[Item], list[Shape]],
) -> float:
    """Add one matrix; return where it ends."""
    items, ground = into
    columns, places = over
    at = {place: HEAD + CELL * n for n, place in enumerate(places)}
    y = _heads(called, columns, at, top, ground)
    right = HEAD + CELL * len(places)
    start, serial = y, len(items)
    for row in rows:
        cells = [cell for cell in row.cells if cell.column in at]
        tall = max([_ROW, *(_tall(cell) for cell in cells)])
        ground += _row_head(row, y, tall)
        ground.append(Polyline(((0, y + tall), (right, y + tall)), Pen(RULE, 0.8)))
        items += [
            _item(
                row,
                cell,
                columns[cell.column],
                (at[cell.column], y, tall),
                (f"c-{serial}-{k}", called[1]("domain" if row.code else "known_to")),
            )
            for k, cell in enumerate(cells)
        ]
        serial += len(cells)
        y += tall
    edges = [n for n, place in enumerate(places) if n == 0 or columns[place].letter != columns[places[n - 1]].letter]  # fmt: skip
    ground += [
        Polyline(((HEAD + CELL * n, start), (HEAD + CELL * n, y)), Pen("#77818a", 1.0))
        for n in (*edges, len(places))
    ]
    return y


def _heads(
    called: tuple[str, Speech],
    columns: Sequence[Column],
    at: dict[int, float],
    top: float,
    ground: list[Shape],
) -> float:
    """Add title, households and labels above the columns."""
    title, say = called
    ground.append(Text(4, top + 14, title, 10.5, bold=True, anchor="start"))
    y = top + 20
    spans: dict[str, list[float]] = {}
    for place, x in at.items():
        spans.setdefault(columns[place].letter, []).append(x)
    for letter, xs in spans.items():
        wide = CELL * len(xs)
        said = say("household", letter=letter) if len(xs) > 1 else letter
        said = shortened(said, wide - 2, 8.5)
        ground.append(Text(xs[0] + wide / 2, y + 9, said, 8.5, fill=SECOND_INK))
    for place, x in at.items():
        column = columns[place]
        code = column.code if column.person else say("home")
        ground.append(Text(x + CELL / 2, y + 22, code, _TEXT, bold=column.person))
        if column.age:
            ground.append(Text(x + CELL / 2, y + 32, column.age, 8, fill=SECOND_INK))
    bottom = y + 36
    ground.append(Polyline(((0, bottom), (HEAD + CELL * len(at), bottom)), Pen(INK, 1.0)))
    return bottom


def _row_head(row: Row, y: float, tall: float) -> list[Shape]:
    base = y + tall / 2 + 3.4
    if row.code:
        name = shortened(row.name, HEAD - 42, 9.5)
        return [*domain_badge(row.code, 4, base, _TEXT), Text(36, base, name, 9.5, anchor="start")]
    letter, colour = chain_letter(row.chain), CHAIN_COLOUR[row.chain]
    name = shortened(isolated(clean(row.name)), HEAD - 28, 9.5)
    return [
        Figure("circle", 11, y + tall / 2, 13, 13, Pen(stroke=colour, width=1.5, fill="#ffffff")),
        Text(11, y + tall / 2 + 2.9, letter, 8, bold=True),
        Text(22, base, name, 9.5, anchor="start"),
    ]


def _lines(parts: tuple[str, ...]) -> list[str]:
    """Lay the parts of a cell in lines that fit."""
    found: list[str] = []
    for part in parts:
        longer = f"{found[-1]} {part}" if found else part
        if found and text_width(longer, _TEXT) <= _ROOM - 2:
            found[-1] = longer
        else:
            found.append(part)
    return found


def _tall(cell: Cell) -> float:
    return 11.0 + _LINE * max(1, len(_lines(cell.parts)))


def _item(
    row: Row, cell: Cell, column: Column, at: tuple[float, float, float], called: tuple[str, str]
) -> Item:
    x, y, tall = at
    middle = (x + CELL / 2, y + tall / 2)
    shapes = (
        _counts(cell, column, middle, tall)
        if cell.state == "counts"
        else _state(cell.state, middle, tall)
    )
    return Item(
        *called, f"{row.name}, {column.code}", cell.sentence,
        shapes, person_id=column.subject if column.person else "",
        household_id="" if column.person else column.subject, partner_id=row.partner_id,
        facts=cell.facts, evidence=cell.evidence,
    )  # fmt: skip


def _counts(
    cell: Cell, column: Column, middle: tuple[float, float], tall: float
) -> tuple[Shape, ...]:
    """Return counts by role: filled for adults, outlined for minors, bold for a household."""
    x, y = middle
    pen = Pen("none", fill="#dfe5ea")
    if column.minor:
        pen = Pen(stroke=SECOND_INK, width=1.1, fill="#ffffff")
    elif not column.person:
        pen = Pen("none", fill="#f1f3f4")
    lines = _lines(cell.parts)
    top = y - _LINE * len(lines) / 2 + 8.2
    return (
        Figure("rect", x, y, CELL - 3, tall - 4, pen),
        *(
            Text(x, top + _LINE * n, line, _TEXT, bold=not column.person)
            for n, line in enumerate(lines)
        ),
    )


def _state(state: str, middle: tuple[float, float], tall: float) -> tuple[Shape, ...]:
    """Return the sign of a state; six forms."""
    x, y = middle
    if state == "known":
        return (Figure("circle", x, y, 11, 11, Pen(width=1.2, fill=INK)),)
    if state == "nothing_known":
        return (Figure("circle", x, y, 11, 11, Pen(width=1.5, fill="#ffffff")),)
    if state == "not_answered":
        frame = Pen(stroke=SECOND_INK, width=1.0, fill="#ffffff")
        return (Figure("rect", x, y, 16, 15, frame), Text(x, y + 3.6, "?", 10, bold=True))
    if state == "missing":
        return (
            Figure("rect", x, y, 16, 15, Pen(width=2.4, fill="#ffffff")),
            Text(x, y + 3.6, "!", 10, bold=True),
        )
    if state == "not_allowed":
        return (
            Figure("rect", x, y, CELL, tall, Pen("none", fill="@LAW")),
            Figure("rect", x, y, 10, 13, Pen("none", fill="#ffffff")),
            Text(x, y + 3.4, "§", 9.5, bold=True),
        )
    return (Figure("circle", x, y, 2.6, 2.6, Pen("none", fill=PALE)),)


def _legend(grid: Grid, say: Speech) -> tuple[Entry, ...]:
    states = {cell.state for row in grid.partners for cell in row.cells}
    found = [
        Entry(_state(state, (18.0, 8.0), 14.0), text.of(grid.lang))
        for state, text in STATE.items()
        if state in states
    ]
    parts = _letters(grid)
    if parts - {"z", ""}:
        figure = Figure("rect", 18, 8, 28, 14, Pen("none", fill="#dfe5ea"))
        found.append(Entry((figure, Text(18, 11.2, "s2", 9)), say("often")))
    if "z" in parts:
        frame = Figure("rect", 18, 8, 28, 14, Pen(stroke=SECOND_INK, width=1.1, fill="#ffffff"))
        found.append(Entry((frame, Text(18, 11.2, "z2", 9)), say("care")))
    return tuple(found)


def _letters(grid: Grid) -> set[str]:
    return {
        part.rstrip("0123456789")
        for row in grid.domains
        for cell in row.cells
        for part in cell.parts
    }


def _key(grid: Grid, say: Speech) -> tuple[str, ...]:
    """Return what the letters mean: roles, and chains in their order."""
    parts = _letters(grid)
    roles = [
        f"{letter} {ROLE_WORD[letter].of(grid.lang)}" for letter in "dvsbtz+" if letter in parts
    ]
    used = {row.chain for row in grid.partners}
    chains = [f"{chain_letter(c)} {CHAIN_NAME[c].of(grid.lang)}" for c in CHAIN_NAME if c in used]
    told = [say("roles", names=", ".join(roles))] if roles else []
    return (*told, *([say("chains", names=", ".join(chains))] if chains else []))


def _describe(grid: Grid, say: Speech) -> str:
    people = sum(column.person for column in grid.columns)
    states = [cell.state for row in grid.partners for cell in row.cells]
    gaps, waits = states.count("missing"), states.count("not_answered")
    told = say("described", people=say.many(people, "person"), n=len(grid.partners))
    told += say("gaps", n=gaps) if gaps else ""
    told += say("waits", n=waits) if waits else ""
    return told + say("blank")
