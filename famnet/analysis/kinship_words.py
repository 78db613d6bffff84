"""Dutch words for kin and ties, by the sex of who is meant; neutral ones where it isn't known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["kin_words", "relation_of", "relation_word"]

#: Relation: word for a man, for a woman, for anybody.
_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "parent": ("vader", "moeder", "ouder"),
    "child": ("zoon", "dochter", "kind"),
    "sibling": ("broer", "zus", "broer of zus"),
    "half_sibling": ("halfbroer", "halfzus", "halfbroer of halfzus"),
    "grandparent": ("opa", "oma", "grootouder"),
    "grandchild": ("kleinzoon", "kleindochter", "kleinkind"),
    "great_grandparent": ("overgrootvader", "overgrootmoeder", "overgrootouder"),
    "great_grandchild": ("achterkleinzoon", "achterkleindochter", "achterkleinkind"),
    "uncle_aunt": ("oom", "tante", "oom of tante"),
    "nephew_niece": ("neefje", "nichtje", "neefje of nichtje"),
    "cousin": ("neef", "nicht", "neef of nicht"),
    "blood_relative": ("bloedverwant", "bloedverwant", "bloedverwant"),
    "partner": ("partner", "partner", "partner"),
    "ex_partner": ("ex-partner", "ex-partner", "ex-partner"),
    "co_parent": ("medeouder", "medeouder", "medeouder"),
    "parent_in_law": ("schoonvader", "schoonmoeder", "schoonouder"),
    "child_in_law": ("schoonzoon", "schoondochter", "schoonkind"),
    "sibling_in_law": ("zwager", "schoonzus", "zwager of schoonzus"),
    "step_parent": ("stiefvader", "stiefmoeder", "stiefouder"),
    "step_child": ("stiefzoon", "stiefdochter", "stiefkind"),
    "step_sibling": ("stiefbroer", "stiefzus", "stiefbroer of stiefzus"),
    "foster_parent": ("pleegvader", "pleegmoeder", "pleegouder"),
    "foster_child": ("pleegzoon", "pleegdochter", "pleegkind"),
    "adoptive_parent": ("adoptievader", "adoptiemoeder", "adoptieouder"),
    "adoptive_child": ("adoptiezoon", "adoptiedochter", "adoptiekind"),
    "guardian": ("voogd", "voogd", "voogd"),
    "ward": ("pupil", "pupil", "pupil"),
    "housemate": ("huisgenoot", "huisgenoot", "huisgenoot"),
    "co_suspect": ("medeverdachte", "medeverdachte", "medeverdachte"),
    "associate": ("bekende", "bekende", "bekende"),
    "business": ("zakelijke relatie", "zakelijke relatie", "zakelijke relatie"),
    "contact": ("contact", "contact", "contact"),
    "other": ("andere band", "andere band", "andere band"),
}

#: The word for a whole way. Steps: p(arent), c(hild), s(ibling), m(arried or partner).
_WHOLE: Final = {
    "p": "parent",
    "c": "child",
    "s": "sibling",
    "m": "partner",
    "pc": "sibling",
    "pp": "grandparent",
    "cc": "grandchild",
    "ppp": "great_grandparent",
    "ccc": "great_grandchild",
    "ps": "uncle_aunt",
    "ppc": "uncle_aunt",
    "sc": "nephew_niece",
    "pcc": "nephew_niece",
    "psc": "cousin",
    "ppcc": "cousin",
    "mp": "parent_in_law",
    "cm": "child_in_law",
    "ms": "sibling_in_law",
    "mpc": "sibling_in_law",
    "sm": "sibling_in_law",
    "pcm": "sibling_in_law",
    "pm": "step_parent",
    "mc": "step_child",
    "pmc": "step_sibling",
}
_LETTER: Final = {"parent": "p", "child": "c", "sibling": "s", "half_sibling": "s", "partner": "m"}


def relation_word(relation: str, sex: str | None = None) -> str:
    """Return the Dutch word for a relation or tie.

    Parameters
    ----------
    relation : str
        A relation of ``kin``, a kind of tie, or ``housemate``.
    sex : str, optional
        ``male`` or ``female``; anything else gives the neutral word.

    Examples
    --------
    >>> relation_word("grandchild", "female"), relation_word("grandchild")
    ('kleindochter', 'kleinkind')
    """
    man, woman, anybody = _WORDS[relation]
    return {"male": man, "female": woman}.get(str(sex), anybody)


def relation_of(steps: Sequence[str]) -> str | None:
    """Return the relation that a way of steps leads to, None where no single word fits.

    Examples
    --------
    >>> relation_of(["parent", "sibling", "child"])
    'cousin'
    """
    if len(steps) == 1:
        return steps[0]
    return _WHOLE.get("".join(_LETTER.get(step, "?") for step in steps))


def kin_words(steps: Sequence[str], sexes: Sequence[str | None]) -> str:
    """Say in Dutch what somebody is to the person where a way starts.

    Parameters
    ----------
    steps : sequence of str
        What each next person is to the one before: parent, child, sibling, partner, ... (the
        relations of ``kin``, kinds of ties, ``housemate``).
    sexes : sequence of str or None
        Sex of each next person, as in ``graph.persons.sex``.

    Returns
    -------
    str
        One word for the whole way where there is one, with whom it goes through; else the words of
        its parts, last person first. For a member of a family network: give the steps from the anchor.

    Examples
    --------
    >>> kin_words(["child", "child"], ["female", None])
    'kleinkind via dochter'
    >>> kin_words(["sibling", "partner", "parent"], ["male", "female", "female"])
    'moeder van schoonzus'
    >>> kin_words(["partner", "co_suspect"], ["male", "male"])
    'medeverdachte van partner'
    """
    if not steps:
        return "zichzelf"
    if relation_of(steps) is not None:
        return _whole(steps, sexes)
    words = []
    begin = 0
    while begin < len(steps):
        end = _reach(steps, begin)
        relation = relation_of(steps[begin:end])
        assert relation is not None  # a single step is its own relation
        words.append(relation_word(relation, sexes[end - 1]))
        begin = end
    return " van ".join(reversed(words))


def _reach(steps: Sequence[str], begin: int) -> int:
    """Where the longest run of steps that has one word ends."""
    for end in range(len(steps), begin + 1, -1):
        if relation_of(steps[begin:end]) is not None:
            return end
    return begin + 1


def _whole(steps: Sequence[str], sexes: Sequence[str | None]) -> str:
    relation = relation_of(steps)
    assert relation is not None
    word = relation_word(relation, sexes[-1])
    between = []
    for end in range(1, len(steps)):
        part = relation_of(steps[:end])
        if part is not None:
            between.append(relation_word(part, sexes[end - 1]))
    return f"{word} via {' en '.join(between)}" if between else word
