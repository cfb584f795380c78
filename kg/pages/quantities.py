"""Observations of indicators and sizes of things, out of the nodes of the graph."""

from __future__ import annotations

from collections.abc import Iterator

from kg.pages.model import Evidence, Measure, Observation, Quantity, local
from kg.pages.nodes import Properties, decimal_in, is_a, text_of, texts_of
from kg.terms import LABEL

Proofs = dict[str, tuple[Evidence, ...]]


def _quantity(node: Properties) -> Quantity | None:
    value = decimal_in(text_of(node, "value"))
    if value is None:
        return None
    return Quantity(
        value, text_of(node, "unit"), decimal_in(text_of(node, "valueMax")), text_of(node, "comparator") or "="
    )


def read_observations(nodes: dict[str, Properties], evidence: Proofs) -> tuple[Observation, ...]:
    """Return the observations that have a number, by indicator, place and period; ``evidence`` holds the sentences by node."""
    return tuple(sorted(_observations(nodes, evidence), key=_observed))


def _observations(nodes: dict[str, Properties], evidence: Proofs) -> Iterator[Observation]:
    for iri, node in nodes.items():
        quantity = _quantity(node) if is_a(node, "Observation") else None
        if quantity:
            binding = {"true": True, "false": False}.get(text_of(node, "binding"))
            yield Observation(
                iri,
                text_of(node, "indicator"),
                text_of(node, "district"),
                quantity,
                text_of(node, "kind"),
                text_of(node, "period"),
                decimal_in(text_of(node, "normalizedValue")),
                text_of(node, "normalizedUnit"),
                binding,
                text_of(node, "direction"),
                evidence.get(iri, ()),
            )


def _observed(observation: Observation) -> tuple[str, ...]:
    return observation.indicator, observation.place, observation.period, observation.kind, observation.iri


def read_measures(nodes: dict[str, Properties], evidence: Proofs) -> tuple[Measure, ...]:
    """Return the sizes of things, by thing; ``evidence`` holds the sentences by node."""
    return tuple(_measures(nodes, evidence))


def _measures(nodes: dict[str, Properties], evidence: Proofs) -> Iterator[Measure]:
    for subject in sorted(nodes):
        for iri in texts_of(nodes[subject], "measure"):
            quantity = _quantity(nodes[iri]) if iri in nodes else None
            if quantity:
                aspect = local(text_of(nodes[iri], "aspect"))
                yield Measure(subject, aspect, quantity, text_of(nodes[iri], LABEL), evidence.get(iri, ()))
