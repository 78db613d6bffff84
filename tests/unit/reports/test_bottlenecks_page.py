"""The page on bottlenecks: closed in itself, in two languages, and without anybody on it."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from factory import make_graph

from famnet.reports.bottlenecks_page import bottlenecks_html, write_bottlenecks


def busy():
    """Eight hand-overs: six answered after 10 days, two of them waiting; some questions."""
    return make_graph(
        persons=[{"person_id": "pers-77", "birth_date": "1990-01-01"}],
        memberships=[{"person_id": "pers-77", "household_id": "huis-88"}],
        referrals=[
            {"referral_id": f"ref-{n}", "person_id": "pers-77", "from_partner_id": "SCH", "to_partner_id": "VT",
             "step": "vt_report", "sent_date": "2025-10-01", "answered_date": "2025-10-11", "outcome": "accepted"}
            for n in range(6)
        ],
        requests=[
            {"partner_id": "GGZ", "person_id": "pers-77", "asked_date": "2025-01-01", "answer": "pending"}
            for _ in range(6)
        ],
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_says_the_numbers_and_names_nobody(lang):
    html = bottlenecks_html(busy(), lang=lang)
    assert not re.findall(r"pers-77|huis-88|ref-\d|w-[0-9a-f]{12}", html)
    cells = re.findall(r'<td class="num">(?:<b>)?([^<]*)', html)
    # Sent, unanswered, part, longer than usual; half, nine in ten, longest, longest waiting, usual.
    assert cells[:9] == ["6", "0", "0%", "0", "10 d", "10 d", "10 d", "", "7 d"]
    assert "<b>10 d</b>" in html  # half take longer than usual
    assert cells[-3:] == ["6", "6", "100%"]


def test_it_asks_nothing_of_anywhere():
    html = bottlenecks_html(busy())
    assert "default-src 'none'" in html
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", html)


def test_without_hand_overs_it_says_so(tmp_path):
    path = write_bottlenecks(make_graph(), tmp_path)
    assert path.name == "bottlenecks.html"
    assert "Dat betekent niet: er is niets overgedragen." in path.read_text(encoding="utf-8")


def test_both_languages_have_the_same_texts():
    tree = tomllib.loads((files("famnet.reports") / "texts_bottlenecks.toml").read_text("utf-8"))
    assert list(tree["nl"]) == list(tree["en"])
    for name, text in tree["nl"].items():
        other = tree["en"][name]
        if isinstance(text, str):
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", other)), name
        else:
            assert len(text) == len(other), name
