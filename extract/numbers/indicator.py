"""The noun phrase that a number measures: cut out of the clause to its left or its right."""

from __future__ import annotations

import re
from functools import cache

from extract.numbers.words import group, table

DATE_LEAD = re.compile(
    r"(?:到|至|截至|截止|在|并?于)?(?:(?:19|20)\d\d年?(?:-{1,2}(?:19|20)\d\d年?)?(?:度|末|底前?|前|初|间|期间)?|“?十[一二三四五六]?五”?(?:时期|期间|末)?|(?:\d+|[一二三四五六七八九十]+)月(?:末|底前?|份|\d+日)?"
    r"|上半年|下半年|(?:今后|未来|过去)?(?:的)?[三五]年(?:内|来|间|累计)?|一年来|每年|全年|本年|去年|今年|前?[一二三四]季度)(?:来|以来)?[，]?"
)
DATE_TAIL = re.compile(r"(?<=.{2})(?:春节|元旦|国庆节?|汛期|年底|年末|月底|季度|采暖季|供暖季|\d+月(?:底|末)?)之?前$")
"""By when: (4条)道路春节前(完工)."""
FROM_YEAR = re.compile(r"(?:从|由)(?:(?:19|20)\d\d年末?的?|[^，]{0,6}的)?\s*$")
NOTE = re.compile(r"[（\[【][\d①-⑳]{1,3}[）\]】]|[①-⑳]")
SPACE = re.compile(r"[\s*]+")
NOISE = re.compile(r"^[，、：；。）”’》\-·—.…]+|[，、：；。（“‘《\-·—.…]+$")
COMPARED = re.compile(
    r"(?:，|、)?(?:与|同|比|较|按)?(?:上年|去年|上一年|前年|同期|往年|年初|“?十[一二三四]?五”?(?:时期|期间|末|初)?|(?:19|20)\d\d年(?:末|底)?)(?:同期)?(?:末|底)?(?:相比|比)?$"
)
PACE = re.compile(
    r"(?:同比|环比|年均|平均|分别|均|累计|预计|力争|每年|每年以|实现|又|再|名义|实际|净|各|相应|逐年|可比|可比价|按可比价格?计算|逆势|同口径|快速|平稳|稳定|较快|力争|年|大幅)$"
)
QUALIFIED = re.compile(r"[^，、的]{2,8}(?:超过?|过|突破)[\d.十百千万亿]+[元人亩户吨](?:以上)?的")
"""Says of what size the things counted are: (6个)产值超千亿元的(产业集群)."""
SHARE = re.compile(
    r"^(?P<who>.*?)(?P<of>(?:占(?!比$|地|道|用)|相当于)[^，、占]{1,18}?)(?P<word>的?(?:比重|比例|比率|份额|总量|百分比))?的?$"
)
LONG = 9


@cache
def _starts() -> re.Pattern[str]:
    return re.compile("|".join(_guarded("lead")))


@cache
def _ends(side: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_guarded(side))})$")


def _guarded(side: str) -> list[str]:
    """The words of one side as patterns, longest first, each with the characters that may not stand beside it."""
    rows = sorted((r for r in table("trim") if r[1] == side), key=lambda r: (-len(r[0]), r[0]))
    guards = [f"[{re.escape(r[2])}]" if r[2] != "-" else "" for r in rows]
    if side == "lead":
        return [re.escape(r[0]) + (f"(?!{g})" if g else "") for r, g in zip(rows, guards, strict=True)]
    return [(f"(?<!{g})" if g else "") + re.escape(r[0]) for r, g in zip(rows, guards, strict=True)]


@cache
def _role(role: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, group("cues", role))))


@cache
def _growth() -> re.Pattern[str]:
    words = "|".join(
        map(re.escape, sorted(group("cues", "growth") + group("cues", "fall"), key=lambda w: (-len(w), w)))
    )
    return re.compile(
        rf"(?P<word>{words})(?:速度|率|幅度|比例)?(?P<link>了|达到|达|为|约|均|分别|保持在?|稳定在?|控制在|力争|近|不|在|目标|预计|确保|：|\s)*$"
    )


def has(role: str, text: str) -> bool:
    """Say whether a cue of ``role`` stands in ``text``."""
    return _role(role).search(text) is not None


@cache
def falls() -> frozenset[str]:
    """Words that say a growth goes down."""
    return frozenset(row[0] for row in table("cues") if row[1] == "fall")


def clean(phrase: str) -> str:
    """Drop blanks, footnote marks, stray punctuation and unpaired quotation marks."""
    phrase = NOTE.sub("", SPACE.sub("", phrase))
    previous = ""
    while phrase != previous:
        previous = phrase
        phrase = NOISE.sub("", phrase) if not _paired(phrase) else phrase
    return phrase


def _paired(phrase: str) -> bool:
    return (
        phrase[:1] in "“《（"
        and all(phrase.count(a) == phrase.count(b) for a, b in ("“”", "《》", "（）"))
        and phrase[-1:] not in "，、：；。-"
    )


def strip_lead(phrase: str) -> str:
    """Drop dates, adverbs and empty verbs from the left end, as long as something is left."""
    while True:
        found = DATE_LEAD.match(phrase) or _starts().match(phrase)
        if not found or len(phrase) - found.end() < 2:
            return phrase
        phrase = clean(phrase[found.end() :])


def strip_link(phrase: str) -> str:
    """Drop the verbs that lead to a value (达到, 完成, 分别为) from the right end; may leave nothing."""
    while True:
        found = _ends("link").search(phrase)
        if not found:
            return phrase
        phrase = clean(phrase[: found.start()])


def split_growth(left: str) -> tuple[str, str]:
    """Split 固定资产投资同比增长 into (固定资产投资, 增长); the second is empty where no growth word stands at the end, or 自然增长率, a level."""
    found = _growth().search(left)
    if not found or left.endswith("自然", 0, found.start()):
        return left, ""
    base = left[: found.start()]
    previous = None
    while base != previous:
        previous = base
        base = PACE.sub("", COMPARED.sub("", clean(base)))
    return base, found["word"]


def before(left: str, whole: bool = False) -> str:
    """Return the indicator in the text before a number, without verbs at its ends; empty where none stands.

    ``whole`` keeps a long run-up, as the subjects of 分别 need it.
    """
    phrase = strip_link(clean(FROM_YEAR.sub("", left)))
    phrase = strip_lead(phrase) if whole else clean(shorten(strip_lead(phrase)))
    return "" if phrase in EMPTY or _starts().fullmatch(phrase) or DATE_LEAD.fullmatch(phrase) else phrase


@cache
def _verbs() -> re.Pattern[str]:
    words = {w for role in ("keep", "verb", "predicate") for w in group("cues", role)} | set(group("trim", "lead"))
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))})+")


def only_verbs(phrase: str) -> bool:
    """Say whether a phrase names nothing by itself (建成投用, 其余)."""
    return phrase in ("其余", "余", "外", "另有") or _verbs().fullmatch(phrase) is not None


@cache
def _verb_tail() -> re.Pattern[str]:
    words = {w for role in ("keep", "verb") for w in group("cues", role)} | {
        w for w in group("trim", "lead") if len(w) > 1
    }
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))})$")


def ends_in_verb(phrase: str) -> bool:
    """Say whether a verb stands right before the number (因地制宜实施)."""
    return _verb_tail().search(phrase) is not None


def shorten(phrase: str) -> str:
    """Cut the run-up of a long phrase at its last verb."""
    if len(phrase) <= LONG:
        return phrase
    cut = 0
    for found in _role("verb").finditer(phrase):
        if len(phrase) - found.end() >= 3:
            cut = found.end()
    for found in _role("keep").finditer(phrase):
        if found.start() > cut and len(phrase) - found.end() >= 2 and len(phrase) - found.start() >= 5:
            cut = found.start()
    return strip_lead(clean(phrase[cut:])) if cut else phrase


def after(right: str) -> tuple[str, str]:
    """Return (noun phrase, predicate) of the text after a number and its unit; the noun is empty where a verb follows at once."""
    phrase = clean(right.lstrip("的 "))
    qualified = QUALIFIED.match(phrase)
    if qualified:
        noun, verb = after(phrase[qualified.end() :])
        return qualified[0] + noun, verb
    found = _predicate(phrase)
    noun, verb = (phrase[: found.start()], phrase[found.start() :]) if found else (phrase, "")
    previous = None
    while noun != previous:
        previous = noun
        noun = clean(DATE_TAIL.sub("", _ends("tail").sub("", noun)))
    if len(noun) > 10 and "的" in noun[1:-2] and "”" not in noun[noun.rfind("的") :]:
        noun = noun[noun.rfind("的", 0, -2) + 1 :]
    return noun, verb


def _predicate(phrase: str) -> re.Match[str] | None:
    for found in _role("predicate").finditer(phrase):
        inside_quotes = phrase.count("“", 0, found.start()) > phrase.count("”", 0, found.start())
        if not inside_quotes and not _nominal(phrase, found):
            return found
    return None


def _nominal(phrase: str, found: re.Match[str]) -> bool:
    """A verb that is part of a noun: 通过率, 竣工面积, 上市公司, 在建项目."""
    tail = phrase[found.end() : found.end() + 2]
    return (
        tail[:1] in ("率", "的")
        or tail in ("企业", "公司", "项目", "面积", "中心", "人员", "机构", "经济")
        or phrase[found.start() : found.end() + 1] in NOMINAL
    )


NOMINAL = frozenset(
    [
        "在建",
        "在岗",
        "在校",
        "在园",
        "在谈",
        "有机",
        "有效",
        "为民",
        "比例",
        "均衡",
        "占地",
        "占比",
        "占道",
        "有轨",
        "均等",
        "都市",
        "居民",
        "居住",
        "居家",
        "居委",
        "居环",
        "从业",
        "获得",
        "正式",
        "达标",
        "超算",
        "超市",
        "超高",
        "超级",
        "有色",
        "由头",
    ]
)
EMPTY = frozenset(["", "等", "的", "了", "投", "其", "和", "年", "以", "及", "与", "每", "不", "为", "个"])


AND = r"和(?!谐|美)|与|以及|(?<![普涉以])及(?![时格第])"
"""Joins names; no 及 of 普及率."""
GROUPED = re.compile(r"[二两三四五六七八九十]大[^、]{0,4}产业$")


def shares(subject: str, count: int) -> list[str]:
    """Split the subject of 分别 and what follows it into ``count`` indicators: A、B两大产业分别实现产值 → A产值, B产值."""
    owners, _, owned = subject.partition("分别")
    owned = strip_lead(clean(owned))
    if not owners or not owned:
        return parts(subject, count)
    return [owner + owned for owner in parts(GROUPED.sub("", clean(owners)), count)]


def coordinated(subject: str) -> list[str]:
    """Split what has one value in common: A、B和C均增长 → A, B, C; one name where nothing is coordinated."""
    count = len(re.split(rf"、|{AND}", subject))
    count = 2 if count == 1 and "城乡" in subject else count
    found = parts(subject, count)
    return found if all(len(name) > 1 for name in found) and found else [subject]


def parts(subject: str, count: int) -> list[str]:
    """Split the subject of 分别 into ``count`` indicators (城乡居民收入 → 城镇居民收入, 农村居民收入); empty where it does not split."""
    if count == 1:
        return [subject]
    for joint in (r"、|，", rf"、|{AND}|，"):
        pieces = [p for p in re.split(joint, subject) if p]
        if len(pieces) == count:
            return _completed(pieces, "、" not in subject)
    for pair, names in (("城乡", ("城镇", "农村")), ("城镇和农村", ("城镇", "农村")), ("省市", ("省", "市"))):
        if pair in subject and count == 2:
            return [subject.replace(pair, name, 1) for name in names]
    expanded = [
        e
        for p in pieces
        for e in ([p.replace("城乡", "城镇", 1), p.replace("城乡", "农村", 1)] if "城乡" in p else [p])
    ]
    if len(expanded) == count:
        return _completed(expanded, False)
    if len(pieces) > count:
        return _completed(pieces[-count:], False)
    return []


def _completed(pieces: list[str], paired: bool) -> list[str]:
    """Give each piece the head that it shares with the last; of a pair joined by 和 (``paired``) the second the first's modifier."""
    last = pieces[-1]
    head = next((h for h in group("heads", "head") if last.endswith(h)), "")
    out = []
    for at, piece in enumerate(pieces[:-1]):
        nearer = next((h for p in pieces[at + 1 :] for h in group("heads", "head") if p.endswith(h)), head)
        if nearer != head and len(piece) > 3 and not any(piece.endswith(h) for h in group("heads", "head")):
            piece += nearer
        elif head and not any(piece.endswith(h) for h in group("heads", "head")):
            piece += last[len(piece) :] if len(piece) <= 3 and len(piece) + len(head) < len(last) else head
        out.append(piece)
    first = pieces[0]
    shared = next(
        (first[: -len(h)] for h in group("heads", "head") if first.endswith(h) and len(first) > len(h) + 1), ""
    )
    if shared and last == head and paired:
        out.append(shared + last)
    else:
        out.append(last)
    return out
