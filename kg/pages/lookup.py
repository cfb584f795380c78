"""The search index: a script that every page can load from disk, where fetch() is not allowed."""

from __future__ import annotations

import json

from kg.pages.addresses import Addresses
from kg.pages.model import Atlas
from kg.pages.namesakes import qualifiers
from kg.pages.words import Style


def search_script(atlas: Atlas, addresses: Addresses, styles: dict[str, Style]) -> str:
    """Return ``a/search.js``: classes, and one row [name, other names, class, link, facts, where] per thing."""
    order = list(styles)
    ranked = sorted(atlas.things.values(), key=lambda t: (-atlas.degree(t.iri), t.label, t.iri))
    where = qualifiers(atlas)
    rows = [
        [t.label, "|".join(t.aliases), order.index(t.cls), addresses.things[t.iri], atlas.degree(t.iri), where[t.iri]]
        for t in ranked
    ]  # fmt: skip
    rows += [[s.name, "", -1, addresses.document(iri), 0, ""] for iri, s in sorted(atlas.sources.items())]
    classes = [[s.cls, s.glyph, s.zh, s.en] for s in styles.values()]
    return f"window.ATLAS={{classes:{_js(classes)},rows:[\n" + ",\n".join(map(_js, rows)) + "\n]};\n"


def _js(value: object) -> str:
    """Return JSON that is also a script: no line separators of JavaScript's, nothing that could end a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
