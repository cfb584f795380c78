"""The title of a document, where lines of it give one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from extract.reading.paragraphs import Paragraph
from extract.reading.words import any_of

LONGEST = 80  # characters of a title
SITUATION = any_of("situation") + r"情况的?(?:书面|中期|评估)*的?(?:报告|汇报)"
"""What a report on how something goes ends in: 规划实施情况中期评估报告, 计划执行情况的报告."""
_TITLE = re.compile(
    rf".*(?:{any_of('title')}|草案的报告|{SITUATION}|思路的?汇报)》?"
    r"(?:文本|[（(].{1,20}[）)])*(?:公示稿|征求意见稿|送审稿)?》?(?:的?(?:通知|通告|决定|批复|报告|公告))?"
)
_NO_TITLE = re.compile(r"[，。；！？：]|^(?!(?:19|20)\d\d年)[\d（(—―-]")
_BROKEN = re.compile(
    rf"(?:.*(?:发展|第?十[一二三四五六七八九]个?|{any_of('unfinished')})|.{{2,30}}{any_of('signature')}关于.*)"
)
_BLANKS = re.compile(r"\s+")
_SITE = re.compile(r"[-_|—–]+[^-_|—–，。]{2,24}(?:网站?|门户|平台)$")
Part = TypeVar("Part")


def without_site(line: str) -> str:
    """Return a title, without blanks, as it is without the name of the website that a page's title ends in."""
    return _SITE.sub("", line)


def is_title(line: str) -> bool:
    """Whether a line of a document's front, without blanks, is the name of a plan, report or policy."""
    line = without_site(line)
    return 3 < len(line) <= LONGEST and not _NO_TITLE.search(line) and bool(_TITLE.fullmatch(line))


def with_titles(front: Sequence[Part]) -> tuple[list[Part], set[int]]:
    """Join titles that were broken into two or three lines; return the parts and the indexes of the titles among them."""
    parts: list[Part] = []
    titles: set[int] = set()
    for part in front:
        text = _bare(part)
        before = _bare(parts[-1]) if parts else ""
        if (
            isinstance(part, Paragraph)
            and _BROKEN.fullmatch(before)
            and not is_title(before)
            and is_title(before + text)
        ):
            assert isinstance(parts[-1], Paragraph)
            parts[-1].stretches += part.stretches
            parts[-1].lines += part.lines
            parts[-1].text += part.text
        else:
            parts.append(part)
        if is_title(_bare(parts[-1])):
            titles.add(len(parts) - 1)
    return parts, titles


def _bare(part: object) -> str:
    return _BLANKS.sub("", part.text) if isinstance(part, Paragraph) else ""
