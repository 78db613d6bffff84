"""Workbook, key sheet and overview: bytes, order, escaping, words."""

from __future__ import annotations

import re
import zipfile
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest
from drawn_family import HOUSEHOLDS, SIGNALS, drawn_family

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.errors import Refused
from famnet.reports import key_sheet
from famnet.reports.build import build_session
from famnet.reports.family_page import family_html, write_family_page
from famnet.reports.overview import overview_html
from famnet.reports.texts import load_texts
from famnet.reports.workbook import write_workbook

# What the rule book of the pages forbids (section 4).
FORBIDDEN = re.compile(
    r"\b(?:scores?|risico\w*|hits?|match\w*|rood|oranje|groen|veelpleger\w*|crimine\w+ famili\w*"
    r"|probleemgezin\w*|daders?)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def session():
    graph = drawn_family()
    return build_session(graph, describe(graph), named=[window_of(graph, "B1")])


def visible(html: str) -> str:
    body = re.sub(r"<(style|script)\b.*?</\1>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", body)


def test_forbidden_words_stand_nowhere(session):
    for html in (family_html(session, session.pages[0]), overview_html(session)):
        assert FORBIDDEN.findall(visible(html)) == []
    texts = load_texts()
    assert FORBIDDEN.findall(" ".join(texts._flat.values())) == []


def test_the_guard_of_words_sees_them():
    assert FORBIDDEN.search("Dit gezin heeft een risicoscore van 7")
    assert FORBIDDEN.search("de dader")
    assert not FORBIDDEN.search("verdachte, veroordeeld")


def test_colours_of_a_verdict_stand_in_no_style(session):
    html = family_html(session, session.pages[0])
    assert not re.search(r"\b(?:red|green|orange|amber)\b", html)


def test_the_workbook_has_its_sheets_and_the_same_bytes_twice(session, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    first, second = write_workbook(session, one), write_workbook(session, two)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 31, 0, 0, 0)}
    book = openpyxl.load_workbook(first)
    assert book.sheetnames == ["lijst", "bekend bij", "bewijs", "afgewezen rijen", "leeswijzer"]
    told = {row[2].value for row in book["bewijs"].iter_rows(min_row=2)}
    assert told == {line.split()[0] for line in SIGNALS.strip().splitlines()[1:]}


def test_nothing_in_the_workbook_is_a_formula_or_a_link(tmp_path):
    homes = [{**HOUSEHOLDS[0], "neighbourhood": "=cmd|' /C calc'!A0"}, *HOUSEHOLDS[1:]]
    graph = drawn_family(households=homes, partners=[{"partner_id": "=1+1", "kind": "POL"}])
    session = build_session(graph, describe(graph), named=[window_of(graph, "B1")])
    path = write_workbook(session, tmp_path)
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


def test_without_a_grant_no_page(session, tmp_path):
    from dataclasses import replace

    bare = replace(session, graph=replace(session.graph, grant=None))
    with pytest.raises(Refused):
        write_family_page(bare, session.pages[0], tmp_path)
    with pytest.raises(Refused):
        write_workbook(bare, tmp_path)
    assert not list(tmp_path.rglob("*.*"))


def key_frame(session, names):
    persons = session.graph.persons["person_id"].tolist()
    return pd.DataFrame({
        "person_id": persons, "own_id": persons,
        "name": [" ".join(word for word in name if word) for name in names],
        "family_name": [family for _, _, family in names],
        "name_prefix": [prefix for _, prefix, _ in names],
        "birth_date": "1980-01-02", "bsn": "", "address": "1234AB 1", "household_id": "",
        "own_household_id": "",
    })  # fmt: skip


def test_the_key_sheet_sorts_without_prefix_and_links_to_the_page(session, monkeypatch):
    names = [("Jan", "van der", "Zee"), ("Piet", "de", "Boer"), ("<b>", "'t", "Hart")]
    names += [("", "", "")] * (len(session.graph.persons) - 3)
    monkeypatch.setattr(key_sheet, "identity_key", lambda *_: key_frame(session, names))
    table = key_sheet.key_table(session, SimpleNamespace())
    assert table["name"].tolist()[:3] == ["Piet de Boer", "<b> 't Hart", "Jan van der Zee"]
    by_id = table.set_index("person_id")
    assert by_id.loc["A3", "label"] == "kind A3 (16)"
    assert by_id.loc["A3", "page"] == session.pages[0].href
    html = key_sheet.key_html(session, table)
    assert "&lt;b&gt;" in html
    assert "02-01-1980" in html


def test_a_list_of_nothing_says_why(session):
    graph = drawn_family(
        signals="signal_id type person_id household_id role partner_id event_date hardness\n"
        " s1 JUS_SUSPECT A2 - suspect POL 2026-01-01 fact"
    )
    empty = build_session(graph, describe(graph))
    assert not empty.listed
    html = visible(overview_html(empty))
    assert "Er staat geen familienetwerk op de lijst" in html
    assert empty.description.why_empty.nl in html.replace("&#39;", "'")


def test_neighbourhoods_are_listed_without_prefix():
    graph = drawn_family(
        households=[{**home, "neighbourhood": place} for home, place in
                    zip(HOUSEHOLDS, ("De Hoeven", "Kerkdorp", "'t Veld"), strict=True)]
    )  # fmt: skip
    session = build_session(graph, describe(graph))
    html = overview_html(session)
    options = re.findall(r'<option value="[^"]*">([^<]*)</option>', html.split('id="wi"')[1])
    assert [option for option in options if option in ("Hoeven, De", "Kerkdorp")] == [
        "Hoeven, De",
        "Kerkdorp",
    ]
