"""Time frames carried down a document's headings and from paragraph to paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from extract.document import Block, Document
from extract.numbers.clock import NEXT_SPAN, PLAN, REVIEW, Clock, Frame, plan_span, present
from extract.numbers.period import EXPLICIT, PAST_SPAN, PAST_YEAR
from extract.numbers.tone import tone
from extract.numbers.view import sentences
from extract.numbers.words import any_of

WANTED, REACHED, NEWS_WANTED = -0.6, -1.0, 0.2
"""Mean log odds above which sentences plan (those of news need more), and below which they report: documents left out lie far to either side."""
OUTLOOK = re.compile(any_of("phrases", "outlook"))
PLAIN_REVIEW = re.compile(
    r"回顾|总结|工作(?:完成|推进|进展)?情况|过去(?:的)?[一两三四五几]年|[一五]年来|^[^，。]{0,4}去年"
)
PLAIN_OUTLOOK = re.compile(
    r"(?:20\d\d年|今年|十[一二三四五六]?五”?|今后|未来|下一步|下步)[^，。]{0,16}"
    + any_of("phrases", "ahead")
    + r"|(?:主要|总体|重点)(?:目标|任务|要求|工作)(?!(?:任务)?(?:成[效绩就]|进展|情况|完成))|工作(?:安排|部署|重点|打算)|(?:对策|工作|政策)[和与及]?建议$|指导思想|(?:发展|奋斗|预期)目标|总体思路"
)
HAN_NUMBER = "[一二三四五六七八九十]"
NUMBERED = rf"(?:{HAN_NUMBER}+、|（{HAN_NUMBER}+）)?"
REVIEWED = re.compile(NUMBERED + r"(?:回望|回顾|回首|纵观|盘点|总结)?(?:的)?")
"""What stands before a five-year plan at the head of a paragraph that looks back on it."""
LOOKS_BACK = re.compile(r"\s*(?:回望|回顾|回首|纵观|盘点)(?:过去|“?十[一二三四五]?五)")
"""Opens a paragraph that looks back even after the tasks."""
AIM_LINE = re.compile(r"[^。；，\d]{0,8}到((?:19|20)\d\d)年[底末]?，?[^。；，]{0,12}(?:目标|指标|任务)[^。；，]{0,8}：")
"""A line that says by when what stands below it is to come true: 到2025年总体目标：."""
STAGE = re.compile(r"第[一二三]阶段（((?:19|20)\d\d)年?-{1,2}((?:19|20)\d\d)年）")
"""Opens a paragraph on some years of the plan."""
RUN_IN = re.compile(r"(?:的|主要)*(?:工作)?(?:成绩|成效|成就|回顾|情况|亮点)：")
"""Makes the year before it the heading of its paragraph: 2021年成绩：…."""
YEAR_OPENS = re.compile(rf"{NUMBERED}20\d\d年，(?:面对|在|全[省市县区旗州镇]|我们|是|坚持|紧)")
"""Opens the paragraph on the last year behind those on five: 2025年，面对…."""
NEXT_STEP = re.compile("下一?步|下一?阶段")
"""Opens a paragraph of an account that plans again."""
TAKEN_UP = re.compile(NUMBERED + r"[^，。、\d到至比较]{0,8}")
"""What stands before the report's own year at the head of a paragraph that plans it."""
GLOSSARY = re.compile(r"名词解释|注释|附件|名词说明|缩略语")
NOTE_LINE = re.compile(
    rf"^\s*(?:\d+[.、]?)?\s*(?:[\[（](?!{HAN_NUMBER}+）)[^\]），。]{{1,20}}[\]）]|[^\]，。（]{{1,20}}\])\s*(?:即|指|是|：)|^\s*\[\d+\]"
)


def framed(document: Document, view: str, now: Clock) -> Iterable[tuple[Block, Frame]]:
    """Return the blocks that speak for the document with the time frame that holds at each."""
    return _framed(document.blocks, view, now)


@lru_cache(maxsize=2)
def _framed(blocks: tuple[Block, ...], view: str, now: Clock) -> tuple[tuple[Block, Frame], ...]:
    """Kept for the readers of one document: observations, shares and sizes ask for the same frames."""
    told = list(speaking(blocks, view))
    frames = carried(Frames(now, view, told), told)
    heard = None if now.since else tone(said(view, opening(told, frames)))
    if frames and heard is not None and contradicts(heard, frames[0], now):
        frames = carried(Frames(now, view, told, begun=True), told)
    return tuple(zip(told, frames, strict=True))


def speaking(blocks: Iterable[Block], view: str) -> Iterator[Block]:
    """Yield the blocks that are no notes and stand in no glossary."""
    glossary = False
    for block in blocks:
        own = view[block.start : block.end]
        glossary = glossary or (len(own) < 12 and GLOSSARY.search(own) is not None and block.start > len(view) // 2)
        if not glossary and not NOTE_LINE.match(own):
            yield block


def carried(frames: Frames, told: Sequence[Block]) -> list[Frame]:
    """Return the frame of each block."""
    return [frames.at(number) for number in range(len(told))]


def opening(told: Sequence[Block], frames: Sequence[Frame]) -> Iterator[Block]:
    """Yield the blocks before the tense first changes: what a stretch out of the middle of a document begins with."""
    for block, frame in zip(told, frames, strict=True):
        if frame.tense != frames[0].tense:
            return
        yield block


def said(view: str, blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the sentences of the running text of ``blocks``."""
    running = (block for block in blocks if block.kind in ("paragraph", "list_item"))
    return (view[start:end] for block in running for start, end in sentences(view, block.start, block.end))


def contradicts(heard: float, frame: Frame, now: Clock) -> bool:
    """Tell whether sentences speak against a frame; news praise what they report."""
    return heard > (WANTED if now.after else NEWS_WANTED) if frame.tense == "actual" else heard < REACHED


class Frames:
    """Carries the time frame from heading to heading and from paragraph to paragraph, in the order of the text.

    ``begun``: the text begins in the middle of a document, past what its kind tells first.
    """

    def __init__(self, now: Clock, view: str, told: Sequence[Block], begun: bool = False) -> None:
        self.now, self.view, self.told = now, view, told
        self.current = now.past if now.report != begun else now.next
        self.level = 0
        self.looked_ahead = begun and now.report

    def at(self, number: int) -> Frame:
        """Return the frame of a block by its number; call in order."""
        block = self.told[number]
        text = self.view[block.start : block.end]
        if block.kind == "heading" and "工作报告" not in text:
            self._head(number, text)
        elif block.kind in ("paragraph", "list_item"):
            if aim := AIM_LINE.fullmatch(text.strip()):
                self._set(self._aimed(int(aim[1])), self.level)
                return self.current
            frame = opening_frame(text, self.now, self.current)
            returns = frame.tense == "actual" and self.current.tense == "target"
            if not (self.looked_ahead and returns) or LOOKS_BACK.match(text):
                self._set(frame, self.level)
        return self.current

    def _aimed(self, year: int) -> Frame:
        """Return the frame of the lines below one that says by when they are to come true."""
        ahead = self.now.next
        return replace(ahead, first=ahead.first if year == ahead.last else year, last=year, known=True)

    def _head(self, number: int, text: str) -> None:
        level = self.told[number].level
        deeper = level > self.level
        frame = heading_frame(text, self.now, self.current, self.looked_ahead, deeper)
        far = not self.now.report and frame.first == frame.last > self.now.span[1] > 0
        if frame is self.current and (self._review_ends(number, deeper) or (far and not deeper)):
            frame = self.now.next
        self._set(frame, level)

    def _review_ends(self, number: int, deeper: bool) -> bool:
        """Say whether the section of a plan's heading that says nothing of time has left the review before it."""
        if self.now.report or self.current.tense == "target":
            return False
        heard = tone(said(self.view, self._section(number)))
        return not deeper if heard is None else heard > WANTED

    def _section(self, number: int) -> Iterator[Block]:
        """Yield the blocks under a heading, up to the next."""
        return takewhile(lambda block: block.kind != "heading", self.told[number + 1 :])

    def _set(self, frame: Frame, level: int) -> None:
        if frame != self.current:
            self.current, self.level = frame, level
            self.looked_ahead = self.looked_ahead or frame.tense == "target"


def heading_frame(text: str, now: Clock, current: Frame, looked_ahead: bool, deeper: bool) -> Frame:
    """Return the frame that a heading sets, or ``current`` where it says nothing of time.

    ``looked_ahead``: the document has begun to speak of what is to come, so only a plain review leads back.
    ``deeper``: the heading stands below the one that set ``current``, so only a plain outlook leads ahead.
    """
    named = next((plan_span(m) for m in PLAN.finditer(text)), None)
    if named and _and_last_year(text, now) and PLAIN_REVIEW.search(text):
        return now.past
    if named and named[1] < present(now) and not looked_ahead:
        return Frame("actual", *named)
    if PLAIN_REVIEW.search(text) or (REVIEW.search(text) and not looked_ahead and not PLAIN_OUTLOOK.search(text)):
        return _looking_back(text, now, named)
    ahead = PLAIN_OUTLOOK.search(text) or (OUTLOOK.search(text) and not (deeper and current.tense == "actual"))
    if ahead and not re.search("完成|回顾|取得", text):
        frame = dated(text, now, now.next if current.tense == "actual" or now.report else current)
        return replace(frame, tense="actual") if frame.last < present(now) else frame
    found = EXPLICIT.search(text)
    return now.next if found and found["y"] and int(found["y"]) == now.year else current


def _and_last_year(text: str, now: Clock) -> bool:
    """Say whether a report's heading names the last year beside a five-year plan: “十四五”和2025年工作回顾, 2025年及“十四五”时期; not “十三五”时期, told first."""
    last = next((m for m in EXPLICIT.finditer(text) if m["y"] and int(m["y"]) == now.year - 1), None)
    named = PLAN.search(text)
    first = last and named and last.start() < named.start()
    return now.report and last is not None and bool(first or "时期" not in text)


def _looking_back(text: str, now: Clock, named: tuple[int, int] | None) -> Frame:
    if named and named[1] >= present(now):
        return now.past
    return dated(text, now, now.past)


def dated(text: str, now: Clock, frame: Frame) -> Frame:
    """Narrow ``frame`` to the years that a heading names."""
    named = next((m for m in PLAN.finditer(text)), None)
    if named:
        return replace(frame, first=plan_span(named)[0], last=plan_span(named)[1], known=True)
    if PAST_SPAN.search(text) or (re.search(r"五年", text) and frame.tense == "actual"):
        return now.past_span
    if NEXT_SPAN.search(text):
        return now.next_span
    found = EXPLICIT.search(text)
    if found and found["y"]:
        return replace(frame, first=int(found["y"]), last=int(found["y"]), known=True)
    if found:
        return replace(frame, first=int(found["a"]), last=int(found["b"]), known=True)
    return frame


def opening_frame(sentence: str, now: Clock, frame: Frame) -> Frame:
    """Return the frame that a paragraph's first words set for the paragraphs that follow (一年来, 五年来, 2020年是…)."""
    lead = re.sub(r"^(?:各位代表|同志们)[！，：]|^-+", "", sentence.strip())[:40]
    return _past_opening(lead, now, frame) if frame.tense == "actual" else _ahead_opening(lead, now, frame)


def _past_opening(lead: str, now: Clock, frame: Frame) -> Frame:
    if now.since and NEXT_STEP.match(lead):
        return now.next
    if PAST_SPAN.search(lead):
        return frame if frame.last - frame.first >= 2 else now.past_span
    named = PLAN.search(lead[:16])
    if named and plan_span(named)[1] < present(now) and REVIEWED.fullmatch(lead, 0, named.start()):
        return frame if _is_end(lead, named) else Frame("actual", *plan_span(named))
    named = PLAN.match(lead)
    if named and plan_span(named)[0] >= present(now) and "时期" in lead[:8]:
        return Frame("target", *plan_span(named)) if now.report else frame
    found = EXPLICIT.search(lead)
    if found and found["y"] and found.start() < 14:
        return _year_opening(lead, int(found["y"]), found, now, frame)
    if now.report and PAST_YEAR.search(lead):
        return now.last_year
    return (
        now.this_year(frame)
        if now.report and re.match("今年(?:是|经济|政府|全[省市县区]|发展|工作|要|，)", lead)
        else frame
    )


def _is_end(lead: str, named: re.Match[str]) -> bool:
    """Whether a named five-year plan is only spoken of (its last year, its outline)."""
    return re.match("收官|开局|末|规划|目标", lead[named.end() :]) is not None


def _year_opening(lead: str, year: int, found: re.Match[str], now: Clock, frame: Frame) -> Frame:
    rest = lead[found.end() :]
    told = rest.lstrip("，")[:1] in ("是", "极", "很") or RUN_IN.match(rest) is not None
    if (year <= frame.last or year < present(now)) and (told or lead[: found.start()].endswith("过去的")):
        return replace(frame, first=year, last=year)
    if now.report and year == now.past.last == frame.last > frame.first and YEAR_OPENS.match(lead):
        return now.past
    if now.report and year == now.year and (told or re.search("将|目标|任务|重点|总体(?:要求|思路)", rest)):
        return now.next
    return frame


def _ahead_opening(lead: str, now: Clock, frame: Frame) -> Frame:
    if NEXT_SPAN.match(lead):
        return now.next_span
    if stage := STAGE.match(lead):
        return replace(frame, first=int(stage[1]), last=int(stage[2]))
    named = PLAN.search(lead[:12])
    if named and plan_span(named)[1] < present(now):
        return Frame("actual", *plan_span(named))
    found = EXPLICIT.search(lead[:20])
    own = found and found["y"] and int(found["y"]) == now.year and TAKEN_UP.fullmatch(lead, 0, found.start())
    if now.report and (own or lead.startswith("今年")):
        return now.next
    return frame
