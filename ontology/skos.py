"""The tables as SKOS: Turtle for ``vocab/*.ttl``, the same bytes whenever the tables are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from urllib.parse import quote

from ontology import ID, PK
from ontology.vocabulary import VOCAB, indicators, industries, units

PREFIXES = f"""@prefix pk: <{PK}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SAFE = "（）〇·“”‘’《》、，：；！？—"
QUDT = "http://qudt.org/vocab/unit/"


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of a scheme: its IRI, names and further triples as Turtle ``predicate object`` pieces."""

    iri: str
    label: str
    alternatives: tuple[str, ...]
    more: tuple[str, ...]


def concept_iri(kind: str, label: str) -> str:
    """Return the IRI of a concept, the same that the graph mints for a thing of this kind and name."""
    return f"{ID}{kind}/{''.join(_char(char) for char in label)}"


def schemes() -> dict[str, str]:
    """Return the Turtle of each vocabulary by file name."""
    return {
        "indicators.ttl": _turtle("indicators", "指标", "Indicators", _indicators()),
        "industries.ttl": _turtle("industries", "产业", "Industries", _industries()),
        "units.ttl": _turtle("units", "单位", "Units", _units()),
    }


def write_schemes(folder: Path = VOCAB) -> None:
    """Write the Turtle files beside the tables; run it after a change of a table."""
    for name, text in schemes().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _indicators() -> Iterator[Concept]:
    for entry in indicators():
        more = (f"pk:baseUnit {_text(entry.unit)}", f"skos:note {_text(entry.kind)}@en")
        yield Concept(concept_iri("indicator", entry.label), entry.label, entry.alternatives, more)


def _industries() -> Iterator[Concept]:
    for entry in industries():
        broader = tuple(f"skos:broader <{concept_iri('industry', label)}>" for label in entry.broader)
        codes = tuple(f"skos:notation {_text(code)}" for code in entry.code.split())
        yield Concept(concept_iri("industry", entry.label), entry.label, entry.alternatives, broader + codes)


def _units() -> Iterator[Concept]:
    for entry in units():
        match = (f"skos:exactMatch <{QUDT}{entry.qudt}>",) if entry.qudt else ()
        more = (f"pk:factor {_text(_number(entry.factor))}", f"pk:baseUnit {_text(entry.normalized)}", *match)
        yield Concept(concept_iri("unit", entry.label), entry.label, entry.alternatives, more)


def _turtle(name: str, zh: str, en: str, concepts: Iterable[Concept]) -> str:
    scheme = f"<{ID}scheme/{name}>"
    head = f"{scheme} a skos:ConceptScheme ;\n    dcterms:title {_text(zh)}@zh, {_text(en)}@en .\n"
    ordered = sorted(concepts, key=lambda concept: concept.iri)
    note = f"# Made from {name}.tsv by ontology.skos.write_schemes; change the table, not this file.\n"
    return "\n".join([note + PREFIXES, head, *(_concept(concept, scheme) for concept in ordered)])


def _concept(concept: Concept, scheme: str) -> str:
    lines = [f"skos:inScheme {scheme}", f"skos:prefLabel {_text(concept.label)}@zh"]
    lines += [f"skos:altLabel {_text(other)}@zh" for other in concept.alternatives]
    lines += concept.more
    return f"<{concept.iri}> a skos:Concept ;\n    " + " ;\n    ".join(lines) + " .\n"


def _char(char: str) -> str:
    return char if char.isalnum() or char in "_.~-" or char in SAFE else quote(char, safe="")


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
