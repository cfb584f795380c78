"""Features of characters: hashed n-grams, words and their tags, entries of national vocabularies.

Every feature is a row number of one table of ``ROWS`` rows, so a text of n characters becomes an (F, n) array.
"""

from __future__ import annotations

import functools
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ROWS = 1 << 18
STRAIGHT = re.compile(r'"([^"\n]{1,60})"')
Hashes = npt.NDArray[np.uint32]


@functools.cache
def folding() -> dict[int, str]:
    """Equal-length folding: full-width forms to half-width, quotation marks and brackets to one form, digits to 0."""
    table = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFF01, 0xFF5F)}
    table |= {ord(c): "“" for c in "\"'‘「『"} | {ord(c): "”" for c in "’」』"}
    table |= {ord(c): "0" for c in "0123456789"} | dict.fromkeys(range(65296, 65306), "0")
    table |= {ord(c): " " for c in "\t\u3000\xa0"}
    return table


@functools.cache
def folded_codes() -> Hashes:
    """The folding as an array: what each code point becomes."""
    codes = np.arange(sys.maxunicode + 1, dtype="<u4")
    for code, char in folding().items():
        codes[code] = ord(char)
    return codes


def fold(text: str) -> str:
    """Return ``text`` folded for comparison, of equal length; straight quotation marks in pairs become “ and ”."""
    codes = codepoints(STRAIGHT.sub(r"“\1”", text) if '"' in text else text)
    return folded_codes()[codes].tobytes().decode("utf-32-le")


def codepoints(text: str) -> Hashes:
    """Return the code points of ``text`` as an array of its length."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


def mix(*parts: Hashes | int) -> Hashes:
    """Hash parallel arrays into one (FNV-1a over 32-bit words with a final avalanche)."""
    state: Hashes = np.full(1, 2166136261, dtype=np.uint32)
    for part in parts:
        state = state ^ np.asarray(part, dtype=np.uint32)
        state *= np.uint32(16777619)
        state ^= state >> np.uint32(15)
    return state


def shifted(values: Hashes, by: int) -> Hashes:
    """Return ``values`` as seen ``by`` places to the right (0 beyond the ends)."""
    if by == 0:
        return values
    out = np.zeros_like(values)
    if by > 0:
        out[:-by] = values[by:]
    else:
        out[-by:] = values[:by]
    return out


@dataclass(frozen=True, slots=True)
class Words:
    """Word arrays per character: hash, tag hash and class of the word; place in it; those of the neighbours."""

    word: Hashes
    tag: Hashes
    group: Hashes
    place: Hashes
    before: Hashes
    after: Hashes
    tag_before: Hashes
    tag_after: Hashes
    group_before: Hashes
    group_after: Hashes


@functools.lru_cache(maxsize=50_000)
def string_hash(text: str) -> int:
    """A hash of a short string that is the same in every process."""
    state = 2166136261
    for c in text:
        state = ((state ^ ord(c)) * 16777619) & 0xFFFFFFFF
    return state


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into words: each word with its tag that is there, once; which of them each word is, where it begins and ends.

    ``index`` is the number of the word of each character, ``place`` tells inside (0), first (1), last (2) and alone (3).
    """

    words: list[str]
    tags: list[str]
    which: npt.NDArray[np.int64]
    begins: npt.NDArray[np.int64]
    index: npt.NDArray[np.int64]
    place: Hashes


def cut(pairs: Sequence[tuple[str, str]]) -> Cut:
    """Return what words with their tags, that make up a text, tell of its characters."""
    numbers = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
    kinds, tags = [word for word, _ in numbers], [tag for _, tag in numbers]
    which = np.fromiter(map(numbers.__getitem__, pairs), np.int64, len(pairs))
    lengths = np.array([len(word) for word in kinds], dtype=np.int64)[which]
    ends = np.cumsum(lengths)
    index = np.repeat(np.arange(len(pairs)), lengths)
    place = np.zeros(len(index), dtype=np.uint32)
    place[ends - lengths] = 1
    place[ends - 1] += 2
    return Cut(kinds, tags, which, ends - lengths, index, place)


def words(parted: Cut, groups: Mapping[str, int]) -> Words:
    """Spread words with their tags, ``groups`` giving their classes, over their characters."""
    word = np.array([string_hash(w) for w in parted.words], dtype=np.uint32)[parted.which]
    group = np.array([groups.get(w, 0) for w in parted.words], dtype=np.uint32)[parted.which]
    tag = np.array([string_hash(t) for t in parted.tags], dtype=np.uint32)[parted.which]
    index = parted.index
    before, after = np.maximum(index - 1, 0), np.minimum(index + 1, len(parted.which) - 1)
    return Words(
        word[index], tag[index], group[index], parted.place, word[before], word[after], tag[before], tag[after], group[before], group[after]
    )  # fmt: skip


CHAR_WINDOWS: tuple[tuple[int, ...], ...] = (
    (-3,), (-2,), (-1,), (0,), (1,), (2,), (3,),
    (-2, -1), (-1, 0), (0, 1), (1, 2), (-3, -2), (2, 3), (-1, 1),
    (-2, -1, 0), (-1, 0, 1), (0, 1, 2), (-3, -2, -1), (1, 2, 3), (-3, -2, -1, 0), (0, 1, 2, 3),
)  # fmt: skip


def features(text: str, parted: Cut, groups: Mapping[str, int], marks: Hashes) -> Hashes:
    """Return the (F, n) features of folded ``text`` as it is cut into words; ``marks`` is (n, M)."""
    chars = codepoints(text)
    w = words(parted, groups)
    seen = {by: shifted(chars, by) for by in range(-3, 4)}
    columns: list[tuple[Hashes | int, ...]]
    columns = [(k, *(seen[by] for by in window)) for k, window in enumerate(CHAR_WINDOWS)]
    parts = [
        (w.place, w.word), (w.place, w.tag), (w.place, w.group), (w.before, w.place), (w.after, w.place),
        (w.tag_before, w.tag, w.place), (w.tag, w.tag_after, w.place), (w.group_before, w.place), (w.group_after, w.place),
        (w.group_before, w.group, w.place), (w.group, w.group_after, w.place), (w.before, w.word, w.place), (w.word, w.after, w.place),
        (w.tag_before, w.tag, w.tag_after, w.place),
    ]  # fmt: skip
    for mark in marks.T:
        parts += [(mark,), (shifted(mark, -1), mark, shifted(mark, 1)), (mark, w.place, w.tag)]
    columns += [(100 + k, *part) for k, part in enumerate(parts)]
    found = np.empty((len(columns), len(text)), dtype=np.uint32)
    for row, column in zip(found, columns, strict=True):
        np.bitwise_and(mix(*column), np.uint32(ROWS - 1), out=row)
    return found
