"""The signs of people: square, circle, diamond, age inside, cross; a dotted copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.draw.genogram.sizes import LABEL, LINE, MARK, SYMBOL
from famnet.draw.picture import Figure, Pen, Polyline, Text, text_width
from famnet.draw.picture.shapes import INK, SECOND_INK

if TYPE_CHECKING:
    from famnet.draw.genogram.kindred import Member
    from famnet.draw.picture import Shape

__all__ = ["age_text", "brackets", "figure", "label_texts", "person_shapes"]

_AGE: Final = 11.0
_INSIDE: Final = SYMBOL - 7
COPY: Final = Pen(stroke=INK, width=1.6, dash="0.1 3.4", fill="#ffffff")


def figure(member: Member, x: float, y: float, pen: Pen) -> Figure:
    """Return the form of a person; nobody has a colour."""
    form, size = {"male": ("square", SYMBOL - 2), "female": ("circle", SYMBOL)}.get(
        member.sex, ("diamond", SYMBOL + 6)
    )
    return Figure(form, x, y, size, size, pen)  # type: ignore[arg-type]


def person_shapes(
    member: Member, x: float, y: float, lines: tuple[tuple[str, bool], ...], *, copy: bool
) -> tuple[Shape, ...]:
    """Return form, age, cross and label of a person."""
    pen = COPY if copy else Pen(width=1.7, fill="#ffffff")
    shapes: list[Shape] = [figure(member, x, y, pen)]
    if member.dead:
        half = SYMBOL / 2 - (1 if member.sex == "male" else 5)
        shapes += [
            Polyline(((x - half, y - half * way), (x + half, y + half * way)), Pen(width=1.1))
            for way in (1, -1)
        ]
    if member.age and not (member.dead and member.age == "?"):
        shapes.append(age_text(member, x, y))
    return (*shapes, *label_texts(lines, x, y + SYMBOL / 2 + 4))


def age_text(member: Member, x: float, y: float) -> Text:
    """Return the age inside the sign, smaller where it is long."""
    size = _AGE
    room = _INSIDE - (4 if member.sex not in ("male", "female") else 0)
    while text_width(member.age, size, bold=True) > room and size > 6:
        size -= 0.5
    return Text(x, y + size * 0.36, member.age, size, bold=True, halo=member.dead)


def label_texts(lines: tuple[tuple[str, bool], ...], x: float, top: float) -> tuple[Text, ...]:
    """Return the lines under a sign."""
    return tuple(
        Text(
            x,
            top + LINE * i + 9,
            text,
            LABEL if bold else MARK,
            bold=bold,
            fill=INK if bold else SECOND_INK,
            halo=True,
        )
        for i, (text, bold) in enumerate(lines)
    )


def brackets(x: float, y: float) -> tuple[Polyline, ...]:
    """Return the brackets around somebody who was adopted."""
    half, tall, arm = SYMBOL / 2 + 4.5, SYMBOL / 2 + 2.5, 5.0
    return tuple(
        Polyline(
            (
                (x + side * (half - arm), y - tall),
                (x + side * half, y - tall),
                (x + side * half, y + tall),
                (x + side * (half - arm), y + tall),
            ),
            Pen(width=1.2),
        )
        for side in (-1, 1)
    )
