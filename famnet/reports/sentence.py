"""One sentence about a family: who, what was seen, and what goes well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.reports.regie import DIRECTION_ROLES

if TYPE_CHECKING:
    from famnet.draw.family.people import Family
    from famnet.reports.evidence import Evidence
    from famnet.reports.records import Records
    from famnet.reports.session import Session

__all__ = ["sentence"]


def sentence(
    session: Session, family: Family, proof: Evidence, acts: Records
) -> tuple[str, str, str]:
    """Return one sentence in three parts: who, what was seen (shown bold), what goes well."""
    texts = session.texts
    homes = []
    for home in family.households:
        adults = [p.label.text for p in home.people if not p.minor and not p.dead]
        kids = sum(p.minor and not p.dead for p in home.people)
        shown = adults if len(adults) <= 3 else [texts.count("adult", len(adults))]
        if kids:
            shown = [*shown, texts.count("child", kids)]
        if shown:
            homes.append(texts.listed(shown))
    if len(homes) > 3:
        homes = [*homes[:3], texts.count("more_household", len(homes) - 3)]
    who = texts("sentence.who", homes="; ".join(homes))
    seen = texts("sentence.nothing")
    if proof.counting:
        seen = texts(
            "sentence.seen",
            observers=texts.count("observer", len(proof.observers)),
            saw=texts("sentence.saw_one" if len(proof.observers) == 1 else "sentence.saw_many"),
            episodes=texts.count("episode", len(proof.counting)),
            domains=texts.count("domain", len(proof.domains)),
        )
    return who, seen, _good(session, proof, acts)


def _good(session: Session, proof: Evidence, acts: Records) -> str:
    texts = session.texts
    good = [
        texts("sentence.about", what=g.rows[-1].type_name.lower(), who=g.rows[-1].who)
        for g in proof.of("p")
        if g.rows[-1].recent
    ]
    if good:
        return texts("sentence.good", what=texts.listed(list(dict.fromkeys(good))[:2]))
    helping = [h for h in acts.help if h.running and h.role not in ("landlord", *DIRECTION_ROLES)]
    if helping:
        return texts("sentence.helped", who=helping[0].partner_name, whom=helping[0].who)
    return ""
