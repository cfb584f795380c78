"""Tables that lost their grid: one cell per line with the empty ones missing, or columns set apart by blanks only.

Rows are told by what their cells are: a running number, a name, values, an attribute. The header says which of these to expect.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from extract.reading.blanks import BLANK
from extract.reading.lines import Line, Stretch
from extract.reading.table_words import bare, begins_as, is_a, role

LONGEST = 60  # characters of a cell
WIDEST = 12  # columns
MOST = 600  # lines of a table
MAX_GAP = 16  # lines without any digit inside a table
FEWEST = 3  # rows with values that make a table
_WORD = re.compile(f"[^{BLANK}\t]+")
_SECTION = re.compile(r"[一二三四五六七八九十]+、.{2,16}")
_MEASURED = re.compile(r"[^\d【].{3,}[（(][^（()）]{1,12}[）)]$")
_SPANNING = re.compile(r"(?:“?十[一二三四五六七八九]五”?)?(?:规划|发展)?(?:目标|预期)值?")
_PERIOD = re.compile(r"20\d\d年?|年均.*|累计.*")
_BODY = re.compile(r"第[一二三四五六七八九十百]+[编篇章节]|[（(][一二三四五六七八九十]+[）)]|专栏")


class Token(NamedTuple):
    """A stretch that belongs to one cell, its text without blanks, and its line."""

    start: int
    end: int
    text: str
    line: int


@dataclass(slots=True)
class Entry:
    """A row being read; ``values`` holds what stands in each value column."""

    number: list[Token] = field(default_factory=list)
    name: list[Token] = field(default_factory=list)
    unit: list[Token] = field(default_factory=list)
    values: list[list[Token]] = field(default_factory=list)
    attribute: list[Token] = field(default_factory=list)
    category: list[Token] = field(default_factory=list)
    section: bool = False


Cells = list[list[Stretch]]


def flat_table(text: str, lines: Sequence[Line], at: int) -> tuple[list[Cells], int]:
    """Read the table without grid that begins with line ``at``.

    Returns its rows, the first of which names the columns, and the line behind it; where there is no such table no rows, and the
    line from which one may be looked for again.
    """
    header, body = _header(text, lines, at)
    if not header:
        return [], at
    stop = _end(text, lines, body)
    columns = _columns(header)
    roles = [role(column[-1].text) for column in columns]
    by_words = header[0].line == header[-1].line
    tokens = [token for index in range(body, stop) for token in _tokens(text, lines[index], index, by_words)]
    headings = ["".join(token.text for token in column) for column in columns]
    entries = list(_grouped(list(_entries(tokens, roles, by_words, [token.text for token in header]))))
    if sum(1 for entry in entries if entry.values) < FEWEST:
        return [], stop
    cells = [[Stretch(token.start, token.end) for token in column] for column in columns]
    if "number" not in roles and any(entry.number for entry in entries):
        roles, headings, cells = ["number", *roles], ["", *headings], [[], *cells]
    return [cells, *(_cells(entry, roles, headings) for entry in entries)], stop


def _header(text: str, lines: Sequence[Line], at: int) -> tuple[list[Token], int]:
    """The column headings from line ``at`` on and the line behind them; none unless a name and a value are among them."""
    tokens: list[Token] = []
    index = at
    while index < len(lines) and index < at + WIDEST and lines[index].end - lines[index].start <= 2 * LONGEST:
        words = list(_tokens(text, lines[index], index, True))
        whole = Token(lines[index].start, lines[index].end, bare(text[lines[index].start : lines[index].end]), index)
        if role(whole.text):
            tokens.append(whole)
        elif len(words) > 1 and all(role(word.text) for word in words) and not tokens:
            tokens += words
        else:
            break
        index += 1
    roles = [role(token.text) for token in tokens]
    fits = len(tokens) > 2 and "name" in roles and "value" in roles and len(set(roles) - {"value"}) >= 1
    return (tokens, index) if fits and index < at + WIDEST else ([], at)


def _columns(header: Sequence[Token]) -> list[list[Token]]:
    """The headings of each column; one that spans several (目标 over 2030年 and 年均) goes with the first of them, in its place."""
    columns = [[token] for token in header]
    last = next((at for at in range(len(header), 0, -1) if not _PERIOD.fullmatch(header[at - 1].text)), 0)
    below = columns[last:]
    spans = [at for at in range(last) if _SPANNING.fullmatch(header[at].text)]
    if len(below) < 2 or len(spans) != 1:
        return columns
    at = spans[0]
    return [*columns[:at], columns[at] + below[0], *below[1:], *columns[at + 1 : last]]


def _tokens(text: str, line: Line, index: int, by_words: bool) -> Iterator[Token]:
    if by_words:
        for found in _WORD.finditer(text, line.start, line.end):
            yield Token(*found.span(), found[0], index)
    else:
        yield Token(line.start, line.end, bare(text[line.start : line.end]), index)


def _end(text: str, lines: Sequence[Line], body: int) -> int:
    """The line behind the table; ``body`` itself where its first lines hold no value."""
    index, filled = body, body
    while index < min(len(lines), body + MOST) and index - filled < MAX_GAP:
        line = bare(text[lines[index].start : lines[index].end])
        if _is_below(line) or lines[index].element.kind == "row" or "\t" in text[lines[index].start : lines[index].end]:
            break
        filled = index if any(map(str.isdigit, line)) else filled
        index += 1
    return index if index - filled < MAX_GAP else body


def _is_below(line: str) -> bool:
    return len(line) > LONGEST or "。" in line or begins_as("note", line) or bool(_BODY.match(line))


def _entries(tokens: Sequence[Token], roles: Sequence[str], by_words: bool, headings: Sequence[str]) -> Iterator[Entry]:
    """Cut the tokens into rows."""
    alone = Counter(token.line for token in tokens)
    entry, expected, category = Entry(), 1, list[Token]()
    for index, token in enumerate(tokens):
        kind = _kind(token, entry, expected, tokens[index + 1 : index + 2])
        if token.text in headings and kind != "attribute":
            continue
        if (
            kind == "name"
            and by_words
            and entry.values
            and not entry.attribute
            and "attribute" in roles
            and alone[token.line] == 1
        ):
            kind = "value"
        if _closes(kind, entry):
            yield entry
            entry = Entry(category=category)
        if kind == "number":
            category = entry.name or category
            entry, expected = Entry(number=[token], category=category), expected + 1
        elif kind == "value":
            _put(entry, token, roles.count("value"))
        else:
            getattr(entry, "name" if kind == "section" else kind).append(token)
            entry.section = kind == "section"
    if entry.name or entry.values:
        yield entry


def _kind(token: Token, entry: Entry, expected: int, after: Sequence[Token]) -> str:
    """What a token is: number, attribute, unit, section, value or name."""
    text = token.text
    if text == str(expected) and after and _is_name(after[0]):
        return "number"
    if entry.name and is_a("property", text):
        return "attribute"
    if entry.name and not entry.values and is_a("measure", text):
        return "unit"
    if _SECTION.fullmatch(text):
        return "section"
    return "value" if (entry.name or entry.values) and not _is_name(token) else "name"


def _is_name(token: Token) -> bool:
    """Whether a token can only be a name: it does not begin like a value, or has a unit in brackets behind letters."""
    return not begins_as("filled", token.text) or bool(_MEASURED.search(token.text))


def _closes(kind: str, entry: Entry) -> bool:
    """Whether a token of this kind begins a new row."""
    if kind == "number":
        return bool(entry.values or entry.section or entry.number)
    begun = bool(entry.values or entry.attribute or entry.section)
    return (begun and kind in ("name", "section")) or (bool(entry.name) and kind == "section")


def _put(entry: Entry, token: Token, width: int) -> None:
    """A value begins the next column; once all have one, the rest continues the last."""
    if len(entry.values) < width:
        entry.values.append([token])
    else:
        entry.values[-1].append(token)


def _grouped(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Where several named rows share a number, the first line of the first name is their common head."""
    for index, entry in enumerate(entries):
        parts = len({token.line for token in entry.name})
        follower = entries[index + 1] if index + 1 < len(entries) else None
        if (
            entry.number
            and follower
            and not follower.number
            and not follower.section
            and parts == 2
            and not entry.attribute
        ):
            head = [token for token in entry.name if token.line == entry.name[0].line]
            yield Entry(entry.number, head, category=entry.category)
            yield replace(entry, number=[], name=entry.name[len(head) :], attribute=follower.attribute)
        else:
            yield entry


def _complete(entry: Entry, headings: Sequence[str]) -> list[list[Token]]:
    """The values under their columns; where some are missing, an aim goes under the first column that is not about the past."""
    values = entry.values + [[]] * (len(headings) - len(entry.values))
    future = next((index for index, heading in enumerate(headings) if not is_a("past", heading)), 0)
    if len(entry.values) == 1 and future and is_a("target", entry.values[0][0].text):
        values = [[]] * future + entry.values + [[]] * (len(headings) - future - 1)
    return values


def _cells(entry: Entry, roles: Sequence[str], headings: Sequence[str]) -> list[list[Stretch]]:
    values = iter(_complete(entry, [heading for heading, kind in zip(headings, roles, strict=True) if kind == "value"]))
    return [_stretches(next(values) if kind == "value" else getattr(entry, kind)) for kind in roles]


def _stretches(tokens: Sequence[Token]) -> list[Stretch]:
    """One stretch per line."""
    lines = [list(group) for _, group in groupby(tokens, key=lambda token: token.line)]
    return [Stretch(line[0].start, line[-1].end) for line in lines]
