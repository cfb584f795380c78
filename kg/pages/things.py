"""Pages of things and lists of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.pages.addresses import weights
from kg.pages.entries import Clerk
from kg.pages.model import Thing
from kg.pages.namesakes import qualifiers
from kg.pages.render import Press

PER_LIST = 250


def write_things(press: Press, clerk: Clerk, egos: dict[str, str]) -> None:
    """Write the own pages and the shared ones; ``egos`` are the links to maps of single things."""
    for thing in clerk.addresses.own:
        entry = clerk.entry(thing, with_sketch=True)
        press.page(clerk.addresses.things[thing.iri], "thing.html", e=entry, ego=egos.get(thing.iri, ""))
    for cls, style in press.styles.items():
        pages = [page for page in clerk.addresses.shared if page.startswith(f"g/{cls.lower()}-")]
        for number, page in enumerate(pages, 1):
            entries = [clerk.entry(thing, with_sketch=False) for thing in clerk.addresses.shared[page]]
            numbers = {"number": number, "count": len(pages), "address": numbered(f"g/{cls.lower()}")}
            press.page(page, "shared.html", style=style, entries=entries, **numbers)


def write_lists(press: Press, clerk: Clerk) -> None:
    """Write for each class the list of its members, those with most to say first."""
    weight, where = weights(clerk.atlas), qualifiers(clerk.atlas)
    for cls, style in press.styles.items():
        members = [thing for thing in clerk.atlas.things.values() if thing.cls == cls]
        members.sort(key=lambda t: (-weight[t.iri], t.label, t.iri))
        chunks = [members[at : at + PER_LIST] for at in range(0, len(members), PER_LIST)] or [[]]
        address = numbered(f"l/{cls.lower()}")
        for number, chunk in enumerate(chunks, 1):
            rows = [_row(clerk, thing, weight[thing.iri], where[thing.iri]) for thing in chunk]
            numbers = {"number": number, "count": len(chunks), "address": address}
            press.page(address(number), "list.html", style=style, rows=rows, total=len(members), **numbers)


def _row(clerk: Clerk, thing: Thing, weight: int, where: str) -> dict[str, Any]:
    kinds = [clerk.words.term(kind) for kind in thing.kinds]
    return {"thing": thing, "href": clerk.addresses.things[thing.iri], "weight": weight, "kinds": kinds, "where": where}


def numbered(stem: str) -> Callable[[int], str]:
    """Return the address of the n-th page of a series."""
    return lambda number: f"{stem}-{number}.html"
