"""What a careful reader finds in the examples, the built graph says too: most of it, each with its sentence."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import QuerySolution

from kg.dataset import open_graph, select

FACTS = Path(__file__).with_name("luting-facts.tsv")
KINDS = {"actual", "target", "growth_actual", "growth_target"}
ENOUGH = {"relations": 0.45, "observations": 0.9}
"""Share that must be found: a floor below what is (22 of 40 relations and every observation when this was written), not an aim."""
Fact = tuple[str, str, str, str]


def _facts() -> list[Fact]:
    lines = [line for line in FACTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [tuple(row) for row in csv.reader(lines[1:], delimiter="\t")]  # type: ignore[misc]


Said = tuple[str, frozenset[str], str, frozenset[str]]

RELATIONS = """
SELECT ?file ?s ?predicate ?o WHERE {
  ?said rdf:subject ?s ; rdf:predicate ?predicate ; rdf:object ?o ; prov:wasDerivedFrom/pk:inDocument/pk:fileName ?file .
  FILTER(ISIRI(?o) && ?predicate != rdf:type)
}
"""
OBSERVATIONS = """
SELECT ?file ?s ?predicate ?value ?unit ?period WHERE {
  ?said pk:indicator ?s ; pk:kind ?predicate ; pk:value ?value ; prov:wasDerivedFrom/pk:inDocument/pk:fileName ?file .
  OPTIONAL { ?said pk:unit ?unit } OPTIONAL { ?said pk:period ?period }
}
"""


@pytest.fixture(scope="module")
def said(examples_graph: Path) -> set[Said]:
    """What the graph says: file, names of the subject, predicate, names of the object or the amount."""
    store = open_graph(examples_graph)
    names: dict[str, set[str]] = defaultdict(set)
    for row in select(store, "SELECT ?s ?name { ?s rdfs:label|skos:altLabel ?name }"):
        names[row["s"].value].add(row["name"].value)
    frozen = {node: frozenset(forms) for node, forms in names.items()}
    relations = {
        (row["file"].value, frozen[row["s"].value], row["predicate"].value.rsplit("#", 1)[-1], frozen[row["o"].value])
        for row in select(store, RELATIONS)
        if row["s"].value in frozen and row["o"].value in frozen
    }
    return relations | {
        (row["file"].value, frozen[row["s"].value], row["predicate"].value, frozenset([_amount(row)]))
        for row in select(store, OBSERVATIONS)
    }


def _amount(row: QuerySolution) -> str:
    return " ".join(row[name].value if row[name] else "" for name in ("value", "unit", "period"))


def _found(said: set[Said], fact: Fact) -> bool:
    document, subject, predicate, value = fact
    return any(
        file == document and p == predicate and _one_of(names, subject) and _one_of(objects, value)
        for file, names, p, objects in said
    )


def _one_of(names: frozenset[str], forms: str) -> bool:
    """Whether one of the names is among the forms or begins like one (a title with its years)."""
    return any(name.startswith(tuple(forms.split("/"))) for name in names)


def test_the_facts_name_documents_and_words_that_are_there() -> None:
    examples = FACTS.parents[2] / "examples"
    texts = {path.name: path.read_text("utf-8") for path in examples.glob("luting-*") if path.suffix != ".docx"}
    told = [fact for fact in _facts() if fact[0] in texts]
    assert told
    missing = [fact for fact in told if not any(form in texts[fact[0]] for form in fact[1].split("/"))]
    assert missing == []


@pytest.mark.parametrize("group", ["relations", "observations"])
def test_most_of_what_a_reader_finds_is_in_the_graph(said: set[Said], group: str) -> None:
    facts = [fact for fact in _facts() if (fact[2] in KINDS) == (group == "observations")]
    missed = [fact for fact in facts if not _found(said, fact)]
    assert len(missed) <= (1 - ENOUGH[group]) * len(facts), missed
