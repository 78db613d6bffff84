"""The catalogue of questions: all files read once, joined with their Python answers."""

from __future__ import annotations

import difflib
import importlib
from functools import cache
from typing import TYPE_CHECKING, Final

from famnet import resources
from famnet.errors import OurFault, WrongUse
from famnet.questions.question import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pandas as pd

    from famnet.questions.question import Question

    Answering = Callable[..., pd.DataFrame]

__all__ = ["CATEGORIES", "answer_of", "load", "question", "questions", "search"]

#: The categories in the order one meets them, with their Dutch names.
CATEGORIES: Final = {
    "person_and_kin": "Persoon en verwantschap",
    "household": "Huishouden",
    "family_network": "Familienetwerk",
    "signals": "Signalen",
    "partners": "Partners",
    "hand_overs": "Overdrachten",
    "measures": "Maatregelen",
    "ties": "Banden",
    "quality": "Kwaliteit van de gegevens",
}


@cache
def questions() -> Mapping[str, Question]:
    """Return all questions by id, by category and then by id.

    Raises
    ------
    OurFault
        A file breaks the format.
    """
    return load(resources.cypher() / "questions")


def load(folder: Path) -> dict[str, Question]:
    """Read the questions of a folder with one folder per category.

    Parameters
    ----------
    folder : pathlib.Path
        The folder ``questions``.

    Raises
    ------
    OurFault
        A file breaks the format, a category isn't known, or an id stands twice.
    """
    found: dict[str, Question] = {}
    paths = sorted(folder.glob("*/*.cypher"))
    strange = sorted({path.parent.name for path in paths} - set(CATEGORIES))
    if strange:
        raise OurFault(f"Onbekende categorie van vragen: {', '.join(strange)}.")
    rank = {name: i for i, name in enumerate(CATEGORIES)}
    for path in sorted(paths, key=lambda path: (rank[path.parent.name], path.stem)):
        text = path.read_text(encoding="utf-8")
        if path.stem in found:
            raise OurFault(f"Er zijn twee vragen met de naam {path.stem}.")
        found[path.stem] = parse(text, category=path.parent.name, name=path.stem)
    return found


def question(name: str) -> Question:
    """Return one question.

    Parameters
    ----------
    name : str
        Its id.

    Raises
    ------
    WrongUse
        There is none of that id; the nearest are named.
    """
    known = questions()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or list(search(name))[:3]
    hint = f"Bedoelt u {', '.join(near)}? " if near else ""
    raise WrongUse(f"Er is geen vraag {name[:60]!r}.", hint=f"{hint}Alle vragen: famnet questions")


def search(words: str = "", *, category: str = "") -> dict[str, Question]:
    """Return the questions that hold all of some words, of one category or of all.

    Parameters
    ----------
    words : str
        Looked for in id, titles and reasons, in Dutch or English; capitals don't matter.
    category : str
        One of ``CATEGORIES``; empty: all.

    Raises
    ------
    WrongUse
        The category isn't known.

    Examples
    --------
    >>> "residents" in search("woont hier", category="household")
    True
    """
    if category and category not in CATEGORIES:
        raise WrongUse(
            f"Onbekende categorie {category[:60]!r}.", hint=f"Kies uit {', '.join(CATEGORIES)}."
        )
    asked = words.lower().split()
    return {
        name: found
        for name, found in questions().items()
        if category in ("", found.category) and all(word in _words(found) for word in asked)
    }


def _words(found: Question) -> str:
    texts = (found.id, found.title_nl, found.title_en, found.why_nl, found.why_en)
    return f"{' '.join(texts)} {CATEGORIES[found.category]} {found.category}".lower()


def answer_of(found: Question) -> Answering:
    """Return the Python answer to a question: the function of its id in its category's module.

    Raises
    ------
    OurFault
        It has none.
    """
    module = importlib.import_module(f"famnet.questions.{found.category}")
    answers: dict[str, Answering] = module.ANSWERS
    if found.id not in answers:
        raise OurFault(f"Vraag {found.id} heeft geen antwoord in Python.")
    return answers[found.id]
