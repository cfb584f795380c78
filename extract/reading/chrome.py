"""What a website or a page layout put around the text: navigation, page numbers, running heads, tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from extract.reading.blanks import BLANK
from extract.reading.clean import DATA
from extract.reading.lines import Line
from extract.reading.table_words import role
from extract.reading.tracked import Loss
from extract.reading.words import any_of
from ontology.tables import read_table

SHORT = 130  # characters: a longer line is text, whatever it begins with
HEAD = 60  # lines in which a text must have begun
_BLANKS = re.compile(f"[{BLANK}\t]+")
_DOTTED = re.compile(r"[^….]{2,60}(?:…+|\.{4,}|·{4,}|．{3,})[\s….·．]*\d{0,4}")
_CONTENTS = re.compile(r"目[录錄次]|CONTENTS|Contents")
_ENTRY_END = re.compile(r"[\s….·．]*\d{0,4}$")
_BODY = re.compile(r"(?:各位|同志们|尊敬的).{0,12}[：！，:]?|[一1][、.．].*|第一[章篇编部].*|前言|序言|引言")
_TOLD_TWICE = re.compile(any_of("running") + "$|会议上|大会上")
_CUT_SHORT = re.compile(r".*(?:…|\.{3,})$")
_RUNNING = 40  # characters of a running head
_BOX = 12  # characters of a line that may be a whole box
_PAIRS, _DIFFERENT = (
    6,
    4,
)  # pairs of equal lines one below the other, and how many of them differ, that no table has by itself

Reasons = dict[int, str]


def without_chrome(text: str, lines: Sequence[Line]) -> tuple[list[Line], list[Loss]]:
    """Tell text lines from layout; return the first, and the others as stretches with the reason, in the order of the text."""
    short = [_short(text, line) for line in lines]
    reasons = _matching("any", enumerate(short))
    for find in (_head, _end, _tail, _beside_prose, _bare_numbers, _doubled):
        reasons |= find(short, reasons)
    reasons |= _running_heads(short, reasons, lines)
    reasons |= _contents(short)
    reasons |= _put_together(text, lines)
    left_out = [Loss(*lines[index][:2], reasons[index]) for index in sorted(reasons)]
    return [line for index, line in enumerate(lines) if index not in reasons], left_out


def _short(text: str, line: Line) -> str:
    """A line without its blanks, empty for a long one and for a table row."""
    if line.end - line.start > SHORT or line.element.kind == "row":
        return ""
    return _bare(text, line)


def _is_prose(line: str) -> bool:
    return not line or (len(line) >= 20 and "。" in line)


def _matching(where: str, numbered: Iterator[tuple[int, str]]) -> Reasons:
    pattern, reasons = _patterns(where)
    found = ((index, pattern.fullmatch(line)) for index, line in numbered if line)
    return {index: reasons[int((match.lastgroup or "r0")[1:])] for index, match in found if match}


def _head(short: Sequence[str], known: Reasons) -> Reasons:
    """Navigation before the text begins: source, date, trail of links, abstract, what is said twice."""
    begins = next((i for i, line in enumerate(short[:HEAD]) if _begins(short, i)), min(len(short), HEAD))
    found = _matching("head", enumerate(short[:begins]))
    trail = {index for index in range(begins) if _is_trail(short, index)}
    last = {short[index] for index in trail} - {""}
    for index in range(begins):
        line, after = short[index], short[index + 1 : begins]
        repeated = _TOLD_TWICE.search(line) and any(other.endswith(line) for other in after)
        abstract = index and (not line or _CUT_SHORT.match(line))
        if index in trail or repeated or abstract or (line in last and index - 1 in trail):
            found[index] = "navigation"
    return found


def _is_trail(short: Sequence[str], index: int) -> bool:
    """Whether a line stands beside a ``>`` of its own line, as in the trail of links to the page."""
    return any(short[near : near + 1] in (["＞"], [">"], ["»"]) for near in (index - 1, index, index + 1) if near >= 0)


def _begins(short: Sequence[str], index: int) -> bool:
    line = short[index]
    if index and short[index - 1].startswith(("内容摘要", "摘要", "导读")):
        return False
    prose = _is_prose(line) or (len(line) >= 20 and "，" in line)
    if _BODY.fullmatch(line) or (role(line) and any(map(role, short[index + 1 : index + 2]))):
        return True
    return prose and not _matching("head", iter([(0, line)]))


def _end(short: Sequence[str], known: Reasons) -> Reasons:
    """Everything below a link to the next page or to related ones, if hardly any prose follows."""
    follows, found = 0, len(short)
    pattern, _ = _patterns("end")
    for index in range(len(short) - 1, -1, -1):
        follows += (len(short[index]) or SHORT) if _is_prose(short[index]) else 0
        if follows >= SHORT:
            break
        found = index if pattern.fullmatch(short[index]) else found
    return dict.fromkeys(range(found, len(short)), "navigation")


def _tail(short: Sequence[str], known: Reasons) -> Reasons:
    prose = (i for i in range(len(short) - 1, -1, -1) if i not in known and _is_prose(short[i]))
    last = next(prose, len(short))
    return _matching("tail", enumerate(short[last + 1 :], last + 1))


def _beside_prose(short: Sequence[str], known: Reasons) -> Reasons:
    """What is layout between paragraphs and a value in a table: a number in brackets."""
    beside = {near for index, line in enumerate(short) if _is_prose(line) for near in (index - 1, index + 1)}
    return _matching("prose", ((index, line) for index, line in enumerate(short) if index in beside))


def _bare_numbers(short: Sequence[str], known: Reasons) -> Reasons:
    """Page numbers without dashes: numbers alone on a line that count up with a page of text between them."""
    chain: list[int] = []
    for index, line in enumerate(short):
        if line.isdecimal() and len(line) < 4 and index not in known:
            follows = chain and int(line) == int(short[chain[-1]]) + 1 and index - chain[-1] > 12
            chain = [*chain, index] if follows or not chain else chain
    return dict.fromkeys(chain, "page number") if len(chain) > 2 else {}


def _doubled(short: Sequence[str], known: Reasons) -> Reasons:
    """The second of two equal lines where line after line stands twice: cells of a page that a scraper took with their inner tags."""
    found: Reasons = {}
    index = 0
    while index < len(short):
        end = index
        while end + 1 < len(short) and short[end] and short[end] == short[end + 1]:
            end += 2
        if end - index >= 2 * _PAIRS and len(set(short[index:end])) >= _DIFFERENT:
            found |= dict.fromkeys(range(index + 1, end, 2), "said twice")
        index = max(end, index + 1)
    return found


def _put_together(text: str, lines: Sequence[Line]) -> Reasons:
    """Lines that say in one what the next ones say in parts: a box of a page that a scraper took before what is in it."""
    found: Reasons = {}
    for index, line in enumerate(lines):
        after = index + 1
        if line.end - line.start >= _BOX and after < len(lines) and _begins_with(text, line, lines[after]):
            whole, parts = _bare(text, line), ""
            while after < len(lines) and len(parts) < len(whole) and whole.startswith(parts):
                parts += _bare(text, lines[after])
                after += 1
            if parts == whole and after - index > 2:
                found[index] = "said twice"
    return found


def _begins_with(text: str, line: Line, other: Line) -> bool:
    """Whether the first characters of two lines are the same: a quick look."""
    return text.startswith(text[other.start : other.start + 2], line.start)


def _bare(text: str, line: Line) -> str:
    """The characters of a line without blanks."""
    return _BLANKS.sub("", text[line.start : line.end])


def _running_heads(short: Sequence[str], known: Reasons, lines: Sequence[Line]) -> Reasons:
    """Short lines that stand beside page borders again and again; that which opens the text, often the title, stays."""
    pages = [line.element.place for line in lines]
    borders = {i for i, reason in known.items() if reason == "page number"} | {
        i for i in range(1, len(pages)) if pages[i] != pages[i - 1] and pages[i].startswith("page")
    }
    beside = {i + by for i in borders for by in (-2, -1, 0, 1, 2) if 0 <= i + by < len(short)} - set(known)
    candidates = {
        i: re.sub(r"\d+", "0", short[i])
        for i in beside
        if 0 < len(short[i]) <= _RUNNING and short[i][-1] not in "。；，" and not short[i].isdecimal()
    }
    often = Counter(candidates.values())
    needed = max(3, len(borders) // 3)
    first = next((i for i, line in enumerate(short) if line and i not in known), 0)
    return {i: "running head" for i, line in candidates.items() if often[line] >= needed and i != first}


def _contents(short: Sequence[str]) -> Reasons:
    """A table of contents: lines that end in dots and a page, or, under its title, lines that come again below."""
    dotted = [
        i
        for i, line in enumerate(short)
        if ("…" in line or "...." in line or "····" in line or "．．．" in line) and _DOTTED.fullmatch(line)
    ]
    title = next((i for i, line in enumerate(short) if _CONTENTS.fullmatch(line)), -1)
    if len(dotted) > 2:
        last = dotted[0]
        for index in dotted:
            last = index if index - last <= 4 else last
        first = title if 0 <= title < dotted[0] <= title + 4 else dotted[0]
        return dict.fromkeys(range(first, last + 1), "table of contents")
    return _plain_contents(short, title) if title >= 0 else {}


def _plain_contents(short: Sequence[str], title: int) -> Reasons:
    entries = [_ENTRY_END.sub("", line) for line in short]
    often = Counter(entries)
    end = title + 1
    while (
        end < len(entries) and entries[end] and often[entries[end]] > 1 and entries[end] not in entries[title + 1 : end]
    ):
        end += 1
    return dict.fromkeys(range(title, end), "table of contents") if end > title + 3 else {}


@cache
def _patterns(where: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """All patterns of one place as one expression whose group names count the reasons."""
    rows = [row for row in read_table(DATA / "chrome.tsv", ("where", "pattern", "reason")) if row[0] == where]
    joined = "|".join(f"(?P<r{index}>{pattern})" for index, (_, pattern, _) in enumerate(rows))
    return re.compile(joined), tuple(reason for _, _, reason in rows)
