"""A real Neo4j imports the files with the command of the README, and answers what is asked of it.

Needs Java with a compiler, and Maven once to fetch Neo4j Community into ``~/.cache/plankg-test/neo4j`` (128 MB).
"""

from __future__ import annotations

import re
import shlex
import shutil
import socket
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store
from sampleplan import sample_store

from kg.neo4j import write_neo4j

pytestmark = pytest.mark.neo4j
neo4j = pytest.importorskip("neo4j", reason="the neo4j driver is not installed")

HERE = Path(__file__).parent
CACHE = Path.home() / ".cache/plankg-test/neo4j"
FETCH_SECONDS, IMPORT_SECONDS, START_SECONDS = 150, 90, 90
QUICK = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]


@pytest.fixture(scope="session")
def java() -> str:
    found = shutil.which("java")
    if not found:
        pytest.skip("no java on the path")
    modules = subprocess.run([found, "--list-modules"], capture_output=True, text=True, timeout=20, check=False).stdout
    if "jdk.compiler" not in modules:
        pytest.skip("this Java has no compiler, which the little server of this test needs")
    return found


@pytest.fixture(scope="session")
def jars() -> Path:
    """The jars of Neo4j Community, fetched from Maven Central the first time."""
    done = CACHE / "complete"
    if not done.is_file():
        maven = shutil.which("mvn") or pytest.skip("Neo4j is not cached, and there is no mvn to fetch it")
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [
            maven,
            "-q",
            "-B",
            "-f",
            str(HERE / "pom.xml"),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={CACHE / 'jars'}",
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=FETCH_SECONDS, check=True)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"Neo4j could not be fetched from Maven Central: {error}")
        done.touch()
    return CACHE / "jars"


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("import")
    write_neo4j(store, written)
    return written


@pytest.fixture(scope="module")
def home(java: str, jars: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Neo4j home whose database was imported with the very command line of the README."""
    place = tmp_path_factory.mktemp("home")
    (place / "conf").mkdir()
    (place / "conf/neo4j.conf").touch()
    command = re.search(
        r"^neo4j-admin (database import full .*)$", (folder / "README.md").read_text(encoding="utf-8"), re.M
    )
    assert command is not None
    run = [java, *QUICK, "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", *shlex.split(command.group(1))]
    environment = {
        "NEO4J_HOME": str(place),
        "NEO4J_CONF": str(place / "conf"),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        run, cwd=folder, env=environment, capture_output=True, text=True, timeout=IMPORT_SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return place


@pytest.fixture(scope="module")
def driver(java: str, jars: Path, home: Path) -> Iterator[Any]:
    """A driver on the database, served on a free port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run = [java, *QUICK, "-cp", f"{jars}/*", str(HERE / "BoltServer.java"), str(home), str(port)]
    with subprocess.Popen(
        run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        late = threading.Timer(START_SECONDS, server.kill)
        late.start()
        try:
            assert server.stdout is not None
            assert "ready" in server.stdout.readline(), f"the server did not start within {START_SECONDS} s"
            late.cancel()
            with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}") as connected:
                yield connected
        finally:
            late.cancel()
            server.kill()


def ask(driver: Any, cypher: str, **values: Any) -> list[list[Any]]:
    return [list(record) for record in driver.execute_query(cypher, values).records]


def scripts(path: Path) -> list[str]:
    text = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("//"))
    return [piece.strip() for piece in text.split(";\n") if piece.strip()]


def sparql(store: Store, query: str) -> list[list[str]]:
    return [[term.value for term in row] for row in store.query(query, use_default_graph_as_union=True)]  # type: ignore[union-attr]


PREFIX = "PREFIX pk: <https://w3id.org/plankg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


def test_the_nodes_of_each_class_are_as_many(driver: Any, store: Store) -> None:
    query = (
        PREFIX
        + 'SELECT ?c (STR(COUNT(DISTINCT ?x)) AS ?n) { ?x a ?c FILTER(STRSTARTS(STR(?x), "https://w3id.org/plankg/id/")) } GROUP BY ?c'
    )
    expected = {iri.split("#")[1]: int(count) for iri, count in sparql(store, query) if "/plankg/ontology#" in iri}
    found = dict(ask(driver, "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*)"))
    assert {name: found.get(name) for name in expected} == expected
    assert found["Park"] == found["CoreArea"] == 1


def test_names_with_quotes_semicolons_and_formulas_arrive_as_they_are(driver: Any, store: Store) -> None:
    names = Counter(
        name for (aliases,) in ask(driver, "MATCH (n:Thing) RETURN coalesce(n.aliases, [])") for name in aliases
    )
    assert names == Counter(
        name for _, name in sparql(store, PREFIX + "SELECT DISTINCT ?x ?name { ?x skos:altLabel ?name }")
    )
    assert {"青石;谷", '青石"谷"'} <= set(names)
    assert ask(driver, "MATCH (n:Project) RETURN n.name") == [["=算力中心,二期"]]


def test_a_relation_of_two_documents_is_two_with_all_sentences(driver: Any) -> None:
    found = ask(
        driver,
        "MATCH (:Park)-[r:DEVELOPS]->(:Industry) RETURN r.confidence, size(r.sentences), r.starts[0] < r.ends[0] ORDER BY r.confidence",
    )
    assert found == [[0.6, 1, True], [0.75, 2, True]]


def test_numbers_are_numbers(driver: Any) -> None:
    query = "MATCH (o:Observation)-[:INDICATOR]->(i) RETURN i.name, o.value, o.valueMax, o.normalizedValue, o.period ORDER BY o.value"
    assert ask(driver, query) == [
        ["地区生产总值", 180.0, None, 1.8e10, "2021"],
        ["地区生产总值", 210.5, 220.0, 2.105e10, "2025"],
    ]


def test_every_fact_leads_to_the_text_of_its_document(driver: Any) -> None:
    query = "MATCH (g:Goal)-[s:DERIVED_FROM]->(p:Passage)-[:IN_DOCUMENT]->(d:Document) RETURN g.name, s.rule, s.confidence, p.text, d.name ORDER BY s.rule"
    assert ask(driver, query) == [
        ["建成智造强县", "goal", 0.75, "建成智造强县。", "云岭县国民经济和社会发展规划纲要"],
        ["建成智造强县", "heading", 0.4, "建成智造强县。", "云岭县政府工作报告"],
    ]


def test_schema_and_examples_run_and_answer(driver: Any, folder: Path) -> None:
    for statement in scripts(folder / "schema.cypher"):
        ask(driver, statement)
    ask(driver, "CALL db.awaitIndexes(60)")
    answers = [ask(driver, statement) for statement in scripts(folder / "examples.cypher")]
    assert ["青石片区", "数字经济", "云岭数科公司"] in [row[:3] for row in answers[0]]
    assert ask(driver, "CALL db.index.fulltext.queryNodes('names', '青石谷') YIELD node RETURN node.name LIMIT 1") == [
        ["青石片区"]
    ]
    assert [len(answer) > 0 for answer in answers] == [True, True, True, True, False, True, True]


def test_the_export_is_the_same_from_trig(store: Store, folder: Path, tmp_path: Path) -> None:
    store.dump(tmp_path / "graph.trig", format=RdfFormat.TRIG)
    again = Store()
    again.bulk_load(path=tmp_path / "graph.trig", format=RdfFormat.TRIG)
    write_neo4j(again, tmp_path / "neo4j")
    assert (tmp_path / "neo4j/relations.csv").read_bytes() == (folder / "relations.csv").read_bytes()
