"""What the extraction room hands over: mentions of things, and facts with the spans that say so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.document import Document, Span

EntityClass = Literal["District", "Park", "Industry", "Enterprise", "Project", "Plan"]
ObservationKind = Literal["actual", "target", "growth_actual", "growth_target", "ratio"]
Comparator = Literal["=", ">=", "<=", ">", "<", "~"]
Aspect = Literal["investment", "floorArea", "landArea", "capacity"]
RelationName = Literal[
    "covers", "basedOn", "partOf", "locatedIn", "develops", "operatesIn", "undertakenBy", "inIndustry", "subIndustryOf"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of a document: its class, fullest name, every other form found, where it is mentioned.

    Two entities of a document never share a form within a class. ``subclass`` is a class of the ontology below ``cls``
    (``IndustrialPark``) or empty. ``name`` is mended (no blanks, no quotation marks), in simplified characters.
    ``mentions`` are sorted; text at a mention may be a form, or 我区/全县 for the document's own district. ``also``
    names further classes under which it is equally right.
    """

    cls: EntityClass
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    rule: str
    confidence: float
    subclass: str = ""
    also: tuple[EntityClass, ...] = ()

    @property
    def key(self) -> tuple[EntityClass, str]:
        """What identifies the entity inside its document."""
        return (self.cls, self.name)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The spans that say a fact (never empty), the rule or model that read them, and how sure it is (0 to 1)."""

    spans: tuple[Span, ...]
    rule: str
    confidence: float

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("evidence without a span")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence out of range: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Relation:
    """``subject`` ``predicate`` ``object`` between two entities of the same document."""

    subject: Entity
    predicate: RelationName
    object: Entity
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of an indicator.

    ``value`` as written with ``unit`` (3.5 with 万人), ``value_max`` for ranges; ``period`` ``"2020"``, ``"2021-2025"`` or
    ``""``; ``district`` is the district or park that is measured; ``binding`` true for 约束性, false for 预期性, else None;
    ``direction`` is ``下降`` where a positive growth value means a fall.
    """

    indicator: str
    value: Decimal
    unit: str
    kind: ObservationKind
    evidence: Evidence
    period: str = ""
    value_max: Decimal | None = None
    comparator: Comparator = "="
    district: Entity | None = None
    binding: bool | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One size of a project or park; ``label`` says what a capacity counts (年处理小麦)."""

    subject: Entity
    aspect: Aspect
    value: Decimal
    unit: str
    evidence: Evidence
    label: str = ""
    comparator: Comparator = "="
    value_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A stated goal in the words of the text; ``subject`` is the plan or the park that has it."""

    text: str
    subject: Entity
    evidence: Evidence
    period: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A plain property of a project or park that the text states: ``status`` (在建, 建成, …) or ``period``."""

    subject: Entity
    predicate: Literal["status", "period"]
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one document says. Tuples are in the order of the text, so equal input gives equal output."""

    document: Document
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    measures: tuple[Measure, ...] = ()
    goals: tuple[Goal, ...] = ()
    attributes: tuple[Attribute, ...] = ()
