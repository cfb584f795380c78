"""Which IRI stands for which thing of a document."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from extract.facts import Entity, Extraction
from kg.concepts import industry_code, industry_name
from kg.iri import mint
from kg.places import code_of, district_path, home_path, plan_path
from ontology.tables import read_table

Key = tuple[str, str]
_DATED = re.compile(r"\d{4}|[〇零一二三四五六七八九]{4}年|[一二三四五六七八九十]+五")


class Namer:
    """Mints the IRIs of one document's things.

    Industries, indicators and most enterprises are one thing wherever they are named; districts are told apart by their
    territory path, parks, projects, goals and plans by the path of the document's district (by the document where it names none).
    """

    def __init__(self, extraction: Extraction):
        self.document = extraction.document
        self.home = home_path(extraction.document.metadata)
        self.owner = self.home or (extraction.document.id,)
        self.plan = own_plan(extraction)
        self.uppers = _upper_districts(extraction)
        self.industries = _usual_names(extraction)

    def entity(self, entity: Entity) -> NamedNode:
        """Return the IRI of an entity of the document."""
        return NamedNode(mint(entity.cls.lower(), *self._path(entity)))

    def label(self, entity: Entity) -> str:
        """Return the fullest name of an entity; of an industry its usual name, which is the same in every document."""
        return self.industries.get(entity.name, entity.name) if entity.cls == "Industry" else entity.name

    def code(self, entity: Entity) -> tuple[str, str] | None:
        """Return the property and value of an entity's national code: of a district or industry that the tables know."""
        if entity.cls == "District":
            code = code_of(self._district(entity))
            return ("pk:territoryCode", code) if code else None
        code = industry_code(entity.name) if entity.name in self.industries else ""
        return ("pk:industryCode", code) if code else None

    def goal(self, text: str) -> NamedNode:
        """Return the IRI of a goal with this text."""
        return NamedNode(mint("goal", *self.owner, text))

    def _path(self, entity: Entity) -> tuple[str, ...]:
        if entity.cls == "District":
            return self._district(entity)
        if entity.cls == "Plan":
            return self._plan(entity)
        if entity.cls == "Industry":
            return (self.industries.get(entity.name, entity.name),)
        if entity.cls == "Enterprise" and not is_local_name(entity.name):
            return (entity.name,)
        return (*self.owner, entity.name)

    def _district(self, entity: Entity, seen: tuple[Key, ...] = ()) -> tuple[str, ...]:
        own = self.document.metadata.district
        if self.home and own and own in (entity.name, *entity.aliases):
            return self.home
        upper = self.uppers.get(entity.key)
        loops = upper is None or upper.key in seen
        path = () if upper is None or loops else self._district(upper, (*seen, entity.key))
        return district_path(entity.name, self.home or self.owner, path)

    def _plan(self, entity: Entity) -> tuple[str, ...]:
        owner = plan_path(entity.name, self.home) or self.owner
        if entity != self.plan or _DATED.search(entity.name):
            return (*owner, entity.name)
        metadata = self.document.metadata
        return (*owner, metadata.period or metadata.issued[:4] or self.document.id, entity.name)


def own_plan(extraction: Extraction) -> Entity | None:
    """Return the plan that the document itself is: the one called like its title, else the one whose goals it states."""
    plans = [entity for entity in extraction.entities if entity.cls == "Plan"]
    title = _bare(extraction.document.metadata.title)
    named = [plan for plan in plans if title and title in map(_bare, (plan.name, *plan.aliases))]
    stating = [goal.subject for goal in extraction.goals if goal.subject.cls == "Plan"]
    covering = [relation.subject for relation in extraction.relations if relation.predicate == "covers"]
    return next(iter([*named, *stating, *covering]), None)


def is_local_name(name: str) -> bool:
    """Tell whether many places have an enterprise of this name (自来水公司), so that it names none of them alone."""
    return _local_names().fullmatch(name) is not None


def _bare(title: str) -> str:
    return re.sub(r"[\s《》〈〉“”\"]", "", title)


def _usual_names(extraction: Extraction) -> dict[str, str]:
    """Usual names of industries by the document's names; what the document tells apart is not made one."""
    industries = [entity for entity in extraction.entities if entity.cls == "Industry"]
    claims = Counter(industry_name(entity.name) for entity in industries)
    owners = {form: entity.name for entity in industries for form in (*entity.aliases, entity.name)}
    usual = {entity.name: industry_name(entity.name) for entity in industries}
    return {
        name: label
        for name, label in usual.items()
        if name == label or (claims[label] == 1 and owners.get(label, name) == name)
    }


def _upper_districts(extraction: Extraction) -> dict[Key, Entity]:
    uppers: dict[Key, Entity] = {}
    for relation in extraction.relations:
        if relation.predicate == "partOf" and relation.subject.cls == relation.object.cls == "District":
            uppers.setdefault(relation.subject.key, relation.object)
    return uppers


@cache
def _local_names() -> re.Pattern[str]:
    rows = read_table(Path(__file__).parent / "local-names.tsv", ("pattern", "note"))
    return re.compile("|".join(f"(?:{pattern})" for pattern, _ in rows))
