"""What a careful reader finds in the examples, the built graph says too: most of it, each with its sentence."""

import csv
from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Namespace
from rdflib.term import Node

PK = Namespace("https://w3id.org/plankg/ontology#")
FACTS = Path(__file__).with_name("luting-facts.tsv")
KINDS = {"actual", "target", "growth_actual", "growth_target"}
ENOUGH = 0.6
Fact = tuple[str, str, str, str]


def _facts() -> list[Fact]:
    lines = [line for line in FACTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [tuple(row) for row in csv.reader(lines[1:], delimiter="\t")]  # type: ignore[misc]


@pytest.fixture(scope="module")
def graph(examples_graph: Path) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(examples_graph / "graph.trig", format="trig")
    return dataset


def _named(graph: Dataset, forms: str) -> set[Node]:
    """Things one of whose names is among ``forms`` or begins so."""
    wanted = tuple(forms.split("/"))
    rows = graph.query("SELECT ?s ?name { ?s rdfs:label|skos:altLabel ?name }")
    return {row.s for row in rows if str(row.name).startswith(wanted)}


def _passages(graph: Dataset, node: Node) -> set[str]:
    query = "SELECT ?name { ?node prov:wasDerivedFrom/pk:inDocument/pk:fileName ?name }"
    return {str(row.name) for row in graph.query(query, initNs={"pk": PK}, initBindings={"node": node})}


def _relation(graph: Dataset, fact: Fact) -> set[Node]:
    _, subject, predicate, value = fact
    ends = {(s, o) for s in _named(graph, subject) for o in _named(graph, value)}
    said = graph.subjects(RDF.predicate, PK[predicate])
    return {node for node in said if (graph.value(node, RDF.subject), graph.value(node, RDF.object)) in ends}


def _observation(graph: Dataset, fact: Fact) -> set[Node]:
    _, indicator, kind, said = fact
    value, unit, period = said.split()
    return {
        node
        for node in graph.subjects(PK.kind)
        if str(graph.value(node, PK.kind)) == kind
        and float(graph.value(node, PK.value)) == float(value)
        and str(graph.value(node, PK.unit)) == unit
        and str(graph.value(node, PK.period)).endswith(period[-4:])
        and graph.value(node, PK.indicator) in _named(graph, indicator)
    }


def _found(graph: Dataset, fact: Fact) -> bool:
    nodes = (_observation if fact[2] in KINDS else _relation)(graph, fact)
    return any(fact[0] in _passages(graph, node) for node in nodes)


def test_the_facts_name_documents_and_words_that_are_there() -> None:
    examples = FACTS.parents[2] / "examples"
    texts = {path.name: path.read_text("utf-8") for path in examples.glob("luting-*") if path.suffix != ".docx"}
    told = [fact for fact in _facts() if fact[0] in texts]
    assert told
    missing = [fact for fact in told if not any(form in texts[fact[0]] for form in fact[1].split("/"))]
    assert missing == []


@pytest.mark.parametrize("group", ["relations", "observations"])
def test_most_of_what_a_reader_finds_is_in_the_graph(graph: Dataset, group: str) -> None:
    facts = [fact for fact in _facts() if (fact[2] in KINDS) == (group == "observations")]
    missed = [fact for fact in facts if not _found(graph, fact)]
    assert len(missed) <= (1 - ENOUGH) * len(facts), missed
