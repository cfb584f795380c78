"""The same text from two sources: MinHash over the characters of the cleaned texts.

Broder, A. Z.: On the resemblance and containment of documents, 1997.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.document import Document

SHINGLE = 8  # Chinese characters in a row that are compared
SAMPLE = 4
PERMUTATIONS = 128
ALIKE = 0.5  # share of shingles that two texts of one plan have in common
if TYPE_CHECKING:
    from datasketch import MinHash

_NO_HAN = re.compile(r"[^㐀-鿿]+")


def near_duplicates(documents: Sequence[Document]) -> tuple[tuple[Document, ...], ...]:
    """Group the documents that are one text from different sources; every document is in exactly one group.

    Only Chinese characters are compared, so that punctuation, blanks and digits lost on the way do not tell texts apart.
    Groups and their members are sorted by ``Document.id``.
    """
    from datasketch import MinHashLSH

    unique = {document.id: document for document in documents}
    hashes = {name: _minhash(_shingles(document.text)) for name, document in sorted(unique.items())}
    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    group = {name: name for name in hashes}
    for name, own in hashes.items():
        for other in sorted(map(str, index.query(own))):
            if own.jaccard(hashes[other]) >= ALIKE:
                _merge(group, name, other)
        index.insert(name, own)
    members: dict[str, list[Document]] = {}
    for name in sorted(group):
        members.setdefault(group[name], []).append(unique[name])
    return tuple(tuple(documents) for _, documents in sorted(members.items()))


def _merge(group: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((group[one], group[other]))
    for name, head in group.items():
        if head == second:
            group[name] = first


def _shingles(text: str) -> set[int]:
    """The hashes of every shingle that a fixed rule picks: one in ``SAMPLE``, the same ones in every text."""
    han = _NO_HAN.sub("", text).encode("utf-16-le")
    hashes = (zlib.crc32(han[at : at + 2 * SHINGLE]) for at in range(0, max(len(han) - 2 * SHINGLE, 0) + 2, 2))
    return {value for value in hashes if value % SAMPLE == 0}


def _minhash(shingles: set[int]) -> MinHash:
    import numpy
    from datasketch import MinHash

    made = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)
    if shingles:
        made.update_batch(numpy.fromiter(sorted(shingles), dtype=numpy.uint64))
    return made
