"""Names that another spaCy pipeline finds: installed by the user, used beside plankg's own tagger where that is silent."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.document import Document
from extract.entities.signs import any_of
from extract.entities.tagging import Tagged, in_order
from extract.facts import EntityClass
from ontology import territories

if TYPE_CHECKING:
    from spacy.language import Language

LABELS: dict[str, EntityClass] = {"ORG": "Enterprise", "GPE": "District", "FAC": "Project", "LAW": "Plan"}
"""Entity types of OntoNotes (and of the zh_core_web pipelines) with the class that they come nearest to."""
NO_FIRM = re.compile(any_of("no borrowed firm") + r"$")
TYPED = re.compile(f"(?:[{territories.PROVINCE}{territories.COUNTY}{territories.TOWN}村]|街道)$")
TRUST = 0.55


class PipelineError(ValueError):
    """A spaCy pipeline that cannot be used; the message is one line that names it and says what to do."""


@functools.lru_cache(maxsize=2)
def borrowed_pipeline(name: str) -> Language:
    """Load the installed spaCy pipeline ``name`` (a package or a folder); PipelineError where there is none."""
    import spacy

    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise PipelineError(
            f"{name}: not a spaCy pipeline that can be loaded; install it or leave --model out"
        ) from error
    if nlp.lang != "zh":
        raise PipelineError(f"{name}: a pipeline for {nlp.lang}, not for Chinese; take a zh one or leave --model out")
    return nlp


def acceptable(text: str, cls: EntityClass) -> bool:
    """Tell whether a name of another pipeline may be of the class that its type comes nearest to."""
    if cls == "Enterprise":
        return len(text) > 2 and not NO_FIRM.search(text)
    return cls != "District" or bool(TYPED.search(text) or territories.by_name(text))


def borrowed_names(document: Document, name: str) -> Iterator[Tagged]:
    """Yield what the pipeline ``name`` finds, block by block, with the classes of plankg; offsets of the document."""
    nlp = borrowed_pipeline(name)
    texts = [(document.slice(block), block.start) for block in document.blocks]
    for doc, start in nlp.pipe(texts, as_tuples=True):
        for ent in doc.ents:
            cls = LABELS.get(ent.label_)
            if cls and acceptable(ent.text, cls):
                yield Tagged(start + ent.start_char, start + ent.end_char, cls, TRUST)


def with_borrowed(tagged: list[Tagged], document: Document, name: str) -> list[Tagged]:
    """Add the names of another pipeline that touch nothing tagged; all of ``tagged`` where ``name`` is empty."""
    if not name:
        return tagged
    taken = bytearray(len(document.text))
    for span in tagged:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    new = [span for span in borrowed_names(document, name) if not any(taken[span.start : span.end])]
    return sorted([*tagged, *new], key=in_order)
