"""docs/delivery.md, written from the contract and the rules, so that it can't say anything else.

python -m famnet.delivery.document docs/delivery.md
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from famnet.delivery.contract import COMMON, TABLES
from famnet.delivery.info import SETTINGS
from famnet.delivery.rules import RULES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from famnet.delivery.contract import Column, Table

__all__ = ["document"]

_KINDS: Final = {
    "key": "eigen nummer, uniek",
    "ref": "nummer uit {target}",
    "code": "code uit `famnet catalogue`: {target}",
    "closed": "een van: {values}",
    "date": "datum",
    "group": "nummer dat rijen verbindt",
    "text": "tekst",
    "number": "getal",
    "flag": "ja of nee",
}
_SEVERITY_NL: Final = {
    "rejected": ("Afgewezen", "De rij klopt op zichzelf niet en doet niet mee (`rejected.csv`)."),
    "set_aside": (
        "Opzij gezet",
        "De rij klopt op zichzelf, maar kan hier niet worden gebruikt (`set_aside.csv`).",
    ),
    "warning": ("Waarschuwing", "De rij doet gewoon mee; kijk haar na (`warnings.csv`)."),
}
_SETTINGS_NL: Final = {
    "synthetic": "`true` als er geen echte mensen in staan; anders `false`",
    "reference_date": "de dag die als vandaag geldt, bijvoorbeeld `2026-01-31`",
    "deliverer": "wie levert",
    "region": "welk gebied",
    "purpose": "waarvoor",
    "workspace": "`riec`, `zvh`, `local` of `synthetic`: welke signalen mogen worden gezien",
}

_INTRO: Final = """# De levering

Dit bestand is gemaakt uit het contract in `famnet/delivery/contract.py` en de regels in
`famnet/delivery/rules.py`. Verander het daar en draai `python -m famnet.delivery.document
docs/delivery.md`.

Een levering is een map met CSV- of Parquet-bestanden (`persons.csv`, `signals.csv`, ...), of een
Excel-werkboek (.xlsx) met deze tabellen als bladen. Alleen **persons** en **signals** moeten er zijn;
signals mag leeg zijn. Controleer een levering met `famnet check MAP --out controle`.

- Tekens: UTF-8 of cp1252. Scheidingsteken: komma, puntkomma of tab. Het verslag zegt wat is gevonden.
- Koppen: de naam uit het contract of de Nederlandse naam uit de tabellen hieronder. Een kolom die niet
  bij de tabel hoort wordt apart gehouden en genoemd; een gegeven dat niet mag worden ingelezen
  (zoals etniciteit of geloof) wordt overgeslagen en niet bewaard.
- Nummers, codes en postcodes zijn tekst: voorloopnullen blijven staan, spaties eromheen verdwijnen.
- Datums: `1980-05-17`, met minder kennis `1980-05` of `1980`; ook `19800500`, `17-05-1980`,
  `00-00-1980`. Een regel over datums slaat alleen aan als elke lezing van een onvolledige datum fout is.
  Jaren van 1000 tot en met 2199. Een leeg begin betekent: van voor de levering. Een leeg einde: nog
  steeds. Een einddatum is de eerste dag waarop het niet meer zo is.
- Zonder peildatum geldt de laatste datum in de aanvaarde rijen (einddatums en termijnen niet
  meegerekend; van een onvolledige datum de vroegste lezing).
- Een partner die niet in partners staat mag met zijn code uit de catalogus worden genoemd. Zonder
  bestand households gelden de huishoudens die andere tabellen noemen, als particulier.
- In elk bestand en samen geldt: gelezen = aanvaard + afgewezen + opzij gezet.
"""


def document() -> str:
    """Return docs/delivery.md: settings, tables and rules, in Dutch."""
    parts = [_INTRO, "## delivery.toml\n", "Alles mag ontbreken.\n"]
    parts.append(
        _table(("instelling", "betekenis"), [(f"`{key}`", _SETTINGS_NL[key]) for key in SETTINGS])
    )
    parts.append("## De tabellen\n")
    parts.append("**Vet** is verplicht. ◆ wijst een mens of adres aan en wordt apart bewaard.\n")
    parts.extend(_of_table(table) for table in TABLES)
    parts.append("### Elke tabel\n\nDeze kolommen mogen bij elke tabel.\n")
    parts.append(_columns(COMMON))
    parts.append("## De regels\n")
    parts.append(
        "Een rij die al is afgewezen of opzij gezet wordt niet verder bevraagd; zo volgt een rij die"
        " een opzij gezette rij noemt haar. De volgorde: eerst elke rij op zichzelf, dan herhaalde"
        " nummers, dan personen, huishoudens, bewoning, verwantschap, banden, signalen, en ten slotte"
        " de tabellen die signalen noemen. Geen melding noemt een waarde uit een cel.\n"
    )
    parts.extend(_of_severity(severity) for severity in SEVERITIES)
    return "\n".join(parts)


def _of_table(table: Table) -> str:
    subject = "\nPrecies een van person_id en household_id is gevuld.\n" if table.subject else ""
    must = " (moet er zijn)" if table.must_exist else ""
    return f"### {table.name} — {table.label_nl}{must}\n{subject}\n{_columns(table.columns)}"


def _columns(columns: Sequence[Column]) -> str:
    rows = [
        (
            f"**{column.name}**" if column.required else column.name,
            column.label_nl + (" ◆" if column.identifying else ""),
            _KINDS[column.kind].format(target=column.target, values=", ".join(column.values)),
        )
        for column in columns
    ]
    return _table(("kolom", "Nederlandse kop", "inhoud"), rows)


def _of_severity(severity: str) -> str:
    title, meaning = _SEVERITY_NL[severity]
    rows = [
        (f"`{rule.code}`", rule.message_nl.format(column="de kolom").replace("|", "\\|"))
        for rule in RULES.values()
        if rule.severity == severity
    ]
    return f"### {title}\n\n{meaning}\n\n" + _table(("code", "betekenis en wat te doen"), rows)


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8", newline="\n")
