"""Tagged spans of a whole document become its entities: one class per form, forms of one thing together, every occurrence found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from extract.document import Document, Span, in_text
from extract.entities.alias import default_aliases, joined
from extract.entities.declared import declared
from extract.entities.logistic import Judge
from extract.entities.marks import Finder
from extract.entities.merge import Form, five_year, groups, zones
from extract.entities.names import core, mended, norm, short_names
from extract.entities.pairs import Scene
from extract.entities.tagger.features import fold
from extract.entities.tagging import Tagged
from extract.facts import Entity, EntityClass
from ontology import territories

OWN_WORDS = re.compile("[我全本该][省市县区州旗镇乡村国]")
"""Words for the document's own territory: they name nothing by themselves."""


def voted(text: str, spans: Iterable[Tagged]) -> list[Form]:
    """Give every form one class, that with the greatest sum of probabilities over the document."""
    found: dict[str, list[Tagged]] = defaultdict(list)
    for span in spans:
        key = norm(span.name or text[span.start : span.end])
        if len(key) > 1 and not OWN_WORDS.fullmatch(key) and "\n" not in text[span.start : span.end].strip():
            found[key].append(span)
    return [elected(text, found[key]) for key in sorted(found)]


def elected(text: str, spans: Sequence[Tagged]) -> Form:
    """Return the form that equal spans make together."""
    votes: dict[EntityClass, float] = defaultdict(float)
    for span in spans:
        votes[span.cls] += span.probability
    cls = min(votes, key=lambda c: (-votes[c], c))
    best = max(span.probability for span in spans if span.cls == cls)
    name = mended(spans[0].name or text[spans[0].start : spans[0].end])
    return Form(name, cls, [Span(s.start, s.end) for s in spans], best)


def spelt(text: str, form: Form, span: Span) -> bool:
    """Tell whether the whole form stands at a span of ``text``."""
    return norm(text[span.start : span.end]) == form.key


def occurrences(text: str, forms: Sequence[Form]) -> dict[str, list[Span]]:
    """Find every occurrence of every form in ``text``, the longest where they overlap; by the form's name.

    A name said in parts (东岭 for 东岭变电站 in a list) stands only where it was tagged.
    """
    folded = fold(text)
    written = {folded[s.start : s.end]: i for i, form in enumerate(forms) for s in form.spans if spelt(text, form, s)}
    found = {form.name: [s for s in form.spans if not spelt(text, form, s)] for form in forms}
    for start, end, index in Finder(written).find(folded):
        found[forms[index].name].append(Span(start, end))
    return found


def own_places(document: Document) -> list[str]:
    """Return the compared names of the document's own territory and what it lies in, full and short, longest first."""
    names = {norm(name) for name in (document.metadata.district, *document.metadata.district_path) if name}
    short = {name[:-1] for name in names if len(name) > 2 and name[-1] in "省市县区镇乡"}
    pronouns = {"全省", "全市", "全县", "全区", "我省", "我市", "我县", "我区", "中国", "国家"}
    return sorted(names | short | pronouns, key=lambda n: (-len(n), n))


def own_forms(document: Document) -> Iterator[Form]:
    """The document's own plan, its district and what that lies in, which every document has even where the tagger missed them."""
    text, metadata = document.text, document.metadata
    full = dict.fromkeys((metadata.district, *metadata.district_path))
    districts = [name for home in full for name in (home, *prefecture(home))]
    for name, cls in ((metadata.title, "Plan"), *((district, "District") for district in districts)):
        at = text.find(name) if name else -1
        titled = [block for block in document.blocks[:20] if block.kind == "title"]
        if at >= 0:
            yield Form(mended(name), cls, [Span(at, at + len(name))], 0.9)  # type: ignore[arg-type]
        elif name and cls == "Plan" and titled:
            yield Form(mended(name), "Plan", [Span(titled[0].start, titled[0].end)], 0.9)


def prefecture(name: str) -> list[str]:
    """Return the usual name of an autonomous prefecture (甲州), with its type so that it is no common word."""
    short = territories.short_forms(name, "city") if name.endswith("自治州") else ()
    return [form for form in short if form.endswith("州") and len(form) > 2]


def own_plan_names(document: Document, forms: Iterable[Form]) -> list[tuple[str, str]]:
    """Pair the document's title with the short names that a report gives itself."""
    title = norm(document.metadata.title)
    short = (form.key for form in forms if form.cls == "Plan" and form.key.endswith("工作报告"))
    return [(title, key) for key in short if document.metadata.kind == "report"]


OUTLINE = re.compile("(?:规划)?纲要(?:草案)?")
"""What a text calls a five-year plan that it names in full elsewhere."""
FIVE_YEARS = re.compile("(?<![二三四五六七八九])十([一二三四五六七八九])(?:个五年|五(?!年))")
"""Five years that a text speaks of, of a plan or not."""
NUMERALS = "一二三四五六七八九"


def own_outline(document: Document, forms: Iterable[Form], called: Collection[str]) -> list[tuple[str, str]]:
    """Pair the outline that a document calls only so with its title, or with the five-year plan of its own for the last years it speaks of.

    纲要 alone only where it names no other outline; none of the forms that it has ``called`` something itself.
    """
    keys = [form.key for form in forms if form.cls == "Plan"]
    short = [key for key in keys if OUTLINE.fullmatch(key) and key not in called]
    title, own = norm(document.metadata.title), {key: own_five_years(key, document) for key in keys}
    last = max(FIVE_YEARS.findall(document.text), key=NUMERALS.find, default="") if short else ""
    plans = [title] if "纲要" in title else [key for key in sorted(keys) if last and own[key] == f"十{last}五"]
    other = any("纲要" in key and key != title and not own[key] and not OUTLINE.fullmatch(key) for key in keys)
    return [(plans[-1], key) for key in short if plans and (key.endswith("草案") or not other)]


def own_five_years(key: str, document: Document) -> str:
    """Return which five-year plan of the document's own territory a compared name means, ``""`` for any other plan."""
    rest = key.removeprefix(norm(document.metadata.district))
    return five_year(rest[2:] if OWN_WORDS.match(rest) and rest[1] != "国" else rest)


def own_region(forms: Iterable[Form]) -> list[tuple[str, str]]:
    """Pair 自治区 with all names of the only autonomous region that a document names."""
    places = {form.key for form in forms if form.cls == "District"}
    named = [(t.name, key) for key in sorted(places) for t in territories.by_name(key) if t.name.endswith("自治区")]
    only = REGION in places and len({region for region, _ in named}) == 1
    return [(key, REGION) for _, key in named] if only else []


REGION = "自治区"


def gathered(document: Document, spans: Iterable[Tagged], aliases: Judge | None = None) -> list[Entity]:
    """Return the entities of a document, in the order of their first mention; ``aliases`` is the judge of pairs, plankg's own by default."""
    forms = {form.key: form for form in own_forms(document)}
    for form in voted(document.text, spans):
        forms.setdefault(form.key, form)
    kept = as_sites(list(forms.values()))
    everywhere = occurrences(document.text, kept)
    same = declared(document.text, kept, everywhere)
    kind = {b.key: a.cls for a, b in same}
    kept = [replace(form, cls=kind[form.key]) if form.key in kind else form for form in kept]
    parts = joined(scene(document, kept, everywhere, same), aliases or default_aliases())
    things = (entity(part, everywhere, kind.keys()) for part in parts)
    return with_short_names(sorted(things, key=lambda e: (in_text(e.mentions[0]), e.cls, e.name)), document.text)


def scene(
    document: Document,
    forms: Sequence[Form],
    everywhere: dict[str, list[Span]],
    called: Iterable[tuple[Form, Form]] = (),
) -> Scene:
    """Return the things of a document as rules tell them apart; ``called`` are names that it says are of one thing."""
    places = own_places(document)
    named = [(a.key, b.key) for a, b in called]
    outline = own_outline(document, forms, {key for _, key in named})
    same = [*zones(forms), *own_plan_names(document, forms), *outline, *own_region(forms), *named]
    return Scene(document.text, groups(forms, places, same), everywhere, places)


SITE_NAME = 4
"""Least length of a park's name that a project takes over (a shorter one is often a firm's)."""


def as_sites(forms: Sequence[Form]) -> list[Form]:
    """Take a project that is named by a park of the document and a word for building (X园项目) for the park."""
    parks = {form.key for form in forms if form.cls == "Park" and len(form.key) >= SITE_NAME}
    return [replace(f, cls="Park") if f.cls == "Project" and core(f.name, f.cls) in parks else f for f in forms]


def with_short_names(things: Sequence[Entity], text: str) -> list[Entity]:
    """Add the shorter names that names hold, each to the first thing of a class that has it, none that is another's form.

    Nothing leads into a name that the text quotes from its begin on (“和美乡村”工程).
    """
    taken = {(e.cls, norm(name)) for e in things for name in (e.name, *e.aliases)}
    places = tuple(name for e in things if e.cls == "District" for name in (e.name, *e.aliases) if TYPED.search(name))
    found = []
    for e in things:
        led = not any(fold(text[m.start]) == "“" for m in e.mentions)
        short = {norm(s): s for name in (e.name, *e.aliases) for s in short_names(name, e.cls, led)}
        if e.cls in ("Park", "Project"):
            short |= {norm(s): s for name in (e.name, *e.aliases) for s in without_place(name, places)}
        free = {key: s for key, s in short.items() if (e.cls, key) not in taken}
        taken |= {(e.cls, key) for key in free}
        found.append(replace(e, aliases=(*e.aliases, *free.values())) if free else e)
    return found


TYPED = re.compile(rf"..(?:[{territories.COUNTY}{territories.TOWN}]|街道|苏木)$")
DIRECTION = re.compile(r"[东南西北中][部翼]|环")
SHORTEST_REST = 4
"""Least length of a name without the territory before it."""


def without_place(name: str, places: tuple[str, ...]) -> Iterator[str]:
    """Yield a park's or work's name without the territory or the direction that it begins with."""
    before = next((place for place in places if name.startswith(place)), "") or DIRECTION.match(name)
    length = len(before) if isinstance(before, str) else before.end() if before else 0
    if length and len(name) - length >= SHORTEST_REST:
        yield name[length:]


def entity(forms: Sequence[Form], everywhere: dict[str, list[Span]], other: Collection[str] = ()) -> Entity:
    """Make one entity of the forms that name it; the fullest is its name, unless the text gives it as ``other`` (a former one)."""
    ordered = sorted(forms, key=lambda f: (f.key in other, -len(f.key), f.name))
    mentions = {span for form in forms for span in (everywhere.get(form.name) or form.spans)}
    names = dict.fromkeys(form.name for form in ordered)
    first = ordered[0].name
    confidence = max(form.confidence for form in forms)
    aliases = tuple(name for name in names if name != first)
    return Entity(forms[0].cls, first, aliases, tuple(sorted(mentions, key=in_text)), "tagger", round(confidence, 3))
