"""The atlas as files: links that lead somewhere, well-formed pages, equal bytes, nothing from outside."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hostile import hostile
from invented import ID, Build, invented, line_with
from pyoxigraph import Literal, Quad, Store

from kg.pages import write_pages

VOID = {"meta", "link", "input", "br", "hr", "img"}
SVG_VOID = {"path", "rect", "line", "circle", "polyline"}


class Page(HTMLParser):
    """Collects links and anchors, and complains about tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice: {names}"
        assert not [name for name in names if name.startswith("on")], f"{tag} has an inline script: {names}"
        if tag not in VOID | SVG_VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SVG_VOID, f"<{tag}/> outside of a drawing"

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    assert not page.open, f"{path.name} leaves open {page.open}"
    return page


def pages(folder: Path) -> dict[Path, Page]:
    return {path: parsed(path) for path in sorted(folder.rglob("*.html"))}


@pytest.fixture(scope="module")
def hostile_atlas(press: Callable[[Build], Path]) -> Path:
    return press(hostile())


@pytest.mark.parametrize("which", ["atlas", "hostile_atlas"])
def test_every_link_leads_to_a_page_and_its_anchor(which: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(which)
    found = pages(folder)
    for path, page in found.items():
        assert len(page.ids) == len(set(page.ids)), f"{path.name} has an id twice"
        for link in page.links:
            if link == "data:,":
                continue
            assert not re.match(r"[a-z]+:|//", link), f"{path.name} leads outside: {link}"
            file, _, anchor = unquote(link).partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), f"{path.name} leads nowhere: {link}"
            assert not anchor or anchor in found[target].ids, f"{path.name} leads to no anchor: {link}"


def test_file_names_are_short_and_ascii(atlas: Path) -> None:
    for path in atlas.rglob("*"):
        assert re.fullmatch(r"[A-Za-z0-9._-]{1,48}", path.name)


def test_no_file_asks_for_anything_outside(atlas: Path) -> None:
    for path in atlas.rglob("*.*"):
        if path.suffix in {".html", ".css"} or path.name in {"atlas.js", "map.js", "search.js"}:
            text = path.read_text("utf-8").replace("https://w3id.org/plankg/id/", "")
            assert not re.search(r"https?://|url\(|@import", text), path.name


def test_bytes_are_the_same_whatever_the_order_of_the_quads(press: Callable[[Build], Path], atlas: Path) -> None:
    build = invented()
    quads = list(build.store)
    random.Random(7).shuffle(quads)
    build.store = Store()
    for quad in quads:
        build.store.add(quad)
    again = press(build)
    names = sorted(path.relative_to(atlas) for path in atlas.rglob("*.*"))
    assert names == sorted(path.relative_to(again) for path in again.rglob("*.*"))
    assert [name for name in names if (atlas / name).read_bytes() != (again / name).read_bytes()] == []


def test_a_fact_stands_on_both_pages_with_its_sentence(atlas: Path) -> None:
    sentence = line_with(invented().texts["baogao2022"], "仁朴制药")
    holding = [
        path for path, page in pages(atlas).items() if sentence in "".join(page.text) and path.parent.name in {"e", "g"}
    ]
    assert any("生物医药" in "".join(parsed(path).text) for path in holding)
    assert len(holding) >= 2


def test_the_link_of_a_sentence_leads_to_its_place_in_the_text(atlas: Path) -> None:
    build = invented()
    text = build.texts["gangyao"]
    sentence = line_with(text, "本草源创新药基地")
    document = (atlas / "d/gangyao.html").read_text("utf-8")
    at = text.index(sentence)
    shown = re.search(rf'<mark id="c{at}" data-s="{at}">(.*?)</mark>', document, re.S)
    assert shown
    assert re.sub(r"<[^>]+>", "", shown.group(1)) == sentence
    assert any(f"d/gangyao.html#c{at}" in link for page in pages(atlas).values() for link in page.links)


def test_empty_graph_says_so_in_words(press: Callable[[Build], Path]) -> None:
    folder = press(Build())
    text = "".join(parsed(folder / "index.html").text)
    assert "图中没有文件" in text
    assert "这一类没有读到任何名称" in text
    assert "没有可画的关系" in "".join(parsed(folder / "m/chain.html").text)
    assert pages(folder)


def test_a_document_without_its_stored_text_keeps_its_page(tmp_path: Path) -> None:
    report = write_pages(invented().store, tmp_path / "html", texts=tmp_path / "missing")
    assert len(report.without_text) == 3
    page = parsed(tmp_path / "html/d/gangyao.html")
    assert "看不到原文" in "".join(page.text)
    assert any(name.startswith("c") for name in page.ids)


def test_a_new_atlas_replaces_the_old_one_whole(tmp_path: Path) -> None:
    build = invented()
    texts = build.write_texts(tmp_path / "text")
    folder = tmp_path / "html"
    write_pages(build.store, folder, texts=texts)
    (folder / "e/stale.html").write_text("old")
    report = write_pages(build.store, folder, texts=texts)
    assert not (folder / "e/stale.html").exists()
    assert report.pages == len(list(folder.rglob("*.html")))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["html", "text"]


def test_a_failed_writing_keeps_the_old_atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = invented()
    texts = build.write_texts(tmp_path / "text")
    write_pages(build.store, tmp_path / "html", texts=texts)
    before = (tmp_path / "html/index.html").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.pages.atlas.write_index", full)
    with pytest.raises(OSError, match="No space"):
        write_pages(build.store, tmp_path / "html", texts=texts)
    assert (tmp_path / "html/index.html").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["html", "text"]


def test_a_name_with_thousands_of_facts_stays_readable(press: Callable[[Build], Path]) -> None:
    build = Build()
    text = "\n".join(f"项目{n:04d}位于巨湖新区。" for n in range(1500))
    build.document("big", "big.txt", text)
    lake = build.thing("District", "巨湖新区", doc="big")
    for n in range(1500):
        build.state(
            build.thing("Project", f"项目{n:04d}", doc="big"), "locatedIn", lake, "big", f"项目{n:04d}位于巨湖新区。"
        )
    folder = press(build)
    page = next(path for path in (folder / "e").glob("*.html") if "<h1>巨湖新区" in path.read_text("utf-8"))
    html = page.read_text("utf-8")
    assert html.count("<blockquote>") <= 20
    assert html.count('class="n Project"') == 1500
    assert "其余只列名称" in html
    last = sorted((folder / "m").glob("projects*.html"), key=lambda path: (len(path.name), path.name))[-1]
    assert "为了看得清，下列名称没有画出" in last.read_text("utf-8")
    assert ID not in "".join(parsed(folder / "index.html").text)


def test_namesakes_are_told_apart_by_where_they_lie(press: Callable[[Build], Path]) -> None:
    build = Build()
    build.document("d", "d.txt", "甲市高新区。乙市高新区。")
    for city in ("甲市", "乙市"):
        zone = build.thing("District", f"{city}高新区", doc="d")
        build.state(zone, "partOf", build.thing("District", city, doc="d"), "d", f"{city}高新区。")
    quads = [(q, "高新区") for q in build.store if "高新区" in str(q.object)]
    for quad, name in quads:
        if isinstance(quad.object, Literal) and quad.object.language:
            build.store.remove(quad)
            build.store.add(Quad(quad.subject, quad.predicate, Literal(name, language="zh"), quad.graph_name))
    folder = press(build)
    rows = re.findall(
        r">高新区</a> <span class=\"tag\">(\S+?)</span>", (folder / "l/district-1.html").read_text("utf-8")
    )
    assert sorted(rows) == ["乙市", "甲市"]
