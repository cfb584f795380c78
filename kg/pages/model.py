"""What the atlas shows: things, facts, numbers and the passages they come from, gathered from one graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Characters ``[start, end)`` of a document's stored text, and the headings above them joined by `` / ``."""

    document: str
    start: int
    end: int
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One passage that says a fact, the rule that read it, how sure it is (0 to 1; None where the graph does not say)."""

    passage: Passage
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity with a place of its own in the atlas.

    ``cls`` is a class of the contract, ``kinds`` the finer ones; ``documents`` name it, in the sentences of ``mentions``;
    ``holds`` is the document that is this plan.
    """

    iri: str
    cls: str
    label: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...] = ()
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """``subject`` ``predicate`` ``object``; the object is an IRI, or words when ``literal``."""

    subject: str
    predicate: str
    object: str
    literal: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written, with its unit; ``maximum`` for a range."""

    value: Decimal
    unit: str = ""
    maximum: Decimal | None = None
    comparator: str = "="


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of an indicator. ``plotted`` is the value in the normalised unit where the graph has one."""

    iri: str
    indicator: str
    place: str
    quantity: Quantity
    kind: str
    period: str = ""
    plotted: Decimal | None = None
    plotted_unit: str = ""
    binding: bool | None = None
    direction: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One size of a project or park."""

    subject: str
    aspect: str
    quantity: Quantity
    label: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its title or name, the stored text's file name, the original's file name, fingerprint and media type."""

    iri: str
    name: str
    text_file: str
    file_name: str = ""
    sha256: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything the pages are drawn from; every tuple is sorted, so equal graphs give equal pages."""

    things: dict[str, Thing]
    facts: tuple[Fact, ...]
    observations: tuple[Observation, ...]
    measures: tuple[Measure, ...]
    sources: dict[str, Source]
    labels: dict[str, tuple[str, str]]
    outgoing: dict[str, list[Fact]] = field(default_factory=dict)
    incoming: dict[str, list[Fact]] = field(default_factory=dict)

    def degree(self, iri: str) -> int:
        """Count the facts a thing stands in."""
        return len(self.outgoing.get(iri, ())) + len(self.incoming.get(iri, ()))

    def label(self, iri: str) -> str:
        """Return a thing's or document's name; the end of its IRI for what has none."""
        if iri in self.things:
            return self.things[iri].label
        return self.sources[iri].name if iri in self.sources else local(iri)


def local(iri: str) -> str:
    """Return what follows the last ``#`` or ``/`` of an IRI."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
