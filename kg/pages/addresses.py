"""Where everything stands in the folder: short ASCII file names made of content, links relative to the atlas's root."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from kg.pages.model import Atlas, Passage, Thing, local

OWN_PAGE = 4
"""From so many facts and figures on a thing has a page; the others share one, which saves thousands of near-empty files."""
PER_PAGE = 40
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def short(iri: str) -> str:
    """Return ten hexadecimal digits that stand for an IRI in file names and anchors."""
    return hashlib.sha256(iri.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def document_name(iri: str) -> str:
    """Return the file name of a document's page without its ending."""
    name = local(iri)
    return name if _PLAIN.fullmatch(name) else short(iri)


@dataclass
class Addresses:
    """Link targets: ``things`` by IRI; ``parts`` holds where each page of a long document begins."""

    things: dict[str, str]
    own: list[Thing]
    shared: dict[str, list[Thing]]
    parts: dict[str, list[int]] = field(default_factory=dict)

    def document(self, iri: str, part: int = 0) -> str:
        """Return the page of a document, or of its part counted from 0."""
        return f"d/{document_name(iri)}{f'-{part + 1}' if part else ''}.html"

    def passage(self, passage: Passage) -> str:
        """Return the link to a passage in its document."""
        part = max(0, bisect_right(self.parts.get(passage.document, [0]), passage.start) - 1)
        return f"{self.document(passage.document, part)}#c{passage.start}"


def assign(atlas: Atlas) -> Addresses:
    """Give every thing its page: an own one where it has much to say, else a place on a shared page of its class.

    Things on shared pages follow the order of the texts, so that neighbours on the page are neighbours in the plan.
    """
    weight = weights(atlas)
    own = [thing for thing in atlas.things.values() if weight[thing.iri] >= OWN_PAGE]
    addresses = Addresses({thing.iri: f"e/{short(thing.iri)}.html" for thing in own}, own, {})
    first = _first_passages(atlas)
    small: dict[str, list[Thing]] = {}
    for thing in sorted(atlas.things.values(), key=lambda t: (first.get(t.iri, ("~", 0)), t.label, t.iri)):
        if thing.iri not in addresses.things:
            small.setdefault(thing.cls, []).append(thing)
    for cls, things in sorted(small.items()):
        for at in range(0, len(things), PER_PAGE):
            page = f"g/{cls.lower()}-{at // PER_PAGE + 1}.html"
            addresses.shared[page] = things[at : at + PER_PAGE]
            addresses.things.update((thing.iri, f"{page}#e{short(thing.iri)}") for thing in addresses.shared[page])
    return addresses


def weights(atlas: Atlas) -> Counter[str]:
    """Count for each thing the facts, figures and sizes that its entry shows."""
    found = Counter({iri: atlas.degree(iri) for iri in atlas.things})
    for observation in atlas.observations:
        found.update((observation.indicator, observation.place))
    found.update(measure.subject for measure in atlas.measures)
    return found


def _first_passages(atlas: Atlas) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for fact in atlas.facts:
        for evidence in fact.evidence:
            at = (evidence.passage.document, evidence.passage.start)
            for end in (fact.subject, fact.object):
                found[end] = min(found.get(end, at), at)
    return found
