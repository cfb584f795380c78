"""What a document says about itself: title, issuer, number, date, period, kind, district."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.document import Block, Metadata
from extract.reading.counted import counted_district
from extract.reading.district import District, governed_district, named_district
from extract.reading.markers import number_of
from extract.reading.title import SITUATION, is_title, without_site
from extract.reading.words import any_of, words

FRONT = 25  # blocks in which a document tells what it is
FIVE_YEARS = 1951  # the first year of the n-th five-year plan is 1951 + 5 n
_NUMBER = re.compile(r"[㐀-鿿]{1,14}[〔\[【（(]\s*(?:19|20)\d\d\s*[〕\]】）)]\s*(?:第)?\s*\d{1,4}\s*号")
_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_HAN_DATE = re.compile(
    r"([二一][〇零○O0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_PUBLISHED = re.compile(r"((?:19|20)\d\d)[-年/.](1[0-2]|0?[1-9])[-月/.](3[01]|[12]\d|0?[1-9])(?!\d)")
_TOLD = re.compile("发布|发表|时间|日期")
_LINE = 120  # characters of a line of a site
_ISSUER = re.compile(rf"(?:中共)?[㐀-鿿]{{2,30}}{any_of('issuer')}(?:办公[室厅])?(?=文件$|$)")
_SPEAKER = re.compile(r"(.{2,20}人民政府)?(.{0,20}?)(?:代)?" + any_of("office"))
_CONGRESS = re.compile(r"在(.{2,24}?)(?:第?[一二三四五六七八九十]+届|人民代表大会)")
_SELF = re.compile(r"我代表(?:中共)?(.{1,20}?(?:人民政府|管委会|政府))")
_LABELLED = re.compile(r"(?:文件|信息|公文)?(?:标题|名称)[：:]?(.{6,80})")
_HEADLINE = re.compile("[^，。；：！？]{6,40}" + any_of("headline"))
_TERM = re.compile("第[一二三四五六七八九十]+届")
_SUMMARY = re.compile(rf"工作(?:总结|回顾)|{SITUATION}|(?:计划|预算)[（(]?草案[）)]?的(?:书面)?报告")
"""The title of a text that tells what was done, whatever plan stands beside it: 2031年工作总结及2032年工作计划."""
_PART_OF_YEAR = re.compile(r"上半年|前三季度|[一二三]季度|[1一][-—～~至到][\d一二三四五六七八九十]+月|中期|草案")
_NAMELESS = ("", *words("nameless"))
_COMMITTEE = re.compile(any_of("zone") + "区$")
_NAMED = re.compile(r"《([^《》]{6,60}" + any_of("named") + r")(?:[（(]草案[）)])?》")
_NOTICE = re.compile(r"(?:.*关于)?印发《?(.+?)》?的(?:通知|通告)")
_REPORT = re.compile(r"工作报告")
_PLAN = re.compile(any_of("plan") + "|" + any_of("ahead"))
_OF_YEAR = re.compile(r"((?:19|20)\d\d)年度?(?!.*\d{4}年)[^，。]*(?:工作|任务|项目|计划)")
"""The title of a plan for one year (2032年重点工作任务清单)."""
_BARE = re.compile(r"(?:(?:19|20)\d\d年)?(?:政府|人民政府)?工作报告")
_FIVE = re.compile(
    r"第([一二三四五六七八九十]{1,3})个五年|[“\"]([一二三四五六七八九十]{1,3})五[”\"]|([一二三四五六七八九十]{1,3})五(?=规划|时期|发展)"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_HEADED = re.compile(r"(20\d\d)(?:年|·)")
_REVIEW = re.compile(r"((?:19|20)\d\d)年.{0,12}(?:工作)?(?:回顾|总结)")


def metadata_of(text: str, blocks: Sequence[Block], title: str = "", around: Iterable[str] = ()) -> Metadata:
    """Read a document's own account of itself from its front, or, where that is missing, from the way it speaks.

    ``title`` is what the format gives as title (an HTML or PDF title), empty for none. ``around`` are the lines that a site put
    around the text: its title is taken from there where nothing else tells it, and the day on which the site published it where
    neither title nor front tell when a text was made.
    """
    front = ["".join(text[block.start : block.end].split()) for block in blocks[:FRONT]]
    titles = [without_site("".join(text[block.start : block.end].split())) for block in blocks if block.kind == "title"]
    around = list(around)
    given = without_site("".join(title.split())) or _labelled((*front, *around))
    best = _title([*titles, *_mentioned(front, titles)], given)
    kind = _kind(best, text)
    issued = _issued(front)
    district = _district(best, front, text)
    period = _period(best, kind, text, blocks, issued)
    if not (issued or period or _YEAR.search(best)):
        issued = _published(around)
        period = issued[:4] if kind == "report" else ""
    if kind == "report" and (not best or _BARE.fullmatch(best)) and district.name:
        best = f"{period}年{district.name}政府工作报告" if period else f"{district.name}政府工作报告"
    number = next((found[0] for line in front for found in [_NUMBER.search(line)] if found and len(line) < 60), "")
    issuer = _full_issuer(_issuer(front, text, blocks), kind, best, district.name)
    return Metadata(best, issuer, number, issued, period, district.name, district.path, kind)


def _mentioned(front: Sequence[str], titles: Sequence[str]) -> Iterator[str]:
    """The names in 《》 by which a notice of promulgation calls what it promulgates."""
    if not any(_NOTICE.fullmatch(line) for line in (*titles, *front[:4])):
        return
    for line in front:
        if len(line) < 200 and "印发" in line:
            yield from _NAMED.findall(line)


def _labelled(lines: Iterable[str]) -> str:
    """The title in a box that a site puts before or around a text (名称：…), empty for none."""
    found = (_LABELLED.fullmatch("".join(line.split())) for line in lines)
    return next((label[1] for label in found if label and is_title(label[1])), "")


def _title(titles: Sequence[str], given: str) -> str:
    """The fullest name: not of the notice but of what it promulgates, with its place rather than without."""
    named = [_NOTICE.sub(r"\1", _DATE.sub("", title, count=1)).strip("《》") for title in titles] or [
        _NOTICE.sub(r"\1", given.split("_")[0].split("-")[0])
    ]
    plans = [title for title in named if not _REPORT.search(title)]
    first = named[0]
    if plans and not _REPORT.search(first):
        return max(plans, key=len)
    return next((title for title in named if not _BARE.fullmatch(title)), first)


def _kind(title: str, text: str) -> str:
    if _REPORT.search(title) or (not title and "我代表" in text[:1500] and "工作" in text[:1500]):
        return "report"
    if _SUMMARY.search(title):
        return "report"
    if "纲要" in title:
        return "outline"
    if _PLAN.search(title):
        return "plan"
    return "report" if not title and re.search(r"工作回顾|政府工作报告", text[:3000]) else "other"


def _issued(front: Sequence[str]) -> str:
    """The first date that stands in a line of its own or opens a speech."""
    for line in front:
        if len(line) <= 60:
            if found := _DATE.search(line):
                return "{:04}-{:02}-{:02}".format(*map(int, found.groups()))
            if found := _HAN_DATE.search(line):
                year = int(
                    "".join(str("〇一二三四五六七八九".find(c) if c in "〇一二三四五六七八九" else 0) for c in found[1])
                )
                return f"{year:04}-{number_of(found[2]):02}-{number_of(found[3]):02}"
    return ""


def _published(around: Iterable[str]) -> str:
    """The day on which a site says that it published a text, ISO, empty for none."""
    told = [line for line in around if len(line) < _LINE and _PUBLISHED.search(line)]
    best = next((line for line in told if _TOLD.search(line)), told[0] if told else "")
    found = _PUBLISHED.search(best)
    return "{:04}-{:02}-{:02}".format(*map(int, found.groups())) if found else ""


def _period(title: str, kind: str, text: str, blocks: Sequence[Block], issued: str) -> str:
    if kind != "report":
        five = _FIVE.search(title)
        if five:
            first = FIVE_YEARS + 5 * number_of(five[five.lastindex or 0])
            return f"{first}-{first + 4}"
        years = re.search(r"((?:19|20)\d\d)[-—–~～至]+((?:19|20)\d\d)年?", title)
        one = _OF_YEAR.search(title)
        return f"{years[1]}-{years[2]}" if years else one[1] if one else ""
    if named := _YEAR.findall(title):
        return _planned_year(title, named)
    for block in blocks:
        if block.kind == "heading" and (review := _REVIEW.search(text, block.start, block.end)):
            return str(int(review[1]) + 1)
    heads = " ".join(text[block.start : block.end] for block in blocks if block.kind == "heading")
    return issued[:4] or max(_HEADED.findall(heads), default="")


def _planned_year(title: str, years: Sequence[str]) -> str:
    """The year whose tasks a report sets: a summary of one year alone leads to the next, one of a part of it or beside a plan stays in it."""
    alone = _SUMMARY.search(title) and len(set(years)) == 1 and not _PART_OF_YEAR.search(title)
    return str(int(years[-1]) + bool(alone))


def _district(title: str, front: Sequence[str], text: str) -> District:
    return next((found for found in _named(title, front, text) if found.name), None) or counted_district(text)


def _named(title: str, front: Sequence[str], text: str) -> Iterator[District]:
    """The territories that title, notice, congress, speaker and issuer name, the surest first."""
    yield named_district(title, text)
    if front and (_NOTICE.fullmatch(front[0]) if title else _HEADLINE.fullmatch(front[0])):
        yield named_district(front[0], text)
    yield from (governed_district(name, text) for name in _governed(front, text))


def _governed(front: Sequence[str], text: str) -> Iterator[str]:
    """What stands where a congress meets, who speaks and who issues."""
    for pattern in (_CONGRESS, _SPEAKER, _ISSUER):
        yield from (
            found[1] or "" if found.lastindex else found[0]
            for line in front
            if len(line) < 60
            for found in [pattern.search(line)]
            if found
        )
    if found := _SELF.search(text[:3000]):
        yield found[1]


def _issuer(front: Sequence[str], text: str, blocks: Sequence[Block]) -> str:
    """Who signed: a line that is only a body's name, at the front or the end, or the government a speaker heads."""
    lines = [*front, *("".join(text[block.start : block.end].split()) for block in blocks[-6:])]
    for line in lines:
        if len(line) <= 34 and (found := _ISSUER.fullmatch(line.removesuffix("文件"))):
            return found[0]
    for line in front:
        if len(line) < 40 and (speaker := _SPEAKER.match(line)) and speaker[1]:
            return speaker[1]
    own = _SELF.search(text[:3000])
    return own[1] if own and len(own[1]) > 5 else ""


def _full_issuer(issuer: str, kind: str, title: str, district: str) -> str:
    """An issuer without its term of office; of a work report the government of its district (宪法, article 110) where none is named in full."""
    issuer = _TERM.sub("", issuer)
    governed = kind == "report" and "政府工作报告" in title and district and not _COMMITTEE.search(district)
    return f"{district}人民政府" if governed and issuer in _NAMELESS else issuer
