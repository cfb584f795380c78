"""The atlas in a real browser, opened from disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS, hostile
from invented import Build, line_with

pytestmark = pytest.mark.browser


class Tab:
    """A page of the browser that notes what it asks for and what goes wrong."""

    def __init__(self, browser: Any, width: int = 1280):
        self.context = browser.new_context(viewport={"width": width, "height": 800})
        self.page = self.context.new_page()
        self.outside: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else self.outside.append(r.url))
        self.page.on("requestfailed", lambda r: self.wrong.append(r.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))

    def open(self, path: Path, anchor: str = "") -> Any:
        self.page.goto(path.as_uri() + anchor)
        return self.page

    def choose(self, name: str) -> None:
        """Click the box called ``name`` on a map."""
        x, y = self.page.evaluate(PLACE, name)
        self.page.mouse.click(x, y)


ENTRY = re.compile(r"/[eg]/[^/]+\.html")
PLACE = """name => {
  const { network, nodes } = atlas.map, node = nodes.get({ filter: n => n.name === name })[0];
  const p = network.canvasToDOM(node), box = document.getElementById('map').getBoundingClientRect();
  return [box.x + p.x, box.y + p.y];
}"""


@pytest.fixture
def tab(chromium: Any) -> Iterator[Tab]:
    tab = Tab(chromium)
    yield tab
    assert tab.outside == []
    assert tab.wrong == []
    tab.context.close()


@pytest.fixture
def phone(chromium: Any) -> Iterator[Tab]:
    tab = Tab(chromium, width=390)
    yield tab
    tab.context.close()


def test_every_page_opens_without_network_or_errors(tab: Tab, atlas: Path) -> None:
    for path in sorted(atlas.rglob("*.html")):
        tab.open(path)
        assert tab.page.locator("h1").first.inner_text()


@pytest.mark.parametrize(
    ("query", "first"),
    [("青禾数谷", "青禾数谷"), ("澄明数科", "澄明数科集团"), ("医药港", "南屏医药港"), ("ＱＨ", None)],
)
def test_search_finds_names_and_aliases(tab: Tab, atlas: Path, query: str, first: str | None) -> None:
    page = tab.open(atlas / "index.html")
    page.fill("#search", query)
    page.wait_for_selector("#found:not([hidden])")
    if first is None:
        assert "没有找到" in page.inner_text("#found")
        return
    assert page.inner_text("#found a >> nth=0 >> b") == first
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(ENTRY)
    assert first in page.inner_text("main")


def test_a_click_on_a_box_shows_its_facts_and_leads_to_its_page(tab: Tab, atlas: Path) -> None:
    page = tab.open(atlas / "m/chain.html")
    tab.choose("仁朴制药")
    page.wait_for_selector("#panel.open")
    assert page.inner_text("#panel h2") == "仁朴制药"
    assert "仁朴制药布局生物医药" in page.inner_text("#panel")
    page.click("#panel a.go")
    assert "仁朴制药" in page.inner_text("main")


def test_a_click_on_a_line_shows_its_sentence(tab: Tab, atlas: Path) -> None:
    page = tab.open(atlas / "m/chain.html")
    edge = page.evaluate("atlas.map.edges.get().find(e => atlas.map.nodes.get(e.one).name === '栖云文旅').id")
    page.evaluate("id => atlas.map.showEdge(id)", edge)
    assert "栖云文旅运营文化旅游项目" in page.inner_text("#panel blockquote")


def test_a_map_can_be_walked_with_the_keyboard(tab: Tab, atlas: Path) -> None:
    page = tab.open(atlas / "m/chain.html")
    page.focus("#map")
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel h2")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#panel h2") != first
    page.keyboard.press("Enter")
    page.wait_for_url(ENTRY)


def test_boxes_of_a_map_do_not_overlap(tab: Tab, atlas: Path) -> None:
    for path in sorted((atlas / "m").glob("*.html")):
        page = tab.open(path)
        if page.locator("#map").count():
            page.wait_for_selector("#map[data-ready]")
            assert page.evaluate(OVERLAPS) == []


OVERLAPS = """() => {
  const { network, nodes } = atlas.map, boxes = nodes.get({ filter: n => n.href }).map(n => [n.name, network.getBoundingBox(n.id)]);
  const found = [];
  for (const [a, p] of boxes) for (const [b, q] of boxes)
    if (a < b && p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) found.push(a + '/' + b);
  return found;
}"""


def test_a_sentence_is_lit_in_its_document_and_tells_its_facts(tab: Tab, atlas: Path) -> None:
    from invented import OUTLINE

    sentence = line_with(OUTLINE, "算力中心项目位于")
    page = tab.open(atlas / "d/gangyao.html", f"#c{OUTLINE.index(sentence)}")
    assert page.inner_text(".here") == sentence
    assert page.locator(".here").first.is_visible()
    assert "42 亿元" in page.inner_text("#panel")
    other = line_with(OUTLINE, "森林覆盖率（%）")
    page.click(f"[data-s='{OUTLINE.index(other)}'] >> nth=1")
    assert "森林覆盖率" in page.inner_text("#panel")


def test_the_language_can_be_switched_and_is_remembered(tab: Tab, atlas: Path) -> None:
    page = tab.open(atlas / "index.html")
    page.click("#language")
    assert page.inner_text("h1") == "Atlas of plans"
    page = tab.open(atlas / "m/chain.html")
    assert "Core areas" in page.inner_text("h1")
    assert page.evaluate("atlas.map.nodes.get('head1').label") == "Industries"
    page.click("#language")
    assert "核心板块" in page.inner_text("h1")


@pytest.mark.parametrize(
    "address", ["index.html", "m/chain.html", "d/gangyao.html", "l/industry-1.html", "g/enterprise-1.html"]
)
def test_no_page_is_wider_than_a_phone(phone: Tab, atlas: Path, address: str) -> None:
    page = phone.open(atlas / address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_hostile_names_stay_text(chromium: Any, press: Callable[[Build], Path]) -> None:
    folder = press(hostile())
    tab = Tab(chromium)
    for path in sorted(folder.rglob("*.html")):
        page = tab.open(path)
        if page.locator("#map").count():
            page.wait_for_selector("#map[data-ready]")
            for node in page.evaluate("atlas.map.nodes.get({ filter: n => n.href }).map(n => n.id)"):
                page.evaluate("id => atlas.map.showNode(id)", node)
            for edge in page.evaluate("atlas.map.edges.getIds()"):
                page.evaluate("id => atlas.map.showEdge(id)", edge)
            page.mouse.move(*page.evaluate(PLACE, ATTACKS[1]) if "chain" in path.name else (5, 5))
        for mark in page.query_selector_all("mark")[:2]:
            mark.evaluate("node => node.click()")
        page.fill("#search", "pwn")
        page.wait_for_selector("#found a")
        assert page.evaluate("[window.PWN, document.querySelectorAll('main img, main svg[onload]').length]") == [
            None,
            0,
        ]
        hrefs = page.evaluate(
            "[...document.querySelectorAll('a[href]')].map(a => new URL(a.href.baseVal ?? a.href, location).protocol)"
        )
        assert set(hrefs) == {"file:"}
    page = tab.open(folder / "index.html")
    assert ATTACKS[1] in page.inner_text("#classes")
    assert (tab.wrong, tab.outside) == ([], [])
    tab.context.close()


def test_without_javascript_the_lists_and_facts_are_there(chromium: Any, atlas: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((atlas / "index.html").as_uri())
    assert "检索需要 JavaScript" in page.inner_text("main")
    page.click("#classes >> text=企业 >> nth=0")
    assert "远帆智联" in page.inner_text("main")
    page.goto((atlas / "m/chain.html").as_uri())
    assert page.locator("details a").count() > 10
    context.close()


def test_a_map_scrolls_under_a_finger(chromium: Any, atlas: Path) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 500}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((atlas / "m/chain.html").as_uri())
    page.wait_for_selector("#map[data-ready]")
    page.evaluate("document.getElementById('frame').scrollIntoView()")
    page.wait_for_timeout(700)
    before = page.evaluate("scrollY")
    touch = context.new_cdp_session(page)
    for kind, x, y in (("Start", 300, 200), *(("Move", 300 - 20 * n, 200) for n in range(1, 11))):
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": y}]})
        page.wait_for_timeout(16)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("document.getElementById('frame').scrollLeft > 50")
    assert page.evaluate("scrollY") == before
    context.close()


def test_a_page_runs_no_inline_script_and_reaches_no_address(chromium: Any, atlas: Path) -> None:
    tab = Tab(chromium)
    page = tab.open(atlas / "index.html")
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.failure))
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.PWN = 1'; document.body.append(s);"
        "const i = document.createElement('img'); i.src = 'https://example.org/x.png'; document.body.append(i);"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.PWN") is None
    assert set(failed) <= {"csp"}
    assert len(failed) == len(tab.outside)
    assert len([line for line in tab.wrong if "Content Security Policy" in line]) >= 2
    tab.context.close()
