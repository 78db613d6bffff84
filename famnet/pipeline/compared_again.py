"""What a session was compared with, once more: the delivery itself, or the stored background of then."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from famnet.analysis.cases import window_of
from famnet.analysis.comparison import compare
from famnet.analysis.reference import read_reference
from famnet.errors import UserError
from famnet.pipeline.referencing import CASE_FILE, of_one

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.analysis.comparison import Comparison
    from famnet.graph import FamilyGraph

__all__ = ["compared_again"]


def compared_again(folder: Path, graph: FamilyGraph, reference: Path | None) -> Comparison:
    """Compare as a session did.

    Parameters
    ----------
    folder : Path
        Of the session; ``comparison.json`` in it says with which reference it was made.
    graph : FamilyGraph
        The checked rows of now.
    reference : Path or None
        The stored background that was given.

    Raises
    ------
    UserError
        The session was made with a reference and none is given, or another one; or it was made
        without one.
    """
    path = folder / CASE_FILE
    if not path.is_file():
        if reference is not None:
            raise UserError(
                "Deze sessie is niet met een referentie gemaakt.",
                hint="Laat --reference weg.",
            )
        return compare(graph)
    name, window_id = _made_with(path)
    if reference is None:
        raise UserError(
            f"Deze sessie is gemaakt met referentie {name}. Zonder die is zij niet na te gaan.",
            hint="Geef haar mee met --reference MAP.",
        )
    given = read_reference(reference).reference_id
    if given != name:
        raise UserError(
            f"Deze sessie is gemaakt met referentie {name}; gegeven is {given}.",
            hint="Geef de referentie van de sessie, of maak een nieuwe sessie met famnet run.",
        )
    try:
        window_of(graph, window_id)
    except UserError:
        # The family is in no network now: its statements are told as gone, whatever it is compared with.
        return compare(graph)
    return of_one(graph, reference, (window_id,))


def _made_with(path: Path) -> tuple[str, str]:
    """Return the id of the reference, and the family it was used for."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return str(found["reference_id"]), str(found["window_id"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"{path.name} van deze sessie is niet te lezen.",
            hint="Maak de sessie opnieuw met famnet run.",
        ) from error
