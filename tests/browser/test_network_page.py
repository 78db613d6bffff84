"""network.html in a real browser without a network: quiet, safe, and it does what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from factory import make_graph
from network_world import small_region
from pyvis.network import Network

from famnet.analysis.window_ids import window_id
from famnet.draw import network
from famnet.draw.pyvis_page import page as page_of
from famnet.draw.scene import Scene

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

EVIL = "</script><img src=x onerror=alert(1)>"
LINK = '<img src=x onerror=alert(2)><a href="javascript:alert(3)">href</a>'


@pytest.fixture(scope="module")
def graph():
    return small_region()


@pytest.fixture
def opened(graph, open_offline, tmp_path) -> Page:
    own = window_id(["H1", "H2"])
    picture = network(
        graph, windows=[own], labels={3: "kind A3"}, pages={own: f"families/{own}.html"}
    )
    return open_offline(picture.save(tmp_path / "network.html"))


def state(page: Page) -> tuple[set[str], set[str]]:
    """Return what the picture itself shows: visible nodes and lines."""
    seen = page.evaluate(
        "() => [nodes.get().filter(n => !n.hidden).map(n => n.id),"
        " edges.get().filter(e => !e.hidden).map(e => e.from + ' ' + e.kind + ' ' + e.to)]"
    )
    return set(seen[0]), set(seen[1])


def ink(page: Page) -> int:
    """Count the painted pixels of the canvas."""
    return page.evaluate(
        "() => { const c = document.querySelector('#mynetwork canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 0; i < d.length; i += 4) if (d[i + 3] && d[i] < 200) n++; return n; }"
    )


def test_it_draws_and_asks_nothing(opened, watch):
    opened.wait_for_timeout(300)
    assert ink(opened) > 500
    assert opened.locator("h1").count() == 1
    assert opened.evaluate("network.physics.physicsEnabled") is False
    watch(opened).assert_quiet()


def test_places_are_those_of_python(graph, opened):
    own = {mark.key: (mark.x, mark.y) for mark in network(graph).scene.marks}
    drawn = opened.evaluate("network.getPositions()")
    assert {key: (at["x"], at["y"]) for key, at in drawn.items()} == own


def test_the_policy_names_hashes_and_stops_any_other_script(opened, watch):
    policy = opened.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert "default-src 'none'" in policy
    assert "img-src data:" in policy
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/=]{44}'", policy)) == 5
    assert "unsafe" not in policy
    opened.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); }"
    )
    assert opened.evaluate("window.ran") is None
    seen = watch(opened)
    assert any("Content Security Policy" in said for said in seen.console)
    seen.console.clear()


@pytest.mark.parametrize("word", [EVIL, LINK])
def test_injected_text_stays_text(word, open_offline, watch, tmp_path):
    graph = make_graph(
        persons=[{"person_id": word}, {"person_id": "b"}],
        memberships=[{"person_id": word, "household_id": word, "start_date": "2000-01-01"}],
        households=[{"household_id": word, "kind": "private", "neighbourhood": word}],
        kinships=[{"person_id": word, "kind": "partner_of", "relative_id": "b"}],
        partners=[{"partner_id": word, "kind": "SCH", "name": word}],
        signals=[
            {
                "signal_id": "s",
                "type": "EDU_ABSENCE",
                "person_id": word,
                "role": "involved",
                "partner_id": word,
                "event_date": "2025-01-01",
            }
        ],
    )
    labels = {1: word}
    page = open_offline(network(graph, labels=labels).save(tmp_path / "network.html"))
    page.fill("#search", "b")
    page.locator("#results button").first.click()
    assert page.locator("#details h2").inner_text() == word
    page.select_option("#partner", f"o:{word}")
    for node in (f"p:{word}", f"h:{word}", f"o:{word}"):
        # The tooltip, which pyvis would write as HTML when "href" is in it.
        at = page.evaluate("id => network.canvasToDOM(network.getPosition(id))", node)
        box = page.locator("#mynetwork").bounding_box()
        page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
        page.wait_for_timeout(350)
        tip = page.locator(".vis-tooltip")
        assert word in tip.inner_text()
        assert page.locator("#mynetwork a, #mynetwork img").count() == 0
        page.mouse.move(box["x"] + 2, box["y"] + 2)
        page.wait_for_timeout(50)
    page.locator("#tables summary").click()
    assert page.locator("#marks tbody th").all_inner_texts().count(word) == 3
    assert page.locator("#tables img, #tables a, #details img, #details a").count() == 0
    watch(page).assert_quiet()


def test_an_analysts_own_network_is_made_safe_too(open_offline, watch, tmp_path):
    net = Network(heading=EVIL, select_menu=True, filter_menu=True, cdn_resources="remote")
    net.add_node(EVIL, label=EVIL, title=LINK)
    net.add_node("b", title=EVIL)
    net.add_edge(
        EVIL, "b", title=LINK, kind="tie", said="", back="", certainty="confirmed", domains=[]
    )
    for node in net.nodes:
        node.update(
            kind="person", code=node["id"], facts=[], page="", families=[], domains=[], partners=[]
        )
    net.options = {"physics": {"enabled": False}}
    before = (list(map(dict, net.nodes)), list(map(dict, net.edges)))
    path = tmp_path / "own.html"
    path.write_text(page_of(net, Scene((), ()), EVIL), encoding="utf-8")
    page = open_offline(path)
    assert page.locator("h1").inner_text() == EVIL
    assert page.evaluate("nodes.get().map(n => n.label)") == [EVIL, "b"]
    assert (net.nodes, net.edges) == before
    page.wait_for_timeout(200)
    watch(page).assert_quiet()


def test_search_finds_label_and_number_and_chooses(opened):
    opened.fill("#search", "a3")
    assert opened.locator("#found").inner_text() == "1 gevonden"
    assert opened.locator("#results button").all_inner_texts() == ["kind A3 · kid"]
    opened.fill("#search", "KID")
    opened.press("#search", "Enter")
    assert opened.locator("#details h2").inner_text() == "kind A3"
    assert opened.evaluate("network.getSelectedNodes()") == ["p:kid"]
    opened.fill("#search", "h")
    found = opened.locator("#results button").all_inner_texts()
    assert {"H1", "H2", "H3"} < set(found)
    opened.fill("#search", "nobody")
    assert opened.locator("#found").inner_text() == "0 gevonden"
    assert opened.locator("#results button").count() == 0


def test_search_is_literal(opened):
    opened.fill("#search", ".*")
    assert opened.locator("#found").inner_text() == "0 gevonden"


def test_filter_by_domain_shows_who_has_such_a_signal(opened):
    opened.select_option("#domain", "EDU")
    nodes, lines = state(opened)
    assert nodes == {"p:kid", "h:H1", "o:LPA", "o:SCH"}
    assert lines == {"p:kid residence h:H1", "o:LPA signal p:kid", "o:SCH signal p:kid"}
    said = opened.locator("#shown").inner_text()
    assert "1 van 5 personen" in said
    assert "2 van 3 partners" in said
    assert "3 van 13 lijnen" in said


def test_filters_add_up(opened):
    opened.select_option("#domain", "EDU")
    opened.select_option("#partner", "o:SCH")
    assert state(opened)[0] == {"p:kid", "h:H1", "o:SCH"}
    opened.select_option("#domain", "FIN")
    assert state(opened)[0] == set()
    assert "zegt niets over wie er niet staat" in opened.locator("#shown").inner_text()
    opened.select_option("#partner", "o:WOCO")
    assert state(opened)[0] == {"h:H3", "o:WOCO"}
    opened.click("#reset")
    assert len(state(opened)[0]) == 11
    assert len(state(opened)[1]) == 13


def test_filter_by_kind_of_line(opened):
    opened.uncheck("input[name=kind][value=tie]")
    nodes, lines = state(opened)
    assert len(nodes) == 11
    assert "p:kid tie p:aunt" not in lines and "p:aunt tie p:kid" not in lines
    assert len(lines) == 12


def test_filter_by_certainty(opened):
    opened.uncheck("input[name=certainty][value=confirmed]")
    assert state(opened)[1] == {"p:dad parent p:kid"}
    opened.uncheck("input[name=certainty][value=unconfirmed]")
    assert state(opened)[1] == set()


def test_the_table_says_what_the_picture_shows(opened):
    opened.locator("#tables summary").click()
    assert opened.locator("#marks tbody tr:visible").count() == 11
    assert opened.locator("#lines tbody tr:visible").count() == 13
    opened.select_option("#domain", "EDU")
    rows = opened.locator("#marks tbody tr:visible")
    assert {rows.nth(i).get_attribute("data-key") for i in range(rows.count())} == state(opened)[0]
    assert opened.locator("#lines tbody tr:visible").count() == 3
    assert opened.locator("tr[data-person-id=kid]").count() == 1


def test_the_details_name_the_lines_and_lead_on(opened):
    opened.fill("#search", "kid")
    opened.press("#search", "Enter")
    said = opened.locator("#details").inner_text()
    for part in ("kind van", "1 signaal van", "ON Onderwijs", "(onbevestigd)", "woont in"):
        assert part in said
    own = window_id(["H1", "H2"])
    assert opened.locator("#details a").get_attribute("href") == f"families/{own}.html"
    opened.locator("#details li button", has_text="mum").click()
    assert opened.locator("#details h2").inner_text() == "mum"


def test_a_click_on_the_picture_opens_the_details(opened):
    at = opened.evaluate("network.canvasToDOM(network.getPosition('p:oma'))")
    opened.click("#mynetwork", position={"x": at["x"], "y": at["y"]})
    opened.wait_for_timeout(400)
    assert "persoon, overleden" in opened.locator("#details").inner_text()


def test_a_link_from_another_page_leads_to_the_person_or_network(graph, open_offline, tmp_path):
    own = window_id(["H1", "H2"])
    path = network(graph, windows=[own]).save(tmp_path / "network.html").as_uri()
    assert open_offline(f"{path}#kid").locator("#details h2").inner_text() == "kid"
    page = open_offline(f"{path}#{own}")
    assert page.locator("#found").inner_text() == "3 gevonden"
    assert open_offline(f"{path}#%E0%A4%A").locator("h1").inner_text() == "Netwerkkaart"


def test_all_can_be_done_from_the_keyboard(opened):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    order = []
    for _ in range(60):
        opened.keyboard.press("Tab")
        order.append(
            opened.evaluate(
                "(e => e.getAttribute('role') === 'option' ? 'option' : e.id || 'value ' + e.value)"
                "(document.activeElement)"
            )
        )
        if order[-1] == "option":
            break
    assert order[0] == "search"
    assert [name for name in order if name in ("domain", "chain", "partner", "day", "typed")] == [
        "domain",
        "chain",
        "partner",
        "day",
        "typed",
    ]
    assert {"reset", "fit", "value parent", "value confirmed", "now"} <= set(order)
    # One stop for the picture, one for the list.
    assert order[-2:] == ["mynetwork", "option"]


def test_keys_on_the_picture_move_and_size_it(opened):
    opened.focus("#mynetwork")
    before = opened.evaluate("[network.getScale(), network.getViewPosition().x]")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("+")
    after = opened.evaluate("[network.getScale(), network.getViewPosition().x]")
    assert after[0] > before[0]
    assert after[1] > before[1]
    opened.keyboard.press("0")
    assert opened.evaluate("network.getScale()") == pytest.approx(before[0])


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.key || ''")


def test_the_list_is_one_tab_stop_with_arrows_and_chooses(opened):
    options = opened.locator("#list [role=option]")
    assert options.count() == 11
    assert opened.locator("#list [tabindex='0']").count() == 1
    opened.locator("#list [tabindex='0']").focus()
    # Persons first, by label.
    assert focused(opened) == "p:aunt"
    opened.keyboard.press("ArrowDown")
    assert focused(opened) == "p:dad"
    opened.keyboard.press("End")
    assert focused(opened)[0] == "o"
    opened.keyboard.press("Home")
    opened.keyboard.press("m")
    assert focused(opened) == "p:mum"
    opened.keyboard.press("Enter")
    assert opened.locator("#details h2").inner_text() == "mum"
    assert opened.evaluate("network.getSelectedNodes()") == ["p:mum"]
    assert opened.locator("#list [aria-selected=true]").all_inner_texts() == ["mum"]
    assert focused(opened) == "p:mum"
    assert opened.locator("#list [tabindex='0']").count() == 1
    opened.keyboard.press("Escape")
    assert opened.locator("#details h2").count() == 0
    opened.select_option("#domain", "EDU")
    assert set(options.evaluate_all("all => all.map(o => o.dataset.key)")) == state(opened)[0]


def test_focus_in_the_list_and_the_mouse_show_the_neighbours(opened):
    opened.locator("#list [data-key='p:kid']").focus()
    opened.wait_for_timeout(300)
    said = opened.locator("#near").inner_text()
    # Two parents, a household, an aunt, two partners.
    assert said.startswith("kind A3 · 6 buren: ")
    assert {"mum", "dad", "H1", "aunt"} <= set(said.partition(": ")[2].split(", "))
    pale = ink(opened)
    opened.focus("#search")
    opened.wait_for_timeout(300)
    assert opened.locator("#near").inner_text() == ""
    assert ink(opened) > pale
    at = opened.evaluate("network.canvasToDOM(network.getPosition('p:oma'))")
    box = opened.locator("#mynetwork").bounding_box()
    opened.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    opened.wait_for_timeout(400)
    assert opened.locator("#near").inner_text() == "oma · 2 buren: mum, aunt"


def test_filter_by_chain_shows_what_its_partners_have(opened):
    names = opened.locator("#chain option").all_inner_texts()
    assert names == ["alle ketens", "O onderwijs", "W wonen"]
    opened.select_option("#chain", "housing")
    assert state(opened) == ({"h:H3", "o:WOCO"}, {"o:WOCO signal h:H3"})
    opened.select_option("#chain", "education")
    opened.select_option("#partner", "o:SCH")
    assert state(opened)[0] == {"p:kid", "h:H1", "o:SCH"}


def test_an_earlier_day_shows_what_held_then(opened):
    opened.fill("#typed", "2023-6")
    opened.press("#typed", "Enter")
    nodes, lines = state(opened)
    assert opened.locator("#daytext").inner_text() == "01-06-2023"
    assert opened.locator("#typed").input_value() == "06-2023"
    # The couple was together; nobody lived in H2 yet; no signal had come.
    assert "p:mum partner p:dad" in lines
    assert "p:mum former_partner p:dad" not in lines
    assert "h:H2" not in nodes
    assert not any(" signal " in line for line in lines)
    assert opened.locator("#shown").inner_text().startswith("Op 01-06-2023: 5 van 5 personen")
    assert opened.locator("tr[data-line^=x]:not([hidden])").count() == 1
    opened.fill("#typed", "12-2011")
    opened.press("#typed", "Enter")
    # The child is of 2012.
    assert "p:kid" not in state(opened)[0]
    opened.click("#now")
    assert len(state(opened)[1]) == 13
    assert "peildatum" in opened.locator("#daytext").inner_text()


def test_signals_up_to_the_day_are_counted(open_offline, tmp_path):
    graph = small_region(
        signals="""signal_id type person_id role partner_id event_date
        s1 EDU_ABSENCE kid involved LPA 2024-03-15
        s2 EDU_ABSENCE kid involved LPA 2025-03-01"""
    )
    page = open_offline(network(graph).save(tmp_path / "network.html"))
    page.locator("#list [data-key='p:kid']").click()
    assert "2 signalen van" in page.locator("#details").inner_text()
    for month, said in (
        ("2024-03", ""),
        ("2024-04", "1 signaal van"),
        ("2025-03", "2 signalen van"),
    ):
        page.fill("#typed", month)
        page.press("#typed", "Enter")
        told = page.locator("#details").inner_text()
        assert ("signa" in told) is bool(said)
        assert said in told


def test_the_slider_takes_arrows_and_a_wrong_month_is_marked(opened):
    opened.focus("#day")
    opened.keyboard.press("ArrowLeft")
    assert opened.locator("#daytext").inner_text() == "01-01-2026"
    opened.keyboard.press("ArrowLeft")
    assert opened.locator("#daytext").inner_text() == "01-12-2025"
    assert opened.locator("#day").get_attribute("aria-valuetext") == "01-12-2025"
    opened.fill("#typed", "2025-13")
    opened.press("#typed", "Enter")
    assert opened.locator("#typed").get_attribute("aria-invalid") == "true"
    assert opened.locator("#daytext").inner_text() == "01-12-2025"


def way(page: Page, one: str, two: str) -> list[str]:
    if not page.locator("#way").evaluate("e => e.open"):
        page.locator("#way summary").click()
    page.fill("#from", one)
    page.fill("#to", two)
    page.press("#to", "Enter")
    return page.locator("#steps li").all_inner_texts()


def test_the_way_between_two_in_words_and_on_the_picture(opened):
    before = ink(opened)
    assert way(opened, "kid", "oma") == ["kind A3: kind van mum.", "mum: kind van oma."]
    assert opened.locator("#pathsaid").inner_text() == "Weg in 2 stappen:"
    assert ink(opened) > before
    assert way(opened, "kind A3", "dad") == ["kind A3: kind van dad (onbevestigd)."]
    # It takes what can be seen: without that line it goes round.
    opened.uncheck("input[name=certainty][value=unconfirmed]")
    assert opened.locator("#steps li").all_inner_texts() == [
        "kind A3: kind van mum.",
        "mum: ex-partner van dad.",
    ]


def test_the_way_goes_by_partners_only_when_asked(opened):
    assert way(opened, "SCH", "kid") == []
    assert "Geen weg gevonden" in opened.locator("#pathsaid").inner_text()
    opened.check("#via")
    assert opened.locator("#steps li").all_inner_texts()[0].endswith("1 signaal over kind A3.")
    assert way(opened, "nobody", "kid") == []
    assert "Van" in opened.locator("#pathsaid").inner_text()
    opened.click("#nopath")
    assert opened.input_value("#from") == ""


def test_the_way_can_be_set_from_the_details(opened):
    opened.locator("#list [data-key='p:aunt']").click()
    opened.get_by_role("button", name="Weg van hier").click()
    opened.locator("#list [data-key='p:mum']").click()
    opened.get_by_role("button", name="Weg naar hier").click()
    assert opened.locator("#steps li").all_inner_texts() == [
        "aunt: kind van oma.",
        "oma: ouder van mum.",
    ]


def test_details_give_the_rows_behind_a_line(opened):
    opened.locator("#list [data-key='p:kid']").click()
    for summary in opened.locator("#details summary").all():
        summary.click()
    said = opened.locator("#details").inner_text()
    assert "s1" in said and "s2" in said
    assert "01-03-2025 · ON Onderwijs" in said
    # Third row of kinships.csv is line 4; the residence began with the birth.
    assert "kinships:4" in said
    assert "sinds de geboorte" in said


def test_all_state_lives_in_the_address(opened, open_offline):
    opened.select_option("#domain", "EDU")
    opened.uncheck("input[name=kind][value=tie]")
    opened.fill("#typed", "2025-06")
    opened.press("#typed", "Enter")
    opened.locator("#list [data-key='p:kid']").click()
    way(opened, "kid", "H1")
    address = opened.evaluate("location.href")
    again = open_offline(address)
    assert state(again) == state(opened)
    assert again.input_value("#domain") == "EDU"
    assert not again.is_checked("input[name=kind][value=tie]")
    assert again.locator("#daytext").inner_text() == "01-06-2025"
    assert again.locator("#details h2").inner_text() == "kind A3"
    assert again.locator("#steps li").all_inner_texts() == ["kind A3: woont in H1."]
    # Back goes one step back.
    opened.evaluate("history.back()")
    opened.wait_for_timeout(300)
    assert opened.locator("#steps li").count() == 0
    assert opened.locator("#details h2").inner_text() == "kind A3"


def boxes(page: Page, ids: list[str]) -> list[dict[str, float]]:
    return page.evaluate("ids => ids.map(id => network.getBoundingBox(id))", ids)


def test_a_family_network_opens_on_a_click_and_closes(graph, open_offline, tmp_path):
    one, two = window_id(["H1", "H2"]), window_id(["H1", "H3"])
    picture = network(graph, windows=[one, two], detail="families")
    page = open_offline(picture.save(tmp_path / "network.html"))
    before = page.evaluate("network.getPositions()")
    at = page.evaluate("id => network.canvasToDOM(network.getPosition(id))", f"f:{one}")
    page.click("#mynetwork", position={"x": at["x"], "y": at["y"]})
    page.wait_for_timeout(400)
    people = {
        f"{key}@{one}" for key in ("p:mum", "p:dad", "p:kid", "h:H1", "h:H2", "o:LPA", "o:SCH")
    }
    assert people <= state(page)[0]
    assert f"p:mum@{one} parent p:kid@{one}" in state(page)[1]
    assert page.locator(f"#marks tr[data-key='p:kid@{one}'][data-person-id=kid]").count() == 1
    assert page.locator("#details h2").inner_text() == one
    # Nothing lies on anything else.
    found = boxes(page, [f"f:{one}", f"f:{two}", *sorted(people)])
    for i, a in enumerate(found):
        for b in found[i + 1 :]:
            assert (
                a["right"] <= b["left"]
                or b["right"] <= a["left"]
                or a["bottom"] <= b["top"]
                or b["bottom"] <= a["top"]
            )
    # The same person in two open networks is joined by a line that says so.
    page.locator(f"#list [data-key='f:{two}']").focus()
    page.keyboard.press("Enter")
    assert f"p:mum@{two} same p:mum@{one}" in state(page)[1]
    page.get_by_role("button", name="Sluit dit netwerk").click()
    page.locator(f"#list [data-key='f:{one}']").click()
    page.get_by_role("button", name="Sluit dit netwerk").click()
    assert state(page)[0] == {f"f:{one}", f"f:{two}"}
    assert page.evaluate("network.getPositions()") == before


def test_who_stands_in_a_closed_network_is_found_and_opens_it(graph, open_offline, tmp_path):
    one = window_id(["H1", "H2"])
    path = network(graph, windows=[one], detail="families").save(tmp_path / "network.html")
    page = open_offline(path)
    page.fill("#search", "dad")
    assert page.locator("#results button").all_inner_texts() == ["dad (in een dicht netwerk)"]
    page.press("#search", "Enter")
    assert page.locator("#details h2").inner_text() == "dad"
    assert f"p:dad@{one}" in state(page)[0]
    assert open_offline(f"{path.as_uri()}#dad").locator("#details h2").inner_text() == "dad"


def test_collapsed_filters_and_pages(graph, open_offline, tmp_path):
    one, two = window_id(["H1", "H2"]), window_id(["H1", "H3"])
    picture = network(
        graph, windows=[one, two], detail="families", pages={one: f"families/{one}.html"}
    )
    page = open_offline(picture.save(tmp_path / "network.html"))
    page.select_option("#domain", "FIN")
    assert state(page) == ({f"f:{two}"}, set())
    page.select_option("#domain", "")
    page.select_option("#partner", "o:SCH")
    assert state(page)[0] == {f"f:{one}", f"f:{two}"}
    page.fill("#search", one)
    page.press("#search", "Enter")
    assert page.locator("#details a").get_attribute("href") == f"families/{one}.html"


def test_many_partner_lines_start_off_and_come_with_their_partner(open_offline, tmp_path):
    n = 160
    graph = make_graph(
        persons=[{"person_id": f"p{i}"} for i in range(n)],
        signals=[
            {
                "signal_id": f"s{i}",
                "type": "EDU_ABSENCE",
                "person_id": f"p{i}",
                "role": "involved",
                "partner_id": "LPA" if i else "SCH",
                "event_date": "2025-01-01",
            }
            for i in range(n)
        ],
    )
    page = open_offline(network(graph).save(tmp_path / "network.html"))
    assert state(page)[1] == set()
    assert not page.is_checked("input[name=kind][value=signal]")
    page.select_option("#partner", "o:SCH")
    assert state(page) == ({"o:SCH", "p:p0"}, {"o:SCH signal p:p0"})
    page.click("#reset")
    assert state(page)[1] == set()


def test_without_script_the_tables_are_there(graph, browser, tmp_path):
    path = network(graph).save(tmp_path / "network.html")
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#marks tbody tr").count() == 11
    assert page.locator("noscript").inner_text()
    context.close()


@pytest.mark.parametrize("width", [320, 1280, 1920])
def test_no_sideways_scrolling_of_the_page(opened, width):
    opened.set_viewport_size({"width": width, "height": 900})
    opened.wait_for_timeout(100)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_it_shows_inside_a_notebook_frame(graph, open_offline, watch, tmp_path):
    path = tmp_path / "notebook.html"
    path.write_text(
        f"<!doctype html><meta charset=utf-8>{network(graph)._repr_html_()}", encoding="utf-8"
    )
    page = open_offline(path)
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for(state="attached")
    assert frame.locator("h1").inner_text() == "Netwerkkaart"
    watch(page).assert_quiet()
