"""The ontology: everything promised is there, described in both languages, and logically sound."""

import re

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Literal

import ontology

PK = Namespace(ontology.PK)
CLASSES = [
    "District",
    "Park",
    "Industry",
    "Enterprise",
    "Project",
    "Plan",
    "Goal",
    "Indicator",
    "Observation",
    "Document",
    "Passage",
    "Measure",
]
RELATIONS = {
    "covers": ("Plan", "District"),
    "basedOn": ("Plan", "Plan"),
    "partOf": (None, None),
    "locatedIn": (None, None),
    "develops": (None, "Industry"),
    "operatesIn": ("Enterprise", "Industry"),
    "undertakenBy": (None, "Enterprise"),
    "inIndustry": ("Project", "Industry"),
    "subIndustryOf": ("Industry", "Industry"),
    "hasGoal": (None, "Goal"),
    "hasIndicator": ("Plan", "Indicator"),
}
VALUES = [
    "value",
    "valueMax",
    "unit",
    "normalizedValue",
    "normalizedUnit",
    "period",
    "kind",
    "comparator",
    "binding",
    "status",
    "inDocument",
    "start",
    "end",
    "text",
    "section",
    "rule",
    "confidence",
    "sha256",
    "mediaType",
    "textFile",
    "originMap",
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return ontology.load_ontology()


def test_every_promised_class_is_there(graph: Graph) -> None:
    assert [name for name in CLASSES if (PK[name], RDF.type, OWL.Class) not in graph] == []


@pytest.mark.parametrize(("name", "ends"), RELATIONS.items())
def test_every_relation_has_its_ends_and_an_inverse(
    graph: Graph, name: str, ends: tuple[str | None, str | None]
) -> None:
    assert (PK[name], RDF.type, OWL.ObjectProperty) in graph
    for predicate, end in zip((RDFS.domain, RDFS.range), ends, strict=True):
        stated = graph.value(PK[name], predicate)
        assert stated == PK[end] if end else (stated, OWL.unionOf, None) in graph
    assert (None, OWL.inverseOf, PK[name]) in graph


@pytest.mark.parametrize("name", VALUES)
def test_every_promised_value_property_is_declared(graph: Graph, name: str) -> None:
    assert set(graph.objects(PK[name], RDF.type)) & {OWL.DatatypeProperty, OWL.ObjectProperty}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_is_described(graph: Graph, predicate: URIRef, language: str) -> None:
    terms = {term for term in graph.subjects(RDF.type) if str(term).startswith(ontology.PK)}
    described = {s for s, o in graph.subject_objects(predicate) if isinstance(o, Literal) and o.language == language}
    assert sorted(terms - described) == []


@pytest.mark.parametrize("name", ["partOf", "subIndustryOf"])
def test_parts_of_parts_are_parts(graph: Graph, name: str) -> None:
    assert (PK[name], RDF.type, OWL.TransitiveProperty) in graph


def test_a_chain_links_area_and_enterprise_through_an_industry(graph: Graph) -> None:
    chain = graph.value(PK.linkedEnterprise, OWL.propertyChainAxiom)
    assert list(graph.items(chain)) == [PK.develops, PK.hasEnterprise]
    assert graph.value(PK.hasEnterprise, OWL.inverseOf) == PK.operatesIn


@pytest.mark.parametrize(
    "vocabulary",
    [
        "schema.org",
        "w3.org/ns/prov",
        "w3.org/ns/org",
        "skos/core",
        "linked-data/cube",
        "qudt.org",
        "nif-core",
        "w3.org/ns/oa",
        "w3.org/ns/dcat",
    ],
)
def test_the_terms_are_aligned_to(graph: Graph, vocabulary: str) -> None:
    aligned = {SKOS.closeMatch, RDFS.subClassOf, RDFS.subPropertyOf}
    assert any(vocabulary in str(o) for s, p, o in graph if p in aligned and str(s).startswith(ontology.PK))


def test_class_lookups() -> None:
    assert ontology.superclasses("IndustrialPark") == ("Park",)
    assert {"Province", "City", "County", "Town", "Village", "FunctionalZone"} == set(ontology.subclasses("District"))
    assert ontology.labels("locatedIn") == {"zh": "位于", "en": "located in"}
    with pytest.raises(KeyError):
        ontology.superclasses("Nonsense")


def test_every_plankg_term_that_is_used_is_declared(graph: Graph) -> None:
    text = ontology.PLAN.read_text(encoding="utf-8") + ontology.SHAPES.read_text(encoding="utf-8")
    used = set(re.findall(r"\bpk:([A-Za-z]\w*)", text))
    declared = {str(s).removeprefix(ontology.PK) for s in graph.subjects(RDF.type) if str(s).startswith(ontology.PK)}
    shapes = {
        str(s).removeprefix(ontology.PK) for s in ontology.load_shapes().subjects() if str(s).startswith(ontology.PK)
    }
    assert sorted(used - declared - shapes) == []


def test_the_graph_is_written_with_declared_terms_only(graph: Graph) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in sorted((ontology.FOLDER.parent / "kg").glob("*.py")))
    used = set(re.findall(r'"pk:(\w+)"', written))
    assert "inDocument" in used
    assert sorted(name for name in used if (PK[name], RDF.type, None) not in graph) == []
