"""Facts about who was asked: without them silence would be read as absence."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from famnet.analysis.criteria.fact import Fact
from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from famnet.analysis.asked_requests import Request
    from famnet.analysis.criteria.look import Look

__all__ = ["nothing_known", "silent_requests", "unheard"]


def _answered(look: Look) -> dict[Request, None]:
    """Return the requests that were answered, not too long ago to say something about now."""
    return look.view.kept(("answered", look.answer_months), lambda: _now_answered(look))


def _now_answered(look: Look) -> dict[Request, None]:
    period = look.answers
    return {
        request: None
        for request in look.view.requests
        if request.answered and request.high >= period.start and request.low <= period.end
    }


def _by_whom(look: Look) -> dict[tuple[int, str], list[Request]]:
    """Return the answers by unit and by the body that gave them."""
    found: dict[tuple[int, str], list[Request]] = defaultdict(list)
    for request in _answered(look):
        found[request.unit, request.root].append(request)
    return found


def _roots(codes: Iterable[str]) -> set[str]:
    partners = load_catalogue().partners
    return {partners[code].observer_root for code in codes}


def _fact(requests: list[Request]) -> Fact:
    names = dict.fromkeys(request.kind for request in requests)
    lines = tuple(f"requests:{request.line}" for request in requests)
    return Fact(len(requests), lines, tuple(("partners", kind) for kind in names))


def unheard(look: Look) -> Fact:
    """Count, over households and partners that must have answered, those that didn't.

    Notes
    -----
    A partner has answered about a household when it answered about the household, or about each who
    lives there; for a body it is part of it speaks too. A question about one life domain covers that
    domain; all domains of the types that this partner is the one to hold must be covered.
    """
    answers = look.view.kept(("by whom", look.answer_months), lambda: _by_whom(look))
    missing = [
        (unit, code)
        for unit, code in _must_answer(look)
        if not _has_answered(look, answers, unit, code)
    ]
    codes = dict.fromkeys(code for _, code in missing)
    roots = _roots(codes)
    answered = _answered(look)
    silent = [r for r in look.view.requests if r.root in roots and r not in answered]
    names = tuple(("partners", code) for code in codes)
    return Fact(len(missing), _fact(silent).evidence, names)


def _must_answer(look: Look) -> Iterator[tuple[int, str]]:
    asked, view = look.criterion, look.view
    for unit in view.kept(("lived in",), lambda: _lived_in(look)):
        yield from ((unit, code) for code in asked.asks)
        if asked.asks_about_children and _holds_children(look, unit):
            yield from ((unit, code) for code in asked.asks_about_children)


def _holds_children(look: Look, unit: int) -> bool:
    return look.view.kept(("children", unit), lambda: _may_hold_children(look, unit))


def _lived_in(look: Look) -> list[int]:
    return [unit for unit in look.view.units.tolist() if look.view.living_in(unit)]


def _may_hold_children(look: Look, unit: int) -> bool:
    """Say whether somebody there is under 18 in some reading; whose age isn't known may be."""
    people = look.view.living_in(unit)
    unknown = look.graph.persons["birth_date"].to_numpy()[people] == NO_DAY
    return bool(unknown.any()) or not look.view.under_age.isdisjoint(people)


def _has_answered(
    look: Look, answers: Mapping[tuple[int, str], list[Request]], unit: int, code: str
) -> bool:
    root = load_catalogue().partners[code].observer_root
    mine = answers.get((unit, root), [])
    people = [look.view.person] if look.view.person >= 0 else look.view.living_in(unit)
    return all(
        _covers(look, {r.domain for r in mine if r.person in (-1, person)}, root)
        for person in people
    )


def _covers(look: Look, domains: set[str], root: str) -> bool:
    """Say whether answers on these life domains (empty: on all) cover what the criterion is about."""
    needed = _domains_held(root, look.criterion.looks_at)
    return "" in domains or (bool(needed) and needed <= domains)


@cache
def _domains_held(root: str, types: tuple[str, ...]) -> frozenset[str]:
    """Return the life domains of the types for which one turns to this partner first."""
    return frozenset(
        kind.domain
        for code, kind in load_catalogue().signal_types.items()
        if (code in types or not types)
        and kind.counts_for_concentration
        and root in _roots(kind.default_holders)
    )


def nothing_known(look: Look) -> Fact:
    """Count the answers "nothing known" that say something about now, by whom the criterion asks."""
    roots = _roots((*look.criterion.asks, *look.criterion.asks_about_children))
    return _fact([r for r in _answered(look) if r.nothing and r.root in roots])


def silent_requests(look: Look) -> Fact:
    """Count questions without an answer, or refused."""
    return _fact([r for r in look.view.requests if not r.answered])
