"""Web pages: the text of the page as blocks and rows; menus, footers and scripts set apart with the reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree
from lxml import html as lxml_html

from extract.reading.formats.emphasis import BOLD_LEVEL
from extract.reading.formats.encoding import Decoded, decode
from extract.reading.formats.html_main import reasons
from extract.reading.formats.html_source import SourceMap
from extract.reading.formats.html_tags import BLOCKS
from extract.reading.formats.html_walk import PageBlock, walk
from extract.reading.formats.joining import Piece, squeeze
from extract.reading.source import Element, ElementKind, Source, UnreadableError

MEDIA_TYPE = "text/html"
LIMIT = 50_000_000  # bytes
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^>]*(?:>|\Z)")
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})\b[^>]{4000,}(?:>|\Z)")  # the parser is quadratic in attributes
_TITLE_METAS = ("ArticleTitle", "og:title", "title")


def read_html_source(name: str, data: bytes, charset: str = "") -> Source:
    """Turn the bytes of a web page into a source; offsets are characters of the decoded page.

    ``charset`` is what a server said; a mark in the bytes, then the bytes themselves, then the page's meta tag count as well
    (see ``encoding.decode``). Headings are ``h1`` to ``h6``; a short paragraph all in bold has level 7. Raises
    UnreadableError for bytes that are no text, for a page of more than 50 MB and for one without text.
    """
    if len(data) > LIMIT:
        raise UnreadableError(f"{name}: {len(data):,} bytes are more than a web page has; save the text itself")
    decoded = decode(data, name, charset or _declared(data))
    text = decoded.text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
    root, warnings = _parse(text, name)
    title = _title(root)
    page = walk(root, SourceMap(text))
    elements = tuple(_elements(page.blocks, reasons(page, title)))
    if all(element.kind == "boilerplate" for element in elements):
        raise UnreadableError(f"{name}: the page holds no text without its scripts; save it from a browser or as PDF")
    warnings = (*_damage(decoded), *warnings)
    return Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), elements, title, warnings)


def _declared(data: bytes) -> str:
    found = _META_CHARSET.search(data[:4096]) or _XML_ENCODING.search(data[:200])
    return found.group(1).decode("ascii") if found else ""


def _damage(decoded: Decoded) -> tuple[str, ...]:
    return (f"{decoded.damaged} characters could not be decoded as {decoded.encoding}",) if decoded.damaged else ()


def _parse(text: str, name: str) -> tuple[etree._Element, tuple[str, ...]]:
    """Parse leniently; where tags are nested deeper than the parser goes, parse once more without the nesting."""
    try:
        text = _LONG_TAG.sub(r"<\1>", text)
        root, complete = _tree(text)
        if complete:
            return root, ()
        root, _ = _tree(_TAG.sub(_flat_tag, text))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(f"{name}: no web page with any content ({error})") from error
    return root, ("tags are nested too deeply; headings and tables of the page were not recognised",)


def _tree(text: str) -> tuple[etree._Element, bool]:
    """The tree and whether the parser took in the whole text (it stops at a depth of 2048)."""
    parser = lxml_html.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, encoding="utf-8"
    )
    root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    return root, not any("xcessive depth" in entry.message for entry in parser.error_log)


def _flat_tag(match: re.Match[str]) -> str:
    tag = match.group(2).lower()
    if tag in {"script", "style"}:
        return match.group()
    return "<p>" if tag in BLOCKS or tag == "br" else ""


def _title(root: etree._Element) -> str:
    """The page's title: its article meta tag, else ``<title>``."""
    metas = {meta.get("name") or meta.get("property") or "": meta.get("content", "") for meta in root.iter("meta")}
    given = next((metas[key] for key in _TITLE_METAS if metas.get(key, "").strip()), "")
    titles = [given] if given else ["".join(map(str, title.itertext())) for title in root.iter("title")]
    return squeeze([Piece(titles[0])]).text if titles else ""


def _elements(blocks: Sequence[PageBlock], given: Sequence[str]) -> Iterator[Element]:
    """Blocks as elements; neighbours that are left out for one reason become one."""
    for reason, group in groupby(zip(blocks, given, strict=True), key=lambda pair: pair[1]):
        members = [block for block, _ in group]
        if reason:
            yield _left_out(members, reason)
        else:
            yield from (_kept(block) for block in members)


def _left_out(blocks: Sequence[PageBlock], reason: str) -> Element:
    anchors: list[tuple[int, int]] = []
    length = 0
    for block in blocks:
        anchors.extend((length + position, offset) for position, offset in block.piece.anchors)
        length += len(block.text) + 1
    text = "\n".join(block.text for block in blocks)
    return Element("boilerplate", text, "", _first(anchors), tuple(anchors), reason=reason)


def _kept(block: PageBlock) -> Element:
    anchors = block.piece.anchors
    if block.kind == "row":
        return Element("row", block.text, "", _first(anchors), anchors, cells=block.cells, table=block.table)
    kind: ElementKind = "heading" if 0 < block.level < BOLD_LEVEL else "paragraph"
    return Element(kind, block.text, "", _first(anchors), anchors, block.level)


def _first(anchors: Sequence[tuple[int, int]]) -> int:
    return max(0, anchors[0][1] - anchors[0][0]) if anchors else 0
