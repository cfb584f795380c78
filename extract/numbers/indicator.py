"""The noun phrase before a number: cut out of the clause to its left."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.numbers.words import any_of, group, table

DATE_LEAD = re.compile(
    r"(?:到|至|截至|截止|在|并?于)?(?:(?:19|20)\d\d年?(?:-{1,2}(?:19|20)\d\d年?)?(?:度|末|底前?|前|初|间|期间)?|“?十[一二三四五六]?五”?(?:时期|期间|末|[前后][两二三四]年?)?|(?:\d+|[一二三四五六七八九十]+)月(?:末|底前?|份|\d+日)?"
    r"|上半年|下半年|(?:今后|未来|过去)?(?:的)?[三五]年(?:内|来|间|累计)?|一年来|每年|全年|本年|去年|今年|前?[一二三四]季度)(?:来|以来)?[，]?"
)
DATED_NOTE = re.compile(r"（[^（）]*(?:19|20)\d\d年[一-龥][^（）]*）(?=.{2})")
BY_YEAR = re.compile(r"^.{2,}?(?:到|至)20\d\d年(?=[^占的]{4,}$)|(?<=.{2})(?:到|至)20\d\d年(?=占)")
"""Who and by when, before the indicator's own name: 某园到2010年(入园企业)."""
ON_WORKS = re.compile(r"^在[^，]{6,60}?" + any_of("phrases", "field") + r"(?:上|中|方面)(?=.{4})")
"""On what: 在道路、绿化等设施建设上(累计投入资金)."""
DATED_END = re.compile(r"(?<=[一-龥]{3})(?:到|至|在)?(?:19|20)\d\d年(?:[底末])?$")
"""When, between an indicator and the verb to its value: 预算收入2014年(越过60亿元)."""
ALLOTTED = re.compile(r"^[^，]{0,14}?每年(?:统筹)?(?:安排|设立|列支)(?=.{2})")
"""Who allots how often: 市财政每年安排(专项资金)."""
REALISED = re.compile(r"(?<=[一-龥]{2})(?:实现|完成)((?:(?:规上|规模以上)?工业)?" + any_of("phrases", "output") + "$)")
"""The verb between an owner and what it reached: 集中区(实现)产值."""
TRAILING_NOTE = re.compile(r"(?<=[一-龥”]{2})（(?!不?含|不?包[含括])[一-龥、，]{4,}）$")
"""Explains a name at its end (服务点（不新建用房）) and does not say what it takes in (小学（不含教学点）)."""
FROM_YEAR = re.compile(r"(?:从|由)(?:(?:19|20)\d\d年[底末]?的?|“?十[一二三四五六]?五”?期?末的?|[^，]{0,6}的)?\s*$")
NOTE = re.compile(r"[（\[【][\d①-⑳]{1,3}[）\]】]|[①-⑳]")
SPACE = re.compile(r"[\s*]+")
NOISE = re.compile(r"^[，、：；。）”’》\-·—.…]+|[，、：；。（“‘《\-·—.…]+$")
COMPARED = re.compile(
    r"(?:，|、)?(?:与|同|比|较|按)?(?:"
    + any_of("phrases", "earlier")
    + r"|“?十[一二三四]?五”?(?:时期|期间|末|初)?|(?:19|20)\d\d年(?:末|底)?)(?:同期)?(?:末|底)?(?:相比|比)?$"
)
SHARE = re.compile(
    r"^(?P<who>.*?)(?P<of>(?:占(?!比$|地|道|用)|相当于)[^，、占]{1,18}?)(?P<word>的?"
    + any_of("phrases", "share")
    + r")?的?$"
)
LONG = 9


@cache
def _starts() -> re.Pattern[str]:
    return re.compile("|".join(_guarded("lead")))


@cache
def ends(side: str) -> re.Pattern[str]:
    """Compile the words to strip from the right end of a phrase."""
    return re.compile(f"(?:{'|'.join(_guarded(side))})$")


@cache
def _pace() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_guarded('pace'))}|[一两三五]年(?:来|间|期间)?)$")


def _guarded(side: str) -> list[str]:
    """The words of one side as patterns, longest first, each with the characters that may not stand beside it."""
    rows = sorted((r for r in table("trim") if r[1] == side), key=lambda r: (-len(r[0]), r[0]))
    guards = [f"[{re.escape(r[2])}]" if r[2] != "-" else "" for r in rows]
    if side == "lead":
        return [re.escape(r[0]) + (f"(?!{g})" if g else "") for r, g in zip(rows, guards, strict=True)]
    return [(f"(?<!{g})" if g else "") + re.escape(r[0]) for r, g in zip(rows, guards, strict=True)]


@cache
def cue(role: str) -> re.Pattern[str]:
    """Compile the cues of ``role``, anywhere."""
    return re.compile(any_of("cues", role))


@cache
def _growth() -> re.Pattern[str]:
    words = any_of("cues", "growth", "fall")
    return re.compile(rf"(?P<word>{words})(?:速度|率|幅度|比例)?(?:{any_of('phrases', 'grown')}|：|\s)*$")


def has(role: str, text: str) -> bool:
    """Say whether a cue of ``role`` stands in ``text``."""
    return cue(role).search(text) is not None


@cache
def falls() -> frozenset[str]:
    """Words that say a growth goes down."""
    return frozenset(row[0] for row in table("cues") if row[1] == "fall")


@lru_cache(maxsize=256)
def clean(phrase: str) -> str:
    """Drop blanks, footnote marks, stray punctuation and unpaired quotation marks; several steps ask it of the same words."""
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
        found = ends("link").search(phrase)
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
        base = _pace().sub("", COMPARED.sub("", clean(base)))
    return base, found["word"]


def before(left: str, whole: bool = False) -> str:
    """Return the indicator in the text before a number, without verbs at its ends; empty where none stands.

    ``whole`` keeps a long run-up, as the subjects of 分别 need it.
    """
    phrase = strip_link(clean(TRAILING_NOTE.sub("", DATED_NOTE.sub("", FROM_YEAR.sub("", left)).rstrip())))
    phrase = ON_WORKS.sub("", ALLOTTED.sub("", BY_YEAR.sub("", REALISED.sub(r"\1", DATED_END.sub("", phrase)))))
    phrase = strip_lead(phrase) if whole else clean(shorten(strip_lead(phrase)))
    return "" if phrase in EMPTY or _starts().fullmatch(phrase) or DATE_LEAD.fullmatch(phrase) else phrase


@cache
def _verbs() -> re.Pattern[str]:
    words = {w for role in ("keep", "verb", "predicate") for w in group("cues", role)} | set(group("trim", "lead"))
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))})+")


def only_verbs(phrase: str) -> bool:
    """Say whether a phrase names nothing by itself (建成投用, 其余)."""
    return phrase not in NOUNS and (phrase in group("phrases", "rest") or _verbs().fullmatch(phrase) is not None)


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
    for found in cue("verb").finditer(phrase):
        if len(phrase) - found.end() >= 3:
            cut = found.end()
    for found in cue("keep").finditer(phrase):
        if found.start() > cut and len(phrase) - found.end() >= 2 and len(phrase) - found.start() >= 5:
            cut = found.start()
    return strip_lead(clean(phrase[cut:])) if cut else phrase


NOUNS = frozenset(["基本建设"])
"""Made of verbs, but a thing."""
EMPTY = frozenset(["", *group("phrases", "empty")])
