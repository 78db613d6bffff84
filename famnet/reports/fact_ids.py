"""What a sentence or a cell of a page rests on: ids of delivered rows and of rules.

A page numbers its evidence (``e03``, ``m01``); a *fact id* names the row itself, so that a receipt can
look it up again. Every element that states a fact is marked by ``FactIds.mark`` and by nothing else:

    data-fact="stuck" data-facts="referrals:R7 rule:waits"

``data-fact`` is the kind of statement: which function of ``famnet.reports`` made it. ``data-facts``
are the fact ids, separated by a space: ``table:key`` of a delivered row, where key is the table's own
id (signals, referrals, measures, actions, households, persons) or, for tables without one, the line in
the delivered file (involvements, requests, memberships, kinships), and ``rule:name`` for what a rule
says. Keys are percent-encoded, so that an id with a space stays one word. A cell without facts of its
own (nobody asked) rests on those of its table.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from markupsafe import Markup, escape

from famnet.catalogue import load_catalogue
from famnet.reports.must_ask import rule_refs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.reports.evidence import Evidence
    from famnet.reports.records import Records

__all__ = ["FactIds", "fact_id"]

# What may stand in a key as it is.
_PLAIN: Final = "-_.~:/@+,"


def fact_id(table: str, key: object) -> str:
    """Return the fact id of a row.

    >>> fact_id("signals", "S 1"), fact_id("requests", 40)
    ('signals:S%201', 'requests:40')
    """
    return f"{table}:{quote(str(key), safe=_PLAIN)}"


class FactIds:
    """From the numbers of one page to fact ids, and back.

    Parameters
    ----------
    proof : Evidence
        Its signals.
    acts : Records
        Its measures, involvements, hand-overs, questions and agreements.
    """

    def __init__(self, proof: Evidence, acts: Records) -> None:
        self._rows = _rows(proof, acts)
        self._refs: dict[str, list[str]] = defaultdict(list)
        for ref, ids in self._rows.items():
            for one in ids:
                self._refs[one].append(ref)

    def __repr__(self) -> str:
        return f"<FactIds: {len(self._rows)} numbers, {len(self._refs)} rows>"

    def of(self, refs: Iterable[str], more: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the fact ids behind numbers of the page, and ``more``; each once."""
        found = [one for ref in refs for one in self._rows.get(ref, (f"rule:{ref}",))]
        return tuple(dict.fromkeys([*found, *(_encoded(one) for one in more)]))

    def refs(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Return the numbers of the page that stand for facts, as the analysis names them."""
        found = (ref for one in facts for ref in self._refs.get(_encoded(one), ()))
        return tuple(dict.fromkeys(found))

    def mark(self, kind: str, refs: Iterable[str] = (), more: Iterable[str] = ()) -> Markup:
        """Return the attributes of an element that states a fact.

        Parameters
        ----------
        kind : str
            Which kind of statement it is.
        refs : iterable of str
            Numbers of the page it shows.
        more : iterable of str
            Fact ids it rests on beside those, as ``table:key`` or ``rule:name``.
        """
        ids = escape(" ".join(self.of(refs, more) or (f"rule:{kind}",)))
        text = f' data-fact="{escape(kind)}"' + (f' data-facts="{ids}"' if ids else "")
        return Markup(text)  # noqa: S704  # escaped above


def _encoded(one: str) -> str:
    table, _, key = one.partition(":")
    # An id that was encoded before stays as it is.
    return one if "%" in key and quote(key, safe=_PLAIN + "%") == key else fact_id(table, key)


def _rows(proof: Evidence, acts: Records) -> dict[str, tuple[str, ...]]:
    found = {
        group.ref: tuple(fact_id("signals", row.signal_id) for row in group.rows)
        for group in proof.groups
    }
    found |= {
        ref: (fact_id("rule", f"must.{name}"),)
        for name, ref in rule_refs().items()
        if name in load_catalogue().must_rules
    }
    found |= {m.ref: (fact_id("measures", m.measure_id),) for m in acts.measures}
    found |= {h.ref: (fact_id("involvements", h.line),) for h in acts.help}
    found |= {h.ref: (fact_id("referrals", h.referral_id),) for h in acts.handovers}
    found |= {q.ref: tuple(fact_id("requests", line) for line in q.lines) for q in acts.questions}
    found |= {a.ref: (fact_id("actions", a.action_id),) for a in acts.agreements}
    return found
