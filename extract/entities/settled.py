"""Names that their writing settles: quoted programmes, five-year plans, titles, known firms, lists of firms, what has its price told."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from extract.entities.firms import begins_in_word
from extract.entities.marks import Finder
from extract.entities.nouns import ends_in_head, head_class, is_common
from extract.entities.propose import Lists, Segmented, heads_in, kinds, rare, stops
from extract.entities.signs import any_of, sign
from extract.entities.tagging import Tagged, in_order
from extract.facts import EntityClass
from ontology import territories, vocabulary

SURE, LIKELY = 0.8, 0.7
WORKS: tuple[EntityClass, ...] = ("Project", "Plan")
QUOTED = re.compile(r"“[^“”\n]{1,16}”" + any_of("behind quoted") + "*")
BEFORE_QUOTED = re.compile(r"“(?P<name>[^“”\n]{2,16})”$")
ALONE = re.compile(r"[、,。;:()\n和及与等]|$")
"""What follows a programme that stands for itself (no 行动计划, no 工程3项)."""
FIVE_YEAR = re.compile(r"“?十[一二三四五六七八九]?五”?(?:发展)?规划(?:纲要|《?建议》?)?")
ANNUAL = re.compile(r"[0-9]{4}年国民经济[和与]社会发展计划(?:草案|\(草案\))?")
TITLE = re.compile(r"《([^《》\n]{2,60}" + any_of("title") + r"(?:\([^()]{1,12}\))?)》")
LAW = re.compile(
    "(?:"
    + any_of("done with law")
    + "+(?:新?修[订改]后?的|最严格的|国家(?:和省)?)?|(?<=法)[、和及与])(?P<name>(?:(?:(?![和及与的])[㐀-鿿]){2,12}"
    + any_of("subject of law")
    + "|预算|审计|[㐀-鿿]{1,4}税)法)(?=[,、。;)和及与等])"
)
"""A law without book-title marks, by what is done with it (落实甲促进法) or behind another in a list."""
ENDS_LAW = re.compile("法[,、。;)和及与等]")
CLAUSES = "[0-9二三四五六七八九十][0-9一二三四五六七八九十]{0,2}条"
BY_CLAUSES = re.compile(
    f"“(?P<quoted>[㐀-鿿]{{1,10}}{CLAUSES}(?:措施|政策(?:措施)?)?)”"
    f"|{any_of('done with policy')}(?:了|好)?(?P<plain>(?:(?![条的共])[㐀-鿿]){{4,20}}{CLAUSES}(?:措施|政策(?:措施)?))(?=[,、。;(和及与等])"
)
"""A policy named by how many clauses it has (“甲金融三十条”)."""
LIST = r"((?:[^、,;。:\s“”]{2,12}+、)+[^、,;。:\s“”]{2,10})"
KIND = (
    r"(?:一批|[0-9一二三四五六七八九十几多]+[家个大])?(?:(?!“[^“”]+”(?!龙头|企业|公司|集团))"
    + any_of("kind of firm")
    + r")*"
)
NO_PERSONS = "(?!家(?!数)|主(?![要导动])|化|文化|用工|融资)"
"""What makes another word of 企业: who owns it, what it needs."""
FIRM_LIST = Lists(LIST, "等" + KIND + "(?:企业|公司|集团)" + NO_PERSONS)
ANY_FIRMS = Lists(
    LIST,
    r"(?:等(?:[0-9一二两三四五六七八九十]+[家户个])?|[0-9两二三四五六七八九十]+[家户])(?:"
    + any_of("kind of firm")
    + "|"
    + any_of("branch of firms")
    + "){0,3}"
    + any_of("called firms")
    + NO_PERSONS,
)
"""A list of firms by what they are called together (甲、乙等整机厂, 甲、乙两家加工企业); no other words stand before it."""
LABELLED = re.compile(
    any_of("firms labelled")
    + r"企业(?:主要)?(?:有|包括|为)?:((?:[^、,;。:\s“”()0-9]{2,12}+、)+[^、,;。:\s“”()0-9]{2,12}?)(?=等?[。;,\n(]|等[0-9㐀-鿿]|$)"
)
"""A list of firms behind what they are (代表企业:甲、乙)."""
LINE = r"(?:[0-9一二三四五六七八九十几多]+[大个类])?" + any_of("kind of line") + r"+"
LINE_LIST = Lists(LIST, "等" + LINE + "(?:产业|服务业|制造业)")

SIZE = any_of("size") + r"[^,。;、0-9()]{0,5}[0-9.]+[余多]?" + any_of("unit of size") + r"(?:人民币)?[、,]?的“?"
SIZED = re.compile(
    f"{SIZE}(?P<name>[^,。;、()”\\n0-9][^,。;、()”\\n]{{1,24}}?(?:项目|工程)?)(?=[”,。;、(\\n]|{any_of('goes on')})"
)
"""What a text tells the price or the extent of: 投资三亿元的甲乙城 (its digits folded) has the name 甲乙城."""
COMMON = re.compile(any_of("common word") + "+")
"""Words of which no name is made."""

PHASED = re.compile("([㐀-鿿]{2,6})[一二三四五]期(?:项目|工程)?")
LISTS: tuple[tuple[Lists, EntityClass], ...] = ((FIRM_LIST, "Enterprise"), (LINE_LIST, "Industry"))


def quoted_names(words: Segmented) -> Iterator[Tagged]:
    """Yield names made of a quotation and a firm type noun (“十百千”工程)."""
    for index, start, end in heads_in(words.text):
        cls, strength = kinds()[index]
        opened = words.text.rfind("“", max(0, start - 24), start)
        quoted = opened >= 0 and QUOTED.fullmatch(words.text, opened, start)
        if quoted and strength == "firm" and cls in WORKS:
            own: EntityClass = "Plan" if cls == "Plan" else "Project"
            yield Tagged(opened, end, own, SURE)
            if own == "Project" and ALONE.match(words.text, end):
                yield from quoted_before(words, opened, words.written[words.text.index("”", opened) + 1 : end])


def quoted_before(words: Segmented, opened: int, tail: str) -> Iterator[Tagged]:
    """Yield the quotations that stand right before one at ``opened`` and share its type noun (“甲”“乙”工程; a plan has several in its name)."""
    while before := BEFORE_QUOTED.search(words.text, max(0, opened - 20), opened):
        opened = before.start()
        yield Tagged(
            opened, before.end(), "Project", SURE, words.written[before.start("name") : before.end("name")] + tail
        )


def plan_names(words: Segmented) -> Iterator[Tagged]:
    """Yield five-year plans, laws, policies by their clauses and what book-title marks call a plan."""
    for pattern in (FIVE_YEAR, ANNUAL):
        for found in pattern.finditer(words.text):
            yield Tagged(*found.span(), "Plan", SURE)
    text = words.text
    for found in (*TITLE.finditer(text), *rare(LAW, ENDS_LAW, text), *BY_CLAUSES.finditer(text)):
        yield Tagged(*found.span(found.lastindex or 1), "Plan", SURE)


def sized_names(words: Segmented) -> Iterator[Tagged]:
    """Yield what a text tells the price or the extent of."""
    for found in SIZED.finditer(words.text):
        if not COMMON.fullmatch(found["name"]):
            yield Tagged(*found.span("name"), "Project", LIKELY)


@functools.cache
def firm_finder() -> Finder:
    """The finder of the firms known all over the country."""
    names = (name for firm in vocabulary.enterprises() for name in (firm.label, *firm.alternatives))
    return Finder(dict.fromkeys((name for name in names if len(name) > 1), 1))


def known_firms(tagged: Iterable[Tagged], words: Segmented) -> Iterator[Tagged]:
    """Yield the known firms that the names of projects and parks begin with."""
    for span in tagged:
        if span.cls in ("Project", "Park"):
            for start, end, _ in firm_finder().find(words.text[span.start : span.end]):
                if start == 0 and end < span.end - span.start:
                    yield Tagged(span.start, span.start + end, "Enterprise", SURE)


@functools.lru_cache(maxsize=10_000)
def own_part(name: str) -> str:
    """Return a firm's own name without what it makes (甲乙 of 甲乙曲轴), the whole where no proper name comes first."""
    import rjieba

    (first, tag), *rest = rjieba.tag(name, True)
    makes = rest and rest[-1][1] == "n" and len(name) - len(first) > 1
    return first if makes and tag in ("nz", "nr", "nrt") and vocabulary.industry(name[len(first) :]) is None else name


def phased_firms(tagged: Iterable[Tagged], words: Segmented) -> Iterator[Tagged]:
    """Yield the firms whose works are told by their phase only (甲乙食品二期)."""
    for span in tagged:
        found = PHASED.fullmatch(words.text, span.start, span.end) if span.cls == "Project" else None
        name = own_part(found.group(1)) if found else ""
        if (
            found
            and not sign("no firm").search(name)
            and not ends_in_head(found.group(1))
            and vocabulary.industry(name) is None
            and not territories.by_name(name)
        ):
            yield Tagged(span.start, span.start + len(name), "Enterprise", LIKELY)


def listed(words: Segmented) -> Iterator[Tagged]:
    """Yield the items of lists that end in 等企业 or 等产业."""
    for lists, cls in LISTS:
        for found in lists.find(words.text):
            yield from listed_names(words, found, cls)


def firms_listed(words: Segmented) -> Iterator[Tagged]:
    """Yield the items of lists of firms of any kind, where most of them are no common words, lines of business or places."""
    for found in (*ANY_FIRMS.find(words.text), *LABELLED.finditer(words.text)):
        names = list(listed_names(words, found, "Enterprise"))
        firms = [name for name in names if is_own_name(words.text[name.start : name.end])]
        if 2 * len(firms) > len(names):
            yield from firms


@functools.lru_cache(maxsize=10_000)
def is_own_name(name: str) -> bool:
    """Tell whether an item is called by a name: no common words only, no line of business, no territory, no other thing."""
    signed = sign("no firm").search(name) or sign("no listed firm").search(name)
    other = signed or territories.by_name(name) or vocabulary.industry(name) is not None or begins_in_word(name)
    return not (other or is_common(name)) and head_class(name) in (None, "Enterprise")


def listed_names(words: Segmented, found: re.Match[str], cls: EntityClass) -> Iterator[Tagged]:
    """Yield the items of one list; before the first, what leads into the list is left out."""
    at = found.start(1)
    for number, item in enumerate(found[1].split("、")):
        begin = first_name(words, at, at + len(item)) if number == 0 else at
        if at + len(item) - begin >= 2:
            yield Tagged(begin, at + len(item), cls, LIKELY)
        at += len(item) + 1


def first_name(words: Segmented, start: int, end: int) -> int:
    """Return where the name begins in the first item of a list, after its last stop word."""
    at = end
    while at > start and words.text[words.begins[at - 1] : at] not in stops():
        at = words.begins[at - 1]
    return max(at, start)


def with_settled(tagged: list[Tagged], words: Segmented) -> list[Tagged]:
    """Add the settled names: those that nothing tagged touches, and known firms inside other names.

    A quoted programme takes the place of what is tagged inside it (only “十百千” of “十百千”工程).
    """
    quoted = list(quoted_names(words))
    kept = [span for span in tagged if span.cls not in WORKS or not any(replaces(name, span, words) for name in quoted)]
    taken = bytearray(len(words.text))
    for span in kept:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    found = (*quoted, *plan_names(words), *listed(words), *firms_listed(words), *sized_names(words))
    new = [name for name in found if not any(taken[name.start : name.end])]
    return sorted({*kept, *new, *known_firms(kept, words), *phased_firms(kept, words)}, key=in_order)


def replaces(name: Tagged, span: Tagged, words: Segmented) -> bool:
    """Tell whether a quoted programme takes the place of a tagged one: it holds it, or is the last of several that it runs over."""
    several = (
        name.cls == "Project"
        and span.start < name.start
        and span.end == name.end
        and "”“" in words.text[span.start : span.end]
    )
    return several or inside(span, name)


def inside(span: Tagged, name: Tagged) -> bool:
    """Tell whether a project or plan is tagged inside a longer name."""
    shorter = span.end - span.start < name.end - name.start - 2
    return span.cls in WORKS and name.start <= span.start and span.end <= name.end and shorter
