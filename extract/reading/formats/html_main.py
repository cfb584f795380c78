"""Which blocks of a web page are its text, and why the others are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.reading.formats.furniture import label_reason, line_reason
from extract.reading.formats.html_walk import Page, PageBlock

_PROSE = re.compile(r"[。；，！？]")
_LOSS = 0.03  # share of the prose that may stand outside the element that is taken for the text
_MARKED = 0.25  # an element that holds more of the prose is text, whatever its class says
_LINKED = 0.6  # share of linked characters that makes a block a link
_COPY = 0.8  # share of a block's prose seen before that makes it the page's second edition (for telephones)
_HEAD = 5  # blocks among which a text's own title line is looked for
_TITLE = 6  # characters that a title has at least
_NOT_SPACE = re.compile(r"\s+")


def reasons(page: Page, title: str) -> list[str]:
    """Return for each block why it is left out; an empty string for the text itself.

    The text is looked for where the prose is: from the body downwards as long as one child holds nearly all of it. Elements
    whose tag, class or style speaks of navigation, footers and the like fall out unless they hold a quarter of the prose.
    ``title`` is the page's title: the block that repeats it before the text is kept.
    """
    blocks = page.blocks
    given = [_own_reason(block) for block in blocks]
    marked = _valid_markers(blocks, given)
    for index, block in enumerate(blocks):
        if not given[index]:
            given[index] = next((m.reason for m in block.markers if m.number in marked), "")
    _leave_copies(blocks, given)
    first, last = _text_root(page, given)
    for index, block in enumerate(blocks):
        if not given[index] and not first <= block.node <= last:
            given[index] = label_reason(block.text) or "outside the main text"
    _keep_title(blocks, given, title)
    return given


def _own_reason(block: PageBlock) -> str:
    """What the block alone tells."""
    if block.kind == "hidden":
        return block.markers[0].reason
    if block.kind == "paragraph" and block.linked >= _LINKED * len(block.text) and not _PROSE.search(block.text):
        return "links"
    return line_reason(block.text) if block.kind != "row" else ""


def _prose(block: PageBlock) -> int:
    """How many characters of running text or data a block holds."""
    if block.kind == "hidden" or block.linked > _LINKED * len(block.text):
        return 0
    return len(block.text) if block.kind == "row" or _PROSE.search(block.text) else 0


def _valid_markers(blocks: Sequence[PageBlock], given: Sequence[str]) -> set[int]:
    held: Counter[int] = Counter()
    total = 0
    for block in blocks:
        prose = _prose(block)
        total += prose
        for marker in block.markers:
            held[marker.number] += prose
    return {marker.number for block in blocks for marker in block.markers if held[marker.number] <= _MARKED * total}


def _leave_copies(blocks: Sequence[PageBlock], given: list[str]) -> None:
    """Leave out the second edition of the text that some pages carry for small screens."""
    seen: dict[str, int] = {}
    again = [
        index
        for index, block in enumerate(blocks)
        if not given[index] and _prose(block) and seen.setdefault(_NOT_SPACE.sub("", block.text), index) != index
    ]
    total = sum(_prose(blocks[index]) for index in seen.values())
    if again and sum(_prose(blocks[index]) for index in again) >= _COPY * total:
        for index in range(again[0], len(blocks)):
            given[index] = given[index] or "second edition of the text"


def _text_root(page: Page, given: Sequence[str]) -> tuple[int, int]:
    """First and last number of the innermost container that holds nearly all prose and of what is in it."""
    held: Counter[int] = Counter()
    total = 0
    for block, reason in zip(page.blocks, given, strict=True):
        prose = 0 if reason else _prose(block)
        total += prose
        held[block.node] += prose
    for node in range(len(page.parents) - 1, 0, -1):
        held[page.parents[node]] += held[node]
    needed = (1 - _LOSS) * total if total else 1
    root = max((node for node in page.containers if held[node] >= needed), default=0)
    return root, next((n - 1 for n in range(root + 1, len(page.parents)) if page.parents[n] < root), len(page.parents))


def _keep_title(blocks: Sequence[PageBlock], given: list[str], title: str) -> None:
    """Keep the block before the text that repeats the page's title, unless the text begins with it anyway."""
    wanted = _NOT_SPACE.sub("", title)
    start = next((index for index, reason in enumerate(given) if not reason), 0)
    texts = [_NOT_SPACE.sub("", block.text) for block in blocks[: start + _HEAD]]
    if any(_is_title(text, wanted) for text, reason in zip(texts[start:], given[start:], strict=False) if not reason):
        return
    for index in range(start - 1, -1, -1):
        if _is_title(texts[index], wanted) and blocks[index].kind != "hidden" and not blocks[index].linked:
            given[index] = ""
            return


def _is_title(text: str, title: str) -> bool:
    """A page's title is its heading, often with the site's name behind it."""
    return len(text) >= _TITLE and text in title
