"""A document's graph: what is asserted, under which names, with which evidence."""

from dataclasses import replace

import little
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from extract.document import Block, Cell, Document, Span
from kg.assemble import assemble, document_iri
from kg.confidence import confident
from kg.dataset import select
from kg.passage import PassageFinder
from kg.shacl import violations

DOCUMENT = little.document()
EXTRACTION = little.extract(DOCUMENT)
PARK = NamedNode("https://w3id.org/plankg/id/park/云岭省/青禾县/东篱食品园")


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.extend(assemble(EXTRACTION))
    return store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    return sorted(tuple("" if v is None else v.value.rsplit("#")[-1] for v in row) for row in select(store, query))


def test_everything_stands_in_the_documents_graph(store):
    assert list(store.named_graphs()) == [document_iri(DOCUMENT.id)]


def test_names_and_classes(store):
    query = f"SELECT ?p ?o WHERE {{ {PARK} ?p ?o FILTER(?p IN (rdf:type, rdfs:label, skos:altLabel)) }}"
    assert rows(store, query) == [
        ("altLabel", "东篱园"),
        ("label", "东篱食品园"),
        ("type", "IndustrialPark"),
        ("type", "Park"),
    ]
    assert {q.object.language for q in store.quads_for_pattern(PARK, None, None) if isinstance(q.object, Literal)} == {
        "zh"
    }


def test_a_fact_stated_twice_is_one_statement_with_two_passages(store):
    query = """SELECT ?rule ?confidence ?text WHERE {
        ?s a rdf:Statement ; rdf:predicate pk:develops ; pk:rule ?rule ; pk:confidence ?confidence ; prov:wasDerivedFrom/pk:text ?text }"""
    assert rows(store, query) == [
        ("second", "0.7", "东篱食品园重点发展烘焙业。"),
        ("second", "0.7", "东篱食品园重点发展烘焙业。"),
    ]
    assert len(rows(store, "SELECT ?s WHERE { ?s rdf:predicate pk:develops }")) == 1


def test_every_passage_is_its_slice_and_knows_section_and_origin(store):
    query = """SELECT ?start ?end ?text ?section ?place ?offset WHERE {
        ?p a pk:Passage ; pk:start ?start ; pk:end ?end ; pk:text ?text ; pk:originPlace ?place ; pk:originOffset ?offset ; pk:inDocument ?d
        OPTIONAL { ?p pk:section ?section } }"""
    found = list(select(store, query))
    assert found
    for row in found:
        start, end = int(row["start"].value), int(row["end"].value)
        assert row["text"].value == DOCUMENT.text[start:end]
        assert (row["place"].value, int(row["offset"].value)) == ("page 2", 100 + start)
    sections = {row["text"].value: row["section"].value for row in found if row["section"]}
    assert sections["建成食品名县。"] == "第二章 目标"


def test_every_relation_observation_measure_and_goal_has_sound_evidence(store):
    nodes = rows(
        store,
        """SELECT ?node WHERE {
            { ?node a rdf:Statement } UNION { ?node a pk:Observation } UNION { ?x pk:measure ?node } UNION { ?node a pk:Goal } }""",
    )
    sound = rows(
        store,
        """SELECT DISTINCT ?node WHERE {
            ?node prov:wasDerivedFrom [ a pk:Passage ; pk:text ?t ] ; pk:rule ?r ; pk:confidence ?c }""",
    )
    assert nodes == sound
    asserted = rows(
        store,
        "SELECT ?s ?o WHERE { ?s pk:covers|pk:develops|pk:operatesIn|pk:locatedIn|pk:hasGoal|pk:hasIndicator ?o }",
    )
    reified = rows(
        store,
        "SELECT ?s ?o WHERE { ?x a rdf:Statement ; rdf:subject ?s ; rdf:object ?o ; rdf:predicate ?p FILTER(?p != rdf:type && ?p != pk:status) }",
    )
    assert asserted == reified
    assert len(asserted) == 6


def test_observations_and_measures(store):
    query = """SELECT ?kind ?period ?comparator ?value ?max ?unit ?binding ?who WHERE {
        ?o a pk:Observation ; pk:indicator/rdfs:label "地区生产总值"@zh ; pk:kind ?kind ; pk:period ?period ; pk:comparator ?comparator ;
          pk:value ?value ; pk:unit ?unit ; pk:district/rdfs:label ?who OPTIONAL { ?o pk:valueMax ?max } OPTIONAL { ?o pk:binding ?binding } }"""
    assert rows(store, query) == [
        ("actual", "2020", "=", "80", "", "亿元", "", "青禾县"),
        ("target", "2025", ">=", "120", "130", "亿元", "false", "青禾县"),
    ]
    query = "SELECT ?project ?aspect ?value ?status WHERE { ?p rdfs:label ?project ; pk:status ?status ; pk:measure [ pk:aspect ?aspect ; pk:value ?value ] }"
    assert rows(store, query) == [("磨坊项目", "investment", "3.5", "在建")]


def test_document_and_plan_know_what_the_text_tells(store):
    query = """SELECT ?file ?sha ?type ?text ?map ?plan ?period WHERE {
        ?d a pk:Document ; pk:fileName ?file ; pk:sha256 ?sha ; pk:mediaType ?type ; pk:textFile ?text ; pk:originMap ?map ;
          pk:expresses ?p . ?p rdfs:label ?plan ; pk:period ?period }"""
    stored = f"text/{DOCUMENT.id}"
    expected = (
        "little.txt",
        DOCUMENT.sha256,
        "text/plain",
        f"{stored}.txt",
        f"{stored}.origins.tsv",
        "青禾县“十四五”规划",
        "2021-2025",
    )
    assert rows(store, query) == [expected]


def test_shapes_hold_and_find_what_is_wrong():
    assert violations(assemble(EXTRACTION)) == []
    backwards = replace(
        EXTRACTION.relations[1], subject=EXTRACTION.relations[1].object, object=EXTRACTION.relations[1].subject
    )
    found = violations(assemble(replace(EXTRACTION, relations=(backwards,))))
    assert any("烘焙业" in line and "develops" in line for line in found)


def test_order_of_facts_does_not_matter():
    turned = replace(EXTRACTION, entities=EXTRACTION.entities[::-1], relations=EXTRACTION.relations[::-1])
    assert set(map(str, assemble(turned))) == set(map(str, assemble(EXTRACTION)))


def test_nothing_unsure_is_left_under_a_threshold():
    kept = confident(EXTRACTION, 0.75)
    assert [relation.predicate for relation in kept.relations] == ["covers", "operatesIn", "locatedIn"]
    assert kept.attributes == ()
    assert len(kept.entities) == len(EXTRACTION.entities)
    assert confident(EXTRACTION, 0.95).observations == ()
    assert confident(EXTRACTION, 0) is EXTRACTION


def test_two_entities_of_one_thing_share_one_label():
    county = EXTRACTION.entities[1]
    long = replace(county, name="云岭省青禾县", aliases=("青禾县",))
    quads = list(assemble(replace(EXTRACTION, entities=(*EXTRACTION.entities, long))))
    labels = {
        q.object.value
        for q in quads
        if q.subject.value.endswith("云岭省/青禾县") and q.predicate.value.endswith("#label")
    }
    assert labels == {"云岭省青禾县"}


def table_document() -> Document:
    text = "前一句。后一句！“引。”末句\n甲\t乙。丙\n无块"
    blocks = (
        Block("paragraph", 0, 14),
        Block("table_row", 15, 20, ("表",), cells=(Cell(15, 16), Cell(17, 20)), table=0),
    )
    return Document("d", "t.txt", text, blocks, "0" * 64, "text/plain")


@pytest.mark.parametrize(
    ("span", "texts"),
    [
        (Span(0, 2), ["前一句。"]),
        (Span(3, 5), ["前一句。后一句！"]),
        (Span(8, 9), ["“引。”"]),
        (Span(12, 13), ["末句"]),
        (Span(17, 18), ["甲\t乙。丙"]),
        (Span(13, 16), ["末句", "甲\t乙。丙"]),
        (Span(21, 23), ["无块"]),
    ],
)
def test_a_passage_is_the_sentence_inside_its_block(span, texts):
    source = table_document()
    found = PassageFinder(source).find(span)
    assert [source.text[p.start : p.end] for p in found] == texts


def industries(*names: str) -> dict[str, str]:
    entities = tuple(little.entity(DOCUMENT.text, "Industry", name) for name in names)
    quads = list(
        assemble(
            replace(EXTRACTION, entities=entities, relations=(), observations=(), measures=(), goals=(), attributes=())
        )
    )
    return {
        q.subject.value.rsplit("/", 1)[1]: q.object.value
        for q in quads
        if "/industry/" in q.subject.value and q.predicate.value.endswith("#label")
    }


def test_an_industry_bears_its_usual_name_everywhere():
    assert industries("畜牧养殖业") == industries("畜牧业") == {"畜牧业": "畜牧业"}
    assert industries("烘焙业") == {"烘焙业": "烘焙业"}


def test_industries_that_a_document_tells_apart_stay_apart():
    assert set(industries("畜牧养殖业", "畜牧业")) == {"畜牧养殖业", "畜牧业"}
    assert set(industries("畜牧养殖业", "畜牧")) == {"畜牧养殖业", "畜牧"}


def test_an_indicator_bears_its_usual_name_and_keeps_the_written_one():
    named = replace(EXTRACTION.observations[0], indicator="GDP")
    store = Store()
    store.extend(assemble(replace(EXTRACTION, observations=(named,))))
    query = "SELECT ?label ?other ?value ?unit WHERE { ?o pk:indicator [ rdfs:label ?label ; skos:altLabel ?other ] ; pk:normalizedValue ?value ; pk:normalizedUnit ?unit }"
    assert rows(store, query) == [("地区生产总值", "GDP", "8000000000", "CNY")]


@given(st.text(alphabet="甲乙。；！ \t”", max_size=40), st.data())
def test_passages_hold_their_span_and_nothing_beyond_the_block(line, data):
    text = f"前。\n{line}\n后。"
    block = Block("paragraph", 3, 3 + len(line)) if line.strip() else None
    source = Document("d", "t.txt", text, (block,) if block else (), "0" * 64, "text/plain")
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = PassageFinder(source).find(span)
    assert found
    covered = {at for passage in found for at in range(passage.start, passage.end)}
    inside = set(range(span.start, span.end)) & (set(range(block.start, block.end)) if block else set())
    assert {at for at in inside if text[at].strip()} <= covered
    assert covered <= set(range(span.start, span.end)) | (set(range(block.start, block.end)) if block else set())
