"""One hand-made world in which questions about measures, ties and quality have something to say."""

from __future__ import annotations

from factory import make_graph

__all__ = ["asked_of", "named_world"]

PEOPLE = """
person_id birth_date death_date sex
olaf      1950       -          male
pien      1951-02    2020-05-01 female
anna      1980-03-04 -          female
bram      1978-01-05 -          male
cato      2012-03-09 -          female
dirk      1979-07-01 -          male
elin      1981-08-02 -          female
fons      2016-05-03 -          male
gijs      -          -          male
hans      1978-01-20 -          male
iris      2014-06    -          female
"""
HOMES = """
household_id kind    municipality neighbourhood
H0           private Veen         Noord
H1           private Veen         Noord
H2           private Veen         Zuid
H3           private Veen         Noord
H4           private Veen         Noord
H5           private Veen         Zuid
"""
STAYS = """
person_id household_id role  start_date end_date
olaf      H0           -     2000-01-01 -
pien      H3           -     2000-01-01 -
anna      H1           head  2010-01-01 -
bram      H1           -     2010-01-01 -
cato      H1           child 2012-03-09 -
dirk      H2           -     2010-01-01 -
elin      H4           -     2010-01-01 -
fons      H4           child 2016-05-03 -
fons      H2           child 2020-01-01 -
hans      H1           -     2015-01-01 2016-01-01
iris      H4           child 2014-06-01 2022-01-01
"""
KIN = """
person_id kind        relative_id
olaf      parent_of   anna
olaf      parent_of   bram
pien      parent_of   dirk
pien      parent_of   elin
elin      parent_of   fons
dirk      parent_of   fons
dirk      partner_of  elin
anna      parent_of   cato
bram      parent_of   cato
hans      parent_of   cato
pien      guardian_of iris
iris      sibling_of  fons
"""
TIES = """
person_id other_id kind       start_date end_date incident_id weight source
anna      dirk     contact    -          -        -           1      POL
dirk      anna     business   2020-01-01 -        -           2      -
anna      elin     contact    -          -        -           -      POL
dirk      elin     associate  -          -        -           -      POL
bram      dirk     co_suspect 2025-01-01 -        i1          1      -
cato      fons     contact    -          -        -           -      SCH
"""
SIGNALS = """
signal_id type         person_id household_id role      partner_id event_date incident_id status
S1        JUS_VIOLENCE dirk      -            suspect   POL        2025-02-01 I1          -
S2        JUS_VIOLENCE elin      -            convicted POL        2025-02-01 I1          -
S3        JUS_VIOLENCE bram      -            suspect   POL        2025-02-01 I1          -
S4        JUS_VIOLENCE anna      -            victim    POL        2025-02-01 I1          -
S5        JUS_VIOLENCE cato      -            witness   VT         2025-02-02 I1          -
S6        EDU_ABSENCE  iris      -            -         SCH        2025-03-01 -           -
S7        JUS_DRUGS    gijs      -            suspect   POL        2025-03-01 I2          -
S8        HOU_NUISANCE -         H5           -         WOCO       2025-03-01 -           -
"""
MEASURES = """
measure_id type   person_id household_id decided_by_partner_id partner_id start_date end_date
M1         HV     bram      -            BURG                  POL        2025-12-25 2026-01-04
M2         JHVRIJ cato      -            COLL                  JZ1        2025-01-01 -
M3         OTS    fons      -            GEM                   GI         2024-01-01 -
M4         MUHP   cato      -            KR                    -          2025-06-01 -
M5         OTS    cato      -            KR                    GI         2024-06-01 2025-06-01
M6         HV     dirk      -            BURG                  POL        2025-10-01 2025-11-30
M7         PLAN1  -         H1           ZVH                   ZVH        2025-01-01 -
M8         TOEZ   pien      -            RB                    RN         2020-01-01 -
"""

_ASKED = {"person": "anna", "other": "dirk", "household": "H1"}
# Anna was a victim: of the same acts nobody near her is suspect.
_OTHERWISE = {"same_suspicion_nearby": {"person": "dirk"}}


def asked_of(question) -> dict[str, str]:
    """Return values for the required parameters of a question about persons or households."""
    needed = {p.name: _ASKED[p.name] for p in question.parameters if p.required}
    return needed | _OTHERWISE.get(question.id, {})


def named_world():
    """Make the world as of 2026-01-01."""
    return make_graph(
        persons=PEOPLE,
        households=HOMES,
        memberships=STAYS,
        kinships=KIN,
        ties=TIES,
        signals=SIGNALS,
        measures=MEASURES,
    )
