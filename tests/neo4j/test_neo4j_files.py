"""The import files hold the graph: everything is read back from them and compared with the store."""

from __future__ import annotations

import csv
import importlib
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store
from sampleplan import sample_store

from kg.dataset import open_graph
from kg.iri import BASE
from kg.neo4j import write_neo4j
from kg.neo4j.nodes import columns
from kg.terms import ONTOLOGY, PREFIXES

UNIT = "\x1f"
Row = dict[str, str]
PK, RDF, RDFS, SKOS, PROV = (PREFIXES[name] for name in ("pk", "rdf", "rdfs", "skos", "prov"))
REIFYING = {RDF + name for name in ("subject", "predicate", "object")} | {
    PROV + "wasDerivedFrom",
    PK + "rule",
    PK + "confidence",
}


def table(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def split(cell: str) -> list[str]:
    return cell.split(UNIT) if cell else []


def camel(kind: str) -> str:
    first, *rest = kind.lower().split("_")
    return PK + first + "".join(part.title() for part in rest)


def full(prefixed: str) -> str:
    prefix, colon, name = prefixed.partition(":")
    return PREFIXES[prefix] + name if colon and prefix in PREFIXES else prefixed


def plain(term: object) -> str:
    return str(getattr(term, "value", term))


@pytest.fixture(scope="module", params=["sample", pytest.param("annotated", marks=pytest.mark.corpus)])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Quad], Path]:
    """The quads of a graph, and the folder that was written from it."""
    folder = tmp_path_factory.mktemp("export")
    if request.param == "sample":
        store = sample_store()
    else:
        shared = request.getfixturevalue("shared")
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(str(Path(__file__).parents[1] / "kg"))
            build_gold = importlib.import_module("goldgraph").build_gold
        build_gold(shared, ["001"], folder / "out", request.getfixturevalue("graph_only"))
        store = open_graph(folder / "out")
    write_neo4j(store, folder / "neo4j")
    return [quad for quad in store if quad.graph_name != ONTOLOGY], folder / "neo4j"


@pytest.fixture(scope="module")
def graph_only() -> object:
    from kg.build import Options

    return Options(only_graph=True, jobs=1)


Exported = tuple[list[Quad], Path]


def test_every_node_has_its_classes(exported: Exported) -> None:
    quads, folder = exported
    labels = {
        row["iri:ID(Thing)"]: set(split(row[":LABEL"]))
        for name in ("entities", "numbers", "documents", "passages")
        for row in table(folder, name)
    }
    typed = {
        (plain(q.subject), plain(q.object).removeprefix(PK))
        for q in quads
        if plain(q.predicate) == RDF + "type" and plain(q.object) != RDF + "Statement"
    }
    assert {iri for iri, _ in typed} == set(labels)
    assert [pair for pair in typed if pair[1] not in labels[pair[0]]] == []
    assert all("Thing" in names for names in labels.values())
    assert all("Park" in names for names in labels.values() if "CoreArea" in names)


def test_no_node_stands_in_two_files(exported: Exported) -> None:
    _, folder = exported
    iris = [
        row["iri:ID(Thing)"] for name in ("entities", "numbers", "documents", "passages") for row in table(folder, name)
    ]
    assert len(iris) == len(set(iris))


def test_every_name_is_there(exported: Exported) -> None:
    quads, folder = exported
    written = {
        (row["iri:ID(Thing)"], name)
        for file in ("entities", "documents")
        for row in table(folder, file)
        for name in [row["name:string"], *split(row["aliases:string[]"])]
        if name
    }
    assert written == {
        (plain(q.subject), plain(q.object)) for q in quads if plain(q.predicate) in (RDFS + "label", SKOS + "altLabel")
    }


def test_every_value_is_there(exported: Exported) -> None:
    quads, folder = exported
    written = set()
    for file in ("entities", "numbers", "documents", "passages"):
        for row in table(folder, file):
            for column in columns(file):
                cell = row[column.header]
                written |= {
                    (row["iri:ID(Thing)"], full(column.property), text)
                    for text in (split(cell) if column.many else [cell] if cell else [])
                }
            for extra in split(row["more:string[]"]):
                name, _, text = extra.partition("=")
                written.add((row["iri:ID(Thing)"], full(name), text))
    skipped = REIFYING | {RDF + "type", RDFS + "label", SKOS + "altLabel"}
    expected = {
        (plain(q.subject), plain(q.predicate), plain(q.object).removeprefix(PK))
        for q in quads
        if plain(q.predicate) not in skipped
        and not (isinstance(q.object, NamedNode) and q.object.value.startswith(BASE))
    }
    assert {row for row in written if row[1] not in skipped} == expected


def evidence(quads: list[Quad]) -> dict[tuple[str, str], dict[str, set[str]]]:
    """Rule, confidence, passages, subject … of each statement node, number and goal, per document."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for quad in quads:
        if plain(quad.predicate) in REIFYING:
            node = found.setdefault((plain(quad.subject), plain(quad.graph_name)), {})
            node.setdefault(re.split("[#/]", plain(quad.predicate))[-1], set()).add(plain(quad.object))
    return found


def test_every_statement_keeps_rule_confidence_and_all_its_passages(exported: Exported) -> None:
    quads, folder = exported
    written: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in table(folder, "relations"):
        written[(row["statement:string"], row["document:string"])] = {
            "subject": {row[":START_ID(Thing)"]},
            "predicate": {camel(row[":TYPE"])},
            "object": {row[":END_ID(Thing)"]},
            "rule": {row["rule:string"]},
            "confidence": {row["confidence:double"]},
            "wasDerivedFrom": set(split(row["passages:string[]"])),
        }
    for row in table(folder, "evidence"):
        node = written.setdefault(
            (row["statement:string"] or row[":START_ID(Thing)"], row["document:string"]), {"wasDerivedFrom": set()}
        )
        node["wasDerivedFrom"].add(row[":END_ID(Thing)"])
        node |= {"rule": {row["rule:string"]}, "confidence": {row["confidence:double"]}}
        if row["statement:string"]:
            is_type = row[":TYPE"] == "MENTIONED_IN"
            node |= {
                "subject": {row[":START_ID(Thing)"]},
                "predicate": {RDF + "type" if is_type else PK + row["property:string"]},
            }
            node["object"] = {(PK if is_type else "") + row["value:string"]}
    assert written == evidence(quads)


def test_a_relation_carries_its_sentences_and_offsets(exported: Exported) -> None:
    quads, folder = exported
    facts = {(plain(q.subject), plain(q.predicate)): plain(q.object) for q in quads}
    rows = table(folder, "relations")
    assert rows
    for row in rows:
        quoted = zip(
            *(split(row[name]) for name in ("passages:string[]", "sentences:string[]", "starts:long[]", "ends:long[]")),
            strict=True,
        )
        for passage, text, start, end in quoted:
            assert (facts[passage, PK + "text"], facts[passage, PK + "start"], facts[passage, PK + "end"]) == (
                text,
                start,
                end,
            )


def test_relations_and_links_are_all_there(exported: Exported) -> None:
    quads, folder = exported
    written = {
        (row[":START_ID(Thing)"], camel(row[":TYPE"]), row[":END_ID(Thing)"], row["document:string"])
        for name in ("relations", "links")
        for row in table(folder, name)
    }
    expected = {
        tuple(map(plain, quad))
        for quad in quads
        if plain(quad.predicate) not in REIFYING
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(BASE)
    }
    assert written == expected


def test_both_ends_of_every_relationship_are_nodes(exported: Exported) -> None:
    _, folder = exported
    iris = {
        row["iri:ID(Thing)"] for name in ("entities", "numbers", "documents", "passages") for row in table(folder, name)
    }
    ends = {
        row[end]
        for name in ("relations", "links", "evidence")
        for row in table(folder, name)
        for end in (":START_ID(Thing)", ":END_ID(Thing)")
    }
    assert ends <= iris


def test_a_link_to_nothing_known_gives_a_bare_thing(tmp_path: Path) -> None:
    store = Store()
    store.add(
        Quad(
            NamedNode(BASE + "park/a"), NamedNode(RDF + "type"), NamedNode(PK + "Park"), NamedNode(BASE + "document/1")
        )
    )
    store.add(
        Quad(
            NamedNode(BASE + "park/a"),
            NamedNode(PK + "partOf"),
            NamedNode(BASE + "park/b"),
            NamedNode(BASE + "document/1"),
        )
    )
    write_neo4j(store, tmp_path / "neo4j")
    assert [(row["iri:ID(Thing)"], split(row[":LABEL"])) for row in table(tmp_path / "neo4j", "entities")] == [
        (BASE + "park/a", ["Park", "Thing"]),
        (BASE + "park/b", ["Thing"]),
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_graph_gives_the_same_bytes_and_replaces_the_folder(tmp_path: Path) -> None:
    write_neo4j(sample_store(), tmp_path / "neo4j")
    first = contents(tmp_path / "neo4j")
    (tmp_path / "neo4j" / "old.csv").write_text("from before")
    shuffled = Store()
    shuffled.extend(sorted(sample_store(), key=lambda quad: str(quad)[::-1]))
    write_neo4j(shuffled, tmp_path / "neo4j")
    assert contents(tmp_path / "neo4j") == first
    assert [path.name for path in tmp_path.iterdir()] == ["neo4j"]


def test_the_readme_names_every_file(tmp_path: Path) -> None:
    write_neo4j(sample_store(), tmp_path)
    command = re.search(r"neo4j-admin database import full .*", (tmp_path / "README.md").read_text(encoding="utf-8"))
    assert command is not None
    assert sorted(re.findall(r"=(\w+\.csv)", command.group())) == sorted(path.name for path in tmp_path.glob("*.csv"))
