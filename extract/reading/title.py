"""The title of a document, where a line gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = re.compile(
    r".{0,60}(?:政府工作报告|工作报告|规划纲要|目标纲要|纲要|发展规划|规划|行动计划|计划|行动方案|实施方案|方案|若干措施|意见|白皮书|公报|计划草案的报告)"
    r"(?:[（(].{1,20}[）)])?(?:的通知|的通告|的报告)?"
)
_SPACED = re.compile(r"\s+")
_ALWAYS = "政府工作报告"


def title_lines(front: Sequence[str]) -> set[int]:
    """The indexes of the lines of a document's front that are titles; two lines that make one title are both."""
    bare = [_SPACED.sub("", line) for line in front]
    found = {index for index, line in enumerate(bare) if line and len(line) <= 80 and _TITLE.fullmatch(line) and "，" not in line}
    for index in sorted(found):
        if index and bare[index - 1].endswith(("发展", "年", "第十四个", "第十五个", "的")) and not _TITLE.fullmatch(bare[index - 1]):
            found.add(index - 1)
    return found
