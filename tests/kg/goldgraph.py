"""Graphs made from annotations: the build with a reader and an extractor that know the answers."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from extract.document import Block, Document, Metadata
from extract.facts import Extraction, Goal, Observation
from extract.training.gold import gold_extraction, load_gold, source_path
from kg.build import Options, Result, Source, build
from kg.shacl import violations
from kg.worker import Tools

HEADINGS = (
    (1, re.compile(r"第[一二三四五六七八九十]+[篇章]")),
    (2, re.compile(r"第[一二三四五六七八九十]+节|[一二三四五六七八九十]+、")),
    (3, re.compile(r"[(（][一二三四五六七八九十]+[)）]|专栏")),
)


def read_lines(path: Path) -> Document:
    """One block per line of a UTF-8 file; crude headings."""
    raw = path.read_bytes()
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    blocks: list[Block] = []
    above: dict[int, str] = {}
    for found in re.finditer(r"[^\s].*", text):
        line = found.group().rstrip()
        level = next((n for n, head in HEADINGS if len(line) < 45 and head.match(line)), 0)
        path_ = tuple(text for n, text in sorted(above.items()) if not level or n < level)
        above = {n: text for n, text in above.items() if n < level} | {level: line} if level else above
        blocks.append(
            Block("heading" if level else "paragraph", found.start(), found.start() + len(line), path_, level)
        )
    digest = sha256(raw).hexdigest()
    return Document(digest[:16], path.name, text, tuple(blocks), digest, "text/plain", Metadata())


def stated(annotation: dict[str, Any]) -> Metadata:
    """What the annotation tells of its document: the plan's name and the district that it covers."""
    names = {entity["id"]: entity["name"] for entity in annotation["entities"]}
    covers = [r for r in annotation["relations"] if r["p"] == "covers"]
    if not covers:
        return Metadata()
    upper = [names[r["o"]] for r in annotation["relations"] if r["p"] == "partOf" and r["s"] == covers[0]["o"]]
    district = names[covers[0]["o"]]
    return Metadata(title=names[covers[0]["s"]], district=district, district_path=(*upper[:1], district))


def sound(extraction: Extraction) -> Extraction:
    """Leave out observations and goals whose quote was not found in the text, so that their evidence is blank."""

    def proven(fact: Observation | Goal) -> bool:
        return any(extraction.document.slice(span).strip() for span in fact.evidence.spans)

    return replace(
        extraction,
        observations=tuple(filter(proven, extraction.observations)),
        goals=tuple(filter(proven, extraction.goals)),
    )


def extract_gold(document: Document, gold: Path) -> Extraction:
    """The extraction of a perfect reader: of the annotation whose text this is."""
    shared = gold.parent.parent
    for path in sorted(gold.glob("*.json")):
        annotation = load_gold(path)
        if source_path(annotation, shared).name == document.name:
            return sound(gold_extraction(annotation, replace(document, metadata=stated(annotation))))
    raise FileNotFoundError(document.name)


def build_gold(shared: Path, names: list[str], out: Path, options: Options | None = None) -> Result:
    """Build the annotated documents called ``names`` into ``out``."""
    paths = [source_path(load_gold(shared / "eval/gold" / f"{name}.json"), shared) for name in names]
    tools = Tools(read_lines, partial(extract_gold, gold=shared / "eval/gold"), violations)
    return build([Source(path, path.name, path.stat().st_size) for path in paths], out, tools, options)


if __name__ == "__main__":
    build_gold(Path(sys.argv[1]), sys.argv[3:], Path(sys.argv[2]))
