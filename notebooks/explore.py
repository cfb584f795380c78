# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Exploring a graph of plans
#
# `make demo` has built the documents of `examples/` into `demo/`. This notebook opens that graph, asks it for the chain
# core area → industry → enterprise, looks at the chain as a network, and follows an indicator through the years.
# To look at a graph of your own, set `PLANKG_GRAPH` to the folder that `plankg build` wrote.

# %%
import os
from collections import Counter
from pathlib import Path

import networkx as nx
from IPython.display import Markdown

from kg.dataset import open_graph, select

graph = Path(os.environ.get("PLANKG_GRAPH", "../demo"))
store = open_graph(graph)


# %%
def table(rows, *columns):
    """A small table of text, every cell taken as text."""
    escaped = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [columns, ["---"] * len(columns), *escaped]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


# %% [markdown]
# ## What is in it

# %%
COUNTS = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  VALUES ?class { pk:District pk:Park pk:Industry pk:Enterprise pk:Project pk:Plan pk:Goal pk:Indicator pk:Observation }
  ?thing a ?class
} GROUP BY ?class ORDER BY DESC(?things) ?class
"""
counts = [(row["class"].value.rsplit("#", 1)[-1], int(row["things"].value)) for row in select(store, COUNTS)]
table(counts, "class", "things")

# %% [markdown]
# ## The chain 核心板块 → 产业 → 企业
#
# A core area develops an industry, an enterprise operates in it. Each hop is a statement with the passage that says so:
# `?said` is the sentence behind the first hop.

# %%
CHAIN = """
SELECT (MAX(?a) AS ?park) (MAX(?b) AS ?industry) (MAX(?c) AS ?enterprise) (MIN(?text) AS ?said) WHERE {
  ?p a pk:Park ; rdfs:label ?a ; pk:develops ?i .
  ?i rdfs:label ?b .
  ?e pk:operatesIn ?i ; rdfs:label ?c .
  ?statement rdf:subject ?p ; rdf:predicate pk:develops ; rdf:object ?i ; prov:wasDerivedFrom/pk:text ?text .
} GROUP BY ?p ?i ?e ORDER BY ?park ?industry ?enterprise
"""
chain = [tuple(row[name].value for name in ("park", "industry", "enterprise", "said")) for row in select(store, CHAIN)]
table([(*row[:3], row[3][:40] + "…") for row in chain], "core area", "industry", "enterprise", "said in")

# %% [markdown]
# ## The same with rdflib
#
# `graph.trig` is plain RDF; any library reads it. Each document is a named graph, `default_union` asks all of them.

# %%
from rdflib import Dataset

dataset = Dataset(default_union=True)
dataset.parse(graph / "graph.trig", format="trig")
ASK = """
PREFIX pk: <https://w3id.org/plankg/ontology#>
SELECT (COUNT(*) AS ?chains) WHERE {
  SELECT DISTINCT ?p ?i ?e WHERE { ?p a pk:Park ; pk:develops ?i . ?e pk:operatesIn ?i }
}
"""
chains = next(iter(dataset.query(ASK))).chains.toPython()
Markdown(f"{chains} chains")

# %% [markdown]
# ## The chain as a network
#
# Which industries tie the most core areas and enterprises together? Which enterprises reach each other through shared industries?

# %%
network = nx.Graph()
for park, industry, enterprise, _ in chain:
    network.add_edge(("Park", park), ("Industry", industry))
    network.add_edge(("Industry", industry), ("Enterprise", enterprise))
between = nx.betweenness_centrality(network)
ranked = sorted(network, key=lambda node: (-between[node], node))
table([(name, cls, network.degree((cls, name)), f"{between[cls, name]:.2f}") for cls, name in ranked[:10]],
      "name", "class", "neighbours", "betweenness")  # fmt: skip

# %%
groups = sorted(nx.connected_components(network), key=lambda group: (-len(group), min(group)))
table([(n, len(group), "、".join(sorted(name for cls, name in group if cls == "Park"))) for n, group in enumerate(groups, 1)],
      "group", "members", "core areas")  # fmt: skip

# %% [markdown]
# ## One indicator through the years
#
# Values reached beside values aimed at, as the documents give them. Change `WANTED` for another indicator.

# %%
WANTED = "地区生产总值"
SERIES = """
SELECT DISTINCT ?name ?period ?kind ?comparator ?value ?unit WHERE {
  ?o a pk:Observation ; pk:indicator/rdfs:label ?name ; pk:value ?value ; pk:kind ?kind .
  OPTIONAL { ?o pk:period ?period } OPTIONAL { ?o pk:unit ?unit } OPTIONAL { ?o pk:comparator ?comparator }
} ORDER BY ?period ?kind ?value
"""


def cell(row, name):
    return row[name].value if row[name] is not None else ""


observations = [
    tuple(cell(row, n) for n in ("name", "period", "kind", "comparator", "value", "unit"))
    for row in select(store, SERIES)
]
wanted = [row for row in observations if row[0] == WANTED]
table(wanted, "indicator", "period", "kind", "", "value", "unit")

# %%
most = Counter(row[0] for row in observations).most_common(10)
table(most, "indicator", "different values")
