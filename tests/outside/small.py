"""A delivery small enough to hold in the head: grandmother, her two children, a grandchild, three homes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {
    "persons": "person_id,first_names,family_name,birth_date,sex,bsn\n"
    "a,Geheimvoor,Geheimnaam,1950-01-31,female,\nb,Bert,Geheimnaam,1975-02-27,male,\n"
    "c,Carla,Geheimnaam,1978-03-26,female,\nd,Dirk,Geheimnaam,2010-04-25,male,\n",
    "households": "household_id,kind,postcode,house_number,neighbourhood\n"
    "h1,private,1234XY,98765,Buurt\nh2,private,1234XZ,98766,Buurt\nh3,private,1234YZ,98767,Buurt\n",
    "memberships": "person_id,household_id,start_date,end_date\na,h1,,\nb,h2,,\nc,h3,,\nd,h3,,\n",
    "kinships": "person_id,kind,relative_id\na,parent_of,b\na,parent_of,c\nc,parent_of,d\n",
    "partners": "partner_id,kind,name\nPOL,POL,Politie\nWOCO,WOCO,Corporatie\nSCH,SCH,School\nHA,HA,Huisarts\n",
    "signals": "signal_id,type,person_id,role,partner_id,event_date,hardness,text_ref\n"
    "s1,JUS_SUSPECT,b,suspect,POL,2025-02-01,fact,geheimedossierref\n"
    "s2,HOU_ARREARS,c,involved,WOCO,2025-05-01,fact,\n"
    "s3,EDU_CONCERN,d,involved,SCH,2025-08-01,report,\n"
    "s4,MEN_CONCERN,a,involved,HA,2024-06-01,professional_judgement,\n",
}
TOML = 'synthetic = true\nreference_date = "2026-01-01"\n'


def write(folder: Path, toml: str | None = TOML, **changed: str | bytes | None) -> Path:
    """The small delivery with some tables replaced (None leaves one out)."""
    folder.mkdir(parents=True)
    if toml is not None:
        (folder / "delivery.toml").write_text(toml, encoding="utf-8")
    for name, text in {**TABLES, **changed}.items():
        if isinstance(text, bytes):
            (folder / f"{name}.csv").write_bytes(text)
        elif text is not None:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def more(table: str, *rows: str) -> str:
    """A table of the small delivery with rows added."""
    return TABLES[table] + "".join(row + "\n" for row in rows)
