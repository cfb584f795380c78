"""Names as compared: when two forms name one thing, and which form is the fullest."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

from extract.entities.signs import any_of
from extract.facts import EntityClass
from ontology.tables import read_table

DATA = Path(__file__).parent / "data"
DROPPED = re.compile(r"[\s\"'“”‘’《》<>〈〉()\[\]{}·•,，、。:：;；\-—–_*?？]")
QUANTITY = re.compile(r"[0-9.]+[余多]?[百千万亿]{0,2}" + any_of("unit in name") + r"级?")
"""A number with its unit."""
SHORTEST_ISSUER = 3
INNER_MARKS = re.compile(r"[\s“”\"‘’《》*?？]+")


@functools.lru_cache(maxsize=50_000)
def norm(name: str) -> str:
    """Return the form of a name that is compared: NFKC, lower case, without blanks, quotes, brackets and dots."""
    return DROPPED.sub("", unicodedata.normalize("NFKC", name).lower())


def mended(text: str) -> str:
    """Return a name as it is shown: without quotation marks, book-title marks and the blanks of broken lines."""
    return INNER_MARKS.sub("", text)


@functools.cache
def trimmings() -> dict[EntityClass, tuple[str, ...]]:
    """The endings of a class that do not make another thing of a name, longest first."""
    found: dict[EntityClass, list[str]] = {}
    for cls, ending in read_table(DATA / "trimmings.tsv", ("class", "ending")):
        found.setdefault(cls, []).append(ending)  # type: ignore[arg-type]
    return {cls: tuple(sorted(endings, key=lambda e: (-len(e), e))) for cls, endings in found.items()}


def core(name: str, cls: EntityClass) -> str:
    """Return a compared name without the endings that do not matter, at least two characters long."""
    short = norm(name)
    ending = ending_of(short, cls, 2)
    return short[: len(short) - len(ending)] if ending else short


def short_names(name: str, cls: EntityClass, led: bool = True) -> list[str]:
    """Return the shorter names that a name holds: without an ending that does not matter, without what leads into it (where it may be ``led``); a plan's without its issuer."""
    ending = ending_of(name, cls, 3)
    stem = name[: len(name) - len(ending)]
    short = [stem] if ending and is_name(stem, ending) else []
    about = name.find("关于") if cls == "Plan" else -1
    short += [name[about:]] if about >= SHORTEST_ISSUER and "关于印发" not in name else []
    lead = lead_of(name, 4) if led else ""
    return [*short, name[len(lead) :]] if lead else short


def lead_of(name: str, rest: int) -> str:
    """Return what leads into a name without being part of it (新建, 20万千瓦) and leaves ``rest`` characters, ``""`` where nothing does."""
    counted = QUANTITY.match(name)
    leads = (counted[0],) if counted else leads_in() if name.startswith(leads_in()) else ()
    return next((lead for lead in leads if name.startswith(lead) and len(name) - len(lead) >= rest), "")


def ending_of(name: str, cls: EntityClass, rest: int) -> str:
    """Return the longest ending of a name that does not matter and leaves ``rest`` characters, ``""`` where none does."""
    endings = trimmings().get(cls, ())
    if not name.endswith(endings):
        return ""
    return next((e for e in endings if name.endswith(e) and len(name) - len(e) >= rest), "")


def is_name(stem: str, ending: str) -> bool:
    """Tell whether what is left of a name without an ending names something: no cut word (现代农), no word that needs a noun."""
    return ending != "业" and not stem.endswith(modifiers())


@functools.cache
def modifiers() -> tuple[str, ...]:
    """The words that need a noun after them."""
    return tuple(word for (word,) in read_table(DATA / "modifiers.tsv", ("word",)))


@functools.cache
def leads_in() -> tuple[str, ...]:
    """The words that may stand before a name without being part of it, longest first."""
    return tuple(sorted((word for (word,) in read_table(DATA / "leads.tsv", ("word",))), key=lambda w: (-len(w), w)))
