"""The extraction pipeline: spaCy components, one per kind of fact, and the one call that runs them all over a document."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan
from spacy.util import registry
from spacy.vocab import Vocab

from extract.document import Block, Document
from extract.facts import Extraction

COMPONENTS = ("plankg_entities", "plankg_relations", "plankg_numbers", "plankg_goals")
LONGEST = 100_000_000
"""Characters of the longest text that the pipeline takes; its time and memory grow with the length only."""
SPANS = "plankg"
"""Key of ``Doc.spans`` under which mentions stand, labelled with their class."""


class CharTokenizer:
    """One token per character, in linear time, so that token and character offsets are the same."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of ``text``."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))


@registry.tokenizers("plankg.CharTokenizer.v1")  # type: ignore[untyped-decorator, unused-ignore]
def create_tokenizer() -> Callable[[Language], CharTokenizer]:
    """Return the maker of tokenizers that spaCy's config asks for."""
    return lambda nlp: CharTokenizer(nlp.vocab)


def plain(text: str) -> Document:
    """Return a text that came without a file as a document of one paragraph per line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Document("text", "text", text, tuple(blocks), "", "text/plain")


def document_of(doc: Doc) -> Document:
    """Return the document that a Doc was made of."""
    if "plankg_document" not in doc.user_data:
        doc.user_data["plankg_document"] = plain(doc.text)
    found: Document = doc.user_data["plankg_document"]
    return found


def fact_list(doc: Doc, kind: str) -> list[Any]:
    """Return the facts of one kind that components before have found, ``[]`` where none has looked."""
    found: list[Any] = doc.user_data.get(f"plankg_{kind}", [])
    return found


@Language.factory("plankg_entities", assigns=["doc.spans"], default_config={"model": ""})
def create_entities(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """Return the component that finds entities; ``model`` names an installed spaCy pipeline to use as well.

    Mentions go to ``doc.spans["plankg"]``, the things to ``doc.user_data["plankg_entities"]``.
    """
    return functools.partial(find_entities, model)


def find_entities(model: str, doc: Doc) -> Doc:
    """Find the entities of a Doc."""
    from extract.entities import entities

    found = entities(document_of(doc), model=model)
    doc.user_data["plankg_entities"] = found
    spans = [doc.char_span(m.start, m.end, label=e.cls) for e in found for m in e.mentions]
    doc.spans[SPANS] = [span for span in spans if isinstance(span, TokenSpan)]
    return doc


@Language.component("plankg_relations", requires=["doc.spans"])
def relations_component(doc: Doc) -> Doc:
    """Relate the entities; the relations go to ``doc.user_data["plankg_relations"]``."""
    from extract.relations import relations

    doc.user_data["plankg_relations"] = relations(document_of(doc), fact_list(doc, "entities"))
    return doc


@Language.component("plankg_numbers", requires=["doc.spans"])
def numbers_component(doc: Doc) -> Doc:
    """Read observations, measures and attributes into ``doc.user_data`` under their names."""
    from extract.numbers import measures, not_sizes, observations

    document, found = document_of(doc), fact_list(doc, "entities")
    sizes, doc.user_data["plankg_attributes"] = measures(document, found)
    doc.user_data["plankg_measures"] = sizes
    doc.user_data["plankg_observations"] = not_sizes(observations(document, found), sizes)
    return doc


@Language.component("plankg_goals", requires=["doc.spans"])
def goals_component(doc: Doc) -> Doc:
    """Read the stated goals into ``doc.user_data["plankg_goals"]``."""
    from extract.goals import goals

    doc.user_data["plankg_goals"] = goals(document_of(doc), fact_list(doc, "entities"))
    return doc


@functools.cache
def pipeline(model: str = "") -> Language:
    """Return the Chinese pipeline of all components over single characters; ``model`` as of ``plankg_entities``."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "plankg.CharTokenizer.v1"}}})
    nlp.max_length = LONGEST
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"model": model} if name == "plankg_entities" else {})
    return nlp


def extract(document: Document, *, model: str = "") -> Extraction:
    """Return everything that a document says: entities, relations, observations, measures, goals, attributes.

    ``model`` names an installed spaCy pipeline to use as well; PipelineError where there is none.
    """
    nlp = pipeline(model)
    doc = nlp.make_doc(document.text)
    doc.user_data["plankg_document"] = document
    doc = nlp(doc)
    kinds = ("entities", "relations", "observations", "measures", "goals", "attributes")
    return Extraction(document, **{kind: tuple(fact_list(doc, kind)) for kind in kinds})
