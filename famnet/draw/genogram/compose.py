"""From a layout to a scene: each person, household and relation as one item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.draw.genogram import sentences
from famnet.draw.genogram.clearances import uprights
from famnet.draw.genogram.legend import legend
from famnet.draw.genogram.lines import bond_shapes, couple_shapes, descent_shapes
from famnet.draw.genogram.outlines import home_shapes
from famnet.draw.genogram.symbols import brackets, person_shapes
from famnet.draw.genogram.words import CHILD, KIND, speech
from famnet.draw.picture import Item, Scene

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
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
    say = speech(layout.kindred.lang)
    copies = any(slot.kind == "copy" for slot in layout.skeleton.slots)
    if copies:
        notes = (
            *notes,
            say("copies"),
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
        title=say("title"),
        description=sentences.describe(layout.kindred),
        items=items,
        width=max(layout.width, 120.0),
        height=layout.height,
        legend=legend(layout),
        notes=notes,
        as_of=as_of,
        lang=layout.kindred.lang,
    )


def _homes(layout: Layout) -> list[Item]:
    lines = uprights(layout)
    return [
        Item(
            f"h-{i}",
            KIND["home"].of(layout.kindred.lang),
            speech(layout.kindred.lang)("household", letter=home.letter),
            sentences.home_sentence(home, layout.kindred.lang),
            home_shapes(layout, home, lines),
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
        found.append(_person(f"p-{i}", member, shapes, (home, layout.kindred.lang), copy=copy))
    return found


def _person(
    id_: str, member: Member, shapes: tuple[Shape, ...], rest: tuple[str, Lang], *, copy: bool
) -> Item:
    household, lang = rest
    say, said = speech(lang), sentences.member_sentence(member, lang)
    return Item(
        id_,
        KIND["copy" if copy else "person"].of(lang),
        say("see", code=member.code) if copy else member.name,
        say("again", said=said) if copy else said,
        shapes,
        person_id=member.person_id,
        household_id="" if copy else household,
        certainty=member.certainty,
        facts=member.facts,
        evidence=member.evidence,
    )


def _couples(layout: Layout) -> list[Item]:
    kindred, found = layout.kindred, []
    say = speech(kindred.lang)
    for k, tie in enumerate(layout.skeleton.ties):
        couple = kindred.couples[tie.couple]
        a = kindred.members[couple.a]
        b = kindred.members[couple.b] if couple.b >= 0 else None
        kind = "lone" if b is None else "parents" if couple.form == "parents" else "couple"
        found.append(
            Item(
                f"c-{tie.couple}",
                KIND[kind].of(layout.kindred.lang),
                a.code if b is None else say("and", a=a.code, b=b.code),
                sentences.couple_sentence(couple, kindred),
                couple_shapes(layout, k),
                layer="line",
                person_id=a.person_id,
                other_id="" if b is None else b.person_id,
                certainty=couple.certainty,
                evidence=couple.evidence,
            )
        )
    return found


def _descents(layout: Layout) -> list[Item]:
    kindred, found = layout.kindred, []
    say = speech(kindred.lang)
    for i, descent in enumerate(layout.kindred.descents):
        child = kindred.members[descent.child]
        parents = [kindred.members[p] for p in kindred.couples[descent.couple].people]
        codes = say("joint").join(p.code for p in parents)
        found.append(
            Item(
                f"d-{i}",
                KIND["descent"].of(layout.kindred.lang),
                say("child_of", child=child.code, parents=codes),
                sentences.descent_sentence(descent, kindred),
                descent_shapes(layout, i),
                layer="line",
                person_id=child.person_id,
                other_id="|".join(p.person_id for p in parents),
                certainty=descent.certainty,
                evidence=descent.evidence,
            )
        )
    return found


def _bonds(layout: Layout) -> list[Item]:
    kindred, found = layout.kindred, []
    say = speech(kindred.lang)
    for i, bond in enumerate(kindred.bonds):
        a, b = kindred.members[bond.a], kindred.members[bond.b]
        shapes = bond_shapes(layout, i)
        found.append(
            Item(
                f"b-{i}",
                KIND["bond"].of(layout.kindred.lang),
                say("and", a=a.code, b=b.code),
                sentences.bond_sentence(a, b, bond.kind, bond.certainty, kindred.lang),
                shapes,
                layer="line",
                person_id=a.person_id,
                other_id=b.person_id,
                certainty=bond.certainty,
                evidence=bond.evidence,
                focus=bool(shapes),
            )
        )
    return found


def _implied(layout: Layout) -> list[Item]:
    members, lang = layout.kindred.members, layout.kindred.lang
    say = speech(lang)
    return [
        Item(
            f"i-{i}",
            KIND["implied"].of(lang),
            say("child_of", child=members[one.child].code, parents=members[one.parent].code),
            say(
                "implied",
                child=members[one.child].name,
                said=CHILD[one.basis].of(lang),
                parent=members[one.parent].name,
            ),
            (),
            layer="line",
            person_id=members[one.child].person_id,
            other_id=members[one.parent].person_id,
            evidence=(one.row,),
            focus=False,
        )
        for i, one in enumerate(layout.kindred.implied)
    ]
