"""From a layout to a scene: each person, household and relation as one item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.draw.genogram import words
from famnet.draw.genogram.legend import legend
from famnet.draw.genogram.lines import bond_shapes, couple_shapes, descent_shapes
from famnet.draw.genogram.outlines import home_shapes
from famnet.draw.genogram.symbols import brackets, person_shapes
from famnet.draw.picture import Item, Scene

if TYPE_CHECKING:
    from famnet.draw.genogram.kindred import Member
    from famnet.draw.genogram.layout import Layout
    from famnet.draw.picture import Shape

__all__ = ["compose"]


def compose(layout: Layout, *, as_of: str = "", notes: tuple[str, ...] = ()) -> Scene:
    """Return the genogram as a scene.

    Parameters
    ----------
    layout : Layout
        Where everything stands.
    as_of : str
        "Today" as ISO 8601.
    notes : tuple of str
        What isn't drawn, in sentences.
    """
    copies = any(slot.kind == "copy" for slot in layout.skeleton.slots)
    if copies:
        notes = (
            *notes,
            "Een gestippelde kopie met 'zie …' is dezelfde persoon, nog eens getekend.",
        )
    items = (
        *_homes(layout),
        *_people(layout),
        *_couples(layout),
        *_descents(layout),
        *_bonds(layout),
        *_implied(layout),
    )
    return Scene(
        name="genogram",
        title="Genogram: wie hoort bij wie",
        description=words.describe(layout.kindred),
        items=items,
        width=max(layout.width, 120.0),
        height=layout.height,
        legend=legend(layout),
        notes=notes,
        as_of=as_of,
    )


def _homes(layout: Layout) -> list[Item]:
    return [
        Item(
            f"h-{i}",
            words.KIND["home"],
            f"huishouden {home.letter}",
            words.home_sentence(home),
            home_shapes(layout, home),
            layer="ground",
            household_id=home.household_id,
            facts=home.facts,
            evidence=home.evidence,
        )
        for i, home in enumerate(layout.kindred.homes)
    ]


def _people(layout: Layout) -> list[Item]:
    household = {home.letter: home.household_id for home in layout.kindred.homes}
    adopted = {
        d.child
        for i, d in enumerate(layout.kindred.descents)
        if "adoption" in d.kinds and i not in layout.rows.upward
    }
    found = []
    for i, slot in enumerate(layout.skeleton.slots):
        if slot.kind not in ("person", "copy"):
            continue
        member = layout.kindred.members[slot.ref]
        copy = slot.kind == "copy"
        x, y = layout.places.slot[i], layout.spans[slot.row].middle
        shapes = person_shapes(member, x, y, layout.sizes.lines(i), copy=copy)
        if slot.ref in adopted and not copy:
            shapes = (*shapes, *brackets(x, y))
        home = household.get(member.home, "")
        found.append(_person(f"p-{i}", member, shapes, home, copy=copy))
    return found


def _person(
    id_: str, member: Member, shapes: tuple[Shape, ...], household: str, *, copy: bool
) -> Item:
    said = words.member_sentence(member)
    return Item(
        id_,
        words.KIND["copy" if copy else "person"],
        f"zie {member.code}" if copy else member.name,
        f"Nog eens getekend: {said}" if copy else said,
        shapes,
        person_id=member.person_id,
        household_id="" if copy else household,
        certainty=member.certainty,
        facts=member.facts,
        evidence=member.evidence,
    )


def _couples(layout: Layout) -> list[Item]:
    kindred, found = layout.kindred, []
    for k, tie in enumerate(layout.skeleton.ties):
        couple = kindred.couples[tie.couple]
        a = kindred.members[couple.a]
        b = kindred.members[couple.b] if couple.b >= 0 else None
        kind = "lone" if b is None else "parents" if couple.form == "parents" else "couple"
        found.append(
            Item(
                f"c-{tie.couple}",
                words.KIND[kind],
                a.code if b is None else f"{a.code} en {b.code}",
                words.couple_sentence(couple, kindred),
                couple_shapes(layout, k),
                layer="line",
                person_id=a.person_id,
                other_id="" if b is None else b.person_id,
                certainty=couple.certainty,
            )
        )
    return found


def _descents(layout: Layout) -> list[Item]:
    kindred, found = layout.kindred, []
    for i, descent in enumerate(layout.kindred.descents):
        child = kindred.members[descent.child]
        parents = [kindred.members[p] for p in kindred.couples[descent.couple].people]
        codes = " en ".join(p.code for p in parents)
        found.append(
            Item(
                f"d-{i}",
                words.KIND["descent"],
                f"{child.code} van {codes}",
                words.descent_sentence(descent, kindred),
                descent_shapes(layout, i),
                layer="line",
                person_id=child.person_id,
                other_id="|".join(p.person_id for p in parents),
                certainty=descent.certainty,
            )
        )
    return found


def _bonds(layout: Layout) -> list[Item]:
    kindred, found = layout.kindred, []
    for i, bond in enumerate(kindred.bonds):
        a, b = kindred.members[bond.a], kindred.members[bond.b]
        shapes = bond_shapes(layout, i)
        found.append(
            Item(
                f"b-{i}",
                words.KIND["bond"],
                f"{a.code} en {b.code}",
                words.bond_sentence(a, b, bond.kind, bond.certainty),
                shapes,
                layer="line",
                person_id=a.person_id,
                other_id=b.person_id,
                certainty=bond.certainty,
                focus=bool(shapes),
            )
        )
    return found


def _implied(layout: Layout) -> list[Item]:
    members = layout.kindred.members
    return [
        Item(
            f"i-{i}",
            words.KIND["implied"],
            f"{members[child].code} van {members[parent].code}",
            f"{members[child].name} is {said} van {members[parent].name}: te zien aan de partnerlijn.",
            (),
            layer="line",
            person_id=members[child].person_id,
            other_id=members[parent].person_id,
            focus=False,
        )
        for i, (parent, child, said) in enumerate(layout.kindred.implied)
    ]
