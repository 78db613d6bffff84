"""Words for kin and ties, by the sex of who is meant; neutral ones where it isn't known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.analysis.text import Lang

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
_WORDS_EN: Final[dict[str, tuple[str, str, str]]] = {
    "parent": ("father", "mother", "parent"),
    "child": ("son", "daughter", "child"),
    "sibling": ("brother", "sister", "sibling"),
    "half_sibling": ("half-brother", "half-sister", "half-sibling"),
    "grandparent": ("grandfather", "grandmother", "grandparent"),
    "grandchild": ("grandson", "granddaughter", "grandchild"),
    "great_grandparent": ("great-grandfather", "great-grandmother", "great-grandparent"),
    "great_grandchild": ("great-grandson", "great-granddaughter", "great-grandchild"),
    "uncle_aunt": ("uncle", "aunt", "uncle or aunt"),
    "nephew_niece": ("nephew", "niece", "nephew or niece"),
    "cousin": ("cousin", "cousin", "cousin"),
    "blood_relative": ("blood relative", "blood relative", "blood relative"),
    "partner": ("partner", "partner", "partner"),
    "ex_partner": ("ex-partner", "ex-partner", "ex-partner"),
    "co_parent": ("co-parent", "co-parent", "co-parent"),
    "parent_in_law": ("father-in-law", "mother-in-law", "parent-in-law"),
    "child_in_law": ("son-in-law", "daughter-in-law", "child-in-law"),
    "sibling_in_law": ("brother-in-law", "sister-in-law", "sibling-in-law"),
    "step_parent": ("stepfather", "stepmother", "step-parent"),
    "step_child": ("stepson", "stepdaughter", "stepchild"),
    "step_sibling": ("stepbrother", "stepsister", "stepsibling"),
    "foster_parent": ("foster father", "foster mother", "foster parent"),
    "foster_child": ("foster son", "foster daughter", "foster child"),
    "adoptive_parent": ("adoptive father", "adoptive mother", "adoptive parent"),
    "adoptive_child": ("adopted son", "adopted daughter", "adopted child"),
    "guardian": ("guardian", "guardian", "guardian"),
    "ward": ("ward", "ward", "ward"),
    "housemate": ("housemate", "housemate", "housemate"),
    "co_suspect": ("co-suspect", "co-suspect", "co-suspect"),
    "associate": ("acquaintance", "acquaintance", "acquaintance"),
    "business": ("business relation", "business relation", "business relation"),
    "contact": ("contact", "contact", "contact"),
    "other": ("other tie", "other tie", "other tie"),
}
_SELF: Final = {"nl": "zichzelf", "en": "the same person"}
_OF: Final = {"nl": " van ", "en": " of "}
_AND: Final = {"nl": " en ", "en": " and "}

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


def relation_word(relation: str, sex: str | None = None, lang: Lang = "nl") -> str:
    """Return the word for a relation or tie.

    Parameters
    ----------
    relation : str
        A relation of ``kin``, a kind of tie, or ``housemate``.
    sex : str, optional
        ``male`` or ``female``; anything else gives the neutral word.
    lang : str
        ``nl`` or ``en``.

    Examples
    --------
    >>> relation_word("grandchild", "female"), relation_word("grandchild")
    ('kleindochter', 'kleinkind')
    """
    man, woman, anybody = (_WORDS_EN if lang == "en" else _WORDS)[relation]
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


def kin_words(steps: Sequence[str], sexes: Sequence[str | None], lang: Lang = "nl") -> str:
    """Say what somebody is to the person where a way starts.

    Parameters
    ----------
    steps : sequence of str
        What each next person is to the one before: parent, child, sibling, partner, ... (the
        relations of ``kin``, kinds of ties, ``housemate``).
    sexes : sequence of str or None
        Sex of each next person, as in ``graph.persons.sex``.
    lang : str
        ``nl`` or ``en``.

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
    >>> kin_words(["sibling", "partner", "parent"], ["male", "female", "female"], "en")
    'mother of sister-in-law'
    """
    if not steps:
        return _SELF[lang]
    if relation_of(steps) is not None:
        return _whole(steps, sexes, lang)
    words = []
    begin = 0
    while begin < len(steps):
        end = _reach(steps, begin)
        relation = relation_of(steps[begin:end])
        assert relation is not None  # a single step is its own relation
        words.append(relation_word(relation, sexes[end - 1], lang))
        begin = end
    return _OF[lang].join(reversed(words))


def _reach(steps: Sequence[str], begin: int) -> int:
    """Where the longest run of steps that has one word ends."""
    for end in range(len(steps), begin + 1, -1):
        if relation_of(steps[begin:end]) is not None:
            return end
    return begin + 1


def _whole(steps: Sequence[str], sexes: Sequence[str | None], lang: Lang) -> str:
    relation = relation_of(steps)
    assert relation is not None
    word = relation_word(relation, sexes[-1], lang)
    between = []
    for end in range(1, len(steps)):
        part = relation_of(steps[:end])
        if part is not None:
            between.append(relation_word(part, sexes[end - 1], lang))
    return f"{word} via {_AND[lang].join(between)}" if between else word
