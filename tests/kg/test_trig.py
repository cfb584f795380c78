"""TriG: readable by others, the same bytes for the same statements."""

import io
import random

import little
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import Dataset

from kg.assemble import assemble, document_iri
from kg.duplicates import join_plans
from kg.trig import canonical, ontology_lines, shard_lines, sorted_lines, write_trig

NASTY = [
    'a "quoted" \\ text',
    "line\nbreak\r\ttab",
    "</script>",
    "x> <y> .",
    '"x"^^<y>',
    "^^<http://www.w3.org/2001/XMLSchema#string>",
    "\u202e\x07",
    "",
    "🏭",
    "{ }",
]
P, G = NamedNode("https://w3id.org/plankg/ontology#text"), NamedNode("https://w3id.org/plankg/id/document/d")


def trig(*graphs: list[str]) -> str:
    stream = io.StringIO()
    write_trig(stream, graphs)
    return stream.getvalue()


def quads_of(text: str) -> set[str]:
    return set(map(str, parse(text, format=RdfFormat.TRIG)))


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("language", [None, "zh"])
def test_any_text_comes_back(text, language):
    quad = Quad(NamedNode("https://w3id.org/plankg/id/x"), P, Literal(text, language=language), G)
    written = trig(sorted_lines([quad]))
    assert quads_of(written) == {str(quad)}
    dataset = Dataset()
    dataset.parse(data=written, format="trig")
    assert [str(o) for _, _, o, _ in dataset.quads()] == [text]


def test_a_whole_document_comes_back_in_both_libraries():
    quads = list(assemble(little.extract(little.document())))
    written = trig(sorted_lines(quads))
    assert quads_of(written) == set(map(str, quads))
    dataset = Dataset(default_union=True)
    dataset.parse(data=written, format="trig")
    assert len(set(dataset.quads())) == len(quads)


def test_order_and_repetition_leave_the_bytes_alone():
    quads = list(assemble(little.extract(little.document())))
    shuffled = random.Random(7).sample(quads, len(quads)) + quads[:5]
    assert trig(sorted_lines(shuffled)) == trig(sorted_lines(quads))


def test_the_ontology_is_written_the_same_each_time():
    assert ontology_lines() == ontology_lines()
    assert any(line.startswith("_:c14n") for line in ontology_lines())


def test_blank_nodes_are_named_by_content():
    text = b"@prefix e: <http://e/> . e:a e:p [ e:q 1 ], [ e:q 2 ] ."
    one, other = (
        canonical(Quad(t.subject, t.predicate, t.object, G) for t in parse(text, format=RdfFormat.TURTLE))
        for _ in range(2)
    )
    assert sorted_lines(one) == sorted_lines(other)


def test_what_is_no_quad_is_refused():
    with pytest.raises(ValueError, match="not a quad"):
        trig(["<http://e/s> <http://e/p> <http://e/o> ."])


def test_every_property_and_class_of_the_graph_is_in_the_ontology():
    declared = {line.split(" ", 1)[0].strip("<>") for line in ontology_lines()}
    used = set()
    for quad in assemble(
        little.extract(little.document(issuer="青禾县人民政府", number="青政〔2021〕1号", issued="2021-04-01"))
    ):
        used |= {quad.predicate.value} | ({quad.object.value} if quad.predicate.value.endswith("#type") else set())
    assert {iri for iri in used if "plankg/ontology#" in iri} <= declared


def two_shards(folder, titles):
    shards = {}
    for at, title in enumerate(titles):
        document = little.document(little.TEXT.replace("青禾县“十四五”规划", title) + str(at), title=title)
        text = document.text
        extraction = little.extract(document)
        shard = folder / f"{document.id}.nq"
        plan = little.entity(text, "Plan", title)
        lines = sorted_lines(assemble(type(extraction)(document, (plan,))))
        shard.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        shards[document.id] = shard
    return shards


def test_near_duplicates_become_two_documents_of_one_plan(tmp_path):
    shards = two_shards(tmp_path, ["青禾县“十四五”规划", "青禾“十四五”规划纲要"])
    first, second = sorted(shards)
    join_plans(shards, [(second, first)])
    store = Store()
    for shard in shards.values():
        store.load(path=shard, format=RdfFormat.N_QUADS)
    expresses, near = (
        NamedNode(f"https://w3id.org/plankg/ontology#{name}") for name in ("expresses", "nearDuplicateOf")
    )
    plans = {q.object for q in store.quads_for_pattern(None, expresses, None)}
    assert len(plans) == 1
    assert {q.triple for q in store.quads_for_pattern(None, near, None)} == {
        Triple(document_iri(a), near, document_iri(b)) for a, b in ((first, second), (second, first))
    }
    labels = list(store.quads_for_pattern(plans.pop(), NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), None))
    assert len(labels) == 1
    assert all(shard_lines(shard) == sorted(set(shard_lines(shard))) for shard in shards.values())
