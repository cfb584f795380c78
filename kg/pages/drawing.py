"""From a sheet to what pyvis and vis-network draw: boxes at fixed places, facts as lines between them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.pages.addresses import Addresses
from kg.pages.layout import order_columns, place
from kg.pages.lettering import lines
from kg.pages.model import Atlas, Fact, Thing
from kg.pages.sheets import Sheet
from kg.pages.words import Pair, Style, Words

FACE = '"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif'
BETWEEN = 190
HEAD = 56
MARGIN = 24
SIZES = {"Goal": (18, 3), "Plan": (14, 3)}
"""Ems in a line and lines in a box; the others have 11 and 2."""
SPOKEN = ("in.context", "map.open", "map.ego", "inferred")
"""Words that the script of the map shows."""
LEADING = {"size": 2, "face": FACE, "color": "rgba(0,0,0,0)"}
"""vis-network sets lines without leading: an invisible line of small type between two lines gives it."""
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "autoResize": False,
    "interaction": {
        "dragNodes": False, "dragView": False, "zoomView": False, "hover": True, "selectConnectedEdges": True, "keyboard": False,
    },
    "nodes": {"shape": "box", "borderWidth": 1, "borderWidthSelected": 3, "shapeProperties": {"borderRadius": 3}, "margin": 6},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "color": {"color": "#a39d8d", "highlight": "#1d2733", "hover": "#5b6673"},
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5},
        "width": 1.2,
        "selectionWidth": 2,
        "hoverWidth": 1.2,
        "font": {"size": 11, "face": FACE, "color": "#4b4a45", "strokeWidth": 4, "strokeColor": "#fffdf8"},
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """Where a name stands on a sheet, in pixels from the upper left corner."""

    thing: Thing
    lines: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plate:
    """A sheet laid out: boxes, facts, the middle of each column, and its size in pixels."""

    boxes: dict[str, Box]
    facts: tuple[Fact, ...]
    middles: tuple[int, ...]
    width: int
    height: int


def lay_out(sheet: Sheet, atlas: Atlas) -> Plate:
    """Give every name of ``sheet`` its place."""
    graph = nx.Graph()
    graph.add_nodes_from(sheet.members())
    graph.add_edges_from((fact.subject, fact.object) for fact in sheet.facts)
    columns = order_columns(graph, sheet.columns)
    texts = {iri: _text(atlas.things[iri]) for iri in sheet.members()}
    heights = {iri: 19 * len(text) + 13 for iri, text in texts.items()}
    ys, height = place(graph, columns, heights)
    boxes, middles, left = {}, [], MARGIN
    between = BETWEEN if len(columns) <= 3 else BETWEEN // 2
    for column in columns:
        wide = max((_wide(atlas.things[iri]) for iri in column), default=160)
        middles.append(left + wide // 2)
        for iri in column:
            boxes[iri] = Box(atlas.things[iri], texts[iri], left + wide // 2, ys[iri] + HEAD, wide, heights[iri])
        left += wide + between
    return Plate(boxes, sheet.facts, tuple(middles), left - between + MARGIN, height + HEAD + MARGIN)


def _text(thing: Thing) -> tuple[str, ...]:
    ems, most = SIZES.get(thing.cls, (11, 2))
    return tuple(lines(thing.label, ems, most))


def _wide(thing: Thing) -> int:
    return 14 * SIZES.get(thing.cls, (11, 2))[0] + 40


class Draughtsman:
    """Draws plates with pyvis; holds what every drawing needs."""

    def __init__(
        self, atlas: Atlas, addresses: Addresses, styles: dict[str, Style], words: Words, egos: dict[str, str]
    ):
        self.atlas, self.addresses, self.styles, self.words, self.egos = atlas, addresses, styles, words, egos

    def draw(self, plate: Plate, heads: Sequence[Pair], named: bool = False) -> dict[str, Any]:
        """Return nodes, edges and options of vis-network and the size of the canvas, ready for JSON.

        A line runs between points on the sides of its boxes; ``one`` and ``other`` name
        the boxes. There are no hover titles, which pyvis may run as HTML; physics is off. With ``named`` the lines from the
        first column carry the name of their fact.
        """
        from pyvis.network import Network

        network = Network(directed=True)
        for at, (middle, head) in enumerate(zip(plate.middles, heads, strict=True)):
            network.add_node(f"head{at}", **self._head(middle, head))
        for number, box in enumerate(plate.boxes.values()):
            network.add_node(f"n{number}", **self._node(box))
            for side, x in (("l", box.x - box.width // 2), ("r", box.x + box.width // 2)):
                network.add_node(f"n{number}{side}", label=" ", shape="dot", size=0, x=x, y=box.y, chosen=False)
        numbers = {iri: f"n{number}" for number, iri in enumerate(plate.boxes)}
        first = {iri for iri, box in plate.boxes.items() if named and box.x == plate.middles[0]}
        for fact in plate.facts:
            label = self.words.predicate(fact.predicate)[0] if {fact.subject, fact.object} & first else ""
            ends = {"one": numbers[fact.subject], "other": numbers[fact.object]}
            sides = _sides(plate.boxes[fact.subject], plate.boxes[fact.object])
            network.add_edge(
                ends["one"] + sides[0],
                ends["other"] + sides[1],
                label=label,
                **ends,
                **_bend(sides),
                **self._edge(fact),
            )
        network.set_options(json.dumps(OPTIONS))
        nodes, edges, _, _, _, options = network.get_network_data()
        said = {key: self.words.pairs[key] for key in SPOKEN}
        drawn = {"nodes": nodes, "edges": edges, "options": json.loads(options), "words": said}
        return {**drawn, "width": plate.width, "height": plate.height}

    def _head(self, middle: int, head: Pair) -> dict[str, Any]:
        font = {"size": 15, "face": FACE, "color": "#5b4a2f", "bold": True}
        return {
            "label": head[0],
            "names": head,
            "shape": "text",
            "x": middle,
            "y": HEAD // 2,
            "font": font,
            "chosen": False,
        }

    def _node(self, box: Box) -> dict[str, Any]:
        thing, style = box.thing, self.styles[box.thing.cls]
        fill = {"background": style.tint, "border": style.ink}
        return {
            "label": _label(style.glyph, box.lines),
            "name": thing.label,
            "aliases": "、".join(thing.aliases[:6]),
            "kind": [style.zh, style.en],
            "glyph": style.glyph,
            "ink": style.ink,
            "href": self.addresses.things[thing.iri],
            "ego": self.egos.get(thing.iri, ""),
            "degree": self.atlas.degree(thing.iri),
            "shape": "box",
            "x": box.x,
            "y": box.y,
            "color": {**fill, "highlight": {**fill, "background": "#fffdf8"}, "hover": fill},
            "font": {"size": 14, "face": FACE, "color": "#1d2733", "align": "center", "multi": "html", "mono": LEADING},
            "widthConstraint": {"minimum": box.width - 12, "maximum": box.width - 12},
            "heightConstraint": {"minimum": box.height - 12, "valign": "middle"},
        }

    def _edge(self, fact: Fact) -> dict[str, Any]:
        evidence = fact.evidence[:1]
        said = [
            {
                "text": e.passage.text,
                "section": e.passage.section,
                "document": self.atlas.label(e.passage.document),
                "href": self.addresses.passage(e.passage),
            }
            for e in evidence
        ]
        return {"names": self.words.predicate(fact.predicate), "said": said, "more": len(fact.evidence) - len(said)}


def _label(glyph: str, text: Sequence[str]) -> str:
    """Return a label in the little markup that vis-network draws (on a canvas, never as HTML), what looks like it escaped."""
    safe = [line.replace("&", "&amp;").replace("<", "&lt;") for line in text]
    return f"{glyph} " + "\n<code>·</code>\n".join(safe)


def _sides(one: Box, other: Box) -> str:
    """Return on which side (l or r) a line leaves its first box and enters its second."""
    if one.x == other.x:
        return "rr"
    return "rl" if one.x < other.x else "lr"


def _bend(sides: str) -> dict[str, Any]:
    """Return how a line bends that stays on one side of a column; the others bend as the options say."""
    return {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.35}} if sides == "rr" else {}
