"""What a genogram says in sentences: each person, household and relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.draw.domain_words import domain_name
from famnet.draw.genogram.words import BOND, CHILD, FORM, LONG, STATE, SURE, WAS, speech
from famnet.draw.words import DOMAIN_LETTER

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.genogram.kindred import Couple, Descent, Home, Kindred, Member

__all__ = [
    "bond_sentence",
    "couple_label",
    "couple_sentence",
    "descent_sentence",
    "describe",
    "home_sentence",
    "member_sentence",
]


def couple_label(couple: Couple, lang: Lang = "nl") -> str:
    """Return what stands on a couple's line.

    >>> from famnet.draw.genogram.kindred import Couple
    >>> over = Couple(0, 1, "married", "divorced", "2021")
    >>> couple_label(over), couple_label(over, "en")
    ('gesch. 2021', 'div. 2021')
    """
    if couple.b < 0:
        return ""
    word = couple.state if couple.state in ("divorced", "separated") else couple.form
    if couple.state == "ended":
        word = "until" if couple.year else "over"
    return f"{FORM[word].of(lang)} {couple.year}".strip()


def couple_sentence(couple: Couple, kindred: Kindred) -> str:
    """Say a couple in one sentence."""
    lang, say = kindred.lang, speech(kindred.lang)
    a = kindred.members[couple.a].name
    if couple.b < 0:
        return say("lone", a=a)
    over = couple.state in ("divorced", "separated", "ended", "death")
    said = (WAS if over else LONG)[couple.form].of(lang)
    how = f", {STATE[couple.state].of(lang)}" if over else ""
    kin = say("kin") if couple.close else ""
    note = f" {say('before')}" if couple.again else ""
    both = say("and", a=a, b=kindred.members[couple.b].name)
    when = _when(couple, lang, over=over)
    return f"{both} {said}{how}{when}{SURE[couple.certainty].of(lang)}.{kin}{note}"


def _when(couple: Couple, lang: Lang, *, over: bool) -> str:
    if not couple.year:
        return ""
    since = speech(lang)("since", year=couple.year)
    if couple.state == "death":
        return f",{since}"
    return f" {couple.year}" if over else since


def descent_sentence(descent: Descent, kindred: Kindred) -> str:
    """Say in one sentence whose child somebody is."""
    lang, say = kindred.lang, speech(kindred.lang)
    parts = [
        say(
            "of",
            what=CHILD[basis].of(lang),
            who=kindred.members[parent].name,
            sure=SURE[sure].of(lang),
        )
        for parent, basis, sure in descent.bases
    ]
    child = kindred.members[descent.child].name
    return say("descent", child=child, parts=say("joint").join(parts))


def bond_sentence(a: Member, b: Member, kind: str, sure: str, lang: Lang = "nl") -> str:
    """Say that two are siblings."""
    what = BOND[kind].of(lang)
    return speech(lang)("bond", a=a.name, b=b.name, what=what, sure=SURE[sure].of(lang))


def member_sentence(member: Member, lang: Lang = "nl") -> str:
    """Say who somebody is, with all that stands at the symbol."""
    say = speech(lang)
    sex = say(member.sex if member.sex in ("male", "female") else "other")
    unknown = member.age == "?"
    if member.dead:
        age = say("dead") if unknown else say("dead_at", age=member.age)
    else:
        age = say("no_age") if unknown else say("age", age=member.age)
    sure = SURE[member.certainty].of(lang)
    where = say("lives", home=member.home, sure=sure) if member.home else ""
    told = member.said or member.marks
    marks = f". {'; '.join(told)}" if told else ""
    return f"{member.name}: {sex}, {age}{where}{marks}."


def home_sentence(home: Home, lang: Lang = "nl") -> str:
    """Say which household, where, and in which life domains something is known of it."""
    say = speech(lang)
    where = f", {home.text}" if home.text else ""
    told = ", ".join(f"{DOMAIN_LETTER[code]} {domain_name(code, lang)}" for code in home.domains)
    known = say("domains", names=told) if told else ""
    return f"{say('Household', letter=home.letter)}{where}.{known}"


def describe(kindred: Kindred) -> str:
    """Say in two sentences who is in the picture."""
    say = speech(kindred.lang)
    n, homes = len(kindred.members), len(kindred.homes)
    minors = sum(m.minor for m in kindred.members)
    return say(
        "describe",
        people=say("one" if n == 1 else "people", n=n),
        homes=say("in_one" if homes == 1 else "in_homes", n=homes) if homes else "",
        young=say("young" if n > 1 else "young_one", n=minors) if minors else "",
    )
