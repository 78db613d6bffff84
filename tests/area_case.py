"""A case of three persons on disk, which tests hold against an area, and the command as users give it."""

from __future__ import annotations

import contextlib
import io

from famnet import cli, failures

__all__ = ["famnet", "small_case", "what_famnet_says"]


def famnet(*arguments: object) -> int:
    """Give one command; return its exit code."""
    return failures.guarded(cli.app, [str(argument) for argument in arguments])


def what_famnet_says(*arguments: object) -> str:
    """Give a command that succeeds; return what it says."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert famnet(*arguments) == 0
    return out.getvalue()


def small_case(folder, toml: str = 'synthetic = true\nreference_date = "2026-01-01"\n'):
    folder.mkdir()
    (folder / "delivery.toml").write_text(toml, encoding="utf-8")
    (folder / "persons.csv").write_text(
        "person_id,birth_date,sex\na,1950-01-01,V\nb,1980-01-01,M\nc,1984-01-01,M\n"
    )
    (folder / "memberships.csv").write_text("person_id,household_id\na,ha\nb,hb\nc,hc\n")
    (folder / "kinships.csv").write_text(
        "person_id,kind,relative_id\na,parent_of,b\na,parent_of,c\n"
    )
    kinds = {"FIN_DEBT": "WENI", "MEN_CONCERN": "HA", "HOU_ARREARS": "WOCO", "WRK_NONE": "UWV"}
    rows = [
        f"s{person}{kind},{kind},{person},involved,{partner},2025-05-01,fact"
        for person in "abc"
        for kind, partner in kinds.items()
    ]
    (folder / "signals.csv").write_text(
        "signal_id,type,person_id,role,partner_id,event_date,hardness\n" + "\n".join(rows) + "\n"
    )
    return folder
